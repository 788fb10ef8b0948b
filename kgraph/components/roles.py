"""`kgraph_roles`: what the paper does with each of its entities, one role each, the strongest that holds.

Introduced names first; then the words around each mention (``rules/roles.tsv``); then where the entity stands: only
in sentences that tell of the field (``rules/background.tsv``) and not of the paper (``rules/own.tsv``) is background.
What is left has its type's usual role.

Only the rules are tried that have triggers in the text (`kgraph.rules.triggers`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from spacy.language import Language

from kgraph.components.background import Background, Field
from kgraph.components.spelling import distinctive
from kgraph.components.step import Step
from kgraph.components.triggered import matches
from kgraph.lexicon import load_lexicon
from kgraph.names import plural, singular
from kgraph.reading import Group, Reading
from kgraph.rules import Rule, load_rules
from kgraph.rules.triggers import Places
from kgraph.schema import ENTITY_TYPES, ROLES

_STRENGTH = {name: i for i, name in enumerate(ROLES)}
_INTRODUCES = next(iter(ROLES))
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
#: So many first letters the singular and the plural of a name share.
_STEM = 3
#: Shorter names begin others by chance.
_LONG = 4
#: What begins so near to the abstract's first letter is its subject.
_OPENING = 12
#: An entity with so many mentions is the paper's matter.
_OFTEN = 3
#: The rule that finds names by their spelling only; a part with such a name is the paper's own: "a QuillSSM block".
_UNKNOWN = "spelled-name"
_IS_PART = re.compile(r" (?:block|module|layer|head|branch|strategy|mechanism|loss)s?\b")
#: What a part does is a task that the paper uses: "an image parsing module".
_PART_DOES = re.compile(r" (?:(?:module|head|branch|loss|component|network)(?:e?s)?|models? (?:for|to|as))\b")
#: The rule of papers that prove something.
_PROVES = "proof-told"
#: The rules of what something is built on or good at, the paper's or another's.
_BASED_ON, _SHOWN_FOR = "role-based-on", "role-shown-for"
_TERM_TYPES = ("Method", "Task")
#: Behind a name that is said to be something or to do something, as what is new is: "group relative policy optimization (GRPO), a variant of".
_SAID_TO_BE = re.compile(r"(?: \([^()]*\))?(?:,|:| -+) (?:an?|the|our|one|which)\b| \(\$")
_CALLED = re.compile(r"\b(?:name|call|term|dub|coin)(?:s|d|ed)? (?:(?:it|this|these|them|the|an?) )?$")
#: What may stand between two names of a list, or a long form and its short one; ", a" says what a name is.
_JOINT = re.compile(r"\)?\$?(?: ?\[[\d, ]+\])?(?:, |/| & | \+ |(?:,? and |,? or )(?:the |a |an )?)\$?| ?\(")

#: How something was made, and a name that is made so.
_IS_MADE, _NAME = re.compile(r"[a-z-]+(?:ed|-shot)"), re.compile(r" [A-Z]")

#: A role, the rule behind it, and the place of the mention that gives it in its group.
_Reason = tuple[str, str, int]
#: A test of the text on one side of a mention, from a place on where that is known.
_Test = Callable[..., re.Match[str] | None]


class _Cue(NamedTuple):
    """A rule of mentions, and the tests of the text right before and right behind one; it has one or both."""

    rule: Rule
    before: _Test | None
    after: _Test | None

    @classmethod
    def of(cls, rule: Rule) -> _Cue:
        """The rule; one for both sides is cut at the mention: most mentions fail at the cheap look behind them."""
        if rule.side == "before":
            return cls(rule, rule.pattern.match if rule.leads else rule.pattern.search, None)
        if rule.side == "after":
            return cls(rule, None, rule.pattern.match)
        before, after = rule.pattern.pattern.split(_HERE)
        ending = re.compile(rf"(?:{before})\Z")
        return cls(rule, ending.match if rule.leads else ending.search, re.compile(after).match)


class Roles(Step):
    """Decides the roles of a paper's entities."""

    def __init__(self) -> None:
        self._background, self._tests = Background(), load_rules("tested")
        self._cues = [_Cue.of(rule) for rule in load_rules("roles")]
        self._behind = frozenset(i for i, cue in enumerate(self._cues) if cue.before is None)
        self._speak_of = {
            type_: frozenset(i for i, cue in enumerate(self._cues) if type_ in cue.rule.types) for type_ in ENTITY_TYPES
        }
        #: Ids of techniques and tasks with names in plain words.
        self._terms = {e.id for e in load_lexicon().entries if e.type in _TERM_TYPES and e.name.islower()}
        #: Entity id -> its lexicon row's own usual role.
        self._of_rows = {e.id: e.usual for e in load_lexicon().entries if e.usual}

    def read(self, known: Reading) -> None:
        # a size or version of what the paper introduces is introduced with it
        families = {g.id for g in known.groups if g.introduced and g.type == "Model"}
        # and what bears its name: QuillNet-Lite
        own = tuple(p for g in known.groups if g.introduced and " " not in g.name for p in _own_prefixes(g.name))
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
            told = self._told(known, {g.id for g in open_})
            field, tested = self._background.of(known), self._tested(known)
            for group in open_:
                _give(
                    group,
                    _from_words(group, told, field, known.title_end) or self._from_place(group, known, field, tested),
                )

    def _from_place(self, group: Group, known: Reading, field: Field, tested: bool) -> _Reason:
        """The role that an entity has by its type, its lexicon row and where it stands."""
        marks, title_end = group.marks, known.title_end
        usual, aside = _USUAL[group.type]
        of_row = self._of_rows.get(group.id)
        if of_row == "uses" or (group.type == "Task" and not tested):
            usual = "uses"
        first = marks[0].start
        if first < title_end or _named_in_title(group, known):
            return usual, "role-usual", 0
        own = next((place for place, mark in enumerate(marks) if not field.told_at(mark.start)), -1)
        if (
            len(group.name) > _LONG
            and all(m.rule == _UNKNOWN for m in marks)
            and any(_IS_PART.match(known.text, m.end) for m in marks)
        ):
            return _INTRODUCES, "role-unknown-part", 0
        if of_row and of_row != "uses":
            return of_row, "role-field", max(0, own)
        if own >= 0 and group.type == "Task" and all(_PART_DOES.match(known.text, m.end) for m in marks):
            return "uses", "role-task-part", own
        if own >= 0:
            return usual, "role-usual", own
        if len(marks) >= _OFTEN:
            return usual, "role-usual", 0
        if group.type == "Method" and (place := self._opens(group, known)) >= 0:
            return usual, "role-opening", place
        if group.type == "Task" and _is_like_title(group, known):
            return usual, "role-like-title", 0
        return aside, "role-background", 0

    def _opens(self, group: Group, known: Reading) -> int:
        """Which mention the abstract begins with, but for a few words; -1 for none, or where it tells what is known of it."""
        index = next((i for i, start in enumerate(known.starts) if start >= known.title_end), -1)
        if index < 0:
            return -1
        start, end = known.sentences[index]
        place = next((i for i, m in enumerate(group.marks) if 0 <= m.start - start <= _OPENING), -1)
        told = place >= 0 and self._background.is_known(known.text, start, end)
        return -1 if told else place

    def _tested(self, known: Reading) -> bool:
        """Whether the paper tells of experiments, or of no proofs."""
        proves = False
        for index, _ in matches(self._tests, known.triggers("tested"), known):
            if self._tests[index].id != _PROVES:
                return True
            proves = True
        return not proves or any(r.pattern.search(known.text) for r in self._tests if not r.triggers)

    def _told(self, known: Reading, open_: set[str]) -> dict[int, Rule]:
        """Start of a mention -> the rule of the words around it; a list shares the cue of its first name.

        Of a mention of an entity that is not open, only what it shares with the next one of a list counts.
        """
        text, near = known.text, known.triggers("roles")
        offsets = [at for at, _ in near]
        mentions = sorted([(m.start, m.end, g.type, g.id in open_) for g in known.groups for m in g.marks])
        listed = {m.start for g in known.groups for m in g.marks if m.rule.startswith("lexicon")}
        terms = {m.start for g in known.groups if self._is_known_term(g, known) for m in g.marks}
        told: dict[int, Rule] = {}
        stop, shared = -1, None
        for index, (start, end, type_, is_open) in enumerate(mentions, 1):
            if not is_open and (index == len(mentions) or not _JOINT.fullmatch(text, end, mentions[index][0])):
                shared = None
                continue
            first, last = known.sentences[bisect_right(known.starts, start) - 1]
            first, last = max(first, start - _REACH), min(last, end + _REACH)
            low = bisect_left(offsets, first)
            high = bisect_left(offsets, last, low)
            rule = self._around(start, type_, text[first:start], text[end:last], near[low:high]) if low < high else None
            brought_in = (start in listed and _is_class(text, start, end)) or (
                start in terms and not _is_new(text, start, end)
            )
            if rule and rule.value == _INTRODUCES and brought_in:
                # "we introduce diffusion models that …" and "we introduce a Markov chain (MC) to …"
                rule = None
            if rule is None and shared is not None and type_ in shared.types and _JOINT.fullmatch(text, stop, start):
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
                    told.setdefault(mentions[index - 2][0], rule)
            stop, shared = end, rule
        return told

    def _is_known_term(self, group: Group, known: Reading) -> bool:
        """Whether it is a term in plain words that the lexicon has, of which the title does not speak."""
        untitled = 0 < known.title_end <= group.marks[0].start
        return untitled and group.id in self._terms and not _named_in_title(group, known)

    def _around(self, start: int, type_: str, before: str, after: str, near: Places) -> Rule | None:
        """The first rule with a trigger near a mention, in the file's order, that matches the words around it."""
        speak = self._speak_of[type_]
        wanted: dict[int, list[int]] = {}
        for at, indices in near:
            for index in indices:
                if index in speak and (at < start or index in self._behind):
                    wanted.setdefault(index, []).append(at)
        if not wanted:
            return None
        first = start - len(before)
        # a dollar sign opens a name in LaTeX
        bare, seen = before.rstrip(" $"), after[:_GLANCE]
        for index in sorted(wanted):
            rule, fits_before, fits_after = self._cues[index]
            if fits_after is not None and not fits_after(seen if fits_before else after.lstrip()):
                continue
            if fits_before is None:
                return rule
            ending = bare if fits_after is None else before
            for at in wanted[index] if rule.leads else (first,):
                if at < start and fits_before(ending, at - first):
                    return rule
        return None


