"""`kgraph_terms`: established terms that no list holds whole, by a small grammar over words.

A term is a head (``rules/term-heads.tsv``: "attention", "estimation") with one to four modifiers in front. Modifiers are
learned from the lexicon itself: words that stand in front of the last word of its terms. Vague words
(``rules/vague.txt``) and one-off modifiers (``rules/one-off.txt``) neither start a term nor make one, and a term starts
and ends with whole words.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language

from kgraph.components.step import Step
from kgraph.lexicon import Entry, Knowledge, Matcher, load_knowledge, read_rows
from kgraph.names import american
from kgraph.reading import Mark, Reading, Strength
from kgraph.rules import FOLDER, read_words

_MAX_MODIFIERS = 4
#: "order-preserving merging", but "while preserving reconstruction quality".
_DOING = frozenset({"preserving", "maintaining", "enhancing"})


class Terms(Step):
    """Marks terms built from heads and the lexicon's modifiers.

    Parameters
    ----------
    knowledge : Knowledge
        Of the lexicon, from which modifiers are learned.
    min_count : int
        In how many entries a word must stand as a modifier to be taken for one.
    """

    def __init__(self, knowledge: Knowledge, min_count: int = 10) -> None:
        vague = read_words("vague") | read_words("one-off")
        self._modifiers = {m for m, n in knowledge.modifiers.items() if n >= min_count} - vague
        rows = (row for _, row in read_rows(FOLDER / "term-heads.tsv"))
        heads = [(row["word"], row["type"]) for row in rows if row.get("builds") != "no"]
        self._matcher = Matcher(Entry(word, type_, word, (word,)) for word, type_ in heads)

    def read(self, known: Reading) -> None:
        known.marks += self.marks(known)

    def marks(self, known: Reading) -> Iterable[Mark]:
        """The terms of one text; the longest run of modifiers for each head."""
        text, folded = known.text, known.folded
        for hit in self._matcher.hits(text, folded):
            if text[hit.end : hit.end + 1] == "-":
                continue
            start = at = hit.start
            count = 0
            while count < _MAX_MODIFIERS and at > 1 and text[at - 1] in " -":
                before = folded.rfind(" ", 0, at - 1) + 1
                word = folded[before : at - 1]
                if american(word) not in self._modifiers or (word in _DOING and text[before - 1] != "-"):
                    break
                count += 1
                at = before
                if text[at - 1 : at] not in "-–":
                    start = at
            if start < hit.start and text[start].isalnum():
                yield Mark(start, hit.end, hit.entry.type, "", "", "", "term-grammar", Strength.TERM)


@Language.factory("kgraph_terms", default_config={"extra": [], "min_count": 10})
def make_terms(nlp: Language, name: str, extra: list[str], min_count: int) -> Terms:
    """The component, with what it learned from the lexicon of kgraph and the files named in `extra`."""
    return Terms(load_knowledge(extra), min_count)
