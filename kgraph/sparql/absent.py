"""Why a query may have found nothing: what it names that the graph does not have, or the query itself has nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

import pyoxigraph as ox

from kgraph.iris import XSD
from kgraph.ontology import load_terms
from kgraph.sparql.mistakes import iris_of, nearest
from kgraph.sparql.results import shown_iri
from kgraph.sparql.sources import Source, prefixes_of
from kgraph.sparql.tokens import query_form, template_of, tokens

_DUPLICATES = frozenset({"DISTINCT", "REDUCED"})


def absent(source: Source, text: str) -> Iterator[str]:
    """One line for each IRI that a query looks for and the graph does not have, with those that are spelt most alike.

    Parameters
    ----------
    source : Source
        The graph that was asked.
    text : str
        A query that parses.

    Examples
    --------
    >>> from kgraph.sparql.sources import LocalGraph
    >>> list(absent(LocalGraph(ox.Store()), "SELECT ?x { ?x dcterms:titel ?y }"))
    ['dcterms:titel is nowhere in this graph (did you mean dcterms:title?)']
    """
    prefixes, template = prefixes_of(source), template_of(text)
    wanted = {iri: token.text for token, iri in iris_of(text, prefixes) if token.start not in template}
    for iri, written in wanted.items():
        if iri.startswith(XSD) or _has(source, iri):
            continue
        namespace = iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
        names = {known.removeprefix(namespace) for known in _siblings(source, namespace)}
        name = iri.removeprefix(namespace)
        remedy = "the vocabulary has it" if name in names else nearest(name, names, shown_iri(namespace, prefixes))
        yield f"{written} is nowhere in this graph ({remedy})"


def unbound(text: str) -> Iterator[str]:
    """One line for each column that is empty in every row, for its variable stands nowhere else in the query.

    Parameters
    ----------
    text : str
        A query that parses.

    Examples
    --------
    >>> list(unbound("SELECT ?titel { ?paper dcterms:title ?title }"))
    ['?titel stands nowhere else in the query, and is empty (did you mean ?title?)']
    """
    if query_form(text) != "SELECT":
        return
    words = [word for word in tokens(text) if word.keyword not in _DUPLICATES]
    first = next(i for i, word in enumerate(words) if word.keyword == "SELECT")
    columns = [word.text for word in takewhile(lambda word: word.kind == "variable", words[first + 1 :])]
    places = Counter(word.text[1:] for word in words if word.kind == "variable")
    for column in columns:
        if places[column[1:]] == 1:
            remedy = nearest(column[1:], places.keys() - {c[1:] for c in columns}, "?")
            yield f"{column} stands nowhere else in the query, and is empty ({remedy})"


def _has(source: Source, iri: str) -> bool:
    query = f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s <{iri}> ?o }} UNION {{ ?s ?p <{iri}> }} }}"
    return source.ask(query).rows[0][0] == ox.Literal(True)


def _siblings(source: Source, namespace: str) -> Iterator[str]:
    """The IRIs that the query may have meant: terms of the vocabulary, or nodes with a label, of the same namespace."""
    yield from (term.iri for term in load_terms().values() if term.iri.startswith(namespace))
    if namespace.startswith(source.base):
        query = "SELECT DISTINCT $space ?node { ?node skos:prefLabel ?label FILTER(STRSTARTS(STR(?node), $space)) }"
        for _, node in source.ask(query, {"space": ox.Literal(namespace)}).rows:
            yield getattr(node, "value", "")
