"""GraphML by NetworkX: opens in Gephi, yEd, Cytoscape and `networkx.read_graphml`."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TypeVar

import networkx as nx

from kgraph.files import replacing
from kgraph.schema import ENTITY_TYPES

#: Characters that XML 1.0 cannot hold (section 2.2 of its specification).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
T = TypeVar("T")
_PAPER_COLOUR = "#666666"


def generate_graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """GraphML: nodes sorted by key, with the colour of their type, edges by their ends and role."""
    ordered: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    for node in sorted(graph):
        attributes = {k: as_xml_text(v) for k, v in sorted(graph.nodes[node].items())}
        kind = ENTITY_TYPES.get(str(attributes["type"]))
        ordered.add_node(_as_xml_key(node), **attributes, color=kind.colour if kind else _PAPER_COLOUR)
    for start, end, key, data in sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3]):
        ordered.add_edge(
            _as_xml_key(start), _as_xml_key(end), key=key, **{k: as_xml_text(v) for k, v in sorted(data.items())}
        )
    buffer = io.BytesIO()
    nx.write_graphml(ordered, buffer, named_key_ids=True, edge_id_from_attribute=None)
    return buffer.getvalue()


def write_graphml(graph: nx.MultiDiGraph[str], path: str | Path) -> Path:
    """The path, now a GraphML file of the graph."""
    with replacing(path) as file:
        file.write(generate_graphml(graph))
    return Path(path)


def _as_xml_key(node: str) -> str:
    """The node's key; two keys stay two, so a character that XML cannot hold becomes U+FFFD with its number behind it."""
    return "".join(_numbered(c) if c == "\ufffd" or _NOT_XML.match(c) else c for c in node)


def _numbered(character: str) -> str:
    return f"\ufffd{ord(character):x};"


def as_xml_text(value: T) -> T:
    """The value; in a text, U+FFFD stands for each character that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value  # type: ignore[return-value]
