"""`kgraph_results`: the numbers that a paper reports, with measure, what was measured on, whose it is, and against what.

`kgraph.components.numbers` finds the numbers, `kgraph.components.measures` the measures, `kgraph.components.attribution`
says whose they are, `kgraph.components.rivals` and, for several of a sentence, `kgraph.components.shared_rivals` against
what they stand, `kgraph.components.measured` what they were measured on, `kgraph.components.changes` which of them are no
levels, `kgraph.components.topics` what the paper is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from spacy.language import Language

from kgraph.components.attribution import subject_of
from kgraph.components.by_measure import measure
from kgraph.components.changes import Changes
from kgraph.components.measured import measured_on
from kgraph.components.measures import Span
from kgraph.components.numbers import Candidates, NumberFinder
from kgraph.components.rivals import rival
from kgraph.components.shared_rivals import share_rivals
from kgraph.components.spelling import distinctive
from kgraph.components.statements import TESTS, Name, Statement, Topic
from kgraph.components.step import Step
from kgraph.components.topics import topic_of, typed_names
from kgraph.reading import Group, Number, Reading
from kgraph.rules import load_rules
from kgraph.schema import INTRODUCES

#: The rule of a number of which the one in front of it says whose it is.
_SHARED = "whose-shared"
#: Text with more numbers in a row is a table without its lines and no sentence; among 3,800 abstracts none has ten.
_MOST = 40
#: From a number to the next one that is the same thing's.
_SAME_CLAUSE = re.compile(r"[^.;:()]{0,60}(?:,? and|, with) (?:an? )?(?:(?!from )[a-z-]+ ){0,3}(?:of )?\$?")


class Results(Step):
    """Finds the results that a paper reports."""

    def __init__(self) -> None:
        self._numbers = NumberFinder()
        self._changes = Changes()
        self._own = load_rules("own")

    def read(self, known: Reading) -> None:
        known.numbers = self.numbers(known)

    def numbers(self, known: Reading) -> list[Number]:
        """The results of one text, in its order."""
        # most sentences hold no number that may be a value: names are looked at for the few that do
        candidates = self._numbers.candidates(known)
        if not candidates:
            return []
        text = known.text
        names = typed_names(text, _names(known))
        statements = [s for c in candidates if (s := self._statement(known, c, names)).values]
        if not statements:
            return []
        topic = topic_of(text, names, known.title_end)
        return [n for s in self._told_by_paper(known, statements) for n in self._told_in(s, topic)]

    def _told_in(self, statement: Statement, topic: Topic) -> list[Number]:
        """The results of one sentence, in its order."""
        measures = [measure(statement, index) for index in range(len(statement.values))]
        tests = measured_on(statement, topic, [m.name for m in measures])
        changes = self._changes.told(statement)
        found = []
        for index, value in enumerate(statement.values):
            subject, against = subject_of(statement, index, topic), rival(statement, index)
            found.append(
                Number(
                    start=value.start,
                    end=value.end,
                    metric=measures[index].name,
                    benchmark=tests[index].name,
                    subject=subject.name,
                    baseline=against.name,
                    rule=value.rule,
                    change=changes[index],
                    metric_rule=measures[index].rule,
                    benchmark_rule=tests[index].rule,
                    subject_rule=subject.rule,
                    baseline_rule=against.rule,
                )
            )
        for before, number in pairwise(found):
            # "QuillNet reaches 86% on A, with 96% on B"
            if (
                before.subject
                and not number.subject
                and _SAME_CLAUSE.fullmatch(statement.text, before.end, number.start)
            ):
                number.subject, number.subject_rule = before.subject, _SHARED
        share_rivals(statement, found)
        return found

    def _statement(self, known: Reading, candidates: Candidates, names: Sequence[Name]) -> Statement:
        first, last, measures, _ = candidates
        # in the order of the text
        names = names[bisect_left(names, first, key=_start) : bisect_left(names, last, key=_start)]
        spans = [(n.start, n.end) for n in names]
        tests = [(n.start, n.end) for n in names if n.type in TESTS]
        # "USF-MAE" names no measure
        held = (
            m for m in measures for a, b in spans if a <= m[0] and m[1] <= b and not _is_measure(m, a, b, known.text)
        )
        measures = sorted({*measures} - {*held})
        values = self._numbers.values(known.text, candidates._replace(measures=measures), spans, tests)
        if len(values) > _MOST:
            values = []
        return Statement(known.text, first, last, names, measures, values)

    def _told_by_paper(self, known: Reading, statements: list[Statement]) -> list[Statement]:
        """The statements but those before the paper first speaks of itself: their numbers are the field's."""
        own = 0
        for at, indices in known.triggers("own"):
            if at >= known.title_end and any(self._own[i].pattern.match(known.text, at) for i in indices):
                own = known.starts[known.sentence(at)]
                break
        return [s for s in statements if s.last > own]


def _start(name: Name) -> int:
    return name.start


def _is_measure(span: Span, start: int, end: int, text: str) -> bool:
    """Whether a name is the measure in it and no net that is called after one: "H-Score", not "QF-MAE"."""
    return span == (start, end) and not ("-" in text[start:end] and text[start:end].isupper())


def _names(known: Reading) -> list[Name]:
    """The names of the text, in its order."""
    text = known.text
    return sorted(
        Name(m.start, m.end, text[m.start : m.end], g.type, own, g.id, part)
        for g in known.groups
        for own in (g.role == INTRODUCES and _has_a_name(g, text),)
        for part in (own and g.introduced.startswith("phrase-") and g.marks[0].start >= known.title_end,)
        for m in g.marks
    )


def _has_a_name(group: Group, text: str) -> bool:
    """Whether it is more than a part of what the paper introduces, which it describes in plain words."""
    words = (text[m.start : m.end] for m in group.marks)
    return not group.introduced.startswith("phrase-") or any(" " not in word and distinctive(word) for word in words)


@Language.factory("kgraph_results", requires=["doc.ents"])
def make_results(nlp: Language, name: str) -> Results:
    """The component with the rules for values, measures and subjects."""
    return Results()
