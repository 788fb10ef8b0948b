"""The lexicon's rows as records, checked when they are loaded. The format is described in `README.md` beside this."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from kgraph.errors import LexiconError
from kgraph.files import numbered_lines
from kgraph.lexicon.cache import fingerprint, kept
from kgraph.names import fold, is_sluggable, slug
from kgraph.schema import ENTITY_TYPES, ROLES

FOLDER = Path(__file__).parent
_COLUMNS = frozenset({"name", "aliases", "parent", "needs", "example", "counter", "id", "links", "type", "usual"})
_TYPE_OF_FOLDER = {t.key: t.name for t in ENTITY_TYPES.values()}
_KEYS = {name: key for key, name in _TYPE_OF_FOLDER.items()}
_TYPES = {name.casefold(): name for name in ENTITY_TYPES}
_README = f"see {FOLDER / 'README.md'}"
#: Behind an alias that alone of its row's forms is also an everyday word.
_DOUBT = "?"


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
    doubtful : tuple of str
        The forms that need it, where the others of the row do not; empty if all do or none does.
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
    doubtful: tuple[str, ...] = ()

    def needs_of(self, form: str) -> tuple[str, ...]:
        """The evidence that this form needs; empty if it needs none."""
        return self.needs if form in self.doubtful or not self.doubtful else ()


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


def read_rows(path: Path, *, column: str = "") -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, column -> text) of each row of a tab-separated file with a header line.

    Parameters
    ----------
    path : path
        The file.
    column : str
        One that the header must name, if any.

    Raises
    ------
    LexiconError
        The header does not name the column, or a row has more cells than the header.
    """
    header: list[str] = []
    for number, line in numbered_lines(path, LexiconError):
        if line.startswith("# "):
            continue
        cells = list(map(str.strip, line.split("\t")))
        if not header:
            header = cells
            if column and column not in header:
                what = f"no column {column!r} in the line that names the columns"
                raise LexiconError(what, path=str(path), line=number, remedy=_README)
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
        A row breaks the format: unknown column or type, no name, a parent that is no row, one id twice in a file; or the
        first line of a file names no column ``name``.
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
    ours: list[_Row] = []
    theirs: list[_Row] = []
    for path, type_ in files:
        seen: set[str] = set()
        for number, cells in read_rows(path, column="name"):
            row = _row(cells, type_, path, number)
            if row.id in seen or (type_ and row.id in rows):
                raise LexiconError(
                    f"a second row for {row.id}", path=str(path), line=number, remedy="join the two rows"
                )
            seen.add(row.id)
            rows[row.id] = row
            (ours if type_ else theirs).append(row)
    # our rows name rows of ours, whatever a user's own have in their places
    parents = _parents(ours, ours) | (_parents(theirs, [*ours, *theirs]) if theirs else {})
    return [tuple(_entry(rows[id_], parents.get(id_, ""))) for id_ in sorted(rows)], parents


class _Row(NamedTuple):
    path: Path
    line: int
    id: str
    type: str
    name: str
    forms: tuple[str, ...]
    doubtful: tuple[str, ...]
    needs: tuple[str, ...]
    cells: dict[str, str]


def _row(cells: dict[str, str], type_: str, path: Path, line: int) -> _Row:
    """One row of a file, checked."""

    def fail(what: str, remedy: str = _README) -> NoReturn:
        raise LexiconError(what, path=str(path), line=line, remedy=remedy)

    get = cells.get
    if not cells.keys() <= _COLUMNS:
        fail(f"no such column: {min(cells.keys() - _COLUMNS)}")
    name = get("name", "")
    if not name:
        fail("a row without a name")
    given = get("type", type_)
    if not given:
        fail(f"{name} has no type", f"a column type with one of {', '.join(ENTITY_TYPES)}")
    type_ = _TYPES.get(given.casefold(), "")
    if not type_:
        fail(f"no such type: {given!r}", f"one of {', '.join(ENTITY_TYPES)}")
    id_ = get("id", "")
    if "/" in id_ or not is_sluggable(id_ or name):
        fail(f"{id_ or name!r} makes no id", "give the row an id")
    if (usual := get("usual")) and usual not in ROLES:
        fail(f"no such role: {usual}", f"one of {', '.join(ROLES)}")
    evidence = split_cell(get("needs", ""))
    needs = tuple(map(_need, evidence))
    if "" in needs:
        fail(f"{name} needs no such type: {evidence[needs.index('')]!r}", f"@ and one of {', '.join(ENTITY_TYPES)}")
    if needs and not (get("example") and get("counter")):
        fail(f"{name} needs evidence but has no example and counter", "give it both sentences")
    aliases = get("aliases")
    written = (name, *split_cell(aliases)) if aliases else (name,)
    marked = tuple(form.removesuffix(_DOUBT) for form in written if form.endswith(_DOUBT)) if aliases else ()
    if marked and not needs:
        fail(
            f"{name} has the doubtful form {marked[0]!r} and needs no evidence", "say in the column needs what tells it"
        )
    forms = (
        tuple(dict.fromkeys(form.removesuffix(_DOUBT) for form in written)) if marked else (*dict.fromkeys(written),)
    )
    return _Row(path, line, f"{_KEYS[type_]}/{id_ or slug(name)}", type_, name, forms, marked, needs, cells)


def _need(written: str) -> str:
    """Evidence as the components look for it: a word folded, a type as it is called; empty for what is no type."""
    if not written.startswith("@"):
        return written.lower().replace("-", " ")
    type_ = _TYPES.get(written[1:].casefold())
    return f"@{type_}" if type_ else ""


def _entry(row: _Row, parent: str) -> Entry:
    get = row.cells.get
    return Entry(
        row.id,
        row.type,
        row.name,
        row.forms,
        parent,
        needs=row.needs,
        example=get("example", ""),
        counter=get("counter", ""),
        links=split_cell(get("links", "")),
        usual=get("usual", ""),
        doubtful=row.doubtful,
    )


def _parents(children: Iterable[_Row], known: Collection[_Row]) -> dict[str, str]:
    """Entity id -> id of its parent, which a child's row names by any form of a known row; the last one that has it."""
    by_name = {(row.type, row.name): row.id for row in known}
    by_form: dict[str, dict[str, str]] = {}
    parents: dict[str, str] = {}
    for row in children:
        parent = row.cells.get("parent")
        if not parent:
            continue
        id_ = by_name.get((row.type, parent))
        if id_ is None:
            # nearly all rows name their parents as these name themselves
            if row.type not in by_form:
                by_form[row.type] = _by_form([r for r in known if r.type == row.type])
            id_ = by_form[row.type].get(fold(parent))
        if id_ is None or id_ == row.id:
            what = f"the parent {parent!r} of {row.name} is no other row"
            raise LexiconError(what, path=str(row.path), line=row.line, remedy="name a row of the same type")
        parents[row.id] = id_
    return parents


def _by_form(rows: Collection[_Row]) -> dict[str, str]:
    """Folded form -> entity id, for rows of one type; a name before an alias."""
    by_form = {fold(row.name): row.id for row in rows}
    for row in rows:
        for form in row.forms:
            by_form.setdefault(fold(form), row.id)
    return by_form
