"""Against what a reported number stands: read from the names and words around it.

A rival is a name behind the number or in front of it that the words say is beaten, matched or compared with, or what
the text calls so in plain words: "earlier methods".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from kgraph.components.actors import is_baseline
from kgraph.components.numbers import Value
from kgraph.components.people import people
from kgraph.components.reasons import NOTHING, Told, first_told, sentences
from kgraph.components.statements import ACTORS, SUBJECTS, Name, Reported, Statement
from kgraph.components.words import words
from kgraph.rules.shorthands import written_out

#: How the ids of these rules begin, and the rule of what another number of the sentence says.
KIND, SHARED = "against", "against-shared"
#: So far behind a number and in front of it a rival may be told.
REACH_BEHIND, REACH_IN_FRONT = 150, 130
#: From a rival to the number by which it is beaten.
_BY = re.compile(r"[^.;]{0,60}\bby\b")
#: "outperforms BaseProver with up to 3% savings".
_WITH = re.compile(written_out(r"[^.;,]{0,30},? with (?:an? )?{about}"))
#: What opens a sentence in front of a rival.
_OPENS = re.compile(r"(?:[^,.;]{0,30}, )?(?:[Cc]ompared|[Rr]elative|[Uu]nlike|[Ii]n (?:comparison|contrast))\b")
#: "97% of BaseProver's accuracy".
_SHARE_OF = re.compile(r"[\\$%]* of (?:the )?")
_ITS_SHARE = re.compile(r"['’]s? ")
#: "97% of the accuracy of BaseProver".
_SHARE_OF_WHAT = re.compile(r"[\\$%]* of the (?:[\w-]+ ){1,3}of (?:the )?")
#: "within 3 points of BaseProver", and how long that is.
_WITHIN = re.compile(written_out(r"\bwithin {about}$"))
_OF_THIS = re.compile(r"[\\$%]* of (?:the |that of |those of )?(?:[a-z-]+ )?")
_NEAR = 30
#: Between two things that something is compared with in turn.
_COMPARES_AGAIN = re.compile(r"\b(?:outperform|surpass|exceed|beat|over|than|compared|against)")
#: "outperforms BaseProver by 3% and OtherProver by 5%".
_BEATS = re.compile(r"\b(?:outperform|surpass|exceed|beat|outscor|outpac)\w*\b[^;:]*")
_BY_NUMBER = re.compile(r"(?: (?:model|method|baseline|system))?(?: \([^()]*\))? by (?:[a-z]+ ){0,2}[~$]?")
#: Names that are words for how something is made, and what stands behind those of what others are made of.
_HOW = re.compile(r"[a-z-]+(?:ed|-shot|-free)")
_MADE = re.compile(
    r"-(?:based|conditioned|specific|driven|guided|style|like|only|free|aware)\b[^.;,()]{0,40} "
    r"(?:methods|models|approaches|baselines|systems|techniques)\b"
)
_RESPECTIVELY = re.compile(r"(?: [\w-]+){0,2},? respectively")
#: "gains over QuillNet baselines: 100%".
_COLON = re.compile(r"(?: [a-z]+){0,2}: \$?")


@dataclass(frozen=True)
class Comparison(Reported):
    """A reported value, with what may stand against it."""

    @cached_property
    def others(self) -> list[Name]:
        """The names of the sentence of what can achieve something, but words for how something is made."""
        return [n for n in self.statement.names if n.type in ACTORS and not only_describes(n, self.text)]


def rival(statement: Statement, index: int) -> Told:
    """What the value is compared with."""
    return first_told(KIND, _RULES, Comparison(statement, index))


def _people(comparison: Comparison) -> str | None:
    """Nothing in "humans reach 92%": what people reach is itself what others are compared with."""
    return NOTHING if people(comparison.statement, comparison.value) else None


def _whole(comparison: Comparison) -> str | None:
    """The name in "97% of QuillNet's accuracy"."""
    whole = (n for n in comparison.others if _is_whole(comparison.text, comparison.value, n))
    return next((n.text for n in whole), None)


def _beaten(comparison: Comparison) -> str | None:
    """The second name in "beats QuillNet by 3% and PenNet by 5%"."""
    statement, value = comparison.statement, comparison.value
    beaten = next((n for n in comparison.others if _is_beaten_by(statement, value, n)), None)
    return beaten and statement.among(comparison.index, beaten)


def _behind(comparison: Comparison) -> str | None:
    """The name in "3% over QuillNet", or what stands nearer."""
    statement, index, value = comparison.statement, comparison.index, comparison.value
    text, limit = comparison.text, min(statement.stop(index), value.end + REACH_BEHIND)
    for name in comparison.others:
        behind = value.end <= name.start < limit and ";" not in text[value.end : name.start]
        if behind and is_baseline(statement, name, value.end) and not _is_of_another(statement, name):
            if nearer := _in_words_before(statement, index, name.start):
                return nearer
            row = next((r for r in statement.rows(comparison.others) if name in r), [name])
            if _RESPECTIVELY.match(text, row[-1].end):
                return statement.in_row(index, row)
            return text[name.start : row[-1].end]
    return None


def _in_front(comparison: Comparison) -> str | None:
    """The name in "outperforms QuillNet by 3%"."""
    statement, value = comparison.statement, comparison.value
    for name in reversed(comparison.others):
        before = name.end <= value.start and not name.introduced
        if before and _reaches(statement, name, value) and is_baseline(statement, name):
            return statement.among(comparison.index, name)
    return None


def only_describes(name: Name, text: str) -> bool:
    """Whether it says how or of what something else is made: "than fine-tuned GPT-3", "than distillation-based methods"."""
    return (
        _HOW.fullmatch(name.text) is not None
        or _MADE.match(text, name.end) is not None
        or text.endswith("-based ", 0, name.start)
    )


def _in_words(comparison: Comparison) -> str | None:
    """What no entity has: "3% over earlier methods"."""
    statement, text, group = comparison.statement, comparison.text, comparison.group
    start, end = statement.values[group[0]].start, statement.values[group[-1]].end
    own = [n for n in statement.names if n.introduced]
    for first, last, side in (
        (max(statement.first, start - REACH_IN_FRONT), start, "beaten"),
        (end, min(statement.stop(group[-1]), end + REACH_BEHIND), "against"),
    ):
        if told := words(text, first, last, side, own):
            return text[slice(*told[0])]
    return None


def _in_words_before(statement: Statement, index: int, stop: int) -> str | None:
    """What stands nearer than another comparison does: "3% over base models and outperforms QuillNet"."""
    text, end = statement.text, statement.values[statement.groups[index][-1]].end
    told = words(text, end, stop, "against", statement.names)
    return text[slice(*told[0])] if told and _COMPARES_AGAIN.search(text, told[0][1], stop) else None


def _is_whole(text: str, value: Value, name: Name) -> bool:
    """Whether the value is a share of what the name has: "97% of QuillNet's accuracy", "97% of the accuracy of QuillNet"."""
    if _WITHIN.search(text, max(0, value.start - _NEAR), value.start):
        return _OF_THIS.fullmatch(text, value.end, name.start) is not None
    if _SHARE_OF.fullmatch(text, value.end, name.start):
        return _ITS_SHARE.match(text, name.end) is not None
    return name.type in SUBJECTS and _SHARE_OF_WHAT.fullmatch(text, value.end, name.start) is not None


def _is_beaten_by(statement: Statement, value: Value, name: Name) -> bool:
    """Whether the name is what the value alone is a lead over: the second in "beats QuillNet by 3% and PenNet by 5%"."""
    text = statement.text
    if name.end >= value.start or _BY_NUMBER.fullmatch(text, name.end, value.start) is None:
        return False
    return any(m.end() >= name.start for m in _BEATS.finditer(text, statement.first, name.start))


def _is_of_another(statement: Statement, name: Name) -> bool:
    """Whether the number right behind the name says by how much it is beaten: "reaches 82% and beats QuillNet by 3%"."""
    return any(_BY_NUMBER.fullmatch(statement.text, name.end, v.start) for v in statement.values if v.start >= name.end)


def _reaches(statement: Statement, baseline: Name, value: Value) -> bool:
    """Whether a baseline in front of the value goes with it: "beats A by 3%", "Compared to A, …", "beats A (3%)"."""
    text = statement.text
    return (
        _BY.match(text, baseline.end, value.start) is not None
        or _WITH.fullmatch(text, baseline.end, value.start) is not None
        or _OPENS.match(text, statement.first, baseline.start) is not None
        or "(" in text[baseline.end : value.start]
        or _COLON.fullmatch(text, baseline.end, value.start) is not None
    )


#: The first one that applies says what a value is compared with.
_RULES: tuple[Callable[[Comparison], str | None], ...] = (_people, _whole, _beaten, _behind, _in_front, _in_words)


def rules_of_rivals() -> dict[str, str]:
    """Id of each rule -> what it says."""
    return sentences(KIND, _RULES)
