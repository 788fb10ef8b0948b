"""`kgraph_spelled_names`: names that no list holds, by their spelling: inner capitals, letters with digits, all capitals.

What the word behind it or its spelling tells of its type is taken; a name without such a sign stays a Method where
the sentence speaks of methods, and is left out otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from kgraph.components.introduced import clean_span, distinctive
from kgraph.components.typing import TypeGuesser
from kgraph.reading import Mark, Reading, reading
from kgraph.rules import FOLDER

_STRENGTH = 20
_CANDIDATE = re.compile(r"(?<![\w\\$@#./-])(?=[\w+.-]*[A-Z])[^\W_][\w+]*(?:[-.@][\w+]+)*\+*(?![\w$])")


class SpelledNames:
    """Marks unknown names by their spelling."""

    def __init__(self) -> None:
        self._types = TypeGuesser()
        words = (FOLDER / "no-names.txt").read_text(encoding="utf-8").splitlines()
        self._no_names = frozenset(w.strip().lower() for line in words if not line.startswith("#") for w in line.split())

    def __call__(self, doc: Doc) -> Doc:
        known = reading(doc)
        known.marks += self.marks(known)
        return doc

    def marks(self, known: Reading) -> Iterable[Mark]:
        """The marks of one text."""
        text = known.text
        for match in _CANDIDATE.finditer(text):
            span = clean_span(text, *match.span())
            if span is None:
                continue
            start, end = span
            word = text[start:end]
            if not distinctive(word) or not known.folded[start:end].strip() or self._is_no_name(word):
                continue
            if text[:1] and start < known.title_end and _title_case(known):
                continue
            type_ = self._types.sure(text, start, end, known.title_end) or "Method"
            yield Mark(start, end, type_, "", "", "", "spelled-name", _STRENGTH)

    def _is_no_name(self, word: str) -> bool:
        lower = word.lower()
        if lower in self._no_names or lower.rstrip("s") in self._no_names:
            return True
        letters = sum(c.isalpha() for c in word)
        # 7B, 3D, 128K, 2x, O(n): quantities; Xs: one letter
        return letters < 3 and word[0].isdigit() or (letters == 1) or re.fullmatch(r"\d+(?:\.\d+)?-?[A-Za-z]{1,3}", word) is not None or _is_hyphenated_prose(word)


def _is_hyphenated_prose(word: str) -> bool:
    """Whether capitals stand at the starts of hyphenated words only, as in a title: ``Test-Time``, ``LLM-based``."""
    parts = word.split("-")
    if len(parts) == 1:
        return False
    return any(p.islower() and len(p) > 2 for p in parts[1:]) or all(p[:1].isupper() and p[1:].islower() for p in parts if len(p) > 1)


def _title_case(known: Reading) -> bool:
    """Whether the title is set in capitals, where spelling says nothing."""
    letters = [c for c in known.text[: known.title_end] if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.6 * len(letters)


@Language.factory("kgraph_spelled_names")
def make_spelled_names(nlp: Language, name: str) -> SpelledNames:
    """The component with the words of ``rules/no-names.txt``."""
    return SpelledNames()
