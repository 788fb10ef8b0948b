"""`kgraph_roles`: what the paper does with each of its entities, one role each, the strongest that holds.

Introduced names first; then the words around each mention (``rules/roles.tsv``); then where the entity stands: only
in sentences that tell of the field (``rules/background.tsv``) and not of the paper (``rules/own.tsv``) is background.
What is left has its type's usual role.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from kgraph.lexicon import load_lexicon
from kgraph.reading import Group, Reading, reading
from kgraph.rules import Rule, Triggered, load_rules
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
#: The rule of sentences in which the paper speaks of itself.
_SPEAKS = "own-we"
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
        self._rules = Triggered(load_rules("roles"))
        self._signs = Triggered(load_rules("background"))
        self._own = Triggered(load_rules("own"))
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
        triggers = list(self._rules.places(known.folded))
        offsets = [at for at, _ in triggers]
        cues: dict[int, Rule] = {}
        last, shared = -1, None
        for start, end, type_ in sorted((m.start, m.end, g.type) for g in known.groups for m in g.marks):
            low, high = bisect_left(offsets, start - _REACH), bisect_left(offsets, end + _REACH)
            wanted = {index for _, indices in triggers[low:high] for index in indices}
            rule = self._around(start, end, type_, known, wanted) if wanted else None
            if (
                rule is None
                and shared is not None
                and type_ in shared.types
                and _JOINT.fullmatch(known.text, last, start)
            ):
                rule = shared
            if rule is not None:
                cues[start] = rule
            last, shared = end, rule
        return cues

    def _around(self, start: int, end: int, type_: str, known: Reading, wanted: set[int]) -> Rule | None:
        """The first of the wanted rules, in the file's order, that matches the words around a mention."""
        first, last = known.sentences[known.sentence(start)]
        before = known.text[max(first, start - _REACH) : start]
        after = known.text[end : min(last, end + _REACH)]
        for index in sorted(wanted):
            rule = self._rules.rules[index]
            if type_ not in rule.types:
                continue
            if rule.side == "before":
                found = rule.pattern.search(before.rstrip())
            elif rule.side == "after":
                found = rule.pattern.match(after.lstrip())
            else:
                found = rule.pattern.search(f"{before}{_HERE}{after[:_GLANCE]}")
            if found:
                return rule
        return None

    def _background(self, known: Reading) -> list[bool]:
        """Whether each sentence tells of the field and not of the paper."""
        own, signs = self._matching(self._own, known), self._matching(self._signs, known)
        found: list[bool] = []
        # before the paper speaks of itself, abstracts tell of the field
        opening = True
        for index, (start, _) in enumerate(known.sentences):
            in_title = start < known.title_end
            found.append(not in_title and index not in own and (opening or index in signs))
            opening = opening and (in_title or _SPEAKS not in own.get(index, ()))
        return found

    @staticmethod
    def _matching(rules: Triggered, known: Reading) -> dict[int, set[str]]:
        """Index of a sentence -> ids of the rules that match it; sentences without one are left out."""
        wanted = {(known.sentence(at), index) for at, indices in rules.places(known.folded) for index in indices}
        matching: dict[int, set[str]] = {}
        for sentence, index in wanted:
            rule = rules.rules[index]
            start, end = known.sentences[sentence]
            if rule.pattern.search(known.text[start:end]):
                matching.setdefault(sentence, set()).add(rule.id)
        return matching


@Language.factory("kgraph_roles", requires=["doc.ents"])
def make_roles(nlp: Language, name: str) -> Roles:
    """The component with the rules of ``rules/roles.tsv``."""
    return Roles()