def _named_in_title(group: Group, known: Reading) -> bool:
    """Whether a longer name in the title holds the entity's: "LLM" in "LLM Inference"."""
    title = " " + known.folded[: known.title_end] + " "
    forms = (known.folded[m.start : m.end] for m in group.marks)
    # most begin as nothing in the title does, which is seen much faster
    names = {singular(form) for form in forms if form[:_STEM] in title}
    return any(f" {name} " in title or f" {plural(name)} " in title for name in names)


def _is_like_title(group: Group, known: Reading) -> bool:
    """Whether the title has the last word and half of the others: "ink trajectory planning" in "Local Planning of Ink"."""
    title = {singular(word) for word in known.folded[: known.title_end].split()}
    for mark in group.marks:
        words = [singular(word) for word in known.folded[mark.start : mark.end].split()]
        # "re-planning" is one word
        several = " " in known.text[mark.start : mark.end]
        if several and words[-1] in title and 2 * sum(word in title for word in words) >= len(words):
            return True
    return False


def _own_prefixes(name: str) -> tuple[str, ...]:
    """How names begin that bear an introduced one: ``QuillNet-`` and, where it is spelled as only names are, ``QuillNet``."""
    return (f"{name}-", name) if len(name) > _LONG and distinctive(name) else (f"{name}-",)


