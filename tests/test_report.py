"""Charts of reports, and the page that one sends."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from explorer_pages import HOSTILE, hostile_facts, many_facts
from playwright.sync_api import Browser

import kgraph
from kgraph.analysis import REPORTS, Corpus, analyze
from kgraph.analysis.drawing import CHARTS, draw
from kgraph.analysis.page import render_answer, write_report
from kgraph.errors import ExportError
from kgraph.records import Facts, Paper

Run = Callable[..., "CompletedProcess[str]"]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def sample(root: Path) -> Corpus:
    """The landmark papers."""
    return Corpus.of(kgraph.extract(kgraph.read(root / "examples" / "landmark-papers.txt")).facts)


def texts(svg: bytes) -> list[str]:
    return ["".join(t.itertext()) for t in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("report", list(CHARTS))
def test_a_chart_names_what_it_draws_and_is_the_same_each_time(sample: Corpus, report: str) -> None:
    needed = sum(not t.startswith("[") for t in REPORTS[report].things)
    things = {"similar": ["Attention Is All You Need"]}.get(report, ["ImageNet"][:needed])
    rows = analyze(sample, report, *things)
    chart = draw(report, rows, title="A title")
    assert chart == draw(report, rows, title="A title")
    found = texts(chart)
    assert "A title" in found
    # an axis says what it counts
    assert any(re.search("papers|PageRank|cosine|allocation|accuracy|error", t) for t in found)
    assert draw(report, rows, "png")[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_chart_of_years_has_those_without_a_paper(sample: Corpus) -> None:
    rows = analyze(sample, "overview")
    years = [t for t in texts(draw("overview", rows)) if re.fullmatch(r"\d{4}", t)]
    assert years == sorted(years)
    gaps = {int(b) - int(a) for a, b in itertools.pairwise(years)}
    assert len(gaps) == 1


def test_a_leaderboard_is_drawn_over_time(sample: Corpus) -> None:
    found = texts(draw("leaderboard", analyze(sample, "leaderboard", "ImageNet", "accuracy")))
    assert {"date of the paper", "accuracy (%) on ImageNet", "best so far", "MoCo"} <= set(found)


def test_what_has_no_chart_or_no_rows_is_told(sample: Corpus) -> None:
    with pytest.raises(ExportError, match="lineage has no chart"):
        draw("lineage", analyze(sample, "lineage", "BERT"))
    with pytest.raises(ExportError, match="nothing to draw"):
        draw("trends", [])


def test_a_chart_without_matplotlib_says_what_to_install_and_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ExportError, match=r"in the project's folder: \.venv/bin/pip install -e '\.\[plots\]'"):
        draw("central", analyze(hostile_facts(), "central"))


def test_names_and_titles_of_charts_are_drawn_as_they_are(sample: Corpus) -> None:
    board = analyze(sample, "leaderboard", "ImageNet", "accuracy")
    rows = [row._replace(subject="S$^2$Net\x01" * (row.paper == board[0].paper) or row.subject) for row in board]
    found = " ".join(texts(draw("leaderboard", rows, title="On $^2$ and\x02 more")))
    assert "S$^2$Net\ufffd" in found
    assert "On $^2$ and\ufffd more" in found


def test_hostile_names_do_no_harm_in_a_chart() -> None:
    chart = draw("central", analyze(hostile_facts(), "central"))
    root = ElementTree.fromstring(chart)
    assert not list(root.iter(f"{SVG}script"))
    assert any("<img" in t for t in texts(chart))


def test_the_report_holds_every_section_and_leads_into_the_explorer(
    sample: Corpus, tmp_path: Path, browser: Browser
) -> None:
    path = write_report(sample, tmp_path / "report.html", title="Landmarks")
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda m: complaints.append(m.text))
    page.on("request", lambda r: requests.append(r.url))
    page.goto(path.as_uri())
    assert page.locator("h1").inner_text() == "Landmarks"
    headings = page.locator("h2").all_inner_texts()
    assert headings == page.locator("nav a").all_inner_texts()
    assert len(headings) == 7
    # every section is explained, has rows and a chart
    assert page.locator("section > p:first-of-type").count() == 7
    assert page.locator("section table").count() == 7
    assert page.locator("svg").count() == 7
    links = page.locator("td a").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    assert "explorer.html#at=method%2Ffine-tuning" in links
    known = {*sample.entities, *(f"paper/{i}" for i in sample.by_id)}
    assert {
        re.sub("%(..)", lambda m: chr(int(m[1], 16)), x.split("#at=")[1])
        for x in links
        if "%25" not in x and x.isascii()
    } <= known
    violations = Axe().run(page).response["violations"]
    assert [v["id"] for v in violations if v["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1100
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert complaints == []
    assert [r for r in requests if not r.startswith(("file:", "data:"))] == []
    page.close()


def test_the_report_is_the_same_each_time_and_without_links_if_wanted(sample: Corpus, tmp_path: Path) -> None:
    one = write_report(sample, tmp_path / "one.html", explorer="").read_text(encoding="utf-8")
    again = write_report(Corpus(sample.facts[::-1]), tmp_path / "two.html", explorer="").read_text(encoding="utf-8")
    assert one == again
    assert "#at=" not in one


def test_hostile_texts_stay_texts_in_the_report(tmp_path: Path) -> None:
    page = write_report(hostile_facts(), tmp_path / "report.html", title=HOSTILE[0], explorer="").read_text(
        encoding="utf-8"
    )
    assert "<script" not in page
    assert "<img" not in page


def test_a_report_on_little_or_nothing(tmp_path: Path) -> None:
    assert "What is in it" in write_report([Facts(Paper("a", "A title", ""))], tmp_path / "a.html").read_text(
        encoding="utf-8"
    )
    assert "0 papers" in write_report([], tmp_path / "none.html").read_text(encoding="utf-8")
    assert "3D" in write_report(many_facts(60, 90), tmp_path / "many.html").read_text(encoding="utf-8")


def test_the_commands_write_charts_and_reports(run: Run, library_build: Path, tmp_path: Path) -> None:
    assert run("analyze", library_build, "central", "-f", "svg", "-o", "c.svg", cwd=tmp_path).returncode == 0
    assert "QuillNet" in texts((tmp_path / "c.svg").read_bytes())
    done = run("report", library_build, "-o", "r.html", "--title", "Ours", cwd=tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, "r.html")
    assert "<h1>Ours</h1>" in (tmp_path / "r.html").read_text(encoding="utf-8")
    wrong = run("analyze", library_build, "lineage", "QuillNet", "-f", "svg")
    assert (wrong.returncode, "lineage has no chart" in wrong.stderr) == (1, True)


def test_numbers_that_disagree_are_told_with_the_titles_of_their_papers(library_facts: list[Facts]) -> None:
    rows = analyze(library_facts, "contradictions")
    page = render_answer(library_facts, "contradictions", rows, title="Two values", explorer="explorer.html")
    linked = re.findall(r'<a href="explorer\.html#at=(paper%2F[^"]+)">([^<]+)</a>', page)
    assert [title for _, title in linked] == [
        "QuillNet: Sparse Routing for Proof Search",
        "InkMaster: A Prover and Its Benchmark",
    ]
