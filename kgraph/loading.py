"""A build read back: its Facts, its NetworkX graph, its RDF for those who script with rdflib, and all for an export."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx

from kgraph.errors import GraphError
from kgraph.files import file_of_build
from kgraph.graph import build_graph, paper_node
from kgraph.iris import BASE
from kgraph.records import Facts, read_facts, with_entities

if TYPE_CHECKING:
    import rdflib

    from kgraph.exports.provenance import Provenance

_FACTS = "facts.jsonl"
_TURTLE = "graph.ttl"
_SUMMARY = "summary.json"
#: Attribute of a loaded graph that says where its build is: a part of the graph can still be shown with its evidence.
BUILD = "build"
#: Files of a build that a description of its RDF lists.
_DUMPS = ("graph.nq", "graph.ttl")


def load_facts(build: str | Path) -> list[Facts]:
    """The Facts of a build.

    Parameters
    ----------
    build : path
        The folder of a build, or its ``facts.jsonl``.

    Raises
    ------
    GraphError
        There is no build.
    """
    return list(read_facts(file_of_build(build, _FACTS)))


def facts_of(source: str | Path | nx.MultiDiGraph[str] | Iterable[Facts]) -> list[Facts]:
    """The Facts of a build, or those that a graph still holds, sorted by the id of the paper.

    Raises
    ------
    GraphError
        There is no build, or the graph is not from `load`.
    """
    if isinstance(source, (str, Path)):
        found = load_facts(source)
    elif isinstance(source, nx.Graph):
        build = source.graph.get(BUILD)
        if not build:
            raise GraphError("the graph does not say of which build it is", remedy="take one from kgraph.load")
        found = [with_entities(f, source.nodes) for f in load_facts(build) if paper_node(f.paper.id) in source]
    else:
        found = list(source)
    return sorted(found, key=lambda f: f.paper.id)


def load(build: str | Path) -> nx.MultiDiGraph[str]:
    """The NetworkX graph of a build; parameters and errors as in `load_facts`. It names the build as `BUILD`."""
    graph = build_graph(load_facts(build))
    graph.graph[BUILD] = str(build)
    return graph


def tables(source: str | Path | nx.MultiDiGraph[str] | Iterable[Facts], library: str = "pandas") -> dict[str, Any]:
    """The graph as frames of pandas or Polars: ``papers``, ``entities``, ``links``, ``mentions``, ``results``.

    Parameters
    ----------
    source : path, networkx.MultiDiGraph or iterable of Facts
        What `facts_of` takes.
    library : str
        ``pandas`` or ``polars``.

    Raises
    ------
    GraphError
        There is no build, or the graph is not from `load`.
    ExportError
        The library is another one, or not installed.
    """
    from kgraph.exports.table_files import frames

    return frames(facts_of(source), library)


def to_rdflib(build: str | Path) -> rdflib.Graph:
    """The RDF of a build as an `rdflib.Graph`.

    Parameters
    ----------
    build : path
        The folder of a build, or a Turtle file.

    Raises
    ------
    GraphError
        There is no Turtle file, or it breaks its format.
    """
    import pyoxigraph as ox
    import rdflib

    from kgraph.parsing import read_rdf

    path = file_of_build(build, _TURTLE)
    if not path.is_file():
        raise GraphError("no graph here", path=str(path), remedy="make one with kgraph build")
    try:
        return rdflib.Graph().parse(path, format="turtle")
    except (AssertionError, IndexError, SyntaxError, ValueError):
        # what rdflib makes of a broken file says little: pyoxigraph stops at the place with an error of ours
        for _ in read_rdf(path, ox.RdfFormat.TURTLE):
            pass
        raise


class FactsFile:
    """The Facts of a ``facts.jsonl``, read anew each time they are iterated: memory holds one paper.

    Parameters
    ----------
    path : path
        The file.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def __iter__(self) -> Iterator[Facts]:
        return read_facts(self.path)


class Opened(NamedTuple):
    """A build, ready to be written in another format.

    Attributes
    ----------
    facts : iterable of Facts
        They can be iterated as often as wanted.
    base : str
        Under which IRI its instances live.
    provenance : Provenance or None
        What it was made with; None if it does not say.
    licence : str
        IRI of the licence that it names.
    dumps : tuple of paths
        The RDF files that it holds.
    """

    facts: Iterable[Facts]
    base: str = BASE
    provenance: Provenance | None = None
    licence: str = ""
    dumps: tuple[Path, ...] = ()


def open_build(path: str | Path) -> Opened:
    """A build with what it says of itself.

    Parameters
    ----------
    path : path
        The folder of a build; or a ``facts.jsonl`` alone, which does not say what it was made with; or N-Quads with full
        evidence (`kgraph.restore`).

    Raises
    ------
    GraphError
        There is no build, or it cannot be read.
    """
    from kgraph.exports.provenance import Provenance

    path = Path(path)
    if path.suffix == ".nq":
        from kgraph.restoring import read_nquads

        return Opened(*read_nquads(path))
    facts = FactsFile(file_of_build(path, _FACTS))
    if not facts.path.is_file():
        raise GraphError("no build here", path=str(path), remedy="make one with kgraph build")
    if not (path / _SUMMARY).is_file():
        return Opened(facts)
    made = _made_with(path / _SUMMARY)
    digests = (made["lexicon"].removeprefix("sha256:"), made["rules"].removeprefix("sha256:"))
    dumps = tuple(path / name for name in _DUMPS if (path / name).is_file())
    return Opened(facts, made["base"], Provenance(*digests, made["kgraph"]), made["licence"], dumps)


def _made_with(path: Path) -> dict[str, str]:
    """What a summary says that a build was made with."""
    try:
        # older builds name neither base nor licence
        made: dict[str, Any] = {"base": BASE, "licence": ""} | json.loads(path.read_text(encoding="utf-8"))["made_with"]
        if strange := [
            key for key in ("kgraph", "lexicon", "rules", "base", "licence") if not isinstance(made[key], str)
        ]:
            raise TypeError(f"{strange[0]} is no text")
        return made
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise GraphError(f"no summary of a build: {error}", path=str(path), remedy="build the graph again") from error
