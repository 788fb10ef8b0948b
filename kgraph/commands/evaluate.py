"""`kgraph evaluate`: how well the extraction agrees with annotated papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer
from rich.text import Text

from kgraph.commands.options import Workers
from kgraph.errors import GraphError
from kgraph.terminal import ERR, OUT, HarmlessTable

if TYPE_CHECKING:
    from kgraph.evaluation import Evaluation


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
    _print_scores(evaluation, errors)


def _print_scores(evaluation: Evaluation, errors: int) -> None:
    """Print the scores and up to so many mistakes of each kind and type."""
    table = HarmlessTable("", "P", "R", "F1", "right", "predicted", "gold")
    for name, s in evaluation.scores.items():
        table.add_row(
            name, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", str(s.right), str(s.predicted), str(s.gold)
        )
    OUT.print(table)
    kinds = sorted({(m.kind, m.type) for m in evaluation.mistakes}) if errors else []
    for kind, type_ in kinds:
        these = [m for m in evaluation.mistakes if (m.kind, m.type) == (kind, type_)]
        OUT.print(Text(f"\n{kind} {type_} ({len(these)})", "bold"))
        for mistake in these[:errors]:
            OUT.print(Text(f"  {mistake.text}  [{mistake.paper}]"))
