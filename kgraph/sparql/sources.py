"""Where queries are answered: what a source of answers is, and the one on this machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol

import pyoxigraph as ox

from kgraph.errors import QueryError
from kgraph.iris import BASE, PREFIXES, instance_prefixes
from kgraph.schema import ENTITY_TYPES
from kgraph.sparql.mistakes import syntax_mistake
from kgraph.sparql.results import Table, Term
from kgraph.sparql.tokens import declared_prefixes, has_keyword

NOTHING: Mapping[str, Term] = {}
_ONE_INSTANCE = "SELECT ?one WHERE { VALUES ?class { CLASSES } ?one a ?class } LIMIT 1".replace(
    "CLASSES", " ".join(f"kg:{name}" for name in (*ENTITY_TYPES, "Metric", "Rule"))
)


class Scope(NamedTuple):
    """Which graphs are asked, and how much answer is wanted.

    Attributes
    ----------
    default_graphs, named_graphs : sequence of str or None
        IRIs of graphs, in place of those that the query names. If both are None all graphs are asked together.
    max_rows : int or None
        The longest answer that is taken.
    """

    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    max_rows: int | None = None


ALL = Scope()


class Source(Protocol):
    """Anything that answers queries over a graph of ours."""

    @property
    def base(self) -> str:
        """The IRI under which the instances of the graph live."""

    def ask(self, text: str, bindings: Mapping[str, Term] = NOTHING, scope: Scope = ALL) -> Table:
        """The answer of a query in which these variables have these values.

        Raises
        ------
        QueryError
            The query has a mistake, or its answer is longer than what is wanted.
        """


def prefixes_of(source: Source) -> dict[str, str]:
    """The prefixes that a query to a source need not declare."""
    return PREFIXES | instance_prefixes(source.base)


def prefixes_in(source: Source, text: str) -> dict[str, str]:
    """The prefixes that stand for something in a query to a source: its own too."""
    return prefixes_of(source) | declared_prefixes(text)


def find_base(answer: Callable[[str], Table]) -> str:
    """The IRI that the instances of a graph share, read off one of them."""
    for (one,) in answer(_ONE_INSTANCE).rows:
        match = re.fullmatch(r"(.*?)(?:entity/[^/]+|rule|metric)/[^/]+", getattr(one, "value", ""))
        if match:
            return match[1]
    return BASE


class LocalGraph:
    """A store on this machine; nothing that is asked of it leaves the machine.

    Parameters
    ----------
    store : pyoxigraph.Store
        As `open_store` gives it.
    """

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    @cached_property
    def base(self) -> str:
        """The IRI under which the instances of the graph live."""
        return find_base(lambda text: self._answer(text, PREFIXES, NOTHING, ALL))

    def ask(self, text: str, bindings: Mapping[str, Term] = NOTHING, scope: Scope = ALL) -> Table:
        """The answer of a query; without FROM it is asked of all graphs together.

        Raises
        ------
        QueryError
            The query has a mistake, asks another service for data, or does not select a variable that is bound; its
            answer is longer than what is wanted.
        """
        if has_keyword(text, "SERVICE"):
            raise QueryError(
                "SERVICE is refused: no request leaves this machine", remedy="load the data and query it here"
            )
        return self._answer(text, prefixes_of(self), bindings, scope).named(prefixes_in(self, text))

    def _answer(self, text: str, prefixes: Mapping[str, str], bindings: Mapping[str, Term], scope: Scope) -> Table:
        try:
            answer = self.store.query(
                text,
                prefixes=dict(prefixes),
                substitutions={ox.Variable(name): term for name, term in bindings.items()},
                **_dataset(scope, chosen=has_keyword(text, "FROM")),
            )
            return Table.of(answer, scope.max_rows)
        except SyntaxError as error:
            raise syntax_mistake(text, error.msg, prefixes) from error
        except RuntimeError as error:
            unseen = "projection" in str(error)
            remedy = (
                "a parameter has to stand behind SELECT, and in GROUP BY where there is one"
                if unseen
                else "ask for less"
            )
            raise QueryError(f"no answer: {error}", remedy=remedy) from error


def _dataset(scope: Scope, *, chosen: bool) -> dict[str, Any]:
    """What pyoxigraph is told of the graphs to ask: those of the caller, else those of the query, else all."""
    if scope.default_graphs is None and scope.named_graphs is None:
        # the union would win over what the query names
        return {} if chosen else {"use_default_graph_as_union": True}
    return {
        "default_graph": [ox.NamedNode(g) for g in scope.default_graphs or ()],
        "named_graphs": [ox.NamedNode(g) for g in scope.named_graphs or ()],
    }
