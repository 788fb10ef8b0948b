"""The shapes that are SPARQL queries, each asked once for all the nodes that it is for.

SHACL asks for one node at a time, with ``$this`` bound to it. Here ``$this`` is joined with the nodes of the target
instead, which gives the same rows for queries that name ``$this`` in their outermost pattern, as ours do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pyoxigraph as ox
import rdflib
from rdflib import SH

from kgraph.ontology import PREFIXES
from kgraph.validation.findings import Finding, Node, severity_of, shown


def check_queries(store: ox.Store, shapes: rdflib.Graph) -> Iterator[Finding]:
    """What the queries of the shapes find in a store."""
    for shape, constraint in sorted(shapes.subject_objects(SH.sparql)):
        message = str(shapes.value(constraint, SH.message))
        query = str(shapes.value(constraint, SH.select))
        answer = store.query(query.replace("WHERE {", f"WHERE {{ {_target(shapes, shape)}", 1), prefixes=PREFIXES)
        assert isinstance(answer, ox.QuerySolutions)
        names = [v.value for v in answer.variables]
        for row in answer:
            found: dict[str, Node] = {n: term for n, term in zip(names, row, strict=True) if term is not None}
            yield Finding(
                severity_of(shapes.value(shape, SH.severity)),
                str(constraint),
                str(shape),
                str(SH.SPARQLConstraintComponent),
                found["this"],
                found.get("path"),
                found.get("value", found["this"]),
                _filled(message, found),
            )


def _filled(message: str, found: Mapping[str, Node]) -> str:
    """A message of the shapes with the terms that it names by variable."""
    return re.sub(r"\{\?(\w+)\}", lambda m: shown(found[m[1]]), message)


def _target(shapes: rdflib.Graph, shape: rdflib.term.Node) -> str:
    """The pattern that gives all nodes that a shape is for, each once."""
    nodes = " ".join(f"<{t}>" for t in shapes.objects(shape, SH.targetNode))
    if nodes:
        return f"VALUES $this {{ {nodes} }}"
    patterns = [f"{{ $this a <{t}> }}" for t in shapes.objects(shape, SH.targetClass)]
    patterns += [f"{{ $this <{t}> ?object }}" for t in shapes.objects(shape, SH.targetSubjectsOf)]
    return f"{{ SELECT DISTINCT $this WHERE {{ {' UNION '.join(patterns)} }} }}"
