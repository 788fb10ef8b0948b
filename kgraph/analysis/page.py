"""The report that one sends: a page in one file with the answers that a corpus gives, in words, charts and tables."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from kgraph.analysis.corpus import Corpus, Source
from kgraph.analysis.drawing import CHARTS, draw
from kgraph.analysis.reports import REPORTS, analyze
from kgraph.files import write_lines

_ROWS = 12
#: Heading of a report in the page, and what its numbers mean for someone who has never seen such a graph.
_SECTIONS = {
    "overview": ("What is in it", "Papers by date, what they name, and what is missing. A share is of all in its section."),
    "trends": (
        "What rises and falls",
        "The dated papers are cut into an earlier and a later half. Only what is called rising, new or falling has changed "
        "more than chance explains; the bands are where the true share of the later half lies 95 times in 100; q is the share of false alarms among all that are as sure.",
    ),
    "communities": ("Fields", "Things that papers name together rather than with others; each field bears the names that are most its own."),
    "central": ("What holds it together", "Things that are named together with what is named much, over papers that share them."),
    "leaderboard": (
        "Results",
        "Numbers as abstracts give them, read by rules, ranked only among one benchmark, measure and unit. Settings differ "
        "between papers: look a number up before you quote it.",
    ),
    "hardware": ("Hardware", "What papers run or measure on, with the speed-ups and savings that they report."),
    "contradictions": (
        "Numbers that disagree",
        "The same thing on the same benchmark by the same measure, with different values in two papers. Two settings may explain them.",
    ),
    "gaps": (
        "What nobody has paired yet",
        "Methods with tasks or benchmarks that no paper here names together, though much is near to both: a guess, not advice.",
    ),
}  # fmt: skip


class Section(NamedTuple):
    """A part of the page: its heading, its explanation, a chart or nothing, and a table."""

    name: str
    heading: str
    about: str
    chart: str
    columns: tuple[str, ...]
    rows: list[list[tuple[str, str]]]
    more: int


def write_report(source: Source, path: str | Path, *, title: str = "kgraph", explorer: str = "explorer.html") -> Path:
    """The path, now a self-contained page of the reports on this corpus.

    Parameters
    ----------
    source : path, graph or Facts
        What `Corpus.of` takes.
    path : path
        Where to write.
    title : str
        Heading of the page.
    explorer : str
        Address of the explorer that names lead to, seen from the page; empty for no links.

    Raises
    ------
    ExportError
        matplotlib is not installed, or the file cannot be written.
    """
    corpus = Corpus.of(source)
    answers = ((name, analyze(corpus, name)) for name in _SECTIONS)
    sections = [_section(corpus, name, *_SECTIONS[name], rows, explorer) for name, rows in answers if rows]
    return write_lines([_rendered(corpus, sections, title, explorer)], path)


def render_answer(source: Source, report: str, rows: Sequence[Any], *, title: str, explorer: str = "") -> str:
    """A page of one report, with the rows that it gave; parameters as of `write_report`."""
    corpus = Corpus.of(source)
    heading, about = _SECTIONS.get(report, (report, " ".join((REPORTS[report].about, *REPORTS[report].notes))))
    sections = [_section(corpus, report, heading, about, rows, explorer, most=len(rows))] if rows else []
    return _rendered(corpus, sections, title, explorer)


def _rendered(corpus: Corpus, sections: Sequence[Section], title: str, explorer: str) -> str:
    from jinja2 import Environment

    template = (files("kgraph.analysis") / "report.html").read_text(encoding="utf-8")
    return Environment(autoescape=True).from_string(template).render(
        title=title, sections=sections, papers=len(corpus.facts), entities=len(corpus.entities),
        results=sum(len(f.results) for f in corpus.facts), dates=_dates(corpus), explorer=explorer,
    )  # fmt: skip


def _dates(corpus: Corpus) -> str:
    dates = sorted(date for f in corpus.facts if len(date := f.paper.date_with_year) == 10)
    return f"{dates[0]} to {dates[-1]}" if dates else ""


def _section(
    corpus: Corpus, name: str, heading: str, about: str, rows: Sequence[Any], explorer: str, most: int = _ROWS
) -> Section:
    chart = ""
    if name in CHARTS:
        svg = draw(name, rows).decode("utf-8")
        chart = svg[svg.index("<svg") :]
    if name == "trends":
        rows = [r for r in rows if r.course != "steady"] or rows
    columns = REPORTS[name].narrow or tuple(rows[0]._fields)
    ids = _ids(corpus) if explorer else {}
    shown = [[_cell(getattr(row, c), c, row, ids, explorer) for c in columns] for row in _chosen(name, rows, most)]
    return Section(
        name, heading, about, chart, tuple(c.replace("_", " ") for c in columns), shown, max(0, len(rows) - len(shown))
    )


def _chosen(name: str, rows: Sequence[Any], most: int) -> Sequence[Any]:
    if name == "overview":
        return [r for r in rows if r.section != "months"]
    return rows[:most]


def _ids(corpus: Corpus) -> dict[str, str]:
    """Label -> id of the only entity that is called so; an ambiguous one leads nowhere."""
    found: dict[str, str] = {}
    for id_ in corpus.entities:
        label = corpus.label(id_)
        found[label] = "" if label in found else id_
    return found


def _cell(value: object, column: str, row: Any, ids: dict[str, str], explorer: str) -> tuple[str, str]:
    """Text of a cell, and the address that it leads to, if any."""
    if isinstance(value, bool):
        return ("yes" if value else "no"), ""
    if value is None:
        return "", ""
    text = str(value)
    if isinstance(value, float):
        text = f"{100 * value:.1f} %" if column.endswith("share") else f"{value:.4g}"
    target = ""
    if column in ("label", "benchmark", "subject", "baseline", "method", "target"):
        target = ids.get(text, "")
    elif column in ("title", "other_title"):
        target = f"paper/{row.paper if column == 'title' else row.other_paper}"
    return text, f"{explorer}#at={quote(target, safe='')}" if target and explorer else ""
