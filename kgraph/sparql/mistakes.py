"""What is wrong with a query, and where: a place for each mistake, and the nearest right word for a misspelt one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches

from kgraph.errors import QueryError
from kgraph.iris import ONTOLOGY
from kgraph.sparql.tokens import Token, declared_prefixes, place, tokens

_SPECIFICATION = "see https://www.w3.org/TR/sparql11-query/"
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH".split())
#: All plain words of SPARQL 1.1 Query: keywords of section 19.8, then the functions of section 17.4 and aggregates.
_KEYWORDS = frozenset(
    "A AS ASC ASK BASE BIND BY CONSTRUCT DESC DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH GROUP HAVING IN LIMIT MINUS NAMED "
    "NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT SEPARATOR SERVICE SILENT TRUE FALSE UNDEF UNION VALUES WHERE "
    "ABS AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR GROUP_CONCAT HOURS IF IRI "
    "ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE MAX MD5 MIN MINUTES MONTH NOW RAND REGEX REPLACE ROUND "
    "SAMETERM SAMPLE SECONDS SHA1 SHA256 SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID "
    "SUBSTR SUM TIMEZONE TZ UCASE URI UUID YEAR".split()
)
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def check_characters(text: str, what: str) -> None:
    """See that a text holds characters only: a byte that is not UTF-8 reaches a program as half of a surrogate pair.

    Raises
    ------
    QueryError
        It holds something else.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise QueryError(f"{what} is not UTF-8 at {text[: error.start][-20:]!r}", remedy="write it in UTF-8") from error


def syntax_mistake(text: str, message: str, prefixes: Collection[str]) -> QueryError:
    """The error for a query that does not parse.

    Parameters
    ----------
    text : str
        The query.
    message : str
        What the parser said, beginning with ``error at LINE:COLUMN:``.
    prefixes : collection of str
        Those that need no declaration.
    """
    words = list(tokens(text))
    if not words:
        return QueryError("a mistake in the query: it is empty", remedy=_SPECIFICATION)
    for check in (_update, _open_string, _unknown_prefix, _misspelt_keyword, _open_bracket, _relative_iri):
        found = check(text, words, prefixes)
        if found:
            return found
    match = re.match(r"error at (\d+):(\d+): (?:expected )?(.*)", message, re.S)
    if not match:
        return QueryError(f"a mistake in the query: {message}", remedy=_SPECIFICATION)
    lines = text.split("\n")
    at = sum(len(line) + 1 for line in lines[: int(match[1]) - 1]) + int(match[2]) - 1
    said = re.search(r"(?:one of |^)([A-Z][a-z][a-z A-Z]+?)(?:,|$)", match[3])
    expected = f": {said[1]}" if said else ""
    # the parser stands behind the word that it could not take
    last = max((w for w in words if w.start < max(at, 1)), key=lambda w: w.start)
    return _at(text, last.start, f"a mistake in the query{expected}", f"at {last.text}; {_SPECIFICATION}")


def check_terms(text: str, prefixes: Mapping[str, str], known: Collection[str], used: Callable[[str], bool]) -> None:
    """See that every term of our vocabulary in a query is one.

    Parameters
    ----------
    text : str
        A query that parses.
    prefixes : mapping
        Those that need no declaration.
    known : collection of str
        The terms of the vocabulary, without the namespace.
    used : callable
        Whether the graph holds an IRI as a class or property, whatever the vocabulary says.

    Raises
    ------
    QueryError
        A term is neither in the vocabulary nor in the graph.
    """
    for token, iri in iris_of(text, prefixes):
        local = iri.removeprefix(ONTOLOGY)
        if iri.startswith(ONTOLOGY) and local and local not in known and not used(iri):
            shown = token.text[: len(token.text) - len(local)] if token.kind == "name" else ""
            raise _at(text, token.start, f"no term {token.text} in the ontology", nearest(local, known, shown))


