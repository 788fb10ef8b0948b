"""`kgraph_introduced_phrases`: contributions that a paper names in plain words, ``outer momentum clipping``.

Where a paper speaks of itself (``rules/phrases.tsv``): what it proposes, the parts that it lists, numbers or puts in
quotation marks; and what a title names (``rules/titles.tsv``: "... via Token Smashing"). What the lexicon knows is not
introduced here, so this runs behind it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from spacy.language import Language

from kgraph.components.step import Step
from kgraph.components.triggered import Triggered, speaks_from
from kgraph.learning import key_of
from kgraph.reading import Mark, Reading, Strength
from kgraph.rules import Rule, is_sign, load_rules, read_words, rule_named

#: Last parts of compounds that describe and do not name.
_COMPOUND = re.compile(
    r"(?:based|driven|guided|level|style|like|free|efficient|effective|specific|agnostic|friendly|wise|scale|end|source|art|time)$"
)
_MOST_WORDS = 6
_NO_FIRST = frozenset("the new novel efficient effective simple first second third final".split())
#: Last words of names of data and tests.
_DATA = (" Bench", " Benchmark", " Dataset", " Corpus", " Suite")
#: What begins with the name of one of these is a name of that: "QuillBank Road Extraction".
_OTHERS = frozenset({"Benchmark", "Organisation"})
#: "four tasks: (1) smoke classification": what is numbered is no part of what is proposed.
_NO_PARTS = re.compile(
    r"\b(?:tasks|challenges|properties|findings|dimensions|axes|characteristics|questions|limitations|issues|categories|types|patterns|laws|skills|attacks"
    r"|features|ways|settings|configurations|criteria|aspects|examined)[^.;(]{0,20}\((?:1|i|a)\)"
)
#: "a relative metric loss": a part whose name says what it is.
_PART = re.compile(r" (?:loss|layer|block|decoder|encoder|head)\b")


class IntroducedPhrases(Step):
    """Marks contributions that are named in plain words."""

    def __init__(self) -> None:
        self._rules, self._titles = load_rules("phrases"), load_rules("titles")
        self._triggered = Triggered(self._rules)
        self._signed = [(r, signs) for r in self._rules if (signs := [t for t in r.triggers if is_sign(t)])]
        self._vague = read_words("vague") | read_words("no-phrases")

    def read(self, known: Reading) -> None:
        spans = self.spans(known)
        covered = known.covered() if spans else bytearray()
        taken = 0
        for start, end, rule, type_ in spans:
            based = known.text.find("-based ", start, end)
            if based >= 0 and (covered.find(0, start, based) < 0 or _is_task(known, based + len("-based "), end)):
                # "LoRA-based tuning" and "caption-based question answering" name what is known
                continue
            if any(m.start == start and m.end < end and m.type in _OTHERS for m in known.marks):
                continue
            learned = known.learned and known.learned.get(key_of(known.text[start:end]))
            if learned and not learned.accepted:
                continue
            if start >= taken and (covered.find(0, start, end) >= 0 or _is_learned(known, start, end)):
                if part := _PART.match(known.text, end):
                    end = part.end()
                taken = end
                if known.text.endswith(_DATA, start, end):
                    type_ = "Benchmark"
                known.introduced.setdefault(start, (end, type_, rule))
                known.marks.append(Mark(start, end, type_, known.text[start:end], "", "", rule, Strength.PHRASE))

    def spans(self, known: Reading) -> list[tuple[int, int, str, str]]:
        """(start, end, rule id, type) of each phrase, in text order; where two rules see one, the file's first."""
        found: dict[tuple[int, int], Rule] = {}
        names = tuple(f"{known.text[start:end]} " for start, (end, _, _) in known.introduced.items())
        for rule in self._titles:
            for match in rule.pattern.finditer(known.text, 0, known.title_end):
                # a title says with a capital what is a name: "Physics-Guided Folding"
                if self._is_phrase(match["name"], in_title=True) and not match["name"].startswith(names):
                    found.setdefault(match.span("name"), rule)
        for rule, match in self._matches(known):
            for group in match.groupdict():
                if match[group] and self._is_phrase(match[group]) and not _is_other_list(rule, match, known):
                    found.setdefault(match.span(group), rule)
        return sorted((start, end, rule.id, rule.value) for (start, end), rule in found.items())

    def _matches(self, known: Reading) -> Iterator[tuple[Rule, re.Match[str]]]:
        """What the rules for abstracts match: those with signs as triggers first, then in the file's order."""
        own = speaks_from(known)
        if own < 0:
            return
        for rule, signs in self._signed:
            for sign in signs:
                if sign in known.text:
                    for match in rule.pattern.finditer(known.text, own):
                        yield rule, match
                    break
        for index, match in sorted(self._triggered.matches(_places(known, own), known), key=_index):
            yield self._rules[index], match

    def _is_phrase(self, phrase: str, *, in_title: bool = False) -> bool:
        # "utility-based expert selection" is based on what it names
        words = re.split(r"[\s-]+", phrase.lower() if in_title else re.sub(r"-based\b(?= )", "", phrase.lower()))
        if not 2 <= len(words) <= _MOST_WORDS:
            return False
        # two words behind a compound make a name of it: "prefix-based data augmentation"
        described = in_title or phrase.count(" ") >= 2
        if phrase.count(" ") >= 2 and all(w[:1].isupper() for w in phrase.split(" ")) and not in_title:
            # with capitals in a sentence it is a name, whatever else its words say
            return words[0] not in _NO_FIRST
        return not any(w in self._vague or w.endswith("ly") or (not described and _COMPOUND.search(w)) for w in words)


def _is_task(known: Reading, start: int, end: int) -> bool:
    return any((m.start, m.end, m.type) == (start, end, "Task") for m in known.marks)


def _is_learned(known: Reading, start: int, end: int) -> bool:
    """Whether just this name was learned from the corpus, which may have learned it here."""
    return any((m.start, m.end) == (start, end) and m.rule.startswith("learned") for m in known.marks)


def _is_other_list(rule: Rule, match: re.Match[str], known: Reading) -> bool:
    """Whether a numbered phrase is an item of a list of other things than parts of what the paper proposes."""
    first = known.sentences[known.sentence(match.start())][0]
    return (
        rule == rule_named("phrases", "phrase-numbered")
        and _NO_PARTS.search(known.text, first, match.end()) is not None
    )


def _places(known: Reading, own: int) -> Iterator[tuple[int, Collection[int]]]:
    """Where the rules are to be tried: from where the paper speaks of itself on."""
    places = known.triggers("phrases")
    # a rule that is asked for behind that place, but in its sentence, reads all of the sentence
    first, last = known.sentences[known.sentence(own)]
    whole = {i for at, indices in places if own <= at < last for i in indices}
    for at, indices in places:
        if at >= own:
            yield at, indices
        elif at >= first:
            yield at, [i for i in indices if i in whole]


def _index(found: tuple[int, re.Match[str]]) -> int:
    return found[0]


@Language.factory("kgraph_introduced_phrases")
def make_introduced_phrases(nlp: Language, name: str) -> IntroducedPhrases:
    """The component with the rules of ``rules/phrases.tsv`` and ``rules/titles.tsv``."""
    return IntroducedPhrases()
