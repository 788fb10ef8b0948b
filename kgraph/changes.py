"""Whether a reported number is a level, "41% accuracy", or a change of one, "improves accuracy by 3%".

The two are never comparable, though measure and unit are the same.
"""

from __future__ import annotations

import re

from kgraph.records import Facts, Result
from kgraph.schema import ABSTRACT, TITLE

_CHANGE = (
    r"(?:improvements?|gains?|increases?|reductions?|boosts?|drops?|decreases?|decline|loss|degradation|savings?|advantage|"
    r"speed-?ups?|accelerations?|margins?|gap|difference|uplift|jump|lead)"
)
_VERB = (
    r"(?:improv|increas|reduc|boost|rais|lower|cut|decreas|drop|declin|lift|enhanc|shrink|sav|outperform|surpass|exceed|beat|"
    r"accelerat|speed|gain|fall|fell|degrad)\w*"
)
_HEDGE = r"(?:up to|about|around|over|nearly|almost|more than|at least|at most|an? |average|additional|further|only|roughly|approximately|[~$+≈]|\\sim)"
#: What may stand right in front of a change: "improves accuracy by", "a gain of", "gains up to".
_BEFORE = re.compile(
    rf"(?:\bby|\b{_CHANGE} (?:of|by)|\b{_CHANGE} \(|\b(?:gains?|improvements?|reductions?|saves?|cuts?) )\s*(?:{_HEDGE}\s*)*$",
    re.IGNORECASE,
)
#: What may stand right behind it: "3% higher accuracy", "12% relative improvement".
_BEHIND = re.compile(
    rf"\s*(?:\\?%|\$|percent(?:age)?(?: points?)?|points?|pp|absolute|relative|average|overall|further|performance|[a-z-]+)?\s*"
    rf"(?:absolute |relative |average |overall )?(?:{_CHANGE}\b|higher|lower|better|worse|faster|slower|fewer|less|more|greater|smaller)\b",
    re.IGNORECASE,
)
#: A range of a verb of change that goes "by" some words, then the number: "reduces memory usage by up to".
_VERB_BY = re.compile(rf"\b{_VERB}[^.;:()]{{0,80}}\bby\s*(?:{_HEDGE}\s*)*$", re.IGNORECASE)
_LOOK = 120


def tells_change(facts: Facts, result: Result) -> bool:
    """Whether the words around a result make it a change: a gain, a saving, a speed-up, a gap.

    Parameters
    ----------
    facts : Facts
        Of the paper.
    result : Result
        One of its results.
    """
    text = {TITLE: facts.paper.title, ABSTRACT: facts.paper.abstract}[result.field]
    before, behind = text[max(0, result.start - _LOOK) : result.start], text[result.end : result.end + _LOOK]
    if result.unit in ("times", "points") or result.value.startswith("+"):
        return True
    return bool(_BEFORE.search(before) or _VERB_BY.search(before) or _BEHIND.match(behind))
