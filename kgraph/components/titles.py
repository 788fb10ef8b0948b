"""Whether the title speaks of an entity in other or longer words."""

from __future__ import annotations

from functools import lru_cache

from kgraph.names import plural, singular
from kgraph.reading import Group, Reading

#: So many first letters the singular and the plural of a name share.
_STEM = 3


def named_in_title(group: Group, known: Reading) -> bool:
    """Whether a longer name in the title holds the entity's: "LLM" in "LLM Inference"."""
    folded = known.folded
    title = f" {folded[: known.title_end]} "
    for start, end, *_ in group.marks:
        # most begin as nothing in the title does, which is seen much faster
        if folded[start : min(end, start + _STEM)] in title:
            name = singular(folded[start:end])
            if f" {name} " in title or f" {plural(name)} " in title:
                return True
    return False


def is_like_title(group: Group, known: Reading) -> bool:
    """Whether the title has the last word and half of the others: "ink trajectory planning" in "Local Planning of Ink"."""
    title = _title_words(known.folded[: known.title_end])
    for mark in group.marks:
        words = [singular(word) for word in known.folded[mark.start : mark.end].split()]
        # "re-planning" is one word
        several = " " in known.text[mark.start : mark.end]
        if several and words[-1] in title and 2 * sum(word in title for word in words) >= len(words):
            return True
    return False


def shares_words(group: Group, known: Reading) -> bool:
    """Whether two words of the entity stand in the title: "state space model" in "Quill State Space Prompting"."""
    title = _title_words(known.folded[: known.title_end])
    names = (known.folded[m.start : m.end].split() for m in group.marks)
    return any(sum(singular(word) in title for word in name) > 1 for name in names if len(name) > 1)


@lru_cache(maxsize=1)
def _title_words(folded: str) -> frozenset[str]:
    # asked for each entity of a paper
    return frozenset([singular(word) for word in folded.split()])
