"""`kgraph_spelled_names`: names that no list holds, by their spelling: inner capitals, letters with digits, all capitals.

What the word behind it or its spelling tells of its type is taken; a name without such a sign stays a Method where
the sentence speaks of methods, and is left out otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache, lru_cache

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.language import Language

from kgraph.components.spelling import LEADING, SMALL, distinctive, is_compound, is_quantity
from kgraph.components.step import Step
from kgraph.components.typing import type_guesser
from kgraph.lexicon import Knowledge, load_knowledge
from kgraph.metrics import ends_in_measure, metric_of
from kgraph.reading import Mark, Reading, Strength
from kgraph.rules import read_words
from kgraph.text import OPENINGS

_DEFAULT = "Method"
#: Shorter words are names as often: "LoRA".
_LONGEST_SHORT = 5
#: A capital inside a word, or a capital and more of the word than small letters, which is all that `distinctive` can
#: accept; and what stands there up to the next blank.
_SIGN = re.compile(r"[A-Z](?:(?<=[\w.@+-].)|[a-z]*+(?=[.@+-]*+\w))[^ ]*+")
#: A full stop before the first word of a sentence is no part of a name, though the blank was lost.
_CANDIDATE = re.compile(
    r"(?<![\w\\$@#./-])(?=[\w+.-]*[A-Z])[^\W_][\w+]*"
    rf"(?:(?:-(?!an?$)|@|\.(?!(?:{OPENINGS})$))[\w+]+)*\+*(?:(?<=[ADT])\*)?(?![\w$])"
)

#: Types that all names of a list have if one has.
_SHARED = frozenset({"Benchmark", "Model", "Software", "Hardware"})
#: Two of which may make one: a net of two kinds.
_MADE = frozenset({"Method", "Model"})
#: What parts the names of a list, each perhaps with a number: "80% A, 48% B".
_FRONT = re.compile(r"(?:,| and|, and|/| or|, or| &)(?: the)? ?(?:[\d.]+\\?% )?$")
_BEHIND = re.compile(r"(?:, and |, or | and | or | & |, |/)(?:the )?")
_FRONT_REACH = 16
#: So much of a word beside a name is looked at.
_LONGEST_WORD = 90
_LIST_WORD = re.compile(r"[\w@-]+")
_ABBREVIATION = re.compile(r"[A-Z]{2,3}s?")
#: Behind the name of a protein or gene.
_OF_BIOLOGY = re.compile(
    r"[ -](?:inhibitor|gene|protein|receptor|kinase|mutation|antibod|mutant|promoter|agonist|antagonist)"
)
#: A formula, a metric, a number of something: how words begin that are no names, and what stands in others.
_NO_BEGINNING = re.compile(
    r"[^\x00-\x7f]|(?:n?var|wide|over|under|math|tilde|hat|bar)[a-z]*[A-Z][a-z]*$|[Nn]on-|\w\+\w$"
    r"|[A-Z]{2,5}(?:\+[A-Z]{2,5})+$|pH$|Mc[A-Z][a-z]+$|[A-Z][a-z]+\+\d{4}$|\d+-[A-Z]?[a-z]|\d-|(?:[A-Z][a-z]+-)+I{1,3}$"
    r"|[Tt][Oo][Pp]-\d|(?:Layer|Stage|Phase|Level|Type|Class|Step|Group|Axis|Part|Track|Case|Experiment)-\d"
)
#: Among them two sentences without the white space between them.
_NO_PART = re.compile(
    r"[a-z]{2}\.[A-Z]|\d\.[A-Z][a-z]|_|@|FID|[a-z]epsilon|-(?:IoU|F1|\d+\.\d+)$|(?:BLEU|PSNR|SSIM|RMSE)$"
)


class SpelledNames(Step):
    """Marks unknown names by their spelling.

    Parameters
    ----------
    knowledge : Knowledge
        Of the lexicon.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._types = type_guesser()
        self._no_long_forms = read_words("no-long-forms")
        # names whose rows ask for evidence that the sentence lacks: spelled like that, they are what the rows say
        self._doubtful = knowledge.doubtful
        # words in small letters: with capitals inside, they hide a short form, "EXplainable"
        self._words = knowledge.words

    def read(self, known: Reading) -> None:
        known.marks += self.marks(known)

    def marks(self, known: Reading) -> Iterable[Mark]:
        """The marks of one text."""
        text = known.text
        covered = known.covered()
        long_forms = {text[slice(*p.short)].rstrip("s"): text[slice(*p.long)] for p in known.short_forms}
        shared = [m for m in known.marks if m.type in _SHARED and not text[m.start : m.end].islower()]
        beside = {at: m.type for m in shared for at in (m.start, m.end)}
        made = {(m.start, m.end) for m in known.marks if m.type in _MADE}
        # a text may hold one name over and over
        elsewhere: dict[str, str] = {}
        # what bears the name of what the paper introduces is whole: QuillNet-Llama-7B
        own = tuple({f"{text[a:b]}-" for a, (b, _, _) in known.introduced.items()})
        for start, end in _places(text):
            if not known.folded[start:end].strip():
                continue
            whole = text.startswith(own, start) or _is_joined(text, start, end, made)
            if not whole and _all_known(text, start, end, covered):
                continue
            if start < known.title_end and _title_case(known):
                continue
            name = text[start:end]
            if self._hides(name) or (start < known.title_end and _describes(text, name, end)):
                continue
            long = long_forms.get(name.rstrip("s"), "")
            if ends_in_measure(long) or long.rpartition(" ")[2].lower() in self._no_long_forms:
                continue
            if long.islower():
                # a short form is what its long form is; one of no known kind is left out
                type_ = self._types.of_phrase(long)
                if not type_:
                    continue
            else:
                said = self._types.evidence(text, start, end, known.title_end)[1]
                if not said and name not in elsewhere:
                    elsewhere[name] = self._types.elsewhere(text, name)
                type_ = said or elsewhere[name] or self._types.of_phrase(long)
            type_ = type_ or _of_list(text, start, end, beside)
            if type_ in ("", "Method") and (_beside_measure(text, start, end) or _OF_BIOLOGY.match(text, end)):
                continue
            short = not long and _ABBREVIATION.fullmatch(name)
            entry = None if short else self._doubtful.get(name)
            if entry is not None and type_ in ("", entry.type):
                yield Mark(
                    start, end, entry.type, entry.name, entry.id, entry.parent, "spelled-known", Strength.SPELLED
                )
            elif type_ or not short:
                # two or three capitals that nothing explains are as often no name as one
                # another place that tells the type counts more than one that tells nothing
                strength = Strength.SPELLED if type_ else Strength.UNTYPED
                yield Mark(start, end, type_ or _DEFAULT, "", "", "", "spelled-name", strength)

    def _hides(self, name: str) -> bool:
        word = name.rpartition("-")[2]
        hidden = len(word) > _LONGEST_SHORT and not word.isupper() and sum(map(str.isupper, word)) > 1
        return hidden and word.lower() in self._words


