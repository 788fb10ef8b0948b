"""The same paper from several sources becomes one record that names them all, whatever the order they came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from typing import TypeVar

from kgraph.names import fold, slug
from kgraph.records import Paper

T = TypeVar("T")


def merge(papers: Iterable[Paper]) -> list[Paper]:
    """One record a paper, sorted by id.

    Two records are one paper when they have the same identifier, or when at most one of them has an identifier of
    its own and their titles are the same, folded. The result does not depend on the order of the input.
    """
    identified: dict[str, list[Paper]] = defaultdict(list)
    titled: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        key = fold(paper.title)
        if paper.id == slug(paper.title):
            titled[key].append(paper)
        else:
            identified[paper.id].append(paper)
    by_title: dict[str, str] = {}
    for id_ in sorted(identified):
        for paper in identified[id_]:
            by_title.setdefault(fold(paper.title), id_)
    for key in list(titled):
        if key in by_title:
            identified[by_title[key]] += titled.pop(key)
    return sorted((_one(group) for group in (*identified.values(), *titled.values())), key=lambda p: p.id)


def _one(group: Sequence[Paper]) -> Paper:
    """The record of one paper: the longest text, stated dates before inferred ones, else the first source's word."""
    group = sorted(group, key=lambda p: (p.id == slug(p.title), p.sources, repr(astuple(p))))
    text = max(group, key=lambda p: (len(p.abstract), p.abstract, p.title))
    dated = min(group, key=lambda p: (not p.date, p.date.startswith("--"), p.date_inferred, p.date))
    listed = min(group, key=lambda p: (not p.listed, p.listed.startswith("--"), p.listed_inferred, p.listed))
    return replace(
        group[0],
        title=text.title,
        abstract=text.abstract,
        date=dated.date,
        date_inferred=dated.date_inferred,
        listed=listed.listed,
        listed_inferred=listed.listed_inferred,
        organisation=_first([p.organisation for p in group]),
        authors=_first([p.authors for p in group]) or (),
        author_count=_first([p.author_count for p in group]),
        upvotes=max((p.upvotes for p in group if p.upvotes is not None), default=None),
        arxiv_id=_first([p.arxiv_id for p in group]) or "",
        doi=_first([p.doi for p in group]) or "",
        url=_first([p.url for p in group]) or "",
        sources=tuple(sorted({s for p in group for s in p.sources})),
    )


def _first(values: Sequence[T]) -> T | None:
    return next((v for v in values if v), None)
