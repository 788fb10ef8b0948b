"""Speed of writing RDF against rdflib's serializers, on the same graph in the same run; and of reading it back.

    python benchmarks/rdf.py PAPERS [--limit N] [--rounds N] [--memory N]

Both start from the statements in memory and write a new file; rdflib's N-Quads are not sorted, ours are. Prints seconds
(the best of the rounds, which take turns), their ratio, how long each format takes from the Facts on, and with
`--memory` the peak memory of writing N-Quads of the papers once and N times over, each in a process of its own (on Linux).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import rdflib
from timing import best

import kgraph
from kgraph.exports import WRITERS
from kgraph.exports.dataset import write_dataset
from kgraph.exports.graphs import graphs_of, in_order
from kgraph.exports.nquads import generate_nquads
from kgraph.exports.provenance import Provenance
from kgraph.exports.scope import Scope
from kgraph.exports.turtle import generate_turtle
from kgraph.files import write_lines
from kgraph.iris import BASE
from kgraph.records import Facts, facts_lines

_PEAK = """
import re, sys
from pathlib import Path
from kgraph.exports import write
from kgraph.loading import FactsFile
write(FactsFile(sys.argv[1]), sys.argv[2])
# of this process only: what getrusage tells begins with the memory of the parent
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def main() -> None:
    """Run the benchmark named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers")
    parser.add_argument("--limit", type=int, default=1000, help="papers to read")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, default=0, metavar="N", help="how many times over the papers are written")
    options = parser.parse_args()

    facts = kgraph.extract(kgraph.read(options.papers)[: options.limit]).facts
    provenance = Provenance.of()
    graphs = list(graphs_of(in_order(facts), Scope(provenance=provenance)))
    statements = sum(len(about.properties) for graph in graphs for about in graph.descriptions)
    print(f"{len(facts)} papers, {statements:,} statements, one core")
    with tempfile.TemporaryDirectory() as folder:
        path = kgraph.write(facts, Path(folder) / "graph.nq", provenance=provenance)
        print(f"\n{'from statements':16} {'kgraph':>9} {'rdflib':>9} {'ratio':>7}")
        out, again = Path(folder) / "out", Path(folder) / "graph.nt"
        dataset = rdflib.Dataset()
        dataset.parse(path, format="nquads")
        graph = rdflib.Graph().parse(kgraph.write(facts, again, provenance=provenance), format="nt")
        _against(
            "turtle",
            lambda: _to_file(generate_turtle(graphs, BASE), out),
            lambda: graph.serialize(out, format="turtle"),
            out,
            options.rounds,
        )
        _against(
            "nquads",
            lambda: _to_file(generate_nquads(graphs), out),
            lambda: dataset.serialize(out, format="nquads"),
            out,
            options.rounds,
        )
        print(f"\n{'from Facts':16} {'seconds':>9} {'MB':>9}")
        for name in WRITERS:
            seconds = best(partial(kgraph.write, facts, out, name, provenance=provenance), options.rounds)
            print(f"{name:16} {seconds:9.2f} {out.stat().st_size / 1e6:9.1f}")
        build = best(lambda: write_dataset(facts, folder, Scope(provenance=provenance)), options.rounds)
        print(f"{'all of a build':16} {build:9.2f}")
        print(f"{'restore':16} {best(lambda: kgraph.restore(path), options.rounds):9.2f}")
        if options.memory:
            print()
            for times in (1, options.memory):
                print(f"peak memory of {times * len(facts):,} papers: {_peak(facts, times, Path(folder))} MB")


def _against(name: str, ours: Callable[[], object], theirs: Callable[[], object], out: Path, rounds: int) -> None:
    """Print how long both take to write a file that is not there yet; to empty an old one takes time of its own."""
    seconds: dict[Callable[[], object], list[float]] = {ours: [], theirs: []}
    for _ in range(rounds):
        for run, times in seconds.items():
            out.unlink(missing_ok=True)
            times.append(best(run, 1))
    mine, other = map(min, seconds.values())
    print(f"{name:16} {mine:9.3f} {other:9.3f} {other / mine:7.1f}")


def _to_file(pieces: Iterator[bytes], path: Path) -> None:
    with open(path, "wb") as file:
        file.writelines(pieces)


def _peak(facts: list[Facts], times: int, folder: Path) -> str:
    """Megabytes that a process takes to write N-Quads of the papers so many times over, under other ids."""
    copies = (
        replace(f, paper=replace(f.paper, id=f"{i:04}-{f.paper.id}", title=f"{f.paper.title} {i}", arxiv_id="", doi=""))
        for i in range(times)
        for f in sorted(facts, key=lambda f: f.paper.id)
    )
    path = write_lines(facts_lines(copies), folder / "facts.jsonl")
    command = [sys.executable, "-c", _PEAK, str(path), str(folder / "many.nq")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
