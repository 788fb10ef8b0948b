"""`kgraph_roles`: what the paper does with each of its entities, one role each, the strongest that holds.

Introduced names first; then the words around each mention (``rules/roles.tsv``); then where the entity stands: only
in sentences that tell of the field (``rules/background.tsv``) and not of the paper (``rules/own.tsv``) is background.
What is left has its type's usual role.

One pass over the text finds the triggers of all rules; only the rules that they ask for are tried.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import NamedTuple

from spacy.language import Language

from kgraph.components.step import Step
from kgraph.lexicon import load_lexicon
from kgraph.reading import Group, Reading
from kgraph.rules import Rule, load_rules
from kgraph.rules.triggers import Triggered
from kgraph.schema import ENTITY_TYPES, EVALUABLE, ROLES

_STRENGTH = {name: i for i, name in enumerate(ROLES)}
#: Type -> role of an entity that the paper deals with, and of one that it names only where it tells of the field.
_USUAL = {
    "Model": ("uses", "mentions"),
    "Method": ("uses", "mentions"),
    "Benchmark": ("evaluates_on", "evaluates_on"),
    "Organisation": ("mentions", "mentions"),
    "Hardware": ("evaluates_on", "mentions"),
    "Task": ("evaluates_on", "mentions"),
    "Software": ("uses", "mentions"),
}
_REACH = 90
#: Stands for the mention in the patterns of rules that look at both of its sides, outside of all groups; what stands
#: behind the mention is seen so far.
_HERE, _GLANCE = "◆", 24
#: An entity with so many mentions is the paper's matter.
_OFTEN = 3
#: The rule of sentences in which the paper speaks of itself.
_SPEAKS = "own-we"
#: Rules of sentences that tell what a paper's results may be good for, though it speaks of itself there.
_OUTLOOK = "outlook"
#: What may stand between two names of a list; ", a" says what a name is.
_JOINT = re.compile(r"\)?(?:, |/| & | \+ |(?:,? and |,? or )(?:the |a |an )?)")
#: A task that only this first part of an abstract names is background.
_EARLY = 0.3

#: A role, the rule behind it, and the place of the mention that gives it in its group.
_Reason = tuple[str, str, int]
#: The triggers in a text, in order: an offset, and the indices of the rules there.
_Triggers = list[tuple[int, tuple[int, ...]]]
#: A test of the text on one side of a mention.
_Test = Callable[[str], re.Match[str] | None]


class _Cue(NamedTuple):
    """A rule of mentions, and the tests of the text right before and right behind one; it has one or both."""

    rule: Rule
    before: _Test | None
    after: _Test | None

    @classmethod
    def of(cls, rule: Rule) -> _Cue:
        """The rule; one for both sides is cut at the mention: most mentions fail at the cheap look behind them."""
        if rule.side == "before":
            return cls(rule, rule.pattern.search, None)
        if rule.side == "after":
            return cls(rule, None, rule.pattern.match)
        before, after = rule.pattern.pattern.split(_HERE)
        return cls(rule, re.compile(rf"(?:{before})\Z").search, re.compile(after).match)


class Roles(Step):
    """Decides the roles of a paper's entities."""

    def __init__(self) -> None:
        own, signs, roles = load_rules("own"), load_rules("background"), load_rules("roles")
        # all in one, so that one pass over a text serves all: first the rules of sentences, then those of mentions
        self._triggered = Triggered((*own, *signs, *roles))
        self._first_sign, self._first_cue = len(own), len(own) + len(signs)
        self._cues = {i: _Cue.of(rule) for i, rule in enumerate(roles, self._first_cue)}
        self._speak_of = {
            type_: frozenset(i for i, cue in self._cues.items() if type_ in cue.rule.types) for type_ in ENTITY_TYPES
        }
        self._tests = load_rules("tested")
        self._asides = {e.id: e.usual for e in load_lexicon().entries if e.usual}

    def read(self, known: Reading) -> None:
        # a size or version of what the paper introduces is introduced with it
        families = {g.id for g in known.groups if g.introduced and g.type == "Model"}
        # and what bears its name: QuillNet-Lite
        own = tuple(f"{g.name}-" for g in known.groups if g.introduced and " " not in g.name)
        open_: list[Group] = []
        for group in known.groups:
            if group.introduced or group.parent in families or (own and group.name.startswith(own)):
                place = next((i for i, m in enumerate(group.marks) if m.start in known.introduced), 0)
                _give(group, ("introduces", group.introduced or "role-family-introduced", place))
            elif group.type == "Organisation":
                _give(group, (_USUAL[group.type][0], "role-usual", 0))
            else:
                open_.append(group)
        if open_:
            triggers = list(self._triggered.places(known.folded))
            told = self._told(known, triggers, {g.id for g in open_})
            background = self._background(known, triggers)
            for group in open_:
                _give(group, _from_words(group, told) or self._from_place(group, known, background))

    def _from_place(self, group: Group, known: Reading, background: list[int]) -> _Reason:
        """The role that an entity has by its type, its lexicon row and where it stands."""
        marks, title_end, starts = group.marks, known.title_end, known.starts
        usual, aside = _USUAL[group.type]
        if group.type == "Task" and not self._tested(known):
            usual = "uses"
        first = marks[0].start
        if first < title_end or _named_in_title(group, known):
            return usual, "role-usual", 0
        own = -1
        for place, mark in enumerate(marks):
            if mark.start < background[bisect_right(starts, mark.start) - 1]:
                own = place
                break
        if group.id in self._asides:
            return self._asides[group.id], "role-field", max(0, own)
        early = len(marks) == 1 and first < title_end + _EARLY * (len(known.text) - title_end)
        if own >= 0 and not (early and group.type == "Task"):
            return usual, "role-usual", own
        if len(marks) >= _OFTEN:
            return usual, "role-usual", 0
        return aside, "role-background", 0

    def _tested(self, known: Reading) -> bool:
        """Whether the paper tells of experiments."""
        return any(rule.pattern.search(known.text) for rule in self._tests)

    def _told(self, known: Reading, triggers: _Triggers, open_: set[str]) -> dict[int, Rule]:
        """Start of a mention -> the rule of the words around it; a list shares the cue of its first name.

        Of a mention of an entity that is not open, only what it shares with the next one of a list counts.
        """
        text, first_cue = known.text, self._first_cue
        near = [t for t in triggers if t[1][-1] >= first_cue]
        offsets, asked = [at for at, _ in near], [indices for _, indices in near]
        mentions = sorted([(m.start, m.end, g.type, g.id in open_) for g in known.groups for m in g.marks])
        told: dict[int, Rule] = {}
        last, shared = -1, None
        for index, (start, end, type_, is_open) in enumerate(mentions, 1):
            if not is_open and (index == len(mentions) or not _JOINT.fullmatch(text, end, mentions[index][0])):
                shared = None
                continue
            low = bisect_left(offsets, start - _REACH)
            high = bisect_left(offsets, end + _REACH, low)
            rule = None
            if low < high:
                wanted = self._speak_of[type_].intersection(set().union(*asked[low:high]))
                if wanted:
                    rule = self._around(start, end, known, wanted)
            if rule is None and shared is not None and type_ in shared.types and _JOINT.fullmatch(text, last, start):
                rule = shared
            if rule is not None:
                told[start] = rule
            last, shared = end, rule
        return told

    def _around(self, start: int, end: int, known: Reading, wanted: Iterable[int]) -> Rule | None:
        """The first of the wanted rules, in the file's order, that matches the words around a mention."""
        first, last = known.sentences[bisect_right(known.starts, start) - 1]
        before = known.text[max(first, start - _REACH) : start]
        after = known.text[end : min(last, end + _REACH)]
        bare, seen = before.rstrip(), after[:_GLANCE]
        for index in sorted(wanted):
            rule, fits_before, fits_after = self._cues[index]
            if fits_after is None:
                found = fits_before and fits_before(bare)
            elif fits_before is None:
                found = fits_after(after.lstrip())
            else:
                found = fits_after(seen) and fits_before(before)
            if found:
                return rule
        return None

    def _background(self, known: Reading, triggers: _Triggers) -> list[int]:
        """For each sentence the offset from which on it tells of the field and not of the paper: its end if nowhere."""
        rules, first_sign, first_cue = self._triggered.rules, self._first_sign, self._first_cue
        asked: list[set[int]] = [set() for _ in known.sentences]
        for at, indices in triggers:
            if indices[0] < first_cue:
                asked[bisect_right(known.starts, at) - 1].update(indices)
        found: list[int] = []
        # before the paper speaks of itself, abstracts tell of the field
        opening = True
        for (start, end), wanted in zip(known.sentences, asked, strict=True):
            if start < known.title_end:
                found.append(end)
            elif not wanted:
                found.append(start if opening else end)
            else:
                text = known.text[start:end]
                own = [rules[i].id for i in wanted if i < first_sign and rules[i].pattern.search(text)]
                signs = {
                    rules[i].id: start + match.start()
                    for i in sorted(wanted)
                    if first_sign <= i < first_cue and (match := rules[i].pattern.search(text))
                }
                ahead = min((at for id_, at in signs.items() if id_.startswith(_OUTLOOK)), default=end)
                found.append(start if not own and (opening or signs) else ahead)
                opening = opening and _SPEAKS not in own
        return found


