"""Where the nodes of the first view lie on a canvas, so that none of them and no label covers another one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple


class Canvas(NamedTuple):
    """A size in pixels that a drawing is made for; the page takes the best one and stretches it to what it has."""

    width: int
    height: int
    #: Share of the nodes that it shows, and size of a node in proportion to the widest canvas.
    share: float
    scale: float


#: A large window, a small one, and a telephone.
CANVASES = (Canvas(1026, 720, 1.0, 1.0), Canvas(860, 540, 0.75, 0.85), Canvas(376, 340, 0.26, 0.65))
#: A label of more characters takes two lines.
LINE_CHARACTERS = 15
#: Width of a character and height of a line as parts of the font's size; wide, for fonts differ.
_CHARACTER, _BOLD, _LINE = 0.58, 0.66, 1.2
#: Room around a node and its label, in pixels.
_GAP = 5.0
#: Share of the rank, not of the distance, in a place along an axis: 1 fills the drawing evenly and shows no groups.
_EVEN = 0.6


class Node(NamedTuple):
    """An entity of the first view: how large it and its label are is known before its place is."""

    entity: int
    label: str
    #: In [0, 1], 1 for the most linked entity of all.
    rank: float
    scale: float

    @property
    def radius(self) -> float:
        """In pixels."""
        return round((5 + 17 * self.rank) * self.scale, 1)

    @property
    def bold(self) -> bool:
        """Whether the label stands out."""
        return self.rank > 0.45

    @property
    def font(self) -> int:
        """Size of the label, in pixels."""
        return 12 + round(4 * self.rank * self.scale)

    @property
    def half_width(self) -> float:
        """Half of the width that the node and its label take."""
        character = (_BOLD if self.bold else _CHARACTER) * self.font
        return max(self.radius, character * max(map(len, self.label.split("\n"))) / 2) + _GAP

    @property
    def height(self) -> float:
        """Height that the node and the label below it take."""
        return 2 * self.radius + _LINE * self.font * (1 + self.label.count("\n")) + 2 * _GAP


def wrapped(label: str, limit: int = 2 * LINE_CHARACTERS) -> str:
    r"""The label in one line, or in two of about the same length, cut where it is longer than the limit.

    Examples
    --------
    >>> wrapped("natural language understanding")
    'natural language\nunderstanding'
    """
    label = " ".join(label.split())
    if len(label) > limit + 2:
        label = label[:limit].rstrip() + "…"
    spaces = [i for i, c in enumerate(label) if c == " "]
    if len(label) <= LINE_CHARACTERS or not spaces:
        return label
    middle = min(spaces, key=lambda i: (abs(2 * i - len(label)), i))
    return f"{label[:middle]}\n{label[middle + 1 :]}"


def place(nodes: Sequence[Node], points: dict[int, tuple[float, float]], canvas: Canvas) -> dict[int, tuple[int, int]]:
    """Where each entity lies on a canvas, whose middle is (0, 0)."""
    xs = _along({n.entity: points[n.entity][0] for n in nodes}, canvas.width)
    ys = _along({n.entity: points[n.entity][1] for n in nodes}, canvas.height)
    places = {e: [xs[e], ys[e]] for e in xs}
    _push_apart(nodes, places, canvas)
    return {e: (round(x), round(y)) for e, (x, y) in places.items()}


def _along(values: dict[int, float], length: float) -> dict[int, float]:
    """The values spread over a length around 0, partly by their ranks, so that the drawing has no crowd and no void."""
    low, high = min(values.values(), default=0.0), max(values.values(), default=0.0)
    if low == high:
        return dict.fromkeys(values, 0.0)
    ranks = {e: i / (len(values) - 1) for i, e in enumerate(sorted(values, key=lambda e: (round(values[e], 6), e)))}
    return {e: length * (_EVEN * ranks[e] + (1 - _EVEN) * (v - low) / (high - low) - 0.5) for e, v in values.items()}


def _push_apart(nodes: Sequence[Node], places: dict[int, list[float]], canvas: Canvas, rounds: int = 150) -> None:
    """Move nodes in place until no node or label covers another one, as far as the rounds and the canvas go."""
    # each node and its label as one box: the middle of the box, and half of its sides
    boxes = [(places[n.entity], n.half_width, n.height / 2, n.height / 2 - n.radius - _GAP) for n in nodes]
    for place, _, _, below in boxes:
        place[1] += below
    for _ in range(rounds):
        moved = False
        for place, wide, high, _ in boxes:
            place[0] = min(max(place[0], wide - canvas.width / 2), canvas.width / 2 - wide)
            place[1] = min(max(place[1], high - canvas.height / 2), canvas.height / 2 - high)
        for i, (at, wide, high, _) in enumerate(boxes):
            for bt, other_wide, other_high, _ in boxes[i + 1 :]:
                dx, dy = bt[0] - at[0], bt[1] - at[1]
                over_x, over_y = wide + other_wide - abs(dx), high + other_high - abs(dy)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                # the shorter way, each half of it
                axis, step = (1, math.copysign(over_y, dy)) if over_y < over_x else (0, math.copysign(over_x, dx))
                at[axis] -= step * 0.5
                bt[axis] += step * 0.5
        if not moved:
            break
    for place, _, _, below in boxes:
        place[1] -= below
