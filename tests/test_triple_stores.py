"""The stored queries give in Oxigraph and Apache Jena what they give here; the steps are those of the documentation."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from answers import ANSWERS
from peers import jena_command
from steps import free_port, steps

from kgraph.sparql import Endpoint, find_query, open_store, query

Run = Callable[..., subprocess.CompletedProcess[str]]
_PATIENCE = 60


@pytest.fixture(scope="module")
def folder(library_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the steps, with the build of the library."""
    made = tmp_path_factory.mktemp("stores")
    (made / "outputs").mkdir()
    shutil.copy(library_build / "graph.nq", made / "outputs")
    return made


@pytest.fixture(scope="module")
def oxigraph(folder: Path) -> Iterator[str]:
    """Address of the endpoint of an Oxigraph that holds it."""
    place = f"127.0.0.1:{free_port()}"
    _, load, serve, _ = steps("Oxigraph", {"/srv/kgraph": str(folder), "127.0.0.1:7878": place})["sh"]
    program = str(Path(sys.executable).with_name("oxigraph"))
    subprocess.run([program, *load.split()[1:]], check=True, capture_output=True, timeout=_PATIENCE)
    server = subprocess.Popen([program, *serve.split()[1:]], stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://{place}/", server)
        yield f"http://{place}/query"
    finally:
        server.terminate()
        server.wait(_PATIENCE)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=_PATIENCE).close()
            return
        except OSError:
            assert server.poll() is None, "Oxigraph has ended"
            assert time.monotonic() < deadline, "Oxigraph does not come up"
            time.sleep(0.05)


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_stored_query_gives_the_same_answer_in_oxigraph(name: str, oxigraph: str, library_build: Path) -> None:
    for values in (ANSWERS[name][0], {}):
        there = query(Endpoint(oxigraph), find_query(name), values)
        here = query(open_store(library_build), find_query(name), values)
        assert there.columns == here.columns
        assert sorted(map(str, there.rows)) == sorted(map(str, here.rows))


def test_command_asks_oxigraph(oxigraph: str, library_build: Path, run: Run) -> None:
    there, here = (run("query", *graph, "organisations") for graph in (["--endpoint", oxigraph], [library_build]))
    assert (there.returncode, there.stdout) == (0, here.stdout), there.stderr


@pytest.fixture(scope="module")
def tdb2(folder: Path) -> list[str]:
    """The command that asks an Apache Jena that holds it, but for the file of the query."""
    blocks = steps("Apache Jena", {"/srv/kgraph": str(folder)})
    load, ask, _ = blocks["sh"]
    jena_command(load.split())
    (folder / "fuseki.ttl").write_text(blocks["turtle"][0], encoding="utf-8")
    return ask.split()[:-1]


@pytest.mark.parametrize(
    "words", [["organisations"], ["best-results", "benchmark=MATH"], ["related-papers", "paper=InkMaster"]]
)
def test_stored_query_gives_the_same_answer_in_jena(
    words: list[str], tdb2: list[str], library_build: Path, run: Run, tmp_path: Path
) -> None:
    shown, here = run("query", "--show", library_build, *words), run("query", library_build, *words, "-f", "csv")
    assert (shown.returncode, here.returncode) == (0, 0), shown.stderr + here.stderr
    (tmp_path / "query.rq").write_text(shown.stdout, encoding="utf-8")
    there = csv.DictReader(io.StringIO(jena_command([*tdb2, str(tmp_path / "query.rq")]).decode()))
    columns, *rows = csv.reader(io.StringIO(here.stdout))
    # of what a query selects, the command prints what people read
    assert sorted([row[name] for name in columns] for row in there) == sorted(rows)
