"""`kgraph_spelled_names`: names that no list holds, by their spelling: inner capitals, letters with digits, all capitals.

What the word behind it or its spelling tells of its type is taken; a name without such a sign stays a Method where
the sentence speaks of methods, and is left out otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from kgraph.components.introduced import clean_span
from kgraph.components.spelling import distinctive, is_compound, is_quantity
from kgraph.components.typing import TypeGuesser
from kgraph.reading import Mark, Reading, reading
from kgraph.rules import read_words

_STRENGTH = 20
_DEFAULT = "Method"
_CANDIDATE = re.compile(r"(?<![\w\\$@#./-])(?=[\w+.-]*[A-Z])[^\W_][\w+]*(?:[-.@][\w+]+)*\+*(?![\w$])")

#: Two sentences without the white space between them.
_JOINED = re.compile(r"[a-z]{2}\.[A-Z]")


class SpelledNames:
    """Marks unknown names by their spelling."""

    def __init__(self) -> None:
        self._types = TypeGuesser()
        self._no_names = read_words("no-names")

    def __call__(self, doc: Doc) -> Doc:
        known = reading(doc)
        known.marks += self.marks(known)
        return doc

    def marks(self, known: Reading) -> Iterable[Mark]:
        """The marks of one text."""
        text = known.text
        covered = bytearray(len(text))
        for mark in known.marks:
            covered[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
        long_forms = {text[slice(*p.short)].rstrip("s"): text[slice(*p.long)] for p in known.short_forms}
        for match in _CANDIDATE.finditer(text):
            span = clean_span(text, *match.span())
            if span is None or all(covered[span[0] : span[1]]):
                continue
            start, end = span
            word = text[start:end]
            if _JOINED.search(word):
                continue
            if not distinctive(word) or not known.folded[start:end].strip() or self._is_no_name(word):
                continue
            if start < known.title_end and _title_case(known):
                continue
            type_ = self._types.sure(text, start, end, known.title_end)
            if not type_ and (long := long_forms.get(word.rstrip("s"), "")).islower():
                # a short form is what its long form is; one of no known kind is left out
                type_ = self._types.of_phrase(long)
                if not type_:
                    continue
            yield Mark(start, end, type_ or _DEFAULT, "", "", "", "spelled-name", _STRENGTH)

    def _is_no_name(self, word: str) -> bool:
        lower = word.lower()
        if lower in self._no_names or lower.rstrip("s") in self._no_names:
            return True
        letters = sum(c.isalpha() for c in word)
        return letters == 1 or (letters < 3 and word[0].isdigit()) or is_quantity(word) or is_compound(word)


def _title_case(known: Reading) -> bool:
    """Whether the title is set in capitals, where spelling says nothing."""
    letters = [c for c in known.text[: known.title_end] if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.6 * len(letters)


@Language.factory("kgraph_spelled_names")
def make_spelled_names(nlp: Language, name: str) -> SpelledNames:
    """The component with the words of ``rules/no-names.txt``."""
    return SpelledNames()
