"""Which media type a client gets, by the rules of RFC 9110, section 12.5.1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.server.formats import NAMES, ROWS, TRIPLES, negotiate
from kgraph.sparql import RESULT_FORMATS

JSON, XML, CSV = "application/sparql-results+json", "application/sparql-results+xml", "text/csv"
OFFERED = [JSON, XML, CSV]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", JSON),
        ("*/*", JSON),
        (CSV, CSV),
        ("TEXT/CSV", CSV),
        (f"{CSV}, {XML}", XML),
        (f"{CSV};q=0.9, {XML};q=0.8", CSV),
        (f"{XML};q=0.1, */*;q=0.2", JSON),
        ("text/*", CSV),
        ("text/*;q=0.5, application/*;q=0.4", CSV),
        # the most specific range decides, wherever it stands
        (f"*/*, {JSON};q=0", XML),
        (f"{JSON};q=0, application/*;q=0.3, */*;q=0.1", XML),
        # parameters other than the weight, blanks, and what is no weight
        (f"{CSV} ; charset=utf-8 ; q=1", CSV),
        (f"{CSV};q=much, {XML}", XML),
        (", ,", JSON),
    ],
)
def test_the_weightiest_offer_is_taken(accept: str, expected: str) -> None:
    assert negotiate(accept, OFFERED) == expected


@pytest.mark.parametrize("accept", ["image/png", f"{CSV};q=0", "*/*;q=0", "csv"])
def test_nothing_is_taken_where_nothing_fits(accept: str) -> None:
    assert negotiate(accept, OFFERED) is None


@given(st.lists(st.tuples(st.sampled_from([*OFFERED, "*/*", "text/*", "image/png"]), st.floats(0, 1)), unique_by=lambda w: w[0]))  # fmt: skip
def test_order_of_wishes_does_not_matter(wishes: list[tuple[str, float]]) -> None:
    items = [f"{name};q={weight:.3f}" for name, weight in wishes]
    assert negotiate(", ".join(items), OFFERED) == negotiate(", ".join(reversed(items)), OFFERED)


@given(st.text())
def test_any_header_is_read(accept: str) -> None:
    assert negotiate(accept, OFFERED) in (*OFFERED, None)


def test_every_format_can_be_written_and_named() -> None:
    assert set(ROWS.values()) <= set(RESULT_FORMATS)
    for name, accept in NAMES.items():
        assert name == "html" or negotiate(accept, [*ROWS, *TRIPLES]), name
