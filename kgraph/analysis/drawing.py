"""Charts of reports, by matplotlib: computed rows in, a picture out. Nothing here computes.

Colours are those of Okabe and Ito, which colour-blind people can tell apart; a chart shows as many rows as it has room for.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kgraph.errors import INSTALL, ExportError
from kgraph.xml import as_xml_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROWS, _LABEL = 20, 46
#: More months than there is room for are drawn as years.
_MONTHS = 48
_BLUE, _ORANGE, _GREY = "#0072b2", "#d55e00", "#8a8f94"
#: What makes SVG the same each time: no date, and no random ids.
_SETTINGS: Any = {
    "svg.hashsalt": "kgraph", "svg.fonttype": "none", "font.size": 10, "axes.spines.top": False, "axes.spines.right": False,
    "axes.grid": True, "axes.grid.axis": "x", "grid.color": "#e4e6e8", "axes.axisbelow": True, "figure.dpi": 110,
}  # fmt: skip

Draw = Callable[["Axes", Sequence[Any]], None]


def draw(report: str, rows: Sequence[Any], format: str = "svg", title: str = "") -> bytes:
    """A chart of the rows of a report, as SVG or PNG; the same rows give the same bytes of SVG.

    Parameters
    ----------
    report : str
        A key of `CHARTS`.
    rows : sequence
        What the report gave.
    format : str
        ``svg`` or ``png``.
    title : str
        Heading of the chart.

    Raises
    ------
    ExportError
        matplotlib is not installed, the report has no chart, or there is nothing to draw.
    """
    if report not in CHARTS:
        raise ExportError(f"{report} has no chart", remedy=f"one of {', '.join(CHARTS)} has")
    if not rows:
        raise ExportError("there is nothing to draw", remedy="ask for something that the graph holds")
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ExportError("matplotlib is not installed", remedy=INSTALL.format("plots")) from error
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(8, 4.6), layout="constrained")
        axes = figure.subplots()
        CHARTS[report](axes, rows)
        if title:
            figure.suptitle(_plain(title), x=0.01, ha="left", fontsize=11)
        buffer = io.BytesIO()
        metadata = {"Date": None} if format == "svg" else {"Software": None}
        with warnings.catch_warnings():
            # a name in a script that the font lacks: SVG keeps the text, and the reader's font draws it
            warnings.filterwarnings("ignore", "Glyph .* missing from font", UserWarning)
            figure.savefig(buffer, format=format, metadata=metadata)
    return buffer.getvalue()


def _short(text: object) -> str:
    text = " ".join(str(text).split())
    return _plain(text if len(text) <= _LABEL else text[: _LABEL - 1].rstrip() + "…")


def _plain(text: str) -> str:
    """A text that is drawn as it is: two dollar signs would be mathematics, and SVG holds no control characters."""
    return as_xml_text(text).replace("$", r"\$")


def _bars(axes: Axes, names: Sequence[object], values: Sequence[float], label: str) -> None:
    """Bars from left to right, the first one on top; equal names stay apart."""
    places = range(len(names))
    axes.barh(places, values, color=_BLUE)
    axes.set_yticks(places, [_short(n) for n in names])
    axes.invert_yaxis()
    axes.set_xlabel(label)
    axes.tick_params(axis="y", length=0)


def _by(name: str, value: str, label: str) -> Draw:
    def drawn(axes: Axes, rows: Sequence[Any]) -> None:
        rows = rows[:_ROWS]
        _bars(axes, [getattr(r, name) for r in rows], [getattr(r, value) for r in rows], label)

    return drawn


def _overview(axes: Axes, rows: Sequence[Any]) -> None:
    months = {r.name: r.amount for r in rows if r.section == "months"}
    counts = _filled(months)
    if not counts:
        found = [r for r in rows if r.section == "entities"]
        _bars(axes, [r.name for r in found], [r.amount for r in found], "entities")
        return
    axes.bar(range(len(counts)), list(counts.values()), color=_BLUE)
    step = max(1, len(counts) // 12)
    axes.set_xticks(range(0, len(counts), step), list(counts)[::step], rotation=45, ha="right")
    axes.grid(axis="x", visible=False)
    axes.grid(axis="y", visible=True)
    axes.set_ylabel("papers")


def _filled(months: dict[str, int]) -> dict[str, int]:
    """Papers by month, or by year where there are many months, those without a paper too."""
    if not months:
        return {}
    first, last = ((int(m[:4]), int(m[5:7])) for m in (min(months), max(months)))
    span = 12 * (last[0] - first[0]) + last[1] - first[1] + 1
    if span <= _MONTHS:
        keys = [f"{(i := 12 * first[0] + first[1] - 1 + n) // 12:04}-{i % 12 + 1:02}" for n in range(span)]
        return {key: months.get(key, 0) for key in keys}
    years = dict.fromkeys(map(str, range(first[0], last[0] + 1)), 0)
    for name, amount in months.items():
        years[name[:4]] += amount
    return years


def _trends(axes: Axes, rows: Sequence[Any]) -> None:
    rows = rows[:_ROWS]
    colours = [_GREY if r.course == "steady" else _BLUE if r.course in ("rising", "new") else _ORANGE for r in rows]
    for place, (row, colour) in enumerate(zip(rows, colours, strict=True)):
        axes.plot(
            [100 * row.later_low, 100 * row.later_high],
            [place, place],
            color=colour,
            lw=4,
            alpha=0.25,
            solid_capstyle="butt",
        )
        axes.plot([100 * row.earlier_share, 100 * row.later_share], [place, place], color=colour, lw=1.4)
        axes.plot(100 * row.earlier_share, place, "o", color="white", markeredgecolor=colour, ms=6)
        axes.plot(100 * row.later_share, place, "o", color=colour, ms=6)
    axes.set_yticks(range(len(rows)), [f"{_short(r.label)}  ({r.course})" for r in rows])
    axes.invert_yaxis()
    axes.set_xlabel("% of the papers: earlier half (open), later half (full) with its 95 % interval")


def _leaderboard(axes: Axes, rows: Sequence[Any]) -> None:
    """The first board: over time where three results and more are dated, else as bars."""
    first = rows[0]
    board = [
        r
        for r in rows
        if (r.benchmark, r.metric, r.unit, r.kind) == (first.benchmark, first.metric, first.unit, first.kind)
    ]
    unit = {"percent": "%", "times": "×"}.get(first.unit, first.unit)
    label = " ".join(filter(None, (first.metric or "value", f"({unit})" if unit else "", f"on {first.benchmark}")))
    dated = sorted((r for r in board if len(r.date) == 10 and not r.date.startswith("--")), key=lambda r: r.date)
    if len(dated) < 3:
        shown = board[:_ROWS]
        _bars(axes, [r.subject or r.title for r in shown], [(r.low + r.high) / 2 for r in shown], _short(label))
        return
    import numpy as np

    days = np.array([r.date for r in dated], dtype="datetime64[D]")
    values = [(r.low + r.high) / 2 for r in dated]
    axes.plot(days, values, "o", color=_GREY, ms=5)
    best = [(d, v, r) for d, v, r in zip(days, values, dated, strict=True) if r.best_so_far]
    if best:
        axes.step(
            [d for d, *_ in best],
            [v for _, v, _ in best],
            where="post",
            color=_BLUE,
            marker="o",
            ms=6,
            label="best so far",
        )
        for day, value, row in best:
            axes.annotate(
                _short((row.subject or row.title)[:24]),
                (day, value),
                textcoords="offset points",
                xytext=(6, 6),
                fontsize=8,
            )
        axes.legend(frameon=False, loc="best")
    axes.grid(axis="both", visible=True)
    axes.set_ylabel(_short(label))
    axes.set_xlabel("date of the paper")


#: Report -> what draws it.
CHARTS: dict[str, Draw] = {
    "overview": _overview,
    "trends": _trends,
    "central": _by("label", "pagerank", "PageRank: named together with what is named much"),
    "communities": _by("name", "papers", "papers"),
    "leaderboard": _leaderboard,
    "similar": _by("label", "score", "cosine over shared entities, the rarer the more"),
    "related": _by("label", "score", "shared papers × cosine of the papers"),
    "gaps": _by("pair", "score", "weighted resource allocation"),
    "hardware": _by("label", "papers", "papers"),
}
