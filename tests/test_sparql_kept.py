"""The store kept beside a build: fresh, shared, and never in the way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgraph.errors import GraphError
from kgraph.sparql import kept as kept_module
from kgraph.sparql import open_store
from kgraph.sparql.kept import FOLDER, graph_file

ONE = "<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n"
TWO = ONE + "<https://example.org/a> <https://example.org/b> <https://example.org/d> .\n"
IN_GRAPH = "<https://example.org/a> <https://example.org/b> <https://example.org/c> <https://example.org/g> .\n"
COUNT = "import sys; from kgraph.sparql import open_store; print(len(open_store(sys.argv[1])))"


@pytest.fixture
def build(tmp_path: Path) -> Path:
    (tmp_path / "graph.ttl").write_text(ONE, encoding="utf-8")
    return tmp_path


def kept(build: Path) -> list[Path]:
    return sorted((build / FOLDER).iterdir())


def test_store_is_kept_and_used_again(build: Path) -> None:
    assert len(open_store(build)) == 1
    (folder,) = kept(build)
    made = sorted((p.name, p.stat().st_mtime_ns) for p in folder.rglob("*.sst"))
    assert len(open_store(build)) == 1
    assert kept(build) == [folder]
    assert sorted((p.name, p.stat().st_mtime_ns) for p in folder.rglob("*.sst")) == made


def test_store_is_made_again_when_the_graph_changed(build: Path) -> None:
    # in a process of its own, for what a living process reads is not cleared away
    count = [sys.executable, "-c", COUNT, str(build)]
    assert subprocess.run(count, capture_output=True, text=True, check=True).stdout == "1\n"
    (build / "graph.ttl").write_text(TWO, encoding="utf-8")
    assert len(open_store(build)) == 2
    assert len(kept(build)) == 1
    # the same content is the same store, whatever the times of the file say
    (build / "graph.ttl").write_text(TWO, encoding="utf-8")
    assert len(open_store(build)) == 2
    assert len(kept(build)) == 1


def test_store_that_is_being_read_is_not_cleared_away(build: Path) -> None:
    before = open_store(build)
    (build / "graph.ttl").write_text(TWO, encoding="utf-8")
    after = open_store(build)
    assert (len(before), len(after)) == (1, 2)
    assert len(kept(build)) == 2


def test_what_a_dead_process_left_is_cleared_away(build: Path) -> None:
    left = build / FOLDER / "making-dead"
    left.mkdir(parents=True)
    (left / "lock").touch()
    open_store(build)
    assert not left.exists()


def test_processes_that_come_at_once_all_get_the_store(build: Path) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", COUNT, str(build)], stdout=subprocess.PIPE, text=True) for _ in range(6)
    ]
    assert [p.communicate()[0] for p in processes] == ["1\n"] * 6
    assert len(kept(build)) == 1


def test_process_opens_a_store_once(build: Path) -> None:
    assert open_store(build) is open_store(build)


def test_kept_store_cannot_be_written_to(build: Path) -> None:
    store = open_store(build)
    with pytest.raises((OSError, RuntimeError), match="read-write instances"):
        store.add(ox.Quad(*[ox.NamedNode("https://example.org/x")] * 3))


def test_folder_in_which_nothing_can_be_kept_is_no_hindrance(build: Path) -> None:
    (build / FOLDER).write_text("a file where the folder would be", encoding="utf-8")
    assert len(open_store(build)) == 1


def test_graph_that_changes_while_it_is_read_is_not_kept_under_its_old_name(
    build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = kept_module._load

    def slow_load(path: Path, store: ox.Store) -> ox.Store:
        path.write_text(TWO, encoding="utf-8")
        return load(path, store)

    monkeypatch.setattr(kept_module, "_load", slow_load)
    assert len(open_store(build)) == 2
    assert kept(build) == []


def test_kept_store_that_is_broken_is_no_hindrance(build: Path) -> None:
    subprocess.run([sys.executable, "-c", COUNT, str(build)], capture_output=True, check=True)
    (folder,) = kept(build)
    for path in (folder / "data").iterdir():
        path.unlink()
    assert len(open_store(build)) == 1


def test_quads_are_preferred_and_a_file_is_taken_as_it_is(build: Path) -> None:
    (build / "graph.nq").write_text(IN_GRAPH, encoding="utf-8")
    assert graph_file(build).name == "graph.nq"
    assert len(list(open_store(build).named_graphs())) == 1
    assert len(list(open_store(build / "graph.ttl").named_graphs())) == 0


def test_only_a_build_gets_a_kept_store(build: Path) -> None:
    open_store(build / "graph.ttl")
    assert not (build / FOLDER).exists()


def test_graph_that_is_broken_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<a:a> <a:b>\n<a:c> .\n<a:d> nonsense\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"graph\.ttl:\d+: no Turtle"):
        open_store(tmp_path)
    assert kept(tmp_path) == []
    (tmp_path / "graph.epub").touch()
    with pytest.raises(GraphError, match="no RDF by its name"):
        open_store(tmp_path / "graph.epub")
    with pytest.raises(GraphError, match="no graph here"):
        open_store(tmp_path / "nowhere")
