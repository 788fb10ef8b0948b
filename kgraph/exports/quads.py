"""RDF of a whole graph as a stream of quads: a named graph for each paper, and one for what papers share.

Papers are written one by one, in the order of their ids; memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Unpack

import pyoxigraph as ox

from kgraph.exports.scope import Options, Scope
from kgraph.exports.shared import Shared
from kgraph.exports.sorting import SortedLines
from kgraph.exports.terms import Node
from kgraph.exports.triples import paper_triples
from kgraph.iris import paper_iri, title_of_iri
from kgraph.records import Facts


def quads(facts: Iterable[Facts], **options: Unpack[Options]) -> Iterator[ox.Quad]:
    """All quads, each once, those of one graph together and in it those of one subject; papers first.

    Parameters
    ----------
    facts : iterable of Facts
        Each paper once. What can be iterated again and is in the order of the papers' ids, as a `FactsFile` of a
        build, is read twice and never held; all else is held and sorted.
    **options
        `base`, `provenance`, `evidence`, `texts`: the attributes of `kgraph.exports.scope.Scope`.

    Raises
    ------
    ExportError
        There is no such level of evidence, or the base is no IRI.
    """
    return quads_of(in_order(facts), Scope.of(**options))


def quads_of(facts: Iterable[Facts], scope: Scope) -> Iterator[ox.Quad]:
    """The quads of Facts that can be iterated again and are in order (`in_order`), with all choices made."""
    ambiguous = shared_titles(facts)
    with Shared(scope) as shared:
        for one in facts:
            iri = paper_iri(one.paper, scope.base, ambiguous)
            graph = Node(iri + "/graph")
            for s, p, o in paper_triples(one, iri, scope):
                yield ox.Quad(s, p, o, graph)
            shared.add(one)
        for s, p, o in shared.triples():
            yield ox.Quad(s, p, o, scope.shared_graph)


def in_order(facts: Iterable[Facts]) -> Iterable[Facts]:
    """The Facts sorted by the ids of their papers, to be iterated as often as wanted."""
    again = not isinstance(facts, Iterator)
    if again and not isinstance(facts, Sequence) and all(a <= b for a, b in pairwise(f.paper.id for f in facts)):
        return facts
    return sorted(facts, key=lambda f: f.paper.id)


def shared_titles(facts: Iterable[Facts]) -> frozenset[str]:
    """Slugs of titles that several papers have which only their titles name."""
    with SortedLines() as titles:
        for one in facts:
            if name := title_of_iri(one.paper):
                titles.add(f"{name}\n".encode())
        return frozenset(name.decode() for name, same in groupby(titles) if len(list(same)) > 1)
