"""Speed of the extraction against spaCy's bare tokenizer on the same texts in the same run, on one core.

    python benchmarks/extract.py PAPERS [--limit N] [--rounds N]

Prints abstracts a second of both (the best of the rounds) and their ratio, and how long the pipeline takes to load.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

import spacy
from timing import best

import kgraph
from kgraph.reading import TITLE_GAP


def main() -> None:
    """Run the benchmark named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers")
    parser.add_argument("--limit", type=int, default=1000, help="papers to read")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    papers = kgraph.read(options.papers)[: options.limit]
    texts = [p.title + TITLE_GAP + p.abstract for p in papers]
    blank, full = spacy.blank("en"), kgraph.load_nlp()
    kgraph.extract(papers[:50], nlp=full, names=[])
    bare = best(lambda: sum(len(d) for d in blank.pipe(texts)), options.rounds)
    ours = best(lambda: len(kgraph.extract(papers, nlp=full, names=[]).facts), options.rounds)
    print(f"{len(papers)} abstracts, one core")
    print(f"spacy.blank('en')  {len(papers) / bare:8.0f} abstracts/s")
    print(f"kgraph, one pass   {len(papers) / ours:8.0f} abstracts/s")
    print(f"ratio              {bare / ours:8.3f}")
    print(f"load_nlp()         {_load_seconds():8.2f} s in a new process")


def _load_seconds() -> float:
    code = "import time; t = time.perf_counter(); import kgraph; kgraph.load_nlp(); print(time.perf_counter() - t)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main()
