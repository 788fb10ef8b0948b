"""Shorthands: pieces of patterns that have names (``rules/shorthands.tsv``), so that ``{cap}`` says "a word with a capital".

They are checked when they are loaded, and again when their file has changed: each takes the piece of its example that
stands in square brackets, and does not take that of its counter-example.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from kgraph.errors import LexiconError
from kgraph.lexicon.cache import fingerprint, kept
from kgraph.lexicon.entries import read_rows
from kgraph.rules.units import PATH, unit_shorthands

#: A name in braces, or what has a backslash in front and is no name's brace; ``{2,30}`` and ``{,\}`` are no names.
_NAMED = re.compile(r"\\.|\{([A-Za-z]\w*)\}", re.DOTALL)
_NAME = re.compile(r"[a-z][a-z_]*")
#: The piece in an example, and what stands on its two sides.
_SHOWN = re.compile(r"([^][]*)\[([^][]*)\]([^][]*)")


def written_out(pattern: str) -> str:
    r"""The pattern with the shorthands that it names filled in.

    Raises
    ------
    LexiconError
        It names one that there is not.

    Examples
    --------
    >>> print(written_out(r"{several} \{quills\}{2,3}"))
    (?:the|an?|its|their|our|other|all|both|several|many|even|two|three|four|five|six|seven) \{quills\}{2,3}
    """
    return _filled(pattern, _own())


def read_shorthands(path: Path, given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Name -> pattern of each row, with those that are given and the shorthands above it filled in.

    Raises
    ------
    LexiconError
        A name is none or stands there twice, a pattern does not compile or names no shorthand above it, or it
        contradicts the row's examples.
    """
    known = dict(given or {})
    for line, row in read_rows(path):
        with at_row(path, line):
            name = row.get("name", "")
            if not _NAME.fullmatch(name) or name in known:
                raise LexiconError(f"{name!r} is no name of small letters, or that of a second row")
            known[name] = source = _filled(row.get("pattern", ""), known)
            if not _takes(source, row.get("example", "")):
                raise LexiconError(f"the shorthand {name} does not take the piece of its example")
            if _takes(source, row.get("counter", "")):
                raise LexiconError(f"the shorthand {name} takes the piece of its counter-example")
    return known


@contextmanager
def at_row(path: Path, line: int) -> Iterator[None]:
    """Says of an error in the block, where none says so itself, that it is one of this row."""
    try:
        yield
    except LexiconError as error:
        if error.path:
            raise
        remedy = error.remedy or "mend the row"
        raise LexiconError(error.message, path=str(path), line=line, remedy=remedy) from error


@cache
def _own() -> dict[str, str]:
    path = Path(__file__).with_suffix(".tsv")
    files = (Path(__file__), path, PATH, PATH.with_suffix(".py"))
    return kept("shorthands", fingerprint(files), lambda: read_shorthands(path, unit_shorthands()))


def _filled(pattern: str, known: Mapping[str, str]) -> str:
    def text(found: re.Match[str]) -> str:
        name = found[1]
        if name is None:
            return found[0]
        if name not in known:
            remedy = rf"one of {', '.join(sorted(known))}; a brace that is meant is \{{"
            raise LexiconError(f"no such shorthand: {{{name}}}", remedy=remedy)
        return known[name]

    return _NAMED.sub(text, pattern)


def _takes(source: str, example: str) -> bool:
    """Whether the pattern matches the piece in square brackets, all of it and no more, where it stands."""
    shown = _SHOWN.fullmatch(example)
    if shown is None:
        raise LexiconError(f"no piece stands in square brackets: {example!r}")
    front, piece, behind = shown.groups()
    try:
        pattern = re.compile(rf"{source}(?={re.escape(behind)}\Z)")
    except re.error as error:
        raise LexiconError(f"the pattern does not compile: {error}") from error
    match = pattern.match(front + piece + behind, len(front))
    return match is not None and match.end() == len(front + piece)
