"""`kgraph_roles`: what the paper does with each of its entities, one role each, the strongest that holds.

Introduced names first; then the words around each mention (`kgraph.components.role_cues`); then where the entity stands: only
in sentences that tell of the field (``rules/background.tsv``) and not of the paper (``rules/own.tsv``) is background.
What is left has its type's usual role.
"""

from __future__ import annotations

import re

from spacy.language import Language

from kgraph.components.background import Background, Field
from kgraph.components.role_cues import RoleCues
from kgraph.components.spelling import distinctive
from kgraph.components.step import Step
from kgraph.components.titles import is_like_title, named_in_title, shares_words
from kgraph.components.triggered import Triggered
from kgraph.lexicon import Knowledge, load_knowledge
from kgraph.reading import Group, Mark, Reading
from kgraph.rules import Rule, load_rules, rule_named
from kgraph.schema import ENTITY_TYPES, INTRODUCES, ROLES

_STRENGTH = {name: i for i, name in enumerate(ROLES)}
#: Of an entity that a paper names only where it tells of the field.
_ASIDE = "mentions"
#: Shorter names begin others by chance.
_LONG = 4
#: What begins so near to the abstract's first letter is its subject.
_OPENING = 12
#: From a task on to what it is, or to what is asked of it: "image editing from text is".
_IS = re.compile(r"(?: \([^()]*\))? (?:is|are|in|from|remains)\b")
#: An entity with so many mentions is the paper's matter.
_OFTEN = 3
#: The rule that finds names by their spelling only; a part with such a name is the paper's own: "a QuillSSM block".
_UNKNOWN = "spelled-name"
_IS_PART = re.compile(r" (?:block|module|layer|head|branch|strategy|mechanism|loss)s?\b")
#: What stands behind a name that is explained, and behind "a QuillSSM" that is no "QuillSSM run".
_EXPLAINED = re.compile(r"[})]{0,3}(?:, (?:which|an?|our)\b| that\b)")
_ALONE = re.compile(r"[,.]| \(| (?:that|which|is|are|and|to|for|with)\b")
#: What a part does is a task that the paper uses: "an image parsing module".
_PART_DOES = re.compile(r" (?:(?:module|head|branch|loss|component|network)(?:e?s)?|models? (?:for|to|as))\b")
#: The rules of papers that prove something, and of those that review what others do.
_PROVES, _REVIEWS = "proof-told", frozenset({"survey-titled", "survey-told"})
#: The rules of what something is built on or good at, the paper's or another's.
_BASED_ON, _SHOWN_FOR = "role-based-on", "role-shown-for"
#: A role, the rule behind it, and the place of the mention that gives it in its group.
_Reason = tuple[str, str, int]

#: "Traditional ink folding is slow": of what the field did the abstract tells what the paper does better.
_OLD, _OLD_REACH = re.compile(r"\b(?:[Tt]raditional|[Cc]onventional|[Ee]xisting)(?: [a-z-]+)? $"), 40


class Roles(Step):
    """Decides the roles of a paper's entities.

    Parameters
    ----------
    knowledge : Knowledge
        Of the lexicon.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._background, self._tests = Background(), load_rules("tested")
        self._triggered = Triggered(self._tests)
        self._cues = RoleCues(knowledge)
        self._knowledge = knowledge

    def read(self, known: Reading) -> None:
        # a size or version of what the paper introduces is introduced with it
        families = {g.id for g in known.groups if g.introduced and g.type == "Model"}
        # and what bears its name: QuillNet-Lite
        own = tuple(p for g in known.groups if g.introduced and " " not in g.name for p in _own_prefixes(g.name))
        open_: list[Group] = []
        for group in known.groups:
            if group.introduced or group.parent in families or (own and group.name.startswith(own)):
                place = next((i for i, m in enumerate(group.marks) if m.start in known.introduced), 0)
                _give(group, (INTRODUCES, group.introduced or "role-family-introduced", place))
            elif group.type == "Organisation":
                _give(group, (ENTITY_TYPES[group.type].usual, "role-usual", 0))
            else:
                open_.append(group)
        if open_:
            told = self._cues.told(known, {g.id for g in open_})
            field, tested = self._background.of(known), self._tested(known)
            for group in open_:
                _give(
                    group,
                    _from_words(group, told, field, known) or self._from_place(group, known, field, tested),
                )

    def _from_place(self, group: Group, known: Reading, field: Field, tested: bool) -> _Reason:
        """The role that an entity has by its type, its lexicon row and where it stands."""
        marks, title_end = group.marks, known.title_end
        usual = ENTITY_TYPES[group.type].usual
        of_row = self._knowledge.usual.get(group.id)
        if of_row == "uses" or (group.type == "Task" and not tested):
            usual = "uses"
        first = marks[0].start
        if first < title_end or named_in_title(group, known):
            return usual, "role-usual", 0
        own = field.first_own(marks)
        if (
            # an unknown test is as often another's
            group.type != "Benchmark"
            and len(group.name) > _LONG
            and all(m.rule == _UNKNOWN for m in marks)
            and any(_is_own(known.text, m) for m in marks if not field.told_at(m.start))
        ):
            return INTRODUCES, "role-unknown-part", 0
        if of_row and of_row != "uses":
            return of_row, "role-field", max(0, own)
        if own >= 0 and group.type == "Task" and all(_PART_DOES.match(known.text, m.end) for m in marks):
            return "uses", "role-task-part", own
        if own >= 0:
            return usual, "role-usual", own
        if len(marks) >= _OFTEN:
            return usual, "role-usual", 0
        if group.type == "Method" and (place := _told_old(group, known)) >= 0:
            return "compares_with", "role-old", place
        if group.type in ("Method", "Task") and (place := self._opens(group, known)) >= 0:
            return usual, "role-opening", place
        if group.type == "Method" and shares_words(group, known):
            return usual, "role-like-title", 0
        if group.type == "Task" and is_like_title(group, known):
            return usual, "role-like-title", 0
        return _ASIDE, "role-background", 0

    def _opens(self, group: Group, known: Reading) -> int:
        """Which mention the abstract begins with, but for a few words; -1 for none, or where it tells what is known of it.

        Of a task it must say what the task is: abstracts begin with others, too, that their methods may be good for.
        """
        index = next((i for i, start in enumerate(known.starts) if start >= known.title_end), -1)
        if index < 0:
            return -1
        start, end = known.sentences[index]
        place = next((i for i, m in enumerate(group.marks) if 0 <= m.start - start <= _OPENING), -1)
        if place < 0 or self._background.is_known(known.text, start, end):
            return -1
        return place if group.type == "Method" or _IS.match(known.text, group.marks[place].end) else -1

    def _tested(self, known: Reading) -> bool:
        """Whether the paper tells of experiments of its own, or of no proofs and of no others' work that it reviews."""
        told = {self._tests[index].id for index, _ in self._triggered.matches(known.triggers("tested"), known)}
        if not told.isdisjoint(_REVIEWS):
            return False
        return told != {_PROVES} or any(r.pattern.search(known.text) for r in self._tests if not r.triggers)


