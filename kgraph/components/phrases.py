"""`kgraph_introduced_phrases`: contributions that a paper names in plain words, ``outer momentum clipping``.

A verb of proposing, then words that none of our lists of vague words holds, then a word that says what they name
("mechanism", "loss", "score"); and what a title does its work with ("… via Token Smashing"). What the lexicon knows is
not introduced here, so this runs behind it.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from kgraph.components.introduced import Anchored
from kgraph.reading import Mark, Reading, reading
from kgraph.rules import load_rules, read_words

_STRENGTH = 70
_COMPOUND = re.compile(
    r"(?:based|driven|aware|guided|level|style|like|free|efficient|effective|specific|agnostic|friendly|wise|scale|end|source|art|time)$"
)


class IntroducedPhrases:
    """Marks contributions that are named in plain words."""

    def __init__(self) -> None:
        rules = load_rules("phrases")
        self._titles = Anchored([rule for rule in rules if rule.side == "title"])
        self._bodies = Anchored([rule for rule in rules if rule.side != "title"])
        self._vague = read_words("vague") | read_words("no-phrases")

    def __call__(self, doc: Doc) -> Doc:
        known = reading(doc)
        spans = self.spans(known)
        if not spans:
            return doc
        covered = bytearray(len(known.text))
        for mark in known.marks:
            covered[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
        for start, end, rule in spans:
            if covered.find(0, start, end) >= 0:
                known.introduced.setdefault(start, (end, "Method", rule))
                known.marks.append(Mark(start, end, "Method", known.text[start:end], "", "", rule, _STRENGTH))
        return doc

    def spans(self, known: Reading) -> list[tuple[int, int, str]]:
        """(start, end, rule id) of each phrase, in text order."""
        found = {
            (*match.span(group), rule.id)
            for rules, begin, end in (
                (self._titles, 0, known.title_end),
                (self._bodies, known.title_end, len(known.text)),
            )
            for rule, match in rules.matches(known, begin, end)
            for group, phrase in match.groupdict().items()
            if phrase and self._is_phrase(phrase)
        }
        return sorted(found)

    def _is_phrase(self, phrase: str) -> bool:
        words = re.split(r"[\s-]+", phrase.lower())
        if len(words) < 2 or len(words) > 5 or words[0] in self._vague or words[-1] in self._vague:
            return False
        return not any(w in self._vague for w in words) and not any(_COMPOUND.search(w) for w in words)


@Language.factory("kgraph_introduced_phrases")
def make_introduced_phrases(nlp: Language, name: str) -> IntroducedPhrases:
    """The component with the rules of ``rules/phrases.tsv``."""
    return IntroducedPhrases()
