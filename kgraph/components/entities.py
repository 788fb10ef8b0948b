"""`kgraph_entities`: from marks to entities: which of two overlapping marks stays, what else names the same thing.

1. Every further place where an introduced name or a short form stands is marked too.
2. Of overlapping marks the longest stays, of equally long ones the strongest (`longest_then_strongest`).
3. One spelling has one type in one paper.
4. Marks with one id, one folded name, or a short and its long form are one entity. The id is the lexicon's, else made
   from the type and the folded name: it depends on the paper, the lexicon and the learned names only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from kgraph.linking import entity_id
from kgraph.names import DASHES, fold, singular
from kgraph.reading import Group, Mark, Reading, reading, token_starts

Policy = Callable[[Iterable[Mark]], list[Mark]]
_INTRODUCED, _KNOWN = 80, 50


class Entities:
    """Turns the marks of a Doc into its entities and sets ``doc.ents`` with label and ``kb_id_``.

    Parameters
    ----------
    policy : callable
        Which of overlapping marks stay; `longest_then_strongest` by default.
    """

    def __init__(self, policy: Policy | None = None) -> None:
        self._policy = policy or longest_then_strongest

    def __call__(self, doc: Doc) -> Doc:
        known = reading(doc)
        known.marks += [*_repeated(known), *_short_form_marks(known)]
        kept = self._policy(_identified(known.marks))
        known.groups = group(_one_type_a_spelling(kept), known)
        doc.set_ents(_spans(doc, known))
        return doc


def _spans(doc: Doc, known: Reading) -> list[Span]:
    """The entities' mentions as spans of whole tokens, none overlapping."""
    starts = token_starts(doc)
    spans: list[Span] = []
    last = 0
    for start, end, label, id_ in sorted((m.start, m.end, g.type, g.id) for g in known.groups for m in g.marks):
        first, stop = max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)
        if first >= last and stop > first:
            spans.append(Span(doc, first, stop, label=label, kb_id=id_))
            last = stop
    return spans


