"""Stored queries: files of SPARQL whose first comments say what they answer and which parameters they take."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from kgraph.errors import QueryError
from kgraph.sparql.mistakes import check_characters, nearest
from kgraph.sparql.parameters import ANY, TYPES, Parameter
from kgraph.sparql.tokens import tokens

_QUERIES = files("kgraph") / "queries"
_KEY = re.compile(r"# (title|description|question|parameter): (.+)")
_MORE = re.compile(r"#  +(\S.*)")
_PARAMETER = re.compile(r"(\w+) \((\w+)\) = ([^;]+); (.+)")


class StoredQuery(NamedTuple):
    """A query with what is said about it at its head.

    Attributes
    ----------
    name : str
        Of the file, without its ending; empty for a query that was typed.
    title, description : str
        What it answers, in one line and in more.
    question : int or None
        Number of the competency question that it answers.
    parameters : tuple of Parameter
        In the order of the head.
    text : str
        The whole file.
    """

    name: str
    title: str
    description: str
    question: int | None
    parameters: tuple[Parameter, ...]
    text: str

    @property
    def body(self) -> str:
        """The query without its head."""
        return re.sub(r"\A(?:#[^\n]*\n)+", "", self.text)


def read_query(text: str, name: str = "") -> StoredQuery:
    """A query with its head read: lines as ``# title: …``, continued by lines that are further indented.

    Raises
    ------
    QueryError
        A parameter is not declared as ``name (Type) = default; description``, or is not used; the text is not UTF-8.

    Examples
    --------
    >>> read_query("# title: Which papers are there?").title
    'Which papers are there?'
    """
    check_characters(text, "the query")
    said: dict[str, list[str]] = {}
    parameters: list[str] = []
    key = ""
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _KEY.fullmatch(line.rstrip()):
            key = match[1]
            (parameters if key == "parameter" else said.setdefault(key, [])).append(match[2])
        elif key and (match := _MORE.fullmatch(line.rstrip())):
            (parameters if key == "parameter" else said[key])[-1] += f" {match[1]}"
        else:
            key = ""
    question = " ".join(said.get("question", []))
    return StoredQuery(
        name,
        " ".join(said.get("title", [])),
        " ".join(said.get("description", [])),
        int(question) if question.isdecimal() else None,
        tuple(_parameter(p, text, name) for p in parameters),
        text,
    )


def _parameter(line: str, text: str, name: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if not match:
        raise QueryError(f"no parameter: {line}", path=name, remedy="as in: model (Model) = any; whose results")
    parameter = Parameter(*match.groups())
    if parameter.type not in TYPES:
        raise QueryError(f"no type {parameter.type!r} of parameters", path=name, remedy=f"one of {', '.join(TYPES)}")
    if parameter.default == ANY and not TYPES[parameter.type].names_a_node:
        raise QueryError(f"{parameter.name} needs a default that is a value", path=name, remedy="only nodes can be any")
    if not any(t.text in (f"${parameter.name}", f"?{parameter.name}") for t in tokens(text)):
        raise QueryError(f"the parameter {parameter.name} is not used", path=name, remedy=f"write ${parameter.name}")
    return parameter


@cache
def stored_queries() -> dict[str, StoredQuery]:
    """Name -> query, of those that kgraph brings: first the answers to the competency questions, in their order."""
    found = [
        read_query(file.read_text(encoding="utf-8"), file.name.removesuffix(".rq"))
        for file in _QUERIES.iterdir()
        if file.name.endswith(".rq")
    ]
    return {q.name: q for q in sorted(found, key=lambda q: (q.question is None, q.question, q.name))}


def find_query(wanted: str) -> StoredQuery:
    """A query given as text, as the path of a ``.rq`` file, or as the name of a stored query.

    Raises
    ------
    QueryError
        The file is missing, or no stored query has the name.
    """
    if wanted.endswith(".rq"):
        try:
            return read_query(Path(wanted).read_text(encoding="utf-8-sig"), wanted)
        except OSError as error:
            raise QueryError(f"cannot be read: {error.strerror}", path=wanted, remedy="check the path") from error
        except UnicodeDecodeError as error:
            raise QueryError("not UTF-8", path=wanted, remedy="save it as UTF-8") from error
    return named_or_typed(wanted)


def named_or_typed(wanted: str) -> StoredQuery:
    """A query given as text or, a single word, as the name of a stored query.

    Raises
    ------
    QueryError
        No stored query has the name.
    """
    if re.fullmatch(r"[\w-]+", wanted):
        known = stored_queries()
        if wanted not in known:
            raise QueryError(f"no stored query {wanted!r}", remedy=nearest(wanted, known))
        return known[wanted]
    return read_query(wanted)
