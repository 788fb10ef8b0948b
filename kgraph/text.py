"""Where sentences, addresses and words lie in running text: pure functions on strings, offsets in code points."""

from __future__ import annotations

import re

#: A sentence ends at . ! or ? before white space and what can start one, also where the white space was lost.
_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[\\$]?[A-Z0-9\\$])|\n\n+|(?<=[a-z]{2})\.(?=[A-Z][a-z]+ )")
#: A full stop after these ends no sentence, unless a common opening of one follows.
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|al|figs?|eqs?|sec|no|approx|resp|dr|prof|st|w\.r\.t|a\.k\.a|refs?|tab|ca|etc)|\b[A-Z])\.$",
    re.I,
)
_OPENING = re.compile(r"\.\s+(?:We|This|These|In|The|Our|However|To|Here|It|Moreover|Finally)\b")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s)\]}>]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|io|edu|net|ai|dev|app)/[^\s)\]}>]*|\b[\w.-]+\.github\.io\b"
)


def sentence_spans(text: str, title_end: int = 0) -> list[tuple[int, int]]:
    """The sentences' spans, in order; a title is one sentence, whatever stands in it.

    Examples
    --------
    >>> sentence_spans("We test e.g. Llama. It works.")
    [(0, 20), (20, 29)]
    """
    spans = []
    start = 0
    for match in _END.finditer(text, title_end):
        stop, end = match.start(), match.end()
        if (
            text[stop] == "."
            and _ABBREVIATED.search(text, max(start, stop - 8), stop + 1)
            and not _OPENING.match(text, stop)
        ):
            continue
        spans.append((start, end))
        start = end
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def without_urls(text: str) -> str:
    """The text with addresses blanked out, every other character at its place.

    Examples
    --------
    >>> without_urls("at https://x.org/Llama now")
    'at                     now'
    """
    if "/" not in text:
        return text
    return _URL.sub(lambda m: " " * len(m[0]), text)
