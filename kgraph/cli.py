"""The command line: parses arguments, calls one function, prints. Errors are one line on stderr, exit code 1; wrong
usage is exit code 2. A traceback only with ``--debug``.
"""

from __future__ import annotations

import json
import sys
import traceback
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer
from rich.text import Text

from kgraph import __version__
from kgraph.commands import analyze, export
from kgraph.commands.diff import diff
from kgraph.commands.explore import explore
from kgraph.commands.options import (
    Base,
    Format,
    Graph,
    InputFormat,
    Inputs,
    Lexicons,
    Licence,
    Names,
    Quiet,
    Strict,
    Workers,
    Year,
)
from kgraph.commands.path import path
from kgraph.commands.query import query
from kgraph.commands.report import report
from kgraph.commands.serve import serve
from kgraph.commands.validate import validate
from kgraph.console import print_explanation, print_note, print_scores, print_summary, progress
from kgraph.errors import GraphError, KgraphError, SourceWarning
from kgraph.iris import BASE
from kgraph.terminal import ERR, OUT, write

if TYPE_CHECKING:
    from kgraph.records import Paper

app = typer.Typer(
    name="kgraph",
    help="A knowledge graph of AI papers, read from lists of abstracts: offline, reproducible, with evidence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
lexicon_app = typer.Typer(help="Check lexicon files, and find what they lack.", no_args_is_help=True)
app.add_typer(lexicon_app, name="lexicon")
_debug = False


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"kgraph {__version__}")
        raise typer.Exit()


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback where something fails.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    global _debug
    _debug = debug


@app.command(epilog="Example: `kgraph build page.txt more.jsonl -o outputs/`")
def build(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write to.")] = Path("outputs"),
    format: Format = InputFormat.auto,
    year: Year = None,
    strict: Strict = False,
    lexicon: Lexicons = None,
    names: Names = None,
    base: Base = BASE,
    licence: Licence = None,
    workers: Workers = 0,
    quiet: Quiet = False,
) -> None:
    """Build the graph: facts.jsonl, graph.nq, graph.ttl, void.ttl, graph.graphml, explorer.html, names.jsonl, summary.json."""
    from kgraph.building import build as build_graph
    from kgraph.learning import read_names

    papers, records = _read(inputs, format, year, strict)
    with progress(quiet) as tell:
        summary = build_graph(
            papers,
            out,
            names=read_names(names) if names else None,
            lexicons=lexicon or [],
            base=base or BASE,
            licence=licence or "",
            workers=workers,
            progress=tell,
        )
    if not quiet:
        print_summary(summary, out, records)


@app.command(epilog="Example: `kgraph extract page.txt -o facts.jsonl`")
def extract(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write, or - for standard output.")] = Path(
        "facts.jsonl"
    ),
    format: Format = InputFormat.auto,
    year: Year = None,
    strict: Strict = False,
    lexicon: Lexicons = None,
    names: Names = None,
    workers: Workers = 0,
    quiet: Quiet = False,
) -> None:
    """Extract the Facts only: one JSON line a paper."""
    from kgraph.extraction import extract as extract_facts
    from kgraph.files import write_lines
    from kgraph.learning import read_names
    from kgraph.records import facts_lines

    papers, _ = _read(inputs, format, year, strict)
    with progress(quiet) as tell:
        facts = extract_facts(
            papers, names=read_names(names) if names else None, lexicons=lexicon or [], workers=workers, progress=tell
        ).facts
    if str(out) == "-":
        write(facts_lines(facts))
        return
    write_lines(facts_lines(facts), out)
    if not quiet:
        OUT.print(
            f"{len(facts)} papers, {sum(len(f.entities) for f in facts)} links, {sum(len(f.results) for f in facts)} results: {out}",
        )


app.command(epilog=export.EXAMPLE)(export.export)
app.command(
    epilog="Examples: `kgraph query outputs/ results-of-model model=BERT` · `kgraph query outputs/ 'SELECT ?t WHERE { ?p dcterms:title ?t } LIMIT 5' -f csv`"
)(query)
app.command(epilog=analyze.EXAMPLE)(analyze.analyze)
app.command(epilog="Example: `kgraph report outputs/ -o outputs/report.html --open`")(report)
app.command(epilog="Example: `kgraph diff yesterday/ today/ --summary`")(diff)
app.command(epilog="Example: `kgraph path outputs/ Transformer dropout`")(path)


app.command(epilog="Example: `kgraph explore outputs/ --focus BERT --open`")(explore)
app.command(epilog="Example: `kgraph serve outputs/ --open`")(serve)


@app.command(epilog="Example: `kgraph explain outputs/ 'Attention Is All You Need'`")
def explain(
    graph: Graph,
    paper: Annotated[str, typer.Argument(help="Id of a paper, or words of its title.")],
    entity: Annotated[str, typer.Argument(help="Id or name of the only entity to mark.")] = "",
) -> None:
    """Show a paper with its mentions and results marked, and the rule behind each."""
    from kgraph.explanation import explain as explain_paper
    from kgraph.loading import load_facts

    print_explanation(explain_paper(load_facts(graph), paper, entity))


