"""Levels and changes: "41% accuracy" and "3% higher accuracy"."""

from __future__ import annotations

import pytest

from kgraph.components.changes import Changes
from kgraph.components.numbers import Value
from kgraph.components.statements import Statement


def told(text: str, *written: str) -> list[bool]:
    """For each value of a text, in its order, whether it is a change."""
    values, at = [], 0
    for value in written:
        at = text.index(value, at)
        values.append(Value(at, at := at + len(value), "percent", "r"))
    return Changes().told(Statement(text, 0, len(text), [], [], values))


@pytest.mark.parametrize(
    ("text", "value", "change"),
    [
        ("It reaches 41% accuracy on MATH.", "41%", False),
        ("It attains a success rate of 97.3% on average.", "97.3%", False),
        ("QuillNet scores 52.8% against 50.6% for BaseProver.", "50.6%", False),
        ("It has an accuracy of over 90% here.", "90%", False),
        ("It has 90% accuracy without loss.", "90%", False),
        ("It has a validation loss of 0.32.", "0.32", False),
        ("The shape has an error margin of 2 mm.", "2 mm", False),
        ("It reaches speeds up to 13 m/s and accelerations of 4 g.", "13 m/s", False),
        ("It raises the rate from 23% to 32% and decreases errors.", "32%", False),
        ("It improves accuracy by 3% over BaseProver.", "3%", True),
        ("It improves accuracy by an average of 3%.", "3%", True),
        ("It beats BaseProver by \\textbf{3%}.", "3%", True),
        ("It reduces peak memory usage by up to 40% on GPUs.", "40%", True),
        ("It outperforms random folding up to 7.3%.", "7.3%", True),
        ("It runs while saving 63% memory.", "63%", True),
        ("We see a gain of 3.5% in recall.", "3.5%", True),
        ("We see improvements between 2.5% and 6.7%.", "2.5%", True),
        ("We see a 12% relative improvement.", "12%", True),
        ("We see a 12% average accuracy gain.", "12%", True),
        ("It is 30% faster than BaseProver.", "30%", True),
        ("It has 5% higher accuracy.", "5%", True),
        ("It outperforms BaseProver by 21.1%.", "21.1%", True),
        (r"It needs 40\% fewer tokens.", r"40\%", True),
        ("It wins (+12% on MATH).", "+12%", True),
        ("It wins (+2.7 mAP on COCO).", "2.7", True),
        ("It loses 3 points.", "3 points", True),
        ("It is 2.3x as fast.", "2.3x", True),
    ],
)
def test_levels_and_changes(text: str, value: str, change: bool) -> None:
    assert told(text, value) == [change]


@pytest.mark.parametrize(
    ("text", "values", "changes"),
    [
        ("It reduces FID by 31.2% on CIFAR-10 and 27.4% on CelebA.", ("31.2%", "27.4%"), [True, True]),
        ("We see improvements of 13%, 26%, and 61% in recall.", ("13%", "26%", "61%"), [True, True, True]),
        ("We see gains of 7.1% (BERT), 3.2% (GPT-2), and 1.9%.", ("7.1%", "3.2%", "1.9%"), [True, True, True]),
        ("It lowers the rate by 17.03, 21.48 and 26.31 percent.", ("17.03", "21.48", "26.31 percent"), [True] * 3),
        ("It exceeds others by 2.7 box AP, 2.6 mask AP and 3.2 mIoU.", ("2.7", "2.6", "3.2"), [True, True, True]),
        ("It has 26% and 80% higher success rates.", ("26%", "80%"), [True, True]),
        # each of these has words of its own
        ("It is better by 5%, with 92% accuracy.", ("5%", "92%"), [True, False]),
        ("It reaches 92%, 5% higher than BaseProver.", ("92%", "5%"), [False, True]),
        ("It reaches 81.2% (+3.1%), and 85% on MATH.", ("81.2%", "+3.1%", "85%"), [False, True, False]),
        ("It is faster by 30 ms and 92% accurate.", ("30 ms", "92%"), [True, False]),
    ],
)
def test_numbers_in_one_row_are_of_one_kind(text: str, values: tuple[str, ...], changes: list[bool]) -> None:
    assert told(text, *values) == changes
