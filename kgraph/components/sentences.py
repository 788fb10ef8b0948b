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
            # white space before the first word belongs to the sentence before
            token = next((t for t in span if not t.is_space), span[0])
            token.is_sent_start = True
    return doc
