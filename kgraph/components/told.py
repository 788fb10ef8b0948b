"""`kgraph_told_names`: plain words with a capital that the words around say to be names (``rules/told.tsv``).

"The Quill and Inkwell datasets" names two data sets, though neither word is spelled as only names are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from spacy.language import Language

from kgraph.components.spelling import NO_NAME, is_compound, is_quantity
from kgraph.components.step import Step
from kgraph.components.triggered import Triggered
from kgraph.components.typing import type_guesser
from kgraph.metrics import metric_of
from kgraph.reading import Mark, Reading, Strength
from kgraph.rules import load_rules, read_words

#: Of a name that a rule gives no type and the text neither.
_DEFAULT = "Model"
#: Types of things that data sets are called after, and names that only one thing has: "the EndoNeRF dataset".
_NAMESAKES = frozenset({"Model", "Organisation", "Hardware", "Software"})
#: So much of a word in front is looked at: a text may be one word.
_LONGEST_WORD = 80
_ONE_NAME = re.compile(r"(?=[A-Z]*[a-z]+[A-Z])\w+")
#: One name of a list, without the short form behind it.
_ITEM = re.compile(
    r"(?:the |and |our (?:[a-z-]+ ){0,3})*(?P<name>[^\s,()][^,()]*?)(?: \([^()]*\))?(?=,|$| and )(?:,? and |, )?"
)


class ToldNames(Step):
    """Marks names that no other component has marked, and data sets called after what a lexicon knows."""

    def __init__(self) -> None:
        self._rules, self._types = load_rules("told"), type_guesser()
        self._triggered = Triggered(self._rules)
        self._no_names = read_words("no-names") | NO_NAME

    def read(self, known: Reading) -> None:
        known.marks += self.marks(known)

    def marks(self, known: Reading) -> list[Mark]:
        """The marks of one text, in no particular order."""
        text = known.text
        found = [*self._triggered.matches(self._places(known), known)]
        covered = known.covered() if found else bytearray()
        lexical = {(m.start, m.end): m for m in known.marks if m.strength == Strength.LEXICON} if found else {}
        shorts = {text[slice(*pair.short)] for pair in known.short_forms}
        marks = []
        for index, match in found:
            rule = self._rules[index]
            for item in _ITEM.finditer(text, *match.span("names")):
                start, end = item.span("name")
                if (namesake := lexical.get((start, end))) and rule.value and _lends_its_name(namesake, item["name"]):
                    marks.append(Mark(start, end, rule.value, "", "", "", rule.id, Strength.SAID))
                elif covered.find(1, start, end) < 0 and item["name"] not in shorts and self._is_name(item["name"]):
                    type_ = rule.value or self._types.sure(text, start, end, known.title_end) or _DEFAULT
                    marks.append(Mark(start, end, type_, "", "", "", rule.id, Strength.SPELLED))
        return marks

    def _places(self, known: Reading) -> Iterable[tuple[int, Collection[int]]]:
        """Where a rule may match: one that ends with a trigger only behind a name, which is seen faster."""
        for at, indices in known.triggers("told"):
            yield at, indices if _behind_a_name(known.text, at) else [i for i in indices if not self._rules[i].ends]

    def _is_name(self, words: str) -> bool:
        """Whether words that are said to be a name can be one."""
        return (
            len(words) > 2
            and words[0].isalnum()
            and not words[0].islower()
            and words.lower() not in self._no_names
            and not is_compound(words.partition(" ")[0])
            and metric_of(words) is None
            and not is_quantity(words)
        )


def _lends_its_name(namesake: Mark, name: str) -> bool:
    """Whether a data set may be called as this is: not after a task or a kind of data, "the MRI dataset"."""
    return namesake.type in _NAMESAKES or (namesake.type == "Method" and _ONE_NAME.fullmatch(name) is not None)


def _behind_a_name(text: str, at: int) -> bool:
    """Whether the word in front of that place has a capital or a digit, ends an aside, or is "test" or "data"."""
    end = max(0, at - 1)
    front = max(0, end - _LONGEST_WORD)
    word = text[max(front, text.rfind(" ", front, end) + 1) : end]
    return any(map(str.isupper, word)) or word.endswith((")", "test", "data")) or word[-1:].isdigit()


@Language.factory("kgraph_told_names")
def make_told_names(nlp: Language, name: str) -> ToldNames:
    """The component with the rules of ``rules/told.tsv``."""
    return ToldNames()
