"""What the command line shows on a terminal: progress, summaries, marked texts, scores. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column
from rich.text import Text

from kgraph.schema import ENTITY_TYPES, ROLES
from kgraph.terminal import ERR, OUT, HarmlessTable

if TYPE_CHECKING:
    from kgraph.evaluation import Evaluation
    from kgraph.explanation import Explanation, Piece


@contextmanager
def progress(quiet: bool) -> Iterator[Any]:
    """A function that draws how far a step is, on a terminal only."""
    if quiet or not ERR.is_terminal:
        yield None
        return
    with Progress(
        TextColumn("{task.description:15}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=ERR,
        transient=True,
    ) as bar:
        steps: dict[str, Any] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in steps:
                steps[step] = bar.add_task(step, total=total)
            bar.update(steps[step], completed=done)

        yield tell


def print_note(note: str) -> None:
    """Print what a person should know of an answer, beside it."""
    ERR.print(f"kgraph: note: {note}", style="yellow", soft_wrap=True)


def print_summary(summary: dict[str, Any], out: Path, records: int) -> None:
    """Print how many papers came of the records, how many entities of each type, the most linked ones, and what to do next."""
    from kgraph.building import EXPLORER

    papers = f"{summary['papers']} papers" + (f" of {records} records" if records != summary["papers"] else "")
    table = HarmlessTable("", "how many", "most linked (papers)", title=f"{papers} → {out}", title_justify="left")
    for plural, count in summary["entities"].items():
        top = ", ".join(f"{label} ({papers})" for label, papers in summary["most_linked"][plural][:5])
        table.add_row(plural, str(count), Text(top))
    table.add_row("results", str(summary["results"]), "")
    OUT.print(table)
    OUT.print(
        Text.assemble(
            "Open ", (str(out / EXPLORER), "bold"), f" in a browser, or ask: kgraph query {out} organisations"
        )
    )


def print_explanation(explanation: Explanation) -> None:
    """Print a paper with its mentions and results marked, and the rule behind each."""
    paper = explanation.facts.paper
    OUT.print(_marked(explanation.title, bold=True))
    about = " · ".join(
        x for x in (paper.id, paper.date, paper.organisation.name if paper.organisation else "", *paper.sources) if x
    )
    OUT.print(Text(about, "dim"))
    OUT.print()
    OUT.print(_marked(explanation.abstract))
    OUT.print()
    table = HarmlessTable(Column("entity", overflow="fold"), "role", "why", "found as (rule)")
    for entity in sorted(
        explanation.facts.entities, key=lambda e: (list(ENTITY_TYPES).index(e.type), list(ROLES).index(e.role), e.id)
    ):
        forms = dict.fromkeys(f"{m.text} ({m.rule})" for m in entity.mentions)
        table.add_row(
            # the id is what other commands take for it, whatever else is called so
            Text.assemble((entity.name, ENTITY_TYPES[entity.type].colour), (f"\n{entity.id}", "dim")),
            entity.role,
            entity.role_rule,
            Text(", ".join(forms)),
        )
    OUT.print(table)
    if explanation.facts.results:
        results = HarmlessTable("value (rule)", "metric", "is a", "measured on", "whose", "against")
        for r in explanation.facts.results:
            results.add_row(
                _with_rule(r.value, r.rule),
                r.metric or "–",
                "change" if r.change else "level",
                _with_rule(r.benchmark, r.benchmark_rule),
                _with_rule(r.subject, r.subject_rule),
                _with_rule(r.baseline, r.baseline_rule),
            )
        OUT.print(results)
    _print_legend(explanation)


def _with_rule(written: str | None, rule: str) -> Text:
    """What a result says, and under it the rule that told it."""
    return Text.assemble(written or "–", (f"\n{rule}", "dim") if rule else "")


def _print_legend(explanation: Explanation) -> None:
    from kgraph.explanation import legend

    if said := legend(explanation.facts):
        table = HarmlessTable("rule", "what it says")
        for rule, meaning in said:
            table.add_row(Text(rule), Text(meaning))
        OUT.print(table)


def _marked(pieces: list[Piece], bold: bool = False) -> Text:
    text = Text(style="bold" if bold else "")
    for piece in pieces:
        style = (
            "underline" if piece.kind == "Result" else f"{ENTITY_TYPES[piece.kind].colour} bold" if piece.kind else ""
        )
        text.append(piece.text, style)
    return text


def print_scores(evaluation: Evaluation, errors: int) -> None:
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
