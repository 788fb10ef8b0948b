"""Facts to one NetworkX graph, and the graph to GraphML and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from spacy.language import Language

import kgraph
from kgraph.exports import WRITERS, write, write_graphml
from kgraph.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, build_graph, entities_of_type, paper_node
from kgraph.records import Facts, Mention, Paper, Publisher
from kgraph.schema import ENTITY_TYPES, ROLES


def nodes_of(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, Any]]:
    """Attributes by node, without the colour that GraphML adds."""
    return {n: {k: v for k, v in graph.nodes[n].items() if k != "color"} for n in graph}


def edges_of(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Attributes by start, end and key."""
    return {(u, v, k): d for u, v, k, d in graph.edges(keys=True, data=True)}


def content(graph: nx.MultiDiGraph[str]) -> tuple[object, ...]:
    """All that a graph holds, in its own order."""
    return (graph.graph, list(nodes_of(graph).items()), list(edges_of(graph).items()))


def test_graph_is_the_same_for_any_order_of_the_facts(sample_facts: list[Facts]) -> None:
    expected = content(build_graph(sample_facts))
    for order in permutations(sample_facts):
        assert content(build_graph(order)) == expected


def test_graph_has_a_node_for_each_paper_and_entity_and_an_edge_for_each_link(sample_facts: list[Facts]) -> None:
    graph = build_graph(sample_facts)
    assert isinstance(graph, nx.MultiDiGraph)
    assert {n for n, d in nodes_of(graph).items() if d["kind"] == "paper"} == {
        paper_node(f.paper.id) for f in sample_facts
    }
    # no paper mentions the Margin Institute, but one says that it published it
    entities = {e.id for f in sample_facts for e in f.entities} | {"organisation/margin-institute"}
    assert {n for n, d in nodes_of(graph).items() if d["kind"] == "entity"} == entities
    expected = {(paper_node(f.paper.id), e.id, e.role) for f in sample_facts for e in f.entities}
    expected |= {
        ("paper/9901.00001", "organisation/inkwell-labs", "published_by"),
        ("paper/lemmabench%3A-a-test-of-lemmas", "organisation/margin-institute", "published_by"),
        # the nearest of its parents that is a node; the parent of LoRA is none
        ("hardware/a100", "hardware/gpu", "parent"),
    }
    assert set(graph.edges(keys=True)) == expected


def test_paper_node_has_what_is_known_of_the_paper(sample_facts: list[Facts]) -> None:
    graph = build_graph(sample_facts)
    assert graph.nodes["paper/9901.00001"] == {
        "kind": "paper", "type": "Paper", "label": "QuillNet: Sparse Routing for Proof Search", "date": "2099-01-02",
        "listed": "2099-01-03", "organisation": "Inkwell Labs", "author_count": 3, "upvotes": 7,
        "arxiv_id": "9901.00001", "url": "https://example.org/abs/9901.00001", "sources": "page.txt", "results": 3,
    }  # fmt: skip
    speed = graph.nodes["paper/10.1000/speed"]
    assert (speed["doi"], speed["authors"], speed["sources"]) == (
        "10.1000/speed",
        "Ada Quill | Bo Ink",
        "a.jsonl | b/c.jsonl",
    )
    assert speed["date_inferred"] is True
    assert "upvotes" not in speed


def test_entity_node_sums_up_its_papers(sample_facts: list[Facts]) -> None:
    graph = build_graph(sample_facts)
    assert graph.nodes["model/quillnet"] == {
        "kind": "entity", "type": "Model", "label": "QuillNet", "name": "QuillNet", "forms": "QuillNet (5) | QuillNets (1)",
        "papers": 3, "mentions": 6, "introduced_by": "9901.00001", "first_date": "2098-12-31",
    }  # fmt: skip
    lemmabench = graph.nodes["benchmark/lemmabench"]
    assert (lemmabench["papers"], lemmabench["introduced_by"]) == (2, "lemmabench%3A-a-test-of-lemmas")
    # the paper whose year is open is not the first
    assert lemmabench["first_date"] == "2098-12-31"
    assert "first_date" not in graph.nodes["task/theorem-proving"]
    # a method is called by its name, whatever it is written as
    assert graph.nodes["method/low-rank-adaptation"]["label"] == "low-rank adaptation"
    # a plural is no label
    assert graph.nodes["hardware/a100"]["label"] == "A100"
    assert graph.nodes["organisation/margin-institute"]["papers"] == 0


