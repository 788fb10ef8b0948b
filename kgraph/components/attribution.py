"""Whose a reported number is: read from the names and words around it.

The first rule of `_RULES` that applies decides. In the main, the subject of a number is the name beside it that has it
(`kgraph.components.owners`), the last one in front of it that does something (`kgraph.components.actors`), or what the
paper introduces where the sentence speaks of that ("our method").
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kgraph.components.actors import ADJECTIVE, TESTED_ON, actor_in_words, is_baseline, is_tried
from kgraph.components.claims import Claim
from kgraph.components.cues import cue
from kgraph.components.owners import beside, improved_by
from kgraph.components.people import people
from kgraph.components.reasons import NOTHING, Told, first_told, sentences
from kgraph.components.rivals import rival
from kgraph.components.spelling import distinctive
from kgraph.components.statements import SUBJECTS, VERSUS, Name, Statement, Topic
from kgraph.components.words import words
from kgraph.rules.shorthands import written_out

#: How the ids of these rules begin.
KIND = "whose"
#: "reduces the error from 4.9 to 0.6": what it was is not what reduces it reaches.
_WAS = re.compile(
    written_out(
        r"(?<!is )(?<!are )(?<!was )(?<!were )\b(?:reduc|decreas|lower|cut|increas|improv|rais|lift|boost|elevat|enhanc|push)(?:es|ed|ing|s|e|t|ts|ting)?\b[^.;]{0,80} from {about}$"
        r"|\d\S*(?: (?:on|for|in) [^.;,]{2,30})?(?: \([^()]*\))? and (?:(?:on|for) [^.;, ]{2,30} |(?:[\w-]+ ){1,5})?from {about}$"
    )
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
    written_out(
        r"(?:^|\b(?:while|whereas|although|but|that|how|and),? )(?:(?:all|most|even|these|such|other) )?(?:models|methods|approaches|agents) "
        r"(?:still |only |often |can |typically )?(?:achiev|reach|attain|obtain|scor|solv|drop|fall|fail|get|exceed|struggl)\w* ?(?:at )?{about}$"
    )
)
#: "compared with 81% and 70%", "above the 55%", "above the previous 55%".
_THAN = re.compile(
    written_out(
        r"\b(?:(?:compared|relative) (?:to|with)|versus|vs\.?|against"
        r"|(?:above|over|than|beyond|ahead of|below|beating|surpassing|exceeding|outperforming) the) {about}$"
    )
)
#: So far in front of a number these words begin.
_NEAR = 90
_OF_THEM = re.compile(
    r"[\\%$]*(?: [\w@-]+)? (?:for|by|of|from|with|using|(?:achiev|reach|obtain|report)ed by) (?:the |an? )?(?P<how>(?:[\w-]+ ){0,2})"
)
_EARLIER = re.compile(
    r"\b(?:above|over|than|from|beyond|ahead of|beating|surpassing|exceeding|outperforming|improving on) the "
    r"(?:previous|prior|earlier|former)(?: (?!by\b)[a-z-]+){0,4}? [$~]?$"
)
_USING = re.compile(r"(?:Using|Leveraging|Employing|Applying) (?:an? |the )?")
_WE_REACH = re.compile(r"[Ww]e (?:achieve|obtain|reach|attain|report)\b")
#: "With a latency of 142 ms, the QuillNet".
_OPENING = re.compile(r"(?:With|At|Using|Requiring|Achieving|Reaching|Needing|Having)\b[^,;()]*")
_COMES = re.compile(r"(?:(?! (?:compared|than|over|against))[^,;()]){0,50}, (?:the |our )?")
#: "QuillNet's effectiveness, achieving 3%".
_ITS_WORTH = re.compile(r"['’]s (?:effectiveness|superiority|efficacy|strong|robust)")


def subject_of(statement: Statement, index: int, topic: Topic) -> Told:
    """Who achieved that value of the statement."""
    return first_told(KIND, _RULES, Claim(statement, index, topic))


def _compared_with(claim: Claim) -> str | None:
    """The name in "compared with 81% and 70% for QuillNet" and "above the 55% of a fine-tuned QuillNet"."""
    group, values = claim.group, claim.statement.values
    start = values[group[0]].start
    if not _THAN.search(claim.text, max(claim.first, start - _NEAR), start):
        return None
    names = (n for n in claim.statement.names if n.start >= claim.list_end and n.type in SUBJECTS)
    names = (n for n in names if not ADJECTIVE.fullmatch(n.text))
    name = next(names, None)
    told = name and _OF_THEM.fullmatch(claim.text, claim.list_end, name.start)
    if not (name and told):
        return None
    # "naive fine-tuning", but the GPT-4o in "fine-tuned GPT-4o"
    return told["how"] + name.text if name.text.islower() else name.text


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


def _the_baseline(claim: Claim) -> str | None:
    """The word in "outperforming the 82% baseline"; nothing in "78% (vs. 75% baseline)"."""
    if not (baseline := _BASELINE.match(claim.text, claim.value.end)):
        return None
    return baseline["name"] if claim.says(_BEATEN) else None


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


def _nobody(claim: Claim) -> str | None:
    """Nothing in "while models reach 3%", "above the previous 55%", "78% (vs. 75% baseline)" and "4.9 → 0.6"."""
    text, value = claim.text, claim.value
    models = _MODELS.search(text, max(claim.first, value.start - _REACH), value.start)
    earlier = _EARLIER.search(text, max(claim.first, value.start - _NEAR), value.start)
    versus = _BASELINE.match(text, value.end) and claim.says(_VERSUS_IN_FRONT)
    return NOTHING if models or earlier or versus or _ARROW.match(text, value.end) else None


def _before_the_change(claim: Claim) -> str | None:
    """The model in "Compared to the baseline QuillNet, it cuts the error from 4.9 to 0.6" for 4.9, nothing without one."""
    if not (_BECAME.match(claim.text, claim.value.end) and claim.says(_WAS)):
        return None
    first = next((n for n in claim.statement.names if n.type == "Model"), None)
    opens = first and _COMPARED.fullmatch(claim.text, claim.first, first.start)
    return first.text if first and opens else NOTHING


def _rival_before(claim: Claim) -> str | None:
    """What the number in front is compared with, whose this one is: "41% versus 38%"."""
    statement, index = claim.statement, claim.index
    if not index or not VERSUS.fullmatch(claim.text, statement.values[index - 1].end, claim.value.start):
        return None
    return rival(statement, index - 1).name or NOTHING


def _worth(claim: Claim) -> str | None:
    """The name in "shows QuillNet's effectiveness, achieving 3%"."""
    names = (n for n in claim.names if n.introduced and _ITS_WORTH.match(claim.text, n.end))
    return next((n.text for n in names), None)


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


def _ours(claim: Claim) -> str | None:
    """The name in "our QuillNet-32B stands out, with 3%", be it the topic, one of its sizes or another new one."""
    if not claim.is_own or not claim.own_names:
        return None
    name, subject = claim.own_names[0], claim.topic.subject
    new = name.introduced or (subject and name.text.startswith(subject.text + "-"))
    return name.text if new and _OUR.fullmatch(claim.text, claim.own, name.start) else None


def _own_tried(claim: Claim) -> str | None:
    """The new name in "we evaluate QuillNet in a lab, achieving 3%"."""
    new = (n for n in claim.own_names if claim.is_own and n.introduced)
    return next((n.text for n in new if _TRIES.search(claim.statement.before(n, claim.own))), None)


def _proposed(claim: Claim) -> str | None:
    """The name in "we propose QuillNet, which cuts costs by 3%"; of a known technique with the words that say of which kind."""
    # "a goal-conditioned framework" is not what it is conditioned on
    names = [n for n in claim.own_names if claim.is_own and (n.introduced or not ADJECTIVE.fullmatch(n.text))]
    new = (n for n in names if cue("new").search(claim.statement.before(n, claim.own)))
    name = next((n for n in new if not is_baseline(claim.statement, n)), None)
    if name is None or name.introduced:
        return name and name.text
    subject = claim.topic.subject
    if subject and " " not in subject.text and not _RELATIVE.search(claim.text, name.end, claim.value.start):
        # not "…, achieving 5%": that is of all that the paper names
        return None
    kind = _NEW_KIND.search(claim.text[claim.own : name.start])
    return (kind["kind"] if kind else "") + name.text


def _used(claim: Claim) -> Name | None:
    """The name in "Using a QuillNet variant, we achieve 3%"."""
    first = next((n for n in claim.statement.names if n.end <= claim.own), None)
    uses = first and first.type in SUBJECTS and _USING.fullmatch(claim.text, claim.first, first.start)
    return first if uses else None


def _used_model(claim: Claim) -> str | None:
    """The model with which "we achieve 3%", whatever else the paper introduces."""
    used = _used(claim)
    return used.text if used and used.type == "Model" and _WE_REACH.match(claim.text, claim.own) else None


def _tried(claim: Claim) -> str | None:
    """In a paper that names nothing new the last model in "we fine-tuned QuillNet and PenNet, achieving 3% and 5%"."""
    if claim.topic.subject or not claim.is_own:
        return None
    models = [n for n in claim.own_names if n.type == "Model"]
    tried = models[-1] if models and _TRIES.search(claim.statement.before(models[0], claim.own)) else _used(claim)
    return tried and claim.statement.among(claim.index, tried)


def _of_the_paper(claim: Claim) -> str | None:
    """What the paper introduces, where the words speak of that: "our method gains 3%", "the adapter gains 3%"."""
    topic = claim.topic
    if not topic.subject:
        return None
    if not (claim.is_own or claim.says(cue("it")) or _called_by_kind(topic.subject.text, claim.in_front)):
        return None
    return topic.model if topic.model and claim.says(_OUR_MODEL) else topic.subject.text


def _called_by_kind(name: str, words: str) -> bool:
    """Whether the words speak of what ends in a word that says what it is by just this: a "Quill Adapter" as "the adapter"."""
    kind = re.split(r"[ -]", name)[-1].lower()
    # most sentences do not hold the word, and making a pattern of it takes long
    said = len(kind) > 4 and kind.isalpha() and f" {kind}" in words
    return said and re.search(rf"\b[Tt]h(?:e|is) {kind}\b(?! of)", words) is not None


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


def _told(claim: Claim) -> str | None:
    """What the paper introduces, where the sentence tells of experiments: "Experiments show gains of 3%"."""
    subject = claim.topic.subject
    told = cue("told").search(claim.text, claim.first, claim.statement.last)
    return subject.text if subject and told else None


#: The first one that applies says whose a value is.
_RULES: tuple[Callable[[Claim], str | None], ...] = (
    _beside,
    _compared_with,
    _the_baseline,
    _people,
    _in_words,
    _nobody,
    _before_the_change,
    _rival_before,
    _worth,
    _in_earlier_order,
    _actor,
    _actor_in_words,
    _ours,
    _own_tried,
    _proposed,
    _used_model,
    _tried,
    _of_the_paper,
    _named,
    _told,
)


def rules_of_subjects() -> dict[str, str]:
    """Id of each rule -> what it says."""
    return sentences(KIND, _RULES)
