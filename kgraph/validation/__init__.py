"""A build checked against the SHACL shapes of the ontology.

pySHACL checks what the shapes say in SHACL's own terms. The shapes that are SPARQL queries are asked once for all their
nodes, of a pyoxigraph store: that gives what pySHACL gives by asking for one node at a time (tests compare the two), in
a fraction of the time. ``engine="pyshacl"`` leaves everything to pySHACL, with the shapes as they are published.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

import pyoxigraph as ox
import rdflib

from kgraph.collector import collector_paused
from kgraph.errors import GraphError
from kgraph.ontology.shapes import shapes_turtle
from kgraph.parsing import read_rdf
from kgraph.validation.core import check_shapes, flattened, rdflib_graph
from kgraph.validation.findings import Finding
from kgraph.validation.queries import check_queries

#: Files of a build that are read: the first graph that is there, and the description of the dataset.
_GRAPHS, _DESCRIPTION = ("graph.nq", "graph.ttl"), "void.ttl"


class Validation(NamedTuple):
    """What was found in a graph.

    Attributes
    ----------
    files : tuple of Path
        What was read.
    triples : int
        How many triples there are.
    findings : tuple of Finding
        Violations first, then by shape and node.
    """

    files: tuple[Path, ...]
    triples: int
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings are advice."""
        return not any(f.severity == "Violation" for f in self.findings)


def validate(build: str | Path, *, engine: Literal["fast", "pyshacl"] = "fast") -> Validation:
    """What the shapes of the ontology do not allow in a build.

    Parameters
    ----------
    build : path
        The folder of a build, whose graph and dataset description are checked, or an RDF file of any format.
    engine : {"fast", "pyshacl"}
        What asks the shapes that are queries: pyoxigraph, or pySHACL, which is slower.

    Raises
    ------
    GraphError
        There is no graph, or it cannot be read.
    """
    files = _files(build)
    with collector_paused():
        # names of graphs do not matter here, and a triple counts once
        triples = list(dict.fromkeys(q.triple for file in files for q in read_rdf(file)))
        shapes = rdflib.Graph().parse(data=shapes_turtle(), format="turtle")
        queries: list[Finding] = []
        if engine == "fast":
            store = ox.Store()
            store.bulk_extend(ox.Quad(*t) for t in triples)
            queries = list(check_queries(store, shapes))
            shapes = flattened(shapes)
        findings = {*queries, *check_shapes(rdflib_graph(triples), shapes)}
    return Validation(files, len(triples), tuple(sorted(findings, key=lambda f: f.order)))


def _files(build: str | Path) -> tuple[Path, ...]:
    folder = Path(build)
    if not folder.is_dir():
        return (folder,)
    graphs = [folder / name for name in _GRAPHS if (folder / name).is_file()]
    if not graphs:
        raise GraphError("no graph here", path=str(folder), remedy="make one with kgraph build")
    description = folder / _DESCRIPTION
    return (graphs[0], description) if description.is_file() else (graphs[0],)
