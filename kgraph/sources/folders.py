"""Which files of a folder papers are read from: those that end as a format does, and are neither hidden nor a build's."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

#: Files of a build that end as lists of papers do, the Facts first.
_BUILT = ("facts.jsonl", "names.jsonl", "summary.json")
#: One of these beside the Facts says that a build was written there.
_BESIDE = ("graph.nq", "summary.json")


def paper_files(folder: Path, suffixes: Collection[str]) -> list[Path]:
    """The files to read, of all folders inside too, sorted.

    Names that begin with a full stop are hidden, with all that is in them. What an earlier build wrote is left out,
    wherever it stands: it may have been written right beside the papers.

    Parameters
    ----------
    folder : Path
        Where to look.
    suffixes : collection of str
        The last endings that count, ``.txt``; a ``.gz`` behind them is looked through.
    """
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = (f for f in folders if not f.startswith("."))
        built = _BUILT if _BUILT[0] in names and any(n in names for n in _BESIDE) else ()
        files = (Path(place, n) for n in names if not n.startswith(".") and n not in built)
        found += [f for f in files if _suffix(f) in suffixes and f.is_file()]
    return sorted(found)


def _suffix(file: Path) -> str:
    """The last ending of a file as it is unpacked."""
    return Path(file.stem).suffix if file.suffix == ".gz" else file.suffix
