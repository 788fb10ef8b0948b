"""Time of each stored query over a build, and of all of them against rdflib's engine on the same file in the same run.

    python benchmarks/sparql.py GRAPH [--repeat N] [--without-rdflib]

Times are of the processor, so that other work on the machine does not count, from the text of the query to all rows or triples
of the answer, with values at their defaults; the best of N runs, of rdflib one. Both engines hold the graph already: pyoxigraph in the store that is kept beside the build, rdflib in memory; loading is told apart.
rdflib gets each query as `kgraph query --show` prints it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import rdflib

from kgraph.sparql import LocalGraph, open_store, query, stored_queries, with_values
from kgraph.sparql.kept import graph_file

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def best(work: Callable[[], T], repeat: int) -> tuple[float, T]:
    return min((timed(work) for _ in range(repeat)), key=lambda pair: pair[0])


def load_rdflib(path: Path) -> rdflib.Graph:
    if path.suffix == ".nq":
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(path, format="nquads")
        return dataset
    return rdflib.Graph().parse(path, format="turtle")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--without-rdflib", action="store_true")
    options = parser.parse_args()

    open_store(options.graph)
    opening, store = timed(lambda: open_store(options.graph))
    source = LocalGraph(store)
    print(f"{graph_file(options.graph)}: {len(store)} statements; kept store opened in {opening * 1000:.0f} ms")
    other = None
    if not options.without_rdflib:
        loading, other = timed(lambda: load_rdflib(graph_file(options.graph)))
        print(f"rdflib loaded it in {loading:.1f} s")
    print(f"{'query':26} {'rows':>6} {'kgraph ms':>10} {'rdflib ms':>10}")
    total = total_other = 0.0
    for name, stored in stored_queries().items():
        seconds, answer = best(lambda stored=stored: query(source, stored), options.repeat)  # type: ignore[misc]
        total += seconds
        line = f"{name:26} {len(answer.rows):6} {seconds * 1000:10.1f}"
        if other is not None:
            text = with_values(source, stored)
            seconds, _ = timed(lambda text=text: len(list(other.query(text))))  # type: ignore[misc]
            total_other += seconds
            line += f" {seconds * 1000:10.1f}"
        print(line, flush=True)
    print(f"{'all':33} {total * 1000:10.1f} {total_other * 1000:10.1f}")
    if other is not None:
        print(f"{total_other / total:.0f} times as fast")


if __name__ == "__main__":
    main()
