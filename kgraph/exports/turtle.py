"""Turtle and TriG that a person can read: a paper at a time, its title above it, its own parts by short names.

What terms become is what pyoxigraph would make of them, but for IRIs relative to a scheme or host, which people cannot
read. Triples of any kind, as the answers of queries are, it writes itself (`section`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby

import pyoxigraph as ox

from kgraph.exports.graphs import Graph
from kgraph.exports.terms import IS_A, Description, Term
from kgraph.iris import PREFIXES, XSD, instance_prefixes, relative_to

#: A string, which is left alone, or the beginning of an IRI relative to its scheme or host, which people cannot read.
_REFERENCE = re.compile(rb'"(?:[^"\\]|\\.)*"|<//?', re.S)
#: Datatype -> the literals of it that Turtle writes without quotes and datatype.
_BARE = {
    f"<{XSD}{datatype}>": re.compile(f'"(?:{shape})"', re.ASCII)
    for datatype, shape in (("integer", r"[+-]?\d+"), ("decimal", r"[+-]?\d*\.\d+"), ("boolean", "true|false"))
}
#: What stands in an IRI, and needs a backslash in a name behind a prefix.
_ESCAPED = re.compile(r"[~!$&'()*+,;=?@%]|^[.-]")


def generate_turtle(graphs: Iterable[Graph], base: str) -> Iterator[bytes]:
    """The Turtle of all graphs together; parts of one graph stand together."""
    return _generate(graphs, base, trig=False)


def generate_trig(graphs: Iterable[Graph], base: str) -> Iterator[bytes]:
    """The TriG of the graphs; parameters as in `generate_turtle`."""
    return _generate(graphs, base, trig=True)


def generate_document(descriptions: Iterable[Description], prefixes: Mapping[str, str], base: str) -> Iterator[bytes]:
    """The Turtle of one graph, in pieces, with prefixes of its own."""
    name = _Names(prefixes).within(home := relative_to(base))
    yield head(prefixes) + f"\n{_base(home)}".encode()
    for about in descriptions:
        yield _describe(about, name).encode()


def head(prefixes: Mapping[str, str]) -> bytes:
    """The declarations of prefixes, in the order given."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items()).encode()


def section(statements: list[ox.Triple], format: ox.RdfFormat, prefixes: dict[str, str], home: str) -> bytes:
    """Triples of any kind below a base IRI of their own, none if it is empty; the prefixes are declared elsewhere."""
    document = ox.serialize(statements, format=format, prefixes=prefixes, base_iri=home or None) or b""
    start = 0
    while document.startswith(b"@", start):
        start = document.index(b"\n", start) + 1
    if not home:
        return document[start:]
    scheme, _, rest = home.partition("//")
    authority = f"{scheme}//{rest.partition('/')[0]}".encode()
    whole = {b"<//": f"<{scheme}//".encode(), b"</": b"<" + authority + b"/"}
    return _base(home).encode() + _REFERENCE.sub(lambda m: whole.get(m[0], m[0]), document[start:])


class _Names:
    """How Turtle writes terms.

    Parameters
    ----------
    prefixes : mapping of str to str
        Prefix -> namespace, which ends in ``/`` or ``#``.
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._short = lru_cache(maxsize=1 << 12)(self._shortened)

    def within(self, home: str) -> Callable[[Term], str]:
        """How they are written where this is the base IRI; none if it is empty."""
        start, length = f"<{home}", len(home) + 1

        def name(term: Term) -> str:
            # texts are long, and stand for themselves
            if term.endswith('"'):
                return term
            short = self._short(term)
            if home and short.startswith(start) and short[length].isalnum():
                rest = short[length:]
                # a reader would take a segment of dots out of a relative IRI (RFC 3986, 5.2.4)
                if ":" not in rest and "/." not in rest:
                    return f"<{rest}"
            return short

        return name

    def _shortened(self, term: Term) -> str:
        if term.startswith("<"):
            cut = max(term.rfind("/"), term.rfind("#")) + 1
            prefix, rest = self._prefixes.get(term[1:cut]), term[cut:-1]
            # rdflib reads no local name that ends in a full stop, though the grammar lets it be escaped
            if prefix is None or not rest.isascii() or rest.endswith("."):
                return term
            return prefix + ":" + _ESCAPED.sub(r"\\\g<0>", rest)
        value, typed, datatype = term.rpartition("^^")
        if not typed or not datatype.endswith(">"):
            return term
        bare = datatype in _BARE and _BARE[datatype].fullmatch(value)
        return value[1:-1] if bare else f"{value}^^{self._short(Term(datatype))}"


def _generate(graphs: Iterable[Graph], base: str, *, trig: bool) -> Iterator[bytes]:
    prefixes = PREFIXES | instance_prefixes(base)
    names, indent = _Names(prefixes), "\t" if trig else ""
    yield head(prefixes)
    for graph, parts in groupby(graphs, key=lambda g: (g.name, g.paper)):
        name_of_graph, paper = graph
        home = relative_to(name_of_graph[1:].removesuffix("graph>") if paper else base)
        name = names.within(home)
        yield f"\n# {' '.join(paper.title.split())}\n".encode() if paper else b"\n"
        yield _base(home).encode()
        if trig:
            yield f"{name(name_of_graph)} {{\n".encode()
        for part in parts:
            yield "".join([_describe(about, name, indent) for about in part.descriptions]).encode()
        if trig:
            yield b"}\n"


def _base(home: str) -> str:
    """The declaration of a base IRI, if there is one."""
    return f"@base <{home}> .\n" if home else ""


def _describe(about: Description, name: Callable[[Term], str], indent: str = "") -> str:
    """What is said of a subject, a property a line."""
    parts, last = [indent, name(about.subject)], ""
    for property_, value in about.properties:
        if property_ == last:
            parts.append(f" , {name(value)}")
        else:
            verb = "a" if property_ == IS_A else name(property_)
            parts.append(f" ;\n{indent}\t{verb} {name(value)}" if last else f" {verb} {name(value)}")
            last = property_
    return f"{''.join(parts)} .\n"
