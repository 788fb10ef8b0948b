"""Where words of a list begin in a text: all of them in one pass, by an automaton (Aho and Corasick 1975)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

#: (Index of a word, where it begins, one more than where it ends): see `word_starts`.
Found = list[tuple[int, int, int]]


def word_starts(words: Iterable[str]) -> Callable[[str], Found]:
    """A function that finds the words wherever they follow a blank in a text or begin it, overlapping ones included, by their ends.

    Parameters
    ----------
    words : iterable of str
        Each once, folded as the texts are; each may be the beginning of a longer word.

    Returns
    -------
    callable
        Of the text. Gives for each word that it finds the word's index, its start in the text, and, as the automaton sees a
        blank more at the front of the text, one more than its end.

    Examples
    --------
    >>> word_starts(["soft", "softmax", "max"])("softmax")
    [(0, 0, 5), (1, 0, 8)]
    """
    patterns = [" " + word for word in words]
    # a contiguous automaton is built and read the fastest; the patterns are kept by who asks
    automaton = AhoCorasick(
        patterns, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA, store_patterns=False
    )
    find: Callable[..., Found] = automaton.find_matches_as_indexes
    return lambda text: find(" " + text, overlapping=True)
