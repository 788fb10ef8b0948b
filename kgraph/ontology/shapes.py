"""SHACL shapes: one for each class, made from the table of terms, and the queries of `constraints.ttl` beside them.

No blank nodes and no lists (a value of one of several classes or datatypes is a query), no inference and no ontology
needed: each shape names all the classes that it is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from kgraph.ontology import ABSTRACT, FOLDER, LEVELS, PREFIXES, SHAPES, Term, load_terms, narrower, role_terms
from kgraph.ontology.vocabulary import GENERATED, header, literal, statement

_GRAPH = SHAPES.removesuffix("#")
#: Prefixes of the queries in the shapes.
_DECLARED = ("kg", "rdf", "dcterms", "fabio", "oa", "prov", "rdfs", "skos", "xsd", "void", "dcat")

#: The counts of the table in words.
_COUNTS = {"1": "exactly one", "0..1": "at most one", "1..2": "one or two", "1..*": "at least one", "": "any number of"}


@cache
def shapes_turtle() -> str:
    """The shapes graph in Turtle, as `ontology/shapes.ttl` holds it."""
    return "\n".join((GENERATED, header(PREFIXES), *_graph(), *_class_shapes(), _constraints()))


def _graph() -> Iterator[str]:
    """The shapes graph itself, with the prefixes of its queries."""
    declared = [f"kgs:prefix-{p}" for p in _DECLARED]
    yield statement(
        f"<{_GRAPH}>",
        ("a", "owl:Ontology"),
        ("dcterms:title", '"kgraph shapes"@en'),
        ("dcterms:description", '"What a graph in the terms of the kgraph ontology must look like."@en'),
        ("sh:declare", " , ".join(declared)),
    )
    for prefix, node in zip(_DECLARED, declared, strict=True):
        yield statement(
            node, ("sh:prefix", literal(prefix)), ("sh:namespace", f"{literal(PREFIXES[prefix])}^^xsd:anyURI")
        )


def _class_shapes() -> Iterator[str]:
    terms = load_terms()
    for class_ in (t for t in terms.values() if t.kind == "class" and t.level and not _inherits_all(t)):
        properties = [t for t in terms.values() if class_.name in t.domain and t.level]
        queries = dict(_queries(class_, properties))
        yield statement(
            f"kgs:{class_.local}",
            ("a", "sh:NodeShape"),
            ("rdfs:label", f"{literal(class_.label)}@en"),
            ("sh:targetClass", " , ".join(narrower(class_.name))),
            ("sh:nodeKind", "sh:IRI"),
            ("sh:property", " , ".join(f"kgs:{class_.local}-{p.local}" for p in properties)),
            ("sh:sparql", " , ".join(queries)),
        )
        for property_ in properties:
            yield _property_shape(class_, property_)
        yield from queries.values()


def _inherits_all(class_: Term) -> bool:
    """Whether what is to be said of a class is said of the one above it."""
    return ABSTRACT in class_.parents


def _property_shape(class_: Term, term: Term) -> str:
    least = 0 if _is_conditional(class_, term) else term.least
    kind, allowed = _range(term)
    if term.kind == "object":
        values = [("sh:nodeKind", "sh:IRI")]
    else:
        values = [("sh:nodeKind", "sh:Literal")] if len(allowed) > 1 else []
    if len(allowed) == 1:
        values.append((kind, allowed[0]))
    checks = [(name, value) for name, _, value in (c.partition(" ") for c in term.checks.split(" ; ") if c)]
    return statement(
        f"kgs:{class_.local}-{term.local}",
        ("a", "sh:PropertyShape"),
        ("sh:path", term.name),
        ("sh:name", f"{literal(term.label)}@en"),
        ("sh:minCount", str(least) if least else ""),
        ("sh:maxCount", "" if term.most is None else str(term.most)),
        *values,
        *checks,
        ("sh:message", f"{literal(_wanted(term))}@en"),
    )


def _wanted(term: Term) -> str:
    """What a property shape asks for, in words.

    Examples
    --------
    >>> _wanted(load_terms()["oa:start"])
    'wanted: exactly one oa:start; a xsd:nonNegativeInteger; sh:lessThan oa:end'
    """
    _, allowed = _range(term)
    values = (
        " or ".join(allowed) if term.kind == "datatype" else f"an IRI{' of ' if allowed else ''}{' or '.join(allowed)}"
    )
    article = "" if term.kind == "object" else "a "
    return "; ".join(
        part for part in (f"wanted: {_COUNTS[term.values]} {term.name}", article + values, term.checks) if part
    )


def _is_conditional(class_: Term, term: Term) -> bool:
    """Whether a graph with less evidence may have the thing and not the property."""
    return bool(term.least) and LEVELS.index(term.level) > LEVELS.index(class_.level)


def _range(term: Term) -> tuple[str, tuple[str, ...]]:
    """The SHACL term for the range of a property, and the classes or datatypes that a value has one of."""
    if term.kind == "datatype":
        return "sh:datatype", term.range
    return "sh:class", tuple(n for r in term.range for n in narrower(r))


def _queries(class_: Term, properties: list[Term]) -> Iterator[tuple[str, str]]:
    """Name and text of the constraints that SHACL's own terms have no words for without lists."""
    by_range: dict[tuple[str, tuple[str, ...], str], list[Term]] = {}
    for term in properties:
        kind, allowed = _range(term)
        if len(allowed) > 1:
            by_range.setdefault((kind, allowed, "-or-".join(r.partition(":")[2] for r in term.range)), []).append(term)
        if _is_conditional(class_, term):
            name = f"kgs:{class_.local}-{term.local}-missing"
            yield (
                name,
                _constraint(
                    name,
                    f"has no {term.name}, while others have",
                    f"""SELECT $this ?path WHERE {{
        BIND ({term.name} AS ?path)
        FILTER NOT EXISTS {{ $this {term.name} ?value }}
        FILTER EXISTS {{ ?other {term.name} ?any }}
    }}""",
                ),
            )
    for (kind, allowed, label), terms in by_range.items():
        name = f"kgs:{class_.local}-to-{label}"
        wrong = (
            f"FILTER NOT EXISTS {{ ?value a ?type FILTER (?type IN ({', '.join(allowed)})) }}"
            if kind == "sh:class"
            else f"FILTER (!COALESCE(DATATYPE(?value) IN ({', '.join(allowed)}), false))"
        )
        yield (
            name,
            _constraint(
                name,
                f"{{?path}} is {{?value}}, which is no {label.replace('-or-', ' or ')}",
                f"""SELECT $this ?path ?value WHERE {{
        $this ?path ?value .
        FILTER (?path IN ({", ".join(t.name for t in terms)}))
        {wrong}
    }}""",
            ),
        )


def _constraint(name: str, message: str, query: str) -> str:
    return statement(
        name,
        ("a", "sh:SPARQLConstraint"),
        ("sh:message", f"{literal(message)}@en"),
        ("sh:prefixes", f"<{_GRAPH}>"),
        ("sh:select", f'"""{query}"""'),
    )


def _constraints() -> str:
    """The hand-written constraints, with the names of the table filled in."""
    text = (FOLDER / "constraints.ttl").read_text(encoding="utf-8")
    names: dict[str, Iterable[str]] = {
        "%roles%": role_terms(),
        "%types%": narrower(ABSTRACT),
        "%terms%": (t.name for t in load_terms().values() if t.own),
    }
    head, _, body = text.partition("\n\n")
    assert head.startswith("#")
    for placeholder, terms in names.items():
        body = body.replace(placeholder, ", ".join(terms))
    return body
