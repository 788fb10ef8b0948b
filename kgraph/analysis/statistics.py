"""The few statistics that reports need: an interval for a share, an exact test of two shares, false discoveries.

scipy would bring them, at fifty times the size of all else that a report needs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

#: Of a two-sided interval of 95 %.
_Z = 1.959963984540054


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927), sound for small numbers too.

    Examples
    --------
    >>> tuple(round(x, 3) for x in wilson(1, 10))
    (0.018, 0.404)
    """
    if not trials:
        return 0.0, 1.0
    share, square = successes / trials, _Z * _Z / trials
    middle = (share + square / 2) / (1 + square)
    half = _Z * math.sqrt(share * (1 - share) / trials + square / (4 * trials)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def fisher(a: int, n: int, b: int, m: int) -> float:
    """The two-sided p-value of Fisher's exact test that ``a`` of ``n`` and ``b`` of ``m`` are one share (Fisher 1935).

    Examples
    --------
    >>> round(fisher(8, 10, 1, 10), 4), round(fisher(2, 4, 2, 4), 4)
    (0.0055, 1.0)
    """
    total = a + b

    def log_chance(k: int) -> float:
        return _log_choose(n, k) + _log_choose(m, total - k) - _log_choose(n + m, total)

    seen = log_chance(a)
    chances = (log_chance(k) for k in range(max(0, total - m), min(n, total) + 1))
    # equal chances may differ in their last digits
    return min(1.0, math.fsum(math.exp(c) for c in chances if c <= seen + 1e-9))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """The p-values adjusted so that a limit on them limits the share of false discoveries (Benjamini and Hochberg 1995).

    Examples
    --------
    >>> [round(q, 3) for q in benjamini_hochberg([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.053, 0.053, 0.5]
    """
    order = sorted(range(len(p_values)), key=lambda i: -p_values[i])
    adjusted, least = [0.0] * len(p_values), 1.0
    for place, index in enumerate(order):
        least = min(least, p_values[index] * len(p_values) / (len(p_values) - place))
        adjusted[index] = least
    return adjusted