def longest_then_strongest(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that stay, none overlapping, in text order: introduced names first, then longer, then stronger ones."""
    marks = list(marks)
    kept: list[Mark] = []
    taken = bytearray(max((m.end for m in marks), default=0))
    for mark in sorted(
        marks, key=lambda m: (m.start - m.end - (1000 if m.strength >= 90 else 0), -m.strength, m.start, m.type)
    ):
        if not any(taken[mark.start : mark.end]):
            kept.append(mark)
            taken[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
    return sorted(kept)


def occurrences(text: str, name: str, start: int = 0) -> Iterable[tuple[int, int]]:
    """Spans where the name stands as a whole word, the plural included."""
    at = text.find(name, start)
    while at >= 0:
        end = at + len(name)
        if text[end : end + 1] == "s" and name[-1].isalpha():
            end += 1
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() or before in ("_", "\\")) and not (after.isalnum() or after == "_"):
            yield at, end
        at = text.find(name, end)


def _identified(marks: list[Mark]) -> list[Mark]:
    """The marks, those of an introduced name with the id that the lexicon has for it: one thing, one entity."""
    lexicon = {(m.start, m.end): m for m in marks if m.id}
    unknown = [m for m in marks if not m.id and m.rule.startswith("introduced")]
    known = {fold(m.name): k for m in unknown if (k := lexicon.get((m.start, m.end)))}
    return [
        m._replace(type=k.type, name=k.name, id=k.id, parent=k.parent)
        if not m.id and (k := known.get(fold(m.name)))
        else m
        for m in marks
    ]


def _repeated(known: Reading) -> list[Mark]:
    """Marks for the other places of introduced names."""
    marks = []
    for start, (end, type_, rule) in known.introduced.items():
        name = known.text[start:end]
        for a, b in occurrences(known.text, name):
            if a != start and known.folded[a:b].strip():
                marks.append(Mark(a, b, type_, name, "", "", rule, _INTRODUCED - 1))
    return marks


def _short_form_marks(known: Reading) -> list[Mark]:
    """Marks for every place of a short form whose long form is marked, and the other way round."""
    marks = []
    by_span = {(m.start, m.end): m for m in sorted(known.marks, key=lambda m: m.strength)}
    for pair in known.short_forms:
        long, short = by_span.get(pair.long), by_span.get(pair.short)
        source = max((m for m in (long, short) if m is not None), key=lambda m: m.strength, default=None)
        if source is None:
            continue
        rule = source.rule if source.rule.startswith("introduced") else "short-form"
        for a, b in (pair.long, pair.short):
            marks.append(source._replace(start=a, end=b, rule=rule, strength=source.strength + 5))
        text = known.text[slice(*pair.short)]
        bare = text[:-1] if text.endswith("s") and text[-2:-1].isupper() else text
        for a, b in occurrences(known.text, bare):
            marks.append(source._replace(start=a, end=b, rule=rule, strength=source.strength + 4))
    return marks


def _one_type_a_spelling(marks: list[Mark]) -> list[Mark]:
    """The marks with one type, id and parent for each folded spelling: those of its strongest mark."""
    best: dict[str, Mark] = {}
    for mark in marks:
        key = fold(mark.name or "") or ""
        if not key:
            continue
        if key not in best or mark.strength > best[key].strength:
            best[key] = mark
    return [
        m._replace(type=b.type, id=b.id, parent=b.parent) if (b := best.get(fold(m.name))) and b.type != m.type else m
        for m in marks
    ]


def group(marks: list[Mark], known: Reading) -> list[Group]:
    """The entities that the marks name, sorted by id."""
    named = [m if m.name else m._replace(name=known.text[m.start : m.end]) for m in marks]
    same: dict[str, str] = {}
    for pair in known.short_forms:
        short, long = (fold(known.text[slice(*span)]) for span in (pair.short, pair.long))
        same[short] = long
    groups: dict[str, Group] = {}
    for mark in _one_type_a_spelling(named):
        key = mark.id
        if not key:
            folded = fold(mark.name)
            if folded in known.rejected:
                continue
            folded = same.get(folded, folded)
            key = entity_id(mark.type, folded) if any(map(str.isalnum, folded)) else ""
        if not key:
            continue
        if key not in groups:
            groups[key] = Group(key, mark.type, mark.name, mark.parent, [])
        groups[key].marks.append(mark)
        if mark.start in known.introduced or mark.rule.startswith("introduced"):
            groups[key].introduced = groups[key].introduced or mark.rule
    for item in groups.values():
        item.marks.sort()
        if not any(m.id for m in item.marks):
            item.name = _display_name(item, known)
            item.id = entity_id(item.type, item.name)
    return _joined(groups.values())


def _joined(groups: Iterable[Group]) -> list[Group]:
    """Groups with one id as one, sorted by id."""
    by_id: dict[str, Group] = {}
    for item in groups:
        if item.id in by_id:
            by_id[item.id].marks = sorted(by_id[item.id].marks + item.marks)
            by_id[item.id].introduced = by_id[item.id].introduced or item.introduced
        else:
            by_id[item.id] = item
    return [by_id[i] for i in sorted(by_id)]


def _display_name(item: Group, known: Reading) -> str:
    """The name of an entity that no lexicon holds: for an introduced one its short form, else the most frequent form."""
    forms = Counter(known.text[m.start : m.end] for m in item.marks)
    shorts = {known.text[slice(*p.short)] for p in known.short_forms} & set(forms)
    if item.introduced and shorts:
        return min(shorts, key=lambda s: (-forms[s], len(s), s))
    if shorts and len(forms) > len(shorts):
        forms = Counter({f: n for f, n in forms.items() if f not in shorts})
    best = min(forms, key=lambda f: (-forms[f], len(f), f))
    if not item.introduced:
        words = best.split(" ")
        # a term at the start of a sentence or in a title is written small elsewhere
        plain = [w.lower() if w[1:].islower() or len(w) == 1 or _title_hyphens(w) else w for w in words]
        best = singular(" ".join(plain)) if item.type in ("Method", "Task") else best
    return best


def _title_hyphens(word: str) -> bool:
    return any(d in word for d in DASHES) and all(
        p[1:].islower() or len(p) <= 1 for p in word.replace("–", "-").split("-")
    )


@Language.factory("kgraph_entities", assigns=["doc.ents"])
def make_entities(nlp: Language, name: str) -> Entities:
    """The component with the project's overlap policy."""
    return Entities()
