"""Who does something in a sentence in front of a number: a name, or words that are none.

Nothing here parses grammar: the last name counts behind which the words say that it does something (``rules/
result-cues.tsv``), and that is no aside, no baseline and no part of something else.
"""

from __future__ import annotations

import re

from kgraph.components.cues import cue
from kgraph.components.numbers import Value
from kgraph.components.spelling import NO_NAME, distinctive
from kgraph.components.statements import ACTORS, SUBJECTS, Name, Statement, Topic
from kgraph.components.words import words

#: "the fine-tuned model reaches", "its zero-shot accuracy": what it is, not its name.
ADJECTIVE = re.compile(r"[a-z-]+(?:ed|-shot)")
#: "gains on QuillNet", "across two models".
TESTED_ON = re.compile(r"\b(?:on|across)(?: [\w.-]+){0,3}$")
#: "the best model, QuillNet, reached 3%".
_APPOSITION = re.compile(r", (?:[a-z]+ly )?[a-z]+(?:ed|s|ing)\b")
#: "the best model (QuillNet) solves 3%", not "a QuillNet (QN) backbone is".
_ASIDE_ENDS = re.compile(r"\)(?P<when>, (?:even )?(?:when|if|once|after|with|without)\b[^,;.()]{1,50},)? [a-z]+")
#: "(1) QuillNet gains 3%, (2) PenNet": one item says nothing of the others.
_ITEM = re.compile(r"\((?:\d|i{1,3}|iv|v|[a-e])\) |\b\d\) ")
#: "while the loss decreases by 31%": what is measured so does nothing.
_MEASURED = re.compile(r"[Ll]oss (?:decreas|increas|drop|fall|rise|remain|declin|converg)")
#: In front of a part of what a paper introduces, and of the best of several of its own.
_ITS = ("Its", "its", "Our", "our")
#: "QuillNet gains 6%, with our ink folding approach providing 2%", "…, with ink folding drives 2%".
_PART_OF_IT = re.compile(r", with(?: our| its)?$")
_GIVES = re.compile(
    r"(?: [a-z-]+)? (?:(?:provid|yield|contribut|offer|add|giv|bring|achiev|reach|deliver|reduc|improv|increas|boost|cutt|lower|accelerat)ing|drives|contributes|accounts|provides|yields)\b"
)
#: What measures something and is done, too.
_DONE = ("compression",)
#: "our ", "our math, code and ".
_OURS = re.compile(r"\b[Oo]ur (?:[\w-]+(?:, and |, | and ))*$")
#: "evaluation in Gazebo environments shows".
_SURROUNDINGS = re.compile(r"(?:-based)? (?:environments?|simulat\w+|experiments?|tests?|scenarios?)\b")
#: What says only of which kind a name is: "view selection strategy".
_KIND = re.compile(r" (?:strategy|mechanism|scheme|module|method|approach|policy|pipeline|algorithm)")
_NAMED_KIND = re.compile(
    r"([A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*(?:-[A-Z0-9]\w*)*)(?: (?:method|approach|framework|policy|system|algorithm))"
)
#: "Evaluations on QuillNet show gains of 3%" of what is proposed.
_TRIED_ON = re.compile(
    r"\b(?:[Ee]xperiments|[Ee]valuations?|[Tt]ests|[Rr]esults|[Ss]tudies) (?:conducted |performed )?(?:on|with|across|over|using)[^.;,]*$"
)
_EXAMPLES = re.compile(
    r"\b(?:including|such as|e\.g\.,?)(?: (?:[^\s,]+(?: [^\s,]+){0,3}, )*(?:[^\s,]+(?: [^\s,]+){0,3})?(?:and|or)?)?$"
)
#: "Experiments on A, B and": what comes next does nothing, it is tested on.
_LISTED_TEST = re.compile(r"\b[Oo]n [^.;:]*(?:,|\band)(?: an?| the)?$")


def last_actor(statement: Statement, value: Value, topic: Topic) -> Name | None:
    """The last name before the value that is said to do something."""
    names = (n for n in reversed(statement.names) if n.end <= value.start and n.type in ACTORS)
    acting = (n for n in names if _may_have(statement, n, value) and _does(statement, n, value))
    return next((n for n in acting if _gives_a_part(statement, n) or not _is_set_aside(statement, n, topic)), None)


