"""By which measure a number was reported: the nearest name of one that the words leave to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kgraph.components.measures import Span
from kgraph.components.qualifiers import qualified
from kgraph.components.reasons import Told, first_told, sentences
from kgraph.components.statements import Reported, Statement
from kgraph.components.words import words
from kgraph.metrics import metric_of
from kgraph.rules.shorthands import written_out
from kgraph.rules.units import RATE, STORAGE, forms_of

#: How the ids of these rules begin.
KIND = "by"
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
#: "It gains 5%": what something does, and no measure.
_RIGHT_AWAY = re.compile(written_out(" {about}"))
_MEASURE_REACH, _FAR = 40, 60
#: "reduces the delay between what is done and what is seen by".
_CHANGED_REACH = 110
#: So far in front of a measure its count is looked for; it has no more characters behind its last digit.
_COUNT_REACH = 20


@dataclass(frozen=True)
class Counted(Reported):
    """A reported value, with the measures of its sentence that may be its own."""

    @cached_property
    def spans(self) -> list[Span]:
        """The measures that hold no value and are no setting."""
        text, values = self.text, self.statement.values
        spans = [s for s in self.statement.measures if not any(v.start < s[1] and s[0] < v.end for v in values)]
        # "an mAP of 97% at IoU=0.5" counts no IoU
        spans = [s for s in spans if not (text.startswith(("=", " ="), s[1]) and text.endswith(("at ", "@"), 0, s[0]))]
        spans = [s for s in spans if not _is_told_better(text, s, spans) and not _is_no_duration(text, s)]
        spans = [
            s for s in spans if text[slice(*s)] != "gains" or not _RIGHT_AWAY.fullmatch(text, s[1], self.value.start)
        ]
        if self.value.kind in _WITH_UNIT and _RUNNING.search(text, self.value.start, self.value.end):
            # no accuracy is counted in Hertz
            return [s for s in spans if not _is_share(text, s)]
        return spans

    @cached_property
    def before(self) -> list[Span]:
        """Those in front of the value that count nothing else."""
        in_front = (s for s in self.spans if s[1] <= self.value.start)
        return [s for s in in_front if not _COUNTED.search(self.text, max(self.first, s[0] - _COUNT_REACH), s[0])]

    @cached_property
    def after(self) -> Span | None:
        """The next one behind the value."""
        return next((s for s in self.spans if s[0] >= self.value.end), None)

    def written(self, span: Span | None) -> str | None:
        """What stands there, with the words in front that say of which kind a measure is."""
        if span is None:
            return None
        return self.text[slice(*qualified(self.statement, span))]


def measure(statement: Statement, index: int) -> Told:
    """The measure as written; a rank alone, "37.5% top-1", is one of the errors that its sentence tells of."""
    told = first_told(KIND, _RULES, Counted(statement, index))
    if told.name and _RANK.fullmatch(told.name) and (error := _error(statement, index)):
        # the fifth guess is another measure than the first
        return told._replace(name=error if _FIRST.fullmatch(told.name) else f"{told.name} error")
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


def _in_order_behind(counted: Counted) -> str | None:
    """Of measures in a row behind as many values the one in the value's place: "5%, 6% and 7% for precision, recall and F1"."""
    statement, text = counted.statement, counted.text
    group = statement.groups[counted.index]
    end = statement.values[group[-1]].end
    row = [s for s in counted.spans if s[0] >= end][: len(group)]
    if len(group) < 2 or len(row) < len(group) or not _TO_ROW.fullmatch(text, end, row[0][0]):
        return None
    in_row = all(_MEASURES.fullmatch(text, a[1], b[0]) for a, b in pairwise(row))
    return counted.written(row[counted.index - group[0]]) if in_row else None


def _its_unit(counted: Counted) -> str | None:
    """The unit that says itself what it counts, "28 FPS", but for the measure in "a throughput of 28 FPS"."""
    value, before = counted.value, counted.before
    unit = None if value.kind == "times" else _UNIT.search(counted.text, value.start, value.end)
    if not (unit and metric_of(unit[0])):
        return None
    named = before and _OF.fullmatch(counted.text, before[-1][1], value.start)
    return counted.written(before[-1]) if named else unit[0]


