"""The page: pyvis's Network and its vis-network, our template and scripts, all inside one file."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from kgraph.explorer.data import MAX_NODES, view_data
from kgraph.files import write_lines
from kgraph.iris import BASE
from kgraph.records import Facts

#: In the order in which the page runs them, as one module: the data may have to be unpacked first.
_SCRIPTS = (
    "words.js", "data.js", "model.js", "slice.js", "search.js", "labels.js", "places.js", "state.js", "dom.js", "reading.js",
    "tables.js", "charts.js", "histogram.js", "views.js", "canvas.js", "finder.js", "filters.js", "tools.js", "board.js",
    "path.js", "compare.js", "panel.js", "take.js", "main.js",
)  # fmt: skip
_STYLES = ("style.css", "filters.css", "modes.css", "take.css")
_VIS = "lib/vis-9.1.2/vis-network.min.js"
#: Data of more characters is compressed: a page that people can read with their eyes is no use at that size.
_PLAIN = 4_000_000
#: The page draws the labels itself (``labels.js``), at one size for every zoom, and says what the mouse is over.
_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": False, "selectable": False, "multiselect": False, "zoomSpeed": 0.6, "keyboard": False},
    "nodes": {"shape": "dot", "borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {"smooth": False, "selectionWidth": 1.5},
}


def write_explorer(
    facts: Iterable[Facts],
    path: str | Path,
    *,
    title: str = "kgraph",
    focus: str = "",
    max_nodes: int = MAX_NODES,
    base: str = BASE,
) -> Path:
    """The path, now the explorer of these Facts.

    Parameters
    ----------
    facts : iterable of Facts
        Each paper once.
    path : path
        Where to write.
    title : str
        Heading of the page.
    focus : str
        Id of the entity or paper that it begins with.
    max_nodes : int
        How many entities the first view draws at most.
    base : str
        Under which IRI the instances of the RDF live.
    """
    data = view_data(facts, max_nodes=max_nodes, focus=focus, base=base)
    return write_lines([render(data, title=title)], path)


def render(data: dict[str, Any], *, title: str = "kgraph") -> str:
    """The HTML of a view; see `kgraph.explorer.view_data`.

    The page's Content-Security-Policy names its scripts by their digests: nothing else runs in it, and it can send
    no request.
    """
    from jinja2 import Environment
    from pyvis.network import Network

    network = Network(height="100%", width="100%", cdn_resources="in_line")
    network.set_options(json.dumps(_OPTIONS))
    # add_node searches all nodes before it adds one; the first view is known, so it is handed over whole
    network.nodes = _nodes(data)
    drawn = {node["id"] for node in network.nodes}
    network.edges = [{"from": a, "to": b, "value": w} for a, b, w in data["edges"] if a in drawn and b in drawn]
    nodes, edges, _, _, _, options = network.get_network_data()
    assets = files("kgraph.explorer") / "assets"
    scripts = [(files("pyvis") / _VIS).read_text(encoding="utf-8")]
    scripts.append("\n".join((assets / name).read_text(encoding="utf-8") for name in _SCRIPTS))
    # as the browser sees them: the template puts nothing around a script
    scripts = [s.replace("</script", "<\\/script") for s in scripts]
    template = Environment(autoescape=True).from_string((assets / "page.html").read_text(encoding="utf-8"))
    text = as_json(data)
    return template.render(
        title=title,
        style="\n".join((assets / name).read_text(encoding="utf-8") for name in _STYLES),
        scripts=scripts,
        digests=" ".join(f"'sha256-{_digest(s)}'" for s in scripts),
        packed=len(text) > _PLAIN,
        data=_packed(text) if len(text) > _PLAIN else text,
        network=as_json({"nodes": nodes, "edges": edges, "options": json.loads(options)}),
    )


def _packed(text: str) -> str:
    """The text compressed by gzip, in base64; the same bytes for the same text."""
    return base64.b64encode(gzip.compress(text.encode("utf-8"), 9, mtime=0)).decode("ascii")


def as_json(value: object) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or opens a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # half of a surrogate pair has no UTF-8, but JSON can name it
    return re.sub(r"[<>&\u2028\u2029\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def _nodes(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The nodes of the first view, as vis-network takes them; the page moves them apart on the canvas that it has."""
    nodes = []
    for entity, x, y in data["places"][: data["drawn"]]:
        _, type_, label, *_ = data["entities"][entity]
        nodes.append({"id": entity, "label": label, "x": x, "y": y, "color": data["types"][type_][2]})
    return nodes


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
