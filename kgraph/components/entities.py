"""`kgraph_entities`: from marks to entities: which of two overlapping marks stays, what else names the same thing.

1. Every further place where an introduced name or a short form stands is marked too.
2. Of overlapping marks the longest stays, of equally long ones the strongest (`longest_then_strongest`).
3. One spelling has one type in one paper.
4. Marks with one id, one folded name, or a short and its long form are one entity. The id is the lexicon's, else made
   from the type and the folded name: it depends on the paper, the lexicon and the learned names only.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

import numpy as np
from spacy.attrs import ENT_IOB, ENT_KB_ID, ENT_TYPE
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.components.identity import identified, uncontradicted
from kgraph.components.spelling import distinctive
from kgraph.components.step import Step
from kgraph.linking import entity_id
from kgraph.names import DASHES, fold, singular
from kgraph.reading import Group, Mark, Reading, token_starts

Policy = Callable[[Iterable[Mark]], list[Mark]]
_INTRODUCED = 80
#: Names of so few characters are others' in other capitals.
_SHORT = 4
#: Characters of "2D ".
_DIMENSION = 3
#: spaCy's codes for the first token of an entity, for a further one, and for one outside.
_BEGIN, _IN, _OUT = 3, 1, 2


class Entities(Step):
    """Turns the marks of a text into its entities and sets ``doc.ents`` with label and ``kb_id_``.

    Parameters
    ----------
    policy : callable
        Which of overlapping marks stay; `longest_then_strongest` by default.
    """

    def __init__(self, policy: Policy | None = None) -> None:
        self._policy = policy or longest_then_strongest

    def read(self, known: Reading) -> None:
        known.marks = uncontradicted(known)
        known.marks += [*_repeated(known), *_short_form_marks(known)]
        kept = self._policy(identified(known.marks, known.text, known.short_forms))
        known.groups = group(_one_type_a_spelling(kept), known)

    def show(self, doc: Doc, known: Reading) -> None:
        _set_ents(doc, known)


def _set_ents(doc: Doc, known: Reading) -> None:
    """Set the entities' mentions as spans of whole tokens, none overlapping."""
    starts = token_starts(doc)
    if not starts:
        return
    count = len(starts)
    add = doc.vocab.strings.add
    codes = {g.id: (add(g.type), add(g.id)) for g in known.groups}
    # one array for all tokens: making and checking spans takes several times as long
    table = array("Q", [_OUT]) * count + array("Q", bytes(2 * count * 8))
    last = 0
    for start, end, _, id_ in sorted([(m.start, m.end, g.type, g.id) for g in known.groups for m in g.marks]):
        first = bisect_right(starts, start) - 1
        stop = bisect_left(starts, end, first)
        if first >= last and stop > first:
            label, kb_id = codes[id_]
            for token in range(first, stop):
                table[token], table[count + token], table[2 * count + token] = _IN, label, kb_id
            table[first] = _BEGIN
            last = stop
    rows = np.frombuffer(table, dtype=np.uint64).reshape(3, count)
    doc.from_array([ENT_IOB, ENT_TYPE, ENT_KB_ID], rows.T)  # type: ignore[arg-type]


