"""Whether a reported number is a level, "41% accuracy", or a change of one, "improves accuracy by 3%".

The two are never comparable, though measure and unit are the same. What tells is in ``rules/changes.tsv``: words in
front of the number and behind it, its unit, or the number as written. Numbers that stand in one row are of one kind.
"""

from __future__ import annotations

import re

from kgraph.components.statements import Statement
from kgraph.rules import load_rules
from kgraph.rules.pieces import Pieces
from kgraph.rules.shorthands import written_out
from kgraph.values import parse_value

#: So many characters are looked at in front and behind.
_FRONT, _BEHIND = 60, 80
#: From a change to the next one that the same words tell of: "by 5% on A and 7% on B", "gains of 5% (A), 6% (B)", "by 2 box AP and 3 mIoU".
_NEXT = re.compile(
    r"(?:\\?%|\$| percent| points?)*(?: \([^()]{2,40}\)| (?:on|for|in|at) [^,;:.()]{2,40}?|(?: [\w@-]+){1,2}?)?(?:, and |, | and | or )(?:by )?\$?"
    + written_out("{hedge}")
)
#: From a number to the last of a row, behind which stands what they are: "5% and 7% higher".
_LAST = re.compile(r"(?:\\?%|\$| percent| points?)*,? (?:and|or) (?:an? )?\$?" + written_out("{hedge}"))


class Changes:
    """Tells changes from levels."""

    def __init__(self) -> None:
        rules = load_rules("changes")
        self._value, self._unit, self._before, self._after = (
            Pieces(r for r in rules if r.side == side) for side in ("value", "unit", "before", "after")
        )

    def told(self, statement: Statement) -> list[bool]:
        """For each value of a sentence whether it is a change: a gain, a saving, a speed-up, a gap."""
        text, values = statement.text, statement.values
        units = [parse_value(text[v.start : v.end]).unit for v in values]
        # of "3x" the unit says enough, and of its neighbours too
        alone = [self._unit.found_in(unit) for unit in units]
        before, behind = [False] * len(values), [False] * len(values)
        for i, value in enumerate(values):
            if not alone[i]:
                before[i] = self._before.found_in(text[max(statement.first, value.start - _FRONT) : value.start])
                behind[i] = self._after.found_in(text[value.end : min(statement.last, value.end + _BEHIND)])
        # "by 18, 24 and 22 percent" are all percent
        neighbours = [(i - 1, i) for i in range(1, len(values)) if units[i - 1] in (units[i], "")]
        for one, next_ in neighbours:
            before[next_] |= before[one] and _NEXT.fullmatch(text, values[one].end, values[next_].start) is not None
        for one, last in reversed(neighbours):
            behind[one] |= behind[last] and _LAST.fullmatch(text, values[one].end, values[last].start) is not None
        return [
            alone[i] or before[i] or behind[i] or self._value.found_in(text[v.start : v.end])
            for i, v in enumerate(values)
        ]
