"""How long each report takes, and whether the list of gaps foresees what later papers pair.

Run ``python benchmarks/analysis.py BUILD``. For the gaps the newest tenth of the dated papers is hidden, or a random tenth
where there are too few dates; a pair of a method and a task or benchmark that only hidden papers have is what
was to be foreseen. Reported is the share of such pairs among the first so many of the list (precision), for the score of
the report and for popularity, the product of the numbers of papers, on the same pairs.
"""

from __future__ import annotations

import argparse
import random
import time

from kgraph.analysis import REPORTS, Corpus, analyze, entity_projection
from kgraph.analysis.gaps import resource_allocation

HIDDEN, SEED, ROUNDS = 0.1, 5, 5


def timed(corpus: Corpus) -> None:
    """Print how long each report takes; those that are about something get the most named things."""
    names = sorted(corpus.papers, key=lambda e: (-len(corpus.papers[e]), e))
    busiest = max(corpus.facts, key=lambda f: len(f.entities)).paper.id
    for name, report in REPORTS.items():
        things = (
            [busiest] if report.things == ("PAPER",) else names[: sum(not t.startswith("[") for t in report.things)]
        )
        start = time.perf_counter()
        rows = analyze(Corpus(corpus.facts), name, *things)
        print(f"{name:15} {time.perf_counter() - start:6.2f} s  {len(rows):7,} rows")


def split(corpus: Corpus, dice: random.Random) -> tuple[Corpus, Corpus, str]:
    """Papers that are known, papers that are hidden, and how they were chosen."""
    count = max(1, round(HIDDEN * len(corpus.facts)))
    dated = sorted((f for f in corpus.facts if f.paper.date[:4].isdigit()), key=lambda f: (f.paper.date, f.paper.id))
    if len(dated) > 0.8 * len(corpus.facts):
        hidden, how = {f.paper.id for f in dated[-count:]}, "the newest tenth"
    else:
        hidden, how = {f.paper.id for f in dice.sample(corpus.facts, count)}, "a random tenth"
    known = tuple(f for f in corpus.facts if f.paper.id not in hidden)
    return Corpus(known), Corpus(tuple(f for f in corpus.facts if f.paper.id in hidden)), how


def foreseen(corpus: Corpus, dice: random.Random) -> tuple[str, int, dict[str, list[float]]]:
    """How the papers were split, how many pairs were to be foreseen, and the precision of both scores at 10, 100 and 1,000."""
    known, hidden, how = split(corpus, dice)
    graph = entity_projection(known)
    scores = resource_allocation(graph)
    popular = {(m, t): float(len(known.papers[m]) * len(known.papers[t])) for m, t in scores}
    new = {(m, t) for named in hidden.named.values() for m in named for t in named if (m, t) in scores}
    precision = {}
    for name, values in (("gaps", scores), ("popularity", popular)):
        ranked = sorted(values, key=lambda pair: (-round(values[pair], 9), pair))
        precision[name] = [sum(p in new for p in ranked[:k]) / k for k in (10, 100, 1000)]
    return how, len(new), precision


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    corpus = Corpus.of(parser.parse_args().build)
    print(f"{len(corpus.facts)} papers, {len(corpus.entities)} entities")
    timed(corpus)
    dice = random.Random(SEED)
    rounds = [foreseen(corpus, dice) for _ in range(ROUNDS)]
    print(
        f"gaps, {rounds[0][0]} hidden, mean of {ROUNDS}: {sum(n for _, n, _ in rounds) / ROUNDS:.0f} pairs to foresee"
    )
    for name in rounds[0][2]:
        means = [sum(r[2][name][i] for r in rounds) / ROUNDS for i in range(3)]
        print(f"  {name:11} precision at 10 {means[0]:.3f}, at 100 {means[1]:.3f}, at 1,000 {means[2]:.3f}")


if __name__ == "__main__":
    main()
