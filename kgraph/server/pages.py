"""Pages for people: the query page, and one for every IRI. HTML is made by templates that escape all they are given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from kgraph import __version__
from kgraph.explorer.page import as_json
from kgraph.iris import ONTOLOGY, PREFIXES, instance_prefixes
from kgraph.ontology import compact
from kgraph.schema import ENTITY_TYPES, ROLES
from kgraph.server.addresses import INSTANCES, address_of, query_address
from kgraph.server.formats import NAMES
from kgraph.server.pool import Pool
from kgraph.sparql import stored_queries
from kgraph.sparql.kept import graph_file

EXPLORER = "explorer.html"
#: Formats that the page of an IRI links to: name in the address -> for people.
_RDF = {"turtle": "Turtle", "jsonld": "JSON-LD", "rdfxml": "RDF/XML", "ntriples": "N-Triples"}
_COLOURS = {ONTOLOGY + t.name: t.colour for t in ENTITY_TYPES.values()}
_INVERSES = {ONTOLOGY + r.term: r.inverse for r in ROLES.values()}
#: What the page of the classes asks.
CLASSES = "SELECT ?class (COUNT(*) AS ?count) WHERE { ?x a ?class } GROUP BY ?class ORDER BY DESC(?count)"


class Pages:
    """The HTML of what a pool serves."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        loader = FileSystemLoader(str(files("kgraph.server") / "templates"))
        self._templates = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
        self._templates.globals.update(
            version=__version__,
            explorer=self.explorer,
            address=self.address,
            asking=query_address,
            colour=self._colour,
            curie=self._curie,
        )

    def query(self) -> str:
        """The query page, with the stored queries in it."""
        queries = [{"name": q.name, "title": q.title, "text": q.text} for q in stored_queries().values()]
        base = self._pool.served.base
        data = {
            "base": base,
            "instances": INSTANCES,
            "prefixes": PREFIXES | instance_prefixes(base),
            "queries": queries,
            "types": list(ENTITY_TYPES),
        }
        return self._templates.get_template("query.html").render(served=self._pool.served, data=as_json(data))

    def classes(self, answer: bytes) -> str:
        """The page of the classes, from the answer to `CLASSES` in JSON: papers and entities first."""
        rows = [
            (row["class"]["value"], int(row["count"]["value"])) for row in json.loads(answer)["results"]["bindings"]
        ]
        rows.sort(key=lambda row: (row[0] != ONTOLOGY + "Paper", row[0] not in _COLOURS))
        return self._templates.get_template("classes.html").render(served=self._pool.served, rows=rows)

    def resource(self, description: bytes) -> str:
        """The page of an IRI, from what `kgraph.server.describing` says of it."""
        data: dict[str, Any] = json.loads(description)
        for text in data["texts"]:
            text["pieces"] = list(_pieces(text["text"], text["marks"]))
        for group in data["said"]:
            group["inverse"] = _INVERSES.get(group["iri"])
        # the roles of papers say more of an entity than the statements about them
        order = list(_INVERSES)
        data["said"].sort(key=lambda g: order.index(g["iri"]) if g["inverse"] else len(order))
        return self._templates.get_template("resource.html").render(
            served=self._pool.served,
            formats=_RDF,
            entity=self._entity(data["iri"]),
            **data,
        )

    def alternates(self, iri: str) -> str:
        """The Link header of an IRI's page (RFC 8288)."""
        address = self.address(iri)
        joint = "&" if "?" in address else "?"
        links = [f'<{address}{joint}format={n}>; rel="alternate"; type="{NAMES[n]}"' for n in _RDF]
        return ", ".join(links)

    def explorer(self) -> Path | None:
        """The explorer of the build, where there is one."""
        path = graph_file(self._pool.build).with_name(EXPLORER)
        return path if path.is_file() else None

    def address(self, iri: str) -> str:
        """Where the server answers an IRI."""
        return address_of(iri, self._pool.served.base)

    def _entity(self, iri: str) -> str:
        """The id of an entity as the explorer knows it, empty for other IRIs."""
        folder = f"{self._pool.served.base}entity/"
        return iri.removeprefix(folder) if iri.startswith(folder) else ""

    @staticmethod
    def _colour(type_: str) -> str:
        return _COLOURS.get(type_, "")

    def _curie(self, iri: str) -> str:
        """An IRI as a person writes it in a query."""
        for prefix, folder in instance_prefixes(self._pool.served.base).items():
            if iri.startswith(folder) and "/" not in iri[len(folder) :] and "%" not in iri:
                return f"{prefix}:{iri[len(folder) :]}"
        return compact(iri)


def _pieces(text: str, marks: list[dict[str, Any]]) -> Iterator[tuple[str, str, dict[str, Any] | None]]:
    """The text in pieces, each with the mark that stands on it and its first word apart; of marks that overlap, the first."""
    at = 0
    for mark in marks:
        if mark["start"] < at:
            continue
        if mark["start"] > at:
            yield text[at : mark["start"]], "", None
        word, *_ = text[mark["start"] : mark["end"]].split(" ", 1)
        yield word, text[mark["start"] + len(word) : mark["end"]], mark
        at = mark["end"]
    if at < len(text):
        yield text[at:], "", None
