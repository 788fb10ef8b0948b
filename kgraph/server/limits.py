"""What a question may take, and the error that says it was too much."""

from __future__ import annotations

import os
from dataclasses import dataclass
from http import HTTPStatus

from kgraph.errors import QueryError

#: The longest query text that is read.
MAX_QUERY_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take, and how many are worked on.

    Attributes
    ----------
    seconds : float
        After which a question is stopped.
    rows : int
        Rows or triples of an answer; a longer answer is an error, never cut short in silence.
    megabytes : int
        Memory that a question may take on top of the graph.
    quick : int
        Questions worked on at once. One that is not done after `patience` seconds gives up its place.
    slow : int
        Questions that may go on after they gave up their place; with all taken the next one is stopped.
    patience : float
        Seconds.
    """

    seconds: float = 10.0
    rows: int = 100_000
    megabytes: int = 1024
    quick: int = max(2, os.cpu_count() or 1)
    slow: int = 4
    patience: float = 1.0


class RefusedError(QueryError):
    """A question that is not answered.

    Parameters
    ----------
    message, remedy : str
        As of every error.
    status : http.HTTPStatus
        Of the response.
    """

    def __init__(self, message: str, *, status: HTTPStatus, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.status = status


def out_of_memory() -> RefusedError:
    """The error of a question that takes more memory than it may."""
    return RefusedError(
        "out of memory", status=HTTPStatus.INTERNAL_SERVER_ERROR, remedy="ask for less at once, or add LIMIT"
    )
