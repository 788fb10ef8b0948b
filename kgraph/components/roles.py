"""`kgraph_roles`: what the paper does with each of its entities, one role each, the strongest that holds.

Introduced names first; then the words around each mention (``rules/roles.tsv``); then where the entity stands: only
in sentences that tell of the field (``rules/background.tsv``) and not of the paper (``rules/own.tsv``) is background.
What is left has its type's usual role.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from kgraph.lexicon import load_lexicon
from kgraph.reading import Group, Reading, reading
from kgraph.rules import Rule, load_rules
from kgraph.schema import EVALUABLE, ROLES

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
#: Stands for the mention in the patterns of rules that look at both of its sides; what stands behind it is seen so far.
_HERE, _GLANCE = "◆", 24
#: An entity with so many mentions is the paper's matter.
_OFTEN = 3
#: What may stand between two names of a list.
_JOINT = re.compile(r"\)?(?:, (?:and |or )?| and | or |/| & | \+ )(?:the |a |an )?")
#: A task that only this first part of an abstract names is background.
_EARLY = 0.3


class _Reason(NamedTuple):
    """A role that a mention gives, the rule behind it, and the place of the mention in its group."""

    role: str
    rule: str
    place: int


class Roles:
    """Decides the roles of a Doc's entities."""

    def __init__(self) -> None:
        rules = load_rules("roles")
        self._before = [r for r in rules if r.side == "before"]
        self._here = [r for r in rules if r.side == "around"]
        self._after = [r for r in rules if r.side == "after"]
        self._signs = load_rules("background")
        self._own = load_rules("own")
        self._asides = {e.id: e.usual for e in load_lexicon().entries if e.usual}

    def __call__(self, doc: Doc) -> Doc:
        known = reading(doc)
        background = self._background(known)
        cues = self._cues(known)
        # a size or version of what the paper introduces is introduced with it
        families = {g.id for g in known.groups if g.introduced and g.type == "Model"}
        for group in known.groups:
            group.role, group.role_rule, group.evidence = self._decide(group, known, background, cues, families)
        return doc

    def _decide(
        self, group: Group, known: Reading, background: list[bool], cues: dict[int, Rule], families: set[str]
    ) -> _Reason:
        if group.introduced or group.parent in families:
            place = next((i for i, m in enumerate(group.marks) if m.start in known.introduced), 0)
            return _Reason("introduces", group.introduced or "role-family-introduced", place)
        usual, aside = _USUAL[group.type]
        if group.type == "Organisation":
            return _Reason(usual, "role-usual", 0)
        found = [
            _Reason(cues[m.start].value, cues[m.start].id, i) for i, m in enumerate(group.marks) if m.start in cues
        ]
        if found:
            best = min(found, key=lambda r: (_STRENGTH[r.role], r.place))
            # what a paper names again and again is its matter, even where it once says that it beats it
            passing = best.role == "compares_with" and len(group.marks) >= _OFTEN and len(found) * 2 < len(group.marks)
            if not passing and (
                group.type not in EVALUABLE or best.role == "compares_with" or group.type == "Benchmark"
            ):
                return best
        title = next((i for i, m in enumerate(group.marks) if m.start < known.title_end), None)
        own = [i for i, m in enumerate(group.marks) if not background[known.sentence(m.start)]]
        if title is None and group.id in self._asides:
            return _Reason(self._asides[group.id], "role-field", own[0] if own else 0)
        reach = known.title_end + _EARLY * (len(known.text) - known.title_end)
        early = len(group.marks) == 1 and group.marks[0].start < reach
        if own and not (group.type == "Task" and early and title is None):
            return _Reason(usual, "role-usual", own[0])
        return _Reason(aside, "role-background", 0)

    def _cues(self, known: Reading) -> dict[int, Rule]:
        """Start of a mention -> the rule of the words around it; a list shares the cue of its first name."""
        cues: dict[int, Rule] = {}
        before: tuple[int, Rule | None] = (-1, None)
        for start, end, type_ in sorted((m.start, m.end, g.type) for g in known.groups for m in g.marks):
            rule = self._around(start, end, type_, known)
            last, shared = before
            if (
                rule is None
                and shared is not None
                and type_ in shared.types
                and _JOINT.fullmatch(known.text, last, start)
            ):
                rule = shared
            if rule is not None:
                cues[start] = rule
            before = end, rule
        return cues

    def _around(self, start: int, end: int, type_: str, known: Reading) -> Rule | None:
        first, last = known.sentences[known.sentence(start)]
        reach = max(first, start - _REACH)
        words = known.folded[reach:start].split()
        around = f"{known.text[reach:start]}{_HERE}{known.text[end : min(last, end + _GLANCE)]}"
        for rule in self._here:
            if type_ in rule.types and _triggered(rule, words) and rule.pattern.search(around):
                return rule
        before = known.text[reach:start].rstrip()
        for rule in self._before:
            if type_ in rule.types and _triggered(rule, words) and rule.pattern.search(before):
                return rule
        reach = min(last, end + _REACH)
        words = known.folded[end:reach].split()
        after = known.text[end:reach].lstrip()
        for rule in self._after:
            if type_ in rule.types and _triggered(rule, words) and rule.pattern.match(after):
                return rule
        return None

    def _background(self, known: Reading) -> list[bool]:
        """Whether each sentence tells of the field and not of the paper."""
        own_we, *own = self._own
        found: list[bool] = []
        # before the paper speaks of itself, abstracts tell of the field
        opening = True
        for start, end in known.sentences:
            if start < known.title_end:
                found.append(False)
                continue
            we = own_we.pattern.search(known.text, start, end) is not None
            if we or any(r.pattern.search(known.text, start, end) for r in own):
                found.append(False)
            else:
                sentence = known.text[start:end]
                found.append(opening or any(r.pattern.search(sentence) for r in self._signs))
            opening = opening and not we
        return found


def _triggered(rule: Rule, words: list[str]) -> bool:
    return any(w.startswith(rule.triggers) for w in words)


@Language.factory("kgraph_roles", requires=["doc.ents"])
def make_roles(nlp: Language, name: str) -> Roles:
    """The component with the rules of ``rules/roles.tsv``."""
    return Roles()
