"""``python -m kgraph.ontology FOLDER``: writes what is made from the table of terms, under the project's folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from kgraph.files import write_lines
from kgraph.ontology.context import context_json
from kgraph.ontology.page import page
from kgraph.ontology.shapes import shapes_turtle
from kgraph.ontology.vocabulary import alignments_turtle, ontology_turtle

#: File, from the project's folder -> its text.
PRODUCTS: dict[str, Callable[[], str]] = {
    "ontology/kgraph.ttl": ontology_turtle,
    "ontology/kgraph-align.ttl": alignments_turtle,
    "ontology/context.jsonld": context_json,
    "ontology/shapes.ttl": shapes_turtle,
    "docs/ontology.md": page,
}

if __name__ == "__main__":
    for name, make in PRODUCTS.items():
        write_lines([make()], Path(sys.argv[1]) / name)
