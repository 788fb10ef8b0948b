"""Numbers as papers write them: value, range and unit."""

from __future__ import annotations

import pytest

from kgraph.values import parse_value


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("41.5%", 41.5, 41.5, "percent"),
        ("41.2 %", 41.2, 41.2, "percent"),
        ("16\\%", 16, 16, "percent"),
        ("12 percent", 12, 12, "percent"),
        ("+4.1%", 4.1, 4.1, "percent"),
        ("-3.2%", -3.2, -3.2, "percent"),
        ("\u22123.2%", -3.2, -3.2, "percent"),
        ("58.3 ± 0.4%", 58.3, 58.3, "percent"),
        ("10-15%", 10, 15, "percent"),
        ("10%-15%", 10, 15, "percent"),
        ("10 to 15 percent", 10, 15, "percent"),
        ("1.5-2.0x", 1.5, 2, "times"),
        ("1.5\u20132.0×", 1.5, 2, "times"),
        ("2x-3x", 2, 3, "times"),
        ("1.5 to 2.0 times", 1.5, 2, "times"),
        ("3.4×", 3.4, 3.4, "times"),
        ("$2.61\\times$", 2.61, 2.61, "times"),
        ("ten-fold", 10, 10, "times"),
        ("three times", 3, 3, "times"),
        ("3-fold", 3, 3, "times"),
        ("0.3-point", 0.3, 0.3, "points"),
        ("2.3 percentage points", 2.3, 2.3, "points"),
        ("1.7 pp", 1.7, 1.7, "points"),
        ("12.5 ms", 12.5, 12.5, "ms"),
        ("20 tokens/s", 20, 20, "tokens/s"),
        ("1,200 hours", 1200, 1200, "h"),
        ("8~kg", 8, 8, "kg"),
        ("0.1\\,mm", 0.1, 0.1, "mm"),
        ("89.2 $mm$", 89.2, 89.2, "mm"),
        ("3.63°", 3.63, 3.63, "°"),
        ("3 N·m", 3, 3, "Nm"),
        ("32 milliseconds", 32, 32, "ms"),
        ("10--15 ms", 10, 15, "ms"),
        ("502 petaFLOP/s", 502, 502, "PFLOP/s"),
        # a leaderboard compares what is the same in other letters
        ("30 fps", 30, 30, "FPS"),
        ("30 frames per second", 30, 30, "FPS"),
        ("1,024", 1024, 1024, ""),
        ("1,234,567.5", 1234567.5, 1234567.5, ""),
        ("96.2", 96.2, 96.2, ""),
        (".5", 0.5, 0.5, ""),
        ("1e-3", 0.001, 0.001, ""),
        ("7B", 7, 7, "B"),
        ("5k-10k", 5, 10, "k"),
        ("-1.5 to 2.0", -1.5, 2, ""),
        # a range is in order, however it is written
        ("15-10%", 10, 15, "percent"),
    ],
)
def test_parse_value(text: str, low: float, high: float, unit: str) -> None:
    assert parse_value(text) == (low, high, unit)


@pytest.mark.parametrize(
    "text", ["9" * 400, f"{'9' * 400}%", f"{'9' * 400}/7", f"{'9' * 5000}/7", "1e400", "1-1e400x", "3/0"]
)
def test_number_that_no_float_holds_is_not_parsed(text: str) -> None:
    assert parse_value(text)[:2] == (None, None)


@pytest.mark.parametrize("text", ["", "A", "a lot", "several times", "%", "-", "x"])
def test_parse_value_of_what_is_no_number_has_no_ends(text: str) -> None:
    assert parse_value(text)[:2] == (None, None)


@pytest.mark.parametrize("text", ["12.5e999", f"{'9' * 400}%", f"{'9' * 5000}/7", "1-1e400x"])
def test_a_number_that_no_float_holds_has_no_ends_where_json_would_have_an_infinite_one(text: str) -> None:
    assert parse_value(text)[:2] == (None, None)
