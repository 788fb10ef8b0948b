"""What a reported number was measured on: read from the names and words around it.

The rules stand in `_RULES`; the first one that applies decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kgraph.components.cases import CLAUSE, COSTS, EXPERIMENTS, PART_ENDS, Case
from kgraph.components.listed import each_in_order, in_earlier_order, listed_behind, with_its_row
from kgraph.components.statements import Name, Statement, Topic
from kgraph.components.tasks import (
    experiments_on_task,
    for_a_task,
    improved_task,
    opening_task,
    some_task_before,
    some_task_behind,
    task_in_front_of_parentheses,
    task_of_the_measure,
)
from kgraph.components.words import words
from kgraph.metrics import metric_of

_ON = re.compile(r"\b(?:on|for|in|across|of|over|under|within)\b")
_ON_DEVICE = re.compile(r"\b(?:on|across) [^.;,]{0,40}$|\bfor (?:the )?$")
_ON_BEFORE = re.compile(r"\b(?:[Oo]n|[Aa]cross|[Ff]or|[Ii]n)\b[^.;,]{0,30}$")
#: How good something is was seen on a device, not "for autonomous quadrupeds".
_SEEN_ON = re.compile(r"\b(?:[Oo]n|[Aa]cross)\b[^.;,(]{0,30}$")
_RIGHT_BEHIND = re.compile(r"[\\%]* (?:\((?:on |for )?)?|\((?:on |for )?")
#: "on drone sequences": no device.
_IS_OF_DATA = re.compile(
    r" (?:[a-z]+ )?(?:sequences|videos|images?|footage|data|data ?sets?|scenes|scans|benchmarks?|imagery|tasks?|environments?)\b"
)
#: "on QuillBank from 82.2 to 88.4, on PenSet".
_FROM_THERE = re.compile(
    r"(?: (?:data ?set|benchmark|test set))? from \$?(?:[\d.,]+\$?\s?\\?%?\$? to (?:\\textbf\{|over |about )?\$?)?"
)
_SHOW = re.compile(
    r"(?: (?:data ?set|benchmark|challenge))?(?: (?:show|demonstrate|indicate|reveal|confirm)|, (?:show|achiev|obtain|demonstrat|reach)\w*ing\b)"
)
_EXPERIMENTS = re.compile(
    rf"(?:{EXPERIMENTS}|We (?:evaluate|test|validate) (?:[\w-]+ ){{1,3}}?)"
    r" ?on (?:the )?(?:test set of (?:the )?)?(?:[A-Z][\w'-]* )?"
)
#: "81% on A, and on B, it reaches 71%": in front of the test of the next number, and behind it.
_NEXT_OPENS = re.compile(r"(?:[,;] (?:and |while |but |whereas )?|\band )[Oo]n (?:the )?$")
_NEXT_GOES_ON = re.compile(
    r"[^,;.()\d]{0,25}, (?:[\w-]+ ){1,4}?(?:achiev|reach|attain|obtain|gain|improv|outperform|surpass|get|scor|reduc|yield)(?:e?s|e?d|e)?\b"
)
_PART = re.compile(r"[,;]| \b(?:while|whereas|but)\b")
#: A clause of its own for a cost, of which the test set says nothing: "8% on A, reduces training time by 7%".
_NEW_VERB = re.compile(
    r"(?:,(?: and)?| and| while) (?:reduc|decreas|cut|lower|sav|accelerat|speed)\w*(?: [\w-]+){0,6} (?:by )?(?:up to |over |about )?$"
)
_TRIED_ON = re.compile(rf"(?:{EXPERIMENTS} (?:[a-z]+ )?(?:on|across|in)|Across|On|In) ")
#: "on eight benchmarks": what these are is not said here.
_SEVERAL = re.compile(
    r"[^.;,()]{0,30}?\b(?:on|across|over|in) (?:(?!the\b)[\w-]+ ){0,4}(?:benchmarks|datasets|environments|domains)\b"
)
#: What was measured in other places than the test that the sentence in front names.
_SEVERAL_ANYWHERE = re.compile(
    r"\b(?:benchmarks|data ?sets|environments|domains|settings|real[- ](?:world|robot)|physical|[Cc]ross-\w+|[Hh]uman|[Uu]ser|unseen|novel)\b"
)
#: In front of a test that something was seen on: "we evaluate it on".
_TESTED_THERE = re.compile(
    r"\b(?:[Ee]valuat|[Tt]est|[Vv]alidat|[Ee]xperiment|[Bb]enchmark|[Dd]emonstrat|[Aa]ssess)\w*[^.;]{0,60}\b(?:on|with|using)(?: [\w-]+){0,2} $"
)
#: "78% progress in real-world tasks".
_IN_REALITY = re.compile(
    r"[\\%$]*[^.;,()]{0,40}?\b(?:in|on) (?:the )?(?:[a-z]+ )?(?:real[- ](?:world|robots?|life)|reality|physical|simulation|simulated)\b"
)
#: "Experiments across 17 benchmarks show", "Across six data sets, it".
_TRIED_ON_SEVERAL = re.compile(
    rf"(?:{EXPERIMENTS} (?:conducted |performed )?(?:on|across|over)|Across|On|Over) (?!the\b)(?:[\w-]+ ){{0,4}}(?:benchmarks|data ?sets)\b"
)
#: From a test to a number: "on A takes about 4 minutes".
_ON_THE, _TAKES = re.compile(r"\b[Oo]n (?:the )?$"), re.compile(r"(?: [a-z]+){1,5} [~$]?")
_OPENING = re.compile(r"(?:[Oo]n|[Ii]n|[Aa]cross|[Ff]or) (?:the )?")
#: "92% on A with 5x fewer parameters", "a record on A while training 7x faster".
_WITH = re.compile(
    r" (?:with|at|and|by) (?:[\w~-]+ ){0,2}[~$]?|[^;]*\b(?:where|while (?:training|running|being))\b[^;]*"
)
#: In front of the first test of a sentence that tells of what it was tested on.
_TESTED_ON = re.compile(
    r"(?:[\w-]+, )?(?:[Oo]n|[Ii]n|[Aa]cross|[Ff]or) (?:the )?"
    r"|.*\b(?:[Ee]xperiment\w*|[Ee]valuat\w+|[Rr]esults|[Tt]est(?:s|ed|ing)?|[Vv]alidat\w+|[Ss]imulations?)\b[^;]{0,60}",
    re.DOTALL,
)
#: What a rule says where the words show that no name is the answer; None says that the rule does not apply.
_NOTHING = ""


#: Says what a value was measured on; None where it does not apply.
_Rule = Callable[[Case], "str | None"]


def measured_on(statement: Statement, topic: Topic, measures: Sequence[str | None]) -> list[str | None]:
    """What each value of the statement was measured on, by these measures: a name as written, or None."""
    cases = [Case(statement, index, topic, measure) for index, measure in enumerate(measures)]
    said = [_said(case, _RULES) for case in cases]
    # what another number of the sentence was measured on says more than what the paper is about
    said = [
        (rule, _beside(case, said) if name is None else name) for case, (rule, name) in zip(cases, said, strict=True)
    ]
    said = [_said(case, _DEFAULTS) if one[1] is None else one for case, one in zip(cases, said, strict=True)]
    found = []
    for case, (rule, name) in zip(cases, said, strict=True):
        test = name if name is not None else _beside(case, said)
        found.append(test if not test or rule in _EACH_ITS_OWN else with_its_row(case, test))
    return [name or None for name in found]


def _said(case: Case, rules: Sequence[_Rule]) -> tuple[_Rule | None, str | None]:
    """The first of the rules that applies, and what it says."""
    return next(((rule, name) for rule in rules if (name := rule(case)) is not None), (None, None))


def _beside(case: Case, said: list[tuple[_Rule | None, str | None]]) -> str | None:
    """In "51% and 80% on A, which beats the others by 14%": what the next value, or else the last one, was measured on."""
    if case.has_own_place:
        return None
    for others in (range(case.index + 1, len(said)), range(case.index - 1, -1, -1)):
        index = next((i for i in others if said[i][1]), None)
        if index is None or said[index][0] in (task_of_the_measure, improved_task):
            continue
        one, other = sorted((case.value, case.statement.values[index]))
        if case.is_aside and ")" in case.text[one.end : other.start]:
            # "videos (at 12 FPS) with a PSNR of 22 on A"
            continue
        apart = any(one.end <= n.start < other.start and n.text != said[index][1] for n in case.tests)
        if not apart and not CLAUSE.search(case.text, one.end, other.start):
            return said[index][1]
    return None


def _words_behind(case: Case) -> str | None:
    others = [n for n in case.statement.names if n in case.tests or n.type == "Model"]
    return _first_words(case, case.group_end, case.stop, "behind", others)


def _task_behind(case: Case) -> str | None:
    return _first_words(case, case.group_end, case.stop, "task", case.tests)


def _first_words(case: Case, start: int, end: int, side: str, names: Sequence[Name]) -> str | None:
    starts = {n.start for n in case.tests}
    # of "on video benchmarks (A, B)" the names say more
    spans = (
        s for s in words(case.text, start, end, side, names) if not (s[1] + 2 in starts and case.text[s[1] + 1] == "(")
    )
    found = (case.text[a:b] for a, b in spans)
    # "pen-cutting tasks" are told as the task itself
    found = (name.removesuffix(" tasks") if name.endswith("ing tasks") else name for name in found)
    # "15% on RMSE", "in neural function evaluations"; "compression" may be a task
    return next((name for name in found if (name.islower() and " " not in name) or metric_of(name) is None), None)


def _named_behind(case: Case) -> str | None:
    for name in case.behind:
        if CLAUSE.search(case.text, case.value.end, name.start):
            return None
        if _NEXT_OPENS.search(case.text, case.value.end, name.start) and _NEXT_GOES_ON.match(case.text, name.end):
            return None
        if name.type == "Benchmark" and _ON.search(case.text, case.value.end, name.start):
            return name.text
        device = _SEEN_ON if case.is_quality else _ON_DEVICE
        if name.type == "Hardware" and device.search(case.text, case.value.end, name.start):
            return None if case.is_quality and case.benchmarks_before else name.text
    return None


def _named_right_behind(case: Case) -> str | None:
    """In "by 0.05% (A) to 0.39% (B)" and "80% A, 48% B"."""
    tests = (n for n in case.tests if _RIGHT_BEHIND.fullmatch(case.text, case.value.end, n.start))
    return next((n.text for n in tests if n.type == "Benchmark" and case.text[n.end] in "),"), None)


def _in_turn(case: Case) -> str | None:
    """In "Writing on A takes 4 minutes and reading on B takes 8 minutes": the test in front of each."""
    places = [_straight_in_front(case, value.start) for value in case.statement.values]
    own = places[case.index]
    return own if own and any(place not in (own, None) for place in places) else None


def _straight_in_front(case: Case, stop: int) -> str | None:
    tests = (n for n in case.tests if n.type == "Benchmark" and _TAKES.fullmatch(case.text, n.end, stop))
    return next((n.text for n in tests if _ON_THE.search(case.text, case.first, n.start)), None)


def _changed_there(case: Case) -> str | None:
    """In "on A from 82.2 to 88.4 and on B"."""
    there = (n for n in case.benchmarks_before if _FROM_THERE.fullmatch(case.text, n.end, case.value.start))
    return next((n.text for n in there), None)


def _behind_the_part(case: Case) -> str | None:
    """In "71 F1 and 64 EM on A, 58 …": what is behind the last value of a part is behind the others, too."""
    part = next((n for n in case.benchmarks if n.start >= case.stop), None)
    if case.is_aside or part is None or _PART.search(case.text, case.value.end, part.start):
        return None
    if CLAUSE.search(case.text, case.stop, part.start):
        return None
    return part.text if _ON.search(case.text, case.stop, part.start) else None


def _experiments_on(case: Case) -> str | None:
    """In "Experiments on A show 58% on sentiment classification": the test, not the task that it is one of."""
    if not case.benchmarks_before:
        return None
    test = case.benchmarks_before[0]
    alone = _SHOW.match(case.text, test.end) and _EXPERIMENTS.fullmatch(case.text, case.first, test.start)
    return test.text if alone else None


def _is_cost(case: Case) -> bool:
    return case.metric is not None and case.metric.kind == "cost"


def _cost_of_its_own(case: Case) -> str | None:
    # "experiments on A show a record on it while reducing the time by 7%": all of it was seen there
    tried = _TRIED_ON.match(case.text, case.first)
    if tried or not _is_cost(case):
        return None
    return _NOTHING if _NEW_VERB.search(case.text, case.first, case.value.start) else None


def _named_in_front(case: Case) -> str | None:
    before = case.benchmarks_before
    # "leads on A and excels in an ink folding problem with 97%": what is nearer to the number
    told = _first_words(
        case, before[-1].end if before else case.first, case.value.start, "before", case.statement.names
    )
    if told and told.islower() and not before and _is_cost(case):
        # "experiments on embodied benchmarks show a record while halving the time": readers say what is quick, not where
        return _NOTHING
    if told or not before:
        return told
    beside = _WITH.fullmatch(case.text, before[-1].end, case.value.start)
    if case.value.kind in COSTS and not beside and not _TESTED_ON.fullmatch(case.text, case.first, before[0].start):
        # what is named in passing says nothing of how fast something is
        return _NOTHING
    opens = _OPENING.fullmatch(case.text, case.first, before[0].start)
    if not opens and _SEVERAL.match(case.text, case.value.end, case.stop):
        return _NOTHING
    return before[-1].text


def _named_anywhere(case: Case) -> str | None:
    if not case.benchmarks or case.has_own_place:
        return None
    first = case.benchmarks[0]
    parted = (pattern.search(case.text, case.value.end, first.start) for pattern in (CLAUSE, PART_ENDS))
    return None if any(parted) else first.text


def _place_in_words(case: Case) -> str | None:
    """In "68% on standard categories", whatever the paper's benchmark is."""
    return _first_words(case, case.group_end, case.stop, "place", case.statement.names)


