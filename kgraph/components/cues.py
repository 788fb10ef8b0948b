"""Words that say whose a number is, and against what (``rules/result-cues.tsv``)."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from kgraph.rules import load_rules

#: The sides of the rules; each has one.
Side = Literal["does", "defined", "aside", "with", "baseline", "new", "test", "data", "owner", "it", "own", "told"]


def cue(side: Side) -> re.Pattern[str]:
    """The pattern of the words of a side: "own" of those that speak of the paper's own work."""
    return _cues()[side]


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {rule.side: rule.pattern for rule in load_rules("result-cues")}
