"""By which measure a number was reported: the nearest name of one that the words leave to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from kgraph.components.measures import Span
from kgraph.components.statements import Statement
from kgraph.components.words import words
from kgraph.metrics import metric_of
from kgraph.rules.shorthands import written_out
from kgraph.rules.units import RATE, STORAGE, forms_of

_NO_MEASURE_ACROSS = re.compile(r"[.;,] |[;()]|\b(?:on|and|to|with|for|while|from|over|than|by|that|which|at)\b")
_UNIT = re.compile(r"[A-Za-z][A-Za-z ]+$")
#: In front of a word that a number counts and that measures nothing: "3.9 billion parameters".
_COUNTED = re.compile(r"\d(?:[\d.,]*\d)?(?: ?(?:[KMBT]|thousand|million|billion|trillion))?[ -]$")
#: "improvement in nDCG", "gains of accuracy": the second says by which measure.
_TELLS = re.compile(r"(?: in| of| in terms of)? (?:the )?(?:[a-z]+ )?")
#: "accuracy rates" are accuracies.
_ENDS = re.compile(r"(?: (?:rates?|scores?|values?))?")
#: What may stand between numbers for which one measure is named behind them, and in front of them.
_JOINED = re.compile(r"[\\$%]*(?: and | or | vs\.? | versus |/|, | to )\$?")
_OF = re.compile(written_out(" of {about}"))
_REDUCES = re.compile(
    r"\b(?:[Rr]educ|[Cc]ut|[Ll]ower|[Dd]ecreas|[Ss]hrink)(?:s|es|ed|ing|ting|e)? (?:the |its |their )?$"
)
#: Kinds of values that have a unit, and the units of what running takes.
_WITH_UNIT = frozenset({"unit", "rate"})
_RUNNING = re.compile(rf"(?:\b|\d){forms_of({'time', 'frequency', RATE, STORAGE})}$")
#: From the last value of a list to the first measure of a row.
_TO_ROW = re.compile(
    r"[\\$%]*(?: (?:higher|lower|better|more|gains?|improvements?|increases?|reductions?|detection|in|on|for|of|the|absolute|relative)){0,4} "
)
#: Something else is told of from here on: "by 3x while keeping the quality".
_NEW_CLAUSE = re.compile(
    r"\bwhile\b|;|\band (?:[a-z]+ly )?(?:improv|increas|reduc|rais|keep|maintain|retain|outperform|achiev)"
)
#: Between the measures of a row.
_MEASURES = re.compile(r"(?: scores?| rates?)?(?:,? and |, |/)(?:the )?(?:model |average |overall |total )?")
#: "the error between the quill and the ink path was reduced by 3%": in front of what is no measure.
_BETWEEN = re.compile(r"\bbetween [^.;,]*\band (?:the |its )?$")
_RIGHT = re.compile(r"[\\$%]* ")
_NEXT = re.compile(r"[\\$%]*(?:(?: (?:on|for|in|at) [^,;:.]{2,40})?,?(?: and)? | (?:up |down )?to |/| vs\.? )[~$]*")
#: "0.86 (sensitivity 0.91)", "5% (IoU = 0.5)": the number of the measure itself.
_ITS_NUMBER = re.compile(r" ?[=:]| [~$]?\d")
_BY_MEASURE = re.compile(r" (?:on|in) (?:the )?| \((?:in |for )?")
#: "a top-1 error": which of the answers may be right, of an accuracy or of an error.
_RANK, _FIRST = re.compile(r"top-\d+ ?", re.I), re.compile(r"top-1", re.I)
_MEASURE_REACH, _FAR = 40, 60
#: "reduces the delay between what is done and what is seen by".
_CHANGED_REACH = 110
#: So far in front of a measure its count is looked for; it has no more characters behind its last digit.
_COUNT_REACH = 20


def measure(statement: Statement, index: int) -> str | None:
    """The measure as written; a rank alone, "37.5% top-1", is one of the errors that its sentence tells of."""
    told = _nearest(statement, index)
    if told and _RANK.fullmatch(told):
        error = _error(statement, index)
        # the fifth guess is another measure than the first
        return told if not error else error if _FIRST.fullmatch(told) else f"{told} error"
    return told


def _error(statement: Statement, index: int) -> str | None:
    """The error of a sentence that names no accuracy, of which a value's rank is one: "errors of 37.5% top-1"."""
    text, start = statement.text, statement.values[index].start
    nearest = sorted(statement.measures, key=lambda s: (s[0] > start, abs(s[0] - start)))
    measures = {m: known.name for s in nearest if not _RANK.fullmatch(m := text[slice(*s)]) and (known := metric_of(m))}
    if any(name.endswith("accuracy") for name in measures.values()):
        return None
    told = next((m for m, name in measures.items() if name.endswith("error")), "")
    # "the top-5 error" of another value
    return _RANK.sub("", told) or None


