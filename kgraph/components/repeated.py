"""The further places where names stand that a text has marked already: later mentions, short forms, other capitals."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.components.spelling import distinctive
from kgraph.reading import APART, BESIDE, Mark, Reading, ShortForm, Strength

#: Names of so few characters are others' in other capitals.
_SHORT = 4
#: Characters of "2D ".
_DIMENSION = 3
#: Of these the whole of "offline reinforcement learning (RL)" has the short form in a paper.
_TERMS = ("Method", "Task")


def occurrences(text: str, name: str) -> Iterable[tuple[int, int]]:
    """Spans where the name stands as a whole word, the plural included."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if text[end : end + 1] == "s" and name[-1].isalpha():
            end += 1
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() or before in ("_", "\\")) and not (after.isalnum() or after == "_"):
            yield at, end
        at = text.find(name, end)


def repeated(known: Reading) -> list[Mark]:
    """Marks for the other places of introduced names."""
    marks = []
    listed = {m[:2] for m in known.marks if m.id}
    # once for all places that introduce a name alike: a text may do so over and over
    introduced: dict[tuple[str, str, str], list[int]] = {}
    for start, (end, type_, rule) in known.introduced.items():
        introduced.setdefault((known.text[start:end], type_, rule), []).append(start)
    for (name, type_, rule), starts in introduced.items():
        last = [span for span in _last_word(known.text, name) if span not in listed]
        places = {*occurrences(known.text, name), *_other_case(known.text, name), *last}
        for a, b in sorted(places):
            if starts != [a] and known.folded[a:b].strip():
                marks.append(Mark(a, b, type_, name, "", "", rule, Strength.REPEATED))
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


def short_form_marks(known: Reading) -> list[Mark]:
    """Marks for every place of a short form whose long form is marked, and the other way round."""
    if not known.short_forms:
        return []
    marks = []
    text = known.text
    wider = _wider(known)
    told: set[tuple[object, ...]] = set()
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
            marks.append(Mark(a, b, type_, name, id_, parent, rule, strength + BESIDE))
        written = text[slice(*pair.short)]
        bare = written[:-1] if written.endswith("s") and written[-2:-1].isupper() else written
        said = bare, type_, name, id_, parent, rule, strength
        if said in told:
            # the marks would be the same ones
            continue
        told.add(said)
        for a, b in occurrences(text, bare):
            # a name in an address is none
            if not known.folded[a:b].strip():
                continue
            marks.append(Mark(a, b, type_, name, id_, parent, rule, strength + APART))
    return marks


def widened(known: Reading) -> list[ShortForm]:
    """The pairs, with all of an introduced name for a long form that is its end: "Unified Ink and Point Folding (IPF)"."""
    wider = _wider(known) if known.short_forms else {}
    listed = {m[:2] for m in known.marks if m.id} if wider else set()
    return [
        p._replace(long=w) if (w := wider.get(p.long)) and w[0] in known.introduced and p.short not in listed else p
        for p in known.short_forms
    ]


def _wider(known: Reading) -> dict[tuple[int, int], tuple[int, int]]:
    """Span of a long form -> that of a longer name which it ends: of all of "Ink Point Folding (PF)", "2D Gaussian Splatting (GS)"."""
    ends = {pair.long[1] for pair in known.short_forms}
    there = [m for m in known.marks if m.end in ends]
    # of names that end at one place the longest
    introduced = {end: start for start, (end, _, _) in sorted(known.introduced.items(), reverse=True)}
    # "a Greenwaves MicroController Unit (MCU)" is one of what is known
    listed = {m[:2] for m in there if m.id}
    terms = _first_start(m for m in there if m.type in _TERMS and m.start not in known.introduced)
    wider = {}
    for start, end in (pair.long for pair in known.short_forms):
        if terms.get(end, start) < start:
            wider[start, end] = terms[end], end
            continue
        first = introduced.get(end, start)
        if first < start and (start, end) not in listed:
            wider[start, end] = first, end
        elif _has_dimension(known.text, start):
            wider[start, end] = start - _DIMENSION, end
    return wider


def _first_start(marks: Iterable[Mark]) -> dict[int, int]:
    """End -> where the longest of the marks begins that ends there."""
    starts: dict[int, int] = {}
    for mark in marks:
        starts[mark.end] = min(mark.start, starts.get(mark.end, mark.start))
    return starts


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
