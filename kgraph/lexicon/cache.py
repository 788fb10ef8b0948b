"""What was worked out of the lexicon's files, kept for the next process in a folder of the user's.

The folder is the environment's ``KGRAPH_CACHE``, else ``kgraph`` in ``XDG_CACHE_HOME`` or ``~/.cache``; with an empty
``KGRAPH_CACHE`` nothing is kept. A value counts only under the key it was kept under, the `fingerprint` of all that it was
made from, and only if no one but the user can write to the folder. It is stored by `marshal`, whose reading runs no code.
Whatever goes wrong, the value is made anew.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

from kgraph.errors import ExportError
from kgraph.files import replacing

T = TypeVar("T")
_PACKAGE = Path(__file__).parents[1]


def fingerprint(files: Iterable[Path]) -> str:
    """SHA-256 over names and contents of the files, of the code that reads them, and over the version of Python."""
    digest = hashlib.sha256(sys.version.encode())
    code = (*sorted((_PACKAGE / "lexicon").glob("*.py")), *(_PACKAGE / f"{n}.py" for n in ("files", "names", "schema")))
    for path in (*code, *files):
        digest.update(f"\0{path.parent.name}/{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def kept(name: str, key: str, make: Callable[[], T]) -> T:
    """What `make` gives: strings, numbers, lists, tuples and dicts; from the cache if it holds that under this key.

    Parameters
    ----------
    name : str
        Of the file in the cache; a value with another key takes its place.
    key : str
        A `fingerprint`; empty to keep nothing.
    make : callable
        Works the value out.
    """
    folder = _folder()
    if not key or folder is None:
        return make()
    path = folder / f"{name}.bin"
    with suppress(OSError):
        stored = path.read_bytes() if _is_private(folder) else b""
        head, payload = stored[: len(key) + 32], stored[len(key) + 32 :]
        if head == _head(key, payload):
            value: T = marshal.loads(payload)
            return value
    made = make()
    with suppress(OSError, ExportError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_private(folder):
            payload = marshal.dumps(cast(Any, made))
            with replacing(path) as file:
                file.write(_head(key, payload) + payload)
    return made


def _head(key: str, payload: bytes) -> bytes:
    return key.encode() + hashlib.sha256(payload).digest()


def _folder() -> Path | None:
    given = os.environ.get("KGRAPH_CACHE")
    if given is not None:
        return Path(given) if given else None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base, "kgraph") if os.path.isabs(base) else None


def _is_private(folder: Path) -> bool:
    """Whether the user owns the folder and no one else has any right to it."""
    if os.name != "posix":
        return False
    state = folder.stat()
    return state.st_uid == os.getuid() and not state.st_mode & 0o077
