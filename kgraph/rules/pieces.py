"""Which rules are worth trying on a piece of a text: those of which a trigger stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgraph.lexicon.matcher import fold_text
from kgraph.rules import Rule, is_sign


class Pieces:
    """Rules that are held against pieces of texts.

    Parameters
    ----------
    rules : iterable of Rule
        In the order in which they are tried.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._tried = [([t if is_sign(t) else " " + t for t in rule.triggers], rule.pattern) for rule in rules]
        self._all = [pattern for _, pattern in self._tried]
        self._has_triggers = any(triggers for triggers, _ in self._tried)

    def worth_trying(self, piece: str) -> list[re.Pattern[str]]:
        """The patterns of the rules without triggers, and of those with one in the piece."""
        if not self._has_triggers:
            return self._all
        # signs that the folded text has no more stand in the text itself
        folded = f" {fold_text(piece)}\n{piece}"
        found = []
        for triggers, pattern in self._tried:
            # most pieces hold none, and a loop is twice as fast as `any`
            for trigger in triggers:
                if trigger in folded:
                    found.append(pattern)
                    break
            else:
                if not triggers:
                    found.append(pattern)
        return found

    def found_in(self, piece: str) -> bool:
        """Whether one of the rules matches anywhere in the piece."""
        return any(pattern.search(piece) for pattern in self.worth_trying(piece))
