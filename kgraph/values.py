"""Numbers as papers write them, parsed: value, range and unit of "41.5%", "1.5-2.0x", "ten-fold", "12.5 ms"."""

from __future__ import annotations

import re
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from kgraph.rules.units import units

_WORDS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten".split())} | {
    "hundred": 100
}
_NUMBER = re.compile(r"[+-]?\d+(?:,\d{3})+(?:\.\d+)?|[+-]?\d*\.?\d+(?:e[+-]?\d+)?", re.I)
_RANGE = re.compile(r"(?<=[\dx×sX%\\$kKMBGT])\s?(?:-{1,2}|–|to)\s?\$?(?=[\d.])")
#: Blanks of TeX, and a formula that begins with the unit: "8~kg", "0.1\\,mm", "89.2 $mm$".
_BLANK = re.compile(r"~|\\,|\s\$")
_TAIL = re.compile(r"[\d.]\s*([^\W\d_](?:[^\W\d_]|[·/ -])*|°)$")
_SHARE = re.compile(r"(\d+)/(\d+)")


class Value(NamedTuple):
    """A parsed number and its unit.

    Attributes
    ----------
    low, high : float or None
        Both ends, equal for a single number; None if not parsed, or too large for a float.
    unit : str
        ``percent``, ``times``, ``points``, a unit symbol, or empty.
    """

    low: float | None
    high: float | None
    unit: str


@lru_cache(maxsize=1 << 12)
def parse_value(text: str) -> Value:
    """The parsed form of a value as written.

    Examples
    --------
    >>> parse_value("1.5-2.0x"), parse_value("98.2%")
    (Value(low=1.5, high=2.0, unit='times'), Value(low=98.2, high=98.2, unit='percent'))
    """
    plain = _BLANK.sub(" ", text.replace("\u2212", "-").replace("\\%", "%").replace("{,}", ","))
    unit = _unit(plain)
    if share := _SHARE.fullmatch(plain):
        part, whole = float(share[1]), float(share[2])
        return _within([part / whole if whole else None], unit)
    parts = _RANGE.split(plain, maxsplit=1)
    return _within([_number(p) for p in parts], unit)


def _within(numbers: list[float | None], unit: str) -> Value:
    """The value from the least to the largest; no ends where one is no number, or none that JSON and RDF can hold."""
    known = [n for n in numbers if n is not None and isfinite(n)]
    return Value(min(known), max(known), unit) if len(known) == len(numbers) else Value(None, None, unit)


def _number(text: str) -> float | None:
    if match := _NUMBER.search(text):
        return float(match[0].replace(",", ""))
    word = re.match(r"[a-z]+?(?=fold|[^a-z]|$)", text.lower())
    return float(_WORDS[word[0]]) if word and word[0] in _WORDS else None


def _unit(text: str) -> str:
    lower = text.lower()
    if "point" in lower or re.search(r"\bpp\b|p\.p\.", lower):
        return "points"
    if "%" in text or "percent" in lower:
        return "percent"
    if re.search(r"times|×|fold|\d\s?x\b", lower):
        return "times"
    tail = _TAIL.search(text.rstrip(" $"))
    if tail is None:
        return ""
    written = " ".join(tail[1].split())
    known = units().get(written)
    return known.symbol if known else written
