"""RDF that cannot be read is told in one way, whoever reads it: file, line, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import kgraph
from kgraph.differences import differences
from kgraph.errors import GraphError
from kgraph.parsing import read_rdf
from kgraph.sparql import open_store

READERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "restore": (kgraph.restore, "N-Quads"),
    "validate": (kgraph.validate, "RDF"),
    "query": (open_store, "Turtle"),
    "diff": (lambda path: list(differences(path, path)), "RDF"),
    "read": (lambda path: list(read_rdf(path)), "RDF"),
}


@pytest.mark.parametrize("reader", sorted(READERS))
def test_broken_file_is_told_with_its_line(reader: str, tmp_path: Path) -> None:
    read, format = READERS[reader]
    path = tmp_path / "graph.ttl"
    path.write_text("# papers\n<a:a> nonsense .\n", encoding="utf-8")
    with pytest.raises(GraphError) as caught:
        read(path)
    told = str(caught.value)
    assert told.startswith(f"{path}:2: no {format}: ")
    assert told.endswith(" (build or export it again)")
    assert (caught.value.path, caught.value.line) == (str(path), 2)


@pytest.mark.parametrize("format", [None, ox.RdfFormat.N_QUADS])
def test_missing_file_is_told_without_numbers_of_the_system(format: ox.RdfFormat | None, tmp_path: Path) -> None:
    with pytest.raises(GraphError) as caught:
        list(read_rdf(tmp_path / "none.ttl", format))
    assert str(caught.value) == (
        f"{tmp_path / 'none.ttl'}: cannot be read: No such file or directory (check the path and its rights)"
    )


def test_ending_that_is_no_format_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.md").touch()
    with pytest.raises(GraphError, match=r"page\.md: no RDF: .* \(name a file that ends in \.ttl, \.nt, \.nq"):
        list(read_rdf(tmp_path / "page.md"))


def test_texts_that_are_no_unicode_are_told(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_bytes(b'<a:a> <a:b> "\xe9" <a:g> .\n')
    with pytest.raises(GraphError, match=r"graph\.nq:1: no RDF: .*UTF-8"):
        list(read_rdf(tmp_path / "graph.nq"))
