"""Where a text holds the triggers of rules.

A rule's triggers are beginnings of words, one of which stands in every text that the rule matches, so that most texts
are spared most patterns. One automaton (Aho and Corasick 1975) holds the triggers of all `FILES` and passes over a
text once, whichever components ask. Rules that are held against a few words only are in `kgraph.rules.pieces`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import ahocorasick

from kgraph.rules import is_sign, load_rules

#: In the order of a text: where a trigger begins, and the indices of the rules of one file that it triggers.
Places = list[tuple[int, tuple[int, ...]]]
#: Files whose rules are tried only where their triggers stand.
FILES = ("introduced", "phrases", "own", "background", "tested", "roles", "told")


def trigger_places(text: str, folded: str) -> dict[str, Places]:
    """Name of a rule file -> the places of its triggers in a text; `folded` is `fold_text` of it.

    Examples
    --------
    >>> [at for at, _ in trigger_places("then we propose it", "then we propose it")["introduced"]]
    [5, 8]
    """
    places: dict[str, Places] = {name: [] for name in FILES}
    # a blank in front, since triggers begin words: the index of a trigger's last letter is one more than in the text
    for last, (length, asked) in _automaton().iter(" " + folded):
        at = last - length
        for name, capital, indices in asked:
            if not capital or text[at].isupper():
                places[name].append((at, indices))
    return places


@cache
def _automaton() -> Any:
    rules_of: dict[str, dict[tuple[str, bool], list[int]]] = {}
    for name in FILES:
        for index, rule in enumerate(load_rules(name)):
            for trigger in rule.triggers:
                if not is_sign(trigger):
                    rules_of.setdefault(trigger, {}).setdefault((name, rule.capital), []).append(index)
    automaton = ahocorasick.Automaton()
    for trigger, asked in rules_of.items():
        automaton.add_word(" " + trigger, (len(trigger), [(*key, tuple(i)) for key, i in asked.items()]))
    automaton.make_automaton()
    return automaton
