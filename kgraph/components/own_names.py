"""Names that a paper gives one thing of its own though they stand apart: short and long ones, and slips of the pen.

`kgraph.components.short_forms` reads what stands in parentheses; here two names are compared that the paper introduces:
"Quill Folding" of the title and QF, PolyFold and PolyFlod.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from kgraph.components.spelling import distinctive
from kgraph.names import fold
from kgraph.reading import Reading, ShortForm, Strength

#: Behind a long name of the paper's own: "Separate-then-Fold} (StF)", "Quill Folding framework (QF)".
_BESIDE = re.compile(
    r"[}\"”’']*(?: (?:algorithm|approach|architecture|framework|method|model|module|network|paradigm|strategy|system))?"
    r" \((?P<short>[A-Z][\w$^{}-]{1,14})\)"
)
#: The words of a name: of "NeRF-based PhotoFold" "Ne", "R", "F", "based", "Photo" and "Fold".
_WORD = re.compile(r"\dD\b|[A-Z][a-z]*|(?<![A-Za-z])[a-z]+|\d+")
#: What of a short name stands for words, of which a power says how many there are: "DMC$^3$".
_PART, _POWER = re.compile(r"\dD(?![A-Z])|[A-Z][a-z]*"), re.compile(r"([A-Z])\$?\^?\{?([23])(?!D(?![A-Z]))")
#: The second letter of a part of two may come from farther on in its word: "Nt" of "Net".
_FEW = 2
#: A long name of one word: "Separate-then-Fold".
_HYPHENED = re.compile(r"[A-Za-z]{3,}(?:-[A-Za-z]{3,}){2,}")
#: A short name has so many capitals, and leaves out so many words of the long one.
_FEWEST, _LEFT_OUT = 2, 2
#: Signs that tell no two names apart, as a plus does.
_SIGN = re.compile(r"[-_.${}^]")
#: Of shorter names one letter tells two apart.
_SHORT = 6
_OWN = frozenset({Strength.PHRASE, Strength.SPELLED, Strength.UNTYPED})

Place = tuple[int, int]


def own_pairs(known: Reading) -> list[ShortForm]:
    """Further pairs of names of what a paper introduces, of which the first is short or is spelled otherwise."""
    text = known.text
    own = {text[a:b]: (a, b) for a, b in sorted(_own(known), reverse=True)}
    slips = _slips(own, known)
    longs = {n: place for n, place in own.items() if " " in n or _HYPHENED.fullmatch(n)}
    if not longs:
        return slips
    paired = {fold(text[slice(*span)]) for pair in known.short_forms for span in pair}
    longs = {n: place for n, place in longs.items() if fold(n) not in paired}
    pairs = [p for p in _beside(text, longs.values()) if fold(text[slice(*p.short)]) not in paired]
    paired |= {fold(text[slice(*span)]) for pair in pairs for span in pair}
    for short in sorted(n for n in own if " " not in n and distinctive(n)):
        fits = {fold(n): n for n in longs if {fold(short), fold(n)}.isdisjoint(paired) and stands_for(short, n)}
        if len(fits) == 1:
            ((folded, long),) = fits.items()
            pairs.append(ShortForm(own[short], longs[long]))
            paired |= {fold(short), folded}
    return pairs + slips


def _own(known: Reading) -> Iterator[Place]:
    """Where names stand that the paper introduces, or that nobody knows."""
    for start, (end, _, _) in known.introduced.items():
        yield start, end
    for mark in known.marks:
        if mark.strength in _OWN and not mark.id:
            yield mark.start, mark.end


def _beside(text: str, longs: Iterable[Place]) -> Iterator[ShortForm]:
    for start, end in longs:
        match = _BESIDE.match(text, end)
        if match and _in_order(_parts(match["short"]), _words(text[start:end])):
            yield ShortForm(match.span("short"), (start, end))


def _slips(own: Mapping[str, Place], known: Reading) -> list[ShortForm]:
    """Pairs of a name of the title that the abstract does not have, and the abstract's spelling of it."""
    words = {n: place for n, place in own.items() if " " not in n}
    return [
        ShortForm(place, other)
        for name, place in words.items()
        if place[0] < known.title_end and known.text.find(name, known.title_end) < 0
        for written, other in words.items()
        if other[0] >= known.title_end and is_slip(name, written)
    ]


def is_slip(one: str, other: str) -> bool:
    """Whether two names of one word differ in signs and capitals only, or in one letter that begins and ends neither.

    Examples
    --------
    >>> is_slip("Soft-Fold", "SoftFold"), is_slip("PolyFold", "PolygFold"), is_slip("QuillNet-A", "QuillNet-B")
    (True, True, False)
    """
    one, other = (_SIGN.sub("", name).lower() for name in (one, other))
    if one == other:
        return True
    front = _alike(one, other)
    behind = _alike(one[front:][::-1], other[front:][::-1])
    parts = one[front : len(one) - behind], other[front : len(other) - behind]
    return (
        min(len(one), len(other)) >= _SHORT
        and front > 0
        and behind > 0
        and all(len(part) <= 1 and not part.isdigit() for part in parts)
    )


def _alike(one: str, other: str) -> int:
    """How many characters two strings have in common from the first on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def stands_for(short: str, long: str) -> bool:
    """Whether all parts of a name begin words of another, in order, the first one the first, and few words are left out.

    Examples
    --------
    >>> stands_for("CroFo", "Cross-Quill Folding"), stands_for("CrossPen", "Cross-Quill Paper Folding")
    (True, False)
    """
    parts, words = _parts(short), _words(long)
    return (
        len(words) >= len(parts) >= _FEWEST
        and short not in long
        and _begins(words[0], parts[0])
        and len(words) - len(parts) <= min(_LEFT_OUT, len(parts) - 1)
        and _in_order(parts, words)
    )


def _parts(short: str) -> list[str]:
    """The capitals of a short name with the small letters behind them; a power counts them."""
    return _PART.findall(_POWER.sub(lambda m: m[1] * int(m[2]), short))


def _words(long: str) -> list[str]:
    return _WORD.findall(long)


def _in_order(parts: Iterable[str], words: Iterable[str]) -> bool:
    rest = iter(words)
    return all(any(_begins(word, part) for word in rest) for part in parts)


def _begins(word: str, part: str) -> bool:
    """Whether a part of a short name may stand for a word."""
    return word.lower().startswith(part.lower() if len(part) > _FEW else part[0].lower())
