"""What rules match in a text, tried only where their triggers stand, and where a paper begins to speak of itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from kgraph.reading import Reading
from kgraph.rules import Rule, load_rules, rule_named

#: So far in front of its last word a rule's match may begin that ends with a trigger.
_BACK = 160
#: So far behind the beginning of its last word such a match may look; a long list would be gone through for each name.
_AHEAD = 200
#: So much of the text in front of its sentence a rule may ask for: ". "
_FRONT = 3
#: The rule of ``rules/own.tsv`` by which a paper speaks of itself, and how an abstract that never says "we" does so.
SPEAKS = "own-we"
_IT = re.compile(r"\bIt (?:has|consists|comprises|combines)\b")


class Triggered:
    """The rules of one file, tried where their triggers stand.

    Parameters
    ----------
    rules : sequence of Rule
        All of the file.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        # most are these, and tried at most places in vain
        self._leading = [rule.pattern.match if rule.leads and not rule.ends else None for rule in rules]

    def matches(
        self, places: Iterable[tuple[int, Collection[int]]], known: Reading
    ) -> Iterator[tuple[int, re.Match[str]]]:
        """(Index of a rule, what it matches); no match leaves its sentence.

        Parameters
        ----------
        places : iterable of (int, collection of int)
            Those of `Reading.triggers` for the file where the rules are to be tried, in order.
        known : Reading
            Of the text.
        """
        text, tried, leading = known.text, [0] * len(self._rules), self._leading
        title_end, stop = known.title_end, 0
        for at, indices in places:
            if at >= stop:
                first, stop = known.sentences[known.sentence(at)]
            last = title_end if at < title_end else stop
            for index in indices:
                if at < tried[index]:
                    continue
                leads = leading[index]
                if leads is not None:
                    match = leads(text, at, last)
                    if match is not None:
                        tried[index] = match.end()
                        yield index, match
                elif self._rules[index].ends:
                    front = max(title_end, tried[index], first, at - _BACK)
                    found = self._rules[index].pattern.finditer(text, front, min(last, at + _AHEAD))
                    ending = next((m for m in found if m.end() > at), None)
                    if ending is not None and ending.start() <= at:
                        tried[index] = ending.end()
                        yield index, ending
                else:
                    tried[index] = last
                    for match in self._rules[index].pattern.finditer(text, max(title_end, first - _FRONT), last):
                        yield index, match


def speaks_from(known: Reading) -> int:
    """Where an abstract first speaks of what the paper does; -1 if it never does."""
    rule = rule_named("own", SPEAKS)
    we = load_rules("own").index(rule)
    for at, indices in known.triggers("own"):
        if we in indices and at >= known.title_end and rule.pattern.match(known.text, at):
            return at
    it = _IT.search(known.text, known.title_end)
    return it.start() if it else -1
