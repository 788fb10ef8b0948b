"""All forms of all entries in one pass over the text, by an Aho-Corasick automaton (Aho and Corasick 1975).

spaCy's PhraseMatcher compares tokens one to one; names are written with a hyphen, a space or nothing at the same
place and with versions behind them, so the forms are matched on folded characters here, whatever the tokenizer.
Case, word boundaries and versions are then checked on the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kgraph.automaton import word_starts
from kgraph.lexicon.cache import kept
from kgraph.lexicon.entries import Entry
from kgraph.lexicon.versions import VERSIONS, version_parts
from kgraph.names import DASHES, SPELLINGS, american, plural

_TO_SPACE = DASHES + '/()[]{},;:!?"“”„«»`~=<>|\\$^\t\n\r\u00a0\u2009\u202f\u2028\u2029\u200f\u200e'
_FOLD = {ord(c): " " for c in _TO_SPACE} | {ord("’"): "'", ord("‘"): "'"}
_FOLD |= {c: chr(c + 32) for c in range(ord("A"), ord("Z") + 1)}
#: The same for text in ASCII, which bytes do in a third of the time.
_FOLD_ASCII = bytes(range(128)).decode().translate(_FOLD).encode() + bytes(range(128, 256))

#: Words that end so may have a plural that is more than an s.
_OTHER_PLURALS = ("y", "s", "x", "h", "z")
_GAPS = re.compile(rf"[\s{re.escape(DASHES)}]")
_HAS_DIGIT = re.compile(r"\d(?:(?<=[a-z]\d)|(?<=[a-z] \d))")
_HAS_SPELLINGS = re.compile("|".join({part for pair in SPELLINGS for part in pair}))
_GAP_DIGIT = re.compile(r"(?<=[a-z]) (?=\d)")
_NO_GAP_DIGIT = re.compile(r"(?<=[a-z])(?=\d)")
#: Prefixes that are written with a hyphen or without one.
_PREFIX = re.compile(
    r"\b(pre|non|multi|semi|sub|co|meta|hyper|auto|micro|re|inter|intra|cross|over|post|super|bi|uni) (?=[a-z]{3})"
)
#: "DINOv2" and "DINO-v2", "DeepSeek-V3" and "DeepSeekV3".
_JOINED_VERSION, _APART_VERSION = re.compile(r"(?<=[a-z])v(?=\d)"), re.compile(r"(?<=[a-z]) v(?=\d)")
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
    needs : tuple of str
        The evidence that the form needs, see `kgraph.lexicon.Entry`; empty if it needs none.
    """

    start: int
    end: int
    entry: Entry
    suffix: tuple[str, ...]
    needs: tuple[str, ...]


class _Form(NamedTuple):
    text: str
    case: str
    entry: Entry
    needs: tuple[str, ...]


class Matcher:
    """Finds the forms of entries in texts.

    Parameters
    ----------
    entries : iterable of Entry
        Earlier entries are tried first where two have the same form.
    key : str
        Of the lexicon that has just these entries, if it has one.
    """

    def __init__(self, entries: Iterable[Entry], key: str = "") -> None:
        entries = tuple(entries)
        keys = kept("keys", key, lambda: _table(entries))
        self._starts = word_starts(folded for folded, _, _ in keys)
        #: For each folded string whether its plural is it and an s, and its forms.
        self._of_key = [
            (takes_s, [_Form(text, case, entries[i], entries[i].needs_of(text)) for text, case, i in forms])
            for _, takes_s, forms in keys
        ]

    def hits(self, text: str, folded: str) -> list[Hit]:
        """Every form in the text, also where hits overlap, by their ends.

        Parameters
        ----------
        text : str
            The text.
        folded : str
            `fold_text` of it.
        """
        found: list[Hit] = []
        of_key, made = self._of_key, tuple.__new__
        behind = folded + "  "
        for key, start, end in self._starts(folded):
            end -= 1
            after = behind[end]
            if after != "s" and after.isalpha():
                # most often a form is the beginning of a longer word
                continue
            takes_s, forms = of_key[key]
            if after == "s" and takes_s:
                end += 1
                after = behind[end]
            glued = chips = False
            if after != " ":
                if after.isalpha():
                    if after != "s" or not _is_chip(folded, end):
                        continue
                    chips = True
                elif after.isalnum() or after in "+#_":
                    if not (after.isdigit() and folded[end - 1].isalpha()):
                        continue
                    glued = True
                elif after == "." and behind[end + 1].isalnum():
                    continue
            for form, case, entry, needs in forms:
                if case != "any":
                    written = text[start:end]
                    if case == "capital":
                        if written.islower() or (" " in written and not _keeps_capitals(written, form)):
                            continue
                        if needs and written.istitle() and not form.istitle():
                            # "Quality" is no QuALITY, where the row says that it is also a word
                            continue
                    elif written != form and not _same_letters(written, form):
                        continue
                longer = end
                suffix: tuple[str, ...] = ()
                if chips:
                    longer += 1
                elif entry.type in VERSIONS:
                    longer, suffix = version_parts(entry.type, text, end)
                if not glued or longer > end:
                    # half the time of the constructor
                    found.append(made(Hit, (start, longer, entry, suffix, needs)))
        return found


