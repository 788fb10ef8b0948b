"""The lexicon's rows as records, checked when they are loaded. The format is described in `README.md` beside this."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kgraph.errors import LexiconError
from kgraph.files import numbered_lines
from kgraph.names import fold, is_sluggable, slug
from kgraph.schema import ENTITY_TYPES, ROLES

FOLDER = Path(__file__).parent
_COLUMNS = frozenset({"name", "aliases", "parent", "needs", "example", "counter", "id", "links", "type", "usual"})
_TYPE_OF_FOLDER = {t.key: t.name for t in ENTITY_TYPES.values()}


@dataclass(frozen=True, slots=True)
class Entry:
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
        Words (in lower case) or ``@Type``, one of which must stand in the sentence; empty if the forms need none.
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
    """

    entries: tuple[Entry, ...]
    parents: dict[str, str]
    digest: str

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
        cells = [c.strip() for c in line.split("\t")]
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
    entries: dict[str, Entry] = {}
    parents: list[tuple[Path, int, str, str]] = []
    digest = hashlib.sha256()
    for path, type_ in [*own, *((f, "") for f in extra)]:
        try:
            digest.update(path.read_bytes())
        except OSError as error:
            raise LexiconError(f"cannot be read: {error.strerror}", path=str(path), remedy="check the path") from error
        seen: set[str] = set()
        for number, row in read_rows(path):
            entry = _entry(row, type_, path, number)
            if entry.id in seen or (not row.get("type") and entry.id in entries):
                raise LexiconError(
                    f"a second row for {entry.id}", path=str(path), line=number, remedy="join the two rows"
                )
            seen.add(entry.id)
            entries[entry.id] = entry
            if row.get("parent"):
                parents.append((path, number, entry.id, row["parent"]))
    known = _with_parents(entries, parents)
    return Lexicon(
        tuple(known[i] for i in sorted(known)), {i: e.parent for i, e in known.items() if e.parent}, digest.hexdigest()
    )


def _entry(row: dict[str, str], type_: str, path: Path, line: int) -> Entry:
    unknown = sorted(set(row) - _COLUMNS)
    name, type_ = row.get("name", ""), row.get("type", type_)
    given = row.get("id", "")
    if not unknown and name and type_ in ENTITY_TYPES and (not is_sluggable(given or name) or (given and "/" in given)):
        raise LexiconError(f"{given or name!r} makes no id", path=str(path), line=line, remedy="give the row an id")
    if row.get("usual") and row["usual"] not in ROLES:
        raise LexiconError(
            f"no such role: {row['usual']}", path=str(path), line=line, remedy=f"one of {', '.join(ROLES)}"
        )
    if unknown or not name or type_ not in ENTITY_TYPES:
        what = (
            f"no such column: {unknown[0]}"
            if unknown
            else "a row without a name"
            if not name
            else f"no such type: {type_!r}"
        )
        raise LexiconError(what, path=str(path), line=line, remedy="see kgraph/lexicon/README.md")
    needs = split_cell(row.get("needs", ""))
    if needs and not (row.get("example") and row.get("counter")):
        raise LexiconError(f"{name} needs evidence but has no example and counter", path=str(path), line=line)
    return Entry(
        id=f"{ENTITY_TYPES[type_].key}/{row.get('id') or slug(name)}",
        type=type_,
        name=name,
        forms=tuple(dict.fromkeys((name, *split_cell(row.get("aliases", ""))))),
        needs=tuple(n if n.startswith("@") else n.lower().replace("-", " ") for n in needs),
        example=row.get("example", ""),
        counter=row.get("counter", ""),
        links=split_cell(row.get("links", "")),
        usual=row.get("usual", ""),
    )


def _with_parents(entries: dict[str, Entry], parents: Iterable[tuple[Path, int, str, str]]) -> dict[str, Entry]:
    """The entries with the ids of their parents, which rows name by any of their forms."""
    by_name = {(entry.type, entry.name): entry.id for entry in entries.values()}
    by_form = {(entry.type, fold(entry.name)): entry.id for entry in entries.values()}
    for entry in entries.values():
        for form in entry.forms:
            by_form.setdefault((entry.type, fold(form)), entry.id)
    for path, line, id_, parent in parents:
        entry = entries[id_]
        parent_id = by_name.get((entry.type, parent)) or by_form.get((entry.type, fold(parent)), "")
        if not parent_id or parent_id == id_:
            raise LexiconError(f"the parent {parent!r} of {entry.name} is no other row", path=str(path), line=line)
        entries[id_] = replace(entry, parent=parent_id)
    return entries
