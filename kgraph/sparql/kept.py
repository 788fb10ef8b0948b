"""The store of a build: made once from its RDF, kept beside it, and opened again as long as the RDF is the same.

A kept store is a folder that is written under another name, renamed when it is whole, and only read from then on, so
any number of processes share it. Whoever reads one holds a lock on it; only stores that nobody holds are cleared away.
Where nothing can be kept, as in a folder that is read-only, the store is made in memory each time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox

from kgraph.errors import GraphError
from kgraph.parsing import rdf_errors

try:
    import fcntl
except ImportError:  # Windows itself keeps files that are in use
    fcntl = None  # type: ignore[assignment]

#: Files of a build that a store is made from, the best first.
SOURCES = ("graph.nq", "graph.ttl")
FOLDER = ".kgraph-store"
_LOCK, _DATA = "lock", "data"
#: Stores that this process has open, with their locks: it holds both until it ends, for a store cannot be closed.
_open: dict[Path, tuple[ox.Store, int]] = {}


def graph_file(build: str | Path) -> Path:
    """The file that the store of a build is made from: the build itself where it is a file."""
    build = Path(build)
    if not build.is_dir():
        return build
    return next((build / name for name in SOURCES if (build / name).is_file()), build / SOURCES[-1])


def open_store(build: str | Path) -> ox.Store:
    """The graph of a build, ready for queries; not to be written to.

    Parameters
    ----------
    build : path
        The folder of a build, beside whose files the store is kept, or an RDF file, which is read into memory.

    Raises
    ------
    GraphError
        There is no graph, or it is no RDF.
    """
    path = graph_file(build)
    if Path(build).is_dir() and path.is_file():
        # whatever hinders keeping is no hindrance; what is wrong with the graph itself is told below
        with suppress(OSError, GraphError):
            return _kept(path)
    return _load(path, ox.Store())


def _kept(path: Path) -> ox.Store:
    """The store beside a file, made if there is none of its content.

    Raises
    ------
    OSError
        It cannot be kept here.
    """
    folder = path.resolve().parent / FOLDER
    place = folder / _key(path)
    if place in _open:
        return _open[place][0]
    if not (place / _DATA).is_dir():
        folder.mkdir(exist_ok=True)
        _make(path, place)
        _clear(folder, keep=place.name)
    lock = os.open(place / _LOCK, os.O_RDONLY)
    try:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        store = ox.Store.read_only(str(place / _DATA))
    except OSError:
        os.close(lock)
        raise
    _open[place] = store, lock
    return store


def _key(path: Path) -> str:
    """Digest of all that a store depends on: the file's content, its format, and the version of the store's own."""
    with open(path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(f"\0{path.suffix}\0{ox.__version__}".encode())
    return digest.hexdigest()[:32]


def _make(path: Path, place: Path) -> None:
    """Write the store of a file to a place, whole or not at all."""
    making = Path(tempfile.mkdtemp(prefix="making-", dir=place.parent))
    try:
        with _locked(making):
            store = _load(path, ox.Store(str(making / _DATA)))
            store.flush()
            del store
            if _key(path) != place.name:
                raise OSError(f"{path} changed while it was read")
            # where another process was faster, its store is as good as ours
            with suppress(OSError):
                making.rename(place)
    finally:
        shutil.rmtree(making, ignore_errors=True)


@contextmanager
def _locked(place: Path) -> Iterator[None]:
    """Hold a store for oneself.

    Raises
    ------
    OSError
        Somebody else holds it.
    """
    lock = os.open(place / _LOCK, os.O_RDWR | os.O_CREAT)
    try:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(lock)


def _clear(folder: Path, keep: str) -> None:
    """Remove the stores of earlier contents, and what a process that died left behind, unless somebody holds them."""
    for old in folder.iterdir():
        if old.name != keep and (old / _LOCK).is_file():
            with suppress(OSError), _locked(old):
                shutil.rmtree(old, ignore_errors=True)


def _load(path: Path, store: ox.Store) -> ox.Store:
    if not path.is_file():
        raise GraphError("no graph here", path=str(path), remedy="make one with kgraph build")
    format = ox.RdfFormat.from_extension(path.suffix.lstrip("."))
    if format is None:
        raise GraphError("no RDF by its name", path=str(path), remedy="name a folder of a build, or a .nq or .ttl file")
    with rdf_errors(path, format):
        store.bulk_load(path=str(path), format=format)
    return store