def _nearest(statement: Statement, index: int) -> str | None:
    """The measure right behind the value, else the nearest one in front, else the next one."""
    text, value = statement.text, statement.values[index]
    spans = [s for s in statement.measures if not any(v.start < s[1] and s[0] < v.end for v in statement.values)]
    # "an mAP of 97% at IoU=0.5" counts no IoU
    spans = [s for s in spans if not (text.startswith(("=", " ="), s[1]) and text.endswith(("at ", "@"), 0, s[0]))]
    spans = [s for s in spans if not _is_told_better(text, s, spans) and not _is_no_duration(text, s)]
    before = [
        s
        for s in spans
        if s[1] <= value.start and not _COUNTED.search(text, max(statement.first, s[0] - _COUNT_REACH), s[0])
    ]
    if value.kind in _WITH_UNIT and _RUNNING.search(text, value.start, value.end):
        # no accuracy is counted in Hertz
        spans = [s for s in spans if not _is_share(text, s)]
        before = [s for s in before if not _is_share(text, s)]
    if ordered := _in_order_behind(statement, index, spans):
        return text[slice(*ordered)]
    # "28 FPS" says itself what it counts, but for "a throughput of 28 FPS"
    unit = None if value.kind == "times" else _UNIT.search(text, value.start, value.end)
    if unit and metric_of(unit[0]):
        named = before and _OF.fullmatch(text, before[-1][1], value.start)
        return text[slice(*before[-1])] if named else unit[0]
    # "accuracy (4-15% on RMSE)", "31.8 dB in PSNR"
    said = next((s for s in spans if _BY_MEASURE.fullmatch(text, value.end, s[0])), None)
    if said and not _ITS_NUMBER.match(text, said[1]):
        return text[slice(*said)]
    if told := _behind_in_words(statement, index):
        return told
    after = next((s for s in spans if s[0] >= value.end), None)
    if after and after[0] - value.end <= _MEASURE_REACH and not _NO_MEASURE_ACROSS.search(text, value.end, after[0]):
        return text[slice(*after)]
    if ordered := _in_order(statement, index, before):
        return text[slice(*ordered)]
    if told := _in_front_in_words(statement, index):
        return told
    if before:
        return text[slice(*before[-1])]
    # one behind the next value is the next value's
    near = (
        after is not None
        and after[0] < min(value.end + _FAR, statement.stop(index))
        and not _NEW_CLAUSE.search(text, value.end, after[0])
    )
    return text[slice(*after)] if after and near else None


def _in_order(statement: Statement, index: int, before: Sequence[Span]) -> Span | None:
    """Of measures in a row in front of as many values the one in the value's place: "FID and FVD by 48% and 43%"."""
    group = statement.groups[index]
    row = before[-len(group) :]
    if len(group) < 2 or len(row) < len(group) or row[-1][1] > statement.values[group[0]].start:
        return None
    joined = all(_MEASURES.fullmatch(statement.text, a[1], b[0]) for a, b in pairwise(row))
    first = len(row) == len(before) or not _MEASURES.fullmatch(statement.text, before[-len(row) - 1][1], row[0][0])
    return row[index - group[0]] if joined and first else None


