"""What the papers of a corpus say together of each entity: types, names, written forms, families. A fold over Facts.

Graph, RDF and explorer all take it from here. Labels depend on counts only: any order of the papers, and any way to
share them out, gives the same. People are shown `Summary.label`; in RDF the preferred label is the most frequent form
(`preferred`), which needs no knowledge of types, and all others and the names are alternative labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from kgraph.names import fold
from kgraph.records import Facts

#: "tensor" of "tensor and pipeline parallelism" is a mention, but no form that the entity is known by.
_ELLIPTIC = "elliptic-coordination"


@dataclass(slots=True)
class Summary:
    """One entity over all papers.

    Attributes
    ----------
    type : str
        Its entity type.
    names : Counter of str
        Canonical name -> number of papers.
    forms : Counter of str
        Written form -> number of mentions; empty for an organisation that only pages name, and for what stands in elliptic
        coordinations only.
    parents : tuple of str
        Ids of its family and more general terms, the nearest first, whether or not the corpus has them.
    papers, mentions : int
        How many papers are linked to it, and how often they name it, in whatever form.
    first_date : str
        The earliest date with a year of a paper that is linked to it, or the empty string.
    accounts : set of str
        Accounts of an organisation on the listing site.
    """

    type: str
    names: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    parents: tuple[str, ...] = ()
    papers: int = 0
    mentions: int = 0
    first_date: str = ""
    accounts: set[str] = field(default_factory=set)

    @property
    def label(self) -> str:
        """What people are shown: the most frequent form of a name, the canonical name of a term.

        Terms are methods, tasks and what has no capital in it, and a form that is the canonical name but for its
        plural, case and hyphens is shown as that: "GPU cluster" for "GPU clusters".
        """
        name = preferred(self.names)
        if not self.forms or self.type in ("Method", "Task") or name.islower():
            return name
        form = preferred(self.forms)
        return name if fold(form) == fold(name) else form


def summarise_entities(facts: Iterable[Facts]) -> dict[str, Summary]:
    """Entity id -> what the papers say of it, sorted by id."""
    found: dict[str, Summary] = {}
    for one in facts:
        date = one.paper.date_with_year
        for entity in one.entities:
            summary = found.setdefault(entity.id, Summary(entity.type))
            summary.names[entity.name] += 1
            summary.papers += 1
            summary.mentions += len(entity.mentions)
            if date:
                summary.first_date = min(date, summary.first_date or date)
            summary.forms.update(m.text for m in entity.mentions if m.rule != _ELLIPTIC)
            summary.parents = entity.parents or summary.parents
        publisher = one.paper.organisation
        if publisher is not None and publisher.id:
            summary = found.setdefault(publisher.id, Summary("Organisation"))
            summary.names[publisher.name] += 1
            if publisher.account:
                summary.accounts.add(publisher.account)
    return {id_: found[id_] for id_ in sorted(found)}


def nearest_parent(id_: str, parents: Iterable[str], known: Container[str]) -> str:
    """The nearest of an entity's families and more general terms that the corpus has too, or the empty string."""
    return next((p for p in parents if p in known and p != id_), "")


def preferred(forms: Counter[str]) -> str:
    """The most frequent form; ties go to the shorter, then to the first by code point.

    Examples
    --------
    >>> preferred(Counter({"LLM": 2, "LLMs": 2, "large language model": 1}))
    'LLM'
    """
    return min(forms, key=lambda form: (-forms[form], len(form), form))
