"""The same paper from several sources becomes one record that names them all, whatever the order they came in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from typing import TypeVar

from kgraph.names import fold, slug
from kgraph.records import Paper
from kgraph.sources.telling import Telling, strictly

T = TypeVar("T")

#: Records of one paper share at least so much of the words of the shorter title.
_SHARED = 0.5
#: Words of fewer letters say little of what a title is about.
_LETTERS = 4


def merge(papers: Iterable[Paper], *, strict: bool = False) -> list[Paper]:
    """One record a paper, sorted by id.

    Two records are one paper when they have the same identifier, or when at most one of them has an identifier of
    its own and their titles are the same, folded. No two of the records have the same id. The result does not depend on the order of the input.

    Warns
    -----
    SourceWarning
        Records that became one paper have quite different titles; under `strict` that is a `SourceError`.
    """
    identified: dict[str, list[Paper]] = {}
    titled: dict[str, list[Paper]] = defaultdict(list)
    for paper in sorted(papers, key=_rank):
        if keys := _identifiers(paper):
            # a record may join groups that nothing joined before: the largest takes the others in
            found = {id(g): g for k in keys if (g := identified.get(k)) is not None}
            largest = max(found.values(), key=len, default=[])
            for joined in (g for g in found.values() if g is not largest):
                largest += joined
                for known in joined:
                    identified.update(dict.fromkeys(_identifiers(known), largest))
            largest.append(paper)
            identified.update(dict.fromkeys(keys, largest))
        else:
            titled[fold(paper.title)].append(paper)
    groups = {id(g): g for g in identified.values()}
    by_title: dict[str, list[Paper]] = {}
    for group in sorted(groups.values(), key=lambda g: min(p.id for p in g)):
        for paper in list(group):
            by_title.setdefault(fold(paper.title), group)
    for key in list(titled):
        if key in by_title:
            by_title[key] += titled.pop(key)
    # the slug of one paper's title may be the id that a source gave to another record
    by_id: dict[str, list[Paper]] = defaultdict(list)
    for group in (*groups.values(), *titled.values()):
        by_id[min(group, key=_rank).id] += group
    merged = sorted(((_one(group), group) for group in by_id.values()), key=lambda m: m[0].id)
    with strictly(strict):
        _tell_swallowed(merged)
    return [paper for paper, _ in merged]


def _tell_swallowed(merged: Iterable[tuple[Paper, Sequence[Paper]]]) -> None:
    """Warn of papers made of records whose titles say that they are several."""
    tell = Telling("{} more papers were made of records with different titles")
    for paper, group in merged:
        strange = sorted({r.title for r in group if not _alike(r.title, paper.title)})
        if strange:
            more = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
            tell(
                f"{', '.join(paper.sources[:3])}: records with the id {paper.id} have different titles and became one "
                f"paper: {paper.title[:80]!r} was kept, {strange[0][:80]!r}{more} is lost "
                "(give each paper an id of its own, or leave the ids out)"
            )
    tell.close()


def _alike(title: str, other: str) -> bool:
    """Whether two titles share enough of their words to be of one paper."""
    a, b = _words(title), _words(other)
    return len(a & b) >= _SHARED * min(len(a), len(b))


def _words(title: str) -> set[str]:
    words = set(re.findall(r"\w+", fold(title.lower())))
    return {w for w in words if len(w) >= _LETTERS} or words


def _identifiers(paper: Paper) -> list[str]:
    """What tells the paper from all others, apart from its title."""
    given = "" if paper.id == slug(paper.title) else paper.id
    return [
        f"{kind}:{value}" for kind, value in (("id", given), ("arxiv", paper.arxiv_id), ("doi", paper.doi)) if value
    ]


def _rank(paper: Paper) -> tuple[bool, bool, bool, str, tuple[str, ...], str]:
    """Order in which records are asked: those with better identifiers first, then by source and content."""
    return (
        not paper.arxiv_id,
        not paper.doi,
        paper.id == slug(paper.title),
        paper.id,
        paper.sources,
        repr(astuple(paper)),
    )


def _one(group: Sequence[Paper]) -> Paper:
    """The record of one paper: the longest text, stated dates before inferred ones, else the first source's word."""
    group = sorted(group, key=_rank)
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
