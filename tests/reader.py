"""What the pipeline reads in one abstract, for tests."""

from __future__ import annotations

from spacy.language import Language

import kgraph
from kgraph.records import Facts, Paper


def read(nlp: Language, abstract: str, title: str = "On a thing") -> Facts:
    return kgraph.extract([Paper("p", title, abstract)], nlp=nlp).facts[0]


def entities(nlp: Language, abstract: str, title: str = "On a thing") -> dict[str, tuple[str, str]]:
    """Name -> (type, role)."""
    return {e.name: (e.type, e.role) for e in read(nlp, abstract, title).entities}
