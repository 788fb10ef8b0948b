"""`kgraph explore` and `kgraph.show`: explorers of builds and of parts of graphs."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import networkx as nx
import pytest
from browser import Explorer
from explorer_pages import many_facts
from playwright.sync_api import Browser

import kgraph
from kgraph.errors import GraphError
from kgraph.explorer import Page, write_explorer

Run = Callable[..., "CompletedProcess[str]"]


def data_of(text: str) -> dict[str, list[list[object]]]:
    """The data inside of a page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found is not None
    data: dict[str, list[list[object]]] = json.loads(found[1])
    return data


def test_explore_makes_the_page_of_a_build_once_more(run: Run, built: Path, tmp_path: Path) -> None:
    done = run("explore", built, "-o", "again.html", cwd=tmp_path)
    assert (done.returncode, done.stdout.strip()) == (0, "again.html")
    assert (tmp_path / "again.html").read_bytes() == (built / "explorer.html").read_bytes()


def test_explore_takes_a_title_a_focus_and_a_number(run: Run, built: Path, tmp_path: Path, browser: Browser) -> None:
    name = next(f for f in kgraph.load_facts(built) if f.entities).entities[0].name
    arguments = ("-o", "one.html", "--title", "<My> papers", "--focus", name, "--max-nodes", "5")
    done = run("explore", built, *arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = Explorer.open(browser, tmp_path / "one.html")
    assert page.heading.casefold() == name.casefold()
    assert page.page.locator("#home").inner_text() == "<My> papers"
    page.page.click("#home")
    page.settle()
    assert len(page.drawn()) <= 5
    # an address says more than the focus
    page.page.goto((tmp_path / "one.html").as_uri() + "#as=board")
    page.page.reload()
    page.settle()
    assert page.evaluate("kg.now().state.mode") == "board"
    assert page.complaints == []
    page.page.close()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [(["--focus", "Nobody-Net"], 1, "no entity 'Nobody-Net'"), (["--max-nodes", "0"], 2, "--max-nodes")],
)
def test_explore_says_what_is_wrong(run: Run, built: Path, arguments: list[str], code: int, said: str) -> None:
    done = run("explore", built, *arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert run("explore", built / "nothing").returncode == 1


def test_a_notebook_shows_a_build_in_a_frame_of_its_own(built: Path, browser: Browser, tmp_path: Path) -> None:
    shown = kgraph.show(built, height=640)
    assert isinstance(shown, Page)
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><title>n</title><body>{shown._repr_html_()}</body>", encoding="utf-8")
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("body[data-ready=true]").wait_for(state="attached")
    # a frame has no address of its own: one goes on all the same
    name = frame.locator("#panel .chip .link").first.inner_text()
    frame.locator("#panel .chip .link").first.click()
    assert frame.locator("#panel h2").inner_text() == name
    frame.locator("#home").click()
    assert frame.locator("#panel h2").inner_text() == "Start here"
    # what runs in it cannot reach the notebook
    assert (
        page.frames[1].evaluate(
            "(() => { try { return String(parent.document.title); } catch (error) { return error.name; } })()"
        )
        == "SecurityError"
    )
    assert complaints == []
    page.close()


def test_a_part_of_a_graph_is_shown_with_its_evidence(built: Path) -> None:
    graph = kgraph.load(built)
    paper = next(n for n, d in graph.nodes(data=True) if d["kind"] == "paper" and graph.out_degree(n) > 2)
    entity = next(n for n in graph[paper] if graph.nodes[n]["kind"] == "entity")
    data = data_of(kgraph.show(graph.subgraph([paper, entity])))
    assert len(data["papers"]) == 1
    assert [e[0] for e in data["entities"]] == [entity]
    assert data["papers"][0][11]


def test_a_graph_from_elsewhere_is_an_error() -> None:
    with pytest.raises(GraphError, match=r"take one from kgraph\.load"):
        kgraph.show(nx.MultiDiGraph())


def test_show_escapes_what_the_frame_holds(built: Path) -> None:
    shown = kgraph.show(built, title='"><script>alert(1)</script>')
    held = re.search(r'srcdoc="([^"]*)"', shown._repr_html_())
    assert held is not None
    assert html.unescape(held[1]) == shown


def test_large_data_is_compressed_and_read_again(browser: Browser, tmp_path: Path) -> None:
    facts = many_facts(papers=2500, names=3000, length=1500)
    path = write_explorer(facts, tmp_path / "large.html")
    assert 'type="text/plain" id="data"' in path.read_text(encoding="utf-8")
    assert path.stat().st_size < sum(len(f.paper.abstract) for f in facts)
    page = Explorer.open(browser, path)
    assert page.evaluate("kg.model.papers.length") == 2500
    assert page.evaluate("kg.model.papers[7].abstract") == sorted(facts, key=lambda f: f.paper.id)[7].paper.abstract
    assert page.complaints == []
    page.page.close()
