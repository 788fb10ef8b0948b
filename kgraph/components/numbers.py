"""Where a sentence reports numbers: spans only, not yet what they say.

What may be a number comes from ``rules/values.tsv``, what rules it out from ``rules/no-values.tsv``.
`kgraph.components.attribution` says whose the numbers are.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kgraph.components.measures import MeasureFinder, Span
from kgraph.metrics import metric_of
from kgraph.reading import Reading
from kgraph.rules import Rule, load_rules
from kgraph.rules.pieces import Pieces
from kgraph.rules.shorthands import written_out
from kgraph.rules.units import forms_of
from kgraph.values import parse_value

#: What stands right behind the last digit of a value: one pass over a text shows which rules are worth trying where.
#: A number right behind a capital letter, as in a name, is no value. Its first digit is looked for as a range of
#: characters: asking for the class of each character of a text takes longer than all the rest. No number has more than
#: so many: a list without blanks would be gone through again from each of its digits.
_SIGN = re.compile(
    written_out(
        r"[0-9](?<![A-Z\d_].)(?<![A-Z]-.)(?<!\d\..)(?:[\d.,]{0,30}\d)?(?="
        r"(?P<percent>\s?\\?%)|(?P<percent_word>\+?(?:\s?\\?%|\$\s?\\?%|[ -]percent))"
        r"|(?P<times>\\?times|\s?×|[xX]\b)|(?P<times_word>\s?\$?\\?times|\s[xX]\b|[- ]?(?i:fold))"
        r"|(?P<unit>(?:\s\$|\s|~|\\,)?(?:[KMGTPE](?:\s(?:FLOP|MAC|tokens/)|i?B\b)|(?:{unit}|{rate})(?![\w/])))"
        r"|(?P<points>\+?[ -](?:\w+ )?(?:percentage[ -])?(?:point|pp|pts|p\.p\.|dB)|dB\b)"
        r"|(?P<share>/\d)"
        r"|(?P<bare>(?<=[\d.]\d))"
        r")"
    )
)
#: Signs of the kind ``times`` without a digit of theirs, and what makes them count: one in lower case, or a digit.
_WORD = re.compile(r"\b(?:(?:two|three|four|five|six|seven|eight|nine|ten|hundred)(?: ?fold\b| times )|factors? of\b)")
_COUNTS = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred)(?:[- ]?fold\b| times )")
#: Signs -> the kinds of values in ``rules/values.tsv`` that they may be signs of.
_KINDS = {
    "percent": ("percent",),
    "percent_word": ("percent", "points", "", "beside"),
    "times": ("times",),
    "times_word": ("times", "", "beside"),
    "unit": ("rate", "unit", "", "beside"),
    "points": ("points", "", "beside"),
    "share": ("share", "", "beside"),
    "bare": ("", "beside", "behind"),
}
_DECIMAL = re.compile(r"\.\d")
#: Kinds of values that are results only near a measure -> how far behind them it may stand.
_REACH = {"": 14, "unit": 25, "beside": 2, "behind": -1}
#: And how far in front of them.
_REACH_IN_FRONT = {"beside": -1, "behind": 2}
_STOP = re.compile(r"(?<!approx)[.;] |;")
_STOP_OR_COMMA = re.compile(r"[.;,] |;")
_ON = re.compile(r"\s(?:on|for) (?:the )?$")
#: "2.1 and 3.4 points", "49.7/53.5": a number that only the one beside it shows to be a result.
_JOINED_LEFT = re.compile(
    r"(?<![\w.,^@-])\$?(?P<value>[+-]?\d{1,3}(?:\.\d+)?)\$?(?:, ?|/| and |, and | or | to |,? vs\.? |,? versus )\$?$"
)
_JOINED_RIGHT = re.compile(
    r"(?:/|, | and |, and |,? vs\.? |,? versus | to (?:\\textbf\{)?| \((?:vs\.?|versus|compared (?:to|with)) | for [A-Z][\w.-]*,? and |(?: \([^()]{1,30}\))?,? and from )(?P<value>[+-]?\d+\.\d+)(?![\w%]|\.\d|\s?(?:%|\\|x\b|×))"
)
_BEFORE, _BEHIND, _LOOK = 45, 14, 60
#: "improves QuillNet from 54.0", "and on PenSet from 43.8", "by a margin of 0.1": what changes needs no measure.
_CHANGES = re.compile(
    r"(?:\b(?:improv|rais|lift|boost|reduc|increas|decreas|lower)\w* [^.;,]{0,50}?| and (?:on|for) [^.;, ]{2,30}|\d\}? and (?:[a-z-]+ ){0,2}[a-z-]+|\d\)? and [A-Z][\w.-]*\d\w*) from \$?$"
    r"|\bby (?:a )?margins? of $"
)
#: In front of a number that describes a thing.
_DESCRIBES = re.compile(r"\b(?:an?|custom|single|the) $")
#: What takes hours is a cost: the performance that it has after them is another number.
_TIME = re.compile(rf"(?<![^\W\d_]){forms_of({'time'})}\$?$")
#: "reconstructs a scene in just 9 seconds", "completes the task in 9 seconds": a time that something takes, which needs no measure beside it.
_TAKES = re.compile(
    r"\b(?:(?:complet|finish|solv)(?:es?|ed|ing)(?: [\w-]+){1,4} in(?: about| under)?|(?:in (?:just|only|under|less than|as little as)|within(?: just| only| about| under)?)|requir(?:es|ing) (?:only|just|less than|approximately|about|around|roughly)|tak(?:es|ing)(?: only| just)?) (?=\$?\d)"
)
#: From a reported number to another one of its unit.
_GOES_ON = re.compile(
    written_out(
        r"(?:[^.;,()]|\.(?=\d)|\([^()]*\)){0,90}?,? and (?:(?:[\w-]+ ){1,6}in )?{about}"
        r"|,? (?:vs\.?|versus|compared (?:to|with)) "
    )
)
#: No value, with the words in front that its rule reads, begins farther before its sign.
_SPAN = 40


class Value(NamedTuple):
    """A number that a sentence reports: its span as written, kind (``percent``, ``times``, …) and rule."""

    start: int
    end: int
    kind: str
    rule: str


class Candidates(NamedTuple):
    """A sentence, ``text[first:last]``, with its measures and what the rules for values match there, rule by rule."""

    first: int
    last: int
    measures: list[Span]
    matches: list[tuple[Rule, Span]]


class NumberFinder:
    """Finds the reported numbers of sentences."""

    def __init__(self) -> None:
        self._values = load_rules("values")
        no_values = load_rules("no-values")
        self._not_before, self._not_after, self._keep_before, self._keep = (
            Pieces(r for r in no_values if r.side == side) for side in ("before", "after", "keep-before", "keep")
        )
        self._measures = MeasureFinder()

    def candidates(self, known: Reading) -> list[Candidates]:
        """The sentences with what may be values, in order."""
        found = []
        for index, places in sorted(_places(known).items()):
            first, last = known.sentences[index]
            measures = self._measures.spans(known, first, last)
            decimal = _DECIMAL.search(known.text, first, last) is not None
            takes = "unit" in places and _TAKES.search(known.text, first, last) is not None
            matches = [
                (rule, match.span("value"))
                for rule in self._values
                if rule.value in places
                and _may_report(rule.value, bool(measures), decimal or (takes and rule.value == "unit"))
                for match in _matches(rule.pattern, known.text, first, last, places[rule.value])
            ]
            if matches:
                found.append(Candidates(first, last, measures, matches))
        return found

    def values(self, text: str, candidates: Candidates, names: Sequence[Span], tests: Sequence[Span]) -> list[Value]:
        """The numbers that a sentence reports, in its order.

        Parameters
        ----------
        text : str
            The Doc's.
        candidates : Candidates
            Those of the sentence.
        names, tests : sequences of (int, int)
            Spans of the entities there, which hold no values, and of those among them that something is measured on.
        """
        first, last, measures, matches = candidates
        found: list[Value] = []
        apart: list[Value] = []
        for rule, (start, end) in matches:
            # a dash in front is a range's or a hedge's, no sign
            while text[start] in "~–−" and end - start > 1:
                start += 1
            if text[start] == "$" and "$" not in text[start + 1 : end]:
                # it ends a formula in front: "$\\sim$26x"
                start += 1
            if not _free(start, end, names, found) or not self._may_be(text, first, start, end):
                continue
            value = Value(start, end, rule.value, rule.id)
            (found if _reported(rule, text, start, end, measures, tests) else apart).append(value)
        found += [value for value in apart if _free(*value[:2], names, found) and _goes_on(text, value, found)]
        for value in tuple(found):
            for start, end in _joined(text, first, last, value):
                if _free(start, end, names, found) and self._may_be(text, first, start, end):
                    found.append(Value(start, end, value.kind, value.rule))
        return sorted(found)

    def _may_be(self, text: str, first: int, start: int, end: int) -> bool:
        if (text[start] == "+" and text[start - 1] != "+") or _is_taken(text, start, end):
            # a setting has no sign
            return True
        after = text[end : end + 90].lstrip(" $")
        if self._keep.found_in(after):
            return True
        before = text[max(first, start - _LOOK) : start].rstrip()
        if self._keep_before.found_in(before):
            return True
        if self._not_after.found_in(after):
            return False
        return not self._not_before.found_in(before)


def _places(known: Reading) -> dict[int, dict[str, list[int]]]:
    """Index of a sentence with numbers -> kinds of values that they may be -> where these are, in order."""
    text = known.text
    places: dict[int, dict[str, list[int]]] = {}
    for sign in _SIGN.finditer(text):
        at = sign.start()
        kinds = places.setdefault(known.sentence(at), {})
        for kind in _KINDS[str(sign.lastgroup)]:
            kinds.setdefault(kind, []).append(at)
    if "fold" in known.folded or " times " in text or "factor of" in text or "factors of" in text:
        for word in _WORD.finditer(known.folded):
            index, at = known.sentence(word.start()), word.start()
            if _COUNTS.search(text, *known.sentences[index]):
                insort(places.setdefault(index, {}).setdefault("times", []), at)
    return places


def _may_report(kind: str, measures: bool, decimal: bool) -> bool:
    """Whether a value of this kind can be `_reported` in a sentence that has measures or a decimal number or none."""
    if kind in _REACH_IN_FRONT:
        return measures and decimal
    return kind not in _REACH or measures or decimal


def _matches(pattern: re.Pattern[str], text: str, first: int, last: int, places: list[int]) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer(text, first, last)`` gives where every match stands at one of the places."""
    for place in places:
        if place >= first:
            match = pattern.search(text, max(first, place - _SPAN), last)
            if match is None:
                return
            yield match
            first = match.end()


