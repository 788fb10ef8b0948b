"""The way of the data in one function: papers to Facts to graph to files. Read this first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import networkx as nx

from kgraph.exports import write_graphml
from kgraph.exports.dataset import write_dataset
from kgraph.exports.provenance import Provenance
from kgraph.exports.scope import Scope
from kgraph.extraction import Progress, extract
from kgraph.files import expect_writable, replacing_together, write_lines
from kgraph.graph import build_graph, entities_of_type
from kgraph.iris import BASE
from kgraph.learning import LearnedName, names_lines
from kgraph.records import Facts, Paper, facts_lines
from kgraph.schema import ENTITY_TYPES, ROLES

FACTS, NAMES, GRAPHML, EXPLORER, SUMMARY = (
    "facts.jsonl", "names.jsonl", "graph.graphml", "explorer.html", "summary.json",
)  # fmt: skip
_TOP = 10


def build(
    papers: Sequence[Paper],
    folder: str | Path,
    *,
    names: Sequence[LearnedName] | None = None,
    lexicons: Sequence[str | Path] = (),
    base: str = BASE,
    licence: str = "",
    workers: int = 1,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """The summary of the graph of these papers, which is now in the folder in all its files.

    Parameters
    ----------
    papers : sequence of Paper
        Each paper once, as `kgraph.read` gives them.
    folder : path
        Where to write; made if it is not there.
    names : sequence of LearnedName, optional
        Names to find in place of those that the papers introduce.
    lexicons : sequence of paths
        Lexicon files of one's own.
    base : str
        Under which IRI the instances of the RDF live.
    licence : str
        IRI of the licence that the description of the RDF names.
    workers : int
        Processes to use; 0 for one a core.
    progress : callable, optional
        Told what is being done and how far it is.

    Raises
    ------
    ExportError
        The folder cannot be written; its files are as they were.
    """
    from kgraph.explorer import write_explorer

    expect_writable(folder, folder=True)
    facts, learned = extract(papers, names=names, lexicons=lexicons, workers=workers, progress=progress)
    graph = build_graph(facts)
    scope = Scope(base, Provenance.of(lexicons), licence=licence)
    summary = summarise(facts, graph, learned, scope)
    writers: tuple[Callable[[Path], object], ...] = (
        lambda to: write_lines(facts_lines(sorted(facts, key=lambda f: f.paper.id)), to / FACTS),
        lambda to: write_lines(names_lines(learned), to / NAMES),
        lambda to: write_dataset(facts, to, scope),
        lambda to: write_graphml(graph, to / GRAPHML),
        lambda to: write_explorer(facts, to / EXPLORER, base=base),
        lambda to: write_lines([json.dumps(summary, ensure_ascii=False, indent=1) + "\n"], to / SUMMARY),
    )
    with replacing_together(folder) as new:
        for done, write in enumerate(writers, 1):
            write(new)
            if progress is not None:
                progress("writing", done, len(writers))
    return summary


def summarise(
    facts: Sequence[Facts], graph: nx.MultiDiGraph[str], names: Sequence[LearnedName], scope: Scope
) -> dict[str, Any]:
    """Counts and most linked entities of a build, and what it was made with; plain values for JSON.

    Parameters
    ----------
    facts : sequence of Facts
        Each paper once.
    graph : networkx.MultiDiGraph
        What `kgraph.graph.build_graph` makes of them.
    names : sequence of LearnedName
        Those that the papers introduce.
    scope : Scope
        What the RDF was written with.
    """
    dates = sorted(date for f in facts if (date := f.paper.date_with_year))
    roles = Counter(e.role for f in facts for e in f.entities)
    ranked = {t.plural: entities_of_type(graph, t.name) for t in ENTITY_TYPES.values()}
    return {
        "papers": len(facts),
        "dated": [dates[0], dates[-1]] if dates else [],
        "entities": {plural: len(found) for plural, found in ranked.items()},
        "links": {role: roles[role] for role in ROLES},
        "mentions": sum(len(e.mentions) for f in facts for e in f.entities),
        "results": sum(len(f.results) for f in facts),
        "learned_names": len(names),
        "most_linked": {
            plural: [[graph.nodes[n]["label"], graph.nodes[n]["papers"]] for n in found[:_TOP]]
            for plural, found in ranked.items()
        },
        "made_with": {
            "kgraph": scope.provenance.software_version,
            "lexicon": f"sha256:{scope.provenance.lexicon_digest}",
            "rules": f"sha256:{scope.provenance.rule_set_digest}",
            "base": scope.base,
            "licence": scope.licence,
        },
    }
