"""All forms of all entries in one pass over the text, by an Aho-Corasick automaton (Aho and Corasick 1975).

spaCy's PhraseMatcher compares tokens one to one; names are written with a hyphen, a space or nothing at the same
place and with versions behind them, so the forms are matched on folded characters here, whatever the tokenizer.
Case, word boundaries and versions are then checked on the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import ahocorasick

from kgraph.lexicon.entries import Entry
from kgraph.lexicon.versions import VERSIONS, version_parts
from kgraph.names import DASHES, SPELLINGS, american, plural

_TO_SPACE = DASHES + '/()[]{},;:!?"“”„«»`~=<>|\\$^\t\n\r\u00a0\u2009\u202f\u2028\u2029\u200f\u200e'
_FOLD = {ord(c): " " for c in _TO_SPACE} | {ord("’"): "'", ord("‘"): "'"}
_FOLD |= {c: chr(c + 32) for c in range(ord("A"), ord("Z") + 1)}

#: A chip's number, which takes a plural s: A100s, 4090s.
_CHIPS = re.compile(r"\d{3}")
_HAS_DIGIT = re.compile(r"[a-z] ?\d")
_HAS_SPELLINGS = re.compile("|".join({part for pair in SPELLINGS for part in pair}))
_GAP_DIGIT = re.compile(r"(?<=[a-z]) (?=\d)")
_NO_GAP_DIGIT = re.compile(r"(?<=[a-z])(?=\d)")
#: Prefixes that are written with a hyphen or without one.
_PREFIX = re.compile(
    r"\b(pre|non|multi|semi|sub|co|meta|hyper|auto|micro|re|inter|intra|cross|over|post|super|bi|uni) (?=[a-z]{3})"
)
_JOINED_PREFIX = re.compile(r"\b(pre|non|multi|semi|sub|meta|hyper|auto|micro|inter|intra|super)(?=[a-z]{4})")


class Hit(NamedTuple):
    """A form found in a text.

    Attributes
    ----------
    start, end : int
        Code points into the text, half-open, with the version behind the name.
    entry : Entry
        Whose form it is.
    suffix : tuple of str
        Parts of the version, size or variant behind the form, ``("405B", "Instruct")``.
    """

    start: int
    end: int
    entry: Entry
    suffix: tuple[str, ...]


class _Form(NamedTuple):
    text: str
    case: str  # "any", "capital" or "exact"
    entry: Entry


class Matcher:
    """Finds the forms of entries in texts.

    Parameters
    ----------
    entries : iterable of Entry
        Earlier entries are tried first where two have the same form.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        forms: dict[str, list[_Form]] = {}
        for entry in entries:
            for text in entry.forms:
                # a learned name is known from its spelling only: no other spelling is it
                form = _Form(text, "exact" if entry.source == "learned" else case_of(text), entry)
                for key in _keys(text):
                    forms.setdefault(key, []).append(form)
        self._automaton = ahocorasick.Automaton()
        for key, found in forms.items():
            self._automaton.add_word(" " + key, (len(key), found))
        self._empty = not forms
        if forms:
            self._automaton.make_automaton()

    def hits(self, text: str, folded: str) -> Iterator[Hit]:
        """Every form in the text, also where hits overlap, by their ends.

        Parameters
        ----------
        text : str
            The text.
        folded : str
            `fold_text` of it.
        """
        if self._empty:
            return
        stop = len(text)
        # the automaton sees one blank more at the start, so its last index is ours plus one
        for last, (length, forms) in self._automaton.iter(" " + folded):
            end = last
            start = end - length
            after = folded[end] if end < stop else " "
            plural_s = (
                after == "s" and _CHIPS.fullmatch(folded, end - 3, end) and not folded[end + 1 : end + 2].isalnum()
            )
            if plural_s:
                glued = False
            elif after.isalnum() or after in "+#_":
                glued = after.isdigit() and folded[end - 1].isalpha()
                if not glued:
                    continue
            elif after == "." and end + 1 < stop and folded[end + 1].isalnum():
                continue
            else:
                glued = False
            written = text[start:end]
            for form in forms:
                if form.case == "exact":
                    if written != form.text and not _same_letters(written, form.text):
                        continue
                elif form.case == "capital" and written.islower():
                    continue
                entry = form.entry
                suffix: tuple[str, ...] = ()
                longer = end + 1 if plural_s else end
                if entry.type in VERSIONS and not plural_s:
                    longer, suffix = version_parts(entry.type, text, end)
                if glued and longer == end:
                    continue
                yield Hit(start, longer, entry, suffix)


def fold_text(text: str) -> str:
    """The text as the matcher sees it: lower case, separators as blanks, every character at its place."""
    folded = text.translate(_FOLD)
    if not folded.isascii():
        lower = folded.lower()
        folded = (
            lower if len(lower) == len(folded) else "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
        )
    return folded


def case_of(form: str) -> str:
    """How a form must be written in the text: in ``any`` case, with a ``capital``, or letter for letter (``exact``).

    Examples
    --------
    >>> case_of("gradient descent"), case_of("PyTorch"), case_of("MATH")
    ('any', 'capital', 'exact')
    """
    if form.islower() or " " in form.strip():
        return "any"
    letters = sum(c.isalpha() for c in form)
    return "exact" if letters <= 4 else "capital"


def _keys(form: str) -> set[str]:
    """The folded strings under which a form is found."""
    folded = fold_text(form)
    base = " ".join(folded.split())
    keys = {base}
    if _HAS_SPELLINGS.search(base):
        keys.add(american(base))
        for british, one in SPELLINGS:
            keys |= {k.replace(one, british) for k in keys if one in k}
    if _PREFIX.search(base):
        keys |= {_PREFIX.sub(r"\1", k) for k in keys}
    if _JOINED_PREFIX.search(base):
        keys |= {_JOINED_PREFIX.sub(r"\1 ", k) for k in keys}
    if _HAS_DIGIT.search(base):
        keys |= {_GAP_DIGIT.sub("", k) for k in keys} | {_NO_GAP_DIGIT.sub(" ", k) for k in keys}
    keys |= {plural(k) for k in keys if len(k) > 1 and k[-1].isalpha()}
    if folded != base:
        # a form with signs that separate words, such as "$k$-means", stands in texts just so
        keys.add(folded)
    return keys


def _same_letters(written: str, form: str) -> bool:
    """Whether the written form is the form or its plural, gaps between letters and digits and hyphens apart."""
    bare = re.sub(rf"[\s{re.escape(DASHES)}]", "", written)
    target = re.sub(rf"[\s{re.escape(DASHES)}]", "", form)
    return bare == target or bare == target + "s"
