"""Whose a reported number is: read from the names and words around it.

The subject of a number is the name beside it that has it (`kgraph.components.owners`), the last one in front of it that
does something (`kgraph.components.actors`), or what the paper introduces where the sentence speaks of that ("our method").
"""

from __future__ import annotations

import re

from kgraph.components.actors import ADJECTIVE, SEEN_ON, Actors, is_tried
from kgraph.components.numbers import Value
from kgraph.components.owners import Owners
from kgraph.components.people import people
from kgraph.components.rivals import Rivals
from kgraph.components.spelling import distinctive
from kgraph.components.statements import SUBJECTS, VERSUS, Name, Statement, Topic
from kgraph.components.words import words
from kgraph.rules import load_rules

#: "reduces the error from 4.9 to 0.6": what it was is not what reduces it reaches.
_WAS = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\b(?:reduc|decreas|lower|cut|increas|improv|rais|lift|boost|elevat|enhanc|push)(?:es|ed|ing|s|e|t|ts|ting)?\b[^.;]{0,80} from (?:about |over )?[$~]*$"
    r"|\d\S*(?: (?:on|for|in) [^.;,]{2,30})?(?: \([^()]*\))? and (?:(?:on|for) [^.;, ]{2,30} |(?:[a-z-]+ ){1,5})?from [$~]*$"
)
_BECAME = re.compile(r"(?: [a-z]+)? (?:up |down )?to ")
#: "4.9 → 0.6", as `_BECAME`.
_ARROW = re.compile(r"[\\%]* ?(?:-+>|→|\$?\\(?:right)?(?:arrow|to)\b\$?) ?\$?\d")
#: "Compared to the baseline QuillNet".
_COMPARED = re.compile(r"(?:[A-Z][a-z]+, )?[Cc]ompared (?:to|with) (?:the )?(?:[a-z-]+ ){0,3}")
#: "the router, trained on QuillNet, gains 3%".
_BUILT_ON = re.compile(
    r"\b(?:[Tt]rained|tuned|built|based|initiali[sz]ed|distilled) (?:on|from|upon|with|using)(?: the| a| an)?$"
)
#: "a scheme, which cuts costs by 3%", "a scheme that".
_RELATIVE = re.compile(r"\b(?:which|that)\b")
_OUR = re.compile(r"[Oo]ur (?:[\w-]+ )?")
_OUR_MODEL = re.compile(r"\b[Oo]ur (?:[a-z-]+ )?model\b")
#: In front of the known technique that a paper proposes a kind of: "a novel prefix-based prompting".
_PRAISE = "(?:recently|newly|proposed|novel|new|simple|efficient|effective|innovative|lightweight|general|first)"
_NEW_KIND = re.compile(rf"\b(?:an?|our|the) (?:{_PRAISE},? )*(?P<kind>(?:(?!{_PRAISE}\b)[\w-]+ ){{1,2}})$")
#: "we fine-tuned", "we also evaluate the".
_TRIES = re.compile(
    r"\b[Ww]e (?:[a-z]+ ){0,2}(?:fine-?tun|train|evaluat|test|deploy|benchmark)(?:e|ed|ing)?(?: (?:the|a|an|pretrained|pre-trained))*$"
)
#: "the length of the QuillNet path by": no number of what is named.
_OF_A_PART = re.compile(r" [a-z]+ (?:by|from|to)\b")
#: "outperforming the 82.4% baseline".
_BASELINE = re.compile(r" (?:accuracy |success )?(?:of (?:the|a) )?(?P<name>baselines?)\b")
#: "78% (vs. 75% baseline)": of what is in no name.
_VERSUS_IN_FRONT = re.compile(r"\((?:vs\.?|versus|compared (?:to|with)) (?:the |a |an )?$")
_BEATEN = re.compile(
    r"\b(?:outperform\w*|surpass\w*|exceed\w*|beat\w*|over|than|versus|vs\.?|compared (?:to|with)|against) (?:the|a|an|its) $"
)
#: "while models reach only 3%": models that the sentence does not tell.
_REACH = 150
_MODELS = re.compile(
    r"(?:^|\b(?:while|whereas|although|but|that|how|and),? )(?:(?:all|most|even|these|such|other) )?(?:models|methods|approaches|agents) "
    r"(?:still |only |often |can |typically )?(?:achiev|reach|attain|obtain|scor|solv|drop|fall|fail|get|exceed|struggl)\w*(?: (?:only|over|about|below|up to|just|at|around|under))* ?[~$]?$"
)
_USING = re.compile(r"(?:Using|Leveraging|Employing|Applying) (?:an? |the )?")
_WE_REACH = re.compile(r"[Ww]e (?:achieve|obtain|reach|attain|report)\b")
#: "With a latency of 142 ms, the QuillNet".
_OPENING = re.compile(r"(?:With|At|Using|Requiring|Achieving|Reaching|Needing|Having)\b[^,;()]*")
_COMES = re.compile(r"(?:(?! (?:compared|than|over|against))[^,;()]){0,50}, (?:the |our )?")
#: "QuillNet's effectiveness, achieving 3%".
_ITS_WORTH = re.compile(r"['’]s (?:effectiveness|superiority|efficacy|strong|robust)")


