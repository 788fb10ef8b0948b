"""What a reported number was measured on: read from the names and words around it.

The first rule of `_RULES` that applies decides; where none does, what another number of the sentence was measured on; and
where that is not told either, the first of `_DEFAULTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kgraph.components import named_tests, paper_tests, tasks
from kgraph.components.cases import CLAUSE, Case
from kgraph.components.listed import each_in_order, in_earlier_order, listed_behind, with_its_row
from kgraph.components.reasons import Told, rule_id, sentences
from kgraph.components.statements import Statement, Topic

#: How the ids of these rules begin.
KIND = "on"

#: Says what a value was measured on; None where it does not apply.
_Rule = Callable[[Case], "str | None"]
#: What a value was measured on, and the rule that says so.
_Said = tuple["Callable[..., str | None] | None", "str | None"]


def measured_on(statement: Statement, topic: Topic, measures: Sequence[str | None]) -> list[Told]:
    """What each value of the statement was measured on, by these measures."""
    cases = [Case(statement, index, topic, measure) for index, measure in enumerate(measures)]
    said = [_said(case, _RULES) for case in cases]
    for case, (rule, _) in zip(cases, said, strict=True):
        if rule in (None, named_tests.named_in_front) and (test := _as_those_before(case, said)):
            said[case.index] = (each_in_order, test)
    # what another number of the sentence was measured on says more than what the paper is about
    said = [_or_beside(case, one, said) for case, one in zip(cases, said, strict=True)]
    said = [_said(case, _DEFAULTS) if one[1] is None else one for case, one in zip(cases, said, strict=True)]
    said = [_or_beside(case, one, said) for case, one in zip(cases, said, strict=True)]
    return [_told(case, *one) for case, one in zip(cases, said, strict=True)]


def _said(case: Case, rules: Sequence[_Rule]) -> _Said:
    """The first of the rules that applies, and what it says."""
    return next(((rule, name) for rule in rules if (name := rule(case)) is not None), (None, None))


def _or_beside(case: Case, one: _Said, said: list[_Said]) -> _Said:
    """What was said, or else what another number of the sentence was measured on."""
    if one[1] is not None:
        return one
    test = _beside(case, said)
    return (None, None) if test is None else (_beside, test)


def _told(case: Case, rule: Callable[..., str | None] | None, name: str | None) -> Told:
    if rule is None or not name:
        return Told()
    return Told(name if rule in _EACH_ITS_OWN else with_its_row(case, name), rule_id(KIND, rule))


def _beside(case: Case, said: list[_Said]) -> str | None:
    """In "51% and 80% on A, which beats the others by 14%": what the next value, or else the last one, was measured on."""
    if case.has_own_place:
        return None
    for others in (range(case.index + 1, len(said)), range(case.index - 1, -1, -1)):
        index = next((i for i in others if said[i][1]), None)
        if index is None or said[index][0] in (tasks.task_of_the_measure, tasks.improved_task):
            continue
        if case.is_quality and any(n.text == said[index][1] and n.type == "Hardware" for n in case.tests):
            # "takes 9 ms on an A100, reducing the error to 4"
            continue
        one, other = sorted((case.value, case.statement.values[index]))
        if case.is_aside and ")" in case.text[one.end : other.start]:
            # "videos (at 12 FPS) with a PSNR of 22 on A"
            continue
        apart = any(one.end <= n.start < other.start and n.text != said[index][1] for n in case.tests)
        if not apart and not CLAUSE.search(case.text, one.end, other.start):
            return said[index][1]
    return None


def _as_those_before(case: Case, said: list[_Said]) -> str | None:
    """In "51% on A and 80% on B, which beats others by 4% and 9%": as many values that have each its own test stand in front."""
    group = case.group
    if case.has_own_place:
        return None
    tests = [said[i][1] for i in range(group[0] - len(group), group[0])] if len(group) <= group[0] else []
    each = len(tests) > 1 and all(tests) and len({*tests}) == len(tests)
    return tests[case.index - group[0]] if each else None


_RULES: tuple[_Rule, ...] = (
    listed_behind,
    each_in_order,
    in_earlier_order,
    named_tests.named_right_behind,
    tasks.task_in_front_of_parentheses,
    named_tests.in_front_of_parentheses,
    named_tests.in_turn,
    named_tests.changed_there,
    named_tests.words_behind,
    named_tests.named_behind,
    named_tests.behind_the_part,
    named_tests.experiments_on,
    tasks.opening_task,
    tasks.for_a_task,
    named_tests.task_behind,
    named_tests.cost_of_its_own,
    named_tests.named_in_front,
    named_tests.named_anywhere,
    tasks.task_of_the_measure,
    tasks.improved_task,
    named_tests.place_in_words,
)

#: Those for numbers that share nothing with others of their sentence.
_DEFAULTS: tuple[_Rule, ...] = (
    paper_tests.device_of_speed,
    paper_tests.of_the_paper,
    tasks.experiments_on_task,
    tasks.some_task_behind,
    tasks.some_task_before,
    paper_tests.device,
    paper_tests.named_just_before,
    paper_tests.machine_of_the_paper,
)

#: Rules that give each value of a list its own test.
_EACH_ITS_OWN = (listed_behind, each_in_order, in_earlier_order)


def rules_of_tests() -> dict[str, str]:
    """Id of each rule -> what it says."""
    return sentences(KIND, (*_RULES, *_DEFAULTS, _beside))
