"""GEXF, node-link JSON and Cytoscape JSON, by NetworkX: the graph for Gephi, for scripts, for Cytoscape."""

from __future__ import annotations

import io
import json
import math
from typing import Any

import networkx as nx

from kgraph.schema import ENTITY_TYPES
from kgraph.xml import as_xml_key, as_xml_text

_PAPER_COLOUR, _PAPER_SIZE = "#666666", 4.0


def generate_gexf(graph: nx.MultiDiGraph[str]) -> bytes:
    """GEXF 1.2 with the colour of each type, a size by the root of the papers, and dates from which on nodes are there."""
    ordered: nx.MultiDiGraph[str] = nx.MultiDiGraph(mode="dynamic")
    for node in sorted(graph):
        data = graph.nodes[node]
        kind = ENTITY_TYPES.get(str(data["type"]))
        red, green, blue = bytes.fromhex((kind.colour if kind else _PAPER_COLOUR)[1:])
        size = 4 + 4 * math.sqrt(data.get("papers", 0)) if kind else _PAPER_SIZE
        viz = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "size": round(size, 2)}
        more: dict[str, Any] = {"viz": viz}
        if date := _whole(data.get("date") or data.get("first_date") or ""):
            more["start"] = date
        attributes = {k: as_xml_text(v) for k, v in sorted(data.items()) if k != "label"}
        ordered.add_node(as_xml_key(node), **attributes, label=as_xml_text(data["label"]), **more)
    for number, (start, end, _, data) in enumerate(_edges(graph)):
        attributes = {k: as_xml_text(v) for k, v in sorted(data.items())}
        ordered.add_edge(as_xml_key(start), as_xml_key(end), key=number, id=str(number), **attributes)
    buffer = io.BytesIO()
    nx.write_gexf(ordered, buffer, version="1.2draft")
    # the writer puts today's date into the head: the same graph is to be the same file
    return _without_date(buffer.getvalue())


def generate_node_link(graph: nx.MultiDiGraph[str]) -> bytes:
    """Node-link JSON: what `networkx.node_link_graph(data, edges="edges")` and D3 read."""
    return _json(nx.node_link_data(_ordered(graph), edges="edges"))


def generate_cytoscape(graph: nx.MultiDiGraph[str]) -> bytes:
    """Cytoscape JSON: what Cytoscape, Cytoscape.js and `networkx.cytoscape_graph` read."""
    return _json(nx.cytoscape_data(_ordered(graph)))


def _ordered(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    ordered: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ordered.add_nodes_from((node, dict(sorted(graph.nodes[node].items()))) for node in sorted(graph))
    for start, end, key, data in _edges(graph):
        ordered.add_edge(start, end, key=key, **dict(sorted(data.items())))
    return ordered


def _edges(graph: nx.MultiDiGraph[str]) -> list[tuple[str, str, Any, dict[str, Any]]]:
    return sorted(graph.edges(keys=True, data=True), key=lambda e: (e[0], e[1], str(e[2])))


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def _whole(date: str) -> str:
    """A date that a calendar has: Gephi reads no months and no dates without a year."""
    return date if len(date) == 10 and not date.startswith("--") else ""


def _without_date(text: bytes) -> bytes:
    head, mark, rest = text.partition(b' lastmodifieddate="')
    return head + rest.partition(b'"')[2] if mark else text
