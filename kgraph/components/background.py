"""Where an abstract tells of the field and not of the paper.

Sentences with a sign of it (``rules/background.tsv``) in which the paper does not speak of itself (``rules/own.tsv``),
and all in front of the first in which it does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kgraph.components.triggered import SPEAKS
from kgraph.reading import Mark, Reading
from kgraph.rules import Rule, load_rules, rule_named

#: The rule of sentences that tell what is known of something.
_KNOWN = "background-known"
#: Rules of sentences that tell what a paper's results may be good for, though it speaks of itself there.
_OUTLOOK = "outlook"
#: What a name does: "QuillNet reliably folds".
_DOES = re.compile(
    r"[}$]*(?: \([^()]{2,30}\))? (?:[a-z]+ly )?(?!(?:is|was|has|yields|tasks|methods|models|approaches)\b)[a-z]+[a-rt-z]s\b"
)


class Field(NamedTuple):
    """Where one text tells of the field; per sentence, in text order."""

    starts: Sequence[int]
    #: The offset from which on the sentence does so: its end if nowhere.
    told: Sequence[int]
    #: Whether it does so and has a sign of it.
    signed: Sequence[bool]

    def first_own(self, marks: Iterable[Mark]) -> int:
        """Which of the marks stands first where the text does not tell of the field; -1 for none."""
        for place, mark in enumerate(marks):
            if not self.told_at(mark.start):
                return place
        return -1

    def told_at(self, offset: int) -> bool:
        """Whether the text tells of the field there."""
        return offset >= self.told[bisect_right(self.starts, offset) - 1]

    def said_at(self, offset: int) -> bool:
        """Whether it does so there by a sign of the sentence, and not only by standing in front of the paper's own words."""
        return self.told_at(offset) and self.signed[bisect_right(self.starts, offset) - 1]


class Background:
    """Says where texts tell of the field."""

    def __init__(self) -> None:
        self._own, self._signs = load_rules("own"), load_rules("background")
        self._known = rule_named("background", _KNOWN)

    def of(self, known: Reading) -> Field:
        """Where the text tells of the field."""
        own, signs = _by_sentence(self._own, "own", known), _by_sentence(self._signs, "background", known)
        told: list[int] = []
        new = {known.sentence(start) for start in known.introduced if start >= known.title_end}
        # what the paper introduces does there what the sentence tells
        marks = (m for g in known.groups if g.introduced for m in g.marks)
        named = {known.sentence(m.start) for m in marks if _DOES.match(known.text, m.end)}
        # before the paper speaks of itself or of what it introduces, abstracts tell of the field
        opening = bool(new) or any(SPEAKS in there for there in own)
        for index, (start, end) in enumerate(known.sentences):
            if start < known.title_end:
                told.append(end)
                continue
            there = signs[index]
            ahead = min((at for id_, at in there.items() if id_.startswith(_OUTLOOK)), default=end) if there else end
            told.append(start if not own[index] and index not in named and (opening or there) else ahead)
            opening = opening and SPEAKS not in own[index] and index not in new
        return Field(known.starts, told, [bool(there) for there in signs])

    def is_known(self, text: str, start: int, end: int) -> bool:
        """Whether the sentence tells what is known of something."""
        return self._known.pattern.search(text, start, end) is not None


def _by_sentence(rules: Sequence[Rule], name: str, known: Reading) -> list[dict[str, int]]:
    """For each sentence the ids of the file's rules that match there, and where each first does."""
    found: list[dict[str, int]] = [{} for _ in known.sentences]
    end = 0
    for at, indices in known.triggers(name):
        if at >= end:
            sentence = known.sentence(at)
            there = found[sentence]
            start, end = known.sentences[sentence]
            # a text of its own: a rule may ask for its beginning
            text = known.text[start:end]
            # where the white space between two sentences was lost, no trigger begins the second one
            lost = start > 0 and not known.text[start - 1].isspace()
        for index in indices:
            rule = rules[index]
            if rule.id in there:
                continue
            if rule.pattern.match(text, at - start):
                there[rule.id] = at
            if lost and rule.pattern.match(text):
                there[rule.id] = start
    return found
