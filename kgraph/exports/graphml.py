"""GraphML by NetworkX: opens in Gephi, yEd, Cytoscape and `networkx.read_graphml`."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx

from kgraph.files import replacing
from kgraph.schema import ENTITY_TYPES
from kgraph.xml import as_xml_key, as_xml_text

_PAPER_COLOUR = "#666666"


def generate_graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """GraphML: nodes sorted by key, with the colour of their type, edges by their ends and role."""
    ordered: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    for node in sorted(graph):
        attributes = {k: as_xml_text(v) for k, v in sorted(graph.nodes[node].items())}
        kind = ENTITY_TYPES.get(str(attributes["type"]))
        ordered.add_node(as_xml_key(node), **attributes, color=kind.colour if kind else _PAPER_COLOUR)
    for start, end, key, data in sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3]):
        ordered.add_edge(
            as_xml_key(start), as_xml_key(end), key=key, **{k: as_xml_text(v) for k, v in sorted(data.items())}
        )
    buffer = io.BytesIO()
    nx.write_graphml(ordered, buffer, named_key_ids=True, edge_id_from_attribute=None)
    return buffer.getvalue()


def write_graphml(graph: nx.MultiDiGraph[str], path: str | Path) -> Path:
    """The path, now a GraphML file of the graph."""
    with replacing(path) as file:
        file.write(generate_graphml(graph))
    return Path(path)
