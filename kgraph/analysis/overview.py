"""What is in a graph, and what is missing in it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from kgraph.analysis.corpus import Corpus, Source, month
from kgraph.schema import ENTITY_TYPES, ROLES

_TOP = 5
#: A part of the papers, or of the results, above which its lack is worth a warning.
_MUCH = 0.5


class Line(NamedTuple):
    """A line of the overview."""

    section: str
    name: str
    amount: int
    #: Of all that the section is about, in [0, 1]; None where there is no whole.
    share: float | None
    note: str


def overview(source: Source) -> list[Line]:
    """Counts by type, role and month, the most linked entities, coverage, and warnings where much is missing.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    """
    corpus = Corpus.of(source)
    papers, results = len(corpus.facts), [r for f in corpus.facts for r in f.results]

    def share(count: int, whole: int) -> float | None:
        return round(count / whole, 3) if whole else None

    months = Counter(m for f in corpus.facts if (m := month(f.paper)))
    lines = [
        Line("papers", "all", papers, None, ""),
        Line("papers", "with a date", months.total(), share(months.total(), papers), ""),
        Line("results", "all", len(results), None, ""),
    ]
    for type_ in ENTITY_TYPES.values():
        found = [id_ for id_ in corpus.entities if corpus.type(id_) == type_.name]
        top = sorted(found, key=lambda e: (-len(corpus.papers[e]), e))[:_TOP]
        note = ", ".join(f"{corpus.label(e)} ({len(corpus.papers[e])})" for e in top)
        lines.append(Line("entities", type_.plural, len(found), share(len(found), len(corpus.entities)), note))
    roles = Counter(role for named in corpus.named.values() for role in named.values())
    lines += [Line("links", role, roles[role], share(roles[role], roles.total()), "") for role in ROLES]
    lines += [Line("months", name, count, share(count, papers), "") for name, count in sorted(months.items())]
    gaps = [
        ("papers", "without an entity", sum(not f.entities for f in corpus.facts), papers),
        (
            "papers",
            "without a benchmark",
            sum(all(e.type != "Benchmark" for e in f.entities) for f in corpus.facts),
            papers,
        ),
        ("papers", "without a result", sum(not f.results for f in corpus.facts), papers),
        ("papers", "without a full date", papers - months.total(), papers),
        ("papers", "without an abstract", sum(not f.paper.abstract for f in corpus.facts), papers),
        ("results", "without a metric", sum(r.metric is None for r in results), len(results)),
        ("results", "without what was measured on", sum(r.benchmark is None for r in results), len(results)),
        ("results", "without a subject", sum(r.subject is None for r in results), len(results)),
    ]
    for what, name, count, whole in gaps:
        part = share(count, whole)
        note = "much is missing here" if part is not None and part > _MUCH else ""
        lines.append(Line("coverage", f"{what} {name}", count, part, note))
    return lines
