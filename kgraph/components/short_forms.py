"""`kgraph_short_forms`: short forms and the long forms they stand for, after Schwartz and Hearst (2003).

"A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text", Pacific Symposium on Biocomputing 8:
the letters of the short form are found from right to left in the words before the parenthesis, the first one at the
start of a word. Added here: a plural s on the short form, nested capitals (``DUal-controlled``), a digit that counts or
says "to" (``D2M``, ``E2V``), and a short form of which only the capitals are initials (``RelateSeg``).
"""

from __future__ import annotations

import re

from spacy.language import Language

from kgraph.components.step import Step
from kgraph.reading import Reading, ShortForm

_PARENTHESIS = re.compile(r"\(([^()]{2,80})\)")
_SHORT = re.compile(
    r"(?:(?:e\.g\.|i\.e\.),? (?=[A-Z][A-Z\d]+s?(?:$|[,;:]))|also known as |a\.k\.a\.? |dubbed |called |or |abbreviated as |abbr\. |termed |[\"“']|\\(?:text[a-z]{2}|emph)\{)?((?:[A-Za-zα-ωΑ-Ω]|[2-6]D)[\w+.$^/-]{1,14}(?: [\w+-]{1,6})?)[\"”'}]?(?:$|[,;:])"
)
#: A word right in front of the parenthesis that says what it stands for: one with two capitals, or words with them.
_CAPITALS = re.compile(r"([A-Z][\w-]*[A-Z][\w-]*)\s*$")
_NAME = re.compile(r"\b([A-Z][a-z]{3,13})\s*$")
_ALL_CAPITALS = re.compile(r"[A-Z][\w-]*(?: (?:[A-Z][\w-]*|of|and|the|for|in|with|to))+ [A-Z][\w-]*")
#: "QFN: Quill Folding Network for Ink": a title says what its name stands for.
_TITLE = re.compile(
    r"(?P<short>[A-Z][\w-]{1,14})\s?:\s+(?P<long>[A-Z0-9][\w-]*(?: (?:[A-Z0-9][\w-]*|of|and|the))+?)"
    r"(?=$| (?:for|with|in|via|from|to|on|using|by|through|under|towards?|as|without|over|across|at|during)\b)"
)
#: "QuillNAS, the Quill Network Architecture Search"; without an article, "QFN, Quill Folding with Networks, is …".
_APPOSED = re.compile(
    r"\b(?P<short>[A-Z][\w-]{2,14}), (?:(?:the|an?) |(?<=[A-Z]{3}, ))(?P<long>[A-Z][\w-]*(?: (?:[A-Z][\w-]*|of|and|the|for|in|with))* [A-Z][\w-]*)\b(?! [A-Z]|,? and\b)"
)
#: What stands between the two, which few texts hold, and how far in front of it the short form begins.
_APPOSITION, _APPOSED_REACH = re.compile(r", (?:(?:the|an?) |(?<=[A-Z]{3}, ))[A-Z]"), 15
_NAME_IN_FRONT, _FEWEST_CAPITALS = re.compile(r"\b([A-Z]\w*[a-z]) ?$"), 2
_ARTICLES = frozenset({"the", "a", "an"})
#: Behind the words of "\\emph{ink folds} (IFs)" and "ink folds' (IFs) use", and what TeX puts around the power of "S$^2$Fin".
_BEHIND_WORDS, _POWER = re.compile(r"(?:['’]s?|[}\"”])$"), re.compile(r"[$^{}]")
#: "D2M", "C3", and "I3C".
_TIMES, _TIMES_IN_FRONT = re.compile(r"([A-Z])([23])(?![\d.]|D(?!\d))"), re.compile(r"([23])([A-CE-Z])")
#: "E2V" for "event-to-video".
_TO = re.compile(r"(?<=^[A-Z])2(?=[A-Z]$)")
#: The capitals of "RelateSeg", the version of "QFN-v2", and the run of capitalised words in front of "(RelateSeg)", which
#: is looked for in so many characters.
_CAPITAL, _VERSION = re.compile(r"[A-Z]"), re.compile(r"-?[vV]?\d[\d.]*$|-[2-4]D$")
_CAPITALISED = re.compile(r"(?<![\w-])(?:[A-Z][\w-]*|of|and|for|in|with)(?: (?:[A-Z][\w-]*|of|and|the|for|in|with))*$")
_RUN_REACH = 200
_STANDS_FOR = re.compile(r"(?:which )?(?:short|stands|standing) for ")


