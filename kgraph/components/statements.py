"""A sentence that reports numbers, with its names, measures and values: what the rules of attribution look at."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kgraph.components.measures import Span
from kgraph.components.numbers import Value
from kgraph.rules.shorthands import written_out

#: Types of what can achieve something, of what achieves only where a text says so, and of what is measured on.
SUBJECTS = frozenset({"Model", "Method", "Software"})
ACTORS = SUBJECTS | {"Hardware"}
TESTS = frozenset({"Benchmark", "Task", "Hardware"})
#: A data set that something was trained on is not what it was tested on.
TRAINED_ON = re.compile(r"\b(?:Trained|[Pp]re-?trained) (?:[a-z-]+ )?(?:on|with|using|from) (?:[\w-]+ ){0,2}$")
#: Between a number and the one of what it is compared with.
VERSUS = re.compile(r",? (?:vs\.?|versus|compared (?:to|with)|against|than|over) (?:[a-z]+ ){0,2}\$?")
#: In front of the number of what another one is compared with.
AGAINST = re.compile(
    written_out(r"\b(?:up from|down from|compared (?:to|with)|versus|vs\.?|against) (?:the |an? )?{about}$")
)
_VALUES = re.compile(r"(?:%|\\%)?(?:,|/|, and| and|,? to)? ?\$?")
_NAMES = re.compile(r"\$?(?:(?:,? (?:and |or |& )|, )(?:the )?|/|\+)\$?")
_COMMA_ONLY = (", ", ", the ")
#: Between the names of a row in which each may have its own words: "A (in ink), B (in lead) and C".
_EXPLAINED = re.compile(r"(?: \([^()]{1,60}\))?(?:,? and |, )(?:the )?")
_JOINT = re.compile(r", | and |/")
RESPECTIVELY = re.compile(r"\\?%?[$}]*,? respectively\b")
_LOOK = 70


class Name(NamedTuple):
    """A mention of an entity, and whether the paper introduces the entity."""

    start: int
    end: int
    text: str
    type: str
    introduced: bool
    #: The same for all mentions of one entity.
    entity: str
    #: Whether it is introduced as a part of something in a paper whose title does not name it.
    part: bool = False


class Topic(NamedTuple):
    """What numbers are about that name nothing.

    Attributes
    ----------
    subject : Name or None
        What the paper introduces.
    own_test : str or None
        The benchmark that it introduces.
    only_test : str or None
        The only benchmark that it names, if it does not introduce that.
    machine : str or None
        The one that its title says that the work was done on.
    """

    subject: Name | None
    own_test: str | None
    only_test: str | None
    machine: str | None
    #: The only model that it introduces, where the subject is none.
    model: str | None = None
    #: Rows of tests and of what achieves something, in text order: "A (in ink), B and C".
    rows: Sequence[Sequence[Name]] = ()
    #: The data sets and benchmarks that it names, in text order, but those that something was trained on.
    tests: Sequence[Name] = ()


@dataclass(frozen=True)
class Statement:
    """A sentence, ``text[first:last]``, with its names, measures and values, each in text order."""

    text: str
    first: int
    last: int
    names: Sequence[Name]
    measures: Sequence[Span]
    values: Sequence[Value]

    def before(self, name: Name, since: int = 0) -> str:
        """The sentence's words in front of the name, as far as they can matter, without white space at the end."""
        return self.text[max(self.first, since, name.start - _LOOK) : name.start].rstrip()

    def is_behind(self, name: str, end: int) -> bool:
        """Whether the name stands in the sentence's words from ``end`` on."""
        return name in self.text[end : self.last]

    @cached_property
    def groups(self) -> list[range]:
        """For each value the indices of the values that stand in one list with it, itself included."""
        groups: list[range] = []
        first = 0
        for index, value in enumerate(self.values, 1):
            if index == len(self.values) or not _VALUES.fullmatch(self.text, value.end, self.values[index].start):
                groups += [range(first, index)] * (index - first)
                first = index
        return groups

    def stop(self, index: int) -> int:
        """Where the next value begins that stands in no list with this one, or the sentence ends."""
        behind = self.groups[index].stop
        return self.values[behind].start if behind < len(self.values) else self.last

    def row_from(self, names: Sequence[Name]) -> list[Name]:
        """The first of the names and those that only commas and "and" part from it."""
        row = list(names[:1])
        for name in names[1:]:
            if not _NAMES.fullmatch(self.text, row[-1].end, name.start):
                break
            row.append(name)
        return row

    def row_to(self, last: Name) -> list[Name]:
        """The name and those in front of it that achieve something, too, and that it ends the row of: "A, B and C"."""
        row = [last]
        for name in reversed([n for n in self.names if n.end <= last.start and n.type in ACTORS]):
            joint = _NAMES.fullmatch(self.text, name.end, row[0].start)
            if joint is None or (len(row) == 1 and self._has_comma_only(name, last)):
                break
            row.insert(0, name)
        return row

    def among(self, index: int, last: Name) -> str:
        """Of names in a row up to the last ("A and B reach 1% and 2%") the one that stands where the value does in its list.

        Where row and list are not of one length, the whole row.
        """
        return self.in_row(index, self.row_to(last))

    def in_row(self, index: int, row: Sequence[Name]) -> str:
        """The name of the row that stands where the value does in its list, else the whole row, as written."""
        group = self.groups[index]
        if len(row) == len(group):
            return row[index - group[0]].text
        return self.text[row[0].start : row[-1].end]

    def rows(self, names: Sequence[Name]) -> list[list[Name]]:
        """Those of the names, which are in text order, that only commas and "and" part: "A, B and C"."""
        rows: list[list[Name]] = []
        for name in names:
            joint = _NAMES.fullmatch(self.text, rows[-1][-1].end, name.start) if rows else None
            if joint is None:
                rows.append([name])
            else:
                rows[-1].append(name)
        return [row for row in rows if len(row) > 2 or (len(row) == 2 and not self._has_comma(*row))]

    def order_of(self, index: int) -> tuple[int, int] | None:
        """(Place of the value in its list, length of the list), if "respectively" says that it has the order of a list.

        None where the list stands in the sentence itself: "A and B by 1% and 2%, respectively".
        """
        group = self.groups[index]
        start, end = self.values[group[0]].start, self.values[group[-1]].end
        if len(group) < 2 or not RESPECTIVELY.match(self.text, end, self.last):
            return None
        in_front = self.text[self.first : start]
        listed = " and " in in_front if len(group) == 2 else any(len(r) == len(group) for r in self.rows(self.names))
        measures = [m for m in self.measures if m[1] <= start]
        several = len(measures) > 1 and _JOINT.search(self.text, measures[0][0], measures[-1][1]) is not None
        return None if listed or several else (index - group[0], len(group))

    def told_in_order(self, index: int, topic: Topic, types: Set[str]) -> Name | None:
        """The name of these types that an earlier sentence lists in the value's place: "A, B and C. We gain 1%, 2% and 3%, respectively"."""
        order = self.order_of(index)
        if order is None:
            return None
        place, length = order
        rows = [r for r in topic.rows if r[-1].end <= self.first and len(r) == length and r[0].type in types]
        return rows[-1][place] if rows else None

    def _has_comma(self, name: Name, other: Name) -> bool:
        """Whether the two names need not be of one row: an aside and a clause end with a comma, too."""
        return self.text[name.end] == "," and not self.text.startswith(")", other.end)

    def _has_comma_only(self, name: Name, other: Name) -> bool:
        return self._has_comma(name, other) and self.text[name.end : other.start] in _COMMA_ONLY


@dataclass(frozen=True)
class Reported:
    """A value of a statement: what the rules look at that say whose it is, against what, and what it was measured on.

    Attributes
    ----------
    statement : Statement
        The sentence.
    index : int
        Which of its values.
    """

    statement: Statement
    index: int

    @property
    def text(self) -> str:
        """The whole text, of which the sentence is a part."""
        return self.statement.text

    @property
    def value(self) -> Value:
        return self.statement.values[self.index]

    @property
    def first(self) -> int:
        """Where the sentence begins."""
        return self.statement.first

    @property
    def group(self) -> range:
        """The indices of the values that stand in one list with it, itself included."""
        return self.statement.groups[self.index]


def explained_rows(text: str, names: Sequence[Name]) -> list[list[Name]]:
    """Those of the names, which are in text order, that stand in one row, each perhaps with words in parentheses."""
    rows: list[list[Name]] = []
    for name in names:
        joint = _EXPLAINED.fullmatch(text, rows[-1][-1].end, name.start) if rows else None
        if joint:
            rows[-1].append(name)
        else:
            rows.append([name])
    return [row for row in rows if len(row) > 1]