def _free(start: int, end: int, names: Sequence[Span], found: Sequence[Value]) -> bool:
    # a name may begin inside a value: its unit, as in "502 petaFLOP/s"
    return not any(a <= start < b for a, b in names) and not any(v.start < end and start < v.end for v in found)


def _joined(text: str, first: int, last: int, value: Value) -> Iterator[Span]:
    """Bare numbers listed with a value: left of it without its unit, right of it only beside another bare one."""
    start, end = value.start, value.end
    while match := _JOINED_LEFT.search(text, max(first, start - 16), start):
        start = match.start("value")
        yield match.span("value")
    while value.kind == "" and "." in text[value.start : value.end] and (match := _JOINED_RIGHT.match(text, end, last)):
        end = match.end("value")
        yield match.span("value")


def _goes_on(text: str, value: Value, found: Sequence[Value]) -> bool:
    """Whether it is a second number in the unit of a reported one: "a force of 3 N when pulling and 2 N when pushing"."""
    if value.kind != "unit":
        return False
    alike = [v for v in found if v.kind == "unit" and _unit(text, v) == _unit(text, value)]
    pairs = (sorted((v, value)) for v in alike)
    return any(_GOES_ON.fullmatch(text, one.end, other.start) for one, other in pairs)


def _unit(text: str, value: Value) -> str:
    return parse_value(text[value.start : value.end]).unit


