"""Media types: which one a client gets of those that there are (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

#: Of SELECT and ASK: media type -> name in `kgraph.sparql.RESULT_FORMATS`. The first is what a client gets that has no wish.
ROWS: dict[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}

#: Of CONSTRUCT and DESCRIBE, and of linked data.
TRIPLES: dict[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
    "text/n3": ox.RdfFormat.N3,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
}

HTML = "text/html"

#: What ``format=NAME`` in an address stands for, in place of an Accept header.
NAMES: dict[str, str] = {
    "json": "application/sparql-results+json, application/ld+json;q=0.5",
    "xml": "application/sparql-results+xml, application/rdf+xml;q=0.5",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "nquads": "application/n-quads",
    "trig": "application/trig",
    "n3": "text/n3",
    "jsonld": "application/ld+json",
    "json-ld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "rdf+xml": "application/rdf+xml",
    "rdf": "application/rdf+xml",
    "html": HTML,
}


def negotiate(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that an Accept header wants most; among equals the one offered first, None if it wants none.

    Examples
    --------
    >>> negotiate("text/csv;q=0.5, application/json", ["text/csv", "application/json"])
    'application/json'
    >>> negotiate("*/*, text/csv;q=0", ["text/csv", "application/json"])
    'application/json'
    >>> negotiate("image/png", ["text/csv"]) is None
    True
    """
    wishes = _wishes(accept)
    if not wishes:
        return offered[0]
    weights = {media_type: _weight(media_type, wishes) for media_type in offered}
    best = max(offered, key=lambda t: weights[t])
    return best if weights[best] > 0 else None


def _wishes(accept: str) -> dict[str, float]:
    """Media range -> weight; a range whose weight is no number is left out."""
    wishes = {}
    for item in accept.split(","):
        media_range, *parameters = (part.strip().lower() for part in item.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            wishes[media_range] = float(weight)
        except ValueError:
            continue
    wishes.pop("", None)
    return wishes


def _weight(media_type: str, wishes: dict[str, float]) -> float:
    """The weight of the most specific range that holds a media type."""
    for media_range in (media_type, media_type.split("/")[0] + "/*", "*/*"):
        if media_range in wishes:
            return wishes[media_range]
    return 0.0
