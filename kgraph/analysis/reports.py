"""The reports by name: what each answers, of what it can be asked, and what its numbers mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from kgraph.analysis.corpus import Corpus, Source
from kgraph.analysis.gaps import gaps
from kgraph.analysis.lineage import lineage
from kgraph.analysis.numbers import contradictions, hardware, leaderboard, why_no_contradictions
from kgraph.analysis.overview import overview
from kgraph.analysis.pairs import compare, related, similar, ways
from kgraph.analysis.structure import central, communities
from kgraph.analysis.trends import trends, why_no_trends
from kgraph.errors import GraphError
from kgraph.schema import entity_type


class Report(NamedTuple):
    """A report.

    Attributes
    ----------
    make : callable
        Source, then the things that it is about, and its options -> rows, each a NamedTuple.
    about : str
        What it answers, in a line.
    things : tuple of str
        What it is about: names of its arguments; those in brackets may be left out.
    options : tuple of str
        Options that it takes.
    notes : tuple of str
        What its numbers mean, and what they do not.
    narrow : tuple of str
        The columns of a table on a terminal; by default all.
    why_empty : callable, optional
        Takes what `make` takes -> why it has no rows, and what can be done.
    """

    make: Callable[..., Sequence[Any]]
    about: str
    things: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    narrow: tuple[str, ...] = ()
    why_empty: Callable[..., str] | None = None


REPORTS: dict[str, Report] = {
    "overview": Report(overview, "What is in the graph, and what is missing in it."),
    "trends": Report(
        trends, "Which entities rise and fall over time, and which only seem to.", (), ("type", "task"),
        ("Earlier and later halves of the dated papers; q is Fisher's exact test, adjusted for the number of entities.",),
        ("label", "type", "papers", "earlier_share", "later_share", "course", "q", "first"), why_no_trends,
    ),
    "central": Report(
        central, "The entities that hold the field together.", (), ("type", "over"),
        (
            "pagerank: named together with what is named much.",
            "betweenness: the shortest ways between others lead through it; it joins fields.",
            "core: it is in the thick of it, among entities with so many links each to one another.",
        ),
        ("label", "type", "papers", "pagerank", "betweenness", "core"),
    ),
    "communities": Report(communities, "Entities that are named together, as fields with their papers and bridges."),
    "leaderboard": Report(
        leaderboard, "Results over papers, best first, with the sentence behind each.", ("[BENCHMARK]", "[METRIC]"), (),
        ("Ranks hold among one benchmark, metric, unit and kind; abstracts rarely tell the settings. The sentences: -f csv, md or html.",),
        ("benchmark", "metric", "unit", "kind", "rank", "value", "subject", "baseline", "title"),
    ),
    "compare": Report(compare, "Two entities: together, against each other, who wins where.", ("ONE", "OTHER"), (), (), ("aspect", "name", "one", "other", "titles")),
    "similar": Report(similar, "Papers that name the same things, the rarer the better.", ("PAPER",), (), (), ("label", "score", "shared", "why")),
    "related": Report(related, "Entities that are named together with one.", ("ENTITY",), ("type",), (), ("label", "type", "score", "shared")),
    "path": Report(
        ways, "The shortest explanations that link two entities, hubs discounted.", ("START", "END"), (),
        ("Ways around what many papers name, through entities of all types; kgraph path counts steps alone.",),
        ("way", "step", "link", "label", "type"),
    ),
    "gaps": Report(
        gaps, "Methods and tasks or benchmarks that neighbours pair, and no paper does yet.", ("[ENTITY]",), (),
        ("A guess from who shares neighbours (resource allocation), not advice.",),
    ),
    "hardware": Report(hardware, "Who measures on what, with the speed-ups and savings reported.", (), (), (), ("label", "papers", "evaluated", "results", "speedups", "savings")),
    "lineage": Report(lineage, "Family, versions, and what builds on an entity, by date.", ("ENTITY",), (), (), ("relation", "label", "type", "papers", "first")),
    "contradictions": Report(
        contradictions, "The same subject, benchmark and metric with different values in two papers.", (), (),
        ("Settings that abstracts do not tell may explain them.",),
        ("subject", "benchmark", "metric", "value", "other_value", "title", "other_title"), why_no_contradictions,
    ),
}  # fmt: skip


def analyze(source: Source, report: str, *things: str, **options: str) -> list[Any]:
    """The rows of a report.

    Parameters
    ----------
    source : path, graph or Facts
        The folder of a build, a graph from `kgraph.load`, Facts, or a `Corpus`, which several reports can share.
    report : str
        A key of `REPORTS`.
    *things : str
        What the report is about.
    **options : str
        Those that the report takes; empty ones are left out.

    Raises
    ------
    GraphError
        There is no such report, it is about something else or takes no such option, or a thing or type is not known.
    """
    if report not in REPORTS:
        raise GraphError(f"no report {report!r}", remedy=f"one of {', '.join(REPORTS)}")
    make, _, wanted, known, *_ = REPORTS[report]
    needed = sum(not t.startswith("[") for t in wanted)
    if not needed <= len(things) <= len(wanted):
        raise GraphError(
            f"{report} is about {' '.join(wanted) or 'the whole graph'}",
            remedy=f"kgraph analyze GRAPH {report} {' '.join(wanted)}".strip(),
        )
    given = {name: value for name, value in options.items() if value}
    if unknown := sorted(given.keys() - set(known)):
        raise GraphError(f"{report} takes no --{unknown[0]}", remedy=f"it takes {', '.join(known) or 'no options'}")
    if "type" in given:
        given["type"] = entity_type(given["type"])
    return list(make(Corpus.of(source), *things, **given))
