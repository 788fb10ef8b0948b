"""`kgraph export`: a build in another format."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Optional

import typer

from kgraph.commands.options import Base, Licence
from kgraph.terminal import OUT, write_bytes


class ExportFormat(str, Enum):
    """The keys of `kgraph.exports.WRITERS` and `FOLDER_WRITERS`, which loads too much to be asked before an export is wanted."""

    turtle = "turtle"
    trig = "trig"
    ntriples = "ntriples"
    nquads = "nquads"
    jsonld = "jsonld"
    rdfxml = "rdfxml"
    void = "void"
    graphml = "graphml"
    gexf = "gexf"
    nodelink = "nodelink"
    cytoscape = "cytoscape"
    facts = "facts"
    csv = "csv"
    parquet = "parquet"
    neo4j = "neo4j"


class Evidence(str, Enum):
    """The levels of `kgraph.exports.scope.EVIDENCE`."""

    full = "full"
    roles = "roles"
    none = "none"


def export(
    graph: Annotated[Path, typer.Argument(help="The folder of a build, a facts.jsonl, or N-Quads with full evidence.")],
    format: Annotated[
        Optional[ExportFormat],
        typer.Option("--format", "-f", help="By default the ending of the file's name decides."),
    ] = None,
    out: Annotated[
        Path,
        typer.Option(
            "--out", "-o", help="File to write, or - for standard output; a folder for csv, parquet and neo4j."
        ),
    ] = Path("-"),
    evidence: Annotated[
        Evidence,
        typer.Option(
            help="How much of the RDF: with the places in the texts, with the roles and the rules behind them, or direct statements only."
        ),
    ] = Evidence.full,
    texts: Annotated[
        bool, typer.Option(help="Write the titles and abstracts as texts that offsets count into.")
    ] = True,
    base: Base = None,
    licence: Licence = None,
) -> None:
    """Write a build in another format: RDF, graphs, tables or Facts. Base IRI and licence are those of the build."""
    from kgraph.exports import FOLDER_WRITERS, generate, write
    from kgraph.exports.scope import Options
    from kgraph.loading import open_build

    chosen = format.value if format else ""
    if not chosen and str(out) == "-":
        raise typer.BadParameter("a format, or a file whose ending says it", param_hint="--format")
    if chosen in FOLDER_WRITERS and str(out) == "-":
        raise typer.BadParameter(f"a folder: {chosen} is several files", param_hint="--out")
    build = open_build(graph)
    # the files of the build are those of the dataset that is described as long as nothing of it is changed
    as_built = base in (None, build.base) and texts and evidence is Evidence.full
    options = Options(
        base=base or build.base,
        provenance=build.provenance,
        evidence=evidence.value,
        texts=texts,
        licence=licence or build.licence,
        dumps=build.dumps if as_built else (),
    )
    if str(out) == "-":
        write_bytes(generate(build.facts, chosen, **options))
        return
    write(build.facts, out, chosen, **options)
    size = sum(f.stat().st_size for f in out.iterdir()) if out.is_dir() else out.stat().st_size
    OUT.print(f"{out}: {size:,} bytes")
