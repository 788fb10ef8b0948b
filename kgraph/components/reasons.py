"""Rules that are functions: which of them told a name of a number, and what each is called.

A rule looks at a number and returns a name as written, `NOTHING` where the words show that none is the answer, or None
where it does not apply. Its first line of documentation is what `kgraph explain` says of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

#: What a rule says where the words show that no name is the answer.
NOTHING = ""

_Case = TypeVar("_Case")


class Told(NamedTuple):
    """A name of a number, as written, and the id of the rule that told it; None and the empty string if there is none."""

    name: str | None = None
    rule: str = ""


def first_told(kind: str, rules: Iterable[Callable[[_Case], str | None]], case: _Case) -> Told:
    """What the first of the rules says that applies.

    Parameters
    ----------
    kind : str
        What the rules tell; their ids begin with it.
    rules : iterable of callable
        In the order in which they are asked.
    case : object
        The number and what stands around it.
    """
    for rule in rules:
        name = rule(case)
        if name is not None:
            return Told(name, rule_id(kind, rule)) if name else Told()
    return Told()


def rule_id(kind: str, rule: Callable[..., object]) -> str:
    """What the rule is called: ``on-named-behind`` for ``named_behind``, which tells what something was measured on."""
    return f"{kind}-{rule.__name__.strip('_').replace('_', '-')}"


def sentences(kind: str, rules: Iterable[Callable[..., object]]) -> dict[str, str]:
    """Id of each rule -> the first line of what documents it."""
    return {rule_id(kind, rule): (rule.__doc__ or "").partition("\n")[0] for rule in rules}
