"""Measures: the names that papers use for them, and which direction is better; data in ``rules/metrics.tsv``."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kgraph.lexicon.entries import read_rows, split_cell
from kgraph.names import fold
from kgraph.rules import FOLDER


class Metric(NamedTuple):
    """A measure: its name, its forms (the name included), whether higher is better (None where it depends), and is a cost."""

    name: str
    forms: tuple[str, ...]
    higher_is_better: bool | None
    is_cost: bool


@lru_cache(maxsize=1)
def load_metrics() -> tuple[Metric, ...]:
    """All measures, in the file's order."""
    better = {"yes": True, "no": False}
    return tuple(
        Metric(
            row["metric"],
            (row["metric"], *split_cell(row.get("aliases", ""))),
            better.get(row.get("higher", "")),
            row.get("kind") == "cost",
        )
        for _, row in read_rows(FOLDER / "metrics.tsv")
    )


def metric_of(text: str) -> Metric | None:
    """The measure that a metric as written is, or None.

    Examples
    --------
    >>> metric_of("PPL").name, metric_of("PPL").higher_is_better
    ('perplexity', False)
    """
    return _by_form().get(fold(text))


@lru_cache(maxsize=1)
def _by_form() -> dict[str, Metric]:
    forms: dict[str, Metric] = {}
    for metric in load_metrics():
        for form in metric.forms:
            forms.setdefault(fold(form), metric)
    return forms
