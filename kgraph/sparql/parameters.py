"""Parameters of queries: what a person writes for one, and the RDF term that is meant by it in a graph.

Entities, papers and measures are named as people know them: by any of their written forms, an id, or an IRI. The
value is looked up in the graph that is asked, so that a name that is not there is an error with the nearest ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

import pyoxigraph as ox

from kgraph.errors import QueryError
from kgraph.iris import XSD
from kgraph.metrics import measure_of
from kgraph.names import is_sluggable, slug
from kgraph.schema import ENTITY_TYPES
from kgraph.sparql.mistakes import check_characters
from kgraph.sparql.results import Term
from kgraph.sparql.sources import Source, prefixes_of

#: The value that leaves a parameter open, and the paper with the latest date, as words to write for a node.
ANY, NEWEST = "any", "newest"
_MOST_SHOWN = 3


class Parameter(NamedTuple):
    """A parameter of a query.

    Attributes
    ----------
    name : str
        Of the variable, without its ``$``.
    type : str
        A key of `TYPES`.
    default : str
        As a person would write it; `ANY` leaves the variable open.
    description : str
        For people.
    """

    name: str
    type: str
    default: str
    description: str


class Type(NamedTuple):
    """A type of parameters: how a written value becomes a term, and whether it names a node of the graph."""

    read: Callable[[str, Source], Term]
    names_a_node: bool = True


def bind(parameters: Iterable[Parameter], values: Mapping[str, str], source: Source) -> dict[str, Term]:
    """Name -> term of the parameters that have a value.

    Parameters
    ----------
    parameters : iterable of Parameter
        Those of the query.
    values : mapping
        Name -> value as written; defaults stand in for what is not there.
    source : Source
        The graph in which names are looked up.

    Raises
    ------
    QueryError
        There is no such parameter, its value is not UTF-8 or makes no IRI, or the graph holds nothing of that name.
    """
    known = {p.name: p for p in parameters}
    for name, value in values.items():
        if name not in known:
            remedy = f"one of {', '.join(known)}" if known else "it takes none"
            raise QueryError(f"the query has no parameter {name!r}", remedy=remedy)
        check_characters(value, f"the value of {name}")
    written = {p.name: values.get(p.name, p.default).strip() for p in known.values()}
    return {
        name: TYPES[known[name].type].read(value, source)
        for name, value in written.items()
        if not (value == ANY and TYPES[known[name].type].names_a_node)
    }


def _integer(value: str, source: Source) -> Term:
    if not re.fullmatch(r"[+-]?\d{1,18}", value):
        raise QueryError(f"{value!r} is no whole number", remedy="as in 3")
    return ox.Literal(int(value))


def _date(value: str, source: Source) -> Term:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise QueryError(f"{value!r} is no date", remedy="as in 2025-10-31") from None
    return ox.Literal(day.isoformat(), datatype=ox.NamedNode(XSD + "date"))


def _iri(value: str, source: Source) -> ox.NamedNode | None:
    """The node of a value that is an IRI, whole or with a prefix of the instances."""
    if match := re.fullmatch(r"<?((?:https?|urn):[^<>]*)>?", value):
        return _node(match[1], value)
    prefix, colon, local = value.partition(":")
    prefixes = prefixes_of(source)
    if colon and prefix in prefixes and re.fullmatch(r"[\w.%-]+", local):
        return _node(prefixes[prefix] + local, value)
    return None


def _node(iri: str, value: str) -> ox.NamedNode:
    """The node of an IRI that a value stands for."""
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{value!r} is no IRI: {error}", remedy="check it") from error


def _entity_reader(*types: str) -> Callable[[str, Source], Term]:
    """A reader of names of entities of these types."""
    kind = " or ".join(t.lower() for t in types) if len(types) == 1 else "entity"
    classes = " ".join(f"kg:{t}" for t in types)

    def read(value: str, source: Source) -> Term:
        return _iri(value, source) or _id(value, source) or _labelled(value, source, classes, kind)

    def _id(value: str, source: Source) -> ox.NamedNode | None:
        """The node of an entity id, ``model/quillnet``."""
        type_, slash, local = value.partition("/")
        known = slash and type_ in {t.lower() for t in types} and re.fullmatch(r"[a-z0-9._%A-F-]+", local)
        return _node(f"{source.base}entity/{value}", value) if known else None

    return read


def _metric(value: str, source: Source) -> Term:
    metric = measure_of(value)
    return _iri(value, source) or _labelled(metric.name if metric else value, source, "kg:Metric", "metric")


def _rule(value: str, source: Source) -> Term:
    return _iri(value, source) or _labelled(value, source, "kg:Rule", "rule")


def _labelled(value: str, source: Source, classes: str, kind: str) -> ox.NamedNode:
    """The node that is called so in the graph.

    The spelling as written decides before one in other case, the usual form before others.
    """
    pattern = f"VALUES ?class {{ {classes} }} ?node a ?class ; skos:prefLabel|skos:altLabel ?label"
    found = source.ask(
        f"SELECT DISTINCT $wanted ?node ?label WHERE {{ {pattern} FILTER(LCASE(STR(?label)) = $wanted) }}",
        {"wanted": ox.Literal(value.lower())},
    ).rows
    candidates = {node: str(getattr(label, "value", "")) for _, node, label in found if isinstance(node, ox.NamedNode)}
    name = slug(value) if is_sluggable(value) else ""
    for fits in (
        lambda node, label: node.value.rpartition("/")[2] == name,
        lambda node, label: label == value,
        lambda node, label: True,
    ):
        best = sorted((n for n, label in candidates.items() if fits(n, label)), key=str)
        if len(best) == 1:
            return best[0]
        if best:
            ids = ", ".join("/".join(n.value.split("/")[-2:]) for n in best)
            raise QueryError(f"{value!r} may be {len(best)} things in this graph", remedy=f"one of {ids}")
    labels = source.ask(f"SELECT DISTINCT ?label WHERE {{ {pattern} }}").rows
    raise _missing(kind, value, (str(getattr(row[0], "value", "")) for row in labels))


def _paper(value: str, source: Source) -> Term:
    """The paper of an IRI, an arXiv id, a DOI, a title, or words of a title that no other paper has, or the newest."""
    if iri := _iri(value, source):
        return iri
    pattern = "?paper a kg:Paper ; dcterms:title ?title"
    if value == NEWEST:
        order = "OPTIONAL { ?paper dcterms:issued ?date } } ORDER BY DESC(STR(?date)) ?title LIMIT 1"
        for (paper,) in source.ask(f"SELECT ?paper WHERE {{ {pattern} {order}").rows:
            if isinstance(paper, ox.NamedNode):
                return paper
        raise QueryError("no paper in this graph", remedy="build it from papers")
    rows = source.ask(
        f"""SELECT DISTINCT $wanted ?paper ?title WHERE {{ {pattern}
        OPTIONAL {{ ?paper fabio:hasArXivId|dcterms:identifier ?id }}
        FILTER(CONTAINS(LCASE(STR(?title)), $wanted) || STR(?id) = $wanted || STR(?id) = CONCAT("doi:", $wanted)) }}""",
        {"wanted": ox.Literal(value.lower())},
    ).rows
    found = {paper: str(getattr(title, "value", "")) for _, paper, title in rows if isinstance(paper, ox.NamedNode)}
    exact = [paper for paper, title in found.items() if title.lower() == value.lower()]
    if len(found) == 1 or len(exact) == 1:
        return (exact or list(found))[0]
    if found:
        shown = ", ".join(sorted(found.values())[:_MOST_SHOWN])
        raise QueryError(f"{len(found)} papers have {value!r} in their title", remedy=f"more of it, as of: {shown}")
    titles = source.ask(f"SELECT ?title WHERE {{ {pattern} }}").rows
    raise _missing("paper", value, (str(getattr(row[0], "value", "")) for row in titles))


def _missing(kind: str, value: str, names: Iterable[str]) -> QueryError:
    by_folded = {n.lower(): n for n in sorted(names)}
    close = get_close_matches(value.lower(), by_folded, n=_MOST_SHOWN, cutoff=0.65)
    remedy = f"did you mean {' or '.join(by_folded[c] for c in close)}?" if close else "check the name"
    return QueryError(f"no {kind} {value!r} in this graph", remedy=remedy)


#: Types of parameters by name.
TYPES: dict[str, Type] = {
    **{name: Type(_entity_reader(name)) for name in ENTITY_TYPES},
    "Entity": Type(_entity_reader(*ENTITY_TYPES)),
    "Metric": Type(_metric),
    "Rule": Type(_rule),
    "Paper": Type(_paper),
    "date": Type(_date, names_a_node=False),
    "integer": Type(_integer, names_a_node=False),
}