def _of_the_paper(case: Case) -> str | None:
    """The benchmark that the paper introduces, or the only one that it names, which does not say how fast something is."""
    if _TRIED_ON_SEVERAL.match(case.text, case.first):
        return None
    if case.topic.own_test or case.value.kind in COSTS:
        return case.topic.own_test
    elsewhere = _SEVERAL.match(case.text, case.value.end, case.stop) or _IN_REALITY.match(case.text, case.group_end)
    return None if elsewhere else case.topic.only_test


def _named_just_before(case: Case) -> str | None:
    """The test that the sentence in front names: "We evaluate it on A. It reaches 92%"."""
    elsewhere = _SEVERAL_ANYWHERE.search(case.text, case.first, case.statement.last) or case.has_own_place
    if elsewhere or case.value.kind in (*COSTS, "unit"):
        return None
    stop = len(case.text[: case.first].rstrip())
    first = case.text.rfind(". ", 0, stop - 1) + 1
    tests = [n for n in case.topic.tests if first <= n.start < stop and not n.introduced]
    tested = [n for n in tests if _TESTED_THERE.search(case.text, first, n.start)]
    return tests[0].text if tested and len({n.text for n in tests}) == 1 else None


def _machine_of_the_paper(case: Case) -> str | None:
    return case.topic.machine