def iris_of(text: str, prefixes: Mapping[str, str]) -> Iterator[tuple[Token, str]]:
    """The IRIs that a query names outside its prologue, with their places."""
    known = {**prefixes, **declared_prefixes(text)}
    skip = 0
    for token in tokens(text):
        if token.keyword in ("PREFIX", "BASE"):
            skip = 2 if token.keyword == "PREFIX" else 1
        elif skip:
            skip -= 1
        elif token.kind == "iri":
            yield token, token.text[1:-1]
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            if prefix in known:
                yield token, known[prefix] + local.replace("\\", "")


def _update(text: str, words: list[Token], prefixes: Collection[str]) -> QueryError | None:
    first = next((w for i, w in enumerate(words) if not _prologue(words, i)), words[0])
    if first.keyword in _UPDATES:
        return _at(text, first.start, f"a mistake in the query: {first.keyword} is an update", "a build is only read")
    return None


def _prologue(words: list[Token], i: int) -> bool:
    return any(
        words[i - back].keyword == keyword
        for keyword, length in (("PREFIX", 3), ("BASE", 2))
        for back in range(min(length, i + 1))
    )


def _open_string(text: str, words: list[Token], prefixes: Collection[str]) -> QueryError | None:
    for token in words:
        if token.kind == "mark" and token.text in "\"'":
            return _at(
                text, token.start, "a mistake in the query: a string is never closed", f"end it with {token.text}"
            )
    return None


def _unknown_prefix(text: str, words: list[Token], prefixes: Collection[str]) -> QueryError | None:
    known = {*prefixes, *declared_prefixes(text)}
    for before, token in zip([None, *words], words, strict=False):
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in known and not (before and before.keyword == "PREFIX"):
            return _at(
                text, token.start, f"a mistake in the query: no prefix {prefix}:", nearest(prefix, known, "", ":")
            )
    return None


def _misspelt_keyword(text: str, words: list[Token], prefixes: Collection[str]) -> QueryError | None:
    for token in words:
        if token.keyword and token.keyword not in _KEYWORDS:
            what = f"a mistake in the query: {token.text} is no word of SPARQL"
            return _at(text, token.start, what, nearest(token.keyword, _KEYWORDS))
    return None


def _open_bracket(text: str, words: list[Token], prefixes: Collection[str]) -> QueryError | None:
    waiting: list[Token] = []
    for token in words:
        if token.kind == "mark" and token.text in "([{":
            waiting.append(token)
        elif token.kind == "mark" and token.text in ")]}":
            if not waiting or waiting[-1].text != _BRACKETS[token.text]:
                return _at(
                    text, token.start, f"a mistake in the query: {token.text} closes nothing", "check the brackets"
                )
            waiting.pop()
    if waiting:
        last = waiting[-1]
        return _at(text, last.start, f"a mistake in the query: {last.text} is never closed", "check the brackets")
    return None


def _relative_iri(text: str, words: list[Token], prefixes: Collection[str]) -> QueryError | None:
    if any(w.keyword == "BASE" for w in words):
        return None
    for token in words:
        if token.kind == "iri" and not re.match(r"<[A-Za-z][A-Za-z0-9+.-]*:", token.text):
            return _at(
                text, token.start, f"a mistake in the query: {token.text} is no whole IRI", "write it with https://"
            )
    return None


def nearest(word: str, known: Collection[str], before: str = "", after: str = "") -> str:
    """The known words that are spelt most alike, as a remedy."""
    by_folded = {k.casefold(): k for k in sorted(known)}
    close = get_close_matches(word.casefold(), by_folded, n=3, cutoff=0.6)
    if close:
        best = [f"{before}{by_folded[c]}{after}" for c in close]
        return f"did you mean {' or '.join(best[:1] if close[0] == word.casefold() else best)}?"
    if 0 < len(known) < 30:
        return f"one of {', '.join(f'{before}{k}{after}' for k in sorted(known))}"
    return "check its spelling"


def _at(text: str, at: int, message: str, remedy: str) -> QueryError:
    line, column = place(text, at)
    return QueryError(f"{message}, line {line}, column {column}", remedy=remedy)
