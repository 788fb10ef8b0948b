"""Step 5: Facts to files. A format is one module and one row of `WRITERS`; all sort before they write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Unpack

import pyoxigraph as ox

from kgraph.errors import ExportError
from kgraph.exports.graphml import generate_graphml, write_graphml
from kgraph.exports.graphs import Graph, graphs_of, in_order
from kgraph.exports.jsonld import generate_jsonld
from kgraph.exports.neo4j import write_neo4j
from kgraph.exports.networks import generate_cytoscape, generate_gexf, generate_node_link
from kgraph.exports.nquads import generate_nquads, generate_ntriples
from kgraph.exports.quads import quads_of
from kgraph.exports.rdfxml import generate_rdfxml
from kgraph.exports.scope import Options, Scope
from kgraph.exports.table_files import write_csv_tables, write_parquet_tables
from kgraph.exports.turtle import generate_trig, generate_turtle
from kgraph.exports.void import Counts, generate_void
from kgraph.files import replacing
from kgraph.graph import build_graph
from kgraph.records import Facts, facts_lines

__all__ = ["FOLDER_WRITERS", "WRITERS", "Writer", "generate", "write", "write_graphml", "writer_for"]


class Writer(NamedTuple):
    """A format that a build is written in.

    Attributes
    ----------
    generate : callable
        (Facts in the order of the papers' ids, `Scope`) -> the file, in pieces.
    suffixes : tuple of str
        File endings that choose it.
    description : str
        For help.
    """

    generate: Callable[[Iterable[Facts], Scope], Iterator[bytes]]
    suffixes: tuple[str, ...]
    description: str


def _of_graphs(generate: Callable[[Iterable[Graph], str], Iterator[bytes]]) -> Callable[..., Iterator[bytes]]:
    return lambda facts, scope: generate(graphs_of(facts, scope), scope.base)


def _of_quads(generate: Callable[[Iterable[ox.Quad], str], Iterator[bytes]]) -> Callable[..., Iterator[bytes]]:
    return lambda facts, scope: generate(quads_of(facts, scope), scope.base)


def _void(facts: Iterable[Facts], scope: Scope) -> Iterator[bytes]:
    counts = Counts()
    for _ in counts.of(graphs_of(facts, scope)):
        pass
    return generate_void(facts, counts, scope)


WRITERS: dict[str, Writer] = {
    "turtle": Writer(_of_graphs(generate_turtle), (".ttl",), "RDF in Turtle, for people"),
    "trig": Writer(_of_graphs(generate_trig), (".trig",), "Turtle with a named graph for each paper"),
    "ntriples": Writer(_of_graphs(generate_ntriples), (".nt",), "N-Triples, canonical"),
    "nquads": Writer(_of_graphs(generate_nquads), (".nq",), "N-Quads with a named graph for each paper, canonical"),
    "jsonld": Writer(_of_quads(generate_jsonld), (".jsonld",), "JSON-LD with a named graph for each paper"),
    "rdfxml": Writer(_of_graphs(generate_rdfxml), (".rdf",), "RDF/XML"),
    "void": Writer(_void, (), "a description of the dataset in VoID and DCAT"),
    "graphml": Writer(
        lambda facts, _: iter([generate_graphml(build_graph(facts))]), (".graphml",), "GraphML for Gephi and NetworkX"
    ),
    "gexf": Writer(
        lambda facts, _: iter([generate_gexf(build_graph(facts))]), (".gexf",), "GEXF for Gephi: colours, sizes, dates"
    ),
    "nodelink": Writer(
        lambda facts, _: iter([generate_node_link(build_graph(facts))]),
        (".json",),
        "node-link JSON for NetworkX and D3",
    ),
    "cytoscape": Writer(
        lambda facts, _: iter([generate_cytoscape(build_graph(facts))]), (".cyjs",), "JSON for Cytoscape"
    ),
    "facts": Writer(
        lambda facts, _: (line.encode() for line in facts_lines(facts)), (".jsonl",), "the Facts, one JSON line a paper"
    ),
}


#: Formats of several files in a folder -> what writes them.
FOLDER_WRITERS: dict[str, Callable[[Iterable[Facts], str | Path], Path]] = {
    "csv": write_csv_tables,
    "parquet": write_parquet_tables,
    "neo4j": write_neo4j,
}


def writer_for(format: str = "", path: str | Path = "") -> Writer:
    """The writer of a format, or where none is named, of the ending of a file's name.

    Raises
    ------
    ExportError
        The format or ending is not known.
    """
    if format:
        if format not in WRITERS:
            raise ExportError(f"no such format: {format}", remedy=f"one of {', '.join(WRITERS)}")
        return WRITERS[format]
    suffix = Path(path).suffix
    found = next((w for w in WRITERS.values() if suffix in w.suffixes), None)
    if found is None:
        known = ", ".join(s for w in WRITERS.values() for s in w.suffixes)
        raise ExportError(
            f"no format has the ending {suffix!r}", path=str(path), remedy=f"name a format, or one of {known}"
        )
    return found


def generate(facts: Iterable[Facts], format: str, **options: Unpack[Options]) -> Iterator[bytes]:
    """A file of the graph of these Facts, in pieces; parameters and errors as in `write`."""
    return writer_for(format).generate(in_order(facts), Scope.of(**options))


def write(facts: Iterable[Facts], path: str | Path, format: str = "", **options: Unpack[Options]) -> Path:
    """The path, now a file of the graph of these Facts.

    Parameters
    ----------
    facts : iterable of Facts
        Each paper once, as in `kgraph.exports.quads.quads`.
    path : path
        Where to write; a folder for the keys of `FOLDER_WRITERS`.
    format : str, optional
        A key of `WRITERS` or `FOLDER_WRITERS`; by default the ending of the file's name decides.
    **options
        `base`, `provenance`, `evidence`, `texts`, `licence`, `dumps`: the attributes of `kgraph.exports.scope.Scope`,
        for the formats of RDF.

    Raises
    ------
    ExportError
        The format, its ending or the level of evidence is not known, the base or the licence is no IRI, or the file
        cannot be written.

    Examples
    --------
    >>> write(kgraph.load_facts("outputs"), "graph.nq", evidence="roles")  # doctest: +SKIP
    """
    if format in FOLDER_WRITERS:
        return FOLDER_WRITERS[format](in_order(facts), path)
    writer, scope = writer_for(format, path), Scope.of(**options)
    with replacing(path) as file:
        file.writelines(writer.generate(in_order(facts), scope))
    return Path(path)