def _may_have(statement: Statement, name: Name, value: Value) -> bool:
    """Whether the value may be the name's: not in "QuillNet-based", "QuillNet; it", "(1) QuillNet, (2)", "loss falls", "fine-tuned"."""
    text = statement.text
    if text[name.end] in "-/" or (not name.introduced and ";" in text[name.end : value.start]):
        return False
    if _MEASURED.match(text, name.end - len("loss")) or ADJECTIVE.fullmatch(name.text):
        return False
    if any(a < name.end and name.start < b for a, b in statement.measures):
        return False
    items = [m.start() for m in _ITEM.finditer(text, statement.first, value.start)]
    return not (len(items) > 1 and items[0] <= name.start < items[-1])


def _does(statement: Statement, name: Name, value: Value) -> bool:
    """Whether the words behind the name say that it does something, be it an aside: "the best model (QuillNet) solves 3%"."""
    text, before = statement.text, statement.before(name)
    since, until = name.end, value.start
    if before.endswith(",") and _APPOSITION.match(text, since):
        since += 1
    elif before.endswith("(") and (verb := _ASIDE_ENDS.match(text, since, until)):
        since, until = max(since + 1, verb.end("when")), verb.end()
    return cue("does").match(text[since:until].lstrip()) is not None


def _gives_a_part(statement: Statement, name: Name) -> bool:
    """Whether the name is a part of what gains more: "QuillNet gains 6%, with our ink folding approach providing 2%"."""
    in_front = _PART_OF_IT.search(statement.before(name))
    return in_front is not None and _GIVES.match(statement.text, name.end) is not None


def _is_set_aside(statement: Statement, name: Name, topic: Topic) -> bool:
    """Whether something else acts, with the name, on it, or in comparison to it."""
    before, of_others = statement.before(name), topic.subject is not None and not name.introduced
    if name.type == "Hardware" and _LISTED_TEST.search(before):
        return True
    if name.type == "Software" and _SURROUNDINGS.match(statement.text, name.end):
        return True
    if of_others and (is_tried(statement, name) or (name.type == "Method" and before.endswith(_ITS))):
        # "its reinforcement learning policy gains 3%" is a part of what has it
        return True
    row = statement.row_to(name)
    if not name.introduced and any(cue("aside").search(statement.before(n)) for n in {row[0], name}):
        # "A with B and C gains 3%"
        return True
    return is_baseline(statement, name)


def actor_in_words(statement: Statement, since: int, value: Value, topic: Topic) -> str | None:
    """Who is said to do something in front of the value, where that is no entity: "the top model passes 15%"."""
    text = statement.text
    for start, end in words(text, statement.first, statement.last, "subject"):
        if end > value.start or start <= since:
            continue
        if any(n.start < end and start < n.end and (n.introduced or n.end >= end) for n in statement.names):
            # "the largest fine-tuned model" holds a name, "frontier LLMs" is one
            continue
        if topic.subject and _OURS.search(text, statement.first, start):
            continue
        called = next((n for n in statement.names if n.start == start and _KIND.fullmatch(text, n.end, end)), None)
        if called and called.type in SUBJECTS:
            return called.text
        word = text[start:end]
        if named := _NAMED_KIND.fullmatch(word):
            # "the VT method": the name alone
            word = named[1]
        opens = start == statement.first and " " not in word
        if any(a < end <= b and text[a:b] not in _DONE for a, b in statement.measures):
            # "the average accuracy", not "quantum-inspired compression"
            continue
        if word.lower() not in NO_NAME and not (opens and not distinctive(word)):
            return word
    return None


def is_baseline(statement: Statement, name: Name, since: int = 0) -> bool:
    """Whether the words in front of the name, from ``since`` on, make it what something is compared with."""
    if cue("baseline").search(statement.before(name, since)):
        return True
    first = statement.row_to(name)[0]
    return since <= first.start < name.start and cue("baseline").search(statement.before(first, since)) is not None


def is_tried(statement: Statement, name: Name) -> bool:
    """Whether the name is what a sentence says that something else was tried on: "evaluations on A", "models such as A, …"."""
    return _TRIED_ON.search(statement.before(name)) is not None or _is_example(statement, name)


def _is_example(statement: Statement, name: Name) -> bool:
    """Whether the name ends a list of examples that the sentence goes on behind: "on models such as A and B, while"."""
    return statement.text[name.end] == "," and _EXAMPLES.search(statement.before(name)) is not None