class ShortForms(Step):
    """Finds the pairs of short and long forms."""

    def read(self, known: Reading) -> None:
        known.short_forms += find_short_forms(known)


def find_short_forms(known: Reading) -> list[ShortForm]:
    """The pairs in text order; spans in code points of the text."""
    text, pairs = known.text, _in_title(known) + _apposed(known)
    position = text.find("(")
    if position < 0:
        return pairs
    for match in _PARENTHESIS.finditer(text, position):
        inside = _SHORT.match(text, match.start(1), match.end(1))
        sentence = known.sentences[known.sentence(match.start())][0]
        if inside is not None and _plausible(inside[1]):
            short, in_front = _POWER.sub("", inside[1]), _BEHIND_WORDS.sub("", text[sentence : match.start()].rstrip())
            long = long_form(short, in_front) or _doubled(short, in_front) or _by_capitals(short, in_front)
            if long is not None:
                pairs.append(ShortForm(inside.span(1), (sentence + long[0], sentence + long[1])))
                continue
        if len(match[1].split()) < 2:
            if whole := _spelled_out(text, match, sentence):
                pairs.append(whole)
            continue
        first = max(sentence, match.start() - 20)
        before = _CAPITALS.search(text, first, match.start())
        if before is None and _ALL_CAPITALS.fullmatch(match[1]):
            before = _NAME.search(text, first, match.start())
        if before:
            said = _STANDS_FOR.match(text, match.start(1))
            start = said.end() if said else match.start(1)
            long = long_form(before[1], text[start : match.end(1)])
            if long is not None and long[0] == 0:
                pairs.append(ShortForm(before.span(1), (start, start + long[1])))
    return sorted(pairs)


def _spelled_out(text: str, match: re.Match[str], first: int) -> ShortForm | None:
    """The pair in "QCBench (QuillChaseBench)": names of one word with the same capitals."""
    front = _NAME_IN_FRONT.search(text, first, match.start())
    if front is None or not match[1].isalnum() or len(match[1]) <= len(front[1]):
        return None
    capitals = ["".join(c for c in name if c.isupper()) for name in (front[1], match[1])]
    same = capitals[0] == capitals[1] and len(capitals[0]) > _FEWEST_CAPITALS
    return ShortForm(front.span(1), match.span(1)) if same else None


def _doubled(short: str, before: str) -> tuple[int, int] | None:
    """The long form of a short one in which a digit counts letters or says "to", "D2M" for "Dot-Driven Module", or None."""
    for spelled in (
        _TIMES.sub(lambda m: m[1] * int(m[2]), short),
        _TIMES_IN_FRONT.sub(lambda m: m[2] * int(m[1]), short),
        _TO.sub("to", short),
    ):
        long = long_form(spelled, before) if spelled != short else None
        # not "converted by image-to-video (I2V)"
        if long and len([w for w in re.split(r"[\s-]+", before[slice(*long)]) if w != "and"]) <= len(spelled):
            return long
    return None


def _by_capitals(short: str, before: str) -> tuple[int, int] | None:
    """Span of the capitalised words in front whose initials are the short form's capitals: "Relational Segmentor (RelateSeg)"."""
    capitals = _CAPITAL.findall(_VERSION.sub("", short))
    # in all of a text of capitals the search would take time that grows with its square
    run = _CAPITALISED.search(before, max(0, len(before) - _RUN_REACH))
    if run is None or len(capitals) < _FEWEST_CAPITALS:
        return None
    words = [(m.start(), m[0][0]) for m in re.finditer(r"[A-Za-z]\w*", run[0])]
    initials = [initial for _, initial in words if initial.isupper()]
    if initials != capitals:
        return None
    return run.start() + next(at for at, initial in words if initial.isupper()), len(before)


