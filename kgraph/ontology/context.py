"""The JSON-LD context: names without prefix for our terms, types for all that are not plain strings or nodes."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from kgraph.ontology import PREFIXES, Term, load_terms


@cache
def context_json() -> str:
    """The context, as `ontology/context.jsonld` holds it."""
    return json.dumps({"@context": context()}, ensure_ascii=False, indent=1) + "\n"


def context() -> dict[str, Any]:
    """The value of ``@context`` under which a document can use the names of our terms.

    Examples
    --------
    >>> context()["introduces"], context()["length"]
    ({'@id': 'kg:introduces', '@type': '@id'}, {'@id': 'kg:length', '@type': 'xsd:integer'})
    """
    terms = [t for t in load_terms().values() if t.level or t.own]
    prefixes = sorted({"xsd", *(t.name.partition(":")[0] for t in terms)})
    return {
        "@version": 1.1,
        **{prefix: PREFIXES[prefix] for prefix in prefixes},
        "id": "@id",
        "type": "@type",
        **{t.local if t.own else t.name: _definition(t) for t in terms if t.own or t.kind != "class"},
    }


def _definition(term: Term) -> str | dict[str, str]:
    if term.kind == "class":
        return term.name
    if term.kind == "object":
        return {"@id": term.name, "@type": "@id"}
    # a property of several datatypes leaves them to its values
    typed = len(term.range) == 1 and term.range != ("xsd:string",)
    return {"@id": term.name, "@type": term.range[0]} if typed else {"@id": term.name}
