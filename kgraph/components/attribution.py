"""Whose a reported number is, and against what: read from the names and words around it.

Nothing here parses grammar. The subject of a number is the last name before it that does something (``rules/
result-cues.tsv``), or what the paper introduces where the sentence speaks of that ("our method", "it").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgraph.components.numbers import Value
from kgraph.components.spelling import NO_NAME, distinctive
from kgraph.components.statements import ACTORS, SUBJECTS, Name, Statement, Topic
from kgraph.components.words import words
from kgraph.rules import load_rules

_VERSUS = re.compile(r",? (?:vs\.?|versus|compared (?:to|with)|against|than|over) (?:[a-z]+ ){0,2}\$?")
#: "the fine-tuned model reaches", "its zero-shot accuracy": what it is, not its name.
_ADJECTIVE = re.compile(r"[a-z-]+(?:ed|-shot)")
_BY = re.compile(r"[^.;]{0,60}\bby\b")
_BY_WORD = re.compile(r"\bby (?:up to |about |over )?[$~]?$")
_OPENS = re.compile(r"(?:[^,.;]{0,30}, )?(?:[Cc]ompared|[Rr]elative|[Uu]nlike|[Ii]n (?:comparison|contrast))\b")
_RIGHT_BEFORE = re.compile(
    r"(?: (?:models?|system|method|baseline|agent)){0,2} ?\(?(?:[:,]? ?(?:at |with )?|[\w@-]{2,12} ?= ?)\$?"
)
_FROM_TO = re.compile(r"(?:'s)?(?: [\w-]+){0,4} from \$?$|'s(?: [\w-]+){1,3} to (?:over |about )?\$?$")
#: "reduces the error from 4.9 to 0.6": what it was is not what reduces it reaches.
_WAS = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\b(?:reduc|decreas|lower|cut|increas|improv|rais|lift|boost|elevat|enhanc)(?:es|ed|ing|s|e|t|ts|ting)?\b[^.;]{0,80} from (?:about |over )?[$~]*$"
)
#: "the accuracy with QuillNet rises from 15% to 56%".
_BECOMES = re.compile(
    r" (?:increases|rises|grows|climbs|jumps|improves|drops|falls|declines|decreases|degrades)(?: from (?:[^.;,]{1,20} to )?| to | by )(?:about |over |only )?\$?"
)
_BECAME = re.compile(r"(?: [a-z]+)? (?:up |down )?to ")
_OF = re.compile(r"\b(?:of|for|improv\w*|rais\w*|boost\w*|increas\w*|lift\w*|push\w*)(?: (?:the|a|an|base|vanilla))?$")
_BASELINE_REACH = 110
_RESPECTIVELY = re.compile(r"(?: [\w-]+){0,2},? respectively")
#: "the best model, QuillNet, reached 3%".
_APPOSITION = re.compile(r", (?:[a-z]+ly )?[a-z]+(?:ed|s|ing)\b")
#: "far from human performance (97%)".
_OF_HUMANS = re.compile(r"\b(?:[Hh]uman|[Ee]xpert|random|chance)(?:[ -][a-z]+){0,2} \($")
_BY_HUMANS = re.compile(r" (?:accuracy )?(?:for|by) (?P<name>humans|human (?:experts|annotators|participants))\b")
#: "the best model (QuillNet) solves 3%", not "a QuillNet (QN) backbone is".
_ASIDE_ENDS = re.compile(r"\)(?P<when>, (?:even )?(?:when|if|once|after|with|without)\b[^,;.()]{1,50},)? [a-z]+")
#: "(1) QuillNet gains 3%, (2) PenNet": one item says nothing of the others.
_ITEM = re.compile(r"\((?:\d|i{1,3}|iv|v|[a-e])\) |\b\d\) ")
#: "while the loss decreases by 31%": what is measured so does nothing.
_MEASURED = re.compile(r"[Ll]oss (?:decreas|increas|drop|fall|rise|remain|declin|converg)")
#: "the router, trained on QuillNet, gains 3%".
_BUILT_ON = re.compile(
    r"\b(?:trained|tuned|built|based|initiali[sz]ed|distilled) (?:on|from|upon|with|using)(?: the| a| an)?$"
)
#: "gains over QuillNet baselines: 100%".
_COLON = re.compile(r"(?: [a-z]+){0,2}: \$?")
#: In front of a part of what a paper introduces, and of the best of several of its own.
_ITS = ("Its", "its", "Our", "our")
_OUR = re.compile(r"[Oo]ur (?:[\w-]+ )?")
#: "our ", "our math, code and ".
_OURS = re.compile(r"\b[Oo]ur (?:[\w-]+(?:, and |, | and ))*$")
#: "evaluation in Gazebo environments shows".
_SURROUNDINGS = re.compile(r"(?:-based)? (?:environments?|simulat\w+|experiments?|tests?|scenarios?)\b")
_SEEN_ON = re.compile(r"\b(?:on|across)(?: [\w.-]+){0,3}$")
#: In front of the known technique that a paper proposes a kind of: "a novel prefix-based prompting".
_PRAISE = "(?:recently|newly|proposed|novel|new|simple|efficient|effective|innovative|lightweight|general|first)"
_NEW_KIND = re.compile(rf"\b(?:an?|our|the) (?:{_PRAISE},? )*(?P<kind>(?:(?!{_PRAISE}\b)[\w-]+ ){{1,2}})$")
#: What says only of which kind a name is: "view selection strategy".
_KIND = re.compile(r" (?:strategy|mechanism|scheme|module|method|approach|policy|pipeline|algorithm)")
#: "we fine-tuned", "we also evaluate the".
_TRIES = re.compile(
    r"\b[Ww]e (?:[a-z]+ ){0,2}(?:fine-?tun|train|evaluat|test|deploy|benchmark)(?:e|ed|ing)?(?: (?:the|a|an|pretrained|pre-trained))*$"
)
_GAINED_ON = re.compile(r"\b(?:over|than|on)\b[^.;]*$")
#: "the length of the QuillNet path by": no number of what is named.
_OF_A_PART = re.compile(r" [a-z]+ (?:by|from|to)\b")
#: "Evaluations on QuillNet show gains of 3%" of what is proposed.
_TRIED_ON = re.compile(
    r"\b(?:[Ee]xperiments|[Ee]valuations?|[Tt]ests|[Rr]esults|[Ss]tudies) (?:conducted |performed )?(?:on|with|across|over|using)[^.;,]*$"
)
_EXAMPLES = re.compile(
    r"\b(?:including|such as|e\.g\.,?)(?: (?:[^\s,]+(?: [^\s,]+){0,3}, )*(?:[^\s,]+(?: [^\s,]+){0,3})?(?:and|or)?)?$"
)
#: "QuillNet's effectiveness, achieving 3%".
_ITS_WORTH = re.compile(r"['’]s (?:effectiveness|superiority|efficacy|strong|robust)")
#: "Experiments on A, B and": what comes next does nothing, it is tested on.
_LISTED_TEST = re.compile(r"\b[Oo]n [^.;:]*(?:,|\band)(?: an?| the)?$")


class Attribution:
    """Says of the values of statements whose they are."""

    def __init__(self) -> None:
        self._cues = {rule.side: rule.pattern for rule in load_rules("result-cues")}

    def subject(self, statement: Statement, index: int, topic: Topic) -> str | None:
        """Who achieved the value: a name as written, or None."""
        text, value = statement.text, statement.values[index]
        beside = (
            self._owner_behind(statement, index)
            or self._in_parentheses(statement, value)
            or _right_in_front(statement, value)
            or self._changed(statement, index)
        )
        if beside:
            return beside.text
        if _OF_HUMANS.search(text, statement.first, value.start):
            return None
        if humans := _BY_HUMANS.match(text, value.end):
            return humans["name"]
        if _WAS.search(text, statement.first, value.start) and _BECAME.match(text, value.end):
            return None
        if index and _VERSUS.fullmatch(text, statement.values[index - 1].end, value.start):
            return self.baseline(statement, index - 1)
        worth = (n for n in statement.names if n.end <= value.start and _ITS_WORTH.match(text, n.end) and n.introduced)
        if shown := next(worth, None):
            return shown.text
        own = max((m.start() for m in self._cues["own"].finditer(text, statement.first, value.start)), default=-1)
        actor = self._actor(statement, value, topic)
        if actor and actor.start > own:
            return _among(statement, index, actor)
        in_words = self._in_words(statement, own, value, topic)
        if in_words:
            return in_words
        if own >= 0 and (one := _ours(statement, own, value, topic)):
            return one.text
        if own >= 0 and (new := self._proposed_here(statement, own, value)):
            kind = None if new.introduced else _NEW_KIND.search(text[own : new.start])
            return (kind["kind"] if kind else "") + new.text
        if own >= 0 and not topic.subject and (tried := self._tried(statement, own, value)):
            return _among(statement, index, tried)
        speaks = own >= 0 or (
            self._cues["it"].search(text, statement.first, value.start) is not None
            or (topic.subject is not None and _called_by_kind(topic.subject, text[statement.first : value.start]))
        )
        if speaks and topic.subject:
            return topic.subject
        named = [n for n in statement.names if n.end <= value.start and n.type in SUBJECTS]
        introduced = [n for n in named if n.introduced]
        models = [] if own >= 0 else [n for n in named if n.type == "Model"]
        run = (
            [] if topic.subject or own >= 0 else [n for n in named if distinctive(n.text) and self._runs(statement, n)]
        )
        for name in (*reversed(introduced), *reversed(models), *reversed(run)):
            before = statement.before(name)
            if (
                topic.subject
                and not name.introduced
                and (_TRIED_ON.search(before) or _SEEN_ON.search(before) or _is_example(statement, name))
            ):
                continue
            if not self._is_baseline(statement, name) and not _BUILT_ON.search(statement.before(name)):
                return name.text if name.introduced else _among(statement, index, name)
        return topic.subject if self._cues["told"].search(text, statement.first, statement.last) else None

    def baseline(self, statement: Statement, index: int) -> str | None:
        """What the value is compared with: a name as written, or None."""
        text, value = statement.text, statement.values[index]
        others = [n for n in statement.names if n.type in ACTORS]
        limit = min(statement.stop(index), value.end + _BASELINE_REACH)
        for name in others:
            behind = value.end <= name.start < limit and ";" not in text[value.end : name.start]
            if behind and self._is_baseline(statement, name, value.end):
                row = next((r for r in statement.rows(others) if name in r), [name])
                if _RESPECTIVELY.match(text, row[-1].end):
                    return _of_row(statement, index, row)
                return text[name.start : row[-1].end]
        for name in reversed(others):
            before = name.end <= value.start and not name.introduced
            if before and _reaches(statement, name, value) and self._is_baseline(statement, name):
                return _among(statement, index, name)
        return None

    def _in_parentheses(self, statement: Statement, value: Value) -> Name | None:
        """The name in "QuillNet (61.4%)"; not the one in "gains over BaseProver (+12%)", which lost."""
        name = _in_parentheses(statement, value)
        gain = statement.text[value.start] == "+"
        if name and _VERSUS.match(statement.text, value.end) and self._is_baseline(statement, name):
            # "competitive with BaseProver (61% vs. 62%)": the second is its own
            return None
        # "gains over BaseProver (+12%) and QuillNet (+3%)", "on QuillNet (+3%)"
        elsewhere = name and gain and (self._is_baseline(statement, name) or _GAINED_ON.search(statement.before(name)))
        return None if elsewhere else name

    def _is_baseline(self, statement: Statement, name: Name, since: int = 0) -> bool:
        """Whether the words in front of the name, from ``since`` on, make it what something is compared with."""
        if self._cues["baseline"].search(statement.before(name, since)):
            return True
        first = statement.row_to(name)[0]
        return (
            since <= first.start < name.start
            and self._cues["baseline"].search(statement.before(first, since)) is not None
        )

    def _runs(self, statement: Statement, name: Name) -> bool:
        """Whether the words in front of the name say that something is done with it."""
        return (
            self._cues["with"].search(statement.before(name)) is not None
            and _OF_A_PART.match(statement.text, name.end) is None
        )

    def _actor(self, statement: Statement, value: Value, topic: Topic) -> Name | None:
        """The last name before the value that is said to do something."""
        text = statement.text
        items = [m.start() for m in _ITEM.finditer(text, statement.first, value.start)]
        for name in reversed(statement.names):
            if name.end > value.start or name.type not in ACTORS or text[name.end] in "-/":
                continue
            if len(items) > 1 and items[0] <= name.start < items[-1]:
                continue
            if _MEASURED.match(text, name.end - len("loss")):
                continue
            if _ADJECTIVE.fullmatch(name.text) or any(a < name.end and name.start < b for a, b in statement.measures):
                continue
            before = statement.before(name)
            since, until = name.end, value.start
            if before.endswith(",") and _APPOSITION.match(text, since):
                since += 1
            elif before.endswith("(") and (verb := _ASIDE_ENDS.match(text, since, until)):
                since, until = max(since + 1, verb.end("when")), verb.end()
            if not self._cues["does"].match(text[since:until].lstrip()):
                continue
            if name.type == "Hardware" and _LISTED_TEST.search(before):
                continue
            if topic.subject and not name.introduced and (_TRIED_ON.search(before) or _is_example(statement, name)):
                continue
            if name.type == "Software" and _SURROUNDINGS.match(text, name.end):
                continue
            row = statement.row_to(name)
            if not name.introduced and any(self._cues["aside"].search(statement.before(n)) for n in {row[0], name}):
                # "A with B and C gains 3%"
                continue
            if topic.subject and not name.introduced and name.type == "Method" and before.endswith(_ITS):
                # "its reinforcement learning policy gains 3%" is a part of what has it
                continue
            if not self._is_baseline(statement, name):
                return name
        return None

    def _in_words(self, statement: Statement, since: int, value: Value, topic: Topic) -> str | None:
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
            opens = start == statement.first and " " not in word
            if any(a < end and start < b for a, b in statement.measures):
                continue
            if word.lower() not in NO_NAME and not (opens and not distinctive(word)):
                return word
        return None

    def _proposed_here(self, statement: Statement, own: int, value: Value) -> Name | None:
        """The name in "we propose QuillNet, which cuts costs by 3%"."""
        names = [n for n in statement.names if own < n.start and n.end <= value.start and n.type in SUBJECTS]
        new = (n for n in names if self._cues["new"].search(statement.before(n, own)))
        return next((n for n in new if not self._is_baseline(statement, n)), None)

    def _tried(self, statement: Statement, own: int, value: Value) -> Name | None:
        """The last model in "we fine-tuned QuillNet and PenNet on it, achieving 3% and 5%"."""
        models = [n for n in statement.names if own < n.start and n.end <= value.start and n.type == "Model"]
        return models[-1] if models and _TRIES.search(statement.before(models[0], own)) else None

    def _owner_behind(self, statement: Statement, index: int) -> Name | None:
        """The name in "38.0% for QuillNet" and "61.4% (QuillNet)"."""
        text, value = statement.text, statement.values[index]
        if value.kind == "times":
            return None
        # "38% for zero-shot QuillNet"
        names = (n for n in statement.names if n.start >= value.end and not _ADJECTIVE.fullmatch(n.text))
        name = next(names, None)
        if name is None or not (name.type == "Model" or name.introduced) or name.type not in SUBJECTS:
            return None
        if _BY_WORD.search(text, statement.first, value.start):
            return None
        return name if self._cues["owner"].match(text[value.end : name.start].strip()) else None

    def _changed(self, statement: Statement, index: int) -> Name | None:
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


def _is_example(statement: Statement, name: Name) -> bool:
    """Whether the name ends a list of examples that the sentence goes on behind: "on models such as A and B, while"."""
    return statement.text[name.end] == "," and _EXAMPLES.search(statement.before(name)) is not None


def _called_by_kind(name: str, words: str) -> bool:
    """Whether the words speak of what ends in a word that says what it is by just this: a "Quill Adapter" as "the adapter"."""
    kind = re.split(r"[ -]", name)[-1].lower()
    return len(kind) > 4 and kind.isalpha() and re.search(rf"\b[Tt]h(?:e|is) {kind}\b(?! of)", words) is not None


def _ours(statement: Statement, own: int, value: Value, topic: Topic) -> Name | None:
    """The name in "our QuillNet-32B stands out, with 3%", be it the topic, one of its sizes or another new one."""
    for name in statement.names:
        if own < name.start and name.end <= value.start and name.type in SUBJECTS:
            new = name.introduced or (topic.subject and name.text.startswith(topic.subject + "-"))
            return name if new and _OUR.fullmatch(statement.text, own, name.start) else None
    return None


def _reaches(statement: Statement, baseline: Name, value: Value) -> bool:
    """Whether a baseline in front of the value goes with it: "beats A by 3%", "Compared to A, …", "beats A (3%)"."""
    text = statement.text
    return (
        _BY.match(text, baseline.end, value.start) is not None
        or _OPENS.match(text, statement.first, baseline.start) is not None
        or "(" in text[baseline.end : value.start]
        or _COLON.fullmatch(text, baseline.end, value.start) is not None
    )


def _among(statement: Statement, index: int, last: Name) -> str:
    """Of names in a row up to the last ("A and B reach 1% and 2%") the one that stands where the value does in its list.

    Where row and list are not of one length, the whole row.
    """
    return _of_row(statement, index, statement.row_to(last))


def _of_row(statement: Statement, index: int, row: Sequence[Name]) -> str:
    group = statement.groups[index]
    if len(row) == len(group):
        return row[index - group[0]].text
    return statement.text[row[0].start : row[-1].end]


def _right_in_front(statement: Statement, value: Value) -> Name | None:
    """The model in "GPT-4o 16.9%" and "GPT-4o's 16.9%"."""
    text = statement.text
    for name in statement.names:
        owned = name.type in SUBJECTS and text[name.end : value.start] in ("'s ", "’s ")
        if owned or (name.type == "Model" and name.end + 1 == value.start):
            return name
    return None


def _in_parentheses(statement: Statement, value: Value) -> Name | None:
    """The name in "QuillNet (41.5%)" and "(QuillNet: 41.5%)"."""
    text = statement.text
    opens = text.rfind("(", statement.first, value.start)
    if opens < 0 or text.rfind(")", opens, value.start) >= 0:
        return None
    for name in reversed(statement.names):
        if name.end > value.start or name.type not in SUBJECTS or name.text.endswith("oss"):
            continue
        between = text[name.end : value.start]
        if _RIGHT_BEFORE.fullmatch(between):
            # "gains on two reasoning models (54.9%)" are those of something else
            return None if name.text.islower() and _SEEN_ON.search(statement.before(name)) else name
        if name.end <= opens:
            return None
    return None
