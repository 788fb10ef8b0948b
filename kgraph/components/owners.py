"""Whose a number is by what stands right beside it: "QuillNet (41%)", "38% for QuillNet", "improves QuillNet from 36%"."""

from __future__ import annotations

import re

from kgraph.components.actors import ADJECTIVE, TESTED_ON, is_baseline
from kgraph.components.cues import cue
from kgraph.components.numbers import Value
from kgraph.components.statements import RESPECTIVELY, SUBJECTS, VERSUS, Name, Statement, Topic
from kgraph.rules.shorthands import written_out

_BY_WORD = re.compile(written_out(r"\bby {about}$"))
_RIGHT_BEFORE = re.compile(
    r"(?: (?:models?|system|method|baseline|agent)){0,2} ?\(?(?:[:,]? ?(?:at |with )?|[\w@-]{2,12} ?= ?)\$?"
)
#: "most of it (68%), followed by QuillNet policies (24%)".
_OF_KIND = re.compile(r" [a-z]+ \(")
#: "61%, followed by QuillNet with 52%", "better than QuillNet with 52%".
_FOLLOWED = ("followed by ", "followed by the ", " than ", " than the ")
_HAS = re.compile(written_out(r" (?:with|at|scoring|reaching|achieving) {about}"))
#: "GPT-4 rises to 4.8% and QuillNet to 1.7%": from the second name to its number.
_GAPPED, _AND = re.compile(written_out(r" (?P<to>to|at) {about}")), re.compile(r"(?:,? and|,|;) (?:the )?$")
_FROM_TO = re.compile(written_out(r"(?:'s)?(?: [\w-]+){0,4} from {about}$|'s(?: [\w-]+){1,3} to {about}$"))
#: "the accuracy with QuillNet rises from 15% to 56%".
_BECOMES = re.compile(
    written_out(
        r" (?:increases|rises|grows|climbs|jumps|improves|drops|falls|declines|decreases|degrades)(?: from (?:[^.;,]{1,20} to )?| to | by ){about}"
    )
)
_OF = re.compile(r"\b(?:of|for|improv\w*|rais\w*|boost\w*|increas\w*|lift\w*|push\w*)(?: (?:the|a|an|base|vanilla))?$")
_OF_OURS = re.compile(r"(?: [a-z]+){0,2}\) of (?:our|the) (?:[a-z]+ )?")
#: "20% (vs. 0% for QuillTuning)".
_VERSUS_ASIDE = ("(vs. ", "(vs ", "(versus ", "(compared to ", "(against ")
_BY_EACH = re.compile(written_out(r" by {about}"))
#: "84% for the best-performing VLM".
_FOR_THE_BEST = re.compile(r"[\\$%]* (?:for|by|from) the (?:best|top|strongest|leading)(?:-[a-z]+)?(?: [a-z-]+){0,2} ")
#: What makes something better that is not its own: "improves QuillNet", "its accuracy is lifted", and what it was before: "from 5% to".
_BETTER = r"(?:improv|rais|boost|lift|increas|enhanc|elevat|push)"
_IMPROVES = re.compile(rf"(?: (?:helps?|can|to|further|also|[a-z]+ly))* {_BETTER}(?:e?s|ed|e)?\b")
_WE_IMPROVE = re.compile(rf"\b{_BETTER}(?:e?s|ed|e|ing)?\b[^.;:,]*$")
_IS_IMPROVED = re.compile(rf"\b(?:is|are|was|were) {_BETTER}e?d\b")
_WAS = re.compile(r"[\\%$]*(?: \([^()]*\))? to \$?[\d.+]")
_GAINED_ON = re.compile(r"\b(?:over|than|on)\b[^.;]*$")


def beside(statement: Statement, index: int) -> Name | None:
    """The name right beside the value that has it, if one stands there."""
    value = statement.values[index]
    return (
        _behind(statement, index)
        or _parenthesized(statement, value)
        or _of_ours(statement, value)
        or _right_in_front(statement, value)
        or _changed(statement, index)
        or _changed_in_order(statement, index)
    )


def improved_by(statement: Statement, index: int, name: Name, topic: Topic) -> str | None:
    """What made the value of the name's, "QuillNet improves PenNet from 5% to 8%", but for the 5%; None for nothing that is named."""
    if name not in (_changed(statement, index), _changed_in_order(statement, index)):
        return None
    text, value = statement.text, statement.values[index]
    if _WAS.match(text, value.end):
        return None
    others = (n for n in statement.names if n.type in SUBJECTS and n.entity != name.entity and n.end <= name.start)
    if by := next((n for n in others if n.introduced and _IMPROVES.match(text, n.end, name.start)), None):
        return by.text
    # a model that it ends in is not what improves others
    theirs = topic.subject if topic.subject and not name.introduced and topic.subject.type != "Model" else None
    by_ours = _WE_IMPROVE.search(text, statement.first, name.start) or _IS_IMPROVED.search(text, name.end, value.start)
    return theirs.text if theirs and by_ours else None


