"""`kgraph_introduced_phrases`: contributions that a paper names in plain words, ``outer momentum clipping``.

Where a paper speaks of itself (``rules/phrases.tsv``): what it proposes, the parts that it lists, numbers or puts in
quotation marks; and what a title does its work with ("... via Token Smashing"). What the lexicon knows is not
introduced here, so this runs behind it.
"""

from __future__ import annotations

import re

from spacy.language import Language

from kgraph.components.step import Step
from kgraph.reading import Mark, Reading
from kgraph.rules import Rule, Triggered, load_rules, read_words

_STRENGTH = 70
#: Last parts of compounds that describe and do not name.
_COMPOUND = re.compile(
    r"(?:based|driven|guided|level|style|like|free|efficient|effective|specific|agnostic|friendly|wise|scale|end|source|art|time)$"
)
_MOST_WORDS = 6
#: How an abstract that never says "we" speaks of what the paper proposes.
_IT = re.compile(r"\bIt (?:has|consists|comprises|combines)\b")


class IntroducedPhrases(Step):
    """Marks contributions that are named in plain words."""

    def __init__(self) -> None:
        rules = load_rules("phrases")
        self._titles = [rule for rule in rules if rule.side != "own"]
        self._rules = Triggered([rule for rule in rules if rule.side == "own"])
        self._own = load_rules("own")[0].pattern
        self._vague = read_words("vague") | read_words("no-phrases")

    def read(self, known: Reading) -> None:
        covered = known.covered()
        taken = 0
        for start, end, rule, type_ in self.spans(known):
            if start >= taken and covered.find(0, start, end) >= 0:
                taken = end
                known.introduced.setdefault(start, (end, type_, rule))
                known.marks.append(Mark(start, end, type_, known.text[start:end], "", "", rule, _STRENGTH))

    def spans(self, known: Reading) -> list[tuple[int, int, str, str]]:
        """(start, end, rule id, type) of each phrase, in text order; where two rules see one, the file's first."""
        text = known.text
        own = self._own.search(text, known.title_end) or _IT.search(text, known.title_end)
        places = [(-1, rule, 0, known.title_end) for rule in self._titles]
        if own:
            places += [(-1, rule, own.start(), len(text)) for rule in self._rules.signed(text)]
            triggered = self._rules.places(known.folded[own.start() :])
            wanted = {(index, known.sentence(own.start() + at)) for at, indices in triggered for index in indices}
            places += [(index, self._rules.rules[index], *known.sentences[at]) for index, at in wanted]
        found: dict[tuple[int, int], Rule] = {}
        for _, rule, first, last in sorted(places, key=lambda p: (p[0], p[2])):
            for match in rule.pattern.finditer(text, first, last):
                for group in match.groupdict():
                    if match[group] and self._is_phrase(match[group]) and _recurs(known, match, group, rule):
                        found.setdefault(match.span(group), rule)
        return sorted((start, end, rule.id, rule.value) for (start, end), rule in found.items())

    def _is_phrase(self, phrase: str) -> bool:
        words = re.split(r"[\s-]+", phrase.lower())
        if not 2 <= len(words) <= _MOST_WORDS:
            return False
        return not any(w in self._vague or w.endswith("ly") or _COMPOUND.search(w) for w in words)


def _recurs(known: Reading, match: re.Match[str], group: str, rule: Rule) -> bool:
    return rule.side != "again" or known.folded.find(known.folded[slice(*match.span(group))], known.title_end) >= 0


@Language.factory("kgraph_introduced_phrases")
def make_introduced_phrases(nlp: Language, name: str) -> IntroducedPhrases:
    """The component with the rules of ``rules/phrases.tsv``."""
    return IntroducedPhrases()
