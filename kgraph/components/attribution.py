"""Whose a reported number is, by which measure, on what and against what: read from the names and words around it.

Nothing here parses grammar. The subject of a number is the last name before it that does something (``rules/
result-cues.tsv``), or what the paper introduces where the sentence speaks of that ("our method", "it").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kgraph.components.spelling import distinctive
from kgraph.components.numbers import Span, Value
from kgraph.rules import load_rules

#: Types of what can achieve something, of what an achievement is measured on, and of what is named as the former
#: only where it acts.
SUBJECTS = frozenset({"Model", "Method", "Software"})
TESTS = frozenset({"Benchmark", "Task", "Hardware"})
_ACTORS = SUBJECTS | {"Hardware"}
_LIST = re.compile(r"(?:%|\\%)?(?:,|/|, and| and|,? to)? ?\$?")
_VERSUS = re.compile(r",? (?:vs\.?|versus|compared (?:to|with)|against|than|over) (?:[a-z]+ ){0,2}\$?")
_NAMES = re.compile(r",? (?:and |or |& )?(?:the )?|/|\+|, ")
_ON = re.compile(r"\b(?:on|for|in|across|of|over)\b")
_ON_NEAR = re.compile(r"\b(?:on|across)\b[^.;]{0,50}$")
_ON_DEVICE = re.compile(r"\b(?:on|across) [^.;,]{0,40}$|\bfor (?:the )?$")
_ON_LIST = re.compile(r"\b(?:on|across|for|in)\b[^.;]{0,50}$")
_ON_BEFORE = re.compile(r"\b(?:[Oo]n|[Aa]cross|[Ff]or|[Ii]n)\b[^.;,]{0,30}$")
_BY = re.compile(r"[^.;]{0,60}\bby\b")
#: "on the QuillBank dataset", where no entity is known by that name.
_UNLISTED = re.compile(
    r"[^.;,()]{0,40}?\b(?:on|across) (?:the |a |an )?(?P<name>(?=[\w+@./-]*[A-Z])[\w+@/-]+(?:[ .][A-Z0-9][\w+@/-]*){0,3}) "
    r"(?:dataset|data set|benchmark|corpus|test set|leaderboard|task|suite)\b"
)
_RESPECTIVELY = re.compile(r"\b(?:on|for|across|in)(?: the)? (?P<items>[^.;()]{3,120}?),? respectively")
_COMMAS = re.compile(r",? and (?:the )?|, (?:the )?")
_PARTS = re.compile(r"[.;] |\n")
_OPENS = re.compile(r"(?:[^,.;]{0,30}, )?(?:[Cc]ompared|[Rr]elative|[Uu]nlike|[Ii]n (?:comparison|contrast))\b")
_CLAUSE = re.compile(r";|, (?:while|whereas|but)\b")
_RIGHT_BEFORE = re.compile(r"(?: (?:models?|system|method|baseline|agent))? ?\(?(?:[:,]? ?(?:at |with )?)\$?")
_BY_WORD = re.compile(r"\bby (?:up to |about |over )?[$~]?$")
_FROM_TO = re.compile(r"(?:'s)?(?: [\w-]+){0,4} from \$?$")
_OF = re.compile(r"\b(?:of|for|improv\w*|rais\w*|boost\w*|increas\w*|lift\w*|push\w*)(?: (?:the|a|an|base|vanilla))?$")
_NO_METRIC_ACROSS = re.compile(r"[.;,] |[;()]|\b(?:on|and|to|with|for|while|from|over|than|by)\b")
_TEST_REACH, _BASELINE_REACH, _LOOK = 70, 110, 70


class Name(NamedTuple):
    """A mention of an entity, and whether the paper introduces the entity."""

    start: int
    end: int
    text: str
    type: str
    introduced: bool
    #: The same for all mentions of one entity.
    entity: str


class Paper(NamedTuple):
    """What numbers are about that name nothing: what the paper introduces and what it measures on, None if unclear."""

    subject: str | None
    #: The benchmark that it introduces.
    own_test: str | None
    #: The only benchmark that it names.
    only_test: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what is known of it: its names, measures and values, each in text order."""

    text: str
    first: int
    last: int
    names: Sequence[Name]
    measures: Sequence[Span]
    values: Sequence[Value]


