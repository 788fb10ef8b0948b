"""Rules of a number that is the paper's own: of what it introduces, proposes or tries, where the words speak of that ("our method")."""

from __future__ import annotations

import re

from kgraph.components.actors import ADJECTIVE, is_baseline
from kgraph.components.claims import Claim
from kgraph.components.cues import cue
from kgraph.components.statements import SUBJECTS, Name

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
_USING = re.compile(r"(?:Using|Leveraging|Employing|Applying) (?:an? |the )?")
_WE_REACH = re.compile(r"[Ww]e (?:achieve|obtain|reach|attain|report)\b")
#: "QuillNet's effectiveness, achieving 3%".
_ITS_WORTH = re.compile(r"['’]s (?:effectiveness|superiority|efficacy|strong|robust)")


def worth(claim: Claim) -> str | None:
    """The name in "shows QuillNet's effectiveness, achieving 3%"."""
    names = (n for n in claim.names if n.introduced and _ITS_WORTH.match(claim.text, n.end))
    return next((n.text for n in names), None)


def ours(claim: Claim) -> str | None:
    """The name in "our QuillNet-32B stands out, with 3%", be it the topic, one of its sizes or another new one."""
    if not claim.is_own or not claim.own_names:
        return None
    name, subject = claim.own_names[0], claim.topic.subject
    new = name.introduced or (subject and name.text.startswith(subject.text + "-"))
    return name.text if new and _OUR.fullmatch(claim.text, claim.own, name.start) else None


def own_tried(claim: Claim) -> str | None:
    """The new name in "we evaluate QuillNet in a lab, achieving 3%"."""
    new = (n for n in claim.own_names if claim.is_own and n.introduced)
    return next((n.text for n in new if _TRIES.search(claim.statement.before(n, claim.own))), None)


def proposed(claim: Claim) -> str | None:
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


def used_model(claim: Claim) -> str | None:
    """The model with which "we achieve 3%", whatever else the paper introduces."""
    used = _used(claim)
    return used.text if used and used.type == "Model" and _WE_REACH.match(claim.text, claim.own) else None


def tried(claim: Claim) -> str | None:
    """In a paper that names nothing new the last model in "we fine-tuned QuillNet and PenNet, achieving 3% and 5%"."""
    if claim.topic.subject or not claim.is_own:
        return None
    models = [n for n in claim.own_names if n.type == "Model"]
    tried = models[-1] if models and _TRIES.search(claim.statement.before(models[0], claim.own)) else _used(claim)
    return tried and claim.statement.among(claim.index, tried)


def of_the_paper(claim: Claim) -> str | None:
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


def told(claim: Claim) -> str | None:
    """What the paper introduces, where the sentence tells of experiments: "Experiments show gains of 3%"."""
    subject = claim.topic.subject
    told = cue("told").search(claim.text, claim.first, claim.statement.last)
    return subject.text if subject and told else None