def longest_then_strongest(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that stay, none overlapping, in text order: introduced names first, then longer, then stronger ones."""
    # of marks on one span at most one stays
    best: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        other = best.setdefault(mark[:2], mark)
        if other is not mark and (mark.strength, other.type) > (other.strength, mark.type):
            best[mark[:2]] = mark
    kept: list[Mark] = []
    chain: list[Mark] = []
    stop = 0
    for mark in sorted(best.values()):
        start, end = mark[:2]
        if start < stop:
            chain.append(mark)
            stop = max(stop, end)
        else:
            kept += chain if len(chain) < 2 else _apart(chain)
            chain = [mark]
            stop = end
    return kept + _apart(chain)


def _apart(marks: list[Mark]) -> list[Mark]:
    """Of a chain of overlapping marks on different spans those that stay, in text order."""
    kept: list[Mark] = []
    # of two that cross the first is whole: "deep neural network optimization" names a network
    whole: list[Mark] = []
    for mark in marks:
        for other in whole:
            if other.start < mark.start < other.end < mark.end and other.strength >= mark.strength:
                break
        else:
            whole.append(mark)
    for mark in sorted(whole, key=_rank):
        for other in kept:
            if mark.start < other.end and other.start < mark.end:
                break
        else:
            kept.append(mark)
    return sorted(kept)


def _rank(mark: Mark) -> tuple[int, int, Mark]:
    return mark.start - mark.end - (1000 if mark.strength >= 90 else 0), -mark.strength, mark


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


def _repeated(known: Reading) -> list[Mark]:
    """Marks for the other places of introduced names."""
    marks = []
    listed = {m[:2] for m in known.marks if m.id}
    for start, (end, type_, rule) in known.introduced.items():
        name = known.text[start:end]
        last = [span for span in _last_word(known.text, name) if span not in listed]
        places = {*occurrences(known.text, name), *_other_case(known.text, name), *last}
        for a, b in sorted(places):
            if a != start and known.folded[a:b].strip():
                marks.append(Mark(a, b, type_, name, "", "", rule, _INTRODUCED - 1))
    return marks


def _other_case(text: str, name: str) -> Iterable[tuple[int, int]]:
    """Spans where the name stands with other capitals and is still told from a word: ``quill2net``, ``quill folding``."""
    whole = " " in name or any(map(str.isdigit, name))
    if len(name) <= _SHORT or not (whole or distinctive(name)) or not text.isascii():
        return ()
    found = occurrences(text.lower(), name.lower())
    # "multi-quill folding" folds no quills
    return [(a, b) for a, b in found if text[a - 1 : a] != "-" and (whole or distinctive(text[a:b]))]


def _last_word(text: str, name: str) -> Iterable[tuple[int, int]]:
    """Spans where only the last word of a name stands that is spelled as only names are: "the QuillDesk" for "TIB QuillDesk"."""
    front, _, last = name.rpartition(" ")
    if not front or len(last) <= _SHORT or last.isupper() or "-" in last or not distinctive(last):
        return ()
    return [(a, b) for a, b in occurrences(text, last) if not text.endswith(f"{front} ", 0, a)]


def _short_form_marks(known: Reading) -> list[Mark]:
    """Marks for every place of a short form whose long form is marked, and the other way round."""
    if not known.short_forms:
        return []
    marks = []
    text = known.text
    wider = _wider(known)
    by_span = _strongest_at({*(span for pair in known.short_forms for span in pair), *wider.values()}, known.marks)
    for pair in known.short_forms:
        if (whole := wider.get(pair.long)) in by_span:
            pair = pair._replace(long=whole)
        long, short = by_span.get(pair.long), by_span.get(pair.short)
        source = long if short is None or (long is not None and long.strength >= short.strength) else short
        if source is None:
            continue
        _, _, type_, name, id_, parent, found_by, strength = source
        rule = found_by if found_by.startswith("introduced") else "short-form"
        for a, b in (pair.long, pair.short):
            marks.append(Mark(a, b, type_, name, id_, parent, rule, strength + 5))
        written = text[slice(*pair.short)]
        bare = written[:-1] if written.endswith("s") and written[-2:-1].isupper() else written
        for a, b in occurrences(text, bare):
            # a name in an address is none
            if not known.folded[a:b].strip():
                continue
            marks.append(Mark(a, b, type_, name, id_, parent, rule, strength + 4))
    return marks


def _wider(known: Reading) -> dict[tuple[int, int], tuple[int, int]]:
    """Span of a long form -> that of a longer name which it ends: of all of "Ink Point Folding (PF)", "2D Gaussian Splatting (GS)"."""
    introduced = {end: start for start, (end, _, _) in known.introduced.items()}
    # "a Greenwaves MicroController Unit (MCU)" is one of what is known
    listed = {m[:2] for m in known.marks if m.id}
    wider = {}
    for start, end in (pair.long for pair in known.short_forms):
        first = introduced.get(end, start)
        if first < start and (start, end) not in listed:
            wider[start, end] = first, end
        elif _has_dimension(known.text, start):
            wider[start, end] = start - _DIMENSION, end
    return wider


def _has_dimension(text: str, start: int) -> bool:
    """Whether "2D " or its like stands in front."""
    return text[start - 2 : start] in ("D ", "D-") and text[start - _DIMENSION : start - 2].isdigit()


def _strongest_at(spans: set[tuple[int, int]], marks: Iterable[Mark]) -> dict[tuple[int, int], Mark]:
    """The strongest mark on each of the spans; of equally strong ones the last."""
    found: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        span = mark[:2]
        if span in spans and (span not in found or mark.strength >= found[span].strength):
            found[span] = mark
    return found


def _one_type_a_spelling(marks: list[Mark]) -> list[Mark]:
    """The marks with one type, id and parent for each folded spelling: those of its strongest mark."""
    best: dict[str, Mark] = {}
    differ = False
    for mark in marks:
        key = fold(mark.name)
        if key:
            known = best.setdefault(key, mark)
            if known is not mark:
                differ = differ or mark.type != known.type
                if mark.strength > known.strength:
                    best[key] = mark
    if not differ:
        return marks
    return [
        m._replace(type=b.type, id=b.id, parent=b.parent) if (b := best.get(fold(m.name))) and b.type != m.type else m
        for m in marks
    ]


def group(marks: list[Mark], known: Reading) -> list[Group]:
    """The entities that the marks name, sorted by id."""
    text = known.text
    named = [m if m.name else m._replace(name=text[m.start : m.end]) for m in marks]
    shorts = [text[slice(*pair.short)] for pair in known.short_forms]
    same = {fold(s): fold(text[slice(*pair.long)]) for s, pair in zip(shorts, known.short_forms, strict=True)}
    marks = _one_type_a_spelling(named)
    groups: dict[str, Group] = {}
    for mark in marks:
        start, _, type_, name, key, parent, rule, _ = mark
        if not key:
            folded = fold(name)
            if folded in known.rejected:
                continue
            key = _id_of_folded(type_, same.get(folded, folded))
            if not key:
                continue
        item = groups.get(key)
        if item is None:
            item = groups[key] = Group(key, type_, name, parent, [])
        item.marks.append(mark)
        if not item.introduced and (start in known.introduced or rule.startswith("introduced")):
            # a short form has the rule of the long one, be it a name or words
            item.introduced = known.introduced[start][2] if start in known.introduced else rule
    held = {m.id for m in marks}
    for key, item in groups.items():
        item.marks.sort()
        if key not in held:
            item.name = _display_name(item, text, shorts)
            item.id = entity_id(item.type, item.name)
    return _joined(groups.values())


@lru_cache(maxsize=1 << 16)
def _id_of_folded(type_: str, folded: str) -> str:
    """The id of what has this folded name, or the empty string for a name without letters and digits."""
    return entity_id(type_, folded) if any(map(str.isalnum, folded)) else ""


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


def _display_name(item: Group, text: str, short_forms: list[str]) -> str:
    """The name of an entity that no lexicon holds: for an introduced one its short form, else the most frequent form."""
    forms = [text[m.start : m.end] for m in item.marks]
    best = forms[0]
    if len(set(forms)) > 1:
        counts = Counter(forms)
        shorts = counts.keys() & set(short_forms)
        if item.introduced and shorts:
            forms = list(shorts)
        elif shorts and len(counts) > len(shorts):
            forms = [f for f in counts if f not in shorts]
        best = min(forms, key=lambda f: (-counts[f], len(f), f))
    return best if item.introduced else _plain(best, item.type)


@lru_cache(maxsize=1 << 16)
def _plain(form: str, type_: str) -> str:
    """A form as it is written inside of a sentence; a term in the singular."""
    plain = " ".join([w.lower() if w[1:].islower() or len(w) == 1 or _title_hyphens(w) else w for w in form.split(" ")])
    return singular(plain) if type_ in ("Method", "Task") else form


def _title_hyphens(word: str) -> bool:
    return any(d in word for d in DASHES) and all(
        p[1:].islower() or len(p) <= 1 for p in word.replace("–", "-").split("-")
    )


@Language.factory("kgraph_entities", assigns=["doc.ents"])
def make_entities(nlp: Language, name: str) -> Entities:
    """The component with the project's overlap policy."""
    return Entities()