def _is_own(text: str, mark: Mark) -> bool:
    """Whether a name that nobody knows is told as what is new is: "a QuillSSM block", "QuillSSM, which folds", "a QuillSSM"."""
    if _IS_PART.match(text, mark.end):
        return True
    if text.endswith((" a ", " an "), 0, mark.start):
        return _ALONE.match(text, mark.end) is not None
    # "the best net, QuillSSM, which folds" and "QuillSSM, which folds, reaches 3%" are others'
    return not text.endswith((", ", ". "), 0, mark.start) and _EXPLAINED.match(text, mark.end) is not None


def _told_old(group: Group, known: Reading) -> int:
    """Which mention the text calls traditional or the like; -1 for none."""
    old = (i for i, m in enumerate(group.marks) if _OLD.search(known.text, max(0, m.start - _OLD_REACH), m.start))
    return next(old, -1)


def _own_prefixes(name: str) -> tuple[str, ...]:
    """How names begin that bear an introduced one: ``QuillNet-`` and, where it is spelled as only names are, ``QuillNet``."""
    return (f"{name}-", name) if len(name) > _LONG and distinctive(name) else (f"{name}-",)


def _in_title(group: Group, known: Reading) -> bool:
    """Whether the title names the entity, be it as a part of a longer name or in other order."""
    named = any(m.start < known.title_end for m in group.marks)
    return named or named_in_title(group, known) or is_like_title(group, known)


def _give(group: Group, reason: _Reason) -> None:
    group.role, group.role_rule, group.evidence = reason


def _from_words(group: Group, told: dict[int, Rule], field: Field, known: Reading) -> _Reason | None:
    """The strongest role that the words around the mentions give, or None where it is not said of the entity's type."""
    found = [(told[m.start], place) for place, m in enumerate(group.marks) if m.start in told]
    if not found:
        return None
    rule, place = min(found, key=lambda f: (_STRENGTH[f[0].value], f[1]))
    if rule.value == "mentions" and (
        len(found) < len(group.marks) or (group.type == "Task" and _in_title(group, known))
    ):
        return None
    at = group.marks[place].start
    based_on, shown_for = rule_named("roles", _BASED_ON), rule_named("roles", _SHOWN_FOR)
    if (rule == based_on and field.said_at(at)) or (rule == shown_for and field.told_at(at)):
        # "recent works, based on diffusion models, …" are not the paper
        return None
    if group.type == "Task" and rule.value == "uses" and _in_title(group, known):
        # what a title speaks of is more than what a tool does
        return None
    if rule.value == "uses" and group.type == "Task" and 2 * len(found) < len(group.marks) and place:
        # a task that the paper deals with elsewhere is no means to it: "unifies image and video editing"
        return None
    if rule.value == "compares_with":
        # what a paper names again and again is its matter, even where it once says that it beats it
        # and of "existing retrieval methods" the methods are beaten, not the task
        passing = group.type == "Task" or (len(group.marks) >= _OFTEN and len(found) * 2 < len(group.marks))
        return None if passing else (rule.value, rule.id, place)
    # a machine that something runs with is what it was measured on
    return None if group.type == "Hardware" and rule.value == "uses" else (rule.value, rule.id, place)


@Language.factory("kgraph_roles", requires=["doc.ents"], default_config={"extra": []})
def make_roles(nlp: Language, name: str, extra: list[str]) -> Roles:
    """The component with the rules of ``rules/roles.tsv``, the lexicon of kgraph and the files named in `extra`."""
    return Roles(load_knowledge(extra))
