"""The type of a name that no lexicon knows, from what the text calls it and from its spelling.

The surest sign decides (`Sign`): the word behind the name ("the QuillNet model"), what it is said to be ("QuillNet, a
model for …", "X: A Model for …" in a title) or the word right in front ("our model QuillNet"), then its spelling, then
what is said farther in front ("a model, named QuillNet").
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache
from itertools import zip_longest

from kgraph.lexicon.entries import read_rows
from kgraph.names import singular
from kgraph.rules import FOLDER, load_rules, read_words

_BEHIND = re.compile(r"[\"”’`'}]?(?:(?: \([\w.+-]{2,14})?\))? ([A-Za-z-]+)")
_OPENS_LIST = re.compile(r" \([^()]*[A-Z][^()]*,[^()]*\)")
#: "QuillBank large-scale folding benchmark".
_ABBREVIATION = 3
_DATA_BEHIND = re.compile(
    r"(?: (?!(?:for|on|of|with|and|or|to|in|is|are|that|which|as|from|by|using|via|both|all)\b|[a-z]+(?:s|ed)\b)[a-z][\w-]*){1,3} (?:data ?sets?|benchmarks?|corpus)\b"
    # "QuillSet, comprising 140k drawings"
    r"|,? (?:comprising|containing|consisting of|that (?:comprises|contains)) (?:over |more than |about )?\d[\d.,]*[kKM+]* (?:[\w-]+ ){0,3}?"
    r"(?:episodes|samples|images|videos|clips|hours|trajectories|questions|pairs|scenes|annotations)\b"
)
_IS = re.compile(
    r"[\"”’`'})]?(?:\s*\([^)]{1,90}\))?\s*(?:,|—|–|--|-(?= ?an? )|:|is|are|as|,? which is|represents|serves as)\s*"
    r"(?:(?:a|an|the|our|one of the|its|another|A|An|The)\s+)(?:(?:[\w-]+ )?(?:family|series|class|line) of )?((?:[\w/+()-]+,?\s+){0,12}[\w-]+)"
)
_TITLE_IS = re.compile(r"[^:]*:\s*(?:(?:A|An|The|a|an|the)\s+)?((?:[\w/+'-]+,?\s+){0,12}[\w-]+)")
_WORD = re.compile(r"[\w-]+")
_WORD_IN_FRONT = re.compile(r"([A-Za-z-]+) $")
_REACH, _WORDS_BEFORE, _LONGEST_WORD = 90, 7, 90
#: A name in a list stands right behind one of these.
_LIST_SIGNS, _LIST_WORDS = ",:(/.", frozenset((" as ", "and ", " or ", "ing ", "ike ", "ely ", "the "))
_LIST_REACH = 240
#: One of which opens a list.
_LIST_OPENS = ("such as", "including", "like", "namely", "e.g.", "i.e.", ":", "(")
_OPENING = " \"“‘`',:—-("
_CALLED = frozenset("called named dubbed termed namely we call which".split())
_ARTICLE = re.compile(r"[^:]{0,40}:\s*(?:A|An|The|a|an|the)\s")
#: "4.6% on QuillBank", "experiments on QuillBank and QuillSet".
_MEASURED_ON = re.compile(
    r"(?:\d(?:\\?%|\$\\%|x|×)?\$?(?: [\w@-]+){0,4}|[Ee]xperiments|[Ee]valuat(?:ed|ions?)|[Vv]alidat(?:ed|ions?)|[Tt]ested|[Rr]esults|performances?|improvements?|gains?|accurac(?:y|ies)|scores?|pretraining|[.;])"
    r" [Oo]n (?:the |both )?(?:[\w@./+-]+(?: ?\([^()]{1,60}\))?(?:, (?:and )?(?:the )?| and (?:the )?)){0,5}$"
)
#: "datasets such as QuillBank (QB), QuillSet and": what the names of a list are said to be.
_LISTED = re.compile(
    r"\b(?<!programming )(?P<head>[A-Za-z-]+s)(?:,? (?:such as|including|like|namely|e\.g\.,?|i\.e\.,?)|:| \((?:(?:e\.g\.|i\.e\.|including|namely|such as),? ?)?) ?(?:the )?"
    r"(?:(?=[\w.+@/-]*[A-Z0-9])\w[\w.+@/-]*(?: [A-Z0-9][\w.+-]*){0,3}(?: \([^()]{1,90}\)){0,2}(?:, and |, or |, | and | or |/)(?:the )?){0,9}$"
)
#: Behind the last word that says what a name in words is: "Quill Prompting for Ink Models".
_BEHIND_HEAD = re.compile(r" (?:for|with|using|via|of|in|on|from|by|to|through) ")
#: Last words of names of nets.
_NETS = frozenset({"model", "network", "transformer", "autoencoder"})
#: Types whose heads, in front of a word for what is done to things, do not say what a name is.
_THINGS, _PROCESS = ("Hardware", "Software"), re.compile(r"(?:tion|sion|ment|ance|ense|uard)s?$")
#: Behind "based": what something is made from, and no more of what it is.
_BASED_ON = ("on", "upon", "in", None)
#: Behind an adverb these describe what comes: "a carefully designed model".
_MADE = frozenset("designed based trained built tailored".split())


class Sign(IntEnum):
    """What a place tells of the type of the name that stands there: the surer, the higher."""

    NONE = 0
    #: A title calls it so without an article, or a list of methods holds it.
    LISTED = 1
    #: Words farther in front call it so.
    IN_FRONT = 2
    #: It is spelled as only names of a type are, or something was measured on it.
    SPELLED = 3
    #: A title says what it is, the word right in front does, or it is called a data set farther behind.
    TITLED = 4
    #: It is called so: by the word behind it, or by what it is said to be.
    CALLED = 5
    #: Its long form says what it is.
    SPELLED_OUT = 6


class TypeGuesser:
    """Guesses entity types; the tables are ``rules/heads.tsv``, ``rules/shapes.tsv`` and the lists beside them."""

    def __init__(self) -> None:
        self._heads = {row["word"]: row["type"] for _, row in read_rows(FOLDER / "heads.tsv")}
        self._terms = {row["word"]: row["type"] for _, row in read_rows(FOLDER / "term-heads.tsv")}
        self._title_verbs = {row["word"]: row["type"] for _, row in read_rows(FOLDER / "title-verbs.tsv")}
        self._ends, self._does = read_words("said-ends"), read_words("said-does")
        load_rules("shapes")  # a faulty row is an error now and not at the first name

    def evidence(self, text: str, start: int, end: int, title_end: int) -> tuple[Sign, str]:
        """By what a place tells the type of the name that stands there, and the type, which is empty for `Sign.NONE`.

        Examples
        --------
        >>> text = "We train a model called Quillo."
        >>> TypeGuesser().evidence(text, 24, 30, 0)
        (<Sign.IN_FRONT: 2>, 'Model')
        """
        in_title = start < title_end
        if text.endswith(("Bench", "BENCH"), start, end):
            # whatever else it is called: "QuillBench, a framework for evaluating models"
            return Sign.CALLED, "Benchmark"
        said = self.behind(text, end) or ("" if in_title else self.is_a(text, start, end, title_end))
        if said:
            return Sign.CALLED, said
        if end - start > _ABBREVIATION and _DATA_BEHIND.match(text, end):
            return Sign.TITLED, "Benchmark"
        titled = self.is_a(text, start, end, title_end) if in_title else ""
        if titled and _ARTICLE.match(text, end):
            return Sign.TITLED, titled
        if not in_title and (
            said := self._right_before(text, start) or self._listed(text, start, title_end, "Benchmark", "Model")
        ):
            return Sign.TITLED, said
        if spelled := self.spelled(text[start:end]):
            return Sign.SPELLED, spelled
        first = max(title_end, start - _REACH)
        # most places have no "on" in front, which is seen much faster
        on = not in_title and (text.find(" on ", first, start) >= 0 or text.find(" On ", first, start) >= 0)
        if on and _MEASURED_ON.search(text, first, start):
            return Sign.SPELLED, "Benchmark"
        if before := self._before(text, start):
            return Sign.IN_FRONT, before
        if titled:
            return Sign.LISTED, titled
        listed = not in_title and self._listed(text, start, title_end, "Method")
        return (Sign.LISTED, "Method") if listed else (Sign.NONE, "")

    def sure(self, text: str, start: int, end: int, title_end: int) -> str:
        """The type that the text or the spelling tells, else the empty string."""
        return self.evidence(text, start, end, title_end)[1] or self.elsewhere(text, text[start:end])

    def of_phrase(self, phrase: str) -> str:
        """The type of a term in plain words by its last one, else the empty string; a class of models is a method."""
        last = singular(phrase.lower().rpartition(" ")[2].rpartition("-")[2])
        type_ = self._terms.get(last) or self._head(last)
        return "Method" if type_ == "Model" and phrase.islower() else type_

    def of_name(self, name: str) -> str:
        """The type of a name in words by the last one, where that is a technique or a net, else the empty string."""
        head = _BEHIND_HEAD.split(name.lower(), maxsplit=1)[0].rstrip(" 0123456789.")
        last = singular(head.rpartition(" ")[2])
        return "Model" if last in _NETS else "Method" if self._terms.get(last) == "Method" and " " in name else ""

    def explained(self, text: str, start: int, end: int) -> str:
        """The type of what has a short form by the last word of its long form there, or by what stands in front of that."""
        said = self._head(singular(text[start:end].rpartition(" ")[2])) or self._before(text, start, called=True)
        # what a name is said to be for it is not
        return "" if said == "Task" else said

    def behind(self, text: str, end: int) -> str:
        """The type that the word right behind a name gives it, else the empty string."""
        match = _BEHIND.match(text, end)
        # "QSOL benchmarks (QuillSet, InkSet)" are tests of what is named
        listed = match and match[1].endswith("s") and _OPENS_LIST.match(text, match.end())
        return self._head(match[1]) if match and not listed else ""

    def spelled(self, name: str) -> str:
        """The type that the spelling of a name tells, else the empty string."""
        return _shape(name)

    def is_a(self, text: str, start: int, end: int, title_end: int) -> str:
        """The type that an apposition gives, else the empty string."""
        if match := _IS.match(text, end):
            return self._last_head(match[1], joined=True)
        if start == 0 and end < title_end and (match := _TITLE_IS.match(text, end, title_end)):
            first = match[1].partition(" ")[0].lower()
            # "QuillBench: Improving Language Models" says what is done, not what it is
            return self._title_verbs[first] if first in self._title_verbs else self._last_head(match[1])
        return ""

    def _before(self, text: str, start: int, *, called: bool = False) -> str:
        """The type of the last head in the few words in front, "a router called QuillNet"."""
        before = text[max(0, start - _REACH) : start]
        words = before.rstrip(_OPENING).rsplit(" ", _WORDS_BEFORE)[-_WORDS_BEFORE:]
        called = called or before.rstrip(" \"“‘`'")[-1:] in (",", ":", "—", "-", "(")
        while words and words[-1] in _CALLED:
            words.pop()
            called = True
        # without "called" or a comma, only the word right in front says what the name is: "our model QuillNet"
        last = words[-1] if words else ""
        for word in reversed(words if called else words[-1:]):
            if word in self._ends:
                # "to meet this challenge, we propose Quill Folding (QF)"
                return ""
            # "an effect in LLM reasoning termed QuillNet" is no model
            if (word is last or not word.isupper()) and (found := self._head(word.rstrip(",:—("))):
                return found
            if not word.replace("-", "").replace("/", "").isalnum():
                return ""
        return ""

    def _right_before(self, text: str, start: int) -> str:
        """The type of the word right in front, "our selection method QuillNet"."""
        # from the blank in front of the word on: from farther away every word would be tried
        first = max(0, start - _LONGEST_WORD)
        word = _WORD_IN_FRONT.search(text, max(first, text.rfind(" ", first, max(0, start - 1)) + 1), start)
        return self._head(word[1]) if word else ""

    def _listed(self, text: str, start: int, title_end: int, *types: str) -> str:
        """Of these types that of the word in front of a list that holds the name, "datasets such as A, B and QuillSet"."""
        if text[start - 2 : start - 1] not in _LIST_SIGNS and text[start - 4 : start] not in _LIST_WORDS:
            return ""
        first = max(title_end, start - _LIST_REACH)
        in_front = text[first:start]
        opened = any(sign in in_front for sign in _LIST_OPENS)
        match = _LISTED.search(text, first, start) if opened else None
        head = singular(match["head"]) if match else ""
        type_ = self._head(head)
        # "detectors such as" may be methods
        return type_ if type_ in types and (type_ != "Model" or head.endswith("odel")) else ""

    def elsewhere(self, text: str, name: str) -> str:
        """The type that the word behind the name gives it anywhere in the text, else the empty string."""
        at = text.find(name)
        while at >= 0:
            if found := self.behind(text, at + len(name)):
                return found
            at = text.find(name, at + len(name))
        return ""

    def _head(self, word: str) -> str:
        return self._heads.get(word) or self._heads.get(word.lower(), "")

    def _last_head(self, phrase: str, *, joined: bool = False) -> str:
        """The type of the last head before the first word that ends a noun phrase; ``joined``: "a rigorous and hard benchmark"."""
        found, adverb = "", False
        all_words = _WORD.findall(phrase)
        for word, following in zip_longest(all_words, all_words[1:]):
            low = word.lower()
            if (low == "and" and joined and not found) or (low == "based" and following not in _BASED_ON):
                # "a diffusion model based inpainting method" is a method
                continue
            if (low in self._ends and not (low in _MADE and adverb)) or (found and low in self._does):
                break
            adverb = word.endswith("ly")
            # "a robot augmentation" is no robot
            found = self._head(word) or ("" if found in _THINGS and _PROCESS.search(low) else found)
        return found


@cache
def type_guesser() -> TypeGuesser:
    """The guesser with the project's tables, made once."""
    return TypeGuesser()


@lru_cache(maxsize=1 << 16)
def _shape(name: str) -> str:
    """`TypeGuesser.spelled` of a name, told once: names recur."""
    return next((rule.value for rule in load_rules("shapes") if rule.pattern.search(name)), "")
