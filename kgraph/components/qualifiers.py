"""What stands in front of a measure and says of which kind it is: "positional accuracy", "average grasp success rate"."""

from __future__ import annotations

import re

from kgraph.components.measures import Span
from kgraph.components.statements import Statement
from kgraph.rules import read_words

#: More words than these are no longer the measure's name.
_MOST = 3
#: A word is not longer.
_REACH = 32
_WORD = re.compile(r"(?:(?<=[ (])|^)(?P<word>[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*) $")
#: Types whose names say whose a number is, or what it was measured on: "QuillNet accuracy".
_NAMED = frozenset({"Model", "Benchmark", "Organisation", "Software"})
_NONE = read_words("no-qualifiers")


def qualified(statement: Statement, span: Span) -> Span:
    """The span of a measure with the words in front that say of which kind it is.

    Words that praise it, count it, or tell what is done to it (``rules/no-qualifiers.txt``) and names are none.
    """
    start, end = span
    if statement.text[start:end].rpartition(" ")[2].lower() in _NONE:
        # "it makes routing faster"
        return span
    for _ in range(_MOST):
        match = _WORD.search(statement.text, max(statement.first, start - _REACH), start)
        if match is None:
            break
        word = match["word"].lower()
        if word in _NONE or word.endswith("ly") or _is_named(statement, match.start(), start):
            break
        start = match.start()
    return start, end


def _is_named(statement: Statement, start: int, end: int) -> bool:
    """Whether the words are a part of a name."""
    return any(n.start < end and start < n.end and n.type in _NAMED for n in statement.names)
