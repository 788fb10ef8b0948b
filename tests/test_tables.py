"""The graph as tables and for other programs: CSV, Parquet, pandas, Neo4j, GEXF, node-link and Cytoscape JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pyarrow.parquet as pq
import pytest

import kgraph
from kgraph.errors import ExportError
from kgraph.exports import FOLDER_WRITERS, write
from kgraph.exports.tables import TABLES, entities, mentions, papers
from kgraph.files import csv_lines
from kgraph.graph import build_graph
from kgraph.records import Facts, Paper
from kgraph.schema import ENTITY_TYPES

Run = Callable[..., "CompletedProcess[str]"]
MakeFacts = Callable[..., Facts]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_frames_hold_all_that_the_facts_hold(library_build: Path, library_facts: list[Facts]) -> None:
    tables = kgraph.tables(library_build)
    assert list(tables) == list(TABLES) == ["papers", "entities", "links", "mentions", "results"]
    assert len(tables["papers"]) == len(library_facts)
    assert len(tables["links"]) == sum(len(f.entities) for f in library_facts)
    assert len(tables["mentions"]) == sum(len(e.mentions) for f in library_facts for e in f.entities)
    results = tables["results"]
    assert len(results) == sum(len(f.results) for f in library_facts)
    texts = tables["papers"].set_index("id")
    for row in tables["mentions"].itertuples():
        assert texts.loc[row.paper, row.field][row.start : row.end] == row.text
    best = (
        results[(results.benchmark_id == "benchmark/math") & (results.metric_name == "accuracy")]
        .sort_values("low")
        .iloc[-1]
    )
    assert (best.value, best.subject_id, best.unit, best.low) == ("45.0%", "model/inkmaster", "percent", 45.0)
    assert sorted(results[results.is_change].value) == ["1.5-2.0x", "3x"]
    entities = tables["entities"].set_index("id")
    assert entities.loc["benchmark/math-500", "parent"] == "benchmark/math"
    assert entities.loc["model/quillnet", "papers"] == 5
    assert entities.loc["model/quillnet", "forms"].startswith("QuillNet (")


def test_polars_frames_hold_the_same(library_facts: list[Facts]) -> None:
    theirs = kgraph.tables(library_facts, library="polars")
    for name, frame in kgraph.tables(library_facts).items():
        assert theirs[name].columns == list(frame.columns)
        plain = [tuple(None if v is pd.NA else v for v in row) for row in frame.astype(object).itertuples(index=False)]
        assert theirs[name].rows() == plain
    with pytest.raises(ExportError, match="pandas or polars"):
        kgraph.tables(library_facts, library="dask")


def test_frames_of_nothing_have_their_columns() -> None:
    assert {n: list(t.columns) for n, t in kgraph.tables([]).items()} == {
        n: list(row._fields) for n, (row, _) in TABLES.items()
    }


def test_csv_and_parquet_hold_the_same(library_facts: list[Facts], tmp_path: Path) -> None:
    write(library_facts, tmp_path / "csv", "csv")
    write(library_facts, tmp_path / "parquet", "parquet")
    for name, frame in kgraph.tables(library_facts).items():
        read = pq.read_table(tmp_path / "parquet" / f"{name}.parquet")
        assert read.to_pylist() == [
            {k: None if v is pd.NA else v for k, v in row.items()} for row in frame.astype(object).to_dict("records")
        ]
        rows = rows_of(tmp_path / "csv" / f"{name}.csv")
        assert rows == [{k: as_cell(v) for k, v in row.items()} for row in read.to_pylist()]


def as_cell(value: object) -> str:
    """A value as a cell; a spreadsheet would work out ``--05-17``."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    return f"'{value}" if str(value).startswith("--") else str(value)


@pytest.mark.parametrize("format", list(FOLDER_WRITERS))
def test_tables_do_not_depend_on_the_order_of_papers(library_facts: list[Facts], tmp_path: Path, format: str) -> None:
    one, two = write(library_facts, tmp_path / "one", format), write(library_facts[::-1], tmp_path / "two", format)
    assert {f.name: f.read_bytes() for f in one.iterdir()} == {f.name: f.read_bytes() for f in two.iterdir()}


