"""RDF of a whole graph as a stream of named graphs: one for each paper, and one for what papers share.

Papers come one by one, in the order of their ids; memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise
from typing import NamedTuple

from kgraph.exports.scope import Scope
from kgraph.exports.shared import Shared
from kgraph.exports.sorting import SortedRecords
from kgraph.exports.terms import Description, Term, iri
from kgraph.exports.triples import describe_paper
from kgraph.iris import paper_iri, title_of_iri
from kgraph.records import Facts, Paper

#: Subjects of what papers share that are held at once.
_PART = 500


class Graph(NamedTuple):
    """A named graph, or a part of one.

    Attributes
    ----------
    name : Term
        Its IRI.
    descriptions : list of Description
        What it says of each subject; a subject is in one graph only, and there once.
    paper : Paper or None
        Whose graph it is.
    """

    name: Term
    descriptions: list[Description]
    paper: Paper | None = None


def graphs_of(facts: Iterable[Facts], scope: Scope) -> Iterator[Graph]:
    """The graphs of Facts that can be iterated again and are in order (`in_order`).

    Each paper's comes whole; that of what papers share comes last, in parts.
    """
    ambiguous = shared_titles(facts)
    with Shared(scope) as shared:
        for one in facts:
            paper = paper_iri(one.paper, scope.base, ambiguous)
            yield Graph(iri(paper + "/graph"), list(describe_paper(one, paper, scope)), one.paper)
            shared.add(one)
        rest = shared.descriptions()
        while part := list(islice(rest, _PART)):
            yield Graph(scope.shared_graph, part)


def in_order(facts: Iterable[Facts]) -> Iterable[Facts]:
    """The Facts sorted by the ids of their papers, to be iterated as often as wanted."""
    again = not isinstance(facts, Iterator)
    if again and not isinstance(facts, Sequence) and all(a <= b for a, b in pairwise(f.paper.id for f in facts)):
        return facts
    return sorted(facts, key=lambda f: f.paper.id)


def shared_titles(facts: Iterable[Facts]) -> frozenset[str]:
    """Slugs of titles that several papers have which only their titles name."""
    with SortedRecords() as titles:
        for one in facts:
            if name := title_of_iri(one.paper):
                titles.add([name.encode()])
        return frozenset(name.decode() for name, same in groupby(titles) if len(list(same)) > 1)