def _is_taken(text: str, start: int, end: int) -> bool:
    """Whether the number is a time that something takes."""
    takes = _TAKES.finditer(text, max(0, start - _LOOK), end)
    return _TIME.search(text, start, end) is not None and any(m.end() in (start - 1, start) for m in takes)


def _reported(rule: Rule, text: str, start: int, end: int, measures: Sequence[Span], tests: Sequence[Span]) -> bool:
    """Whether a number of the rule's kind stands as a result does: units and bare numbers only beside a measure."""
    if rule.value not in _REACH:
        return True
    reach, in_front = _REACH[rule.value], _REACH_IN_FRONT.get(rule.value, _BEFORE)
    if rule.value == "unit" and _TIME.search(text, start, end):
        if _is_taken(text, start, end):
            return True
        measures = [m for m in measures if (known := metric_of(text[slice(*m)])) is None or known.kind == "cost"]
    if rule.value == "unit" and _DESCRIBES.search(text, max(0, start - _LOOK), start):
        # "a custom 1 kHz board" and "a 1.2 kg package" say what a thing is: only a measure behind them makes them results
        measures = [m for m in measures if m[0] >= end]
    for a, b in measures:
        if 0 <= start - b <= in_front and not _STOP.search(text, b, start):
            return True
        if 0 <= a - end <= reach and not _STOP_OR_COMMA.search(text, end, a):
            return True
    decimal = "." in text[start:end]
    if decimal and text[start] == "+":
        # a gain: a setting has no sign
        return True
    if decimal and not rule.value and _CHANGES.search(text, max(0, start - _LOOK), start):
        return True
    return (
        decimal
        and rule.value not in _REACH_IN_FRONT
        and any(0 < a - end <= _BEHIND and _ON.match(text, end, a) for a, _ in tests)
    )
