"""What a reported number was measured on, where its sentence names it: rules of `kgraph.components.measured`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgraph.components.cases import CLAUSE, COSTS, EXPERIMENTS, ON_A_DEVICE, PART_ENDS, SEVERAL, Case
from kgraph.components.reasons import NOTHING
from kgraph.components.statements import Name
from kgraph.components.words import words
from kgraph.metrics import metric_of
from kgraph.rules.shorthands import written_out

_ON = re.compile(r"\b(?:on|for|in|across|of|over|under|within)\b")
_ON_DEVICE = re.compile(r"\b(?:on|across) [^.;,]{0,40}$|\bfor (?:the )?$")
_RIGHT_BEHIND = re.compile(r"[\\%]* (?:\((?:on |for )?)?|\((?:on |for )?")
#: "on QuillBank from 82.2 to 88.4, on PenSet".
_FROM_THERE = re.compile(
    written_out(r"(?: (?:data ?set|benchmark|test set))? from \$?(?:[\d.,]+\$?\s?\\?%?\$? to (?:\\textbf\{)?{about})?")
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
    written_out(
        r"(?:,(?: and)?| and| while) (?:reduc|decreas|cut|lower|sav|accelerat|speed)\w*(?: [\w-]+){0,6} (?:by )?{about}$"
    )
)
_TRIED_ON = re.compile(rf"(?:{EXPERIMENTS} (?:[a-z]+ )?(?:on|across|in)|Across|On|In) ")
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
#: "9.6 on A, and 5.1 AUC on an ink experiment".
_ON_ITS_OWN = re.compile(r"[\\%$]*(?: [\w@.-]+){0,2} on (?:an?|our|real|unseen) ")
#: "pen-cutting tasks", "ink generation tasks".
_DONE_TASKS = re.compile(r"ing tasks$|[ -](?!vision|precision|distribution)\w+(?:tion|sion|sis|ment) tasks$")
#: In front of what was measured over all that a sentence has named.
_OVERALL = re.compile(r"\b(?:[Oo]verall|[Oo]n average|average over)\b")


def words_behind(case: Case) -> str | None:
    """In "82% on long-horizon tasks", which no entity has."""
    others = [n for n in case.statement.names if n in case.tests or n.type == "Model"]
    return _first_words(case, case.group_end, case.stop, "behind", others)


def task_behind(case: Case) -> str | None:
    """In "82% for pen cutting", where the task is no entity."""
    return _first_words(case, case.group_end, case.stop, "task", case.tests)


def in_front_of_parentheses(case: Case) -> str | None:
    """In "gains in geometric segmentation (17%)", which no entity has."""
    if not case.is_aside:
        return None
    opens = case.text.rfind("(", case.first, case.value.start)
    return _first_words(case, case.first, opens + 1, "aside", ())


def _first_words(case: Case, start: int, end: int, side: str, names: Sequence[Name]) -> str | None:
    starts = {n.start for n in case.tests}
    # of "on video benchmarks (A, B)" the names say more
    spans = (
        s for s in words(case.text, start, end, side, names) if not (s[1] + 2 in starts and case.text[s[1] + 1] == "(")
    )
    found = (case.text[a:b] for a, b in spans)
    # "pen-cutting tasks" are told as the task itself
    found = (name.removesuffix(" tasks") if _DONE_TASKS.search(name) else name for name in found)
    # "15% on RMSE", "in neural function evaluations"; "compression" may be a task
    return next((name for name in found if (name.islower() and " " not in name) or metric_of(name) is None), None)


def named_behind(case: Case) -> str | None:
    """In "82% on A" and "9 ms on an A100"."""
    for name in case.behind:
        if CLAUSE.search(case.text, case.value.end, name.start):
            return None
        if _NEXT_OPENS.search(case.text, case.value.end, name.start) and _NEXT_GOES_ON.match(case.text, name.end):
            return None
        if name.type == "Benchmark" and _ON.search(case.text, case.value.end, name.start):
            return name.text
        device = ON_A_DEVICE if case.is_quality else _ON_DEVICE
        if name.type == "Hardware" and device.search(case.text, case.value.end, name.start):
            return None if case.is_quality and case.benchmarks_before else name.text
    return None


def named_right_behind(case: Case) -> str | None:
    """In "by 0.05% (A) to 0.39% (B)" and "80% A, 48% B"."""
    tests = (n for n in case.tests if _RIGHT_BEHIND.fullmatch(case.text, case.value.end, n.start))
    return next((n.text for n in tests if n.type == "Benchmark" and case.text.startswith((")", ","), n.end)), None)


def in_turn(case: Case) -> str | None:
    """In "Writing on A takes 4 minutes and reading on B takes 8 minutes": the test in front of each."""
    own = _straight_in_front(case, case.value.start)
    if own is None:
        return None
    places = (_straight_in_front(case, value.start) for value in case.statement.values)
    return own if any(place not in (own, None) for place in places) else None


def _straight_in_front(case: Case, stop: int) -> str | None:
    tests = (n for n in case.benchmarks if _TAKES.fullmatch(case.text, n.end, stop))
    return next((n.text for n in tests if _ON_THE.search(case.text, case.first, n.start)), None)


def changed_there(case: Case) -> str | None:
    """In "on A from 82.2 to 88.4 and on B"."""
    there = (n for n in case.benchmarks_before if _FROM_THERE.fullmatch(case.text, n.end, case.value.start))
    return next((n.text for n in there), None)


def behind_the_part(case: Case) -> str | None:
    """In "71 F1 and 64 EM on A, 58 …": what is behind the last value of a part is behind the others, too."""
    part = next((n for n in case.benchmarks if n.start >= case.stop), None)
    if case.is_aside or part is None or _PART.search(case.text, case.value.end, part.start):
        return None
    if CLAUSE.search(case.text, case.stop, part.start):
        return None
    return part.text if _ON.search(case.text, case.stop, part.start) else None


def experiments_on(case: Case) -> str | None:
    """In "Experiments on A show 58% on sentiment classification": the test, not the task that it is one of."""
    if not case.benchmarks_before:
        return None
    test = case.benchmarks_before[0]
    alone = _SHOW.match(case.text, test.end) and _EXPERIMENTS.fullmatch(case.text, case.first, test.start)
    return test.text if alone else None


def cost_of_its_own(case: Case) -> str | None:
    """Nothing, for "8% on A, reduces training time by 7%": the cost has no test there."""
    # "experiments on A show a record on it while reducing the time by 7%": all of it was seen there
    tried = _TRIED_ON.match(case.text, case.first)
    if tried or not case.is_cost:
        return None
    return NOTHING if _NEW_VERB.search(case.text, case.first, case.value.start) else None


def named_in_front(case: Case) -> str | None:
    """In "On A, it reaches 82%": the test named last before the value, or what is said in words nearer to it."""
    before = case.benchmarks_before
    # "leads on A and excels in an ink folding problem with 97%": what is nearer to the number
    told = _first_words(
        case, before[-1].end if before else case.first, case.value.start, "before", case.statement.names
    )
    if told and told.islower() and not before and case.is_cost:
        # "experiments on embodied benchmarks show a record while halving the time": readers say what is quick, not where
        return NOTHING
    if told or not before:
        return told
    beside = _WITH.fullmatch(case.text, before[-1].end, case.value.start)
    if case.value.kind in COSTS and not beside and not _TESTED_ON.fullmatch(case.text, case.first, before[0].start):
        # what is named in passing says nothing of how fast something is
        return NOTHING
    values = case.statement.values
    is_told = case.index and values[case.index - 1].end <= before[-1].start
    if is_told and _ON_ITS_OWN.match(case.text, case.group_end):
        return NOTHING
    if is_told and len({n.text for n in before}) > 1 and _OVERALL.search(case.text, before[-1].end, case.value.start):
        return NOTHING
    opens = _OPENING.fullmatch(case.text, case.first, before[0].start)
    if not opens and SEVERAL.match(case.text, case.value.end, case.stop):
        return NOTHING
    return before[-1].text


def named_anywhere(case: Case) -> str | None:
    """In "it reaches 82%, ahead of others on A": the first test of the sentence."""
    if not case.benchmarks or case.has_own_place:
        return None
    first = case.benchmarks[0]
    parted = (pattern.search(case.text, case.value.end, first.start) for pattern in (CLAUSE, PART_ENDS))
    return None if any(parted) else first.text


def place_in_words(case: Case) -> str | None:
    """In "68% on standard categories", whatever the paper's benchmark is."""
    return _first_words(case, case.group_end, case.stop, "place", case.statement.names)
