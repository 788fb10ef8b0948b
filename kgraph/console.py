"""What several commands show beside their answers: how far they are, and notes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kgraph.terminal import ERR


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


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Says, on a terminal only, what takes its time while nobody can tell how long."""
    if not ERR.is_terminal or ERR.is_dumb_terminal:
        yield
        return
    with ERR.status(f"{what} …"):
        yield


def counted(number: int, one: str) -> str:
    """How many of something there are, as people say it.

    Examples
    --------
    >>> counted(1, "paper"), counted(2, "paper")
    ('1 paper', '2 papers')
    """
    return f"{number} {one}{'' if number == 1 else 's'}"


def print_note(note: str) -> None:
    """Print what a person should know of an answer, beside it."""
    ERR.print(f"kgraph: note: {note}", style="yellow", soft_wrap=True)
