"""`kgraph_terms`: established terms that no list holds whole, by a small grammar over words.

A term is a head ("attention", "estimation") with one to five modifiers in front. Heads and modifiers are learned
from the lexicon itself: a head ends several of its terms, most of them of one type; a modifier stands in front of
heads there. Vague words (``rules/vague.txt``) neither start a term nor make one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from kgraph.lexicon import Entry, Matcher, load_lexicon
from kgraph.lexicon.matcher import fold_text
from kgraph.names import american, singular
from kgraph.reading import Mark, Reading, reading
from kgraph.rules import FOLDER

_STRENGTH = 30
_MAX_MODIFIERS = 5
_TERM_TYPES = ("Method", "Task")


class Terms:
    """Marks terms built from the lexicon's heads and modifiers.

    Parameters
    ----------
    entries : iterable of Entry
        Where heads and modifiers are learned.
    min_count : int
        In how many entries a word must be the head to be taken for one.
    min_share : float
        Which share of these must have one type, in [0, 1].
    """

    def __init__(self, entries: Iterable[Entry], min_count: int = 4, min_share: float = 0.75) -> None:
        words = (FOLDER / "vague.txt").read_text(encoding="utf-8").split()
        self._vague = frozenset(w for w in words if not w.startswith("#"))
        heads: dict[str, Counter[str]] = defaultdict(Counter)
        self._modifiers: set[str] = set()
        for entry in entries:
            if entry.type not in _TERM_TYPES:
                continue
            for form in {american(fold_text(f)) for f in entry.forms if f.islower() or " " in f}:
                *modifiers, head = singular(form).split() or [""]
                if modifiers and head.isalpha():
                    heads[head][entry.type] += 1
                    self._modifiers.update(m for m in modifiers if len(m) > 1)
        self._modifiers -= self._vague
        self._heads = {}
        for head, types in heads.items():
            type_, count = types.most_common(1)[0]
            total = sum(types.values())
            if total >= min_count and count / total >= min_share and len(head) > 2 and head not in self._vague:
                self._heads[head] = type_
        self._matcher = Matcher(Entry(h, t, h, (h,)) for h, t in sorted(self._heads.items()))

    def __call__(self, doc: Doc) -> Doc:
        known = reading(doc)
        known.marks += self.marks(known)
        return doc

    def marks(self, known: Reading) -> Iterable[Mark]:
        """The terms of one text; the longest run of modifiers for each head."""
        text, folded = known.text, known.folded
        for hit in self._matcher.hits(text, folded):
            start = at = hit.start
            count = 0
            while count < _MAX_MODIFIERS and at > 1 and text[at - 1] in " -":
                before = folded.rfind(" ", 0, at - 1) + 1
                word = folded[before : at - 1]
                if not word or word in self._vague or american(word) not in self._modifiers:
                    break
                count += 1
                start = at = before
            if count and text[start].isalnum():
                yield Mark(start, hit.end, hit.entry.type, "", "", "", "term-grammar", _STRENGTH)


@Language.factory("kgraph_terms", default_config={"min_count": 4, "min_share": 0.75})
def make_terms(nlp: Language, name: str, min_count: int, min_share: float) -> Terms:
    """The component, with what it learned from the lexicon of kgraph."""
    return Terms(load_lexicon().entries, min_count, min_share)
