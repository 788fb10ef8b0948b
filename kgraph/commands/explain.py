"""`kgraph explain`: one paper with all that was found in it, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kgraph.commands.options import Graph
from kgraph.schema import ENTITY_TYPES, ROLES
from kgraph.terminal import OUT, HarmlessTable

if TYPE_CHECKING:
    from kgraph.explanation import Explanation, Piece


def explain(
    graph: Graph,
    paper: Annotated[str, typer.Argument(help="Id of a paper, its title, or words of it.")],
    entity: Annotated[str, typer.Argument(help="Id or name of the only entity to mark.")] = "",
) -> None:
    """Show a paper with its mentions and results marked, and the rule behind each."""
    from kgraph.explanation import explain as explain_paper
    from kgraph.loading import load_facts

    _print_explanation(explain_paper(load_facts(graph), paper, entity))


def _print_explanation(explanation: Explanation) -> None:
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
    table = HarmlessTable("entity", "role", "why", "found as (rule)")
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
                _with_rule(r.metric, r.metric_rule),
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
