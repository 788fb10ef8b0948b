"""The words of a query: strings, comments, IRIs, variables, names, each with its place. It knows no grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

# sections 19.5 and 19.8 of SPARQL 1.1 Query Language, as far as words are to be told apart
_TOKEN = re.compile(
    r"(?P<comment>#[^\n\r]*)"
    r'|(?P<string>"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\')'
    r'|(?P<iri><[^<>"{}|^`\\\s]*>)'
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<name>(?:\w[\w.-]*)?:(?:[\w:-]|\.(?=[\w.:%\\-])|%[0-9A-Fa-f]{2}|\\.)*)"
    r"|(?P<language>@[A-Za-z-]+)"
    r"|(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?)"
    r"|(?P<word>\w+)"
    r"|(?P<mark>[^\s\w])",
    re.S,
)


_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


class Token(NamedTuple):
    """One word of a query.

    Attributes
    ----------
    kind : str
        ``string``, ``iri``, ``variable``, ``name`` (one with a prefix), ``language``, ``number``, ``word`` or ``mark``.
    text : str
        As it is written.
    start : int
        Characters from the start of the query.
    """

    kind: str
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """The word in capitals; empty for everything that is no plain word."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def end(self) -> int:
        """Where the word ends, exclusive."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """The words of a query in order, comments left out.

    Examples
    --------
    >>> [t.text for t in tokens("SELECT ?x { ?x a kg:Model . } # all")]
    ['SELECT', '?x', '{', '?x', 'a', 'kg:Model', '.', '}']
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "comment":
            yield Token(match.lastgroup, match[0], match.start())


def has_keyword(text: str, keyword: str) -> bool:
    """Whether a keyword stands in a query, and not only in a string, a name or a comment."""
    return any(t.keyword == keyword for t in tokens(text))


def query_form(text: str) -> str:
    """``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; empty for what is no query.

    Examples
    --------
    >>> query_form("PREFIX select: <a:a> CONSTRUCT WHERE { ?a ?b ?c }")
    'CONSTRUCT'
    """
    return next((t.keyword for t in tokens(text) if t.keyword in _FORMS), "")


def template_of(text: str) -> range:
    """Where the template of a CONSTRUCT stands, which names what is made and not what is looked for; often nowhere.

    Examples
    --------
    >>> template_of("CONSTRUCT { ?a a ?b } { ?b ?c ?a }")
    range(10, 21)
    """
    words = list(tokens(text))
    for keyword, opening in pairwise(words):
        if keyword.keyword == "CONSTRUCT" and opening.text == "{":
            # a template holds no other braces
            return range(opening.start, next((w.end for w in words if w.text == "}"), len(text)))
    return range(0)


def declared_prefixes(text: str) -> dict[str, str]:
    """The prefixes that a query declares itself."""
    words = list(tokens(text))
    return {
        name.text[:-1]: iri.text[1:-1]
        for keyword, name, iri in zip(words, words[1:], words[2:], strict=False)
        if keyword.keyword == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character of a text, both from 1 on."""
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