def test_a_title_that_is_a_formula_is_text(make_facts: MakeFacts, tmp_path: Path) -> None:
    facts = [make_facts(Paper("p", '=HYPERLINK("x")', "a,\nb"), [])]
    (row,) = rows_of(write(facts, tmp_path, "csv") / "papers.csv")
    assert (row["title"], row["abstract"]) == ('\'=HYPERLINK("x")', "a,\nb")


def test_neo4j_files_fit_each_other_and_the_script(library_facts: list[Facts], tmp_path: Path) -> None:
    folder = write(library_facts, tmp_path / "neo", "neo4j")
    script = (folder / "load.cypher").read_text(encoding="utf-8")
    papers = {r["paperId:ID(Paper)"] for r in rows_of(folder / "papers.csv")}
    entities = {r["entityId:ID(Entity)"]: r for r in rows_of(folder / "entities.csv")}
    assert entities["model/quillnet"][":LABEL"] == "Entity;Model"
    for row in rows_of(folder / "links.csv"):
        assert row[":START_ID(Paper)"] in papers
        assert row[":END_ID(Entity)"] in entities
        assert row[":TYPE"] in {"INTRODUCES", "EVALUATES_ON", "USES", "COMPARES_WITH", "MENTIONS"}
    assert {(r[":START_ID(Entity)"], r[":END_ID(Entity)"]) for r in rows_of(folder / "families.csv")} >= {
        ("benchmark/math-500", "benchmark/math")
    }
    changes = {r["value"]: r["change:boolean"] for r in rows_of(folder / "results.csv")}
    assert (changes["3x"], changes["45.0%"]) == ("true", "false")
    for file in folder.glob("*.csv"):
        assert f"file:///kgraph/{file.name}" in script
        # every column that the script asks for is there
        head = set(next(csv.reader(file.open(encoding="utf-8"))))
        part = script.split(f"file:///kgraph/{file.name}'")[1].split(";\n")[0]
        asked = {p.split("`")[0] for p in part.split("row[`")[1:]} | {
            w.strip(",});:").split(",")[0].strip("})")
            for w in part.replace("row.", " row.").split()
            if w.startswith("row.")
        }
        assert {a.removeprefix("row.") for a in asked} <= head


def test_gexf_has_colours_sizes_and_dates(library_facts: list[Facts], tmp_path: Path) -> None:
    path = write(library_facts, tmp_path / "g.gexf")
    graph = build_graph(library_facts)
    root = ElementTree.parse(path).getroot()
    space = {"g": "http://www.gexf.net/1.2draft", "v": "http://www.gexf.net/1.2draft/viz"}
    nodes = {n.get("id"): n for n in root.iterfind(".//g:node", space)}
    assert set(nodes) == set(graph)
    assert len(root.findall(".//g:edge", space)) == graph.number_of_edges()
    colour = nodes["model/quillnet"].find("v:color", space)
    assert colour is not None
    assert "#" + "".join(f"{int(str(colour.get(c))):02x}" for c in "rgb") == ENTITY_TYPES["Model"].colour.lower()
    sizes = {
        i: float(str(size.get("value"))) for i, n in nodes.items() if (size := n.find("v:size", space)) is not None
    }
    assert sizes["model/quillnet"] > sizes["model/baseprover"] > sizes["model/inkmaster"]
    assert nodes["paper/9901.00001"].get("start") == "2099-01-02"
    assert "lastmodifieddate" not in path.read_text(encoding="utf-8")
    assert set(nx.read_gexf(path)) == set(graph)


