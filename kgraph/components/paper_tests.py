"""What a reported number was measured on, where its sentence leaves it to the paper or a device: rules of `kgraph.components.measured`."""

from __future__ import annotations

import re

from kgraph.components.cases import COSTS, EXPERIMENTS, ON_A_DEVICE, SEVERAL, Case

_ON_BEFORE = re.compile(r"\b(?:[Oo]n|[Aa]cross|[Ff]or|[Ii]n)\b[^.;,]{0,30}$")
#: "on drone sequences": no device.
_IS_OF_DATA = re.compile(
    r" (?:[a-z]+ )?(?:sequences|videos|images?|footage|data|data ?sets?|scenes|scans|benchmarks?|imagery|tasks?|environments?)\b"
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
#: "On simulated data, it": where a sentence opens with another place than the paper's test.
_OTHER_PLACE = re.compile(
    r"(?:[A-Z][a-z]+, )?(?:(?:On|In|Across|With) (?:a |an |the |our )?(?:\d+ |simulat|synthetic|real|unseen|held-out|human|user|physical|hardware|field|pilot)"
    r"|[Ww]hen applied to |In (?:a|an) [a-z -]*(?:user|human|case|pilot) stud)"
)
#: From a time to what it was taken on.
_TOOK = re.compile(r" on (?:an?|the) ")
#: What people like or say was not measured on the paper's data.
_LIKED = re.compile(r"\bpreference|\bprefer")
_BY_PEOPLE = re.compile(
    r"[\\%$]* of (?:the |our )?(?:users|participants|raters|annotators|evaluators|respondents|experts)\b"
)


def of_the_paper(case: Case) -> str | None:
    """The benchmark that the paper introduces, or the only one that it names, which does not say how fast something is."""
    if _TRIED_ON_SEVERAL.match(case.text, case.first) or _is_elsewhere(case):
        return None
    if case.topic.own_test or case.value.kind in COSTS:
        return case.topic.own_test
    elsewhere = SEVERAL.match(case.text, case.value.end, case.stop) or _IN_REALITY.match(case.text, case.group_end)
    return None if elsewhere else case.topic.only_test


def _is_elsewhere(case: Case) -> bool:
    """Whether the sentence says that it was seen in another place than the paper's test, or by people."""
    opens = _OTHER_PLACE.match(case.text, case.first)
    liked = _LIKED.search(case.measure or "") or _BY_PEOPLE.match(case.text, case.value.end)
    return (opens or liked) is not None


def named_just_before(case: Case) -> str | None:
    """The test that the sentence in front names: "We evaluate it on A. It reaches 92%"."""
    elsewhere = _SEVERAL_ANYWHERE.search(case.text, case.first, case.statement.last) or case.has_own_place
    if elsewhere or _is_elsewhere(case) or case.value.kind in (*COSTS, "unit"):
        return None
    stop = len(case.text[: case.first].rstrip())
    first = case.text.rfind(". ", 0, stop - 1) + 1
    tests = [n for n in case.topic.tests if first <= n.start < stop and not n.introduced]
    tested = [n for n in tests if _TESTED_THERE.search(case.text, first, n.start)]
    return tests[0].text if tested and len({n.text for n in tests}) == 1 else None


def machine_of_the_paper(case: Case) -> str | None:
    """The one that the title says that the work was done on."""
    return case.topic.machine


def device_of_speed(case: Case) -> str | None:
    """Where the sentence names it: how fast something is on it was not measured on the paper's only data set."""
    return device(case) if case.is_cost or case.value.kind in (*COSTS, "unit") else None


def device(case: Case) -> str | None:
    """The hardware in "on an A100", the one named last before the value or first behind it."""
    on = ON_A_DEVICE if case.is_quality else _ON_BEFORE
    devices = [n for n in case.tests if n.type == "Hardware" and on.search(case.text, case.first, n.start)]
    devices = [n for n in devices if not _IS_OF_DATA.match(case.text, n.end)]
    if case.is_quality:
        # "takes 9 ms on an A100, reducing the error to 4"
        costs = [v for v in case.statement.values if v is not case.value and v.kind in (*COSTS, "unit")]
        devices = [n for n in devices if not any(_TOOK.fullmatch(case.text, v.end, n.start) for v in costs)]
    # "on an A100 GPU" names one
    heads = [n for n in devices if not any(0 <= n.start - d.end <= 1 for d in devices)]
    before = [n for n in heads if n.end <= case.value.start]
    return before[-1].text if before else heads[0].text if heads else None