def _in_title(known: Reading) -> list[ShortForm]:
    match = _TITLE.match(known.text, 0, known.title_end)
    return [ShortForm(match.span("short"), match.span("long"))] if match and _begins_words(match) else []


def _apposed(known: Reading) -> list[ShortForm]:
    sign = _APPOSITION.search(known.text, known.title_end)
    if sign is None:
        return []
    matches = _APPOSED.finditer(known.text, max(known.title_end, sign.start() - _APPOSED_REACH))
    return [ShortForm(match.span("short"), match.span("long")) for match in matches if _begins_words(match)]


def _begins_words(match: re.Match[str]) -> bool:
    """Whether every capital of the short form begins a word of the long one, the last one the last, as nothing else tells."""
    capitals = [c.lower() for c in match["short"] if c.isupper()]
    initials = [word[0].lower() for word in re.split(r"[\s-]+", match["long"]) if word]
    rest = iter(initials)
    return (
        2 <= len(capitals) <= len(initials) <= len(capitals) + 2
        and (capitals[0], capitals[-1]) == (initials[0], initials[-1])
        and all(c in rest for c in capitals)
    )


def _plausible(short: str) -> bool:
    return len(short) <= 16 and any(map(str.isupper, short))


def long_form(short: str, before: str) -> tuple[int, int] | None:
    """Span in `before` of the long form that ends there, or None.

    Parameters
    ----------
    short : str
        The short form, perhaps in the plural.
    before : str
        The text in front of the parenthesis.

    Examples
    --------
    >>> before = "we use a mixture of experts"
    >>> long = long_form("MoE", before)
    >>> before[slice(*long)]
    'mixture of experts'
    """
    letters = [
        c.lower() for c in (short[:-1] if short.endswith("s") and short[:-1].isupper() else short) if c.isalnum()
    ]
    if len(letters) < 2:
        return None
    if initials := _by_initials(letters, before):
        return initials
    limit = min(len(letters) + 5, 2 * len(letters))
    words = before.rsplit(maxsplit=limit)
    floor = len(words[0]) if len(words) > limit else 0
    lower = _lower(before)
    at = len(before)
    for letter in reversed(letters[1:]):
        at = lower.rfind(letter, floor, at)
        if at < 0:
            return None
    at = lower.rfind(letters[0], floor, at)
    while at > 0 and before[at - 1].isalnum():
        at = lower.rfind(letters[0], floor, at)
    if at < 0:
        return None
    start = at
    # the first letter may stand inside a hyphenated word: take the whole word
    while start > 0 and not before[start - 1].isspace() and before[start - 1] not in "(\"“'{":
        start -= 1
    # a dash parts what stands in front of it
    start = max(start, before.rfind("--", start) + 2 if "--" in before[start:] else start)
    long = before[start:]
    if "{" in long or "}" in long or "\\" in long:
        # a macro marks the letters of the short form: the words cannot be told from it
        return None
    if len(long) <= len(short) or short.lower() in long.lower().split() or long.count("(") != long.count(")"):
        return None
    return start, len(before)


def _by_initials(letters: list[str], before: str) -> tuple[int, int] | None:
    """Span of the last words, one a letter, if the letters are just their initials: no letter inside a word is nearer then."""
    words = before.rsplit(" ", len(letters))[-len(letters) :]
    if len(words) < max(3, len(letters)) or [w[:1].lower() for w in words] != letters:
        return None
    if words[0] in _ARTICLES:
        # "the Quill-Time Scaling Model (QTSM)" begins behind it
        return None
    plain = all(w.replace("-", "").isalnum() for w in words)
    return (len(before) - len(" ".join(words)), len(before)) if plain else None


def _lower(text: str) -> str:
    """The text in lower case, every character at its place."""
    if text.isascii():
        return text.lower()
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


@Language.factory("kgraph_short_forms")
def make_short_forms(nlp: Language, name: str) -> ShortForms:
    """The component."""
    return ShortForms()
