"""The roles that the words right around mentions give (``rules/roles.tsv``): which rule speaks of which mention.

Only the rules are tried that have triggers in the text (`kgraph.rules.triggers`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from kgraph.components.titles import named_in_title
from kgraph.errors import LexiconError
from kgraph.lexicon import Knowledge
from kgraph.reading import Group, Mark, Reading
from kgraph.rules import Rule, at_rule, load_rules
from kgraph.rules.triggers import Places
from kgraph.schema import ENTITY_TYPES, INTRODUCES

_REACH = 90
#: Stands for the mention in the patterns of rules that look at both of its sides, outside of all groups; what stands
#: behind the mention is seen so far.
_HERE, _GLANCE = "◆", 24
#: Behind a name that is said to be something or to do something, as what is new is: "group relative policy optimization (GRPO), a variant of".
_SAID_TO_BE = re.compile(r"(?: \([^()]*\))?(?:,|:| -+) (?:an?|the|our|one|which)\b| \(\$")
_CALLED = re.compile(r"\b(?:name|call|term|dub|coin)(?:s|d|ed)? (?:(?:it|this|these|them|the|an?) )?$")
#: What may stand between two names of a list, or a long form and its short one; ", a" says what a name is.
_JOINT = re.compile(
    r"\)?\$?(?: ?\[[\d, ]+\])?(?:, |/| & | \+ |(?:,? and |,? or )(?:the |a |an )?)\$?| ?\(| by (?:up to )?[\d.]+(?:\\?%|x| points?)?,? and "
)

#: How something was made, and a name that is made so.
_IS_MADE, _NAME = re.compile(r"[a-z-]+(?:ed|-shot)"), re.compile(r" [A-Z]")

#: A test of the text on one side of a mention, from a place on where that is known.
_Test = Callable[..., re.Match[str] | None]


class _Cue(NamedTuple):
    """A rule of mentions, and the tests of the text right before and right behind one; it has one or both."""

    rule: Rule
    before: _Test | None
    after: _Test | None

    @classmethod
    def of(cls, rule: Rule) -> _Cue:
        """The rule; one for both sides is cut at the mention: most mentions fail at the cheap look behind them.

        Raises
        ------
        LexiconError
            The rule's side is none, or its pattern cannot be cut.
        """
        if rule.side == "before":
            return cls(rule, rule.pattern.match if rule.leads else rule.pattern.search, None)
        if rule.side == "after":
            return cls(rule, None, rule.pattern.match)
        if rule.side != "around":
            raise LexiconError(f"no such side: {rule.side!r}", remedy="one of before, after, around")
        before, here, after = rule.pattern.pattern.partition(_HERE)
        try:
            ending, beginning = re.compile(rf"(?:{before})\Z"), re.compile(after)
        except re.error as error:
            raise _uncut(rule, str(error)) from error
        if not here or _HERE in after:
            raise _uncut(rule, f"{_HERE} must stand there once")
        return cls(rule, ending.match if rule.leads else ending.search, beginning.match)


def _uncut(rule: Rule, why: str) -> LexiconError:
    remedy = f"no group around {_HERE}; (?i:…) for (?i)"
    return LexiconError(f"the pattern of {rule.id} is not two patterns, before {_HERE} and after: {why}", remedy=remedy)


class RoleCues:
    """Finds the rules that the words around mentions match.

    Parameters
    ----------
    knowledge : Knowledge
        Of the lexicon.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._cues: list[_Cue] = []
        for rule in load_rules("roles"):
            with at_rule("roles", rule):
                self._cues.append(_Cue.of(rule))
        behind = frozenset(i for i, cue in enumerate(self._cues) if cue.before is None)
        speak_of = {t: frozenset(i for i, cue in enumerate(self._cues) if cue.rule.speaks_of(t)) for t in ENTITY_TYPES}
        #: Of a type those of a trigger's rules that speak of it, and those that may have the trigger behind the mention.
        self._asked = {t: (cache(_among(speak)), cache(_among(speak & behind))) for t, speak in speak_of.items()}
        self._knowledge = knowledge

    def told(self, known: Reading, open_: set[str]) -> dict[int, Rule]:
        """Start of a mention -> the rule of the words around it; a list shares the cue of its first name.

        Of a mention of an entity that is not open, only what it shares with the next one of a list counts.
        """
        text, near = known.text, known.triggers("roles")
        offsets = [at for at, _ in near]
        mentions = sorted([(m, g) for g in known.groups for m in g.marks], key=itemgetter(0))
        told: dict[int, Rule] = {}
        stop, shared = -1, None
        for index, (mark, group) in enumerate(mentions, 1):
            start, end, type_ = mark.start, mark.end, group.type
            if group.id not in open_ and (
                index == len(mentions) or not _JOINT.fullmatch(text, end, mentions[index][0].start)
            ):
                shared = None
                continue
            first, last = known.sentences[bisect_right(known.starts, start) - 1]
            if first < start - _REACH:
                first = start - _REACH
            if last > end + _REACH:
                last = end + _REACH
            low = bisect_left(offsets, first)
            high = bisect_left(offsets, last, low)
            rule = self._around(start, type_, text[first:start], text[end:last], near[low:high]) if low < high else None
            if rule and rule.value == INTRODUCES and self._is_brought_in(mark, group, known):
                # "we introduce diffusion models that …" and "we introduce a Markov chain (MC) to …"
                rule = None
            if rule is None and shared is not None and shared.speaks_of(type_) and _JOINT.fullmatch(text, stop, start):
                rule = shared
            if (
                rule
                and rule.value == "compares_with"
                and _IS_MADE.fullmatch(text, start, end)
                and _NAME.match(text, end)
            ):
                # "than fine-tuned BERT": how it was made is not compared
                rule = None
            if rule is not None:
                told[start] = rule
                if rule.side == "after" and index > 1 and _JOINT.fullmatch(text, stop, start):
                    # "with A and B as baselines"
                    told.setdefault(mentions[index - 2][0].start, rule)
            stop, shared = end, rule
        return told

    def _is_brought_in(self, mark: Mark, group: Group, known: Reading) -> bool:
        """Whether the field has what is introduced there, by a row or as a term that the paper does not say is its own."""
        if mark.rule.startswith("lexicon") and _is_class(known.text, mark.start, mark.end):
            return True
        untitled = 0 < known.title_end <= group.marks[0].start
        is_term = untitled and group.id in self._knowledge.terms and not named_in_title(group, known)
        return is_term and not _is_new(known.text, mark.start, mark.end)

    def _around(self, start: int, type_: str, before: str, after: str, near: Places) -> Rule | None:
        """The first rule with a trigger near a mention, in the file's order, that matches the words around it."""
        in_front, behind = self._asked[type_]
        wanted = [(index, at) for at, asked in near for index in (in_front if at < start else behind)(asked)]
        if not wanted:
            return None
        wanted.sort()
        first = start - len(before)
        # a dollar sign opens a name in LaTeX
        bare, seen = before.rstrip(" $"), after[:_GLANCE]
        failed = -1
        for index, at in wanted:
            if index == failed:
                continue
            rule, fits_before, fits_after = self._cues[index]
            if fits_after is not None and not fits_after(seen if fits_before else after.lstrip()):
                failed = index
                continue
            if fits_before is None:
                return rule
            if fits_before(bare if fits_after is None else before, at - first if rule.leads else 0):
                return rule
            if not rule.leads:
                failed = index
        return None


def _among(rules: frozenset[int]) -> Callable[[tuple[int, ...]], tuple[int, ...]]:
    """A function that picks these rules out of others."""
    return lambda indices: tuple([i for i in indices if i in rules])


def _is_class(text: str, start: int, end: int) -> bool:
    """Whether the words name a class of things of which others are told than all of it: "diffusion models that …"."""
    mention = text[start:end]
    plural = mention.islower() and mention.endswith("s") and " " in mention
    return plural and text.startswith((" that ", " which ", " to "), end)


def _is_new(text: str, start: int, end: int) -> bool:
    """Whether the words around a known term say that it is the paper's: what it is, or that it is called so."""
    called = _CALLED.search(text, max(0, start - _GLANCE), start)
    return called is not None or _SAID_TO_BE.match(text, end) is not None
