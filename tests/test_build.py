"""A whole build: its files, what they say together, its options, and that it gives the same bytes every time."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

import kgraph
from kgraph.errors import ExportError, GraphError, LexiconError
from kgraph.exports import write, write_graphml
from kgraph.exports.provenance import Provenance
from kgraph.files import replacing, write_lines
from kgraph.graph import build_graph
from kgraph.learning import read_names
from kgraph.records import Facts, Paper
from kgraph.schema import ENTITY_TYPES, ROLES

FILES = {
    "facts.jsonl",
    "names.jsonl",
    "graph.ttl",
    "graph.graphml",
    "explorer.html",
    "summary.json",
    "graph.nq",
    "void.ttl",
}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in folder.iterdir()}


@pytest.fixture(scope="module")
def papers(data: Path) -> list[Paper]:
    return kgraph.read([data / "page.txt", data / "papers.jsonl"])


# what a build holds


def test_build_makes_six_files_and_leaves_no_others(built: Path) -> None:
    assert {f.name for f in built.iterdir()} == FILES
    assert all(f.stat().st_size > 0 for f in built.iterdir())


def test_summary_counts_what_the_facts_hold(built: Path) -> None:
    summary = json.loads((built / "summary.json").read_text(encoding="utf-8"))
    facts = kgraph.load_facts(built)
    assert summary["papers"] == len(facts) == 6
    assert summary["dated"] == ["2023-02-03", "2025-12-30"]
    roles = Counter(e.role for f in facts for e in f.entities)
    assert summary["links"] == {role: roles[role] for role in ROLES}
    assert summary["mentions"] == sum(len(e.mentions) for f in facts for e in f.entities)
    assert summary["results"] == sum(len(f.results) for f in facts)
    assert summary["learned_names"] == len(read_names(built / "names.jsonl"))
    ids = {(e.type, e.id) for f in facts for e in f.entities}
    ids |= {("Organisation", f.paper.organisation.id) for f in facts if f.paper.organisation}
    counted = Counter(type_ for type_, _ in ids)
    assert summary["entities"] == {t.plural: counted[t.name] for t in ENTITY_TYPES.values()}


def test_files_of_a_build_say_the_same(built: Path) -> None:
    facts = kgraph.load_facts(built)
    assert [f.paper.id for f in facts] == sorted(f.paper.id for f in facts)
    graph = kgraph.load(built)
    rdf = kgraph.to_rdflib(built)
    assert set(graph) == set(build_graph(facts))
    kg = rdflib.Namespace("https://kgraph.example/ontology#")
    for one in facts:
        subject = rdf.value(None, rdflib.DCTERMS.title, rdflib.Literal(one.paper.title))
        for role in ROLES.values():
            entities = {
                str(o).removeprefix("https://kgraph.example/id/entity/") for o in rdf.objects(subject, kg[role.term])
            }
            assert entities == {e.id for e in one.entities if e.role == role.name}


def test_organisation_line_becomes_who_published_the_paper(built: Path) -> None:
    (facts,) = [f for f in kgraph.load_facts(built) if f.paper.organisation]
    assert facts.paper.organisation is not None
    assert facts.paper.organisation.id == "organisation/inkwell-lab"
    edge = (f"paper/{facts.paper.id}", "organisation/inkwell-lab", "published_by")
    assert kgraph.load(built).has_edge(*edge)


def test_build_of_no_papers_is_an_empty_graph(tmp_path: Path) -> None:
    summary = kgraph.build([], tmp_path / "empty")
    assert (summary["papers"], summary["results"], summary["dated"]) == (0, 0, [])
    assert {f.name for f in (tmp_path / "empty").iterdir()} == FILES
    assert kgraph.load(tmp_path / "empty").number_of_nodes() == 0


def test_progress_tells_how_far_it_is(papers: list[Paper], tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    kgraph.build(papers, tmp_path, progress=lambda *step: told.append(step))
    assert list(dict.fromkeys(step for step, _, _ in told)) == ["learning names", "extracting", "writing"]
    assert all(0 < done <= total for _, done, total in told)
    assert told[-1] == ("writing", 6, 6)


@pytest.mark.parametrize("paper", [
    Paper("p", "T", "", organisation=kgraph.records.Publisher("\u2014", "x")),
    Paper("p", "T", "", organisation=kgraph.records.Publisher("..", "..")),
    Paper("p", "T", "", organisation=kgraph.records.Publisher("", "")),
    Paper("p\x00\x1b", "T\x00", "\x0b\x0c\x1c\x85\u2028\ufffe"),
    Paper("../../p", "T" * 5000, "word " * 20000),
])  # fmt: skip
def test_hostile_paper_is_built(paper: Paper, tmp_path: Path) -> None:
    kgraph.build([paper], tmp_path / "out")
    assert [f.paper.title for f in kgraph.load_facts(tmp_path / "out")] == [paper.title]
    assert {f.name for f in tmp_path.iterdir()} == {"out"}
    assert kgraph.query(tmp_path / "out", "ASK { ?p a kg:Paper }").rows == [(ox.Literal(True),)]


# the same bytes


def test_second_build_and_another_order_give_the_same_bytes(papers: list[Paper], tmp_path: Path) -> None:
    kgraph.build(papers, tmp_path / "1")
    kgraph.build(papers[::-1], tmp_path / "2")
    assert set(bytes_of(tmp_path / "1")) == FILES
    assert bytes_of(tmp_path / "2") == bytes_of(tmp_path / "1")


def test_build_over_an_old_one_replaces_all_of_it(papers: list[Paper], built: Path, data: Path, tmp_path: Path) -> None:
    kgraph.build(papers, tmp_path / "out")
    kgraph.build(kgraph.read(data / "page.txt"), tmp_path / "out")
    assert bytes_of(tmp_path / "out") == bytes_of(built)


def test_build_with_the_names_it_learned_gives_the_same_graph(papers: list[Paper], tmp_path: Path) -> None:
    kgraph.build(papers, tmp_path / "1")
    kgraph.build(papers, tmp_path / "2", names=read_names(tmp_path / "1" / "names.jsonl"))
    assert bytes_of(tmp_path / "2") == bytes_of(tmp_path / "1")


# options


def test_own_lexicon_is_found_and_changes_the_digest(papers: list[Paper], tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("name\ttype\taliases\nshoestring budget\tMethod\tshoestring\n", encoding="utf-8")
    plain = kgraph.build(papers, tmp_path / "1")
    summary = kgraph.build(papers, tmp_path / "2", lexicons=[own])
    assert summary["made_with"]["lexicon"] != plain["made_with"]["lexicon"]
    assert summary["made_with"]["rules"] == plain["made_with"]["rules"]
    found = [e for f in kgraph.load_facts(tmp_path / "2") for e in f.entities if e.id == "method/shoestring-budget"]
    assert [(e.type, e.name, {m.rule for m in e.mentions}) for e in found] == [
        ("Method", "shoestring budget", {"lexicon-method"})
    ]
    assert "method/shoestring-budget" not in kgraph.load(tmp_path / "1")


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        ("name\ttype\nX\tModell\n", 2, "no such type: 'Modell'"),
        ("name\n\n# comment\nX\n", 4, "X has no type"),
        ("name\ttype\tcolour\nX\tModel\tred\n", 2, "no such column: colour"),
        ("name\ttype\n\tModel\n", 2, "a row without a name"),
        ("name\ttype\nX\tModel\tmore\n", 2, "3 cells in a row of 2 columns"),
        ("name\ttype\nXyz\tModel\nxyz\tModel\n", 3, "a second row for model/xyz"),
        ("name\ttype\tparent\nXyz\tModel\tNobody Knows\n", 2, "the parent 'Nobody Knows' of Xyz is no other row"),
        ("name\ttype\n\u2014\tModel\n", 2, ""),
    ],
)
def test_broken_lexicon_is_an_error_that_names_file_and_line(
    content: str, line: int, what: str, tmp_path: Path
) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        kgraph.build([], tmp_path / "out", lexicons=[own])
    assert str(caught.value).startswith(f"{own}:{line}: {what}")
    assert not (tmp_path / "out").exists()


def test_lexicon_that_is_missing_or_not_utf8_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"own\.tsv: cannot be read"):
        kgraph.build([], tmp_path / "out", lexicons=[tmp_path / "own.tsv"])
    (tmp_path / "own.tsv").write_bytes(b"name\ttype\nX\xff\tModel\n")
    with pytest.raises(LexiconError, match=r"own\.tsv"):
        kgraph.build([], tmp_path / "out", lexicons=[tmp_path / "own.tsv"])


def test_base_is_where_the_instances_live(data: Path, tmp_path: Path) -> None:
    kgraph.build(kgraph.read(data / "papers.jsonl"), tmp_path, base="https://papers.example.org/")
    subjects = {str(s) for s in kgraph.to_rdflib(tmp_path).subjects()}
    assert all(s.startswith("https://papers.example.org/") for s in subjects)


def test_what_is_no_build_is_an_error(tmp_path: Path) -> None:
    for load in (kgraph.load, kgraph.load_facts, kgraph.to_rdflib):
        with pytest.raises(GraphError, match="build"):
            load(tmp_path)


@pytest.mark.parametrize(
    "text", [b"nonsense <", b"<a:a> <a:b> <a:c> .\n\n<a:x> <a:y>", b'<a:a> <a:b> "c', b'<a:a> <a:b> "\xff" .']
)
def test_broken_turtle_for_rdflib_is_an_error_that_names_file_and_line(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes(text)
    with pytest.raises(GraphError, match=r"graph\.ttl:[13]: no Turtle: "):
        kgraph.to_rdflib(tmp_path)


def test_public_names_are_there() -> None:
    for name in kgraph.__all__:
        assert getattr(kgraph, name) is not None
    assert set(dir(kgraph)) == set(kgraph.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        kgraph.nonsense  # noqa: B018


# files that are there whole or not at all


class InterruptedWriteError(Exception):
    pass


def failing_lines() -> Iterator[str]:
    yield "half of "
    raise InterruptedWriteError


def test_writer_that_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    write_lines(["the old file\n"], path)
    with pytest.raises(InterruptedWriteError):
        write_lines(failing_lines(), path)
    assert path.read_text(encoding="utf-8") == "the old file\n"
    assert list(tmp_path.iterdir()) == [path]


def test_writer_that_fails_half_way_leaves_nothing_where_nothing_was(tmp_path: Path) -> None:
    with pytest.raises(InterruptedWriteError):
        write_lines(failing_lines(), tmp_path / "file.txt")
    assert list(tmp_path.iterdir()) == []


def test_turtle_and_graphml_of_broken_facts_leave_the_old_files(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    turtle = write(sample_facts, tmp_path / "graph.ttl", provenance=provenance)
    graphml = write_graphml(build_graph(sample_facts), tmp_path / "graph.graphml")
    before = bytes_of(tmp_path)

    def broken() -> Iterator[Facts]:
        yield sample_facts[0]
        raise InterruptedWriteError

    with pytest.raises(InterruptedWriteError):
        write(broken(), turtle, provenance=provenance)
    graph = build_graph(sample_facts)
    graph.nodes["model/quillnet"]["list"] = ["GraphML", "has", "no", "lists"]
    with pytest.raises((TypeError, nx.NetworkXError)):
        write_graphml(graph, graphml)
    assert bytes_of(tmp_path) == before


def test_new_file_takes_the_place_of_the_old_one_at_the_end_only(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "file.txt"
    with replacing(path) as file:
        file.write(b"new")
        file.flush()
        assert not path.exists()
    assert path.read_bytes() == b"new"
    with replacing(path) as file:
        file.write(b"newer")
        assert path.read_bytes() == b"new"
    assert path.read_bytes() == b"newer"


def test_what_cannot_be_written_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(ExportError, match=r"file/graph\.ttl: cannot be written") as caught:
        write_lines(["x"], tmp_path / "file" / "graph.ttl")
    assert caught.value.path == str(tmp_path / "file" / "graph.ttl")
    (tmp_path / "folder" / "inside").mkdir(parents=True)
    with pytest.raises(ExportError, match="folder: cannot be written"):
        write_lines(["x"], tmp_path / "folder")
    assert (tmp_path / "folder" / "inside").is_dir()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_folder_without_rights_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o500)
    with pytest.raises(ExportError, match="cannot be written"):
        write_lines(["x"], folder / "file.txt")


def test_build_that_fails_leaves_the_files_of_the_one_before(
    papers: list[Paper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kgraph.build(papers[:1], tmp_path)
    before = bytes_of(tmp_path)

    def no_room(*_: object) -> None:
        raise ExportError("cannot be written: No space left on device")

    monkeypatch.setattr(kgraph.building, "write_graphml", no_room)
    with pytest.raises(ExportError, match="No space left"):
        kgraph.build(papers, tmp_path)
    assert bytes_of(tmp_path) == before


def test_build_into_a_folder_with_files_of_others_leaves_them(papers: list[Paper], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "facts.jsonl").symlink_to("elsewhere/facts.jsonl")
    kgraph.build(papers[:1], tmp_path)
    assert {f.name for f in tmp_path.iterdir()} == FILES | {"notes.txt", "elsewhere"}
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "facts.jsonl").is_symlink()
    assert len(kgraph.load_facts(tmp_path)) == 1


def test_errors_say_where_and_what_to_do() -> None:
    error = kgraph.errors.KgraphError("broken", path="a.txt", line=3, remedy="mend it")
    assert str(error) == "a.txt:3: broken (mend it)"
    assert str(kgraph.errors.KgraphError("broken", path="a.txt")) == "a.txt: broken"
    assert str(kgraph.errors.KgraphError("broken", line=3)) == "broken"
    assert isinstance(error, ValueError)


def test_facts_do_not_depend_on_the_other_papers(papers: list[Paper]) -> None:
    # a pipeline of its own, for it learns names
    nlp = kgraph.load_nlp()
    whole, names = kgraph.extract(papers, nlp=nlp)
    assert names
    assert [kgraph.extract([p], nlp=nlp, names=names).facts[0] for p in papers] == whole


def test_of_a_link_the_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("target")
    write_lines(["new"], tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text(encoding="utf-8") == "new"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_lines(["new"], pipe)
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert pipe.is_fifo()
