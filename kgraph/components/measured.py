"""What a reported number was measured on, and by which measure: read from the names and words around it."""

from __future__ import annotations

import re

from kgraph.components.numbers import Span, Value
from kgraph.components.statements import TESTS, Statement, Topic
from kgraph.metrics import metric_of

_ON = re.compile(r"\b(?:on|for|in|across|of|over)\b")
_ON_TASK = re.compile(r"\b(?:on|across|for|in) (?:[\w-]+ ){0,2}$")
_ON_DEVICE = re.compile(r"\b(?:on|across) [^.;,]{0,40}$|\bfor (?:the )?$")
_ON_LIST = re.compile(r"\b(?:on|across|for|in)\b[^.;]{0,50}$")
_ON_BEFORE = re.compile(r"\b(?:[Oo]n|[Aa]cross|[Ff]or|[Ii]n)\b[^.;,]{0,30}$")
#: "on the QuillBank dataset", where no entity is known by that name.
_UNLISTED = re.compile(
    r"[^.;,()]{0,40}?\b(?:on|across) (?:the |a |an )?(?P<name>(?=[\w+@./-]*[A-Z])[\w+@/-]+(?:[ .][A-Z0-9][\w+@/-]*){0,3}) "
    r"(?:dataset|data set|benchmark|corpus|test set|leaderboard|task|suite)\b"
)
#: "on long-horizon tasks": a kind of tests that has no name, but words of its own.
_KIND = re.compile(
    r"[^.;,()]{0,25}?\b(?:on|across|in) (?:the |an? )?"
    r"(?P<name>(?:(?!(?:various|multiple|several|many|all|both|different|diverse|standard|public|popular|common|challenging|downstream|these|those|our|such|"
    r"other|most|existing|new|established|widely|widely-used|key|complex|real-world|simulated|more|available|two|three|four|five|six|seven|eight|nine|ten|"
    r"of|and|the|on|in|to|for|with|by|from|over|across|its|each|every|some|any|\d\w*)\b)[\w-]+ ){1,3}(?:tasks|benchmarks|problems|test set|subset))\b"
)
#: "In material classification, it achieves 92%": what opens the sentence.
_OPENS = re.compile(r"(?:\w+, )?(?:[Oo]n|[Ii]n|[Ff]or) (?:the |an? )?(?:[\w-]+ ){0,2}$")
_OPENED = re.compile(r"(?: (?:tasks?|problems?|experiments))?,")
_RESPECTIVELY = re.compile(r"\b(?:on|for|across|in)(?: the)? (?P<items>[^.;()]{3,120}?),? respectively")
_COMMAS = re.compile(r",? and (?:the )?|, (?:the )?")
_ON_THIS_TASK = re.compile(r"(?: [\w-]+){0,3} (?:on|for) (?:the )?")
_PART = re.compile(r"[,;]| \b(?:while|whereas|but)\b")
#: A clause of its own for a cost, of which the test set says nothing: "8% on A, reduces training time by 7%".
_NEW_VERB = re.compile(
    r"(?:,(?: and)?| and) (?:reduc|decreas|cut|lower|sav|accelerat|speed)\w*(?: [\w-]+){0,6} (?:by )?(?:up to |over |about )?$"
)
#: "on eight benchmarks": what these are is not said here.
_SEVERAL = re.compile(
    r"[^.;,()]{0,30}?\b(?:on|across|over|in) (?:(?!the\b)[\w-]+ ){0,4}(?:benchmarks|datasets|environments|domains)\b"
)
_OPENING = re.compile(r"(?:[Oo]n|[Ii]n|[Aa]cross|[Ff]or) (?:the )?")
_EACH = re.compile(r"[^.;]{0,40}\brespectively\b")
_CLAUSE = re.compile(r";|, (?:while|whereas|but)\b")
_NO_MEASURE_ACROSS = re.compile(r"[.;,] |[;()]|\b(?:on|and|to|with|for|while|from|over|than|by)\b")
_UNIT = re.compile(r"[A-Za-z][A-Za-z ]+$")
#: In front of a word that a number counts and that measures nothing: "3.9 billion parameters".
_COUNTED = re.compile(r"\d[\d.,]*(?: ?(?:[KMBT]|thousand|million|billion|trillion))?[ -]$")
#: "improvement in nDCG", "gains of accuracy": the second says by which measure.
_TELLS = re.compile(r"(?: in| of| in terms of)? (?:the )?(?:[a-z]+ )?")
#: "a 4% spillage rate": a measure that no table holds.
_UNKNOWN_MEASURE = re.compile(
    r" (?:(?:higher|lower|average|overall|mean|better|absolute|relative) )*(?P<name>(?:[a-z-]+ )?[a-z-]+ (?:rate|accuracy|error|score|ratio|index|coefficient|distance))\b"
)
_BY_MEASURE = re.compile(r" (?:on|in) (?:the )?")
#: Kinds of values that say how fast something is: of that a test set says nothing.
_COSTS = frozenset({"times", "rate"})
_MEASURE_REACH, _FAR = 40, 60


