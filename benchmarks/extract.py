"""Speed of the extraction against spaCy's bare tokenizer on the same texts in the same run, on one core.

    python benchmarks/extract.py PAPERS [--limit N] [--rounds N]

Both remember the words that they have read: spaCy's tokenizer how it split them, kgraph what they are. Texts read a
second time would be read faster, and not by the same factor, so each round of each reads in a new process, which has
loaded the pipeline and seen other papers only, as many for both; what is made on first use is part of loading. The
rounds take turns, so that a busy machine slows both.

Prints abstracts a second of both (the best of the rounds) and their ratio, and how long the pipeline takes to load.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from typing import NamedTuple

import spacy

import kgraph
from kgraph.reading import TITLE_GAP

#: Papers behind those that are measured, read before the clock starts.
_OTHERS = 50


class Seconds(NamedTuple):
    """How long one process took to load a pipeline, and to read papers with it."""

    loading: float
    reading: float


def main() -> None:
    """Run the benchmark named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers")
    parser.add_argument("--limit", type=int, default=1000, help="papers to read")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()

    papers = kgraph.read(options.papers)
    papers, others = papers[: options.limit], papers[options.limit :][:_OTHERS]
    rounds = [[in_new_process(read, others, papers) for read in (bare, ours)] for _ in range(options.rounds)]
    best, best_ours = (min(seconds.reading for seconds in each) for each in zip(*rounds, strict=True))
    print(f"{len(papers)} abstracts, one core")
    print(f"spacy.blank('en')  {len(papers) / best:8.0f} abstracts/s")
    print(f"kgraph, one pass   {len(papers) / best_ours:8.0f} abstracts/s")
    print(f"ratio              {best / best_ours:8.3f}")
    print(f"load_nlp()         {min(seconds.loading for _, seconds in rounds):8.2f} s in a new process")


def in_new_process(
    read: Callable[..., Seconds], others: Sequence[kgraph.Paper], papers: Sequence[kgraph.Paper]
) -> Seconds:
    """What ``read`` gives in a process that has nothing of this one."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(read, (others, papers))


def bare(others: Sequence[kgraph.Paper], papers: Sequence[kgraph.Paper]) -> Seconds:
    """The bare tokenizer's time."""
    start = time.perf_counter()
    nlp = spacy.blank("en")
    loaded = time.perf_counter()
    for some in (others, papers):
        texts = [p.title + TITLE_GAP + p.abstract for p in some]
        begin = time.perf_counter()
        for doc in nlp.pipe(texts):
            len(doc)
    return Seconds(loaded - start, time.perf_counter() - begin)


def ours(others: Sequence[kgraph.Paper], papers: Sequence[kgraph.Paper]) -> Seconds:
    """The time of all components of kgraph."""
    start = time.perf_counter()
    nlp = kgraph.load_nlp()
    loaded = time.perf_counter()
    for some in (others, papers):
        begin = time.perf_counter()
        kgraph.extract(some, nlp=nlp, names=[])
    return Seconds(loaded - start, time.perf_counter() - begin)


if __name__ == "__main__":
    main()
