"""What components work out of the rows of a lexicon, ours and a user's own alike: each thing once, when first asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path

from kgraph.lexicon.entries import Entry, Lexicon, load_lexicon
from kgraph.lexicon.matcher import fold_text
from kgraph.names import american, fold

_TERM_TYPES = frozenset({"Method", "Task"})


class Knowledge:
    """What the rows of a lexicon say of names, wherever these stand.

    Parameters
    ----------
    entries : iterable of Entry
        The rows.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)

    @cached_property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """Entity id -> the forms of its row."""
        return {e.id: e.forms for e in self._entries}

    @cached_property
    def usual(self) -> dict[str, str]:
        """Entity id -> the usual role that its row gives, if it gives one."""
        return {e.id: e.usual for e in self._entries if e.usual}

    @cached_property
    def terms(self) -> frozenset[str]:
        """Ids of techniques and tasks with names in plain words."""
        return frozenset(e.id for e in self._entries if _is_term(e))

    @cached_property
    def established(self) -> dict[str, bool]:
        """Folded form that needs no evidence -> whether it is a term in plain words or short for one, and no name of something."""
        return {
            fold(f): f.islower() or _is_term(e) or _is_class(e)
            for e in self._entries
            for f in e.forms
            if not e.needs_of(f)
        }

    @cached_property
    def doubtful(self) -> dict[str, Entry]:
        """Form that needs evidence -> the first row that has it."""
        doubtful: dict[str, Entry] = {}
        for entry in self._entries:
            for form in filter(entry.needs_of, entry.forms):
                doubtful.setdefault(form, entry)
        return doubtful

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of forms in small letters."""
        forms = (f for e in self._entries for f in e.forms if f.islower())
        return frozenset(word for form in forms for word in form.replace("-", " ").split(" "))

    @cached_property
    def modifiers(self) -> Counter[str]:
        """Word in front of the last one of techniques and tasks -> how many rows have it there."""
        counts: Counter[str] = Counter()
        for entry in self._entries:
            if entry.type in _TERM_TYPES:
                forms = {american(fold_text(f)) for f in entry.forms if f.islower() or " " in f}
                counts.update({m for form in forms for m in form.split()[:-1] if len(m) > 1})
        return counts

    @cached_property
    def expansions(self) -> dict[str, frozenset[str]]:
        """Short form -> all words of the rows in which it is the initials of another form."""
        words: dict[str, set[str]] = {}
        for entry in self._entries:
            shorts = [f for f in entry.forms if " " not in f and sum(map(str.isupper, f)) > 1]
            if not shorts:
                continue
            initials = {"".join(w[0] for w in fold(f).split(" ") if w) for f in _of_several_words(entry)}
            for form in shorts:
                if form.lower() in initials:
                    words.setdefault(form, set()).update(w for f in entry.forms for w in fold(f).split(" "))
        return {short: frozenset(w) for short, w in words.items()}

    @cached_property
    def written_out(self) -> dict[str, frozenset[str]]:
        """Form in capitals -> all words of the forms of several words that its rows have."""
        words: dict[str, set[str]] = {}
        for entry in self._entries:
            forms = [fold(f).split(" ") for f in _of_several_words(entry)]
            for short in entry.forms if forms else ():
                if short.isupper() and short.isalpha():
                    words.setdefault(short, set()).update(w for form in forms for w in form)
        return {short: frozenset(w) for short, w in words.items()}

    @cached_property
    def organisations(self) -> dict[str, str]:
        """Folded form -> id of the first organisation that has it."""
        organisations: dict[str, str] = {}
        for entry in self._entries:
            for form in entry.forms if entry.type == "Organisation" else ():
                organisations.setdefault(fold(form), entry.id)
        return organisations


def load_knowledge(extra: Iterable[str | Path] = ()) -> Knowledge:
    """What is known of the lexicon of kgraph with a user's own files: one for all that ask for the same.

    Parameters
    ----------
    extra : iterable of paths
        See `kgraph.lexicon.load_lexicon`.
    """
    return _of(load_lexicon(extra))


@lru_cache(maxsize=4)
def _of(lexicon: Lexicon) -> Knowledge:
    return Knowledge(lexicon.entries)


def _is_term(entry: Entry) -> bool:
    """Whether it is a technique or task in plain words: "GRPO" was once introduced."""
    return entry.type in _TERM_TYPES and entry.name.islower()


def _is_class(entry: Entry) -> bool:
    """Whether it is a class of machines, as UAVs are."""
    return entry.type == "Hardware" and any(map(str.islower, entry.forms))


def _of_several_words(entry: Entry) -> list[str]:
    return [form for form in entry.forms if " " in form or "-" in form]
