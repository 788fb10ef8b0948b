"""How names are spelled: what tells one word from plain prose. Pure functions of strings."""

from __future__ import annotations

import re

#: Endings of the second part of a compound that says something about its first part and is no name.
_COMPOUND = re.compile(
    r"(?:ed|ing|based|like|style|level|free|aware|wise|scale|time|end|driven|specific|agnostic|efficient|only|class|shot|step|turn|side|"
    r"order|rank|term|bit|native|centric|friendly|oriented|invariant|equivariant|optimal|bound)$",
    re.I,
)


def is_compound(word: str) -> bool:
    """Whether a hyphenated word is a compound and no name: ``Test-Time``, ``LLM-Generated``, but not ``gpt-oss-7B``."""
    first, *others = word.split("-")
    if not others or any(c.isdigit() for c in others[-1]):
        return False
    if first.lower() in ("sub", "non", "pre", "post", "multi", "anti", "semi", "self", "quasi", "pseudo", "super"):
        return True
    if any(_COMPOUND.search(p) for p in others) or any(p.islower() and len(p) > 2 for p in (first, *others)):
        return True
    return all(p[:1].isupper() and p[1:].islower() for p in (first, *others) if len(p) > 1)


def distinctive(word: str) -> bool:
    """Whether a word is spelled as only names are: a capital inside it, or letters with digits, or all capitals."""
    letters = [c for c in word if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if len(letters) < 2 or capitals == 0:
        return False
    return any(c.isupper() for c in word[1:]) or any(c.isdigit() for c in word)


#: 7B, 128K, 800Gbps, 12-bit.
_QUANTITY = re.compile(r"\d+(?:\.\d+)?-?(?:[kKMGTP]?(?:bps|b|B|i?B/s|Hz|W|J|FLOPS?|FLOPs|OPS|iB)|[A-Za-z]{1,2})")


def is_quantity(word: str) -> bool:
    """Whether a word counts something: ``3.7B``, ``800Gbps``."""
    return _QUANTITY.fullmatch(word) is not None