class Attribution:
    """Says of the values of sentences whose they are."""

    def __init__(self) -> None:
        self._cues = {rule.side: rule.pattern for rule in load_rules("result-cues")}

    def names(self, text: str, names: Sequence[Name]) -> list[Name]:
        """The names, with the type that the words around show: of an introduced name it is a guess."""
        tests: set[str] = set()
        others = {n.entity for n in names if n.introduced and n.type == "Benchmark"}
        for name in names:
            if name.introduced and self._cues["defined"].match(text[name.end : name.end + 120].lstrip()):
                tests.add(name.entity)
            if self._beside("test", text, name) or self._beside("data", text, name):
                others.discard(name.entity)
        new = dict.fromkeys(others, "Method") | dict.fromkeys(tests, "Benchmark")
        return [n._replace(type=new.get(n.entity, n.type)) for n in names]

    def paper(self, text: str, names: Sequence[Name]) -> Paper:
        """What the paper of these names is about."""
        own = [n for n in names if n.introduced and n.type in SUBJECTS]
        tests = [n for n in names if n.type == "Benchmark"]
        # a data set that a paper collects to train on is not what it measures on
        own_tests = [n for n in tests if n.introduced and (not own or self._beside("test", text, n))]
        only = tests[0].text if len({n.entity for n in tests}) == 1 and not tests[0].introduced else None
        return Paper(own[0].text if own else None, own_tests[0].text if own_tests else None, only)

    def _beside(self, side: str, text: str, name: Name) -> bool:
        before = _PARTS.split(text[max(0, name.start - 40) : name.start])[-1]
        behind = _PARTS.split(text[name.end : name.end + 80], maxsplit=1)[0]
        cue = self._cues[side].search
        return cue(before) is not None or cue(text[name.start : name.end] + behind) is not None

    def subject(self, sentence: Sentence, index: int, paper: Paper) -> str | None:
        """Who achieved the value: a name as written, or None."""
        text, value = sentence.text, sentence.values[index]
        beside = (
            self._owner_behind(sentence, index) or _in_parentheses(sentence, value) or self._changed(sentence, index)
        )
        if beside:
            return beside.text
        if index and _VERSUS.fullmatch(text, sentence.values[index - 1].end, value.start):
            return self.baseline(sentence, index - 1)
        actor = self._actor(sentence, value)
        own = self._last("own", text, sentence.first, value.start)
        if actor and actor.start > own:
            return _among(sentence, index, actor).text
        named = [
            n
            for n in sentence.names
            if n.end <= value.start and n.type in SUBJECTS and not self._is_baseline(text, sentence.first, n)
        ]
        speaks = own >= 0 or self._last("it", text, sentence.first, value.start) >= 0
        if speaks and paper.subject:
            return paper.subject
        run = [n for n in named if self._cues["with"].search(_before(sentence, n)) and distinctive(n.text)]
        models = [n for n in named if n.type == "Model" and not speaks]
        for choice in ([n for n in named if n.introduced], models, [] if paper.subject else run):
            if choice:
                return choice[-1].text
        return paper.subject if self._cues["told"].search(text, sentence.first, sentence.last) else None

    def baseline(self, sentence: Sentence, index: int) -> str | None:
        """What the value is compared with: a name as written, or None."""
        text, value = sentence.text, sentence.values[index]
        group = _list(sentence, index)
        stop = sentence.values[group[-1] + 1].start if group[-1] + 1 < len(sentence.values) else sentence.last
        others = [n for n in sentence.names if n.type in _ACTORS]
        for name in others:
            if (
                value.end <= name.start < min(stop, value.end + _BASELINE_REACH)
                and ";" not in text[value.end : name.start]
            ):
                if self._is_baseline(text, value.end, name):
                    return name.text
        for name in reversed(others):
            if name.end <= value.start and not name.introduced and self._is_baseline(text, sentence.first, name):
                if (
                    _BY.match(text, name.end, value.start)
                    or _OPENS.match(text, sentence.first, name.start)
                    or "(" in text[name.end : value.start]
                ):
                    return name.text
        return None

    def _is_baseline(self, text: str, first: int, name: Name) -> bool:
        return self._cues["baseline"].search(text[max(first, name.start - _LOOK) : name.start].rstrip()) is not None

    def _last(self, side: str, text: str, first: int, last: int) -> int:
        return max((m.start() for m in self._cues[side].finditer(text, first, last)), default=-1)

    def _actor(self, sentence: Sentence, value: Value) -> Name | None:
        """The last name before the value that is said to do something."""
        text = sentence.text
        for name in reversed(sentence.names):
            if name.end > value.start or name.type not in _ACTORS or text[name.end] in "-/":
                continue
            if any(a < name.end and name.start < b for a, b in sentence.measures):
                continue
            before = _before(sentence, name)
            if self._cues["baseline"].search(before):
                continue
            if not name.introduced and self._cues["aside"].search(before):
                continue
            if self._cues["does"].match(text[name.end : value.start].lstrip()):
                return name
        return None

    def _owner_behind(self, sentence: Sentence, index: int) -> Name | None:
        """The name in "38.0% for QuillNet" and "61.4% (QuillNet)"."""
        text, value = sentence.text, sentence.values[index]
        if value.kind == "times" or _BY_WORD.search(text, sentence.first, value.start):
            return None
        name = next((n for n in sentence.names if n.start >= value.end), None)
        if name is None or not (name.type == "Model" or name.introduced) or name.type not in SUBJECTS:
            return None
        return name if self._cues["owner"].match(text[value.end : name.start].strip()) else None

    def _changed(self, sentence: Sentence, index: int) -> Name | None:
        """The model in "improves the accuracy of QuillNet from 36.2% to 40.7%"."""
        text = sentence.text
        start = sentence.values[_list(sentence, index)[0]].start
        for name in reversed(sentence.names):
            if name.end <= start and name.type == "Model" and _FROM_TO.fullmatch(text, name.end, start):
                return name if _OF.search(text[sentence.first : name.start].rstrip()) else None
        return None


