"""Keeping a lexicon well: what is ambiguous, dead or contradicts itself in it, and which names of a corpus it lacks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kgraph.components.lexicon import LexiconComponent
from kgraph.lexicon.entries import Lexicon
from kgraph.lexicon.matcher import Matcher, fold_text
from kgraph.names import fold
from kgraph.reading import Reading
from kgraph.records import Facts, Mention, Paper
from kgraph.schema import TITLE
from kgraph.text import without_urls

_CONTEXT = 60


class Finding(NamedTuple):
    """Something that a person should look at.

    Attributes
    ----------
    kind : str
        ``ambiguous`` (one form, two entities of a type), ``two-types`` (one form, two types, and no evidence decides),
        ``contradicted`` (a row is not found in its example, or found in its counter-example), or ``dead`` (no form stands
        in the corpus).
    form : str
        The form, the name of a dead entry, or a name with the sentence that contradicts its row.
    ids : tuple of str
        The entities, sorted.
    """

    kind: str
    form: str
    ids: tuple[str, ...]


class Suggestion(NamedTuple):
    """A name that the lexicon lacks.

    Attributes
    ----------
    name, type : str
        As the extraction guessed them.
    forms : tuple of str
        Its other written forms.
    papers : int
        In how many papers it stands.
    contexts : tuple of str
        Some places, with the words around.
    """

    name: str
    type: str
    forms: tuple[str, ...]
    papers: int
    contexts: tuple[str, ...]


def check(lexicon: Lexicon, papers: Sequence[Paper] = ()) -> list[Finding]:
    """What is ambiguous in the lexicon or contradicts itself and, if papers are given, which entries none of them names; sorted.

    Parameters
    ----------
    lexicon : Lexicon
        Loading it has checked the format already.
    papers : sequence of Paper
        A corpus; without one no entry is called dead.
    """
    by_form: dict[str, set[str]] = defaultdict(set)
    types = {e.id: e.type for e in lexicon.entries}
    sure: set[tuple[str, str]] = set()
    written: dict[str, str] = {}
    for entry in lexicon.entries:
        for form in entry.forms:
            # the case of short names tells them apart
            key = form if len(form) <= 4 else fold(form)
            by_form[key].add(entry.id)
            if not entry.needs_of(form):
                sure.add((key, entry.id))
            written.setdefault(key, form)
    findings = []
    for key, ids in by_form.items():
        same = [t for t, n in Counter(types[i] for i in ids).items() if n > 1]
        if same:
            findings.append(Finding("ambiguous", written[key], tuple(sorted(i for i in ids if types[i] in same))))
        elif sum((key, id_) in sure for id_ in ids) > 1:
            findings.append(Finding("two-types", written[key], tuple(sorted(ids))))
    findings += contradicted(lexicon)
    if papers:
        found = _found(lexicon, papers)
        findings += [Finding("dead", e.name, (e.id,)) for e in lexicon.entries if e.id not in found]
    return sorted(findings)


def contradicted(lexicon: Lexicon) -> list[Finding]:
    """Rows that are not found in their own examples, or are found in their own counter-examples, in the order of ids."""
    component = LexiconComponent(lexicon.entries, lexicon.key)
    findings = []
    for entry in lexicon.entries:
        # a version of it will do
        if entry.example and not any(f"{i}-".startswith(f"{entry.id}-") for i in _ids_in(entry.example, component)):
            findings.append(Finding("contradicted", f"{entry.name}, not found in {entry.example!r}", (entry.id,)))
        if entry.counter and entry.id in _ids_in(entry.counter, component):
            findings.append(Finding("contradicted", f"{entry.name}, found in {entry.counter!r}", (entry.id,)))
    return findings


def _ids_in(sentence: str, component: LexiconComponent) -> set[str]:
    return {mark.id for mark in component.marks(Reading.of(sentence))}


def _found(lexicon: Lexicon, papers: Iterable[Paper]) -> set[str]:
    matcher = Matcher(lexicon.entries)
    ids: set[str] = set()
    for paper in papers:
        for text in (paper.title, paper.abstract):
            ids.update(hit.entry.id for hit in matcher.hits(text, fold_text(without_urls(text))))
    return ids


def suggest(facts: Iterable[Facts], lexicon: Lexicon, *, min_papers: int = 2) -> list[Suggestion]:
    """Names that the extraction found without the lexicon, those of most papers first.

    Parameters
    ----------
    facts : iterable of Facts
        Each paper once.
    lexicon : Lexicon
        What is known.
    min_papers : int
        Names of fewer papers are left out.
    """
    known = {fold(form) for e in lexicon.entries for form in e.forms}
    ids = {e.id for e in lexicon.entries}
    papers: Counter[str] = Counter()
    names: dict[str, Counter[str]] = defaultdict(Counter)
    types: dict[str, Counter[str]] = defaultdict(Counter)
    contexts: dict[str, list[str]] = defaultdict(list)
    for one in facts:
        for entity in one.entities:
            key = fold(entity.name)
            # a version of a known name is found by its family
            if key in known or entity.id in ids or entity.parents:
                continue
            papers[key] += 1
            types[key][entity.type] += 1
            names[key].update(m.text for m in entity.mentions)
            contexts[key].append(_context(one, entity.mentions[-1]))
    suggestions = []
    for key in sorted((k for k, n in papers.items() if n >= min_papers), key=lambda k: (-papers[k], k)):
        name, *others = sorted(names[key], key=lambda form: (-names[key][form], len(form), form))
        forms = tuple(form for form in others if fold(form) != fold(name))
        type_ = min(types[key], key=lambda t: (-types[key][t], t))
        suggestions.append(Suggestion(name, type_, forms, papers[key], tuple(contexts[key][:3])))
    return suggestions


def _context(facts: Facts, mention: Mention) -> str:
    text = facts.paper.title if mention.field == TITLE else facts.paper.abstract
    around = text[max(0, mention.start - _CONTEXT) : mention.end + _CONTEXT]
    return " ".join(around.split())


def no_suggestion(min_papers: int) -> str:
    """What to say where nothing is suggested."""
    if min_papers == 1:
        return "no unknown name stands in any paper"
    return f"no unknown name stands in {min_papers} papers or more; try --min-papers 1"


def suggestion_lines(suggestions: Iterable[Suggestion]) -> Iterator[str]:
    """The suggestions as a lexicon file, each row behind comments that show where its name stands."""
    yield "name\taliases\ttype\n"
    for s in suggestions:
        yield f"# {s.papers} papers\n"
        yield from (f"#   … {context} …\n" for context in s.contexts)
        yield f"{_cell(s.name)}\t{' | '.join(map(_cell, s.forms))}\t{s.type}\n"


def _cell(text: str) -> str:
    return text.replace("\t", " ").replace("|", "/").replace("\n", " ")
