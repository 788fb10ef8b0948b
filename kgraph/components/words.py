"""Words that say of a number, where no name has it, on what, by what, whose and against what (``rules/result-words.tsv``)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from kgraph.components.measures import Span
from kgraph.components.statements import Name
from kgraph.rules import load_rules
from kgraph.rules.pieces import Pieces


def words(text: str, start: int, end: int, side: str, names: Sequence[Name] = ()) -> list[Span]:
    """Spans in ``text[start:end]`` of what the side's rules find: rule by rule, of each the last one first.

    Parameters
    ----------
    text : str
        The Doc's.
    start, end : int
        Where the words may stand; a rule that begins with ``^`` looks from ``start`` on.
    side : str
        That of the rules.
    names : sequence of Name
        Entities whose mentions the words must not touch.
    """
    spans = ((start + a, start + b) for a, b in _found(text[start:end], side))
    return [s for s in spans if not any(_is_taken(text, s, n) for n in names)]


@lru_cache(maxsize=1 << 8)
def _found(piece: str, side: str) -> tuple[Span, ...]:
    """What the side's rules find in a piece of a text; asked for again for each number of a sentence."""
    found: list[Span] = []
    for pattern in _rules(side).worth_trying(piece):
        if not pattern.pattern.startswith("^"):
            found += reversed([match.span("name") for match in pattern.finditer(piece)])
        elif match := pattern.match(piece):
            found.append(match.span("name"))
    return tuple(found)


def _is_taken(text: str, span: Span, name: Name) -> bool:
    """Whether a name holds a part of the span, or is it and no method: what a name without other signs is taken for."""
    within = span[0] <= name.start and name.end <= span[1]
    if within and (text.startswith("-to-", name.end) or text.endswith("-to-", 0, name.start)):
        # "drone-to-satellite" is no drone
        return False
    if (name.start, name.end) == span:
        return name.type != "Method"
    return name.start < span[1] and span[0] < name.end


@cache
def _rules(side: str) -> Pieces:
    return Pieces(rule for rule in load_rules("result-words") if rule.side == side)
