"""``kgraph validate``: the SHACL report of a build, for people or for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kgraph.commands.options import Graph
from kgraph.console import counted, waiting
from kgraph.terminal import OUT, write

if TYPE_CHECKING:
    from kgraph.validation import Validation
    from kgraph.validation.findings import Finding


class ReportFormat(str, Enum):
    """How the report is printed."""

    text = "text"
    json = "json"
    turtle = "turtle"


class Engine(str, Enum):
    """What runs the shapes that are queries."""

    fast = "fast"
    pyshacl = "pyshacl"


def validate(
    graph: Graph,
    format: Annotated[
        ReportFormat, typer.Option("--format", "-f", help="For people, or a SHACL report in JSON or Turtle.")
    ] = ReportFormat.text,
    examples: Annotated[int, typer.Option(help="Show so many nodes for each thing that is wrong.", min=1)] = 1,
    engine: Annotated[
        Engine,
        typer.Option(
            help="fast, or pyshacl to leave the shapes that are queries to pySHACL: the same, but minutes for seconds."
        ),
    ] = Engine.fast,
) -> None:
    """Check a build against the SHACL shapes of the ontology; exit code 1 if it does not conform."""
    from kgraph.validation import validate as validate_build
    from kgraph.validation.findings import report_turtle

    with waiting("checking"):
        validation = validate_build(graph, engine="pyshacl" if engine is Engine.pyshacl else "fast")
    if format is ReportFormat.turtle:
        write([report_turtle(validation.findings)])
    elif format is ReportFormat.json:
        write([json.dumps(_plain(validation), ensure_ascii=False, indent=1), "\n"])
    else:
        for line in _lines(validation, examples):
            OUT.print(line, soft_wrap=True)
    if not validation.conforms:
        raise typer.Exit(1)


def _lines(validation: Validation, examples: int) -> Iterator[str]:
    """What is wrong, how often, and where to look."""
    from kgraph.validation.findings import shown

    for (severity, source), group in groupby(validation.findings, key=lambda f: (f.severity, f.source)):
        findings = list(group)
        nodes = len({f.focus for f in findings})
        yield f"{severity.lower()}, {counted(len(findings), 'time')} at {counted(nodes, 'node')}: {shown(source)}"
        # one value can be wrong in several ways that a person reads as one
        told = list(dict.fromkeys((_said(f), shown(f.focus)) for f in findings))
        for message, focus in told[:examples]:
            yield f"    {message}"
            yield f"      at {focus}"
        if len(told) > examples:
            yield f"      and {len(told) - examples} more (--examples {len(told)} shows all)"
    violations = sum(f.severity == "Violation" for f in validation.findings)
    advice = len(validation.findings) - violations
    read = " and ".join(str(f) for f in validation.files)
    verdict = "conforms" if validation.conforms else f"does not conform: {counted(violations, 'violation')}"
    warned = f", {counted(advice, 'warning')}" if advice else ""
    yield f"{read}: {validation.triples} triples, {verdict}{warned}"


def _said(finding: Finding) -> str:
    """The message, with the value where the message does not have it."""
    from kgraph.validation.findings import shown

    value = "" if finding.value in (None, finding.focus) else shown(finding.value)
    return f"{finding.message}; found {value}" if value and value not in finding.message else finding.message


def _plain(validation: Validation) -> dict[str, Any]:
    def value(term: Any) -> str | None:
        return None if term is None else str(getattr(term, "value", term))

    return {
        "conforms": validation.conforms,
        "files": [str(f) for f in validation.files],
        "triples": validation.triples,
        "findings": [
            {name: value(field) if name in ("focus", "path", "value") else field for name, field in f._asdict().items()}
            for f in validation.findings
        ],
    }
