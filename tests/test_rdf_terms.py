"""Terms of RDF: as pyoxigraph writes them in N-Triples, and read back from the short names that Turtle has for them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kgraph.exports.terms import Description, Term, address, integer, iri, literal, typed
from kgraph.exports.turtle import generate_document
from kgraph.iris import BASE, XSD

PREFIXES = {"xsd": XSD, "model": f"{BASE}entity/model/", "rule": f"{BASE}rule/"}
PROPERTY = iri("urn:p")
#: What may stand in an IRI, and what Turtle wants a backslash before.
endings = st.text("abz019-._~!$&'()*+,;=:@/?#%é", max_size=8).map(lambda t: t.replace("%", "%25"))
homes = st.sampled_from(
    [BASE, f"{BASE}entity/model/", f"{BASE}rule/", f"{BASE}paper/x/", "https://kgraph.example/", "https://a/"]
)


def read_back(terms: list[Term], base: str) -> list[object]:
    """The values that pyoxigraph reads in Turtle with these values."""
    document = b"".join(generate_document([Description(PROPERTY, [(PROPERTY, t) for t in terms])], PREFIXES, base))
    return [quad.object for quad in ox.parse(document, format=ox.RdfFormat.TURTLE)]


@given(homes, endings, homes)
@example(BASE, "paper/x", f"{BASE}paper/x/")
@example(BASE, "a:b", BASE)
@example(BASE, "/a", BASE)
@example(BASE, "?a", BASE)
@example(BASE, "#a", BASE)
@example(f"{BASE}rule/", ".", BASE)
@example(BASE, ".", "https://kgraph.example/")
@example(BASE, "a/../b", "https://kgraph.example/")
def test_short_names_stand_for_the_same_iri(start: str, ending: str, base: str) -> None:
    assume(ending.count("#") < 2)
    assert read_back([iri(start + ending)], base) == [ox.NamedNode(start + ending)]


@pytest.mark.parametrize(
    ("text", "datatype", "short"),
    [
        ("-7", "integer", "-7"), ("7.0", "integer", None), ("41.5", "decimal", "41.5"), ("7", "decimal", None), ("true", "boolean", "true"),
        ("1", "boolean", None), ("7", "nonNegativeInteger", None), ("2099-01", "gYearMonth", None), ("\u0663", "integer", None),
    ],
)  # fmt: skip
def test_numbers_and_truths_are_bare_where_turtle_reads_them_as_such(
    text: str, datatype: str, short: str | None
) -> None:
    document = b"".join(generate_document([Description(PROPERTY, [(PROPERTY, typed(text, datatype))])], PREFIXES, BASE))
    assert document.decode().split()[-2] == short or f'"{text}"^^xsd:{datatype}'
    assert read_back([typed(text, datatype)], BASE) == [ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))]


@given(st.text())
@example('"^^<urn:x>')
@example("<urn:x>")
def test_texts_are_kept(text: str) -> None:
    assert literal(text) == str(ox.Literal(text))
    assert read_back([literal(text), Term(f"{literal(text)}@en")], BASE) == [
        ox.Literal(text),
        ox.Literal(text, language="en"),
    ]


def test_numbers_that_are_equal_keep_their_own_form() -> None:
    assert [integer(n) for n in (1, True)] == [typed("1", "integer"), typed("True", "integer")]


@pytest.mark.parametrize("text", ["", "a b", "urn:x>", "https://x.org/<", "no-scheme"])
def test_what_is_no_iri_becomes_no_term(text: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        iri(text)
    assert address(text) is None
