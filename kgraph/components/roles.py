"""`kgraph_roles`: what the paper does with each of its entities, one role each, the strongest that holds.

Introduced names first; then the words around each mention (``rules/roles.tsv``); then where the entity stands: only
in sentences that tell of the field (``rules/background.tsv``) and not of the paper (``rules/own.tsv``) is background.
What is left has its type's usual role.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

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
#: An entity with so many mentions is the paper's matter.
_OFTEN = 3
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
        self._after = [r for r in rules if r.side == "after"]
        self._signs = load_rules("background")
        self._own = load_rules("own")

    def __call__(self, doc: Doc) -> Doc:
        known = reading(doc)
        background = self._background(known)
        for group in known.groups:
            reason = self._decide(group, known, background)
            group.role, group.role_rule, group.evidence = reason
        return doc

    def _decide(self, group: Group, known: Reading, background: list[bool]) -> _Reason:
        if group.introduced:
            index = next((i for i, m in enumerate(group.marks) if m.start in known.introduced), 0)
            return _Reason("introduces", group.introduced, index)
        usual, aside = _USUAL[group.type]
        if group.type == "Organisation":
            return _Reason(usual, "role-usual", 0)
        reasons = [self._around(group, i, known) for i in range(len(group.marks))]
        found = [r for r in reasons if r.role]
        if found:
            best = min(found, key=lambda r: (_STRENGTH[r.role], r.place))
            # what a paper names again and again is its matter, even where it once says that it beats it
            passing = best.role == "compares_with" and len(group.marks) >= _OFTEN and len(found) * 2 < len(group.marks)
            if not passing and (
                group.type not in EVALUABLE or best.role == "compares_with" or group.type == "Benchmark"
            ):
                return best
        own = [
            i for i, m in enumerate(group.marks) if m.start < known.title_end or not background[known.sentence(m.start)]
        ]
        abstract = len(known.text) - known.title_end
        early = len(group.marks) == 1 and 0 <= group.marks[0].start - known.title_end < _EARLY * abstract
        if own and not (group.type == "Task" and early and group.marks[0].start >= known.title_end):
            return _Reason(usual, "role-usual", own[0])
        return _Reason(aside, "role-background", 0)

    def _around(self, group: Group, index: int, known: Reading) -> _Reason:
        mark = group.marks[index]
        first, last = known.sentences[known.sentence(mark.start)]
        start = max(first, mark.start - _REACH)
        words = known.folded[start : mark.start].split()
        before = known.text[start : mark.start].rstrip()
        for rule in self._before:
            if group.type in rule.types and _triggered(rule, words) and rule.pattern.search(before):
                return _Reason(rule.value, rule.id, index)
        end = min(last, mark.end + _REACH)
        words = known.folded[mark.end : end].split()
        for rule in self._after:
            after = known.text[mark.end : end].lstrip()
            if group.type in rule.types and _triggered(rule, words) and rule.pattern.match(after):
                return _Reason(rule.value, rule.id, index)
        return _Reason("", "", index)

    def _background(self, known: Reading) -> list[bool]:
        """Whether each sentence tells of the field and not of the paper."""
        own_we, *own = self._own
        found: list[bool] = []
        # before the paper speaks of itself, abstracts tell of the field
        opening = True
        for start, end in known.sentences:
            if end <= known.title_end:
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
