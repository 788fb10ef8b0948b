"""What the numbers of one sentence stand against where only another one of it, or its first words, say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kgraph.components.actors import is_baseline
from kgraph.components.rivals import REACH_BEHIND, REACH_IN_FRONT, SHARED, only_describes
from kgraph.components.statements import ACTORS, AGAINST, Statement
from kgraph.components.words import words
from kgraph.reading import Number
from kgraph.rules.shorthands import written_out

#: "outperforms BaseProver on A, achieving savings of 3%".
_THEN = re.compile(written_out("{then}{about}"))
#: What a number behind it is compared with says nothing of one in front of it.
_NEW_CLAUSE = re.compile(r"[;:(]|\b(?:while|whereas|but|which|versus|vs|compared|from|(?:than|over)(?! ?[~$]*$))\b")
#: "saves 3%, while gaining 5%": one gain and another.
_WHILE = re.compile(r"\bwhile (?=[a-z]+ing\b)")
#: "a success rate of 90%, and improves the precision by 16% over the others": what is reached is compared with nothing.
_REACHED = re.compile(
    written_out(r"\b(?:rates?|accurac\w+|scores?|precision|recall|F1|mAP|mIoU|AUC|PSNR|errors?|latency) of {about}$")
)
_CHANGED_BY = re.compile(written_out(r"\bby {about}$"))
#: From a number to that of one that does less.
_ONLY = re.compile(
    written_out(
        r",? (?:while|whereas|but) (?:the )?[^.;,]{2,50}? (?:only|just|merely) (?:achiev|reach|attain|obtain|scor|manag|gets?\b|fold)\w* ?{about}$"
    )
)
#: "Compared to BaseProver, ": what all of a sentence is compared with.
_OPENING = re.compile(r"(?:^|[,:;] |\b[Tt]hat,? |\A)(?:[Cc]ompar(?:ed|ing) (?:to|with)|[Rr]elative to) [^,;]{2,60}, ")
_WAS = re.compile(r"\bfrom [$~]?$")
#: From a number told of one thing to the next of a list.
_LISTED = re.compile(r"[\\$%]*(?: [\w@.-]+){0,2} (?:on|in|for) [^,;.()]{2,40},(?: and)? (?:by )?[~$+]*")
#: In front of what a number is compared with.
_COMPARES = re.compile(
    r"\b(?:over|than|versus|vs\.?|against|compar(?:ed|ing) (?:to|with)|relative to) (?:[\w-]+ ){0,4}$"
)


def share_rivals(statement: Statement, found: Sequence[Number]) -> None:
    """Set what the numbers of a sentence are compared with, where only another one of it says so."""
    for share in _STEPS:
        share(statement, found)
    for number in found:
        # "surpassing BaseProver (50%)": what is beaten is not beaten by itself
        if number.baseline == number.subject:
            number.baseline, number.baseline_rule = None, ""


def _share_behind(statement: Statement, found: Sequence[Number]) -> None:
    """Set what stands behind the next one: "gains of 5% in speed and 7% in recall compared to BaseProver" compares both."""
    text = statement.text
    for number, behind in reversed([*pairwise(found)]):
        # a gain over it says nothing of what is reached
        alike = number.change or not behind.change
        if alike and not number.baseline and behind.baseline and number.subject == behind.subject:
            reached = _REACHED.search(text, statement.first, number.start)
            apart = reached and _CHANGED_BY.search(text, number.end, behind.start)
            between = text[number.end : behind.start]
            goes_on = not apart and not _NEW_CLAUSE.search(_WHILE.sub("", between) if number.change else between)
            if goes_on and statement.is_behind(behind.baseline, behind.end):
                _share(statement, number, behind.baseline)


def _share_against(statement: Statement, found: Sequence[Number]) -> None:
    """Set whose the next one is: "41% up from 38% for BaseProver", "156 pens, while BaseProver only folds 45"."""
    text = statement.text
    against = [(a, b) for a, b in pairwise(found) if AGAINST.search(text, a.end, b.start)]
    for (first, rival), (number, other) in pairwise(against):
        # "gains over BaseProver: 90% vs 79% on A, 57% vs 23% on B"
        if not other.subject and number.subject == first.subject:
            other.subject, other.subject_rule = rival.subject, rival.subject_rule
    for number, other in against:
        _share(statement, number, other.subject)
    for number, other in pairwise(found):
        if other.subject and other.subject != number.subject and _ONLY.search(text[number.end : other.start]):
            _share(statement, number, other.subject)


def _share_on(statement: Statement, found: Sequence[Number]) -> None:
    """Set what the one before stands against: "beats BaseProver by 5 points on A, 7 on B", "gains 5% over it on A and 7% on B"."""
    text = statement.text
    by = _CHANGED_BY.search(text, statement.first, found[0].start) is not None
    for before, number in pairwise(found):
        if before.subject == number.subject and (
            (by and _LISTED.fullmatch(text, before.end, number.start))
            or (before.change and number.change and _goes_on(text, before, number))
        ):
            _share(statement, number, before.baseline)


def _share_opening(statement: Statement, found: Sequence[Number]) -> None:
    """Set what a sentence opens with: "Compared to BaseProver, it folds 5% faster, gains 7% and saves 2%"."""
    opening = _OPENING.search(statement.text, statement.first, found[0].start)
    if opening and found[0].baseline and found[0].baseline in opening[0]:
        for number in found:
            _share(statement, number, found[0].baseline)


def _goes_on(text: str, before: Number, number: Number) -> bool:
    """Whether nothing between two numbers begins another comparison than that of the first one."""
    between = text[before.end : number.start]
    front, rival, behind = between.partition(before.baseline or "\n")
    if rival:
        between = _COMPARES.sub("", front) + behind
    return len(between) < REACH_BEHIND and not _NEW_CLAUSE.search(_WHILE.sub("", between))


def _share_lists(statement: Statement, found: Sequence[Number]) -> None:
    """Set what each of a list stands against: "41% on A and 72% on B, compared with 38% and 70% for BaseProver"."""
    for group in dict.fromkeys(statement.groups):
        first, length = group.start, len(group)
        ours, theirs = found[max(0, first - length) : first], found[first : group.stop]
        if len(ours) < length or not AGAINST.search(statement.text, ours[-1].end, theirs[0].start):
            continue
        if all(n.subject == ours[-1].subject for n in ours):
            for number, other in zip(ours, theirs, strict=True):
                _share(statement, number, other.subject)


def _share(statement: Statement, number: Number, baseline: str | None) -> None:
    """Set what the number is compared with if nothing nearer says it; what was before ("from 64%") stands against nothing."""
    if baseline and not number.baseline and not _WAS.search(statement.text, statement.first, number.start):
        number.baseline, number.baseline_rule = baseline, SHARED


def _share_first(statement: Statement, found: Sequence[Number]) -> None:
    """Set what the sentence said is beaten first: "outperforms earlier methods, achieving 5% in speed and 7% in recall"."""
    text, shared, last = statement.text, None, None
    for index, number in enumerate(found):
        first = _first_beaten(statement, index)
        if last and (number.subject != last.subject or _NEW_CLAUSE.search(text, last.end, number.start)):
            shared = None
        shared = first or shared
        _share(statement, number, shared)
        last = number


def _first_beaten(statement: Statement, index: int) -> str | None:
    """What the sentence said is beaten before it came to the value: "outperforms earlier methods, achieving 3%"."""
    text, start = statement.text, statement.values[statement.groups[index][0]].start
    own = [n for n in statement.names if n.introduced]
    told = words(text, max(statement.first, start - REACH_IN_FRONT), start, "beaten-first", own)
    if told:
        return text[slice(*told[0])]
    for name in reversed(statement.names):
        rival = name.type in ACTORS and not name.introduced and not only_describes(name, text)
        if rival and name.end <= start and _THEN.fullmatch(text, name.end, start):
            return statement.among(index, name) if is_baseline(statement, name) else None
    return None


#: In the order in which they are asked: what was set stays.
_STEPS = (_share_behind, _share_against, _share_lists, _share_on, _share_first, _share_opening)
