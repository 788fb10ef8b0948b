"""The numbers of a corpus with what they name resolved to entities, and in which of them one can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kgraph.analysis.corpus import Corpus, month
from kgraph.linking import resolve
from kgraph.metrics import measure_of
from kgraph.names import fold
from kgraph.records import Facts, Result
from kgraph.schema import ABSTRACT, TITLE
from kgraph.text import sentence_spans


class Told(NamedTuple):
    """A result of a paper.

    Attributes
    ----------
    facts, result : Facts, Result
        Where it is from.
    benchmark : str
        Id of what it was measured on; empty where it names nothing that the paper's mentions know.
    subjects, baselines : tuple of str
        Ids of whose it is, and of what it is compared with.
    metric : str
        The usual name of the measure, else as written, folded; empty without one.
    better : int
        1 where more is better, -1 where less is, 0 where it depends or is not known.
    change : bool
        Whether it is a gain, a saving, a gap, and no level.
    """

    facts: Facts
    result: Result
    benchmark: str
    subjects: tuple[str, ...]
    baselines: tuple[str, ...]
    metric: str
    better: int
    change: bool

    @property
    def kind(self) -> tuple[str, str, bool]:
        """Measure, unit, and whether it is a change: results of one kind on one benchmark can be compared."""
        return self.metric, self.result.unit, self.change

    @property
    def value(self) -> float:
        """The middle of the value, if it has one."""
        low, high = self.result.low, self.result.high
        assert low is not None
        assert high is not None
        return (low + high) / 2

    @property
    def sentence(self) -> str:
        """The sentence that the number stands in."""
        text = {TITLE: self.facts.paper.title, ABSTRACT: self.facts.paper.abstract}[self.result.field]
        start, end = next(s for s in sentence_spans(text) if s[0] <= self.result.start < s[1])
        return " ".join(text[start:end].split())

    @property
    def month(self) -> str:
        """The month of the paper, or the empty string."""
        return month(self.facts.paper)


def told(corpus: Corpus) -> Iterator[Told]:
    """The results of a corpus that have a number, paper by paper: one for each thing that it was measured on."""
    for facts in corpus.facts:
        if not facts.results:
            continue

        def ids(name: str | None, facts: Facts = facts) -> tuple[str, ...]:
            return tuple(e.id for e in resolve(facts, name))

        for result in facts.results:
            if result.low is None:
                continue
            metric = measure_of(result.metric or "")
            better = 0 if metric is None or metric.higher_is_better is None else 1 if metric.higher_is_better else -1
            for benchmark in ids(result.benchmark) or ("",):
                yield Told(
                    facts, result, benchmark, ids(result.subject), ids(result.baseline),
                    metric.name if metric else fold(result.metric or ""), better, result.change,
                )  # fmt: skip
