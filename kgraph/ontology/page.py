"""The page of documentation of the vocabulary, in Markdown, made from the table of terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from kgraph.ontology import PREFIXES, Term, load_terms

_INTRODUCTION = """\
# The vocabulary

Made by `make ontology` from [the table of terms](../kgraph/ontology/terms.tsv); do not edit.

`kg:` is `https://kgraph.example/ontology#`. The same terms are in [`ontology/kgraph.ttl`](../ontology/kgraph.ttl) for machines, with
their relatives in other vocabularies in [`ontology/kgraph-align.ttl`](../ontology/kgraph-align.ttl), a JSON-LD context in
[`ontology/context.jsonld`](../ontology/context.jsonld), and SHACL shapes in [`ontology/shapes.ttl`](../ontology/shapes.ttl), which
`kgraph validate` checks a graph against ([how](validation.md)).

"""


def page() -> str:
    """The page, as `docs/ontology.md` holds it."""
    return _INTRODUCTION + "\n".join(_sections())


def _sections() -> Iterator[str]:
    terms = load_terms()
    classes = [t for t in terms.values() if t.kind == "class"]
    yield "## At a glance\n"
    yield "| class | properties |\n|---|---|"
    for class_ in classes:
        inherited = [f"those of {_link(terms[p])}" for p in class_.parents if p in terms]
        own = [_link(t) for t in terms.values() if class_.name in t.domain]
        yield f"| {_link(class_)} | {', '.join((*own, *inherited))} |"
    yield "\n## Classes\n"
    for class_ in classes:
        yield from _entry(class_)
    yield "## Properties\n"
    for term in terms.values():
        if term.kind != "class":
            yield from _entry(term)
    yield "## Prefixes\n"
    yield "| prefix | namespace |\n|---|---|"
    used = {n.partition(":")[0] for t in terms.values() for n in (t.name, *t.parents, *t.domain, *t.range, *t.close)}
    yield from (f"| `{p}:` | `{iri}` |" for p, iri in PREFIXES.items() if p in used)
    yield ""


def _entry(term: Term) -> Iterator[str]:
    """What the page says of one term."""
    facts = (
        ("label", term.label),
        ("of", _links(term.domain)),
        ("value of", _links(tuple(t.name for t in load_terms().values() if term.name in t.range))),
        ("values", " or ".join(_links((r,)) for r in term.range)),
        ("how many", term.values),
        ("checks", f"`{term.checks}`" if term.checks else ""),
        ("below", _links(term.parents)),
        ("close to", _links(term.close)),
        ("written at", _LEVELS[term.level] if term.own or term.level else ""),
        ("example", f"`{term.example}`"),
    )
    yield f"### {term.name}\n"
    yield f"{term.definition}\n"
    yield "| | |\n|---|---|"
    # a bar would end the cell
    yield from (f"| {name} | {value.replace('|', '&#124;')} |" for name, value in facts if value)
    yield ""


#: Levels of evidence as the page names them.
_LEVELS = {
    "none": "every level of evidence",
    "roles": "`--evidence roles` and `full`",
    "full": "`--evidence full`",
    "": "no statement of a paper",
}


def _links(names: tuple[str, ...]) -> str:
    terms = load_terms()
    return ", ".join(_link(terms[n]) if n in terms else f"`{n}`" for n in names)


def _link(term: Term) -> str:
    return f"[`{term.name}`](#{_anchors()[term.name]})"


@cache
def _anchors() -> dict[str, str]:
    """Term -> the anchor that Markdown makes of its heading; a heading that differs in case only gets a number."""
    seen: Counter[str] = Counter()
    anchors = {}
    for term in sorted(load_terms().values(), key=lambda t: t.kind != "class"):
        anchor = term.name.replace(":", "").lower()
        anchors[term.name] = f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor
        seen[anchor] += 1
    return anchors
