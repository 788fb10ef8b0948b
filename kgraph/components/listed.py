"""What numbers were measured on where a sentence lists it: one thing for each number, or all of a list for one."""

from __future__ import annotations

import re
from itertools import pairwise

from kgraph.components.cases import COSTS, Case
from kgraph.components.measures import Span
from kgraph.components.statements import TESTS

_ON_LIST = re.compile(r"\b(?:on|across|for|in)\b[^.;]{0,50}$")
_RESPECTIVELY = re.compile(r"\b(?:on|for|across|in)(?: the)? (?P<items>[^.;()]{3,120}?),? respectively")
_ITEM = r"[A-Z][^,;.()]{1,40}?"
_KIND = r"(?!(?:the|an?|all|both|other|our|these|two|three)\b)[\w-]*\w(?: (?!(?:and|or|of|for)\b)[\w-]*\w){0,2}"
_KINDS = re.compile(
    rf"[^.;,()]{{0,24}}?\b(?:on|for|across|in) (?:the )?(?P<items>{_KIND}(?:, {_KIND})*,? and {_KIND}) (?:tasks|subsets|splits|domains|scenarios|benchmarks|datasets)\b"
)
_OPENING = re.compile(
    rf"(?:[Oo]n|[Ii]n|[Aa]cross|[Ff]or) (?:the )?(?P<items>{_ITEM}(?:, {_ITEM}){{0,5}},? and {_ITEM})(?: (?:datasets|data sets|benchmarks|tasks))?, "
)
_COMMAS = re.compile(r",? and (?:the )?|, (?:the )?")
#: "grasping, placing, and reaching tasks", where only the first is a known task.
_OTHER_TASKS = re.compile(r"(?:, (?:[\w-]+ )?[\w-]+){0,4},? and (?:[\w-]+ )?[\w-]+(?= tasks\b)")
_OTHER_NAMES = re.compile(r"\b(?:[Oo]n|[Ii]n|[Aa]cross) (?:the )?(?P<names>(?:[A-Z][\w.-]*(?:, |,? and ))+)$")
_ARE_DATA = re.compile(r" (?:datasets|data sets|benchmarks)\b")
_COUNT = re.compile(r"\b\d+ ?[xX×-]$")
_EACH = re.compile(r"\brespectively\b")
#: "improves on A and B by 2% and 3% in speed and recall": of the measures there is one for each number.
_BOTH = re.compile(r"(?: in| on| of)? [\w-]+(?: [\w-]+)? and [\w-]+")
#: "faster than CPUs and GPUs, respectively" compares with these.
_AGAINST = re.compile(
    r"(?i)\b(?:over|than|against|versus|vs\.?|beat\w*|compared (?:to|with)|relative to)(?: the| an?)?$"
)
#: "A and B datasets, respectively".
_ROW_ENDS = re.compile(r"\)?(?: [\w-]+){0,3},? ")


def listed_behind(case: Case) -> str | None:
    """In "90.0%, 75.4% and 71.4% on A, B and C": as many names behind the values as there are values."""
    group, behind = case.group, case.behind
    if len(group) < 2:
        return None
    if not behind or not _ON_LIST.search(case.text, case.group_end, behind[0].start):
        return _of_kinds(case)
    row = case.statement.row_from(behind)
    values = case.statement.values
    # "from 55% to 7% on A and B" tells what one thing was and became
    changes = any(case.text[values[i].end : values[i + 1].start].strip("$ ") == "to" for i in group[:-1])
    told = changes and not _EACH.search(case.text, case.group_end, case.stop)
    if len(row) == len(group) and not told:
        return row[group.index(case.index)].text
    items = _respectively(case.text, case.group_end, case.stop)
    if len(items) != len(group):
        return None
    start, end = items[group.index(case.index)]
    return next((n.text for n in behind if start <= n.start < end), case.text[start:end])


def _of_kinds(case: Case) -> str | None:
    """In "6% and 3% on subtyping and longitudinal analysis tasks", which no entity has."""
    group = case.group
    if case.value.kind in COSTS:
        return None
    match = _KINDS.match(case.text, case.group_end, case.stop)
    kinds = re.split(r",? and |, ", match["items"]) if match else []
    return kinds[group.index(case.index)] if len(kinds) == len(group) else None