def _describes(text: str, name: str, end: int) -> bool:
    """Whether a hyphenated word of a title describes what comes, as the capitals of titles hide: "GPU-Internal Scheduling"."""
    parts = name.split("-")
    plain = all(p.istitle() or p in SMALL or (p.isupper() and p.isalpha() and len(p) < _LONGEST_SHORT) for p in parts)
    return len(parts) > 1 and plain and text.count(name) == 1 and not text.startswith(":", end)


def _all_known(text: str, start: int, end: int, covered: bytearray) -> bool:
    """Whether marks cover all of the span but what joins its parts: ``CPU-GPU``, ``MLA+MoE``."""
    at = covered.find(0, start, end)
    while at >= 0 and text[at] in "-+/":
        at = covered.find(0, at + 1, end)
    return at < 0


def _is_joined(text: str, start: int, end: int, made: Set[tuple[int, int]]) -> bool:
    """Whether a hyphen makes one thing of two that are made: ``VAE-GAN``, but not ``CPU-GPU``."""
    hyphen = text.find("-", start, end)
    return text.count("-", start, end) == 1 and {(start, hyphen), (hyphen + 1, end)} <= made


def _of_list(text: str, start: int, end: int, beside: dict[int, str]) -> str:
    """The type of the name that stands in one list with this one, right in front of it or behind it, if any."""
    # beside: where names start and end -> their types
    front, behind = _FRONT.search(text, max(0, start - _FRONT_REACH), start), _BEHIND.match(text, end)
    return (front and beside.get(front.start())) or (behind and beside.get(behind.end())) or ""


def _beside_measure(text: str, start: int, end: int) -> bool:
    """Whether the name stands in a list with a measure: "across NTL-X, PSNR, and SSIM"."""
    front, behind = _FRONT.search(text, max(0, start - _FRONT_REACH), start), _BEHIND.match(text, end)
    end = front.start() if front else 0
    first = max(0, end - _LONGEST_WORD)
    last = text[max(first, text.rfind(" ", first, end) + 1) : end]
    following = _LIST_WORD.match(text, behind.end(), behind.end() + _LONGEST_WORD) if behind else None
    words = (last.lstrip("("), following[0] if following else "")
    return any(distinctive(word) and metric_of(word) is not None for word in words)


def _places(text: str) -> Iterable[tuple[int, int]]:
    """Where the words stand that are spelled as names are."""
    for sign in _SIGN.finditer(text):
        at, last = sign.span()
        first = text.rfind(" ", 0, at) + 1
        if text[first] == "(":
            first += 1
        # without the signs around words there are fewer that differ
        for start, end in _names_in(text[first:last].rstrip(",.;:)")):
            yield first + start, first + end


@lru_cache(maxsize=1 << 16)
def _names_in(chunk: str) -> tuple[tuple[int, int], ...]:
    """Where the words stand that are spelled as names are, in a part of a text between blanks."""
    return tuple([match.span() for match in _CANDIDATE.finditer(chunk) if _is_name(match[0])])


def _is_name(word: str) -> bool:
    if not distinctive(word) or _NO_BEGINNING.match(word) or _NO_PART.search(word):
        return False
    lower = word.lower()
    if (
        lower in LEADING
        or (word.isupper() and lower in STOP_WORDS)
        or lower in _no_names()
        or lower.rstrip("s") in _no_names()
        or metric_of(word) is not None
    ):
        return False
    letters = sum(map(str.isalpha, word))
    return not (
        letters == 1 or (letters < 3 and word[0].isdigit()) or is_quantity(word) or ("-" in word and is_compound(word))
    )


@cache
def _no_names() -> frozenset[str]:
    return read_words("no-names")


def _title_case(known: Reading) -> bool:
    """Whether the title is set in capitals, where spelling says nothing."""
    return _in_large(known.text[: known.title_end])


@lru_cache(maxsize=1)
def _in_large(title: str) -> bool:
    # asked for each name of the title
    letters = [c for c in title if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.6 * len(letters)


@Language.factory("kgraph_spelled_names", default_config={"extra": []})
def make_spelled_names(nlp: Language, name: str, extra: list[str]) -> SpelledNames:
    """The component with the words of ``rules/no-names.txt``, the lexicon of kgraph and the files named in `extra`."""
    return SpelledNames(load_knowledge(extra))