def _is_class(text: str, start: int, end: int) -> bool:
    """Whether the words name a class of things of which others are told than all of it: "diffusion models that …"."""
    mention = text[start:end]
    plural = mention.islower() and mention.endswith("s") and " " in mention
    return plural and text.startswith((" that ", " which ", " to "), end)


def _is_new(text: str, start: int, end: int) -> bool:
    """Whether the words around a known term say that it is the paper's: what it is, or that it is called so."""
    called = _CALLED.search(text, max(0, start - _GLANCE), start)
    return called is not None or _SAID_TO_BE.match(text, end) is not None


def _give(group: Group, reason: _Reason) -> None:
    group.role, group.role_rule, group.evidence = reason


def _from_words(group: Group, told: dict[int, Rule], field: Field, title_end: int) -> _Reason | None:
    """The strongest role that the words around the mentions give, or None where it is not said of the entity's type."""
    found = [(told[m.start], place) for place, m in enumerate(group.marks) if m.start in told]
    if not found:
        return None
    rule, place = min(found, key=lambda f: (_STRENGTH[f[0].value], f[1]))
    if rule.value == "mentions" and len(found) < len(group.marks):
        return None
    at = group.marks[place].start
    if (rule.id == _BASED_ON and field.said_at(at)) or (rule.id == _SHOWN_FOR and field.told_at(at)):
        # "recent works, based on diffusion models, …" are not the paper
        return None
    if group.type == "Task" and rule.value == "uses" and any(m.start < title_end for m in group.marks):
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


@Language.factory("kgraph_roles", requires=["doc.ents"])
def make_roles(nlp: Language, name: str) -> Roles:
    """The component with the rules of ``rules/roles.tsv``."""
    return Roles()
