"""How long something takes."""

from __future__ import annotations

import time
from collections.abc import Callable


def best(run: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest of so many runs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)
