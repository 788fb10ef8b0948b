"""By which measure a number was reported: the nearest name of one that the words leave to it."""

from __future__ import annotations

import re

from kgraph.components.numbers import Span
from kgraph.components.statements import Statement
from kgraph.metrics import metric_of

_NO_MEASURE_ACROSS = re.compile(r"[.;,] |[;()]|\b(?:on|and|to|with|for|while|from|over|than|by)\b")
_UNIT = re.compile(r"[A-Za-z][A-Za-z ]+$")
#: In front of a word that a number counts and that measures nothing: "3.9 billion parameters".
_COUNTED = re.compile(r"\d[\d.,]*(?: ?(?:[KMBT]|thousand|million|billion|trillion))?[ -]$")
#: "improvement in nDCG", "gains of accuracy": the second says by which measure.
_TELLS = re.compile(r"(?: in| of| in terms of)? (?:the )?(?:[a-z]+ )?")
#: "a 4% spillage rate": a measure that no table holds.
_UNKNOWN_MEASURE = re.compile(
    r" (?:(?:higher|lower|average|overall|mean|better|absolute|relative) )*(?P<name>(?:(?!(?:and|or|of|in|on|the|a|an|to|with|for)\b)[a-z-]+ ){1,2}(?:rate|accuracy|error|score|ratio|index|coefficient|distance))\b"
)
_BY_MEASURE = re.compile(r" (?:on|in) (?:the )?| \((?:in |for )?")
_MEASURE_REACH, _FAR = 40, 60
#: So far in front of a measure its count is looked for; it has no more characters behind its last digit.
_COUNT_REACH = 20


def measure(statement: Statement, index: int) -> str | None:
    """The measure as written: right behind the value, else the nearest one in front, else the next one."""
    text, value = statement.text, statement.values[index]
    spans = [s for s in statement.measures if not any(v.start < s[1] and s[0] < v.end for v in statement.values)]
    spans = [s for s in spans if not _is_told_better(text, s, spans)]
    before = [
        s
        for s in spans
        if s[1] <= value.start and not _COUNTED.search(text, max(statement.first, s[0] - _COUNT_REACH), s[0])
    ]
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
