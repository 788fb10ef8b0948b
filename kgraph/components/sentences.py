"""`kgraph_sentences`: sentence starts from punctuation, with the abbreviations of scientific prose kept whole.

Where the sentences lie every Reading knows from its text (`kgraph.text.sentence_spans`); this shows them to spaCy.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.components.step import Step
from kgraph.reading import Reading, token_starts


class Sentences(Step):
    """Marks the first token of each sentence; a title is a sentence of its own."""

    def read(self, known: Reading) -> None:
        pass

    def show(self, doc: Doc, known: Reading) -> None:
        starts = token_starts(doc)
        if starts:
            # a sentence starts with the first token that starts in it; one of white space may have none
            firsts = np.zeros(len(starts) + 1, dtype=np.uint64)
            firsts[[bisect_left(starts, start) for start in known.starts]] = 1
            # one array: setting a token's sentence start searches the whole Doc for a parse
            doc.from_array(SENT_START, firsts[:-1])  # type: ignore[arg-type]


@Language.factory("kgraph_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """The component."""
    return Sentences()
