"""A graph as reports look at it: which papers name which entities, in which role, when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import networkx as nx

from kgraph.entities import Summary, summarise_entities
from kgraph.loading import facts_of
from kgraph.lookup import entity_called, find_paper
from kgraph.records import Facts, Paper

#: What a report can be made of: the folder of a build, a graph from `kgraph.load` or a part of one, or Facts.
Source: TypeAlias = "str | Path | nx.MultiDiGraph[str] | Iterable[Facts] | Corpus"


@dataclass(frozen=True)
class Corpus:
    """Facts, with what reports ask of them.

    Attributes
    ----------
    facts : tuple of Facts
        Each paper once, sorted by id.
    """

    facts: tuple[Facts, ...]

    @classmethod
    def of(cls, source: Source) -> Corpus:
        """The corpus of a build, a graph or Facts; errors as of `kgraph.loading.facts_of`."""
        return source if isinstance(source, Corpus) else cls(tuple(facts_of(source)))

    @cached_property
    def entities(self) -> dict[str, Summary]:
        """Entity id -> what the papers say of it, sorted by id."""
        return summarise_entities(self.facts)

    @cached_property
    def by_id(self) -> dict[str, Facts]:
        """Id of a paper -> its Facts."""
        return {f.paper.id: f for f in self.facts}

    @cached_property
    def named(self) -> dict[str, dict[str, str]]:
        """Id of a paper -> id of an entity that it names -> role."""
        return {f.paper.id: {e.id: e.role for e in f.entities} for f in self.facts}

    @cached_property
    def papers(self) -> dict[str, list[str]]:
        """Id of an entity -> ids of the papers that name it, sorted."""
        found: dict[str, list[str]] = {id_: [] for id_ in self.entities}
        for paper, entities in self.named.items():
            for id_ in entities:
                found[id_].append(paper)
        return found

    def label(self, entity: str) -> str:
        """What people call an entity."""
        return self.entities[entity].label

    def type(self, entity: str) -> str:
        """A key of `kgraph.schema.ENTITY_TYPES`."""
        return self.entities[entity].type

    def find(self, wanted: str) -> str:
        """The entity that is meant by an id, a name or a written form.

        Raises
        ------
        GraphError
            No entity or several are called so.
        """
        if wanted in self.entities:
            return wanted
        names = ((id_, (s.label, *s.names, *s.forms)) for id_, s in self.entities.items())
        return entity_called(wanted, names)

    def find_paper(self, wanted: str) -> str:
        """The paper that is meant by an id or by words of its title.

        Raises
        ------
        GraphError
            No paper or several are called so.
        """
        return find_paper(self.facts, wanted).paper.id


def month(paper: Paper) -> str:
    """The month of a paper, ``2026-03``, or the empty string where it is not known."""
    date = paper.date_with_year
    return date[:7] if len(date) >= 7 else ""
