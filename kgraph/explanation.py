"""A paper with its mentions and results marked, and the rule behind each: what a person checks the graph by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kgraph.components.attribution import rules_of_subjects
from kgraph.components.by_measure import rules_of_measures
from kgraph.components.measured import rules_of_tests
from kgraph.components.rivals import rules_of_rivals
from kgraph.errors import GraphError
from kgraph.lookup import find_paper
from kgraph.names import fold
from kgraph.records import Facts
from kgraph.rules.described import meanings
from kgraph.schema import ABSTRACT, TITLE


class Piece(NamedTuple):
    """A stretch of a paper's text.

    Attributes
    ----------
    text : str
        The characters.
    kind : str
        An entity type, ``Result``, or empty for plain text.
    entity : str
        Entity id, or empty.
    rule : str
        The rule that marked it, or empty.
    """

    text: str
    kind: str = ""
    entity: str = ""
    rule: str = ""


class Explanation(NamedTuple):
    """The pieces of title and abstract, in order, and the Facts they come from."""

    facts: Facts
    title: list[Piece]
    abstract: list[Piece]


def explain(facts: Sequence[Facts], paper: str, entity: str = "") -> Explanation:
    """The marked text of one paper.

    Parameters
    ----------
    facts : sequence of Facts
        Those of a build.
    paper : str
        Its id, its title, or words of its title.
    entity : str, optional
        Id or name of the only entity to mark.

    Raises
    ------
    GraphError
        No paper or several match, or the entity is not in the paper.
    """
    found = find_paper(facts, paper)
    if entity:
        key = fold(entity)
        only = [
            e
            for e in found.entities
            if e.id == entity or fold(e.name) == key or any(fold(m.text) == key for m in e.mentions)
        ]
        if not only:
            names = ", ".join(e.name for e in found.entities[:12])
            raise GraphError(f"no entity {entity!r} in {found.paper.id}", remedy=f"it has {names or 'none'}")
        found = Facts(found.paper, tuple(only), ())
    return Explanation(found, pieces(found, TITLE), pieces(found, ABSTRACT))


def legend(facts: Facts) -> list[tuple[str, str]]:
    """(Id, what it says) of each rule of a paper's mentions, roles and results, by id."""
    rules = {m.rule for e in facts.entities for m in e.mentions} | {e.role_rule for e in facts.entities}
    rules |= {rule for r in facts.results for rule in r.rules}
    said = meanings() | rules_of_measures() | rules_of_tests() | rules_of_subjects() | rules_of_rivals()
    return [(rule, said[rule]) for rule in sorted(rules) if rule in said]


def pieces(facts: Facts, field: str) -> list[Piece]:
    """The title or abstract in pieces that put together give the text again."""
    text = facts.paper.title if field == TITLE else facts.paper.abstract
    marks = [(m.start, m.end, e.type, e.id, m.rule) for e in facts.entities for m in e.mentions if m.field == field]
    marks += [(r.start, r.end, "Result", "", r.rule) for r in facts.results if r.field == field]
    out: list[Piece] = []
    at = 0
    for start, end, kind, entity, rule in sorted(marks):
        if start < at:
            continue
        if start > at:
            out.append(Piece(text[at:start]))
        out.append(Piece(text[start:end], kind, entity, rule))
        at = end
    if at < len(text):
        out.append(Piece(text[at:]))
    return out
