"""`kgraph_sentences`: sentence starts from punctuation, with the abbreviations of scientific prose kept whole."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kgraph.reading import reading


@Language.component("kgraph_sentences", assigns=["token.is_sent_start", "doc.sents"])
def sentences(doc: Doc) -> Doc:
    """The Doc with the first token of each sentence marked; a title is a sentence of its own."""
    for start, end in reading(doc).sentences:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            span[0].is_sent_start = True
    return doc