def each_in_order(case: Case) -> str | None:
    """In "On A and B, it gains 5.1 AP and 35.2 AP, respectively" and "5.1 AP (+3) and 35.2 AP (+9) on A and B, respectively"."""
    order = _EACH.search(case.text, case.value.end, case.statement.last)
    if order is None:
        return _in_order_of_tests(case)
    values = case.statement.values
    for row in case.rows:
        start, end = row[0].start, row[-1].end
        if _AGAINST.search(case.statement.before(row[0])):
            continue
        if end <= case.value.start:
            others = [i for i, v in enumerate(values) if end <= v.start < order.start()]
        elif case.value.end <= start and _ROW_ENDS.fullmatch(case.text, end, order.start()):
            others = [i for i, v in enumerate(values) if v.end <= start]
        else:
            continue
        alike = [i for i in others if case.is_aside_at(i) == case.is_aside]
        lists = all(len(case.statement.groups[i]) == len(row) for i in alike)
        if len(alike) == len(row) or lists:
            return row[alike.index(case.index) % len(row)].text
    opening = _OPENING.match(case.text, case.first, case.value.start)
    if opening and case.group[0] == 0:
        spans = _items(case.text, *opening.span("items"))
        if len(spans) == len(case.group):
            return case.text[slice(*spans[case.index])]
    return None


def in_earlier_order(case: Case) -> str | None:
    """In "We use A, B and C. It gains 1%, 2% and 3%, respectively"."""
    name = case.statement.told_in_order(case.index, case.topic, TESTS)
    return name.text if name else None


def _in_order_of_tests(case: Case) -> str | None:
    """In "On A and B, it reaches 5.1% and 35.2%": as many tests in front of the values as there are values of one measure."""
    group, statement = case.group, case.statement
    start, end = statement.values[group[0]].start, case.group_end
    joints = pairwise(statement.values[i] for i in group)
    if len(group) < 2 or any("to" in case.text[one.end : other.start] for one, other in joints):
        return None
    in_front = [row for row in case.rows if row[-1].end <= start]
    if not in_front or len(in_front[-1]) != len(group) or any(n.type != "Benchmark" for n in in_front[-1]):
        return None
    measures = [m for m in statement.measures if in_front[-1][-1].end <= m[0] and m[1] <= case.stop]
    one_measure = len(measures) < 2 and not _BOTH.search(case.text, end, case.stop)
    return in_front[-1][group.index(case.index)].text if one_measure else None


def with_its_row(case: Case, test: str) -> str:
    """The whole of "A, B and C", where the test is one of these and the number was measured on all."""
    named = (n for n in case.tests if n.text == test)
    nearest = min(named, key=lambda n: abs(n.start - case.value.start), default=None)
    row = next((row for row in case.rows if nearest in row), [nearest] if nearest else [])
    if not row:
        return test
    if row[-1].type == "Task" and (others := _OTHER_TASKS.match(case.text, row[-1].end, case.statement.last)):
        return case.text[row[0].start : others.end()]
    # "HyperQuill and QuillBank datasets", where only the second is known
    other = _OTHER_NAMES.search(case.text, case.first, row[0].start)
    if other and _ARE_DATA.match(case.text, row[-1].end):
        return case.text[other.start("names") : row[-1].end]
    # "an 8-H100 node"
    count = _COUNT.search(case.text, case.first, row[0].start)
    return case.text[count.start() if count else row[0].start : row[-1].end]


def _respectively(text: str, first: int, last: int) -> list[Span]:
    """The items of "on A, B and C respectively"."""
    match = _RESPECTIVELY.search(text, first, last)
    if match is None:
        return []
    return _items(text, *match.span("items"))


def _items(text: str, start: int, last: int) -> list[Span]:
    """The items of a list that is the whole of ``text[start:last]``."""
    spans = []
    for part in (*_COMMAS.finditer(text, start, last), None):
        end = part.start() if part else last
        spans.append((start, end))
        start = part.end() if part else end
    return spans
