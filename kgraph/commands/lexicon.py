"""`kgraph lexicon check` and `kgraph lexicon suggest`: the upkeep of lexicon files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer
from rich.text import Text

from kgraph.commands.options import Inputs, Lexicons, Workers
from kgraph.console import print_note, progress
from kgraph.terminal import OUT, write


def check(
    lexicon: Annotated[
        Optional[list[Path]], typer.Argument(help="Lexicon files of one's own, checked together with ours.")
    ] = None,
    corpus: Annotated[
        Optional[list[str]], typer.Option("--corpus", help="Papers: list the rows that none of them names as well.")
    ] = None,
    most: Annotated[int, typer.Option(help="Print so many findings of each kind; 0 for all.", min=0)] = 20,
) -> None:
    """Check the format of lexicon files, and list what is ambiguous, contradicted by its own examples, or dead in them."""
    from kgraph.lexicon import load_lexicon
    from kgraph.lexicon.upkeep import check as check_rows
    from kgraph.sources import read

    known = load_lexicon(lexicon or ())
    own = {e.id for e in set(known.entries) - set(load_lexicon().entries)}
    # what one's own files bring comes first
    findings = sorted(check_rows(known, read(corpus) if corpus else ()), key=lambda f: own.isdisjoint(f.ids))
    OUT.print(f"{len(known.entries)} rows in order")
    for kind in dict.fromkeys(f.kind for f in findings):
        these = [f for f in findings if f.kind == kind]
        OUT.print(Text(f"\n{kind} ({len(these)})", "bold"))
        for finding in these[: most or None]:
            OUT.print(Text(f"  {finding.form}: {', '.join(finding.ids)}"))


def suggest(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write, or - for standard output.")] = Path("-"),
    min_papers: Annotated[int, typer.Option(help="Leave out names of fewer papers.", min=1)] = 2,
    lexicon: Lexicons = None,
    workers: Workers = 0,
) -> None:
    """Propose rows: frequent names that the lexicon lacks, with contexts, in a file for a person to accept."""
    from kgraph.extraction import extract as extract_facts
    from kgraph.files import expect_writable, write_lines
    from kgraph.lexicon import load_lexicon
    from kgraph.lexicon.upkeep import no_suggestion, suggestion_lines
    from kgraph.lexicon.upkeep import suggest as suggest_rows
    from kgraph.sources import read

    if str(out) != "-":
        expect_writable(out)
    with progress(quiet=False) as tell:
        facts = extract_facts(read(inputs), lexicons=lexicon or [], workers=workers, progress=tell).facts
    suggestions = suggest_rows(facts, load_lexicon(lexicon or ()), min_papers=min_papers)
    if not suggestions:
        print_note(no_suggestion(min_papers))
    lines = suggestion_lines(suggestions)
    if str(out) == "-":
        write(lines)
    else:
        write_lines(lines, out)
