"""The task that a reported number was measured on, where a sentence names one: rules of `kgraph.components.measured`."""

from __future__ import annotations

import re

from kgraph.components.cases import CLAUSE, COSTS, EXPERIMENTS, PART_ENDS, Case
from kgraph.rules.shorthands import written_out

_ON_TASK = re.compile(r"\b(?:on|across|for|in) (?:[\w-]+ ){0,2}$")
#: "Text generation scores", "the accuracy of the mass estimation".
_OF_TASK = re.compile(
    r"(?i)\b(?:accuracy|performance|scores?|error|rate|quality|precision|recall|F1)(?: (?:of|for|in|on) (?:the )?)$"
)
_TASK_OF = re.compile(
    r" (?:experiments (?:show|demonstrate)|accuracy|performance|scores?|success rates?|quality|precision|recall|F1)\b"
)
#: "the overall reasoning score": the name of a measure.
_IN_ALL = re.compile(r"\b(?:overall|final|average|mean|total) $")
#: "on reasoning benchmarks show", "in reasoning, by", not "on reasoning-intensive videos".
_TASK_ENDS = re.compile(
    r"(?: \([^)]*\))?(?: (?:tasks?|benchmarks?|data ?sets?|problems?|settings?|scenarios?|environments?|performance))?"
    r"(?:[,.;:)]| (?:show|demonstrat|reveal|indicat|that|from|with|we|where|over|to|on|and|by|across|using|is|are|in|compared)\w*\b)"
)
_EXPERIMENTS_ON = re.compile(
    rf"(?:In )?(?:[\w-]+ ){{0,2}}{EXPERIMENTS} (?:conducted |performed )?(?:on|across) (?:[\w-]+ ){{0,3}}"
)
_PLACED = re.compile(r"\b(?:on|in|for) (?:both )?$")
_OTHER_PLACE = re.compile(r"\)(?:,| and|, and) (?:on |in |for )?(?P<name>(?:[\w-]+ ){0,3}[\w-]+) $")
_FOR = re.compile(r"\bfor (?!all|each|both|every)")
#: "boosts activity recognition by up to".
_BETTER = re.compile(r"\b(?:[Ii]mprov|[Bb]oost|[Ee]nhanc|[Ii]ncreas|[Rr]ais|[Ll]ift)(?:es|s|ed|ing|e) (?:the )?$")
_BY = re.compile(written_out(r" by {about}"))
#: "In material classification, it achieves 92%": what opens the sentence.
_OPENS = re.compile(r"(?:\w+, )?(?:[Oo]n|[Ii]n|[Ff]or) (?:the |an? )?(?:[\w-]+ ){0,2}$")
_OPENED = re.compile(r"(?: (?:tasks?|problems?|experiments))?,")
_ON_THIS_TASK = re.compile(r"(?: [\w-]+){0,3} (?:on|for) (?:the )?(?:[\w-]+ ){0,2}")


def opening_task(case: Case) -> str | None:
    """In "In material classification, it achieves 92%"."""
    if case.value.kind in COSTS:
        return None
    text, first = case.text, case.first
    opening = (n for n in case.tasks_before if _OPENS.fullmatch(text, first, n.start) and _OPENED.match(text, n.end))
    return next((n.text for n in opening), None)


def for_a_task(case: Case) -> str | None:
    """In "8.6% on machine translation"."""
    if case.opening_test:
        return None
    tasks = (n for n in case.behind if n.type == "Task")
    tasks = (n for n in tasks if not CLAUSE.search(case.text, case.group_end, n.start))
    return next((n.text for n in tasks if _ON_THIS_TASK.fullmatch(case.text, case.group_end, n.start)), None)


def improved_task(case: Case) -> str | None:
    """In "boosts activity recognition by up to 16%"."""
    if case.value.kind in COSTS or not case.tasks_before:
        return None
    task = case.tasks_before[-1]
    text, first, value = case.text, case.first, case.value
    return task.text if _BETTER.search(text, first, task.start) and _BY.fullmatch(text, task.end, value.start) else None


def task_of_the_measure(case: Case) -> str | None:
    """In "text generation scores of 0.9" and "the accuracy of the mass estimation is 92%"."""
    if case.value.kind in COSTS or _FOR.search(case.text, case.group_end, case.stop):
        return None
    text, first = case.text, case.first
    # "a classification accuracy of 95%" names a measure and no task
    tasks = (n for n in reversed(case.tasks_before) if not any(a <= n.start < b for a, b in case.statement.measures))
    end = case.text.rfind("(", first, case.value.start) if case.is_aside else case.value.start
    tasks = (n for n in tasks if not CLAUSE.search(text, n.end, end) and not _IN_ALL.search(text, first, n.start))
    measured = (n for n in tasks if _TASK_OF.match(text, n.end) or _OF_TASK.search(text, first, n.start))
    return next((n.text for n in measured), None)


def task_in_front_of_parentheses(case: Case) -> str | None:
    """In "object search (15% to 47%) and path search (6% to 25%)", where the one before stands so, too."""
    before = [n for n in case.tests if n.end <= case.value.start and n.type != "Hardware"]
    if not case.is_aside or not before:
        return None
    opens = case.text.rfind("(", case.first, case.value.start)
    last = before[-1]
    if case.text[last.end : opens] == " ":
        return last.text if last.type == "Task" and _PLACED.search(case.text, case.first, last.start) else None
    if not case.text.startswith(" (", last.end) or not _PLACED.search(case.text, case.first, last.start):
        return None
    other = _OTHER_PLACE.search(case.text, case.text.find(")", last.end), opens)
    return other["name"] if other else None


def experiments_on_task(case: Case) -> str | None:
    """In "Experiments on object search show …, which is good for navigation"."""
    if case.value.kind in COSTS:
        return None
    tried = (n for n in case.tasks_before if _EXPERIMENTS_ON.fullmatch(case.text, case.first, n.start))
    return next((n.text for n in tried if _TASK_ENDS.match(case.text, n.end)), None)


def some_task_behind(case: Case) -> str | None:
    """In "92% accuracy on five image classification tasks", where nothing nearer is told."""
    tasks = (
        n
        for n in case.behind
        if n.type == "Task"
        and not PART_ENDS.search(case.text, case.value.end, n.start)
        and not CLAUSE.search(case.text, case.value.end, n.start)
    )
    return next((n.text for n in tasks if _ON_TASK.search(case.text, case.value.end, n.start)), None)


def some_task_before(case: Case) -> str | None:
    """In "outperforms others in 3D hand forecasting, by 36%"."""
    if case.value.kind in COSTS or case.has_own_place:
        return None
    tasks = (n for n in reversed(case.tasks_before) if not CLAUSE.search(case.text, n.end, case.value.start))
    tasks = (n for n in tasks if _TASK_ENDS.match(case.text, n.end))
    return next((n.text for n in tasks if _ON_TASK.search(case.text, case.first, n.start)), None)
