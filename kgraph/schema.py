"""The tables that everything else reads: entity types, roles, and the terms of the ontology they stand for.

A new entity type is one row of `ENTITY_TYPES`, a folder in `kgraph/lexicon/` and a class in `ontology/terms.tsv`: its names are
then found and have their usual role, and colour, IRI, command-line choice and legend come from the row. What the rules
for new names, roles and results know of types (what can achieve something, what is measured on) stands with them.
"""

from __future__ import annotations

from typing import NamedTuple

from kgraph.errors import GraphError


class EntityType(NamedTuple):
    """One of the seven types.

    Attributes
    ----------
    name : str
        As in the Facts and as the local name of the class, ``Model``.
    plural : str
        For headings and counts.
    colour : str
        ``#rrggbb``; the set is told apart with the common forms of colour blindness (after Okabe and Ito 2008).
    usual : str
        The role of an entity of the type that a paper deals with, where no words say more.
    preference : int
        Of two types that share a form, where nothing in the sentence decides, the lower one is taken.
    core : bool
        Whether it belongs to the five types of the project's purpose.
    """

    name: str
    plural: str
    colour: str
    usual: str
    preference: int
    core: bool = True

    @property
    def key(self) -> str:
        """The type in ids and file names: its name in lower case."""
        return self.name.lower()


class Role(NamedTuple):
    """What a paper does with an entity.

    Attributes
    ----------
    name : str
        As in the Facts, ``evaluates_on``.
    term : str
        The property's local name in the ontology, ``evaluatesOn``.
    label : str
        For people, from the paper to the entity.
    inverse : str
        For people, from the entity to its papers.
    """

    name: str
    term: str
    label: str
    inverse: str


ENTITY_TYPES: dict[str, EntityType] = {
    t.name: t
    for t in (
        EntityType("Model", "models", "#0072b2", "uses", 0),
        EntityType("Method", "methods", "#009e73", "uses", 4),
        EntityType("Benchmark", "benchmarks", "#d55e00", "evaluates_on", 1),
        EntityType("Organisation", "organisations", "#cc79a7", "mentions", 6),
        EntityType("Hardware", "hardware", "#8c6d31", "evaluates_on", 2),
        EntityType("Task", "tasks", "#e69f00", "evaluates_on", 5, core=False),
        EntityType("Software", "software", "#56b4e9", "uses", 3, core=False),
    )
}

#: Strongest first: where several hold, the first one is the paper's role towards the entity.
ROLES: dict[str, Role] = {
    r.name: r
    for r in (
        Role("introduces", "introduces", "introduces", "introduced by"),
        Role("evaluates_on", "evaluatesOn", "evaluates on", "evaluated on by"),
        Role("uses", "uses", "uses", "used by"),
        Role("compares_with", "comparesWith", "compares with", "compared with by"),
        Role("mentions", "mentions", "mentions as background", "mentioned by"),
    )
}


def entity_type(name: str) -> str:
    """The entity type that is called so, in whatever capitals.

    Raises
    ------
    GraphError
        There is no such type.

    Examples
    --------
    >>> entity_type("benchmark")
    'Benchmark'
    """
    for type_ in ENTITY_TYPES:
        if type_.casefold() == name.casefold():
            return type_
    raise GraphError(f"no type {name!r} of entities", remedy=f"one of {', '.join(ENTITY_TYPES)}")


#: The role of what is a paper's own.
INTRODUCES = next(iter(ROLES))

TITLE, ABSTRACT = "title", "abstract"
