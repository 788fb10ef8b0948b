"""What the pipeline reads of results in an abstract, and how abstracts of tests begin."""

from __future__ import annotations

from spacy.language import Language

import kgraph
from kgraph import Paper
from kgraph.records import Result

NET = "We present QuillNet, a model that routes. "
BENCH = "We introduce QuillBench, a benchmark of proofs. "


def results(nlp: Language, abstract: str, title: str = "On Quills") -> tuple[Result, ...]:
    """The results of a paper."""
    return kgraph.extract([Paper("p", title, abstract)], nlp=nlp).facts[0].results
