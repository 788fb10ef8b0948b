"""Warnings of one kind, of which a large input may have thousands: the first are told, the others are counted."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from kgraph.errors import SourceError, SourceWarning

#: How many warnings of a kind are told.
MOST = 10


class Telling:
    """Warnings of one kind, of one input.

    Parameters
    ----------
    more : str
        What is said, with their number, when there were more of them than are told.
    most : int
        How many are told.
    """

    def __init__(self, more: str, most: int = MOST) -> None:
        self.more, self.most, self.count = more, most, 0

    def __call__(self, message: str) -> None:
        """Tell it, or count it where enough of its kind were told."""
        self.count += 1
        if self.count <= self.most:
            warnings.warn(message, SourceWarning, stacklevel=3)

    def close(self) -> None:
        """Say how many were not told."""
        if self.count > self.most:
            warnings.warn(self.more.format(self.count - self.most), SourceWarning, stacklevel=3)


@contextmanager
def strictly(strict: bool) -> Iterator[None]:
    """Where `strict` holds, the first warning inside is an error; not for code that hands on control in between."""
    if not strict:
        yield
        return
    with warnings.catch_warnings():
        warnings.simplefilter("error", SourceWarning)
        try:
            yield
        except SourceWarning as broken:
            raise SourceError(str(broken)) from broken