def test_edge_carries_its_evidence(sample_facts: list[Facts]) -> None:
    edge = build_graph(sample_facts).edges["paper/9901.00001", "model/quillnet", "introduces"]
    assert edge == {
        "role": "introduces", "rule": "role-introduces", "evidence": "title:0-8", "mentions": 2,
        "spans": "title:0-8 | abstract:13-21", "weight": 2,
    }  # fmt: skip
    for one in sample_facts:
        for entity in one.entities:
            data = build_graph([one]).edges[paper_node(one.paper.id), entity.id, entity.role]
            texts = {"title": one.paper.title, "abstract": one.paper.abstract}
            found = []
            for span in data["spans"].split(" | "):
                field, _, offsets = span.partition(":")
                start, end = map(int, offsets.split("-"))
                found.append(texts[field][start:end])
            assert found == [m.text for m in entity.mentions]


def test_attributes_are_flat_and_documented(sample_facts: list[Facts]) -> None:
    graph = build_graph(sample_facts)
    nodes = {k for _, d in graph.nodes(data=True) for k in d}
    edges = {k for *_, d in graph.edges(data=True) for k in d}
    # the sample fills every attribute, so what is documented is also written
    assert nodes == set(NODE_ATTRIBUTES)
    assert edges == set(EDGE_ATTRIBUTES)
    values = [v for _, d in graph.nodes(data=True) for v in d.values()]
    values += [v for *_, d in graph.edges(data=True) for v in d.values()]
    assert {type(v) for v in values} <= {str, int, float, bool}
    assert not [v for v in values if v == ""]


def test_attributes_of_a_real_build_are_documented(built: Path) -> None:
    graph = kgraph.load(built)
    assert {k for _, d in graph.nodes(data=True) for k in d} <= set(NODE_ATTRIBUTES)
    assert {k for *_, d in graph.edges(data=True) for k in d} <= set(EDGE_ATTRIBUTES)
    assert {d["role"] for *_, d in graph.edges(data=True)} <= {*ROLES, "published_by", "parent"}
    assert {d["type"] for _, d in graph.nodes(data=True)} <= {*ENTITY_TYPES, "Paper"}
    assert nx.number_of_nodes(graph) > 10


def test_the_rest_of_a_list_is_no_label(nlp: Language) -> None:
    text = "We scale tensor and pipeline parallelism. It is fast with tensor and pipeline parallelism."
    (facts,) = kgraph.extract([Paper("p", "On a thing", text)], nlp=nlp, names=[]).facts
    node = build_graph([facts]).nodes["method/tensor-parallelism"]
    assert (node["label"], node["mentions"], "forms" in node) == ("tensor parallelism", 2, False)


def test_label_depends_on_counts_only(sample_facts: list[Facts]) -> None:
    # one mention more of the short form in each of the papers, and it is the label
    def more(facts: Facts) -> Facts:
        entities = tuple(
            replace(e, mentions=e.mentions + (Mention("abstract", 0, 9, "QN", "r"),) * 2)
            if e.id == "model/quillnet"
            else e
            for e in facts.entities
        )
        return replace(facts, entities=entities)

    for order in permutations(more(f) for f in sample_facts):
        assert build_graph(order).nodes["model/quillnet"]["label"] == "QN"