def measured_on(statement: Statement, index: int, topic: Topic) -> str | None:
    """What the value was measured on: a name as written, or None."""
    text, value = statement.text, statement.values[index]
    default = topic.own_test or (None if value.kind in _COSTS else topic.only_test)
    tests = [n for n in statement.names if n.type in TESTS]
    group, stop = statement.groups[index], statement.stop(index)
    aside = text.rfind("(", statement.first, value.start) > text.rfind(")", statement.first, value.start)
    if aside:
        # what stands behind the parentheses is not measured inside them
        closing = text.find(")", value.end, statement.last)
        stop = min(stop, closing) if closing >= 0 else stop
    behind = [n for n in tests if statement.values[group[-1]].end <= n.start < stop]
    # "90.0%, 75.4% and 71.4% on A, B and C": as many names behind the values as there are values
    if len(group) > 1 and behind and _ON_LIST.search(text, statement.values[group[-1]].end, behind[0].start):
        row = statement.row_from(behind)
        if len(row) == len(group):
            return row[group.index(index)].text
        items = _respectively(text, statement.values[group[-1]].end, stop)
        if len(items) == len(group):
            start, end = items[group.index(index)]
            return next((n.text for n in behind if start <= n.start < end), text[start:end])
    if len(group) > 1 and _EACH.match(text, statement.values[group[-1]].end, statement.last):
        front = [n for n in tests if n.type == "Benchmark" and n.end <= statement.values[group[0]].start]
        row = statement.row_to(front[-1], TESTS) if front else []
        if len(row) == len(group):
            return row[group.index(index)].text
    unlisted = _UNLISTED.match(text, value.end, stop)
    if unlisted and not any(n.start < unlisted.end("name") and unlisted.start("name") < n.end for n in statement.names):
        return unlisted["name"]
    kind = _KIND.match(text, value.end, stop)
    if kind and not any(n.start < kind.end("name") and kind.start("name") < n.end for n in tests):
        return kind["name"]
    for name in behind:
        if _CLAUSE.search(text, value.end, name.start):
            break
        if name.type == "Benchmark" and _ON.search(text, value.end, name.start):
            return name.text
        if name.type == "Hardware" and _ON_DEVICE.search(text, value.end, name.start):
            return name.text
    benchmarks = [n for n in tests if n.type == "Benchmark"]
    # "71 F1 and 64 EM on A, 58 …": what is behind the last value of a part is behind the others, too
    part = next((n for n in benchmarks if n.start >= stop), None) if not aside else None
    if part and not _PART.search(text, value.end, part.start) and _ON.search(text, stop, part.start):
        return part.text
    for name in behind:
        if name.type == "Task" and _ON_THIS_TASK.fullmatch(text, value.end, name.start):
            return name.text
    metric = metric_of(measure(statement, index) or "")
    if metric and metric.kind == "cost" and _NEW_VERB.search(text, statement.first, value.start):
        return None
    before = [n for n in benchmarks if n.end <= value.start]
    if (
        before
        and _SEVERAL.match(text, value.end, stop)
        and not _OPENING.fullmatch(text, statement.first, before[0].start)
    ):
        return None
    if before:
        return before[-1].text
    if benchmarks and not _CLAUSE.search(text, value.end, benchmarks[0].start):
        return benchmarks[0].text
    if value.kind not in _COSTS:
        for name in tests:
            opens = name.type == "Task" and name.end <= value.start and _OPENS.fullmatch(text, statement.first, name.start)
            if opens and _OPENED.match(text, name.end):
                return name.text
    if default:
        return default
    for name in behind:
        if name.type == "Task" and _ON_TASK.search(text, value.end, name.start):
            return name.text
    return _device(statement, value)


