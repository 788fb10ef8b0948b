"""`kgraph_sentences`: sentence starts from punctuation, with the abbreviations of scientific prose kept whole."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.reading import reading, token_starts


@Language.component("kgraph_sentences", assigns=["token.is_sent_start", "doc.sents"])
def sentences(doc: Doc) -> Doc:
    """The Doc with the first token of each sentence marked; a title is a sentence of its own."""
    starts = token_starts(doc)
    if starts:
        # a sentence starts with the first token that starts in it; one of white space may have none
        firsts = np.zeros(len(starts) + 1, dtype=np.uint64)
        firsts[[bisect_left(starts, start) for start in reading(doc).starts]] = 1
        # one array: setting a token's sentence start searches the whole Doc for a parse
        doc.from_array(SENT_START, firsts[:-1])  # type: ignore[arg-type]
    return doc
