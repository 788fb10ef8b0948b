"""Levels and changes: "41% accuracy" and "3% higher accuracy"."""

from __future__ import annotations

import pytest

from kgraph.changes import tells_change
from kgraph.records import Facts, Paper, Result


@pytest.mark.parametrize(
    ("text", "value", "change"),
    [
        ("It reaches 41% accuracy on MATH.", "41%", False),
        ("It attains a success rate of 97.3% on average.", "97.3%", False),
        ("QuillNet scores 52.8% against 50.6% for BaseProver.", "50.6%", False),
        ("It has an accuracy of over 90% here.", "90%", False),
        ("It improves accuracy by 3% over BaseProver.", "3%", True),
        ("It reduces peak memory usage by up to 40% on GPUs.", "40%", True),
        ("We see a gain of 3.5% in recall.", "3.5%", True),
        ("We see a 12% relative improvement.", "12%", True),
        ("It is 30% faster than BaseProver.", "30%", True),
        ("It has 5% higher accuracy.", "5%", True),
        ("It outperforms BaseProver by 21.1%.", "21.1%", True),
        (r"It needs 40\% fewer tokens.", r"40\%", True),
        ("It wins (+12% on MATH).", "+12%", True),
        ("It loses 3 points.", "3 points", True),
        ("It is 2.3x as fast.", "2.3x", True),
    ],
)
def test_levels_and_changes(text: str, value: str, change: bool) -> None:
    start = text.index(value)
    unit = "times" if value.endswith("x") else "points" if "points" in value else "percent"
    result = Result(value, None, None, None, None, "abstract", start, start + len(value), "r", unit=unit)
    assert tells_change(Facts(Paper("p", "", text), results=(result,)), result) is change