def _device(statement: Statement, value: Value) -> str | None:
    """The hardware in "on an A100", the one named last before the value or first behind it."""
    text = statement.text
    devices = [n for n in statement.names if n.type == "Hardware" and _ON_BEFORE.search(text, statement.first, n.start)]
    # "on an A100 GPU" names one
    heads = [n for n in devices if not any(0 <= n.start - d.end <= 1 for d in devices)]
    before = [n for n in heads if n.end <= value.start]
    return before[-1].text if before else heads[0].text if heads else None


def measure(statement: Statement, index: int) -> str | None:
    """The measure as written: right behind the value, else the nearest one in front, else the next one."""
    text, value = statement.text, statement.values[index]
    spans = [s for s in statement.measures if not any(v.start < s[1] and s[0] < v.end for v in statement.values)]
    spans = [s for s in spans if not _is_told_better(text, s, spans)]
    before = [s for s in spans if s[1] <= value.start and not _COUNTED.search(text, statement.first, s[0])]
    # "28 FPS" says itself what it counts
    unit = _UNIT.search(text, value.start, value.end)
    if unit and metric_of(unit[0]):
        return unit[0]
    # "accuracy (4-15% on RMSE)", "31.8 dB in PSNR"
    said = next((s for s in spans if _BY_MEASURE.fullmatch(text, value.end, s[0])), None)
    if said:
        return text[slice(*said)]
    after = next((s for s in spans if s[0] >= value.end), None)
    if after and after[0] - value.end <= _MEASURE_REACH and not _NO_MEASURE_ACROSS.search(text, value.end, after[0]):
        return text[slice(*after)]
    unknown = _UNKNOWN_MEASURE.match(text, value.end)
    if unknown:
        return unknown["name"]
    if before:
        return text[slice(*before[-1])]
    # one behind the next value is the next value's
    near = after is not None and after[0] < min(value.end + _FAR, statement.stop(index))
    return text[slice(*after)] if after and near else None


def _is_told_better(text: str, span: Span, spans: list[Span]) -> bool:
    """Whether a measure that says little, "score", stands beside one that says what it is: "mIoU scores"."""
    measure_ = metric_of(text[slice(*span)])
    if measure_ is None or measure_.kind != "general":
        return False
    others = [s for s in spans if (m := metric_of(text[slice(*s)])) is not None and m.kind != "general"]
    return any(b + 1 == span[0] or _TELLS.fullmatch(text, span[1], a) for a, b in others)


def _respectively(text: str, first: int, last: int) -> list[Span]:
    """The items of "on A, B and C respectively"."""
    match = _RESPECTIVELY.search(text, first, last)
    if match is None:
        return []
    start, spans = match.start("items"), []
    for part in (*_COMMAS.finditer(text, start, match.end("items")), None):
        end = part.start() if part else match.end("items")
        spans.append((start, end))
        start = part.end() if part else end
    return spans
