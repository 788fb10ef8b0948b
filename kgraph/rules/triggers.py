"""Where a text holds the triggers of rules.

A rule's triggers are beginnings of words, one of which stands in every text that the rule matches, so that most texts
are spared most patterns. One automaton (Aho and Corasick 1975) holds the triggers of all `FILES` and passes over a
text once, whichever components ask. Rules that are held against a few words only are in `kgraph.rules.pieces`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from kgraph.automaton import Found, word_starts
from kgraph.rules import is_sign, load_rules

#: In the order of a text: where a trigger begins, and the indices of the rules of one file that it triggers.
Places = list[tuple[int, tuple[int, ...]]]
#: A file's place among `FILES`, whether its rules ask for a capital, and their indices.
_Asked = tuple[int, bool, tuple[int, ...]]
#: Files whose rules are tried only where their triggers stand.
FILES = ("introduced", "phrases", "own", "background", "tested", "roles", "told")


def trigger_places(text: str, folded: str) -> dict[str, Places]:
    """Name of a rule file -> the places of its triggers in a text; `folded` is `fold_text` of it.

    Examples
    --------
    >>> [at for at, _ in trigger_places("then we propose it", "then we propose it")["introduced"]]
    [5, 8]
    """
    places: list[Places] = [[] for _ in FILES]
    # a text has eighty
    add = [of_file.append for of_file in places]
    starts, asked = _triggers()
    for trigger, at, _ in starts(folded):
        for file, capital, indices in asked[trigger]:
            if not capital or text[at].isupper():
                add[file]((at, indices))
    return dict(zip(FILES, places, strict=True))


@cache
def _triggers() -> tuple[Callable[[str], Found], list[list[_Asked]]]:
    """What finds the triggers of all files in a text, and for each trigger who asks for it."""
    rules_of: dict[str, dict[tuple[int, bool], list[int]]] = {}
    for file, name in enumerate(FILES):
        for index, rule in enumerate(load_rules(name)):
            for trigger in rule.triggers:
                if not is_sign(trigger):
                    rules_of.setdefault(trigger, {}).setdefault((file, rule.capital), []).append(index)
    return word_starts(rules_of), [[(*key, tuple(i)) for key, i in asked.items()] for asked in rules_of.values()]
