"""Measures: the names that papers use for them, and which direction is better; data in ``rules/metrics.tsv``."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kgraph.lexicon.entries import read_rows, split_cell
from kgraph.names import fold
from kgraph.rules import FOLDER


class Metric(NamedTuple):
    """A measure.

    Attributes
    ----------
    name : str
        The usual one.
    forms : tuple of str
        All names that papers use, ``name`` included.
    higher_is_better : bool or None
        None where it depends.
    kind : str
        ``cost`` for what running takes, ``general`` for a word that says little beside another measure, else empty.
    """

    name: str
    forms: tuple[str, ...]
    higher_is_better: bool | None
    kind: str


@lru_cache(maxsize=1)
def load_metrics() -> tuple[Metric, ...]:
    """All measures, in the file's order."""
    better = {"yes": True, "no": False}
    return tuple(
        Metric(
            row["metric"],
            (row["metric"], *split_cell(row.get("aliases", ""))),
            better.get(row.get("higher", "")),
            row.get("kind", ""),
        )
        for _, row in read_rows(FOLDER / "metrics.tsv")
    )


@lru_cache(maxsize=1 << 16)
def metric_of(text: str) -> Metric | None:
    """The measure that a metric as written is, "mAP" for "mAP@50", "pass@k" for "pass@8", or None.

    Examples
    --------
    >>> metric_of("PPL").name, metric_of("PPL").higher_is_better
    ('perplexity', False)
    """
    forms = _by_form()
    stem, at, _ = text.partition("@")
    return forms.get(fold(text)) or (forms.get(fold(f"{stem}@k")) or forms.get(fold(stem)) if at else None)


def measure_of(text: str) -> Metric | None:
    """The measure that a metric as written is or ends in, or None.

    Examples
    --------
    >>> measure_of("positional accuracy").name, measure_of("top-5 test error").name, measure_of("ink")
    ('accuracy', 'top-5 error', None)
    """
    words = text.split(" ")
    known = next((known for at in range(len(words)) if (known := metric_of(" ".join(words[at:])))), None)
    # the fifth guess is another measure than the first
    return (known and metric_of(f"{words[0]} {known.name}")) or known


def ends_in_measure(name: str) -> bool:
    """Whether the last word of a name of several says that it is a measure: "Execution Success Rate".

    Examples
    --------
    >>> ends_in_measure("Execution Success Rate"), ends_in_measure("Memory Bank")
    (True, False)
    """
    front, _, last = name.rpartition(" ")
    return bool(front) and last.lower().rstrip("s") in _MEASURING


def is_kind_of_measure(name: str) -> bool:
    """Whether a name is that of a measure with nothing but words of statistics in front: "normalized mean absolute error"."""
    words = name.split(" ")
    at = next((i for i, word in enumerate(words) if word.lower() not in _STATISTICS), len(words))
    return metric_of(name) is not None or any(metric_of(" ".join(words[i:])) is not None for i in range(1, at + 1))


_MEASURING = frozenset("error rate score accuracy latency iou recall".split())
#: In front of the name of a measure they make no other one of it.
_STATISTICS = frozenset(
    "normalized normalised mean average averaged median root symmetric overall relative total standard weighted".split()
)


@lru_cache(maxsize=1)
def _by_form() -> dict[str, Metric]:
    forms: dict[str, Metric] = {}
    for metric in load_metrics():
        for form in metric.forms:
            forms.setdefault(fold(form), metric)
    return forms
