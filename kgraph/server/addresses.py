"""Where on this server an IRI is answered, and how a link holds a query."""

from __future__ import annotations

from urllib.parse import quote

INSTANCES = "/id/"
#: Kept as they are in the path of an address (RFC 3986, section 3.3); a percent sign is part of the IRI.
_PATH = "/%:@!$&'()*+,;=-._~"


def address_of(iri: str, base: str) -> str:
    """The address of the page of an IRI: under ``/id/`` for what is under the base, else ``/resource?iri=…``.

    Examples
    --------
    >>> address_of("https://kgraph.example/id/entity/software/c%2B%2B", "https://kgraph.example/id/")
    '/id/entity/software/c%2B%2B'
    >>> address_of("http://purl.org/dc/terms/title", "https://kgraph.example/id/")
    '/resource?iri=http%3A%2F%2Fpurl.org%2Fdc%2Fterms%2Ftitle'
    """
    rest = iri.removeprefix(base)
    if rest != iri and rest == quote(rest, safe=_PATH):
        return INSTANCES + rest
    return f"/resource?iri={quote(iri, safe='')}"


def query_address(text: str) -> str:
    """The address of the query page with a query in it; the server never sees the part behind the ``#``.

    Examples
    --------
    >>> query_address("ASK { ?a ?b ?c }")
    '/#query=ASK%20%7B%20%3Fa%20%3Fb%20%3Fc%20%7D'
    """
    return f"/#query={quote(text, safe='')}" if text else "/"
