"""The stored queries give in Virtuoso what they give here; it is loaded by the steps of the documentation."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from answers import ANSWERS
from graph_answers import GRAPHS
from virtuoso import running

from kgraph.errors import EndpointError
from kgraph.sparql import Endpoint, find_query, open_store, query

Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(
    not (shutil.which("virtuoso-t") and shutil.which("isql-vt")) and not os.environ.get("KGRAPH_REQUIRE_PEERS"),
    reason="Virtuoso is not here",
)


@pytest.fixture(scope="module")
def endpoint(library_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a Virtuoso that holds the build of the library."""
    folder = tmp_path_factory.mktemp("virtuoso")
    (folder / "outputs").mkdir()
    shutil.copy(library_build / "graph.nq", folder / "outputs")
    with running(folder) as address:
        yield address


def lines(run: Run, *words: str | Path) -> list[str]:
    """What the command prints as CSV, sorted after the heading: engines sort texts in their own ways."""
    done = run("query", *words, "-f", "csv")
    assert done.returncode == 0, done.stderr
    heading, *rows = done.stdout.splitlines()
    return [heading, *sorted(rows)]


@pytest.mark.parametrize("name", sorted({*ANSWERS, *GRAPHS}))
def test_stored_query_gives_the_same_answer(name: str, endpoint: str, library_build: Path) -> None:
    for values in ((ANSWERS | GRAPHS)[name][0], {}):
        there = query(Endpoint(endpoint), find_query(name), values)
        here = query(open_store(library_build), find_query(name), values)
        assert (there.kind, there.columns) == (here.kind, here.columns)
        assert sorted(map(_plain, there.rows)) == sorted(map(_plain, here.rows))


def _plain(row: tuple[object, ...]) -> list[str]:
    """The values of a row without their datatypes: Virtuoso has fewer."""
    return ["" if term is None else str(getattr(term, "value", term)) for term in row]


@pytest.mark.parametrize(
    "words", [["organisations"], ["best-results", "benchmark=MATH"], ["related-papers", "paper=InkMaster"]]
)
def test_command_prints_the_same(words: list[str], endpoint: str, library_build: Path, run: Run) -> None:
    assert lines(run, "--endpoint", endpoint, *words) == lines(run, library_build, *words)


def test_query_that_virtuoso_refuses_is_an_error_of_one_line(endpoint: str) -> None:
    with pytest.raises(EndpointError, match="Virtuoso 37000 Error") as caught:
        query(Endpoint(endpoint), "SELECT ?x ?y { ?x skos:broader* ?y }")
    assert "\n" not in str(caught.value)
