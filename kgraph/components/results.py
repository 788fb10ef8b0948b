"""`kgraph_results`: the numbers that a paper reports, with metric, what was measured on, whose it is, and against what.

Numbers come from ``rules/values.tsv``, less those that ``rules/no-values.tsv`` rules out; measures from
``rules/metrics.tsv``; the rest from the entities that stand in the same sentence and the words between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import ahocorasick
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.lexicon.entries import read_rows, split_cell
from kgraph.lexicon.matcher import fold_text
from kgraph.names import fold
from kgraph.reading import Number, Reading, reading
from kgraph.rules import FOLDER, Rule, load_rules
from kgraph.schema import ROLES

_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(
    r"[;:]|, (?:while|whereas|but|and (?:achiev|reduc|improv|outperform|obtain|reach|attain|deliver|yield)\w*)|(?:\. )"
)
_BASELINE = re.compile(
    r"(?:\bthan|\bover|compared (?:to|with)|\bvs\.?|\bversus|\bagainst|relative to|up from|\bsurpass\w*|\boutperform\w*|\bexceed\w*|\bbeat\w*|in comparison (?:to|with))"
    r"(?: (?:the|a|an|its|their|all|previous|prior|existing|strong|standard|vanilla|best|current|state-of-the-art|SOTA|baseline|baselines|full-budget|original)){0,5} ?$"
)
_ON = re.compile(r"(?:\bon|\bfor|\bin|\bof|\bacross|\bto|\bover|\bunder)\b[^.;]{0,40}$")
_BY = re.compile(r"[^.;]{0,40}\bby\b")
_BASELINE_REACH = 110
_EVALUATED = ("Benchmark", "Task", "Hardware")
_SUBJECTS = ("Model", "Method", "Software")


@dataclass(frozen=True, slots=True)
class _Name:
    """An entity's mention in a sentence."""

    start: int
    end: int
    text: str
    type: str
    introduced: bool


class Results:
    """Finds the results of Docs."""

    def __init__(self) -> None:
        self._values = load_rules("values")
        no_values = load_rules("no-values")
        self._not_before = [r.pattern for r in no_values if r.side == "before"]
        self._not_after = [r.pattern for r in no_values if r.side == "after"]
        self._metrics = ahocorasick.Automaton()
        for _, row in read_rows(FOLDER / "metrics.tsv"):
            for form in (row["metric"], *split_cell(row.get("aliases", ""))):
                key = fold_text(form)
                self._metrics.add_word(" " + key, len(key))
        self._metrics.make_automaton()

    def __call__(self, doc: Doc) -> Doc:
        known = reading(doc)
        known.numbers = self.numbers(known)
        return doc

    def numbers(self, known: Reading) -> list[Number]:
        """The results of one text, in its order."""
        text = known.text
        if not _DIGIT.search(text):
            return []
        names = sorted(
            (
                _Name(m.start, m.end, text[m.start : m.end], g.type, g.role == next(iter(ROLES)))
                for g in known.groups
                for m in g.marks
            ),
            key=lambda n: n.start,
        )
        numbers: list[Number] = []
        default = _own_benchmark(names)
        for first, last in known.sentences:
            if not _DIGIT.search(text, first, last):
                continue
            inside = [n for n in names if first <= n.start < last]
            metrics = self._metric_spans(known, first, last)
            values = self._value_spans(text, first, last, inside, metrics)
            for index, (start, end, rule) in enumerate(values):
                numbers.append(
                    Number(
                        start,
                        end,
                        _metric(text, start, end, metrics, values, first, last),
                        _benchmark(
                            text, index, values, inside, first, last, None if rule.value == "times" else default
                        ),
                        _subject(text, start, inside, names, first),
                        _baseline(text, end, inside, last) or _baseline_before(text, start, inside, first),
                        rule.id,
                    )
                )
        return numbers

    def _metric_spans(self, known: Reading, first: int, last: int) -> list[tuple[int, int]]:
        """Spans of measures in the sentence, the longest where they overlap."""
        spans: list[tuple[int, int]] = []
        folded = known.folded
        for stop, length in self._metrics.iter(" " + folded[first:last]):
            end = first + stop
            if (
                end < len(folded)
                and folded[end].isalnum()
                and not (folded[end] == "s" and not folded[end + 1 : end + 2].isalnum())
            ):
                continue
            start = end - length
            spans = [s for s in spans if not (start <= s[0] and s[1] <= end)]
            if not any(a <= start and end <= b for a, b in spans):
                spans.append((start, end))
        return sorted(spans)

    def _value_spans(
        self, text: str, first: int, last: int, names: list[_Name], metrics: list[tuple[int, int]]
    ) -> list[tuple[int, int, Rule]]:
        found: dict[int, tuple[int, int, Rule]] = {}
        for rule in self._values:
            for match in rule.pattern.finditer(text, first, last):
                start, end = match.span("value")
                while text[start] in "~–−" and end - start > 1:
                    start += 1
                if any(a < end and start < b for a, b, _ in found.values()):
                    continue
                if any(n.start < end and start < n.end for n in names):
                    continue
                before = text[max(first, start - 60) : start].rstrip()
                after = text[end : end + 90].lstrip()
                if any(p.search(before) for p in self._not_before) or any(p.match(after) for p in self._not_after):
                    continue
                if rule.value in ("", "unit") and not _measured(text, start, end, metrics, first, rule.value == "unit"):
                    continue
                found[start] = (start, end, rule)
        return [found[s] for s in sorted(found)]


