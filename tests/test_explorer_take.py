"""What the explorer's reader takes away: pictures, rows, graphs, a query."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from browser import Explorer
from explorer_pages import HOSTILE, Open

import kgraph

#: What the page shows -> the most frequent form, by which the RDF calls it.
PREFERRED = {"low-rank adaptation": "LoRA", "A100": "A100s"}


def taken(page: Explorer, tmp_path: Path, format: str) -> Path:
    """The file that a click in the menu saves."""
    page.page.click("[data-tool=take]")
    with page.page.expect_download() as download:
        page.page.click(f"#take [data-format={format}]")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_picture_has_the_size_and_the_colours_of_the_canvas(page: Explorer, tmp_path: Path) -> None:
    path = taken(page, tmp_path, "png")
    assert path.name == "kgraph-overview.png"
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    size = page.evaluate("[kg.canvas.network.canvas.frame.canvas.width, kg.canvas.network.canvas.frame.canvas.height]")
    assert [int.from_bytes(data[i : i + 4], "big") for i in (16, 20)] == size
    assert len(data) > 5000


def test_a_drawing_holds_every_node_link_and_label(page: Explorer, tmp_path: Path) -> None:
    page.show("#at=model/quillnet")
    path = taken(page, tmp_path, "svg")
    assert path.name == "kgraph-QuillNet.svg"
    root = ElementTree.parse(path).getroot()
    space = "{http://www.w3.org/2000/svg}"
    titles = {t.text for t in root.iter(f"{space}title")}
    assert titles == page.drawn()
    assert len(list(root.iter(f"{space}line"))) == page.evaluate("kg.canvas.network.body.data.edges.length")
    texts = [t.text for t in root.iter(f"{space}text")]
    assert "QuillNet" in texts
    assert len(texts) >= len(page.labels())


def test_rows_of_the_overview_are_its_entities(page: Explorer, tmp_path: Path) -> None:
    page.show("#without=Model")
    rows = list(csv.DictReader(taken(page, tmp_path, "csv").open(encoding="utf-8-sig", newline="")))
    assert {row["type"] for row in rows} == {"Method", "Benchmark", "Organisation", "Hardware", "Task", "Software"} - (
        {"Software"} if not any(r["type"] == "Software" for r in rows) else set()
    )
    assert [row["name"] for row in rows if row["id"] == "benchmark/math"] == ["MATH"]
    assert [int(row["papers"]) for row in rows] == sorted((int(row["papers"]) for row in rows), reverse=True)


def test_rows_of_an_entity_are_its_papers_by_role(page: Explorer, tmp_path: Path) -> None:
    page.show("#at=model/quillnet")
    rows = list(csv.DictReader(taken(page, tmp_path, "csv").open(encoding="utf-8-sig", newline="")))
    assert {row["role"] for row in rows} == {"introduces", "uses", "compares_with"}
    assert "QuillNet: Sparse Routing for Proof Search" in {row["title"] for row in rows}


@pytest.mark.parametrize("at", ["#at=model/quillnet", "#at="])
def test_nodes_and_links_open_in_networkx(page: Explorer, tmp_path: Path, at: str) -> None:
    page.show(at)
    drawn = page.drawn()
    graph = nx.read_graphml(taken(page, tmp_path, "graphml"))
    assert {data["label"] for _, data in graph.nodes(data=True)} == drawn
    assert graph.number_of_edges() > 0
    data = json.loads(taken(page, tmp_path, "json").read_text(encoding="utf-8"))
    same = nx.node_link_graph(data, edges="links")
    assert set(same) == set(graph)
    assert same.number_of_edges() == graph.number_of_edges()


@pytest.mark.parametrize(
    ("at", "name"),
    [
        ("#at=model/quillnet", 3),
        ("#at=paper/9901.00001", 4),
        ("#without=Model&from=2099", 2),
        ("#roles=uses,mentions", 2),
    ],
)
def test_the_query_gives_what_the_view_shows(
    page: Explorer, sample_build: Path, tmp_path: Path, at: str, name: int
) -> None:
    page.show(at)
    shown = {
        row[name] for row in page.evaluate("(({ state, slice }) => kg.take.rows(state, slice).slice(1))(kg.now())")
    }
    answer = kgraph.query(sample_build, taken(page, tmp_path, "sparql").read_text(encoding="utf-8"))
    column = answer.columns.index("title" if at.startswith("#at=model") else "name")
    shown = {PREFERRED.get(one, one) for one in shown}
    # an organisation that only a page names publishes: no role says so
    assert shown - {"Inkwell Labs", "Margin Institute"} == {
        getattr(row[column], "value", "") for row in answer.rows
    } - {"Inkwell Labs"}
    assert len(shown) > 1


def test_hostile_texts_do_no_harm_in_what_is_taken(explorer: Open, tmp_path: Path) -> None:
    page = explorer("hostile")
    graph = nx.read_graphml(taken(page, tmp_path, "graphml"))
    assert {data["label"] for _, data in graph.nodes(data=True)} == page.drawn() == set(HOSTILE)
    assert {
        t.text for t in ElementTree.parse(taken(page, tmp_path, "svg")).iter("{http://www.w3.org/2000/svg}title")
    } == set(HOSTILE)
    rows = list(csv.reader(taken(page, tmp_path, "csv").open(encoding="utf-8-sig", newline="")))
    assert {row[2] for row in rows[1:]} == set(HOSTILE)


def test_a_cell_that_begins_like_a_formula_is_text(page: Explorer) -> None:
    made = page.evaluate("""kg.take.asCsv([["=1+1", "+cmd", "-2.5", "@x", "a,b", 'say "x"', null]])""")
    assert made == '\'=1+1,\'+cmd,-2.5,\'@x,"a,b","say ""x""",\r\n'


def test_the_menu_by_keyboard(page: Explorer) -> None:
    page.page.focus("[data-tool=take]")
    page.press("Enter", "ArrowDown", "ArrowDown")
    assert page.evaluate("document.activeElement.dataset.format") == "csv"
    page.press("Escape")
    assert page.evaluate("[document.activeElement.dataset.tool, document.getElementById('take').hidden]") == [
        "take",
        True,
    ]