def _by(counted: Counted) -> str | None:
    """The measure in "accuracy (4-15% on RMSE)" and "31.8 dB in PSNR"."""
    said = next((s for s in counted.spans if _BY_MEASURE.fullmatch(counted.text, counted.value.end, s[0])), None)
    return counted.written(said) if said and not _ITS_NUMBER.match(counted.text, said[1]) else None


def _behind_in_words(counted: Counted) -> str | None:
    """What was counted in "5% fewer requests" and "5% and 7% reduction in spillage"."""
    statement, text = counted.statement, counted.text
    for at in range(counted.index, len(statement.values)):
        value = statement.values[at]
        if at > counted.index and not _JOINED.fullmatch(text, statement.values[at - 1].end, value.start):
            return None
        behind = words(text, value.end, min(value.end + _FAR, statement.last), "counted")
        found = next((s for s in behind if not _is_name(statement, s, {"Method"})), None)
        if found:
            return counted.written(_known(statement, found))
        measures = statement.measures if at > counted.index else ()
        if right := next((s for s in measures if _RIGHT.fullmatch(text, value.end, s[0])), None):
            return counted.written(right)
    return None


def _behind(counted: Counted) -> str | None:
    """The measure right behind the value: "5% accuracy"."""
    after, end = counted.after, counted.value.end
    near = after and after[0] - end <= _MEASURE_REACH and not _NO_MEASURE_ACROSS.search(counted.text, end, after[0])
    return counted.written(after) if near else None


def _in_order(counted: Counted) -> str | None:
    """Of measures in a row in front of as many values the one in the value's place: "FID and FVD by 48% and 43%"."""
    statement, before = counted.statement, counted.before
    group = statement.groups[counted.index]
    row = before[-len(group) :]
    if len(group) < 2 or len(row) < len(group) or row[-1][1] > statement.values[group[0]].start:
        return None
    joined = all(_MEASURES.fullmatch(counted.text, a[1], b[0]) for a, b in pairwise(row))
    first = len(row) == len(before) or not _MEASURES.fullmatch(counted.text, before[-len(row) - 1][1], row[0][0])
    return counted.written(row[counted.index - group[0]]) if joined and first else None


def _in_front_in_words(counted: Counted) -> str | None:
    """What was counted in "the spillage falls by 5%" and "an overlap of 5% on A and 7% on B"."""
    statement, text = counted.statement, counted.text
    for at in range(counted.index, -1, -1):
        value = statement.values[at]
        if at < counted.index:
            stop = statement.values[at + 1].start
            between = any(value.end <= s[0] < stop for s in statement.measures)
            if between or not _NEXT.fullmatch(text, value.end, stop):
                return None
        in_front = words(text, max(statement.first, value.start - _CHANGED_REACH), value.start, "changed")
        told = (s for s in in_front if not _BETWEEN.search(text, statement.first, s[0]))
        if found := next((s for s in told if not _is_name(statement, s) or _is_reduced(text, s)), None):
            return counted.written(_known(statement, found))
    return None


def _in_front(counted: Counted) -> str | None:
    """The measure named last in front of the value: "an accuracy of 5%"."""
    return counted.written(counted.before[-1]) if counted.before else None


def _farther_behind(counted: Counted) -> str | None:
    """The next measure behind the value, where that is no later value's and nothing else is told of before it."""
    after, end = counted.after, counted.value.end
    near = (
        after
        and after[0] < min(end + _FAR, counted.statement.stop(counted.index))
        and not _NEW_CLAUSE.search(counted.text, end, after[0])
    )
    return counted.written(after) if near else None


#: Asked in this order.
_RULES: tuple[Callable[[Counted], str | None], ...] = (
    _in_order_behind,
    _its_unit,
    _by,
    _behind_in_words,
    _behind,
    _in_order,
    _in_front_in_words,
    _in_front,
    _farther_behind,
)


def rules_of_measures() -> dict[str, str]:
    """Id of each rule -> what it says."""
    return sentences(KIND, _RULES)


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
