"""`kgraph_sentences`: sentence starts from punctuation, with the abbreviations of scientific prose kept whole."""

from __future__ import annotations

from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from kgraph.reading import reading, token_starts


@Language.component("kgraph_sentences", assigns=["token.is_sent_start", "doc.sents"])
def sentences(doc: Doc) -> Doc:
    """The Doc with the first token of each sentence marked; a title is a sentence of its own."""
    starts = token_starts(doc)
    for start, _ in reading(doc).sentences:
        # a sentence starts with the first token that starts in it
        index = bisect_left(starts, start)
        if index < len(starts):
            doc[index].is_sent_start = True
    return doc