class Attribution:
    """Says of the values of statements whose they are."""

    def __init__(self, rivals: Rivals) -> None:
        self._cues = {rule.side: rule.pattern for rule in load_rules("result-cues")}
        self._actors = Actors()
        self._owners = Owners(self._actors)
        self._rivals = rivals

    def subject(self, statement: Statement, index: int, topic: Topic) -> str | None:
        """Who achieved the value: a name as written, or None."""
        text, value = statement.text, statement.values[index]
        if beside := self._owners.beside(statement, index) or _behind_an_opening(statement, value):
            return self._owners.improved_by(statement, index, beside, topic) or beside.text
        if (baseline := _BASELINE.match(text, value.end)) and _BEATEN.search(text, statement.first, value.start):
            return baseline["name"]
        if (person := people(statement, value)) is not None:
            return person or None
        if reached := _in_words(statement, index):
            return reached
        if _MODELS.search(text, max(statement.first, value.start - _REACH), value.start):
            return None
        if _BASELINE.match(text, value.end) and _VERSUS_IN_FRONT.search(text, statement.first, value.start):
            return None
        if _ARROW.match(text, value.end):
            return None
        if _BECAME.match(text, value.end) and _WAS.search(text, statement.first, value.start):
            # "Compared to QuillNet, it cuts the error from 4.9 to 0.6"
            return self._compared_with(statement)
        if index and VERSUS.fullmatch(text, statement.values[index - 1].end, value.start):
            return self._rivals.of(statement, index - 1)
        worth = (n for n in statement.names if n.end <= value.start and _ITS_WORTH.match(text, n.end) and n.introduced)
        if shown := next(worth, None):
            return shown.text
        if ordered := statement.told_in_order(index, topic, SUBJECTS):
            return ordered.text
        own = max((m.start() for m in self._cues["own"].finditer(text, statement.first, value.start)), default=-1)
        actor = self._actors.last(statement, value, topic)
        if actor and actor.start > own:
            return statement.among(index, actor)
        in_words = self._actors.in_words(statement, own, value, topic)
        if in_words:
            return in_words
        if own >= 0 and (one := _ours(statement, own, value, topic) or _own_tried(statement, own, value)):
            return one.text
        if own >= 0 and (new := self._proposed_here(statement, own, value)) and _is_its_own(new, value, text, topic):
            kind = None if new.introduced else _NEW_KIND.search(text[own : new.start])
            return (kind["kind"] if kind else "") + new.text
        used = _used(statement, own) if own >= 0 else None
        if used and used.type == "Model" and _WE_REACH.match(text, own):
            # it is the model's, whatever else the paper introduces
            return used.text
        if own >= 0 and not topic.subject and (tried := self._tried(statement, own, value) or used):
            return statement.among(index, tried)
        speaks = own >= 0 or (
            self._cues["it"].search(text, statement.first, value.start) is not None
            or (topic.subject is not None and _called_by_kind(topic.subject, text[statement.first : value.start]))
        )
        if speaks and topic.subject:
            if topic.model and _OUR_MODEL.search(text, statement.first, value.start):
                return topic.model
            return topic.subject
        named = [n for n in statement.names if n.end <= value.start and n.type in SUBJECTS]
        introduced = [n for n in named if n.introduced]
        models = [] if own >= 0 else [n for n in named if n.type == "Model"]
        run = (
            [] if topic.subject or own >= 0 else [n for n in named if distinctive(n.text) and self._runs(statement, n)]
        )
        for name in (*reversed(introduced), *reversed(models), *reversed(run)):
            before = statement.before(name)
            if not name.introduced and ";" in text[name.end : value.start]:
                continue
            if topic.subject and not name.introduced and (SEEN_ON.search(before) or is_tried(statement, name)):
                continue
            if not self._actors.is_baseline(statement, name) and not _BUILT_ON.search(before):
                return name.text if name.introduced else statement.among(index, name)
        return topic.subject if self._cues["told"].search(text, statement.first, statement.last) else None

    def _compared_with(self, statement: Statement) -> str | None:
        """The model that a sentence begins to compare with, "Compared to the baseline QuillNet, …"."""
        first = next((n for n in statement.names if n.type == "Model"), None)
        opens = first and _COMPARED.fullmatch(statement.text, statement.first, first.start)
        return first.text if first and opens else None

    def _runs(self, statement: Statement, name: Name) -> bool:
        """Whether the words in front of the name say that something is done with it."""
        return (
            self._cues["with"].search(statement.before(name)) is not None
            and _OF_A_PART.match(statement.text, name.end) is None
        )

    def _proposed_here(self, statement: Statement, own: int, value: Value) -> Name | None:
        """The name in "we propose QuillNet, which cuts costs by 3%"."""
        names = [n for n in statement.names if own < n.start and n.end <= value.start and n.type in SUBJECTS]
        # "a goal-conditioned framework" is not what it is conditioned on
        names = [n for n in names if n.introduced or not ADJECTIVE.fullmatch(n.text)]
        new = (n for n in names if self._cues["new"].search(statement.before(n, own)))
        return next((n for n in new if not self._actors.is_baseline(statement, n)), None)

    def _tried(self, statement: Statement, own: int, value: Value) -> Name | None:
        """The last model in "we fine-tuned QuillNet and PenNet on it, achieving 3% and 5%"."""
        models = [n for n in statement.names if own < n.start and n.end <= value.start and n.type == "Model"]
        return models[-1] if models and _TRIES.search(statement.before(models[0], own)) else None


