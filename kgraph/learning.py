"""The names that a corpus introduces, as data: learned in the first pass, corrected by a person, found in the second.

One row says that some papers introduce a name with a type. A person can change the type or the name, add forms, or
set ``accepted`` to false, and build again with the file. The ``id`` says which name of these papers is meant, and is
left as it is: its first part follows the type.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import unquote

from kgraph.errors import GraphError
from kgraph.files import parsed_lines
from kgraph.lexicon import Entry
from kgraph.names import fold, slug
from kgraph.schema import ENTITY_TYPES


@dataclass(frozen=True, slots=True, order=True)
class LearnedName:
    """A name that papers of the corpus introduce.

    Attributes
    ----------
    id : str
        Entity id, as the first pass gave it.
    type, name : str
        Its type and canonical name.
    forms : tuple of str
        Written forms under which other papers' mentions are found, sorted: those that are spelled as only names are.
        Empty where there is none, as for an everyday word, a name of several words, or one of three letters.
    papers : tuple of str
        Ids of the papers that introduce it, sorted.
    accepted : bool
        Whether it is a name at all.
    """

    id: str
    type: str
    name: str
    forms: tuple[str, ...]
    papers: tuple[str, ...]
    accepted: bool = True

    @property
    def key(self) -> str:
        """What stands behind the type in its id: of all that a person may change in a row it says which name is meant."""
        return self.id.partition("/")[2]

    @property
    def entity_id(self) -> str:
        """The id of its entity, which a changed type changes in all papers."""
        return f"{ENTITY_TYPES[self.type].key}/{self.key}"


def learn_names(introduced: Iterable[tuple[str, str, str, str, Sequence[str]]]) -> list[LearnedName]:
    """The learned names, sorted by id, of (paper id, entity id, type, name, forms) that papers introduce."""
    rows: dict[str, list[tuple[str, str, str, Sequence[str]]]] = defaultdict(list)
    for paper, id_, type_, name, forms in introduced:
        rows[id_].append((paper, type_, name, forms))
    learned = []
    for id_ in sorted(rows):
        same = rows[id_]
        names = Counter(name for _, _, name, _ in same)
        learned.append(
            LearnedName(
                id=id_,
                type=same[0][1],
                name=min(names, key=lambda n: (-names[n], len(n), n)),
                forms=tuple(sorted({f for _, _, _, forms in same for f in forms})),
                papers=tuple(sorted({paper for paper, _, _, _ in same})),
            )
        )
    return learned


def entries_of(names: Iterable[LearnedName], known: Iterable[Entry]) -> list[Entry]:
    """Lexicon entries of the accepted names whose forms the lexicon does not hold already."""
    ranked = sorted((n for n in names if n.accepted and n.forms), key=lambda n: (-len(n.papers), n.id))
    taken = {fold(form) for entry in known for form in entry.forms} if ranked else set()
    entries: list[Entry] = []
    for name in ranked:
        forms = tuple(f for f in name.forms if fold(f) not in taken)
        if forms:
            taken.update(map(fold, forms))
            entries.append(Entry(name.entity_id, name.type, name.name, forms, source="learned"))
    return sorted(entries, key=lambda e: e.id)


def names_of_papers(names: Iterable[LearnedName]) -> dict[str, dict[str, LearnedName]]:
    """Paper id -> `key_of` a written form -> the name that the paper introduces by it."""
    names = list(names)
    of_papers: dict[str, dict[str, LearnedName]] = defaultdict(dict)
    for name in names:
        for paper in name.papers:
            of_papers[paper][key_of(name.name)] = name
    # last: a name that a person changed may be that of something else there
    for name in names:
        keys = [key for key in (name.key, *map(key_of, name.forms)) if key]
        for paper in name.papers:
            of_papers[paper].update(dict.fromkeys(keys, name))
    return dict(of_papers)


def key_of(form: str) -> str:
    """What stands behind the type in the id of an entity that is written so; empty for a form that makes no id.

    Examples
    --------
    >>> key_of("Quill Nets"), key_of("/")
    ('quill-net', '%2F')
    """
    try:
        return slug(fold(form))
    except ValueError:
        return ""


def names_lines(names: Iterable[LearnedName]) -> Iterator[str]:
    """The lines of a ``names.jsonl``, each with its line end."""
    return (json.dumps(asdict(n), ensure_ascii=False) + "\n" for n in sorted(names))


def read_names(path: str | Path) -> list[LearnedName]:
    """The names of a ``names.jsonl``.

    Raises
    ------
    GraphError
        The file is missing, or a line is no learned name.
    """
    return list(parsed_lines(path, _name, GraphError, wanted="a learned name", remedy="mend the line"))


def _name(line: str) -> LearnedName:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise TypeError("no object")
    for key in ("forms", "papers"):
        if not isinstance(row[key], list) or not all(isinstance(x, str) for x in row[key]):
            raise TypeError(f"{key} is no list of texts")
    name = LearnedName(**row | {"forms": tuple(row["forms"]), "papers": tuple(row["papers"])})
    if name.type not in ENTITY_TYPES:
        raise ValueError(f"no such type: {name.type}")
    if not isinstance(name.accepted, bool):
        raise TypeError("accepted is neither true nor false")
    if not isinstance(name.id, str) or not isinstance(name.name, str):
        raise TypeError("id or name is no text")
    key = name.key
    if not key or unquote(slug(unquote(key))) != unquote(key):
        raise ValueError(f"no entity id: {name.id!r}")
    return name
