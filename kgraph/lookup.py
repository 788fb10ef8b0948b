"""Which entity or paper a person means by an id, a name or words of a title, and what may be meant where none is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from kgraph.errors import GraphError
from kgraph.names import fold
from kgraph.records import Facts

#: Of things that may be meant so many are named, and of papers that are.
_MEANT, _MATCHING = 3, 5


def entity_called(wanted: str, names: Iterable[tuple[str, Iterable[str]]]) -> str:
    """The id of the entity that is called so, in any case, with or without hyphens.

    Parameters
    ----------
    wanted : str
        As a person writes it.
    names : iterable of (str, iterable of str)
        Ids of entities, each with its names.

    Raises
    ------
    GraphError
        Nothing or several things are called so; the message names the nearest ones.
    """
    key = fold(wanted)
    called: dict[str, list[str]] = {}
    for id_, forms in names:
        for name in dict.fromkeys(map(fold, forms)):
            called.setdefault(name, []).append(id_)
    found = called.get(key, [])
    if len(found) == 1:
        return found[0]
    if found:
        raise GraphError(f"{wanted!r} may be {len(found)} entities", remedy=f"one of {', '.join(sorted(found))}")
    raise GraphError(f"no entity {wanted!r}", remedy=_nearest(key, called) or "give a name or an id")


def find_paper(facts: Sequence[Facts], wanted: str) -> Facts:
    """The Facts of the paper with this id, else of that with this title, else of that with this in its title.

    Raises
    ------
    GraphError
        No paper or several match.
    """
    key, words = fold(wanted), wanted.casefold()
    titles = [(fold(f.paper.title), f) for f in facts]
    for found in (
        [f for f in facts if f.paper.id == wanted],
        [f for title, f in titles if title == key],
        # in the middle of a title a plural stays one
        [f for title, f in titles if key and (key in title or words in f.paper.title.casefold())],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            some = "; ".join(f"{f.paper.id} ({f.paper.title})" for f in found[:_MATCHING])
            raise GraphError(f"{len(found)} papers match {wanted!r}", remedy=f"among them: {some}")
    called = {title: [f.paper.id] for title, f in titles}
    raise GraphError(f"no paper {wanted!r}", remedy=_nearest(key, called) or "give an id or words of the title")


def _nearest(key: str, called: Mapping[str, Sequence[str]]) -> str:
    """What may be meant by a folded name, by names that are spelled alike, else by longer ones; or nothing."""
    names = sorted(called)
    close = get_close_matches(key, names, n=_MEANT) or [name for name in names if key and key in name][:_MEANT]
    ids = dict.fromkeys(called[name][0] for name in close)
    return f"did you mean {' or '.join(ids)}?" if ids else ""
