"""Namespaces, and the IRIs of papers, entities and all that hangs on them: pure, ASCII, no blank nodes anywhere."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from kgraph.names import slug
from kgraph.records import Paper

ONTOLOGY = "https://kgraph.example/ontology#"
BASE = "https://kgraph.example/id/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"
FABIO = "http://purl.org/spar/fabio/"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

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


def entity_iri(entity_id: str, base: str = BASE) -> str:
    """IRI of an entity.

    Examples
    --------
    >>> entity_iri("model/llama-3.1-405b")
    'https://kgraph.example/id/entity/model/llama-3.1-405b'
    """
    return f"{base}entity/{entity_id}"


def paper_iris(papers: Iterable[Paper], base: str = BASE) -> dict[str, str]:
    """Paper id -> IRI: by arXiv id, else by DOI, else by title; the digest of the text tells papers of one title apart."""
    papers = list(papers)
    titles = Counter(slug(p.title) for p in papers if not p.arxiv_id and not p.doi)
    return {p.id: base + _paper_path(p, titles) for p in papers}


def _paper_path(paper: Paper, titles: Counter[str]) -> str:
    if paper.arxiv_id:
        return f"paper/arxiv/{quote(paper.arxiv_id, safe='./')}"
    if paper.doi:
        return f"paper/doi/{quote(paper.doi, safe='./-_')}"
    name = slug(paper.title)
    if titles[name] > 1:
        digest = hashlib.sha256(f"{paper.title}\n{paper.abstract}\n{paper.id}".encode()).hexdigest()
        name = f"{name}--{digest[:8]}"
    return f"paper/title/{name}"