def measured_on(sentence: Sentence, index: int, paper: Paper) -> str | None:
    """What the value was measured on: a name as written, or None."""
    text, value = sentence.text, sentence.values[index]
    default = paper.own_test or (None if value.kind in ("times", "rate") else paper.only_test)
    tests = [n for n in sentence.names if n.type in TESTS]
    group = _list(sentence, index)
    stop = sentence.values[group[-1] + 1].start if group[-1] + 1 < len(sentence.values) else sentence.last
    behind = [n for n in tests if sentence.values[group[-1]].end <= n.start < stop]
    # "90.0%, 75.4% and 71.4% on A, B and C": as many names behind the values as there are values
    if len(group) > 1 and behind and _ON_LIST.search(text, sentence.values[group[-1]].end, behind[0].start):
        row = _row(text, behind)
        if len(row) == len(group):
            return row[group.index(index)].text
        items = _respectively(text, sentence.values[group[-1]].end, stop)
        if len(items) == len(group):
            start, end = items[group.index(index)]
            return next((n.text for n in behind if start <= n.start < end), text[start:end])
    # a benchmark behind a task's name is where the task was tested
    unlisted = _UNLISTED.match(text, value.end, stop)
    if unlisted and not any(n.start < unlisted.end("name") and unlisted.start("name") < n.end for n in sentence.names):
        return unlisted["name"]
    for name in behind:
        if _CLAUSE.search(text, value.end, name.start):
            break
        if name.type == "Benchmark" and _ON.search(text, value.end, name.start):
            return name.text
        if name.type == "Hardware" and _ON_DEVICE.search(text, value.end, name.start):
            return name.text
    benchmarks = [n for n in tests if n.type == "Benchmark"]
    before = [n for n in benchmarks if n.end <= value.start]
    if before:
        return before[-1].text
    if benchmarks and not _CLAUSE.search(text, value.end, benchmarks[0].start):
        return benchmarks[0].text
    if default:
        return default
    for name in behind:
        if name.type == "Task" and _ON_NEAR.search(text, max(value.end, name.start - _TEST_REACH), name.start):
            return name.text
    return _device(sentence, value)


