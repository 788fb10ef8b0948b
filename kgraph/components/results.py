"""`kgraph_results`: the numbers that a paper reports, with measure, what was measured on, whose it is, and against what.

`kgraph.components.numbers` finds the numbers and the measures, `kgraph.components.attribution` says whose they are,
`kgraph.components.measured` what they were measured on.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from kgraph.components.attribution import Attribution
from kgraph.components.measured import measure, measured_on
from kgraph.components.numbers import NumberFinder
from kgraph.components.statements import TESTS, Name, Statement
from kgraph.reading import Number, Reading, reading
from kgraph.rules import load_rules
from kgraph.schema import ROLES

_DIGIT = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred)[- ]?fold\b")
_INTRODUCES = next(iter(ROLES))


class Results:
    """Finds the results of Docs."""

    def __init__(self) -> None:
        self._numbers = NumberFinder()
        self._attribution = Attribution()
        self._own = [r.pattern for r in load_rules("own")]

    def __call__(self, doc: Doc) -> Doc:
        known = reading(doc)
        known.numbers = self.numbers(known)
        return doc

    def numbers(self, known: Reading) -> list[Number]:
        """The results of one text, in its order."""
        text = known.text
        sentences = [(a, b) for a, b in known.sentences if _DIGIT.search(text, a, b)]
        if not sentences:
            return []
        names = sorted(
            Name(m.start, m.end, text[m.start : m.end], g.type, g.role == _INTRODUCES, g.id)
            for g in known.groups
            for m in g.marks
        )
        names = self._attribution.names(text, names)
        topic = self._attribution.topic(text, names)
        own = self._own_start(known)
        numbers: list[Number] = []
        for first, last in sentences:
            if last <= own:
                continue
            statement = self._statement(known, first, last, [n for n in names if first <= n.start < last])
            for index, value in enumerate(statement.values):
                numbers.append(
                    Number(
                        start=value.start,
                        end=value.end,
                        metric=measure(statement, index),
                        benchmark=measured_on(statement, index, topic),
                        subject=self._attribution.subject(statement, index, topic),
                        baseline=self._attribution.baseline(statement, index),
                        rule=value.rule,
                    )
                )
        return numbers

    def _statement(self, known: Reading, first: int, last: int, names: list[Name]) -> Statement:
        measures = self._numbers.measures(known, first, last)
        spans = [(n.start, n.end) for n in names]
        tests = [(n.start, n.end) for n in names if n.type in TESTS]
        values = self._numbers.values(known.text, first, last, spans, tests, measures)
        return Statement(known.text, first, last, names, measures, values)

    def _own_start(self, known: Reading) -> int:
        """Where the paper first speaks of itself: numbers in the abstract before that are the field's; 0 if it never does."""
        for first, last in known.sentences:
            if first >= known.title_end and any(p.search(known.text, first, last) for p in self._own):
                return first
        return 0


@Language.factory("kgraph_results", requires=["doc.ents"])
def make_results(nlp: Language, name: str) -> Results:
    """The component with the rules for values, measures and subjects."""
    return Results()
