"""How names are spelled: what tells one word from plain prose. Pure functions of strings (``rules/no-new-names.txt``)."""

from __future__ import annotations

import re
from functools import lru_cache

from kgraph.rules import read_words

#: Endings of the second part of a compound that says something about its first part and is no name.
_COMPOUND = re.compile(
    r"(?:ed|ing|based|like|style|level|free|aware|wise|scale|time|end|driven|specific|agnostic|efficient|only|class|shot|step|turn|side|"
    r"order|rank|term|bit|native|centric|friendly|oriented|invariant|equivariant|optimal|bound)$",
    re.I,
)


@lru_cache(maxsize=1 << 16)
def is_compound(word: str) -> bool:
    """Whether a hyphenated word is a compound and no name: ``Test-Time``, ``LLM-Generated``, but not ``gpt-oss-7B``."""
    first, *others = word.split("-")
    if not others or any(map(str.isdigit, others[-1])):
        return False
    if first.lower() in ("sub", "non", "pre", "post", "multi", "anti", "semi", "self", "quasi", "pseudo", "super"):
        return True
    if any(_COMPOUND.search(p) for p in others) or any(p.islower() and len(p) > 2 for p in (first, *others)):
        return True
    return all((p[:1].isupper() and p[1:].islower()) or p == "to" for p in (first, *others) if len(p) > 1)


@lru_cache(maxsize=1 << 16)
def distinctive(word: str) -> bool:
    """Whether a word is spelled as only names are: a capital inside it, or letters with digits, or all capitals."""
    letters = [*filter(str.isalpha, word)]
    if len(letters) < 2 or not any(map(str.isupper, letters)):
        return False
    return any(map(str.isupper, word[1:])) or any(map(str.isdigit, word))


#: What may stand in small letters inside a name.
SMALL = frozenset("and of the for in to with a as".split())


def in_capitals(phrase: str) -> bool:
    """Whether all words begin with a capital but those that are small in names, too: "Quill of the Pen"."""
    return all(w[:1].isupper() or w in SMALL for w in phrase.split(" "))


#: 7B, 128K, 800Gbps, 12-bit.
_QUANTITY = re.compile(
    r"\d+(?:\.\d+)?-?(?:[kKMGTP]?(?:bps|b|B|i?B/s|Hz|W|J|FLOPS?|FLOPs|OPS|iB)|[A-Za-z]{1,2})|\d+-(?:GPU|CPU|NPU|TPU|DoF|DOF)s?"
)


def is_quantity(word: str) -> bool:
    """Whether a word counts something: ``3.7B``, ``800Gbps``."""
    return _QUANTITY.fullmatch(word) is not None


#: Words that name nothing a paper introduces, and names that everybody knows.
NO_NAME = read_words("no-new-names")
#: They open names of several words: "3D Gaussian Point Encoder".
_DIMENSIONS = frozenset({"2D", "3D", "4D"})
#: Words in front of a name that are no part of it.
LEADING = frozenset("the a an our this novel new".split())
#: Words of a type that a name is not a part of.
_TYPE_WORDS_BEHIND = re.compile(
    r" (?:[Mm]odels?|[Ff]ramework|[Mm]ethod|[Dd]ataset|[Bb]enchmark|[Aa]lgorithm|[Ss]ystem|[Aa]pproach|[Pp]ipeline|[Ll]ibrary)$"
)
#: Behind a name of any shape: "Hybrid-quill, a novel router".
_SAID_NEW = re.compile(r"(?: \([^()]{2,40}\))?, (?:an?|our) (?:new|novel)\b")
#: What a name ends at: punctuation, a function word or verb, a word of a type.
_AFTER_NAME = re.compile(
    r"[,.;:()\[\]{}$—–\"”’'!?]|\s(?:--|—|–|\()|$|\s(?:a|an|the|that|which|to|for|as|and|or|with|on|in|by|using|via|whose|where|is|are|was|were|can|has|from|at|does|of (?:over |about |more than |nearly )?\d+[KMB]?|allows?|provides?|offers?|supports?|employs?|adopts?|introduces?|integrates?|combines?|operates?|generates?|reaches?|shows|demonstrates?|exhibits?|exceeds?|obtains?|maintains?|requires?|performs?|utili[sz]es?|incorporates?|includes?|serves?|works|takes?|learns|converts?|exploits?|captures?|addresses|achieves?|outperforms?|improves?|reduces?|surpass(?:es)?|attains?|delivers?|yields?|consistently|significantly|substantially|effectively|consists?|leverages?|uses?|enables?|based|built|capable|designed|trained|aimed|tailored|powered|driven|inspired|comprising|consisting|containing|we|"
    r"models?|framework|method|dataset|benchmark|algorithm|system|approach|pipeline|library|architecture|suite|corpus|module|technique|mechanism|network|toolkit|agent|family|series|strategy|paradigm|platform|tool|metric|loss|score|optimizer|package|compiler|language|simulator)\b"
)


def clean_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without what is no part of a name: a final stop, a leading article, a word that only says the type."""
    while end > start and text[end - 1] in ".-,@/":
        end -= 1
    once, stop, again = text[start:end].partition(".")
    if stop and once == again:
        # the white space between two sentences was lost
        end = start + len(once)
    words = text[start:end].split(" ")
    while words and words[0].lower() in LEADING:
        start += len(words.pop(0)) + 1
    trimmed = _TYPE_WORDS_BEHIND.search(text[start:end])
    if trimmed and distinctive(text[start : start + trimmed.start()].split(" ")[0]):
        end = start + trimmed.start()
    return (start, end) if end - start >= 2 else None


def is_name(text: str, start: int, end: int) -> bool:
    """Whether the span can be the name of something, by its words and by what stands behind it."""
    name = text[start:end]
    words = name.split(" ")
    if (
        (words[0].lower() in NO_NAME and not (len(words) > 2 and words[0] in _DIMENSIONS))
        or name.lower() in NO_NAME
        or (len(words) == 1 and name.rstrip("s").lower() in NO_NAME)
    ):
        return False
    if is_quantity(name):
        return False
    if _SAID_NEW.match(text, end):
        return True
    if len(words) == 1 and name.rpartition("-")[2].islower() and is_compound(name):
        return False
    return _AFTER_NAME.match(text, end) is not None or (
        distinctive(words[0]) and not text[end : end + 2].strip()[:1].islower()
    )
