"""The vocabulary of the RDF as one table, `terms.tsv`: every class and property that is written, ours and borrowed.

Ontology, alignments, JSON-LD context, shapes and the page of documentation are all made from it (`make ontology`), so
that they cannot say different things. `constraints.ttl` beside it holds what no table can: the shapes that are queries.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kgraph import iris
from kgraph.errors import OntologyError
from kgraph.files import numbered_lines
from kgraph.schema import ROLES

FOLDER = Path(__file__).parent
SHAPES = "https://kgraph.example/shapes#"

#: Prefixes of the table and of what is made from it.
PREFIXES: dict[str, str] = iris.PREFIXES | {
    "kgs": SHAPES,
    "owl": "http://www.w3.org/2002/07/owl#",
    "sh": "http://www.w3.org/ns/shacl#",
    "schema": "https://schema.org/",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "mls": "http://www.w3.org/ns/mls#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "lpwc": "https://linkedpaperswithcode.com/class/",
    "lpwcp": "https://linkedpaperswithcode.com/property/",
    "soa": "https://semopenalex.org/ontology/",
    "cskg": "https://w3id.org/cskg/ontology#",
}

#: What the exports write at ``--evidence none``, ``roles`` and ``full``: each level holds all of those before it.
LEVELS = ("none", "roles", "full")
KINDS = ("class", "object", "datatype")
_COUNT = re.compile(r"(\d+)(?:\.\.(\d+|\*))?")


class Term(NamedTuple):
    """One row of the table; other terms are named with their prefix, as in ``kg:Paper``.

    Attributes
    ----------
    name : str
        The term itself.
    kind : str
        One of `KINDS`: a class, a property whose values are nodes, a property whose values are literals.
    level : str
        The first of `LEVELS` at which it is written; empty for what is never written.
    label, definition, example : str
        For people. The example is a statement in Turtle, or a query for what is never written.
    parents : tuple of str
        Broader classes or properties.
    domain, range : tuple of str
        Classes, or for literals datatypes: one of these, any if empty.
    values : str
        How many values a thing of the domain has: ``1``, ``0..1``, ``1..2``, ``1..*``, any number if empty.
    checks : str
        Further SHACL of the values: predicates and objects in Turtle.
    close : tuple of str
        Terms of other vocabularies that mean nearly the same.
    """

    name: str
    kind: str
    level: str
    label: str
    parents: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    values: str
    checks: str
    close: tuple[str, ...]
    example: str
    definition: str

    @property
    def iri(self) -> str:
        """The whole IRI."""
        return expand(self.name)

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.partition(":")[2]

    @property
    def own(self) -> bool:
        """Whether the term is one of our vocabulary, not a borrowed one."""
        return self.name.startswith("kg:")

    @property
    def least(self) -> int:
        """The fewest values that a thing of the domain has."""
        return int(self.values.partition("..")[0] or 0)

    @property
    def most(self) -> int | None:
        """The most values that a thing of the domain has; None where there is no limit."""
        least, _, most = self.values.partition("..")
        most = most or least
        return int(most) if most not in ("", "*") else None


#: Columns of the file, in its order: the fields of `Term`, the first one under the name that people know it by.
COLUMNS = ("term", *Term._fields[1:])
_LISTS = frozenset({"parents", "domain", "range", "close"})


def expand(name: str) -> str:
    """The IRI of a name with a prefix.

    Examples
    --------
    >>> expand("kg:Paper")
    'https://kgraph.example/ontology#Paper'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def compact(iri: str) -> str:
    """An IRI with a prefix where one fits, else as it is.

    Examples
    --------
    >>> compact("http://www.w3.org/2002/07/owl#Class"), compact("https://example.org/")
    ('owl:Class', 'https://example.org/')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


@cache
def load_terms() -> dict[str, Term]:
    """Name -> term, in the order of the table.

    Raises
    ------
    OntologyError
        A row breaks the format, or names a term that is not there.
    """
    return read_terms(FOLDER / "terms.tsv")


def read_terms(path: str | Path) -> dict[str, Term]:
    """As `load_terms`, of any file of the format."""
    lines = numbered_lines(path, OntologyError)
    terms: dict[str, Term] = {}
    at: dict[str, int] = {}
    for number, line in lines:
        cells = line.split("\t")
        if not at and tuple(cells) == COLUMNS:
            at[""] = number
            continue
        if not at:
            raise _broken(path, number, "no heading", f"the first line is {' '.join(COLUMNS)}, with tabs between")
        if len(cells) != len(COLUMNS):
            raise _broken(path, number, f"{len(cells)} cells", f"a row has {len(COLUMNS)}")
        term = Term(*(tuple(c.split()) if f in _LISTS else c for f, c in zip(Term._fields, cells, strict=True)))  # type: ignore[arg-type]
        if term.name in terms:
            raise _broken(path, number, f"{term.name} stands here and in line {at[term.name]}", "keep one")
        terms[term.name], at[term.name] = term, number
    for term in terms.values():
        for problem, remedy in _problems(term, terms):
            raise _broken(path, at[term.name], f"{term.name}: {problem}", remedy)
    return terms


def _broken(path: str | Path, line: int, message: str, remedy: str) -> OntologyError:
    return OntologyError(message, path=str(path), line=line, remedy=remedy)


def _problems(term: Term, terms: dict[str, Term]) -> list[tuple[str, str]]:
    """What is wrong with a row, and what to do about it."""
    found = []
    named = (term.name, *term.parents, *term.domain, *term.range, *term.close)
    unknown = [n for n in named if n.partition(":")[0] not in PREFIXES]
    if unknown:
        found.append((f"the prefix of {unknown[0]} is not known", f"one of {', '.join(PREFIXES)}"))
    if term.kind not in KINDS:
        found.append((f"{term.kind!r} is no kind", f"one of {', '.join(KINDS)}"))
    if term.level not in ("", *LEVELS):
        found.append((f"{term.level!r} is no level of evidence", f"one of {', '.join(LEVELS)}, or nothing"))
    if not (term.label and term.definition and term.example):
        found.append(("label, definition or example is missing", "write it"))
    if term.values and not _COUNT.fullmatch(term.values):
        found.append((f"{term.values!r} is no number of values", "as in 1, 0..1, 1..2 or 1..*"))
    if (term.kind == "class") != term.local[:1].isupper():
        found.append(("classes begin with a capital, properties do not", "rename it or change its kind"))
    if term.kind == "class" and (term.domain or term.range or term.values or term.checks):
        found.append(("a class has no domain, range, values or checks", "clear the cells"))
    if term.kind == "datatype" and not (term.range and all(r.startswith("xsd:") for r in term.range)):
        found.append(("the range of a datatype property is datatypes", "as in xsd:string"))
    classes = (*term.domain, *(term.range if term.kind == "object" else ()))
    ours = (*classes, *(p for p in term.parents if p.startswith("kg:")))
    if strange := [n for n in ours if n not in terms]:
        found.append((f"{strange[0]} has no row", "add one"))
    if strange := [c for c in classes if c in terms and terms[c].kind != "class"]:
        found.append((f"{strange[0]} is no class", "domains and ranges are classes"))
    return found


def narrower(class_: str) -> tuple[str, ...]:
    """The classes that things of a class are written as: those below it, and itself unless it is never written alone.

    Examples
    --------
    >>> narrower("kg:Span"), narrower("kg:Paper")
    (('kg:Span', 'kg:Mention'), ('kg:Paper',))
    """
    below = tuple(t.name for t in load_terms().values() if t.kind == "class" and class_ in t.parents)
    return below if class_ == ABSTRACT else (class_, *below)


#: The class that every entity belongs to and that none is written as.
ABSTRACT = "kg:Entity"


def role_terms() -> tuple[str, ...]:
    """The properties that stand for the roles, strongest first."""
    return tuple(f"kg:{role.term}" for role in ROLES.values())
