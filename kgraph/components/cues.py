"""Words that say whose a number is, and against what (``rules/result-cues.tsv``)."""

from __future__ import annotations

import re
from functools import cache

from kgraph.rules import load_rules


@cache
def cue(side: str) -> re.Pattern[str]:
    """The pattern of the words of a side: "own" of those that speak of the paper's own work."""
    return next(rule.pattern for rule in load_rules("result-cues") if rule.side == side)
