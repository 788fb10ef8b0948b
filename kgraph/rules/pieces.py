"""Which rules are worth trying on a piece of a text: those of which a trigger stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kgraph.automaton import word_starts
from kgraph.lexicon.matcher import fold_text
from kgraph.rules import Rule, is_sign

#: Most pieces are looked at by the rules of several sides.
_folded = lru_cache(maxsize=1 << 6)(fold_text)


class Pieces:
    """Rules that are held against pieces of texts.

    Parameters
    ----------
    rules : iterable of Rule
        In the order in which they are tried.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = tuple(rules)
        self._patterns = [rule.pattern for rule in rules]
        self._always = frozenset(i for i, rule in enumerate(rules) if not rule.triggers)
        words: dict[str, list[int]] = {}
        signs: dict[str, list[int]] = {}
        for index, rule in enumerate(rules):
            for trigger in rule.triggers:
                (signs if is_sign(trigger) else words).setdefault(trigger, []).append(index)
        self._starts, self._of_word = word_starts(words), list(words.values())
        self._signs = list(signs.items())

    def worth_trying(self, piece: str) -> list[re.Pattern[str]]:
        """The patterns of the rules without triggers, and of those with one in the piece."""
        if len(self._always) == len(self._patterns):
            return self._patterns
        tried = set(self._always)
        for word, _, _ in self._starts(_folded(piece)):
            tried.update(self._of_word[word])
        for sign, indices in self._signs:
            if sign in piece:
                tried.update(indices)
        return [self._patterns[i] for i in sorted(tried)]

    def found_in(self, piece: str) -> bool:
        """Whether one of the rules matches anywhere in the piece."""
        return any(pattern.search(piece) for pattern in self.worth_trying(piece))