def test_entities_of_a_type_come_most_linked_first(sample_facts: list[Facts]) -> None:
    graph = build_graph(sample_facts)
    assert entities_of_type(graph, "Model") == ["model/quillnet", "model/baseprover"]
    assert entities_of_type(graph, "Organisation") == ["organisation/inkwell-labs", "organisation/margin-institute"]
    with pytest.raises(KeyError):
        entities_of_type(graph, "Metric")


def test_empty_graph() -> None:
    graph = build_graph([])
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (0, 0)


def read_graphml(path: Path) -> nx.MultiDiGraph[str]:
    graph = nx.read_graphml(path, force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


def read_back(graph: nx.MultiDiGraph[str], path: Path) -> nx.MultiDiGraph[str]:
    return read_graphml(write_graphml(graph, path))


def test_graphml_read_back_by_networkx_is_the_same_graph(sample_facts: list[Facts], tmp_path: Path) -> None:
    graph = build_graph(sample_facts)
    again = read_back(graph, tmp_path / "graph.graphml")
    assert nodes_of(again) == nodes_of(graph)
    assert edges_of(again) == edges_of(graph)
    colours = {again.nodes[e]["color"] for e in again if again.nodes[e]["type"] == "Model"}
    assert colours == {ENTITY_TYPES["Model"].colour}


def test_graphml_of_a_build_is_its_graph(built: Path) -> None:
    graph, again = kgraph.load(built), read_graphml(built / "graph.graphml")
    assert nodes_of(again) == nodes_of(graph)
    assert edges_of(again) == edges_of(graph)


def test_graphml_has_the_same_bytes_for_any_order(sample_facts: list[Facts], tmp_path: Path) -> None:
    files = [
        write_graphml(build_graph(order), tmp_path / f"{i}.graphml").read_bytes()
        for i, order in enumerate(permutations(sample_facts))
    ]
    assert len(set(files)) == 1


HOSTILE = 'a"b<c>&amp;</data>]]>\n\t\u2028é🦙'


def test_graphml_holds_hostile_texts(make_facts: Callable[..., Facts], tmp_path: Path) -> None:
    paper = Paper(
        f"id {HOSTILE}", HOSTILE, "", organisation=Publisher(HOSTILE, HOSTILE, "organisation/x"), authors=(HOSTILE,)
    )
    graph = build_graph([make_facts(paper)])
    again = read_back(graph, tmp_path / "g.graphml")
    assert nodes_of(again) == nodes_of(graph)
    assert edges_of(again) == edges_of(graph)


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\ufffe", "\x1b[31m"])
def test_graphml_replaces_characters_that_xml_cannot_hold(
    bad: str, make_facts: Callable[..., Facts], tmp_path: Path
) -> None:
    graph = build_graph(
        [make_facts(Paper(f"p{bad}", f"Title{bad}", "", organisation=Publisher("O", "", "organisation/o")))]
    )
    again = read_back(graph, tmp_path / "g.graphml")
    (title,) = [d["label"] for _, d in again.nodes(data=True) if d["kind"] == "paper"]
    assert title == f"Title{bad}".replace(bad[0], "\ufffd")
    assert again.number_of_nodes() == 2
    assert again.number_of_edges() == 1


def test_every_writer_writes_a_file_and_every_suffix_is_one_writers(sample_facts: list[Facts], tmp_path: Path) -> None:
    suffixes = [s for w in WRITERS.values() for s in w.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    for name, writer in WRITERS.items():
        path = write(sample_facts, tmp_path / f"out{''.join(writer.suffixes[:1])}", name)
        assert path.stat().st_size > 0, name


def test_papers_whose_ids_xml_cannot_hold_stay_two_in_graphml(tmp_path: Path) -> None:
    facts = [Facts(Paper(id_, "On Quills", ""), (), ()) for id_ in ("\x1b", "\x08", "\ufffd1b;", "\ufffd")]
    again = nx.read_graphml(write_graphml(build_graph(facts), tmp_path / "g.graphml"), force_multigraph=True)
    assert again.number_of_nodes() == 4
