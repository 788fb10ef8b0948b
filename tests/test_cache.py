"""What is kept between processes: never trusted under another key, never a reason to fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.components.lexicon import make_lexicon
from kgraph.lexicon import cache
from kgraph.lexicon.cache import fingerprint, kept
from kgraph.tokenizer import blank

KEY, OTHER = "1" * 64, "2" * 64
#: Says what a process of its own takes from the lexicon.
READ = """
from kgraph.lexicon import Matcher, load_lexicon
from kgraph.lexicon.matcher import fold_text

text = "We fine-tune Llama-3.1-8B with LoRA and evaluate policies on GSM8K and SWE-bench Verified."
lexicon = load_lexicon()
print(*lexicon.entries, *lexicon.parents.items(), lexicon.digest, lexicon.key, sep="\\n")
print("hits", *Matcher(lexicon.entries, lexicon.key).hits(text, fold_text(text)), sep="\\n")
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that is not there yet."""
    folder = tmp_path / "deep" / "cache"
    monkeypatch.setenv("KGRAPH_CACHE", str(folder))
    return folder


def maker(value: str) -> tuple[list[str], Callable[[], str]]:
    """A list of calls, and the function that adds to it."""
    calls: list[str] = []

    def make() -> str:
        calls.append(value)
        return value

    return calls, make


def test_a_value_is_made_once_a_key(folder: Path) -> None:
    calls, make = maker("a")
    assert [kept("x", KEY, make), kept("x", KEY, make)] == ["a", "a"]
    assert calls == ["a"]
    others, make_other = maker("b")
    assert [kept("x", OTHER, make_other), kept("x", OTHER, make_other)] == ["b", "b"]
    assert others == ["b"]
    assert [p.name for p in folder.iterdir()] == ["x.bin"]
    assert folder.stat().st_mode & 0o777 == 0o700


def test_without_a_key_or_with_an_empty_folder_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls, make = maker("a")
    kept("x", "", make)
    monkeypatch.setenv("KGRAPH_CACHE", "")
    kept("x", KEY, make)
    assert (len(calls), folder.exists()) == (2, False)


@pytest.mark.parametrize("damage", [b"", b"1", KEY.encode(), KEY.encode() + b"\0" * 40])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes) -> None:
    kept("x", KEY, lambda: "a")
    whole = (folder / "x.bin").read_bytes()
    for broken in (damage, whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        (folder / "x.bin").write_bytes(broken)
        assert kept("x", KEY, lambda: "b") == "b"
        assert kept("x", KEY, lambda: "c") == "b"


def test_a_folder_that_others_can_write_to_is_left_alone(folder: Path) -> None:
    kept("x", KEY, lambda: "a")
    folder.chmod(0o770)
    assert kept("x", KEY, lambda: "b") == "b"
    folder.chmod(0o700)
    assert kept("x", KEY, lambda: "c") == "a"


def test_where_no_folder_can_be_made_the_value_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KGRAPH_CACHE", str(tmp_path / "file" / "cache"))
    assert kept("x", KEY, lambda: "a") == "a"


def test_the_fingerprint_is_of_names_and_contents(tmp_path: Path) -> None:
    one, two = tmp_path / "one.tsv", tmp_path / "two.tsv"
    one.write_text("a")
    two.write_text("a")
    assert fingerprint([one]) == fingerprint([one]) != fingerprint([two])
    before = fingerprint([one])
    one.write_text("b")
    assert fingerprint([one]) != before


def test_the_fingerprint_is_of_all_code_that_reads_the_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "kgraph"
    shutil.copytree(
        cache._PACKAGE / "lexicon", copy / "lexicon", ignore=lambda _, names: [n for n in names if "." not in n]
    )
    for name in ("files", "names", "schema"):
        shutil.copy(cache._PACKAGE / f"{name}.py", copy)
    monkeypatch.setattr(cache, "_PACKAGE", copy)
    for name in ("files", "names", "schema", "lexicon/entries"):
        before = fingerprint([])
        (copy / f"{name}.py").write_text("")
        assert fingerprint([]) != before, name


def test_the_lexicon_is_the_same_from_the_cache(folder: Path) -> None:
    first, second = (
        subprocess.run([sys.executable, "-c", READ], capture_output=True, check=True, encoding="utf-8").stdout
        for _ in range(2)
    )
    assert sorted(p.name for p in folder.iterdir()) == ["entries.bin", "keys.bin"]
    # the lines alone, as those of the whole lexicon are too many to be told apart when they differ
    assert [a for a, b in zip(first.splitlines(), second.splitlines(), strict=True) if a != b] == []
    assert "name='Llama'" in first.rpartition("\nhits\n")[2]


def test_lexicons_of_ones_own_are_not_kept(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("name\ttype\nQuillNet\tModel\n", encoding="utf-8")
    make_lexicon(blank(), "kgraph_lexicon", [str(mine)])
    assert not folder.exists()