def _named_in_title(group: Group, known: Reading) -> bool:
    """Whether a longer name in the title holds the entity's: "LLM" in "LLM Inference"."""
    title = " " + known.folded[: known.title_end] + " "
    return any(" " + known.folded[m.start : m.end] + " " in title for m in group.marks)


def _give(group: Group, reason: _Reason) -> None:
    group.role, group.role_rule, group.evidence = reason


def _from_words(group: Group, told: dict[int, Rule]) -> _Reason | None:
    """The strongest role that the words around the mentions give, or None where it is not said of the entity's type."""
    found = [(told[m.start], place) for place, m in enumerate(group.marks) if m.start in told]
    if not found:
        return None
    rule, place = min(found, key=lambda f: (_STRENGTH[f[0].value], f[1]))
    if rule.value == "mentions" and len(found) < len(group.marks):
        return None
    if rule.value == "compares_with":
        # what a paper names again and again is its matter, even where it once says that it beats it
        passing = len(group.marks) >= _OFTEN and len(found) * 2 < len(group.marks)
        return None if passing else (rule.value, rule.id, place)
    return (rule.value, rule.id, place) if group.type not in EVALUABLE or group.type in ("Benchmark", "Task") else None


@Language.factory("kgraph_roles", requires=["doc.ents"])
def make_roles(nlp: Language, name: str) -> Roles:
    """The component with the rules of ``rules/roles.tsv``."""
    return Roles()