@app.command(epilog="Example: `kgraph evaluate annotated.jsonl --errors 10`")
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated papers, JSON lines.")],
    inputs: Annotated[
        Optional[Path],
        typer.Argument(
            metavar="[INPUT]",
            help="Facts to score (facts.jsonl or a build); by default the gold's own texts are extracted.",
        ),
    ] = None,
    errors: Annotated[int, typer.Option(help="Print up to so many mistakes of each kind and type.", min=0)] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    workers: Workers = 1,
) -> None:
    """Score the extraction against annotated papers: precision, recall, F1."""
    from kgraph.evaluation import evaluate as score
    from kgraph.evaluation import missing, read_gold
    from kgraph.extraction import extract as extract_facts
    from kgraph.loading import load_facts
    from kgraph.sources import read

    annotated = read_gold(gold)
    facts = load_facts(inputs) if inputs else extract_facts(read(gold, format="jsonl"), workers=workers).facts
    if absent := missing(annotated, facts):
        if len(absent) == len(annotated):
            raise GraphError(
                f"none of the {len(annotated)} annotated papers has Facts: their ids are as {absent[0]!r}",
                path=str(inputs or gold),
                remedy="give both files the same ids, or no Facts to score what is extracted now",
            )
        some = ", ".join(absent[:3]) + ("" if len(absent) <= 3 else ", …")
        ERR.print(f"{len(absent)} of {len(annotated)} annotated papers have no Facts and count as empty: {some}")
    evaluation = score(annotated, facts)
    if as_json:
        print(
            json.dumps(
                {
                    n: {"P": round(s.precision, 4), "R": round(s.recall, 4), "F1": round(s.f1, 4), **s._asdict()}
                    for n, s in evaluation.scores.items()
                }
            )
        )
        return
    print_scores(evaluation, errors)


app.command(epilog="Example: `kgraph validate outputs/`")(validate)


@lexicon_app.command("check", epilog="Example: `kgraph lexicon check mine.tsv --corpus page.txt`")
def check_lexicon(
    lexicon: Annotated[
        Optional[list[Path]], typer.Argument(help="Lexicon files of one's own, checked together with ours.")
    ] = None,
    corpus: Annotated[
        Optional[list[str]], typer.Option("--corpus", help="Papers: list the rows that none of them names as well.")
    ] = None,
    most: Annotated[int, typer.Option(help="Print so many findings of each kind; 0 for all.", min=0)] = 20,
) -> None:
    """Check the format of lexicon files, and list what is ambiguous or dead in them."""
    from kgraph.lexicon import load_lexicon
    from kgraph.lexicon.upkeep import check
    from kgraph.sources import read

    known = load_lexicon(lexicon or ())
    own = {e.id for e in set(known.entries) - set(load_lexicon().entries)}
    # what one's own files bring comes first
    findings = sorted(check(known, read(corpus) if corpus else ()), key=lambda f: own.isdisjoint(f.ids))
    OUT.print(f"{len(known.entries)} rows in order")
    for kind in dict.fromkeys(f.kind for f in findings):
        these = [f for f in findings if f.kind == kind]
        OUT.print(Text(f"\n{kind} ({len(these)})", "bold"))
        for finding in these[: most or None]:
            OUT.print(Text(f"  {finding.form}: {', '.join(finding.ids)}"))


@lexicon_app.command("suggest", epilog="Example: `kgraph lexicon suggest page.txt -o new.tsv`")
def suggest_rows(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write, or - for standard output.")] = Path("-"),
    min_papers: Annotated[int, typer.Option(help="Leave out names of fewer papers.", min=1)] = 2,
    lexicon: Lexicons = None,
    workers: Workers = 0,
) -> None:
    """Propose rows: frequent names that the lexicon lacks, with contexts, in a file for a person to accept."""
    from kgraph.extraction import extract as extract_facts
    from kgraph.files import write_lines
    from kgraph.lexicon import load_lexicon
    from kgraph.lexicon.upkeep import no_suggestion, suggest, suggestion_lines
    from kgraph.sources import read

    with progress(quiet=False) as tell:
        facts = extract_facts(read(inputs), lexicons=lexicon or [], workers=workers, progress=tell).facts
    suggestions = suggest(facts, load_lexicon(lexicon or ()), min_papers=min_papers)
    if not suggestions:
        print_note(no_suggestion(min_papers))
    lines = suggestion_lines(suggestions)
    if str(out) == "-":
        write(lines)
    else:
        write_lines(lines, out)


def main() -> None:
    """Run the command line; the exit code says how it went: 0 done, 1 failed, 2 wrong usage."""
    warnings.showwarning = _show_warning
    warnings.simplefilter("always", SourceWarning)
    try:
        app(standalone_mode=True)
    except KgraphError as error:
        ERR.print(traceback.format_exc() if _debug else f"kgraph: {error}", style="red", soft_wrap=True)
        sys.exit(1)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):
            # the reader of our output has gone, as `head` does: nothing is wrong
            sys.exit(0)
        raise


def _show_warning(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, file: Any = None, line: Any = None
) -> None:
    if issubclass(category, SourceWarning):
        ERR.print(f"kgraph: warning: {message}", style="yellow", soft_wrap=True)


def _read(inputs: list[str], format: InputFormat, year: int | None, strict: bool) -> tuple[list[Paper], int]:
    """The papers, and how many records they were made of."""
    from kgraph.sources import read_entries
    from kgraph.sources.merge import merge

    chosen = "" if format is InputFormat.auto else format.value
    records = list(read_entries(inputs, format=chosen, year=year, strict=strict))
    return merge(records, strict=strict), len(records)


if __name__ == "__main__":
    main()
