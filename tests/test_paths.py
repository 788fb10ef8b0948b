"""The shortest way between two entities, through papers and the types of entities that are allowed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

import kgraph
from kgraph.analysis import REPORTS
from kgraph.errors import GraphError
from kgraph.graph import build_graph
from kgraph.paths import find_entity, shortest_path
from kgraph.records import Facts, Paper

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def graph(library_build: Path) -> nx.MultiDiGraph[str]:
    return kgraph.load(library_build)


def test_path_between_methods_of_one_paper(graph: nx.MultiDiGraph[str]) -> None:
    assert [(s.label, s.link) for s in shortest_path(graph, "adapter", "LoRA")] == [
        ("adapter", ""), ("A Survey of Adapters", "used by"), ("low-rank adaptation", "mentions as background"),
    ]  # fmt: skip


def test_path_goes_only_through_what_is_allowed(graph: nx.MultiDiGraph[str]) -> None:
    through_benchmarks = shortest_path(graph, "hardware/gpu", "method/low-rank-adaptation")
    assert [s.type for s in through_benchmarks] == ["Hardware", "Paper", "Benchmark", "Paper", "Method"]
    assert through_benchmarks[2].node == "benchmark/lemmabench"
    assert shortest_path(graph, "hardware/gpu", "method/low-rank-adaptation", through=()) == []
    through_models = shortest_path(graph, "hardware/gpu", "method/low-rank-adaptation", through=("Model",))
    assert through_models[2].type == "Model"


def test_of_equally_short_ways_the_first_by_id_is_taken(make_facts: Callable[..., Facts]) -> None:
    entities = [("method/a", "Method", "Ada", "uses", ["Ada"], ()), ("method/b", "Method", "Bo", "uses", ["Bo"], ())]
    papers = [make_facts(Paper(f"p{n}", f"Title {n}", "Ada and Bo"), entities) for n in range(12)]
    graph = build_graph(papers[::-1])
    assert [s.label for s in shortest_path(graph, "Ada", "Bo")] == ["Ada", "Title 0", "Bo"]


def test_path_from_an_entity_to_itself_is_one_step(graph: nx.MultiDiGraph[str]) -> None:
    assert [s.node for s in shortest_path(graph, "LoRA", "LoRA")] == ["method/low-rank-adaptation"]


@pytest.mark.parametrize(
    "name", ["method/low-rank-adaptation", "LoRA", "lora", "Low-Rank Adaptation", "low rank adaptation"]
)
def test_entity_is_found_by_any_of_its_names(name: str, graph: nx.MultiDiGraph[str]) -> None:
    assert find_entity(graph, name) == "method/low-rank-adaptation"


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("QuilNet", "LoRA"), "no entity 'QuilNet' (did you mean model/quillnet?)"),
        (("LoRA", "paper/9901.00001"), "no entity 'paper/9901.00001'"),
    ],
)
def test_unknown_entity_is_an_error(names: tuple[str, str], message: str, graph: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(GraphError) as caught:
        shortest_path(graph, *names)
    assert message in str(caught.value)


def test_unknown_type_is_an_error(graph: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(GraphError, match="no type 'benchmarks'"):
        shortest_path(graph, "LoRA", "QuillNet", through=("benchmarks",))


def test_both_commands_say_how_their_ways_differ(run: Run) -> None:
    for command, other in (("path", "kgraph analyze GRAPH path"), ("analyze", "kgraph path")):
        text = " ".join(run(command, "--help").stdout.split())
        assert other in text
        assert "around what many papers name" in text
    assert "kgraph path counts steps alone" in " ".join(REPORTS["path"].notes)


def test_command_prints_the_steps(run: Run, library_build: Path) -> None:
    done = run("path", library_build, "adapter", "LoRA")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "adapter (Method)", "  used by A Survey of Adapters (Paper)", "  mentions as background low-rank adaptation (Method)",
    ]  # fmt: skip
    none = run("path", library_build, "Inkwell Labs", "Adapters", "--through", "Hardware")
    assert none.returncode == 1
    assert "no way from 'Inkwell Labs' to 'Adapters' (allow more types with --through)" in none.stderr
