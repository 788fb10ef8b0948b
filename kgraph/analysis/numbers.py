"""Reports on numbers: leaderboards, contradictions, what is measured on hardware."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import NamedTuple

from kgraph.analysis.corpus import Corpus, Source, month
from kgraph.analysis.results import Told, told
from kgraph.errors import GraphError


class Place(NamedTuple):
    """A result on a leaderboard; results of one benchmark, metric, unit and kind are ranked together."""

    benchmark: str
    metric: str
    unit: str
    kind: str
    rank: int
    value: str
    low: float
    high: float
    subject: str
    baseline: str
    paper: str
    title: str
    date: str
    #: Whether no earlier dated result of the board was as good.
    best_so_far: bool
    sentence: str


class Contradiction(NamedTuple):
    """Two values for one subject, benchmark, metric and unit, in two papers."""

    subject: str
    benchmark: str
    metric: str
    unit: str
    value: str
    other_value: str
    paper: str
    other_paper: str
    sentence: str
    other_sentence: str
    title: str
    other_title: str


class Device(NamedTuple):
    """What papers say of one piece of hardware."""

    hardware: str
    label: str
    papers: int
    evaluated: int
    #: Papers by month, ``2026-03 (2), 2026-04 (1)``; those without a full date are in none.
    months: str
    results: int
    #: Speed-ups that papers report on it, as written, the largest first.
    speedups: str
    #: Savings of time, memory, energy or cost that papers report on it, as written.
    savings: str


def leaderboard(source: Source, benchmark: str = "", metric: str = "") -> list[Place]:
    """Results on a benchmark, ranked among those that can be compared; the largest boards first.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    benchmark : str
        Id or name of what was measured on; by default every one with two or more results.
    metric : str
        Name of a measure; by default all.

    Raises
    ------
    GraphError
        No entity or several are called so, or no result there is by this measure.
    """
    corpus = Corpus.of(source)
    wanted = corpus.find(benchmark) if benchmark else ""
    results = [one for one in told(corpus) if one.benchmark and wanted in ("", one.benchmark)]
    boards: dict[tuple[str, tuple[str, str, bool]], list[Told]] = defaultdict(list)
    for one in results:
        if metric.casefold() in ("", one.metric.casefold()):
            boards[one.benchmark, one.kind].append(one)
    if metric and not boards:
        there = Counter(one.metric for one in results if one.metric).most_common(8)
        some = ", ".join(name for name, _ in there)
        raise GraphError(f"no result by {metric!r}", remedy=f"there are results by {some}" if some else "leave it out")
    counts = Counter({board: len(found) for board, found in boards.items()})
    on_benchmark: Counter[str] = Counter()
    for (name, _), count in counts.items():
        on_benchmark[name] += count
    order = sorted(boards, key=lambda b: (-on_benchmark[b[0]], b[0], -counts[b], b[1]))
    return [
        place
        for board in order
        if wanted or on_benchmark[board[0]] > 1
        for place in _ranked(corpus, corpus.label(board[0]), boards[board])
    ]


def _ranked(corpus: Corpus, label: str, found: list[Told]) -> list[Place]:
    better = 0 if found[0].change else found[0].better
    way = better or 1
    found = sorted(found, key=lambda t: (-way * t.value, t.facts.paper.date, t.facts.paper.id, t.result.start))
    best = _best_so_far(found, better)
    places, rank = [], 0
    for index, one in enumerate(found):
        # equal values share a rank
        if not index or one.value != found[index - 1].value:
            rank = index + 1
        result, paper = one.result, one.facts.paper
        assert result.low is not None
        assert result.high is not None
        places.append(
            Place(
                label,
                one.metric,
                result.unit,
                "change" if one.change else "level",
                rank,
                result.value,
                result.low,
                result.high,
                result.subject or "",
                result.baseline or "",
                paper.id,
                paper.title,
                paper.date,
                id(one) in best,
                one.sentence,
            )
        )
    return places


def _best_so_far(found: list[Told], better: int) -> set[int]:
    """Which of the dated results nothing earlier was as good as; none where it is not known what is good."""
    best: set[int] = set()
    record: float | None = None
    dated = sorted(
        (t for t in found if better and t.month),
        key=lambda t: (t.facts.paper.date, -better * t.value, t.facts.paper.id),
    )
    for one in dated:
        if record is None or better * (one.value - record) > 0:
            best.add(id(one))
            record = one.value
    return best


def contradictions(source: Source) -> list[Contradiction]:
    """The same subject, benchmark and metric with different values in two papers, levels only.

    Two values in one paper are two settings. Settings that abstracts do not tell may explain the others, too; the
    sentences say what is to be looked up.
    """
    corpus = Corpus.of(source)
    groups: dict[tuple[str, str, str, str], list[Told]] = defaultdict(list)
    for one in told(corpus):
        if one.benchmark and one.metric and not one.change:
            for subject in one.subjects:
                groups[subject, one.benchmark, one.metric, one.result.unit].append(one)
    rows = []
    for (subject, benchmark, metric, unit), found in sorted(groups.items()):
        for first, other in combinations(found, 2):
            # ranges that overlap say the same
            if first.facts is not other.facts and _apart(first, other):
                rows.append(
                    Contradiction(
                        corpus.label(subject),
                        corpus.label(benchmark),
                        metric,
                        unit,
                        first.result.value,
                        other.result.value,
                        first.facts.paper.id,
                        other.facts.paper.id,
                        first.sentence,
                        other.sentence,
                        first.facts.paper.title,
                        other.facts.paper.title,
                    )
                )
    return rows


def why_no_contradictions(source: Source) -> str:
    """Why there are none."""
    results = sum(bool(one.benchmark and one.metric and one.subjects) for one in told(Corpus.of(source)))
    return (
        f"of {results} results with subject, benchmark and measure no two papers have different values of the same ones"
    )


def _apart(a: Told, b: Told) -> bool:
    low = (a.result.low, b.result.low)
    high = (a.result.high, b.result.high)
    assert low[0] is not None
    assert low[1] is not None
    assert high[0] is not None
    assert high[1] is not None
    return low[0] > high[1] or low[1] > high[0]


def hardware(source: Source) -> list[Device]:
    """Who measures on what: papers by piece of hardware, with the speed-ups and savings reported on it."""
    corpus = Corpus.of(source)
    on: dict[str, list[Told]] = defaultdict(list)
    for one in told(corpus):
        if one.benchmark and corpus.type(one.benchmark) == "Hardware":
            on[one.benchmark].append(one)
    rows = []
    for id_, papers in corpus.papers.items():
        if corpus.type(id_) != "Hardware" or not papers:
            continue
        months = Counter(m for p in papers if (m := month(corpus.by_id[p].paper)))
        found = sorted(on.get(id_, []), key=lambda t: -t.value)
        faster = [t.result.value for t in found if t.result.unit == "times"]
        saved = [f"{t.result.value} {t.metric}".strip() for t in found if t.change and t.result.unit == "percent"]
        rows.append(
            Device(
                id_,
                corpus.label(id_),
                len(papers),
                sum(corpus.named[p][id_] == "evaluates_on" for p in papers),
                ", ".join(f"{name} ({count})" for name, count in sorted(months.items())),
                len(found),
                ", ".join(faster),
                ", ".join(saved),
            )
        )
    return sorted(rows, key=lambda d: (-d.papers, d.hardware))
