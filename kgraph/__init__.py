"""kgraph: a knowledge graph of AI papers, read from lists of abstracts.

The public names; nothing is loaded before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kgraph.collector import collector_paused

if TYPE_CHECKING:
    from kgraph.building import build
    from kgraph.differences import differences
    from kgraph.evaluation import evaluate, read_gold
    from kgraph.explanation import explain
    from kgraph.explorer import show
    from kgraph.exports import write
    from kgraph.extraction import extract
    from kgraph.graph import build_graph
    from kgraph.loading import load, load_facts, tables, to_rdflib
    from kgraph.paths import shortest_path
    from kgraph.pipeline import load_nlp
    from kgraph.records import Entity, Facts, Mention, Paper, Result, read_facts
    from kgraph.restoring import restore
    from kgraph.server.running import serve
    from kgraph.sources import read
    from kgraph.sparql import Endpoint, find_query, query
    from kgraph.validation import validate

__version__ = "0.1.0"

_HOME = {
    "Endpoint": "sparql", "Entity": "records", "Facts": "records", "Mention": "records", "Paper": "records",
    "Result": "records", "build": "building", "build_graph": "graph", "differences": "differences", "evaluate": "evaluation",
    "explain": "explanation", "extract": "extraction", "find_query": "sparql", "load": "loading", "load_facts": "loading",
    "load_nlp": "pipeline", "query": "sparql", "read": "sources", "read_facts": "records", "read_gold": "evaluation",
    "restore": "restoring", "serve": "server.running", "show": "explorer", "tables": "loading", "shortest_path": "paths", "to_rdflib": "loading", "validate": "validation", "write": "exports",
}  # fmt: skip

__all__ = [
    "Endpoint", "Entity", "Facts", "Mention", "Paper", "Result", "__version__", "build", "build_graph", "differences",
    "evaluate", "explain", "extract", "find_query", "load", "load_facts", "load_nlp", "query", "read", "read_facts",
    "read_gold", "restore", "serve", "shortest_path", "show", "tables", "to_rdflib", "validate", "write",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'kgraph' has no attribute {name!r}")
    with collector_paused():
        value = getattr(import_module(f"kgraph.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
