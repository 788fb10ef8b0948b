"""Rules of a number that is another's, or the paper's before it was bettered: "compared with 38% for QuillNet", "from 4.9 to 0.6"."""

from __future__ import annotations

import re

from kgraph.components.actors import ADJECTIVE
from kgraph.components.claims import Claim
from kgraph.components.reasons import NOTHING
from kgraph.components.rivals import rival
from kgraph.components.statements import SUBJECTS, VERSUS
from kgraph.rules.shorthands import written_out

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
#: "outperforming the 82.4% baseline".
_BASELINE = re.compile(r" (?:accuracy |success )?(?:of (?:the|a) )?(?P<name>baselines?)\b")
#: "78% (vs. 75% baseline)": of what is in no name.
_VERSUS_IN_FRONT = re.compile(r"\((?:vs\.?|versus|compared (?:to|with)) (?:the |a |an )?$")
_BEATEN = re.compile(
    r"\b(?:outperform\w*|surpass\w*|exceed\w*|beat\w*|over|than|versus|vs\.?|compared (?:to|with)|against) (?:the|a|an|its) $"
)
_REACH = 150
#: "while models reach only 3%": models that the sentence does not tell.
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


def compared_with(claim: Claim) -> str | None:
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


def the_baseline(claim: Claim) -> str | None:
    """The word in "outperforming the 82% baseline"; nothing in "78% (vs. 75% baseline)"."""
    if not (baseline := _BASELINE.match(claim.text, claim.value.end)):
        return None
    return baseline["name"] if claim.says(_BEATEN) else None


def nobody(claim: Claim) -> str | None:
    """Nothing in "while models reach 3%", "above the previous 55%", "78% (vs. 75% baseline)" and "4.9 → 0.6"."""
    text, value = claim.text, claim.value
    models = _MODELS.search(text, max(claim.first, value.start - _REACH), value.start)
    earlier = _EARLIER.search(text, max(claim.first, value.start - _NEAR), value.start)
    versus = _BASELINE.match(text, value.end) and claim.says(_VERSUS_IN_FRONT)
    return NOTHING if models or earlier or versus or _ARROW.match(text, value.end) else None


def before_the_change(claim: Claim) -> str | None:
    """The model in "Compared to the baseline QuillNet, it cuts the error from 4.9 to 0.6" for 4.9, nothing without one."""
    if not (_BECAME.match(claim.text, claim.value.end) and claim.says(_WAS)):
        return None
    first = next((n for n in claim.statement.names if n.type == "Model"), None)
    opens = first and _COMPARED.fullmatch(claim.text, claim.first, first.start)
    return first.text if first and opens else NOTHING


def rival_before(claim: Claim) -> str | None:
    """What the number in front is compared with, whose this one is: "41% versus 38%"."""
    statement, index = claim.statement, claim.index
    if not index or not VERSUS.fullmatch(claim.text, statement.values[index - 1].end, claim.value.start):
        return None
    return rival(statement, index - 1).name or NOTHING
