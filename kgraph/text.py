"""Where sentences, addresses and words lie in running text, and what is text at all: pure functions, offsets in code points."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Common first words of sentences.
OPENINGS = "We|This|These|In|The|Our|However|To|Here|It|Moreover|Finally"
#: A sentence ends at . ! or ? before white space and what can start one, also where the white space was lost. All
#: alternatives share their first character, so that the engine skips to the next one of these.
_END = re.compile(
    r"[.!?\n](?:(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[\\$]?[A-Z0-9\\$])|(?<=\n)\n+"
    rf"|(?<=[a-z]{{2}}\.)(?=[A-Z][a-z]+ )|(?<=[a-z]\)\.)(?=[A-Z][a-z]+ )|(?<=[A-Z\d]\.)(?=(?:{OPENINGS}) ))"
)
#: A full stop after these ends no sentence, unless a common opening of one follows. Looked for backwards, by length:
#: from a few characters in front on, each of them would be tried as a beginning.
_ABBREVIATED = re.compile(
    r"(?:(?<=\b[A-Z])|(?<=\b(?:cf|vs|al|eq|no|dr|st|ca))|(?<=\b(?:e\.g|i\.e|fig|eqs|sec|ref|tab|etc))"
    r"|(?<=\b(?:figs|resp|prof|refs))|(?<=\bw\.r\.t)|(?<=\ba\.k\.a)|(?<=\bapprox))\.",
    re.I,
)
_OPENING = re.compile(rf"\.\s*(?:{OPENINGS})\b")
#: No sentence is longer, so that what looks for pairs in a sentence takes time that grows with the text, not with its
#: square: the longest of 34,000 in papers has half as many characters.
LONGEST_SENTENCE = 2000
_URL = re.compile(
    r"(?:https?://|www\.)[^\s)\]}>]+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|io|edu|net|ai|dev|app)/[^\s)\]}>]*|\b[\w.-]+\.github\.io\b"
)
#: One of these stands in every address.
_URL_SIGN = re.compile(r"\.(?:com|org|io|edu|net|ai|dev|app)/|://|www\.|\.github\.io")

#: White space and hyphens that only typesetting tells apart, and a line end that begins no paragraph.
_TYPESET = {ord(c): " " for c in "\t\r\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"}
_TYPESET |= {ord(c): "-" for c in "\u2010\u2011"}
#: A tie of TeX, which holds two words together on one line: "Quill~3 nets~(QN)"; "~40%" is about that, "10~100" a range.
_TIE = re.compile(r"(?<=[\w.,)}])~(?=[\w(\\$])(?!(?<=\d~)\d)")
_LONE_LINE_END = re.compile(r"\n(?<!\n\n)(?!\n)")


def plain(text: str) -> str:
    """The text with blanks for other white space and ties of TeX, and "-" for other hyphens, every character at its place.

    Examples
    --------
    >>> plain("Llama" + chr(0x2011) + "3.1" + chr(0xA0) + "folds")
    'Llama-3.1 folds'
    >>> plain("with Llama~3 (~40% of it)")
    'with Llama 3 (~40% of it)'
    """
    text = _LONE_LINE_END.sub(" ", text)
    if "~" in text:
        text = _TIE.sub(" ", text)
    return text if text.isascii() and "\t" not in text and "\r" not in text else text.translate(_TYPESET)


def as_text(value: object) -> str:
    """The value as a text that any file, IRI or page can hold: half of a surrogate pair is no character, and becomes "?".

    Examples
    --------
    >>> as_text("Quill" + chr(0xD800)), as_text(7)
    ('Quill?', '7')
    """
    return str(value).encode("utf-8", "replace").decode("utf-8")


def sentence_spans(text: str, title_end: int = 0) -> list[tuple[int, int]]:
    """The sentences' spans, in order; a title is one sentence, whatever stands in it.

    What goes on and on without an end is parted at blanks, into pieces of `LONGEST_SENTENCE` at most.

    Examples
    --------
    >>> sentence_spans("We test e.g. Llama. It works.")
    [(0, 20), (20, 29)]
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text, title_end):
        stop, end = match.start(), match.end()
        if text[stop] == "." and _ABBREVIATED.match(text, stop) and not _OPENING.match(text, stop):
            continue
        # nearly all are short
        spans += [(start, end)] if end - start <= LONGEST_SENTENCE else _pieces(text, start, end)
        start = end
    if start < len(text):
        spans += _pieces(text, start, len(text))
    return spans


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        stop = start + LONGEST_SENTENCE
        cut = text.rfind(" ", start + 1, stop) + 1 or stop
        yield start, cut
        start = cut
    yield start, end


def without_urls(text: str) -> str:
    """The text with addresses blanked out, every other character at its place.

    Examples
    --------
    >>> without_urls("at https://x.org/Llama now")
    'at                     now'
    """
    if "/" not in text:
        return text
    parts: list[str] = []
    done = 0
    # no address has a blank in it: looking at the words with a sign is enough, and much faster than at all words
    for sign in _URL_SIGN.finditer(text):
        if sign.start() >= done:
            start, stop = text.rfind(" ", done, sign.start()) + 1, text.find(" ", sign.end())
            start, stop = max(start, done), len(text) if stop < 0 else stop
            parts += (text[done:start], _URL.sub(_blanks, text[start:stop]))
            done = stop
    return "".join((*parts, text[done:]))


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])
