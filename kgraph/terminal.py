r"""The only way onto a terminal: titles, names and abstracts are others' texts, and nothing in them may act there.

Characters that control a terminal or turn the order of reading are shown as ``\u001b`` is here, and no markup is read.
What programs read passes through `write`, which changes it on a terminal only.
"""

from __future__ import annotations

import codecs
import re
import sys
import webbrowser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Column, Table
from rich.text import Span, Text

#: C0 and C1 but for tabs and ends of lines, bidirectional embeddings, overrides and isolates, and halves of surrogates.
_ACTING = re.compile(r"[\0-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)")


def harmless(text: str) -> str:
    r"""A text whose control characters are shown, in the way that JSON and Turtle write them.

    Examples
    --------
    >>> print(harmless("a \x1b[31mred\x1b[0m title"))
    a \u001b[31mred\u001b[0m title
    """
    return _ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


#: Cells that the frame and the padding of a column take.
_FRAME = 3


class HarmlessConsole(Console):
    """A console on which texts are shown as they are: without markup, emoji codes and control characters."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, markup=False, emoji=False, highlight=False)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """The segments of something; every text comes by here before it is laid out, or by `render_str`."""
        yield from super().render(_harmless(renderable) if isinstance(renderable, Text) else renderable, options)

    def render_str(self, text: str, **options: object) -> Text:
        """A string as a text."""
        return super().render_str(harmless(text), **options)  # type: ignore[arg-type]


class HarmlessTable(Table):
    """A table that makes room for its texts as they are shown; where there is too little, nothing of them is left out."""

    def __init__(self, *columns: str, **options: Any) -> None:
        super().__init__(*(Column(harmless(c), overflow="fold") for c in columns), **options)

    def add_row(self, *cells: RenderableType | None, **options: Any) -> None:
        """Add a row of strings or texts."""
        shown = (Text(harmless(c)) if isinstance(c, str) else _harmless(c) if isinstance(c, Text) else c for c in cells)
        super().add_row(*shown, **options)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The table, whose columns share the room that there is so that words stay whole, if they can."""
        if self.box is not None:
            cells = [[column.header, *column.cells] for column in self.columns]
            room = options.max_width - _FRAME * len(cells) - 1
            for column, width in zip(
                self.columns, _widths([[str(c) for c in texts] for texts in cells], room), strict=False
            ):
                column.width = width
        return super().__rich_console__(console, options)


def _widths(columns: list[list[str]], room: int) -> list[int]:
    """A width for each column of texts, as few words of which as can be are cut; nothing where all fit as they are."""
    words = [max(cell_len(word) for text in texts for word in (text.split() or [""])) for texts in columns]
    needs = [max(cell_len(line) for text in texts for line in text.split("\n")) for texts in columns]
    if sum(needs) <= room:
        return []
    longest = max(words)
    while longest > 1 and sum(min(longest, w) for w in words) > room:
        longest -= 1
    least = [min(longest, w) for w in words]
    spare = max(0, room - sum(least))
    widths = dict(enumerate(least))
    # what needs little more is given all of it, the others share the rest
    by_want = sorted(widths, key=lambda i: needs[i] - least[i])
    for left, i in zip(range(len(by_want), 0, -1), by_want, strict=True):
        more = min(needs[i] - least[i], spare // left)
        widths[i] += more
        spare -= more
    return [widths[i] for i in range(len(columns))]


def _harmless(text: Text) -> Text:
    """The same with its styles where they were."""
    plain = text.plain
    if not _ACTING.search(plain):
        return text
    out = text.blank_copy(harmless(plain))
    out.spans = [Span(len(harmless(plain[: s.start])), len(harmless(plain[: s.end])), s.style) for s in text.spans]
    return out


def write(pieces: Iterable[str]) -> None:
    """Write to standard output what programs read: exact into a file or a pipe, harmless on a terminal."""
    seen_by_people = sys.stdout.isatty()
    for piece in pieces:
        sys.stdout.write(harmless(piece) if seen_by_people else piece)


def write_bytes(pieces: Iterable[bytes]) -> None:
    """As `write`, of UTF-8 or of what is no text at all."""
    if sys.stdout.isatty():
        write(codecs.iterdecode(pieces, "utf-8", "replace"))
        return
    for piece in pieces:
        sys.stdout.buffer.write(piece)


def open_in_browser(path: Path) -> None:
    """Show a page to the person at the terminal, or say that they have to."""
    if not webbrowser.open(path.resolve().as_uri()):
        OUT.print("no browser was found: open the file by hand")


OUT, ERR = HarmlessConsole(), HarmlessConsole(stderr=True)