def fold_text(text: str) -> str:
    """The text as the matcher sees it: lower case, separators as blanks, every character at its place."""
    if text.isascii():
        return text.encode().translate(_FOLD_ASCII).decode()
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


def _table(entries: Sequence[Entry]) -> list[tuple[str, bool, list[tuple[str, str, int]]]]:
    """(Folded string, whether its plural is it and an s, (form, case, index of the entry) of each form found by it), sorted.

    Sorted, a key shares its way through the automaton with the one before: it is built in a third of the time.
    """
    table: dict[str, list[tuple[str, str, int]]] = {}
    for index, entry in enumerate(entries):
        for text in entry.forms:
            # a learned name is known from its spelling only: no other spelling is it
            form = text, "exact" if entry.source == "learned" else case_of(text), index
            for key in _keys(text):
                table.setdefault(key, []).append(form)
    return [(key, _takes_s(key), table[key]) for key in sorted(table)]


def _keys(form: str) -> set[str]:
    """The folded strings under which a form is found."""
    folded = fold_text(form)
    base = " ".join(folded.split())
    keys = {base}
    if _HAS_SPELLINGS.search(base):
        keys.add(american(base))
        for british, one in SPELLINGS:
            keys.update([k.replace(one, british) for k in keys if one in k])
    if _PREFIX.search(base):
        keys |= {_PREFIX.sub(r"\1", k) for k in keys}
    if _JOINED_PREFIX.search(base):
        keys |= {_JOINED_PREFIX.sub(r"\1 ", k) for k in keys}
    if _HAS_DIGIT.search(base):
        keys |= {_GAP_DIGIT.sub("", k) for k in keys} | {_NO_GAP_DIGIT.sub(" ", k) for k in keys}
    keys |= {_JOINED_VERSION.sub(" v", k) for k in keys} | {_APART_VERSION.sub("v", k) for k in keys}
    if base.endswith(_OTHER_PLURALS):
        keys.update([plural(k) for k in keys if len(k) > 1 and not _takes_s(k)])
    if folded != base:
        # a form with signs that separate words, such as "$k$-means", stands in texts just so
        keys.add(folded)
    return keys


def _takes_s(key: str) -> bool:
    """Whether its plural is the key with an s, which is not worth a key of its own; one that is a plural takes none."""
    if len(key) < 2 or not key[-1].isalpha() or "  " in key or key[0] == " ":
        return False
    return not key.endswith(_OTHER_PLURALS) or (key[-1] != "s" and plural(key) == key + "s")


def _is_chip(folded: str, end: int) -> bool:
    """Whether a chip's number ends there, and an s behind it ends the word: A100s, 4090s."""
    return folded[end - 3 : end].isdecimal() and not folded[end + 1 : end + 2].isalnum()


@lru_cache(maxsize=1 << 14)
def _keeps_capitals(written: str, form: str) -> bool:
    """Whether a name of one word that stands in several has its capitals: ``UP-VLA`` is not "scaling up VLA".

    Examples
    --------
    >>> _keeps_capitals("LLaVA Next", "LLaVA-Next"), _keeps_capitals("structured 3D", "Structured3D")
    (True, False)
    """
    words, parts = _GAPS.split(written), _GAPS.split(form)
    if len(words) != len(parts):
        words, parts = words[:1], parts[:1]
    return all(
        not part[:1].isupper() or (word[:1].isupper() and (word.isupper() or not part.isupper() or len(part) < 2))
        for word, part in zip(words, parts, strict=True)
    )


@lru_cache(maxsize=1 << 14)
def _same_letters(written: str, form: str) -> bool:
    """Whether the written form is the form or its plural, gaps between letters and digits and hyphens apart."""
    bare, target = _GAPS.sub("", written), _GAPS.sub("", form)
    return bare == target or bare == target + "s"
