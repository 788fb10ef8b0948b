"""Which entities rise and fall over time, and which only seem to."""

from __future__ import annotations

from typing import NamedTuple

from kgraph.analysis.corpus import Corpus, Source
from kgraph.analysis.statistics import benjamini_hochberg, fisher, wilson

#: Share of false discoveries that is put up with among what is called a trend.
_FALSE = 0.1
#: What fewer papers name is never a trend.
_LEAST = 4


class Trend(NamedTuple):
    """The papers that name an entity in the earlier and in the later half of the dated papers."""

    entity: str
    label: str
    type: str
    papers: int
    earlier: int
    later: int
    #: Share of the papers of each half, and the 95 % interval of the later one (Wilson).
    earlier_share: float
    later_share: float
    later_low: float
    later_high: float
    #: ``rising``, ``falling``, ``new`` (rising, and not named in the earlier half) or ``steady``.
    course: str
    #: Fisher's exact test of the two shares, adjusted for the number of entities tested (Benjamini and Hochberg).
    q: float
    first: str


def trends(source: Source, type: str = "", task: str = "") -> list[Trend]:
    """Entities over time: the surest trends first, then the steady ones by number of papers.

    The dated papers are cut into two halves of about the same number of papers; those of one day stay together. What
    fewer than four papers name is not tested: two mentions are no trend.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    type : str
        Only entities of this type; by default of all.
    task : str
        Only papers that name this task, or any other entity, by id or name.
    """
    corpus = Corpus.of(source)
    kept = set(corpus.papers[corpus.find(task)]) if task else None
    dates = {
        f.paper.id: date
        for f in corpus.facts
        if (date := f.paper.date_with_year) and (kept is None or f.paper.id in kept)
    }
    late = _later_half(dates)
    n, m = len(dates) - len(late), len(late)
    rows = []
    for id_, papers in corpus.papers.items():
        dated = [p for p in papers if p in dates]
        if len(dated) < _LEAST or (type and corpus.type(id_) != type) or not n or not m:
            continue
        b = sum(p in late for p in dated)
        rows.append((id_, len(dated) - b, b, min(dates[p] for p in dated), fisher(len(dated) - b, n, b, m)))
    adjusted = benjamini_hochberg([p for *_, p in rows])
    found = []
    for (id_, a, b, first, _), q in zip(rows, adjusted, strict=True):
        low, high = wilson(b, m)
        course = "steady" if q > _FALSE else "new" if not a else "rising" if b / m > a / n else "falling"
        found.append(
            Trend(
                id_,
                corpus.label(id_),
                corpus.type(id_),
                a + b,
                a,
                b,
                round(a / n, 4),
                round(b / m, 4),
                round(low, 4),
                round(high, 4),
                course,
                round(q, 4),
                first,
            )
        )
    return sorted(found, key=lambda t: (t.course == "steady", t.q if t.course != "steady" else 0, -t.papers, t.entity))


def why_no_trends(source: Source, type: str = "", task: str = "") -> str:
    """Why `trends` has nothing to say of these papers, and what can be done; parameters as there."""
    corpus = Corpus.of(source)
    days = {date for f in corpus.facts if (date := f.paper.date_with_year)}
    if not days:
        return (
            'no paper has a date: give each its day in the input ("date": "2024-10-24" in JSON lines; --year for pages '
            "that name none), and build again"
        )
    if len(days) == 1:
        return f"all dated papers are of one day, {min(days)}: trends need an earlier and a later half"
    only = " and ".join(x for x in (type and f"of type {type}", task and f"in papers that name {task}") if x)
    return f"no entity{' ' if only else ''}{only} is named by {_LEAST} dated papers: add papers, or ask with less"


def _later_half(dates: dict[str, str]) -> set[str]:
    """The papers of the later dates, as near to half of them as whole dates allow."""
    counts: dict[str, int] = {}
    for date in dates.values():
        counts[date] = counts.get(date, 0) + 1
    best, seen, cut = len(dates), 0, ""
    for date in sorted(counts):
        off = abs(len(dates) - 2 * seen)
        if seen and off < best:
            best, cut = off, date
        seen += counts[date]
    return {p for p, d in dates.items() if cut and d >= cut}
