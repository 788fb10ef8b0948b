"""The lexicon's rows as records, checked when they are loaded. The format is described in `README.md` beside this."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kgraph.errors import LexiconError
from kgraph.files import numbered_lines
from kgraph.lexicon.cache import fingerprint, kept
from kgraph.names import fold, is_sluggable, slug
from kgraph.schema import ENTITY_TYPES, ROLES

FOLDER = Path(__file__).parent
_COLUMNS = frozenset({"name", "aliases", "parent", "needs", "example", "counter", "id", "links", "type", "usual"})
_TYPE_OF_FOLDER = {t.key: t.name for t in ENTITY_TYPES.values()}
_KEYS = {name: key for key, name in _TYPE_OF_FOLDER.items()}


class Entry(NamedTuple):
    """One row: an entity and the forms that it is written in.

    Attributes
    ----------
    id : str
        Entity id, ``method/low-rank-adaptation``.
    type, name : str
        Its type and canonical name.
    forms : tuple of str
        The name and its aliases.
    parent : str
        Entity id of a more general row, or empty.
    needs : tuple of str
        Words (in lower case) or ``@Type``, one of which must stand in the sentence; empty if the forms need none. A word
        behind ``!`` must not stand shortly in front.
    example, counter : str
        Sentences in which the name is and is not found.
    links : tuple of str
        Addresses that describe it.
    usual : str
        The role of papers that name it outside their title, where it differs from that of its type; else empty.
    source : str
        ``learned`` for a name that a corpus introduces, else ``lexicon``: the rule id is ``{source}-{type}``.
    """

    id: str
    type: str
    name: str
    forms: tuple[str, ...]
    parent: str = ""
    needs: tuple[str, ...] = ()
    example: str = ""
    counter: str = ""
    links: tuple[str, ...] = ()
    source: str = "lexicon"
    usual: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known.

    Attributes
    ----------
    entries : tuple of Entry
        Sorted by id.
    parents : dict of str to str
        Entity id -> id of its parent, where it has one.
    digest : str
        SHA-256 of the files.
    key : str
        What is worked out of the entries is kept under this key (`kgraph.lexicon.cache`); empty if it is not kept.
    """

    entries: tuple[Entry, ...]
    parents: dict[str, str]
    digest: str
    key: str = ""

    def __hash__(self) -> int:
        return hash(self.digest)

    def ancestors(self, id_: str) -> tuple[str, ...]:
        """The id itself, if it is one, and those of its more general rows, the nearest first."""
        found: list[str] = []
        while id_ and id_ not in found:
            found.append(id_)
            id_ = self.parents.get(id_, "")
        return tuple(found)


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, column -> text) of each row of a tab-separated file with a header line.

    Raises
    ------
    LexiconError
        A row has more cells than the header.
    """
    header: list[str] = []
    for number, line in numbered_lines(path, LexiconError):
        if line.startswith("# "):
            continue
        cells = list(map(str.strip, line.split("\t")))
        if not header:
            header = cells
            continue
        if len(cells) > len(header):
            raise LexiconError(
                f"{len(cells)} cells in a row of {len(header)} columns",
                path=str(path),
                line=number,
                remedy="see the header",
            )
        yield number, dict(zip(header, cells, strict=False))


def split_cell(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, separated by ``|``."""
    if not cell:
        return ()
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def load_lexicon(extra: Iterable[str | Path] = ()) -> Lexicon:
    """The lexicon that kgraph brings, with rows from a user's own files, which win over ours.

    Parameters
    ----------
    extra : iterable of paths
        Files of the same format with a further column ``type``.

    Raises
    ------
    LexiconError
        A row breaks the format: unknown column or type, no name, a parent that is no row, one id twice in a file.
    """
    return _load(tuple(map(Path, extra)))


@lru_cache(maxsize=4)
def _load(extra: tuple[Path, ...]) -> Lexicon:
    own = [(f, _TYPE_OF_FOLDER[f.parent.name]) for t in _TYPE_OF_FOLDER for f in sorted((FOLDER / t).glob("*.tsv"))]
    files = [*own, *((f, "") for f in extra)]
    digest = hashlib.sha256()
    for path, _ in files:
        try:
            digest.update(path.read_bytes())
        except OSError as error:
            raise LexiconError(f"cannot be read: {error.strerror}", path=str(path), remedy="check the path") from error
    # a user's own files change as they are worked on: only what kgraph brings is kept
    key = "" if extra else fingerprint(path for path, _ in own)
    entries, parents = kept("entries", key, lambda: _read(files))
    return Lexicon(tuple(map(Entry._make, entries)), parents, digest.hexdigest(), key)


