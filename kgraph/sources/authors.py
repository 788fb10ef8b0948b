"""Names of authors as lists write them: names, objects with a name, or all of them in one text."""

from __future__ import annotations

import re

#: What stands in brackets behind a name, as affiliations do.
_BRACKETS = re.compile(r"\([^()]*\)")
_AND = re.compile(r",?\s+(?:and|&)\s+")
_COMMA = re.compile(r"\s*,(?!\s*(?:Jr|Sr|I{2,3}|IV)\b)\s*")
_OTHERS = re.compile(r"(?:,?\s*\bet al\.?|,?\s+(?:and|&)\s+others)\s*$")


def author_names(value: object) -> tuple[list[str], int]:
    """The names in their order, and how many of the list could not be read.

    Raises
    ------
    TypeError
        The value is neither a text nor a list.

    Examples
    --------
    >>> author_names("Ada Quill, Bo Ink and Cy Page")
    (['Ada Quill', 'Bo Ink', 'Cy Page'], 0)
    >>> author_names([{"name": "Ada Quill"}, {"id": 5}])
    (['Ada Quill'], 1)
    """
    if value is None:
        return [], 0
    if isinstance(value, str):
        return _split(value), 0
    if not isinstance(value, list):
        raise TypeError("its authors are neither a list nor a text")
    names = list(map(_name, value))
    return [n for n in names if n], names.count("")


def _name(author: object) -> str:
    if isinstance(author, dict):
        author = author.get("name")
    return " ".join(author.split()) if isinstance(author, str) else ""


def _split(text: str) -> list[str]:
    """The names of one text; ``Quill, Ada and Ink, Bo`` and ``Quill, Ada; Ink, Bo`` are turned around."""
    text = " ".join(text.split())
    while (less := _BRACKETS.sub("", text)) != text:
        text = less
    text = _OTHERS.sub("", text)
    parts = re.split(r"\s*;\s*", text) if ";" in text else _AND.split(text)
    halves = [_COMMA.split(p.strip()) for p in parts if p.strip()]
    # one pair is turned around where neither half could be a whole name
    several = len(halves) > 1 or not any(" " in part for h in halves for part in h)
    if several and all(len(h) == 2 and all(h) for h in halves):
        return [f"{first} {last}" for last, first in halves]
    return [name for names in halves for name in map(str.strip, names) if name]
