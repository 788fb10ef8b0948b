"""What changed between two builds: every statement that only one of them makes, and no other."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.differences import Difference, count_by_property, differences
from kgraph.errors import GraphError

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_builds_differ_by_what_only_one_of_them_says(sample_build: Path, library_build: Path) -> None:
    found = list(differences(sample_build, library_build))
    assert any(d.sign == "+" and "A Survey of Adapters" in d.statement for d in found)
    assert found == sorted(found, key=lambda d: d.statement.encode())
    # the label of LoRA is the same in both, that LemmaBench was introduced too
    assert not any(
        "entity/model/quillnet> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>" in d.statement for d in found
    )
    back = [Difference({"-": "+", "+": "-"}[d.sign], d.statement) for d in differences(library_build, sample_build)]
    assert back == found
    assert list(differences(library_build, library_build)) == []


def test_changes_are_counted_by_property() -> None:
    found = [
        Difference("-", "<a:a> <a:z> <a:c> ."),
        Difference("+", "<a:a> <a:z> <a:d> ."),
        *(Difference("+", f'<a:a> <a:{name}> "x y" .') for name in "poqm"),
    ]
    one = {f"a:{name}": (0, 1) for name in "mopq"}
    assert list(count_by_property(found).items()) == [*one.items(), ("a:z", (1, 1))]


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters='"\\'), max_size=3)
graphs = st.sets(words.map('<a:a> <a:b> "{}" <a:g> .'.format))


@given(graphs, graphs)
def test_differences_are_what_is_in_one_graph_only(
    tmp_path_factory: pytest.TempPathFactory, first: set[str], second: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("graphs")
    for name, statements in (("first.nq", first), ("second.nq", second)):
        lines = sorted(statements, key=str.encode)
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    found = list(differences(folder / "first.nq", folder / "second.nq"))
    assert {s for sign, s in found if sign == "-"} == first - second
    assert {s for sign, s in found if sign == "+"} == second - first
    assert len(found) == len(first ^ second)


def test_quads_are_compared_with_their_graphs(tmp_path: Path) -> None:
    for name, graph in (("one", "g"), ("two", "h")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "graph.nq").write_text(f"<a:a> <a:b> <a:c> <a:{graph}> .\n", encoding="utf-8")
    assert list(differences(tmp_path / "one", tmp_path / "two")) == [
        ("-", "<a:a> <a:b> <a:c> <a:g> ."), ("+", "<a:a> <a:b> <a:c> <a:h> ."),
    ]  # fmt: skip


def test_graph_that_is_missing_or_out_of_order_is_an_error(tmp_path: Path, sample_build: Path) -> None:
    with pytest.raises(GraphError, match="no graph here"):
        list(differences(sample_build, tmp_path))
    (tmp_path / "graph.nq").write_text("<a:b> <a:b> <a:c> <a:g> .\n<a:a> <a:b> <a:c> <a:g> .\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"graph\.nq:2: not in the order"):
        list(differences(tmp_path, tmp_path))


def test_quads_and_turtle_of_one_build_do_not_differ(sample_build: Path) -> None:
    assert list(differences(sample_build / "graph.nq", sample_build / "graph.ttl")) == []


def test_files_of_turtle_differ_by_their_triples_in_order(tmp_path: Path) -> None:
    for name, objects in (("one", "<a:z> , <a:c>"), ("two", "<a:c> , <a:b>")):
        (tmp_path / f"{name}.ttl").write_text(f"<a:a> <a:p> {objects} .\n", encoding="utf-8")
    assert list(differences(tmp_path / "one.ttl", tmp_path / "two.ttl")) == [
        ("+", "<a:a> <a:p> <a:b> ."), ("-", "<a:a> <a:p> <a:z> ."),
    ]  # fmt: skip


def test_a_line_that_is_there_twice_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("<a:a> <a:b> <a:c> <a:g> .\n" * 2, encoding="utf-8")
    with pytest.raises(GraphError, match=r"graph\.nq:2: not in the order"):
        list(differences(tmp_path, tmp_path))


def test_command_prints_lines_counts_and_an_exit_code(run: Run, sample_build: Path, library_build: Path) -> None:
    done = run("diff", sample_build, library_build)
    assert done.returncode == 0
    found = list(differences(sample_build, library_build))
    assert done.stdout.splitlines() == [f"{d.sign} {d.statement}" for d in found]
    assert done.stderr.endswith("added\n")
    assert "kg:introduces" in run("diff", sample_build, library_build, "--summary").stdout
    assert run("diff", sample_build, library_build, "--exit-code").returncode == 1
    same = run("diff", sample_build, sample_build, "--exit-code")
    assert (same.returncode, same.stdout, same.stderr) == (0, "", "0 statements gone, 0 added\n")