def _behind(statement: Statement, index: int) -> Name | None:
    """The name in "38.0% for QuillNet" and "61.4% (QuillNet)"."""
    text, value = statement.text, statement.values[index]
    if value.kind == "times":
        return None
    # "38% for zero-shot QuillNet", "38% on PenQA for QuillNet"
    behind = (n for n in statement.names if n.start >= value.end and n.type != "Benchmark")
    names = (n for n in behind if not ADJECTIVE.fullmatch(n.text))
    name = next(names, None)
    if name is None or name.type not in SUBJECTS:
        return None
    best = _FOR_THE_BEST.fullmatch(text, value.end, name.start) is not None
    against = index and VERSUS.fullmatch(text, statement.values[index - 1].end, value.start)
    aside = text.endswith(_VERSUS_ASIDE, 0, value.start)
    if not (name.type == "Model" or name.introduced or best or against or aside):
        return None
    if _BY_WORD.search(text, statement.first, value.start):
        return None
    return name if best or cue("owner").match(text[value.end : name.start].strip()) else None


def _parenthesized(statement: Statement, value: Value) -> Name | None:
    """The name in "QuillNet (61.4%)"; not the one in "gains over BaseProver (+12%)", which lost."""
    name = _in_parentheses(statement, value)
    gain = statement.text[value.start] == "+"
    if name and VERSUS.match(statement.text, value.end) and is_baseline(statement, name):
        # "competitive with BaseProver (61% vs. 62%)": the second is its own
        return None
    # "gains over BaseProver (+12%) and QuillNet (+3%)", "on QuillNet (+3%)"
    elsewhere = name and gain and (is_baseline(statement, name) or _GAINED_ON.search(statement.before(name)))
    return None if elsewhere else name


def _changed(statement: Statement, index: int) -> Name | None:
    """The model in "improves the accuracy of QuillNet from 36.2% to 40.7%" and "improve QuillNet's accuracy to 86%"."""
    text = statement.text
    start = statement.values[statement.groups[index][0]].start
    for name in reversed(statement.names):
        if name.type == "Model" and name.end <= start and _BECOMES.fullmatch(text, name.end, start):
            return name
        is_name = name.type == "Model" or (name.type in SUBJECTS and not name.text.islower())
        if name.end <= start and is_name and _FROM_TO.fullmatch(text, name.end, start):
            return name if _OF.search(text[statement.first : name.start].rstrip()) else None
    return None


def _of_ours(statement: Statement, value: Value) -> Name | None:
    """The name in "a good runtime (30x faster) of our QuillNet"."""
    if not (of := _OF_OURS.match(statement.text, value.end, statement.last)):
        return None
    return next((n for n in statement.names if n.start == of.end() and n.type in SUBJECTS), None)


def _changed_in_order(statement: Statement, index: int) -> Name | None:
    """The name in the value's place in "improves the accuracy of QuillNet and PenNet by 8% and 10%, respectively"."""
    group, text = statement.groups[index], statement.text
    start, end = statement.values[group[0]].start, statement.values[group[-1]].end
    if len(group) < 2 or not RESPECTIVELY.match(text, end):
        return None
    for row in statement.rows([n for n in statement.names if n.type in SUBJECTS and n.end <= start]):
        if len(row) == len(group) and _BY_EACH.fullmatch(text, row[-1].end, start):
            return row[index - group[0]] if _OF.search(text[statement.first : row[0].start].rstrip()) else None
    return None


def _right_in_front(statement: Statement, value: Value) -> Name | None:
    """The model in "GPT-4o 16.9%", "GPT-4o's 16.9%", "better than GPT-4o with 16.9%" and "BERT falls to 8% and GPT-4o to 16.9%"."""
    text = statement.text
    for name in statement.names:
        owned = name.type in SUBJECTS and text[name.end : value.start] in ("'s ", "’s ")
        followed = text.endswith(_FOLLOWED, 0, name.start) and _HAS.fullmatch(text, name.end, value.start)
        if owned or followed or (name.type == "Model" and name.end + 1 == value.start):
            return name
        if name.type in SUBJECTS and _is_gapped(statement, value, name):
            return name
    return None


def _is_gapped(statement: Statement, value: Value, name: Name) -> bool:
    """Whether the name has the value by a verb that the sentence says only of the name before: "and QuillNet to 1.7%"."""
    text, index = statement.text, statement.values.index(value)
    gap = _GAPPED.fullmatch(text, name.end, value.start) if index else None
    if gap is None or not _AND.search(text, statement.first, name.start):
        return False
    before = statement.values[index - 1]
    told = any(n.end <= before.start and n.type in SUBJECTS for n in statement.names)
    return told and before.end <= name.start and text[: before.start].rstrip("$ ").endswith(f" {gap['to']}")


def _in_parentheses(statement: Statement, value: Value) -> Name | None:
    """The name in "QuillNet (41.5%)" and "(QuillNet: 41.5%)"."""
    text = statement.text
    opens = text.rfind("(", statement.first, value.start)
    if opens < 0 or text.rfind(")", opens, value.start) >= 0:
        return None
    # "QuillNet (41%, 38% and 12%)"
    group = statement.groups[statement.values.index(value)]
    start = next(v.start for v in statement.values[group.start :] if v.start > opens)
    for name in reversed(statement.names):
        if name.end > value.start or name.type not in SUBJECTS or name.text.endswith("oss"):
            continue
        between = text[name.end : start]
        followed = text.endswith(_FOLLOWED, 0, name.start)
        if _RIGHT_BEFORE.fullmatch(between) or (followed and _OF_KIND.fullmatch(between)):
            # "gains on two reasoning models (54.9%)" are those of something else
            return None if name.text.islower() and TESTED_ON.search(statement.before(name)) else name
        if name.end <= opens:
            return None
    return None