def _device_of_speed(case: Case) -> str | None:
    """Where the sentence names it: how fast something is on it was not measured on the paper's only data set."""
    is_cost = case.value.kind in (*COSTS, "unit") or (case.metric is not None and case.metric.kind == "cost")
    return _device(case) if is_cost else None


def _device(case: Case) -> str | None:
    """The hardware in "on an A100", the one named last before the value or first behind it."""
    on = _SEEN_ON if case.is_quality else _ON_BEFORE
    devices = [n for n in case.tests if n.type == "Hardware" and on.search(case.text, case.first, n.start)]
    devices = [n for n in devices if not _IS_OF_DATA.match(case.text, n.end)]
    # "on an A100 GPU" names one
    heads = [n for n in devices if not any(0 <= n.start - d.end <= 1 for d in devices)]
    before = [n for n in heads if n.end <= case.value.start]
    return before[-1].text if before else heads[0].text if heads else None


_RULES: tuple[_Rule, ...] = (
    listed_behind,
    each_in_order,
    in_earlier_order,
    _named_right_behind,
    task_in_front_of_parentheses,
    _in_turn,
    _changed_there,
    _words_behind,
    _named_behind,
    _behind_the_part,
    _experiments_on,
    opening_task,
    for_a_task,
    _task_behind,
    _cost_of_its_own,
    _named_in_front,
    _named_anywhere,
    task_of_the_measure,
    improved_task,
    _place_in_words,
)
#: Those for numbers that share nothing with others of their sentence.
_DEFAULTS: tuple[_Rule, ...] = (
    _device_of_speed,
    _of_the_paper,
    experiments_on_task,
    some_task_behind,
    some_task_before,
    _device,
    _named_just_before,
    _machine_of_the_paper,
)

#: Rules that give each value of a list its own test.
_EACH_ITS_OWN = (listed_behind, each_in_order, in_earlier_order)
