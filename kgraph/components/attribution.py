"""Whose a reported number is: read from the names and words around it.

The first rule of `_RULES` that applies decides. In the main, the subject of a number is the name beside it that has it
(`kgraph.components.owners`), the last one in front of it that does something (`kgraph.components.actors`), or what the
paper introduces where the sentence speaks of that (`kgraph.components.own_work`); of another's number the words around
say that it is one (`kgraph.components.other_work`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kgraph.components import other_work, own_work
from kgraph.components.actors import TESTED_ON, actor_in_words, is_baseline, is_tried
from kgraph.components.claims import Claim
from kgraph.components.cues import cue
from kgraph.components.owners import beside, improved_by
from kgraph.components.people import people
from kgraph.components.reasons import Told, first_told, sentences
from kgraph.components.spelling import distinctive
from kgraph.components.statements import SUBJECTS, Name, Statement, Topic
from kgraph.components.words import words

#: How the ids of these rules begin.
KIND = "whose"
#: "the router, trained on QuillNet, gains 3%".
_BUILT_ON = re.compile(
    r"\b(?:[Tt]rained|tuned|built|based|initiali[sz]ed|distilled) (?:on|from|upon|with|using)(?: the| a| an)?$"
)
#: "the length of the QuillNet path by": no number of what is named.
_OF_A_PART = re.compile(r" [a-z]+ (?:by|from|to)\b")
#: So far from a number stand the words that say whose it is.
_REACH = 150
#: "With a latency of 142 ms, the QuillNet".
_OPENING = re.compile(r"(?:With|At|Using|Requiring|Achieving|Reaching|Needing|Having)\b[^,;()]*")
_COMES = re.compile(r"(?:(?! (?:compared|than|over|against))[^,;()]){0,50}, (?:the |our )?")


def subject_of(statement: Statement, index: int, topic: Topic) -> Told:
    """Who achieved that value of the statement."""
    return first_told(KIND, _RULES, Claim(statement, index, topic))


def _beside(claim: Claim) -> str | None:
    """The name right beside the value, or what made that better: "QuillNet (41%)"."""
    name = beside(claim.statement, claim.index) or _behind_an_opening(claim)
    return name and (improved_by(claim.statement, claim.index, name, claim.topic) or name.text)


def _behind_an_opening(claim: Claim) -> Name | None:
    """The name in "With a latency of 142 ms, QuillNet is fast"."""
    if not _OPENING.fullmatch(claim.text, claim.first, claim.value.start):
        return None
    names = (n for n in claim.statement.names if n.introduced and n.type in SUBJECTS)
    return next((n for n in names if _COMES.fullmatch(claim.text, claim.value.end, n.start)), None)


def _people(claim: Claim) -> str | None:
    """Who of no name reached it: "humans reach 92%"."""
    return people(claim.statement, claim.value)


def _in_words(claim: Claim) -> str | None:
    """Whose it is that no entity has, right beside it: "earlier methods that peak at 68%", "68% (separate models)"."""
    text, start = claim.text, claim.value.start
    told = words(text, max(claim.first, start - _REACH), start, "whose")
    end = claim.list_end
    if not told and "(" in text[end : end + 4]:
        told = words(text, end, min(claim.statement.last, end + _REACH), "whose-behind")
    return text[slice(*told[0])] if told else None


def _in_earlier_order(claim: Claim) -> str | None:
    """The name that an earlier sentence lists in the value's place."""
    name = claim.statement.told_in_order(claim.index, claim.topic, SUBJECTS)
    return name and name.text


def _actor(claim: Claim) -> str | None:
    """The last name that does something, where no words speak of the paper's own work behind it: "QuillNet gains 3%"."""
    return claim.statement.among(claim.index, claim.actor) if claim.actor and claim.actor.start > claim.own else None


def _actor_in_words(claim: Claim) -> str | None:
    """What does something and has no name: "the top model passes 15%"."""
    return actor_in_words(claim.statement, claim.own, claim.value, claim.topic)


def _named(claim: Claim) -> str | None:
    """The last name in front that may have it, though no word says so: a new one, then a model, then what is run."""
    statement, subject = claim.statement, claim.topic.subject
    introduced = [n for n in claim.names if n.introduced]
    models = [n for n in claim.names if n.type == "Model" and not claim.is_own]
    run = [n for n in claim.names if distinctive(n.text) and _runs(claim, n)] if not (subject or claim.is_own) else []
    for name in (*reversed(introduced), *reversed(models), *reversed(run)):
        before = statement.before(name)
        if not name.introduced and ";" in claim.text[name.end : claim.value.start]:
            continue
        if subject and not name.introduced and (TESTED_ON.search(before) or is_tried(statement, name)):
            continue
        if not is_baseline(statement, name) and not _BUILT_ON.search(before):
            return name.text if name.introduced else statement.among(claim.index, name)
    return None


def _runs(claim: Claim, name: Name) -> bool:
    """Whether the words in front of the name say that something is done with it."""
    is_part = _OF_A_PART.match(claim.text, name.end) is not None
    return not is_part and cue("with").search(claim.statement.before(name)) is not None


#: The first one that applies says whose a value is.
_RULES: tuple[Callable[[Claim], str | None], ...] = (
    _beside,
    other_work.compared_with,
    other_work.the_baseline,
    _people,
    _in_words,
    other_work.nobody,
    other_work.before_the_change,
    other_work.rival_before,
    own_work.worth,
    _in_earlier_order,
    _actor,
    _actor_in_words,
    own_work.ours,
    own_work.own_tried,
    own_work.proposed,
    own_work.used_model,
    own_work.tried,
    own_work.of_the_paper,
    _named,
    own_work.told,
)


def rules_of_subjects() -> dict[str, str]:
    """Id of each rule -> what it says."""
    return sentences(KIND, _RULES)
