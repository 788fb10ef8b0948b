"""The records that travel from the sources to the views: papers, mentions, entities, results, and Facts.

All are frozen, hold tuples and plain values only, and turn into JSON and back without loss. `Facts` is the contract
of the project: whatever comes after the extraction is a fold over Facts and never reads text again.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from json.encoder import encode_basestring as _quote
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from kgraph.errors import GraphError
from kgraph.schema import ABSTRACT, ENTITY_TYPES, ROLES, TITLE

_encode = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Publisher:
    """The organisation line of a listing page.

    Attributes
    ----------
    name : str
        As the page shows it, ``ByteDance Seed``.
    account : str
        Its account on the site, ``ByteDance-Seed``; empty where the source has none.
    id : str
        Entity id, ``organisation/bytedance-seed``; empty until linked.
    """

    name: str
    account: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as its sources give it.

    Attributes
    ----------
    id : str
        arXiv id without version, DOI, the source's own id, or the slug of the title, in this order.
    title, abstract : str
        The texts that offsets count into, in Unicode code points.
    date : str
        ISO date of publication, ``2024-10-24``; ``--10-24`` where the year is open; empty if unknown.
    date_inferred : bool
        Whether the year was inferred from the page's other dates.
    listed, listed_inferred : str, bool
        The same for the day of the Daily Papers page.
    organisation : Publisher or None
        Who published it, as the page says.
    authors : tuple of str
        Names in order, where the source has them.
    author_count : int or None
        Number of authors, where the source has only that.
    upvotes : int or None
        As of the day of the page.
    arxiv_id, doi, url : str
        Identifiers, empty if unknown.
    sources : tuple of str
        The files or services it was read from, sorted.
    """

    id: str
    title: str
    abstract: str
    date: str = ""
    date_inferred: bool = False
    listed: str = ""
    listed_inferred: bool = False
    organisation: Publisher | None = None
    authors: tuple[str, ...] = ()
    author_count: int | None = None
    upvotes: int | None = None
    arxiv_id: str = ""
    doi: str = ""
    url: str = ""
    sources: tuple[str, ...] = ()

    @property
    def date_with_year(self) -> str:
        """Its date where the year is known, else the empty string: these dates sort by time."""
        return "" if self.date.startswith("--") else self.date


class Mention(NamedTuple):
    """One place in a paper's text that names an entity; a tuple, since there are many and these are made fastest.

    Attributes
    ----------
    field : str
        ``title`` or ``abstract``.
    start, end : int
        Code points into the field, half-open: ``text == field[start:end]``.
    text : str
        The characters there.
    rule : str
        Id of the rule or lexicon that found it.
    """

    field: str
    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity of one paper.

    Attributes
    ----------
    id : str
        ``model/quillnet``: type in lower case and slug of the name.
    type : str
        A key of `kgraph.schema.ENTITY_TYPES`.
    name : str
        Canonical name.
    role : str
        A key of `kgraph.schema.ROLES`.
    role_rule : str
        Id of the rule that decided the role.
    evidence : Mention
        The mention that the role was read from.
    mentions : tuple of Mention
        In text order, at least one.
    parents : tuple of str
        Entity ids of its family and of more general terms, the nearest first; empty if none is known.
    """

    id: str
    type: str
    name: str
    role: str
    role_rule: str
    evidence: Mention
    mentions: tuple[Mention, ...]
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One number that a paper reports.

    Attributes
    ----------
    value : str
        Exactly as written, ``field[start:end]``.
    metric, benchmark, subject, baseline : str or None
        As written: the measure, what it was measured on, whose it is, and against what.
    field, start, end : str, int, int
        Where the value stands, in code points, half-open.
    rule : str
        Id of the rule that found it.
    low, high : float or None
        The parsed value; equal for a single number, the two ends for a range.
    unit : str
        ``percent``, ``times``, ``points``, a unit symbol, or empty.
    change : bool
        Whether it is a gain, a saving, a gap, and no level: the two are never comparable.
    metric_rule, benchmark_rule, subject_rule, baseline_rule : str
        Ids of the rules that told these; empty where there is none.
    """

    value: str
    metric: str | None
    benchmark: str | None
    subject: str | None
    baseline: str | None
    field: str
    start: int
    end: int
    rule: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    change: bool = False
    metric_rule: str = ""
    benchmark_rule: str = ""
    subject_rule: str = ""
    baseline_rule: str = ""

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of all rules behind it."""
        of_names = (self.metric_rule, self.benchmark_rule, self.subject_rule, self.baseline_rule)
        return tuple(filter(None, (self.rule, *of_names)))


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was extracted from one paper, and the paper.

    Attributes
    ----------
    paper : Paper
        The record as read.
    entities : tuple of Entity
        Sorted by id.
    results : tuple of Result
        In text order, title first.
    """

    paper: Paper
    entities: tuple[Entity, ...] = ()
    results: tuple[Result, ...] = ()

    def to_json(self) -> str:
        """One JSON line without the line end: the keys of the paper, then ``entities`` and ``results``.

        Empty values of the paper are left out, so that a line shows what is known.
        """
        paper = {k: v for k, v in _plain(self.paper).items() if _says_something(v) or k in ("id", "title", "abstract")}
        if self.paper.organisation is not None:
            paper["organisation"] = _plain(self.paper.organisation)
        entities = ", ".join([_entity_json(e) for e in self.entities])
        results = ", ".join([_encode(_plain(r)) for r in self.results])
        return f'{_encode(paper)[:-1]}, "entities": [{entities}], "results": [{results}]}}'

    @classmethod
    def from_json(cls, line: str) -> Facts:
        """The Facts of one JSON line; the inverse of `to_json`, deaf to keys it does not know.

        Raises
        ------
        KeyError, TypeError, ValueError
            The line is not of this form: a key is missing, a value is of another type, a type or role is not known.
        """
        data = json.loads(line)
        paper = _known(Paper, data)
        if paper.get("organisation") is not None:
            paper["organisation"] = _checked(Publisher(**_known(Publisher, paper["organisation"])))
        for key in ("authors", "sources"):
            paper[key] = _texts(paper.get(key, []))
        return cls(
            _checked(Paper(**paper)),
            tuple(_entity(e) for e in data["entities"]),
            tuple(_result(r) for r in data["results"]),
        )