def _measured(text: str, start: int, end: int, metrics: list[tuple[int, int]], first: int, unit: bool) -> bool:
    """Whether a bare number stands with a measure: right before or right behind it, or after others that do."""
    for a, b in metrics:
        if 0 <= start - b <= 45 and not re.search(r"[.;]", text[b:start]):
            return True
        if 0 <= a - end <= (25 if unit else 14) and not re.search(r"[.;,]", text[end:a]):
            return True
    return False


def _metric(
    text: str,
    start: int,
    end: int,
    metrics: list[tuple[int, int]],
    values: list[tuple[int, int, Rule]],
    first: int,
    last: int,
) -> str | None:
    """The measure as written: right behind the value, else the nearest one in front, else the next one."""
    after = [m for m in metrics if m[0] >= end]
    before = [m for m in metrics if m[1] <= start]
    if after:
        a, b = after[0]
        between = text[end:a]
        if len(between) <= 40 and not re.search(r"[.;,]|\b(?:on|and|to|with|for|while|from|over|than)\b", between):
            return text[a:b]
    if before and not _CLAUSE.search(text, before[-1][1], start):
        return text[slice(*before[-1])]
    if before:
        return text[slice(*before[-1])]
    return text[slice(*after[0])] if after and len(text[end : after[0][0]]) < 60 else None


def _benchmark(
    text: str,
    index: int,
    values: list[tuple[int, int, Rule]],
    names: list[_Name],
    first: int,
    last: int,
    default: str | None,
) -> str | None:
    start, end, _ = values[index]
    on = [n for n in names if n.type in _EVALUATED]
    if not on:
        return default
    stop = values[index + 1][0] if index + 1 < len(values) else last
    clause = _CLAUSE.search(text, end, last)
    limit = clause.start() if clause else last
    # "90.0%, 75.4% and 71.4% on A, B and C": as many names behind the values as there are values
    group = _list_of_values(text, index, values)
    if len(group) > 1:
        tail = values[group[-1]][1]
        behind = [n for n in on if tail <= n.start < last and n.type == "Benchmark"]
        if len(behind) >= len(group) and len(text[tail : behind[0].start]) < 60:
            return behind[group.index(index)].text
    near = [n for n in on if end <= n.start < limit]
    for name in near:
        between = text[end : name.start]
        if name.start < stop or len(group) > 1:
            if re.search(r"\b(?:on|for|in|across|of|over)\b", between) and name.type == "Benchmark":
                return name.text
            if re.search(r"\b(?:on|across)\b", between) and len(between) < 60:
                return name.text
    before = [n for n in on if n.end <= start and n.type == "Benchmark"]
    if before:
        return before[-1].text
    benchmark = [n for n in on if n.type == "Benchmark"]
    if benchmark:
        return benchmark[0].text
    if default:
        return default
    hardware = [
        n
        for n in on
        if n.type == "Hardware" and re.search(r"\bon\b[^.;]{0,30}$", text[max(first, n.start - 34) : n.start])
    ]
    return hardware[0].text if hardware else None


def _own_benchmark(names: list[_Name]) -> str | None:
    """The benchmark of numbers that name none: the one that the paper introduces, else the only one it names."""
    benchmarks = [n for n in names if n.type == "Benchmark"]
    introduced = [n for n in benchmarks if n.introduced]
    if introduced:
        return introduced[0].text
    return benchmarks[0].text if len({fold(n.text) for n in benchmarks}) == 1 else None


def _list_of_values(text: str, index: int, values: list[tuple[int, int, Rule]]) -> list[int]:
    """Indices of the values that stand in one list with this one: only commas and "and" between."""
    group = [index]
    joint = re.compile(r"(?:,|/|, and| and|,? to)? ?")
    while group[0] > 0 and joint.fullmatch(text, values[group[0] - 1][1], values[group[0]][0]):
        group.insert(0, group[0] - 1)
    while group[-1] + 1 < len(values) and joint.fullmatch(text, values[group[-1]][1], values[group[-1] + 1][0]):
        group.append(group[-1] + 1)
    return group


def _subject(text: str, start: int, inside: list[_Name], names: list[_Name], first: int) -> str | None:
    """Whose value it is: the last introduced name before it in the sentence, another one there, else the paper's own."""
    before = [
        n
        for n in inside
        if n.end <= start and n.type in _SUBJECTS and not _BASELINE.search(text, max(first, n.start - 60), n.start)
    ]
    own = [n for n in before if n.introduced]
    if own:
        return own[-1].text
    opening = [
        n
        for n in before
        if n.type == "Model"
        or re.match(
            r"\s*(?:achiev|reach|obtain|attain|improv|reduc|outperform|deliver|provid|yield|score|solv|surpass|is|are|can|deliver)",
            text[n.end : n.end + 14],
        )
    ]
    if opening:
        return opening[-1].text
    introduced = [n for n in names if n.introduced and n.type in _SUBJECTS]
    return introduced[0].text if introduced else None


def _baseline(text: str, end: int, inside: list[_Name], last: int) -> str | None:
    for name in inside:
        near = name.start >= end and name.type in _SUBJECTS and name.start - end < _BASELINE_REACH
        if near and _BASELINE.search(text, end, name.start) and ";" not in text[end : name.start]:
            return name.text
    return None


def _baseline_before(text: str, start: int, inside: list[_Name], first: int) -> str | None:
    for name in inside:
        candidate = name.end <= start and name.type in _SUBJECTS and not name.introduced
        if (
            candidate
            and _BASELINE.search(text, max(first, name.start - 60), name.start)
            and _BY.match(text, name.end, start)
        ):
            return name.text
    return None


@Language.factory("kgraph_results", requires=["doc.ents"])
def make_results(nlp: Language, name: str) -> Results:
    """The component with the rules for values and the list of measures."""
    return Results()