def _device(sentence: Sentence, value: Value) -> str | None:
    """The hardware in "on an A100", the one named last before the value or first behind it."""
    text = sentence.text
    devices = [n for n in sentence.names if n.type == "Hardware" and _ON_BEFORE.search(text, sentence.first, n.start)]
    # "on an A100 GPU" names one
    heads = [n for n in devices if not any(0 <= n.start - d.end <= 1 for d in devices)]
    before = [n for n in heads if n.end <= value.start]
    return before[-1].text if before else heads[0].text if heads else None


def measure(sentence: Sentence, index: int) -> str | None:
    """The measure as written: right behind the value, else the nearest one in front, else the next one."""
    text, value = sentence.text, sentence.values[index]
    spans = [s for s in sentence.measures if not any(v.start < s[1] and s[0] < v.end for v in sentence.values)]
    before = [s for s in spans if s[1] <= value.start]
    after = next((s for s in spans if s[0] >= value.end), None)
    if after and after[0] - value.end <= 40 and not _NO_METRIC_ACROSS.search(text, value.end, after[0]):
        return text[slice(*after)]
    if before:
        return text[slice(*before[-1])]
    return text[slice(*after)] if after and after[0] - value.end < 60 else None


def _before(sentence: Sentence, name: Name) -> str:
    return sentence.text[max(sentence.first, name.start - _LOOK) : name.start].rstrip()


def _list(sentence: Sentence, index: int) -> list[int]:
    """Indices of the values that stand in one list with this one."""
    text, values, group = sentence.text, sentence.values, [index]
    while group[0] > 0 and _LIST.fullmatch(text, values[group[0] - 1].end, values[group[0]].start):
        group.insert(0, group[0] - 1)
    while group[-1] + 1 < len(values) and _LIST.fullmatch(text, values[group[-1]].end, values[group[-1] + 1].start):
        group.append(group[-1] + 1)
    return group


def _row(text: str, names: Sequence[Name]) -> list[Name]:
    """The first names that only commas and "and" part."""
    row = [names[0]]
    for name in names[1:]:
        if not _NAMES.fullmatch(text, row[-1].end, name.start):
            break
        row.append(name)
    return row


def _among(sentence: Sentence, index: int, actor: Name) -> Name:
    """The actor, or the one of several ("A and B reach 1% and 2%") that stands where the value stands in its list."""
    group = _list(sentence, index)
    row = [actor]
    for name in reversed([n for n in sentence.names if n.end <= actor.start and n.type in _ACTORS]):
        joint = _NAMES.fullmatch(sentence.text, name.end, row[0].start)
        # the last of a row has a word of joining before it, or it is a row of its own
        if joint is None or (len(row) == 1 and joint[0].strip(" the") == ","):
            break
        row.insert(0, name)
    return row[group.index(index)] if len(row) == len(group) else actor


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


def _in_parentheses(sentence: Sentence, value: Value) -> Name | None:
    """The name in "QuillNet (41.5%)" and "(QuillNet: 41.5%)"."""
    text = sentence.text
    opens = text.rfind("(", sentence.first, value.start)
    if opens < 0 or text.rfind(")", opens, value.start) >= 0:
        return None
    for name in reversed(sentence.names):
        if name.end > value.start or name.type not in SUBJECTS:
            continue
        between = text[name.end : value.start]
        if _RIGHT_BEFORE.fullmatch(between):
            return name
        if name.end <= opens:
            return None
    return None