def _in_words(statement: Statement, index: int) -> str | None:
    """Whose it is that no entity has, right beside it: "earlier methods that peak at 68%", "68% (separate models)"."""
    text, value = statement.text, statement.values[index]
    told = words(text, max(statement.first, value.start - _REACH), value.start, "whose")
    end = statement.values[statement.groups[index][-1]].end
    if not told and "(" in text[end : end + 4]:
        told = words(text, end, min(statement.last, end + _REACH), "whose-behind")
    return text[slice(*told[0])] if told else None


def _is_its_own(new: Name, value: Value, text: str, topic: Topic) -> bool:
    """Whether a value is of what a sentence proposes and not of all that the paper names: not "…, achieving 5%" of QuillNet."""
    whole = topic.subject and " " not in topic.subject
    return new.introduced or not whole or _RELATIVE.search(text, new.end, value.start) is not None


def _used(statement: Statement, own: int) -> Name | None:
    """The name in "Using a QuillNet variant, we achieve 3%"."""
    first = next((n for n in statement.names if n.end <= own), None)
    uses = first and first.type in SUBJECTS and _USING.fullmatch(statement.text, statement.first, first.start)
    return first if uses else None


def _behind_an_opening(statement: Statement, value: Value) -> Name | None:
    """The name in "With a latency of 142 ms, QuillNet is fast"."""
    if not _OPENING.fullmatch(statement.text, statement.first, value.start):
        return None
    names = (n for n in statement.names if n.introduced and n.type in SUBJECTS)
    return next((n for n in names if _COMES.fullmatch(statement.text, value.end, n.start)), None)


def _own_tried(statement: Statement, own: int, value: Value) -> Name | None:
    """The new name in "we evaluate QuillNet in a lab, achieving 3%"."""
    names = (n for n in statement.names if own <= n.start and n.end <= value.start)
    new = (n for n in names if n.introduced and n.type in SUBJECTS)
    return next((n for n in new if _TRIES.search(statement.before(n, own))), None)


def _called_by_kind(name: str, words: str) -> bool:
    """Whether the words speak of what ends in a word that says what it is by just this: a "Quill Adapter" as "the adapter"."""
    kind = re.split(r"[ -]", name)[-1].lower()
    # most sentences do not hold the word, and making a pattern of it takes long
    said = len(kind) > 4 and kind.isalpha() and f" {kind}" in words
    return said and re.search(rf"\b[Tt]h(?:e|is) {kind}\b(?! of)", words) is not None


def _ours(statement: Statement, own: int, value: Value, topic: Topic) -> Name | None:
    """The name in "our QuillNet-32B stands out, with 3%", be it the topic, one of its sizes or another new one."""
    for name in statement.names:
        if own < name.start and name.end <= value.start and name.type in SUBJECTS:
            new = name.introduced or (topic.subject and name.text.startswith(topic.subject + "-"))
            return name if new and _OUR.fullmatch(statement.text, own, name.start) else None
    return None
