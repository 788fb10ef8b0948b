"""A build read back: its Facts, its NetworkX graph, its RDF for those who script with rdflib."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.errors import GraphError
from kgraph.files import file_of_build
from kgraph.graph import build_graph
from kgraph.records import Facts, read_facts

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

_FACTS = "facts.jsonl"
_TURTLE = "graph.ttl"


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


def load(build: str | Path) -> nx.MultiDiGraph[str]:
    """The NetworkX graph of a build; parameters and errors as in `load_facts`."""
    return build_graph(load_facts(build))


def to_rdflib(build: str | Path) -> rdflib.Graph:
    """The RDF of a build as an `rdflib.Graph`.

    Parameters
    ----------
    build : path
        The folder of a build, or a Turtle file.

    Raises
    ------
    GraphError
        There is no Turtle file.
    """
    import rdflib

    path = file_of_build(build, _TURTLE)
    if not path.is_file():
        raise GraphError("no graph here", path=str(path), remedy="make one with kgraph build")
    return rdflib.Graph().parse(path, format="turtle")