def _read(files: Iterable[tuple[Path, str]]) -> tuple[list[tuple[Any, ...]], dict[str, str]]:
    """(The fields of each Entry, entity id -> id of its parent) of the rows of files, each with the type of its rows."""
    rows: dict[str, _Row] = {}
    children: list[_Row] = []
    for path, type_ in files:
        seen: set[str] = set()
        for number, cells in read_rows(path):
            row = _row(cells, type_, path, number)
            if row.id in seen or (not cells.get("type") and row.id in rows):
                raise LexiconError(
                    f"a second row for {row.id}", path=str(path), line=number, remedy="join the two rows"
                )
            seen.add(row.id)
            rows[row.id] = row
            if cells.get("parent"):
                children.append(row)
    parents = _parents(rows, children)
    return [tuple(_entry(rows[id_], parents.get(id_, ""))) for id_ in sorted(rows)], parents


class _Row(NamedTuple):
    path: Path
    line: int
    id: str
    type: str
    name: str
    forms: tuple[str, ...]
    cells: dict[str, str]


def _row(cells: dict[str, str], type_: str, path: Path, line: int) -> _Row:
    """One row of a file, checked."""
    get = cells.get
    name, type_, given = get("name", ""), get("type", type_), get("id", "")
    known = cells.keys() <= _COLUMNS and name and type_ in ENTITY_TYPES
    if known and (not is_sluggable(given or name) or "/" in given):
        raise LexiconError(f"{given or name!r} makes no id", path=str(path), line=line, remedy="give the row an id")
    if get("usual") and cells["usual"] not in ROLES:
        raise LexiconError(
            f"no such role: {cells['usual']}", path=str(path), line=line, remedy=f"one of {', '.join(ROLES)}"
        )
    if not known:
        unknown = sorted(cells.keys() - _COLUMNS)
        what = (
            f"no such column: {unknown[0]}"
            if unknown
            else "a row without a name"
            if not name
            else f"no such type: {type_!r}"
        )
        raise LexiconError(what, path=str(path), line=line, remedy="see kgraph/lexicon/README.md")
    if get("needs") and split_cell(cells["needs"]) and not (get("example") and get("counter")):
        raise LexiconError(f"{name} needs evidence but has no example and counter", path=str(path), line=line)
    aliases = get("aliases")
    forms = tuple(dict.fromkeys((name, *split_cell(aliases)))) if aliases else (name,)
    return _Row(path, line, f"{_KEYS[type_]}/{given or slug(name)}", type_, name, forms, cells)


def _entry(row: _Row, parent: str) -> Entry:
    get = row.cells.get
    needs = split_cell(get("needs", ""))
    return Entry(
        row.id,
        row.type,
        row.name,
        row.forms,
        parent,
        needs=tuple([n if n.startswith("@") else n.lower().replace("-", " ") for n in needs]) if needs else (),
        example=get("example", ""),
        counter=get("counter", ""),
        links=split_cell(get("links", "")),
        usual=get("usual", ""),
    )


def _parents(rows: dict[str, _Row], children: Iterable[_Row]) -> dict[str, str]:
    """Entity id -> id of its parent, which the children's rows name by any of its forms."""
    by_name = {(row.type, row.name): row.id for row in rows.values()}
    by_form: dict[str, dict[str, str]] = {}
    parents: dict[str, str] = {}
    for row in children:
        parent = row.cells["parent"]
        id_ = by_name.get((row.type, parent))
        if id_ is None:
            # nearly all rows name their parents as these name themselves
            if row.type not in by_form:
                by_form[row.type] = _by_form([r for r in rows.values() if r.type == row.type])
            id_ = by_form[row.type].get(fold(parent))
        if id_ is None or id_ == row.id:
            what = f"the parent {parent!r} of {rows[row.id].name} is no other row"
            raise LexiconError(what, path=str(row.path), line=row.line)
        parents[row.id] = id_
    return parents


def _by_form(rows: Collection[_Row]) -> dict[str, str]:
    """Folded form -> entity id, for rows of one type; a name before an alias."""
    by_form = {fold(row.name): row.id for row in rows}
    for row in rows:
        for form in row.forms:
            by_form.setdefault(fold(form), row.id)
    return by_form