_Placed = TypeVar("_Placed", Mention, Result)
_Record = TypeVar("_Record", Publisher, Paper, Mention, Entity, Result)


def with_entities(facts: Facts, kept: Container[str]) -> Facts:
    """The Facts with only the entities whose ids are kept."""
    return replace(facts, entities=tuple(e for e in facts.entities if e.id in kept))


def read_facts(path: str | Path) -> Iterator[Facts]:
    """The Facts of a `facts.jsonl`, in the file's order; blank lines say nothing.

    Raises
    ------
    GraphError
        The file is missing, or a line is not Facts.
    """
    try:
        with open(path, encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    yield Facts.from_json(line)
                except (KeyError, RecursionError, TypeError, ValueError) as error:
                    raise GraphError(
                        f"not a line of Facts: {error}", path=str(path), line=number, remedy="build the graph again"
                    ) from error
    except OSError as error:
        raise GraphError(
            f"cannot read the Facts: {error.strerror}", path=str(path), remedy="name the folder of a build"
        ) from error
    except UnicodeDecodeError as error:
        raise GraphError("not UTF-8", path=str(path), remedy="build the graph again") from error


def facts_lines(facts: Iterable[Facts]) -> Iterator[str]:
    """The lines of a `facts.jsonl`, each with its line end, in the order given."""
    return (f.to_json() + "\n" for f in facts)


def _entity(data: dict[str, Any]) -> Entity:
    data = _known(Entity, data)
    data["mentions"] = tuple(_placed(Mention(**_known(Mention, m))) for m in data["mentions"])
    data["parents"] = _texts(data.get("parents", []))
    data["evidence"] = _placed(Mention(**_known(Mention, data["evidence"])))
    entity = _checked(Entity(**data))
    for value, known in ((entity.type, ENTITY_TYPES), (entity.role, ROLES)):
        if value not in known:
            raise ValueError(f"{value!r} is none of {', '.join(known)}")
    return entity


def _result(data: dict[str, Any]) -> Result:
    result = _placed(Result(**_known(Result, data)))
    if (result.low is None) != (result.high is None):
        raise ValueError(f"{result.value!r:.40} has one end only")
    return result


def _entity_json(entity: Entity) -> str:
    """The JSON of an entity, put together by hand: most of a line is mentions, and dicts of them take twice the time."""
    mentions = ", ".join([_mention_json(m) for m in entity.mentions])
    return (
        f'{{"id": {_quote(entity.id)}, "type": {_quote(entity.type)}, "name": {_quote(entity.name)}, '
        f'"role": {_quote(entity.role)}, "role_rule": {_quote(entity.role_rule)}, '
        f'"evidence": {_mention_json(entity.evidence)}, "mentions": [{mentions}], '
        f'"parents": [{", ".join(map(_quote, entity.parents))}]}}'
    )


def _mention_json(mention: Mention) -> str:
    return (
        f'{{"field": {_quote(mention.field)}, "start": {mention.start}, "end": {mention.end}, '
        f'"text": {_quote(mention.text)}, "rule": {_quote(mention.rule)}}}'
    )


def _plain(record: Paper | Publisher | Result) -> dict[str, Any]:
    """The fields of a record by name, in their order."""
    return {name: getattr(record, name) for name in record.__slots__}


def _says_something(value: object) -> bool:
    """Whether a value is worth writing down: 0 upvotes are, no upvotes are not."""
    return not (value is None or value is False or value in ("", (), []))


def _known(record: type, data: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise TypeError(f"{data!r:.40} is no {record.__name__}")
    return {k: v for k, v in data.items() if k in record.__annotations__}


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise TypeError(f"{value!r:.40} is no list of texts")
    return tuple(value)


def _placed(place: _Placed) -> _Placed:
    """The mention or result, if it is of its form and in a text that papers have."""
    if _checked(place).field not in (TITLE, ABSTRACT):
        raise ValueError(f"{place.field!r} is no text of a paper")
    return place


def _checked(record: _Record) -> _Record:
    """The record, if the values of its fields are of their types; a whole number will do for another one.

    Raises
    ------
    TypeError
        One is not.
    """
    values = record if isinstance(record, tuple) else [getattr(record, name) for name in record.__slots__]
    if name := _misfit(type(record), tuple(map(type, values))):  # type: ignore[arg-type]
        raise TypeError(f"{name} is {getattr(record, name)!r:.40}")
    return record


@lru_cache(maxsize=1 << 10)
def _misfit(record: type[Any], types: tuple[type[Any], ...]) -> str:
    """The first field of a record that has none of its types; empty where all have. Most records are alike in this."""
    for (name, hint), found in zip(get_type_hints(record).items(), types, strict=True):
        kinds = {get_origin(kind) or kind for kind in (get_args(hint) if isinstance(hint, UnionType) else (hint,))}
        if found not in kinds and not (found is int and float in kinds):
            return name
    return ""
