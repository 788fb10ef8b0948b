"""From names to entity ids: pure functions of the name, its type and the lexicon, whatever else the corpus holds."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from kgraph.lexicon import load_knowledge
from kgraph.names import fold, slug
from kgraph.records import Entity, Facts, Paper
from kgraph.schema import ENTITY_TYPES

#: Between the names of a list that a result was measured on, or is of.
_JOINTS = re.compile(r",? (?:and|or|&) (?:the )?|, (?:the )?|/|\+")


@lru_cache(maxsize=1 << 16)
def entity_id(type_: str, name: str) -> str:
    """The id of an entity that no lexicon holds; one for all forms of a name that differ in case, hyphens or number.

    Examples
    --------
    >>> entity_id("Method", "Discard Predictions")
    'method/discard-prediction'
    """
    return f"{ENTITY_TYPES[type_].key}/{slug(fold(name))}"


def with_publisher_id(paper: Paper, lexicons: tuple[Path, ...] = ()) -> Paper:
    """The paper with the entity id of its organisation line: the lexicon's, by name or account, else one from the name."""
    publisher = paper.organisation
    if publisher is None or publisher.id or not any(map(str.isalnum, publisher.name)):
        return paper
    known = load_knowledge(lexicons).organisations
    id_ = (
        known.get(fold(publisher.name))
        or known.get(fold(publisher.account))
        or entity_id("Organisation", publisher.name)
    )
    return replace(paper, organisation=replace(publisher, id=id_))


def resolve(facts: Facts, name: str | None) -> list[Entity]:
    """The entities of the paper that a name as written stands for: one, those of a list ("A, B and C"), or none.

    Examples
    --------
    >>> resolve(Facts(Paper("p", "t", "a")), "QuillNet")
    []
    """
    if not name:
        return []
    whole = _named(facts, name)
    found = [whole] if whole else [e for item in _JOINTS.split(name) if (e := _named(facts, item))]
    return list({e.id: e for e in found}.values())


def _named(facts: Facts, name: str) -> Entity | None:
    key = fold(name)
    return next(
        (e for e in facts.entities if any(fold(m.text) == key for m in e.mentions) or fold(e.name) == key), None
    )