@pytest.mark.parametrize(("name", "read"), [("g.json", "nodelink"), ("g.cyjs", "cytoscape")])
def test_json_graphs_are_read_back(library_facts: list[Facts], tmp_path: Path, name: str, read: str) -> None:
    data = json.loads(write(library_facts, tmp_path / name).read_text(encoding="utf-8"))
    same = nx.node_link_graph(data, edges="edges") if read == "nodelink" else nx.cytoscape_graph(data)
    graph = build_graph(library_facts)
    assert set(same) == set(graph)
    assert sorted(map(str, same.edges())) == sorted(map(str, graph.edges()))
    assert same.nodes["model/quillnet"]["label"] == "QuillNet"


def test_the_command_writes_folders(run: Run, library_build: Path, tmp_path: Path) -> None:
    done = run("export", library_build, "-f", "csv", "-o", "tables", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {f.name for f in (tmp_path / "tables").iterdir()} == {f"{n}.csv" for n in TABLES}
    assert run("export", library_build, "-f", "parquet").returncode == 2
    (tmp_path / "file").write_text("", encoding="utf-8")
    wrong = run("export", library_build, "-f", "csv", "-o", "file", cwd=tmp_path)
    assert wrong.returncode == 1
    assert "no folder can be made here" in wrong.stderr


def test_without_pandas_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(ExportError, match=r"pip install -e '\.\[tables\]'"):
        kgraph.tables([])


def test_parquet_that_cannot_be_written_is_one_error(library_facts: list[Facts], tmp_path: Path) -> None:
    (tmp_path / "papers.parquet").mkdir()
    with pytest.raises(ExportError, match=r"papers\.parquet: cannot be written"):
        write(library_facts, tmp_path, "parquet")


def test_of_two_canonical_names_tables_and_graph_have_the_same(make_facts: MakeFacts) -> None:
    facts = [
        make_facts(Paper(id_, id_, name), [("model/x", "Model", name, "uses", [name], ())])
        for id_, name in (("1", "Alpha Net"), ("2", "Zeta"))
    ]
    (row,) = entities(facts)
    assert row.name == build_graph(facts).nodes["model/x"]["name"] == "Zeta"


def test_tables_hold_first_dates_authors_and_mentions_in_the_order_of_the_text(sample_facts: list[Facts]) -> None:
    first = {e.id: e.first_date for e in entities(sample_facts)}
    assert (first["model/quillnet"], first["task/theorem-proving"]) == ("2098-12-31", "")
    assert {p.id: p.author_count for p in papers(sample_facts)}["10.1000/speed"] == 2
    for one in sample_facts:
        places = [(m.field != "title", m.start) for m in mentions([one])]
        assert places == sorted(places)


def test_neo4j_gets_texts_as_they_are(tmp_path: Path) -> None:
    folder = write([Facts(Paper("p", "-Net: @home", ""))], tmp_path, "neo4j")
    assert rows_of(folder / "papers.csv")[0]["title"] == "-Net: @home"


@pytest.mark.parametrize("text", ["=1", "+a", "-a", "@a", "\ta", "\ra"])
def test_every_beginning_of_a_formula_is_a_text(text: str) -> None:
    lines = csv_lines(["a"], [[text]])
    assert next(iter(csv.reader(list(lines)[1:])))[0] == f"'{text}"


def test_gexf_entities_begin_with_their_first_paper(sample_facts: list[Facts], tmp_path: Path) -> None:
    root = ElementTree.parse(write(sample_facts, tmp_path / "g.gexf")).getroot()
    starts = {n.get("id"): n.get("start") for n in root.iter("{http://www.gexf.net/1.2draft}node")}
    assert starts["model/quillnet"] == "2098-12-31"
    assert starts["task/theorem-proving"] is None


@pytest.mark.parametrize("ending", ["gexf", "graphml"])
def test_papers_whose_ids_differ_in_what_xml_cannot_hold_stay_two(ending: str, tmp_path: Path) -> None:
    path = write([Facts(Paper(f"p{c}", "T", "")) for c in "\x01\x02"], tmp_path / f"g.{ending}")
    nodes = [n for n in ElementTree.parse(path).getroot().iter() if n.tag.endswith("}node")]
    assert len({n.get("id") for n in nodes}) == 2
