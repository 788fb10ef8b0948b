"""Namespaces, and the IRIs of papers, entities and all that hangs on them: pure, ASCII, no blank nodes anywhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container
from urllib.parse import quote

from kgraph.names import slug
from kgraph.records import Paper

ONTOLOGY = "https://kgraph.example/ontology#"
BASE = "https://kgraph.example/id/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
FABIO = "http://purl.org/spar/fabio/"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
VOID = "http://rdfs.org/ns/void#"

#: Prefixes of what is written, and those that queries know without declaring them.
PREFIXES: dict[str, str] = {
    "kg": ONTOLOGY,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "dcterms": DCTERMS,
    "fabio": FABIO,
    "oa": OA,
    "prov": PROV,
    "skos": SKOS,
}


def instance_prefixes(base: str = BASE) -> dict[str, str]:
    """Prefixes of the entities of each type, of rules and of measures, under a base IRI."""
    folders = {
        "model": "entity/model/",
        "method": "entity/method/",
        "benchmark": "entity/benchmark/",
        "organisation": "entity/organisation/",
        "hardware": "entity/hardware/",
        "task": "entity/task/",
        "software": "entity/software/",
        "rule": "rule/",
        "metric": "metric/",
    }
    return {prefix: base + folder for prefix, folder in folders.items()}


#: Scheme, then what RFC 3986 lets stand in an IRI that is ASCII; brackets are for literal addresses of hosts only.
_IRI = re.compile(r"(?:https?://|urn:)(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")


def is_iri(text: str) -> bool:
    """Whether a text is a whole IRI in ASCII under http, https or urn.

    Examples
    --------
    >>> is_iri("https://example.org/id/"), is_iri("https://example.org/a b"), is_iri("example.org")
    (True, False, False)
    """
    return bool(_IRI.fullmatch(text))


def is_base(text: str) -> bool:
    """Whether names can be put behind a text to make IRIs of them.

    Examples
    --------
    >>> is_base("https://example.org/id/"), is_base("urn:x:"), is_base("https://example.org/id")
    (True, True, False)
    """
    return is_iri(text) and text.endswith(("/", "#", ":"))


def relative_to(base: str) -> str:
    """The base IRI if names can be relative to it, which takes a path; else the empty string.

    Examples
    --------
    >>> relative_to("https://example.org/id/"), relative_to("https://example.org/graph#"), relative_to("urn:x:")
    ('https://example.org/id/', '', '')
    """
    return base if base.startswith(("https://", "http://")) and base.endswith("/") and not set("?#") & set(base) else ""


def entity_iri(entity_id: str, base: str = BASE) -> str:
    """IRI of an entity.

    Examples
    --------
    >>> entity_iri("model/llama-3.1-405b")
    'https://kgraph.example/id/entity/model/llama-3.1-405b'
    """
    return f"{base}entity/{entity_id}"


def title_of_iri(paper: Paper) -> str:
    """The slug of the title of a paper that nothing else identifies, which its IRI is made of; else the empty string."""
    return "" if paper.arxiv_id or paper.doi else slug(paper.title)


def paper_iri(paper: Paper, base: str = BASE, ambiguous: Container[str] = ()) -> str:
    """IRI of a paper: by arXiv id, else by DOI, else by title; a digest tells papers of one title apart.

    Parameters
    ----------
    paper : Paper
        The record.
    base : str
        Under which IRI it lives.
    ambiguous : container of str
        Titles, as `title_of_iri` gives them, that several papers have.

    Examples
    --------
    >>> paper_iri(Paper("2106.09685", "LoRA", "", arxiv_id="2106.09685"))
    'https://kgraph.example/id/paper/arxiv/2106.09685'
    """
    if paper.arxiv_id:
        return f"{base}paper/arxiv/{_path(paper.arxiv_id)}"
    if paper.doi:
        return f"{base}paper/doi/{_path(paper.doi)}"
    name = title_of_iri(paper)
    if name in ambiguous:
        digest = hashlib.sha256(f"{paper.title}\n{paper.abstract}\n{paper.id}".encode()).hexdigest()
        name = f"{name}--{digest[:8]}"
    return f"{base}paper/title/{name}"


def _path(identifier: str) -> str:
    """An identifier as the end of a path; what a path would swallow, which no true identifier has, is encoded whole."""
    if {".", ".."} & set(identifier.split("/")):
        return quote(identifier, safe="").replace(".", "%2E")
    return quote(identifier, safe="/")
