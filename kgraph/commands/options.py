"""Arguments and options that several commands share, and their checks."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Optional

import typer

from kgraph.iris import is_base, is_iri


class InputFormat(str, Enum):
    """Formats of input files."""

    auto = "auto"
    jsonl = "jsonl"
    daily_papers = "daily-papers"


def checked_base(base: str | None) -> str | None:
    """The base IRI as given, if one is.

    Raises
    ------
    typer.BadParameter
        It is no IRI, or nothing can be put behind it to make one.
    """
    if base is not None and not is_base(base):
        raise typer.BadParameter("an IRI in ASCII that ends in /, # or :", param_hint="--base")
    return base


def checked_licence(licence: str | None) -> str | None:
    """The IRI of a licence as given, if one is.

    Raises
    ------
    typer.BadParameter
        It is no IRI.
    """
    if licence and not is_iri(licence):
        raise typer.BadParameter(
            "an IRI, such as https://creativecommons.org/licenses/by-sa/4.0/", param_hint="--licence"
        )
    return licence


Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Daily Papers pages saved as text, or JSON lines; files, folders, .gz, or - for standard input."
    ),
]
Graph = Annotated[Path, typer.Argument(help="The folder of a build.")]
Format = Annotated[
    InputFormat, typer.Option("--format", help="Format of the inputs; by default their content decides.")
]
Year = Annotated[
    Optional[int],
    typer.Option(help="Year of dates that name none; by default it is inferred from the page.", min=1900, max=2999),
]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first broken record, or strange file of a folder.")]
Lexicons = Annotated[
    Optional[list[Path]],
    typer.Option("--lexicon", help="A lexicon file of one's own, with a column type; may be repeated."),
]
Names = Annotated[
    Optional[Path],
    typer.Option("--names", help="A names.jsonl of an earlier build, perhaps corrected, in place of learning names."),
]
Workers = Annotated[int, typer.Option("--workers", "-w", help="Processes to use; 0 for one a core.", min=0)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Base = Annotated[
    Optional[str], typer.Option(help="IRI under which the instances of the RDF live.", callback=checked_base)
]
Licence = Annotated[
    Optional[str],
    typer.Option(help="IRI of the licence that the description of the RDF names.", callback=checked_licence),
]