def _in_order_behind(statement: Statement, index: int, spans: Sequence[Span]) -> Span | None:
    """Of measures in a row behind as many values the one in the value's place: "5%, 6% and 7% for precision, recall and F1"."""
    group, text = statement.groups[index], statement.text
    end = statement.values[group[-1]].end
    row = [s for s in spans if s[0] >= end][: len(group)]
    if len(group) < 2 or len(row) < len(group) or not _TO_ROW.fullmatch(text, end, row[0][0]):
        return None
    return row[index - group[0]] if all(_MEASURES.fullmatch(text, a[1], b[0]) for a, b in pairwise(row)) else None


def _behind_in_words(statement: Statement, index: int) -> str | None:
    """What was counted in "5% fewer requests" and "5% and 7% reduction in spillage"."""
    text = statement.text
    for at in range(index, len(statement.values)):
        value = statement.values[at]
        if at > index and not _JOINED.fullmatch(text, statement.values[at - 1].end, value.start):
            return None
        behind = words(text, value.end, min(value.end + _FAR, statement.last), "counted")
        found = next((s for s in behind if not _is_name(statement, s, {"Method"})), None)
        if found:
            return text[slice(*_known(statement, found))]
        right = next((s for s in statement.measures if at > index and _RIGHT.fullmatch(text, value.end, s[0])), None)
        if right:
            return text[slice(*right)]
    return None


def _in_front_in_words(statement: Statement, index: int) -> str | None:
    """What was counted in "the spillage falls by 5%" and "an overlap of 5% on A and 7% on B"."""
    text = statement.text
    for at in range(index, -1, -1):
        value = statement.values[at]
        if at < index and not _NEXT.fullmatch(text, value.end, stop := statement.values[at + 1].start):
            return None
        if at < index and any(value.end <= s[0] < stop for s in statement.measures):
            return None
        in_front = words(text, max(statement.first, value.start - _CHANGED_REACH), value.start, "changed")
        told = (s for s in in_front if not _BETWEEN.search(text, statement.first, s[0]))
        found = next((s for s in told if not _is_name(statement, s) or _is_reduced(text, s)), None)
        if found:
            return text[slice(*_known(statement, found))]
    return None


def _known(statement: Statement, told: Span) -> Span:
    """The measure with whose name the words end or begin, else the words."""
    text = statement.text
    named = [s for s in statement.measures if not _is_general(text, s)]
    ends = (s for s in named if told[0] < s[1] and _ENDS.fullmatch(text, s[1], told[1]))
    begins = (s for s in named if s[0] == told[0] and s[1] < told[1])
    return next(ends, None) or next(begins, None) or told


def _is_reduced(text: str, span: Span) -> bool:
    """Whether what is named is said to become less, as no task does that is solved: "reducing tool use by 5%"."""
    return _REDUCES.search(text, max(0, span[0] - _FAR), span[0]) is not None


def _is_name(statement: Statement, span: Span, but: Collection[str] = ()) -> bool:
    """Whether the words are those of an entity, but of some types, which is what was changed and no measure of it."""
    return any(n.start < span[1] <= n.end and n.type not in but for n in statement.names)


def _is_share(text: str, span: Span) -> bool:
    """Whether it is a measure of how good something is, the more the better, which has no unit of time or memory."""
    known = metric_of(text[slice(*span)])
    return known is not None and not known.kind and known.higher_is_better is True


def _is_no_duration(text: str, span: Span) -> bool:
    """Whether it is the time in "right 95% of the time" or "in real-time"."""
    return text[slice(*span)] == "time" and text.endswith(("% of the ", "eal-", "eal "), 0, span[0])


def _is_told_better(text: str, span: Span, spans: list[Span]) -> bool:
    """Whether a measure that says little, "score", stands beside one that says what it is: "mIoU scores"."""
    if not _is_general(text, span):
        return False
    others = [s for s in spans if metric_of(text[slice(*s)]) is not None and not _is_general(text, s)]
    return any(b + 1 == span[0] or _TELLS.fullmatch(text, span[1], a) for a, b in others)


def _is_general(text: str, span: Span) -> bool:
    known = metric_of(text[slice(*span)])
    return known is not None and known.kind == "general"
