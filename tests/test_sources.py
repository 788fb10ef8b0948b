"""Papers in: listing pages saved as text and JSON lines, whole and broken, from files, folders, archives and a pipe."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
import time
import warnings
import zlib
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

import kgraph
from kgraph.commands.options import InputFormat
from kgraph.errors import SourceError, SourceWarning
from kgraph.names import slug
from kgraph.records import Paper, Publisher
from kgraph.sources import READERS, read_entries
from kgraph.sources.foreign import foreign_text
from kgraph.sources.identifiers import identifiers
from kgraph.sources.merge import _identifiers, merge

# a warning that a test does not expect is an error
pytestmark = pytest.mark.filterwarnings("error::kgraph.errors.SourceWarning")

HEADER = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\nbyAK and the research community\n\n"
PROSE = (
    "We ask whether an abstract of more than thirty words is taken for one, and write this sentence, which says "
    "nothing else, to be long enough for the reader of pages that it is meant for."
)


def page_of(*meta: str) -> str:
    """A page with an entry for each text of meta lines, an empty one for an entry without."""
    entries = (
        f"Title Number {i}\n\n{PROSE}\n\n{m}\n\n" if m else f"Title Number {i}\n\n{PROSE}\n\n"
        for i, m in enumerate(meta)
    )
    return HEADER + "Jul 3\n\n" + "".join(entries)


def entries_of(text: str | bytes, folder: Path, *, name: str = "page.txt", year: int | None = None) -> list[Paper]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read_entries(path, year=year))


def titles(papers: Sequence[Paper]) -> list[str]:
    return [p.title for p in papers]


# pages


def test_page_gives_every_entry_with_what_its_lines_say(data: Path) -> None:
    found = [
        (p.title, p.date, p.date_inferred, p.organisation, p.author_count, p.upvotes)
        for p in read_entries(data / "page.txt")
    ]
    assert found == [
        ("QuillNet: Sparse Routing for Proof Search", "2025-05-17", True, None, 4, None),
        (
            'What Does "Attention" Buy? A Study of $O(n \\log n)$ Readers',
            "2024-10-24", False, Publisher("Inkwell Labs", "inkwell-labs"), None, 12,
        ),
        ("LemmaBench: A Test of Lemmas", "2023-02-03", False, None, 1, 5),
        ("Quiet Kernels for Loud Machines", "", False, None, None, None),
        ("Reinforcement Learning on a Shoestring", "2025-12-30", True, None, 12, None),
        ("A Last Entry That the Page Cuts Off", "", False, None, None, None),
    ]  # fmt: skip


def test_page_entries_keep_texts_source_and_the_day_of_the_page(data: Path) -> None:
    papers = list(read_entries(data / "page.txt"))
    lines = (data / "page.txt").read_text(encoding="utf-8").splitlines()
    assert all(p.abstract in lines for p in papers)
    assert papers[-1].abstract.endswith("cut off where the abst")
    assert {p.sources for p in papers} == {("page.txt",)}
    assert {(p.listed, p.listed_inferred) for p in papers} == {("2025-07-03", True)}
    assert papers[2].id == "lemmabench%3A-a-test-of-lemmas"


def test_page_without_header_and_meta_lines_is_read(data: Path) -> None:
    papers = list(read_entries(data / "bare.txt"))
    assert titles(papers) == [
        "Counting Sheep with Convolutional Networks", "Who Reads the Reviewers?", "Bread, Butter and Backpropagation",
    ]  # fmt: skip
    assert papers[2].abstract.endswith("is told nothing about but")
    assert {(p.date, p.listed, p.upvotes, p.author_count) for p in papers} == {("", "", None, None)}


@pytest.mark.parametrize(
    ("meta", "authors", "organisation", "date", "upvotes"),
    [
        ("", None, None, "", None),
        ("  • 8 authors\n·\nOct 24, 2024 3", 8, None, "2024-10-24", 3),
        ("• 1 author\n·\nOct 24, 2024", 1, None, "2024-10-24", None),
        ("• 8 authors\n·", 8, None, "", None),
        ("• 8 authors", 8, None, "", None),
        ("·\nOct 4, 2024 120", None, None, "2024-10-04", 120),
        ("Oct 4, 2024", None, None, "2024-10-04", None),
        ("·\nSeptember 4, 2024 1.2k", None, None, "2024-09-04", 1200),
        ("·\nSept 4, 2024 12K", None, None, "2024-09-04", 12_000),
        ("Oct 4, 2024 1,204", None, None, "2024-10-04", 1204),
        pytest.param(f"• 8 authors\n·\nMay 17 {'9' * 5000}", 8, None, "", None, id="upvotes that are none"),
        pytest.param(f"·\n• {'9' * 5000} authors", None, None, "", None, id="authors that are none"),
        (
            "inkwell-labs Inkwell Labs\n·\nOct 24, 2024 4",
            None,
            Publisher("Inkwell Labs", "inkwell-labs"),
            "2024-10-24",
            4,
        ),
        ("deep_ink.v2 Ink & Co. (R&D)\n·", None, Publisher("Ink & Co. (R&D)", "deep_ink.v2"), "", None),
        ("·\nFeb 29, 2023", None, None, "", None),
        ("·\nFeb 29, 2024", None, None, "2024-02-29", None),
    ],
)
def test_page_meta_lines(
    meta: str, authors: int | None, organisation: Publisher | None, date: str, upvotes: int | None, tmp_path: Path
) -> None:
    # an entry before and one behind: its lines are taken for theirs neither
    first, paper, last = entries_of(page_of("• 2 authors\n·\nMay 1, 2020", meta, ""), tmp_path)
    assert (paper.author_count, paper.organisation, paper.date, paper.upvotes) == (authors, organisation, date, upvotes)
    assert (paper.title, paper.abstract) == ("Title Number 1", PROSE)
    assert (first.date, first.author_count) == ("2020-05-01", 2)
    assert (last.title, last.date, last.author_count) == ("Title Number 2", "", None)


@pytest.mark.parametrize(
    ("days", "year", "expected"),
    [
        # the newest year that the page names is the last before the page's own
        (
            ["May 17", "Oct 24, 2024", "Nov 2, 2022"],
            None,
            [("2025-05-17", True), ("2024-10-24", False), ("2022-11-02", False)],
        ),
        # no date is stated, so the year stays open
        (["May 17", "Jan 2"], None, [("--05-17", False), ("--01-02", False)]),
        # a stated year holds for dates that name none, and for no other
        (["May 17", "Oct 24, 2024"], 2031, [("2031-05-17", False), ("2024-10-24", False)]),
        (["May 17"], 2031, [("2031-05-17", False)]),
        # 2023 has no 29 February
        (["Feb 29", "Oct 24, 2022"], None, [("--02-29", False), ("2022-10-24", False)]),
        (["Feb 29", "Oct 24, 2023"], None, [("2024-02-29", True), ("2023-10-24", False)]),
    ],
)
def test_page_dates_without_a_year(
    days: list[str], year: int | None, expected: list[tuple[str, bool]], tmp_path: Path
) -> None:
    papers = entries_of(page_of(*(f"·\n{day}" for day in days)), tmp_path, year=year)
    assert [(p.date, p.date_inferred) for p in papers] == expected


@pytest.mark.parametrize(
    "title",
    [
        'What Is "Attention"? And “Who” Pays It',
        "QuillNet: A Title: With Colons",
        "Learning in $O(\\sqrt{n})$ with $\\textbf{Q}$-Values",
        "Are Large Language Models Able to Plan, to Act and to Remember What They Did Before in Every World?",
        "GPT-4 <b>vs.</b> {LLaMA} & Friends | 100% [Extended]",
        "λ-Mixup und das Übliche – 日本語",
        "17",
        "C++",
        "May",
        "New",
        "8 Authors, One Paper",
        "Octo 7",
        "Marigold 2",
        "Decoding 3",
    ],
)
@pytest.mark.parametrize("meta", ["", "• 8 authors\n·\nOct 24, 2024 3"])
def test_page_title_is_kept_as_written(title: str, meta: str, tmp_path: Path) -> None:
    text = f"{HEADER}Jul 3\n\nFirst\n\n{PROSE}\n\n{meta}\n\n{title}\n\n{PROSE}\n\n{meta}\n\nLast\n\n{PROSE}\n"
    assert titles(entries_of(text, tmp_path)) == ["First", title, "Last"]


@pytest.mark.parametrize("abstract", ["We look at", "We look at ten pages, and find that", PROSE[: len(PROSE) // 2]])
def test_page_without_header_whose_last_abstract_is_cut_off_is_read(abstract: str, data: Path, tmp_path: Path) -> None:
    papers = entries_of((data / "bare.txt").read_text(encoding="utf-8") + f"\nCut\n\n{abstract}", tmp_path)
    assert [(p.title, p.abstract) for p in papers[3:]] == [("Cut", abstract)]


@pytest.mark.parametrize(
    ("line", "upvotes"), [("May 17 1.2k", 1200), ("May 17 many", None), ("May 17", None), ("Feb 31", None)]
)
def test_line_that_begins_as_a_date_is_no_organisation(line: str, upvotes: int | None, tmp_path: Path) -> None:
    (paper,) = entries_of(page_of(f"• 8 authors\n·\n{line}"), tmp_path)
    assert (paper.organisation, paper.upvotes, paper.author_count) == (None, upvotes, 8)


def test_organisation_that_has_a_month_for_its_account_is_one(tmp_path: Path) -> None:
    (paper,) = entries_of(page_of("May Inkwell 7\n·"), tmp_path)
    assert paper.organisation == Publisher("Inkwell 7", "May")


def test_page_abstract_of_several_paragraphs_is_one(tmp_path: Path) -> None:
    text = page_of("• 2 authors").replace(PROSE, f"{PROSE}\n\n{PROSE}")
    assert [p.abstract for p in entries_of(text, tmp_path)] == [f"{PROSE}\n{PROSE}"]


@pytest.mark.parametrize("broken", ["A Title and No Abstract", "—", "..."])
def test_page_with_one_broken_entry_gives_the_others_and_a_warning(broken: str, tmp_path: Path) -> None:
    text = page_of("• 2 authors\n·\nMay 1, 2020", "• 3 authors") + f"{broken}\n\n• 4 authors\n\n" + f"Last\n\n{PROSE}\n"
    with pytest.warns(SourceWarning, match=r"page\.txt:\d+: ") as caught:
        papers = entries_of(text, tmp_path)
    assert titles(papers) == ["Title Number 0", "Title Number 1", "Last"]
    line = text.split("\n").index(broken) + 1
    assert [f"page.txt:{line}: " in str(w.message) for w in caught] == [True]


def test_page_entry_whose_title_is_no_name_is_left_out_with_a_warning(tmp_path: Path) -> None:
    with pytest.warns(SourceWarning):
        papers = entries_of(
            page_of("• 2 authors").rstrip() + f"\n\n—\n\n{PROSE}\n\n• 4 authors\n\nLast\n\n{PROSE}\n", tmp_path
        )
    assert titles(papers) == ["Title Number 0", "Last"]


def test_page_cut_off_after_a_title_gives_the_entries_before_it(tmp_path: Path) -> None:
    with pytest.warns(SourceWarning, match="A Lonely Title"):
        papers = entries_of(page_of("• 2 authors", "") + "A Lonely Title\n", tmp_path)
    assert titles(papers) == ["Title Number 0", "Title Number 1"]


def test_strict_stops_at_the_broken_entry(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(page_of("• 2 authors") + "A Lonely Title\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"page\.txt:\d+: .*A Lonely Title"):
        kgraph.read(path, strict=True)


def test_strict_reading_leaves_the_filters_of_the_caller_alone(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(page_of("", ""), encoding="utf-8")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for _ in read_entries(path, strict=True):
            warnings.warn("of the caller", SourceWarning, stacklevel=1)
    assert len(caught) == 2


# encodings, archives, folders, pipes


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda t: t.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda t: t.replace("\n", "\r"), id="CR"),
        pytest.param(lambda t: "\ufeff" + t, id="BOM"),
        pytest.param(lambda t: "\ufeff" + t.replace("\n", "\r\n"), id="BOM and CRLF"),
        pytest.param(lambda t: t.replace("\n\n", "\n\u00a0\n"), id="no-break space between entries"),
        pytest.param(lambda t: t.replace("\n", "\u00a0 \n\u00a0"), id="no-break space around lines"),
        pytest.param(lambda t: t.replace("\n\n", "\n\n \t\n\n"), id="more empty lines"),
        pytest.param(lambda t: t.rstrip("\n"), id="no line end at the end"),
    ],
)
def test_page_layout_does_not_change_what_is_read(change: object, data: Path, tmp_path: Path) -> None:
    assert callable(change)
    text = (data / "page.txt").read_text(encoding="utf-8")
    assert entries_of(change(text), tmp_path) == list(read_entries(data / "page.txt"))


def test_no_break_spaces_inside_a_line_are_text(tmp_path: Path) -> None:
    text = page_of("").replace("Title Number 0", "Title\u00a0Number 0").replace("We ask", "We\u00a0ask")
    (paper,) = entries_of(text, tmp_path)
    assert paper.title == "Title\u00a0Number 0"
    assert paper.abstract.startswith("We\u00a0ask")


def test_bytes_that_are_not_utf8_are_replaced_with_a_warning(tmp_path: Path) -> None:
    with pytest.warns(SourceWarning, match="not UTF-8"):
        papers = entries_of(page_of("", "").replace("Number 1", "N°1").encode("latin-1", "replace"), tmp_path)
    assert titles(papers) == ["Title Number 0", "Title N\ufffd1"]


def test_sign_of_replacement_in_good_utf8_is_text_as_any_other(tmp_path: Path) -> None:
    papers = entries_of(page_of("", "").replace("Number 1", "N\ufffd1"), tmp_path)
    assert titles(papers) == ["Title Number 0", "Title N\ufffd1"]


def test_many_lines_that_are_not_utf8_are_told_ten_times_and_counted(tmp_path: Path) -> None:
    lines = "".join(f'{{"title": "Quill N°{i}", "abstract": "Ink."}}\n' for i in range(500))
    with pytest.warns(SourceWarning) as caught:
        papers = entries_of(lines.encode("latin-1"), tmp_path, name="x.jsonl")
    assert titles(papers) == [f"Quill N\ufffd{i}" for i in range(500)]
    told = [str(w.message).removeprefix(f"{tmp_path}/") for w in caught]
    assert told[:-1] == [f"x.jsonl:{i}: bytes that are not UTF-8 were replaced" for i in range(1, 11)]
    assert told[-1] == "x.jsonl: 490 more lines with bytes that are not UTF-8"


@pytest.mark.parametrize("name", ["page.txt", "papers.jsonl"])
def test_gzip_is_read_whatever_the_name(name: str, data: Path, tmp_path: Path) -> None:
    plain = list(read_entries(data / name))
    packed = entries_of(gzip.compress((data / name).read_bytes()), tmp_path, name=name)
    assert packed == plain
    assert len(plain) >= 4


@pytest.mark.parametrize("keep", [0.5, 0.9])
def test_broken_gzip_gives_what_could_be_read_and_a_warning(keep: float, tmp_path: Path) -> None:
    # digests do not compress, so the archive ends where its share of the lines does
    digests = [hashlib.sha256(bytes([i % 256, i // 256])).hexdigest() for i in range(400)]
    lines = [json.dumps({"id": f"own-{i}", "title": f"Paper {i * i}", "abstract": d}) for i, d in enumerate(digests)]
    packed = gzip.compress("\n".join(lines).encode())
    with pytest.warns(SourceWarning, match=r"papers\.jsonl\.gz:\d+: the archive is broken"):
        papers = entries_of(packed[: int(len(packed) * keep)], tmp_path, name="papers.jsonl.gz")
    assert titles(papers) == [f"Paper {i * i}" for i in range(len(papers))]
    assert 400 * keep - 100 < len(papers) < 400


def test_small_archive_that_ends_early_gives_its_whole_lines_and_one_warning(tmp_path: Path) -> None:
    digests = [hashlib.sha256(bytes([i % 256, i // 256])).hexdigest() * 9 for i in range(4000)]
    lines = [json.dumps({"id": f"own-{i}", "title": f"Paper {i * i}", "abstract": d}) for i, d in enumerate(digests)]
    packed = gzip.compress("\n".join(lines).encode())[:3000]
    unpacked = zlib.decompressobj(wbits=31).decompress(packed)
    with pytest.warns(SourceWarning) as caught:
        papers = entries_of(packed, tmp_path, name="papers.jsonl.gz")
    assert len(papers) == unpacked.count(b"\n") > 3
    assert titles(papers) == [f"Paper {i * i}" for i in range(len(papers))]
    (told,) = (str(w.message) for w in caught)
    assert f"papers.jsonl.gz:{len(papers) + 1}: the archive is broken here: " in told


def test_archive_that_ends_before_its_first_line_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"title": "T", "abstract": "A."}\n')[:30])
    with pytest.raises(SourceError, match=r"papers\.jsonl\.gz:1: the archive is broken before its first line ends: "):
        kgraph.read(path)


@pytest.mark.parametrize(
    ("content", "what", "remedy"),
    [
        (b'[{"title": "T"}]', "a JSON array", "one object a line is wanted, e.g. jq -c '.[]'"),
        (b'[\n {"title": "T"}\n]\n', "a JSON array", "jq -c '.[]'"),
        (b'{\n "title": "T",\n "abstract": "A."\n}\n', "a JSON object over several lines", "e.g. jq -c ."),
        (b"id,title,abstract\n1,T,A.\n", "a table (CSV)", "mlr --icsv --ojsonl cat"),
        (b'"Title"\t"Year"\n', "a table (CSV)", "one JSON object a line is wanted"),
        (b"@article{quill,\n  title = {QuillNet}\n}\n", "BibTeX", "one JSON object a line is wanted"),
        (b"<!DOCTYPE html>\n<html></html>\n", "a web page", "save or copy the page as text"),
        (b'<?xml version="1.0"?>\n<feed/>\n', "XML", "one JSON object a line is wanted"),
        ('{"title": "T"}'.encode("utf-16"), "UTF-16 text", "e.g. iconv -f UTF-16 -t UTF-8"),
        (b"\xfe\xff\x00{", "UTF-16 text", "UTF-8 is wanted"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive", "unpack it"),
    ],
)
@pytest.mark.parametrize("pack", [False, True])
def test_file_of_another_kind_is_called_what_it_is_with_a_remedy(
    content: bytes, what: str, remedy: str, pack: bool, tmp_path: Path
) -> None:
    path = tmp_path / "strange.jsonl"
    path.write_bytes(gzip.compress(content) if pack else content)
    with pytest.raises(SourceError) as caught:
        kgraph.read(path)
    assert str(caught.value).startswith(f"{path}:1: {what} (")
    assert remedy in str(caught.value)


def test_json_array_under_a_stated_format_is_called_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('[{"title": "T"}]', encoding="utf-8")
    with pytest.warns(SourceWarning), pytest.raises(SourceError, match=r"x\.json:1: a JSON array \(.*jq -c"):
        kgraph.read(path, format="jsonl")


def test_broken_gzip_under_strict_is_an_error(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "page.txt.gz"
    path.write_bytes(gzip.compress((data / "page.txt").read_bytes())[:-20])
    with pytest.raises(SourceError, match=r"page\.txt\.gz:\d+: the archive is broken"):
        kgraph.read(path, strict=True)


def test_folder_is_read_with_its_subfolders_and_without_hidden_and_other_files(data: Path, tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "a.txt").write_bytes((data / "bare.txt").read_bytes())
    (tmp_path / "deep" / "er" / "b.jsonl.gz").write_bytes(gzip.compress((data / "papers.jsonl").read_bytes()))
    (tmp_path / ".hidden.txt").write_text("no papers", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    papers = kgraph.read(tmp_path)
    assert len(papers) == 3 + 4
    assert {s for p in papers for s in p.sources} == {"a.txt", "deep/er/b.jsonl.gz"}


@pytest.mark.parametrize("name", [".git/x.txt", ".venv/lib/requirements.txt", "deep/.ink/b.jsonl", "deep/.b.jsonl"])
def test_hidden_folders_are_not_read(name: str, data: Path, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes((data / "papers.jsonl").read_bytes())
    (tmp_path / "a.txt").write_bytes((data / "bare.txt").read_bytes())
    assert {s for p in kgraph.read(tmp_path) for s in p.sources} == {"a.txt"}


def test_folder_that_is_hidden_itself_is_read_where_it_is_named(data: Path, tmp_path: Path) -> None:
    (tmp_path / ".quill").mkdir()
    (tmp_path / ".quill" / "a.txt").write_bytes((data / "bare.txt").read_bytes())
    assert len(kgraph.read(tmp_path / ".quill")) == 3


@pytest.mark.parametrize("name", ["a.jsonl.sha256", "page.txt.orig", "x.json.zip", "x.txt.d.gz", "txt", "x.gz"])
def test_last_ending_says_which_files_of_a_folder_are_taken(name: str, data: Path, tmp_path: Path) -> None:
    (tmp_path / "v1.2.txt").write_bytes((data / "bare.txt").read_bytes())
    (tmp_path / name).write_text("0a9f  a.jsonl\n", encoding="utf-8")
    assert {s for p in kgraph.read(tmp_path) for s in p.sources} == {"v1.2.txt"}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("numpy==1.26\nspacy==3.7\n", "of no known format"),
        ("", "an empty file"),
        ('{\n "papers": 3\n}\n', "a JSON object over several lines"),
    ],
)
def test_strange_file_in_a_folder_is_a_warning_that_names_it_and_an_error_under_strict(
    content: str, what: str, data: Path, tmp_path: Path
) -> None:
    for name in ("a.txt", "z.txt"):
        (tmp_path / name).write_bytes((data / "bare.txt").read_bytes())
    strange = tmp_path / "requirements.txt"
    strange.write_text(content, encoding="utf-8")
    with pytest.warns(SourceWarning) as caught:
        papers = kgraph.read(tmp_path)
    assert {p.sources for p in papers} == {("a.txt", "z.txt")}
    (told,) = (str(w.message) for w in caught)
    assert told.startswith(f"{strange}:1: a file was left out: {what} (")
    with pytest.raises(SourceError) as stopped:
        kgraph.read(tmp_path, strict=True)
    assert str(stopped.value) == told


def test_folder_none_of_whose_files_fits_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("numpy==1.26\n", encoding="utf-8")
    (tmp_path / "package.json").write_text('{"name": "quill"}\n', encoding="utf-8")
    with pytest.warns(SourceWarning) as caught, pytest.raises(SourceError, match="no papers in this folder") as stopped:
        kgraph.read(tmp_path)
    assert stopped.value.path == str(tmp_path)
    for name, what in (("package.json", "no paper could be read"), ("requirements.txt", "of no known format")):
        assert any(f"{name}:1: a file was left out: {what}" in str(w.message) for w in caught)


@pytest.mark.parametrize(
    ("beside", "taken"), [("graph.nq", False), ("summary.json", False), ("graph.ttl", True), ("", True)]
)
@pytest.mark.parametrize("where", ["", "out/"])
def test_earlier_build_in_a_folder_is_not_read_but_the_papers_beside_it_are(
    beside: str, taken: bool, where: str, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    for name in ("a.jsonl", "facts.jsonl", "deep.txt"):
        (tmp_path / where / name).write_text('{"title": "T", "abstract": "A."}\n', encoding="utf-8")
    if beside:
        (tmp_path / where / beside).write_text("{\n}\n", encoding="utf-8")
    (paper,) = kgraph.read(tmp_path)
    names = ("a.jsonl", "deep.txt", "facts.jsonl") if taken else ("a.jsonl", "deep.txt")
    assert paper.sources == tuple(f"{where}{n}" for n in names)


def test_sources_name_no_place_on_this_machine(data: Path, tmp_path: Path) -> None:
    with pytest.warns(SourceWarning, match="awkward") as caught:
        papers = [*kgraph.read(data / "page.txt"), *kgraph.read(data)]
    assert [str(w.message) for w in caught if str(data) in str(w.message)] == []
    assert not [s for p in papers for s in p.sources if str(data) in s or s.startswith("/")]


def test_file_whose_name_is_no_text_can_be_written_again(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"papers\xff.jsonl")
    path.write_text('{"title": "T", "abstract": "A."}\n', encoding="utf-8")
    for found in (kgraph.read(path), kgraph.read(tmp_path)):
        assert kgraph.Facts(found[0]).to_json().encode("utf-8")


@pytest.mark.parametrize("pack", [False, True])
def test_standard_input_is_read(pack: bool, data: Path) -> None:
    content = (data / "page.txt").read_bytes()
    code = "import kgraph; print([(p.title, p.sources) for p in kgraph.read('-')])"
    done = subprocess.run(
        [sys.executable, "-c", code], input=gzip.compress(content) if pack else content, capture_output=True, check=True
    )
    expected = [(p.title, ("stdin",)) for p in kgraph.read(data / "page.txt")]
    assert done.stdout.decode().strip() == repr(expected)


@pytest.mark.parametrize("code", ["kgraph.read(['-', '-'])", "kgraph.read('-'); kgraph.read('-')"])
def test_standard_input_that_was_read_before_is_a_clear_error(code: str, data: Path) -> None:
    content = (data / "page.txt").read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", f"import kgraph; {code}"], input=content, capture_output=True, check=False
    )
    assert done.stderr.decode().splitlines()[-1] == (
        "kgraph.errors.SourceError: -: standard input is closed, or was read before (give - once, and a pipe)"
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"title,abstract\nQuillNet,We introduce it.\n", 1),
        (b"\n\n<!DOCTYPE html>\n<html><body><p>No paper</p></body></html>\n", 3),
        (b"import os\n\n\ndef main() -> None:\n    os.getcwd()\n", 1),
        (b"@article{quill,\n  title = {QuillNet}\n}\n", 1),
        (b"", 1),
        (b"\n \n\n", 1),
    ],
)
def test_file_of_no_known_format_is_an_error_with_file_line_and_remedy(
    content: bytes, line: int, tmp_path: Path
) -> None:
    path = tmp_path / "strange.txt"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        kgraph.read(path)
    assert (caught.value.path, caught.value.line) == (str(path), line)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert caught.value.remedy in str(caught.value)
    assert all(reader.description in caught.value.remedy for reader in READERS.values())
    assert "\n" not in str(caught.value)


def test_one_strange_file_among_good_ones_is_named(data: Path, tmp_path: Path) -> None:
    strange = tmp_path / "strange.txt"
    strange.write_text("title,abstract\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"strange\.txt:1: "):
        kgraph.read([data / "page.txt", strange])


def test_jsonl_without_a_single_paper_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"name": "no title"}\n', encoding="utf-8")
    with pytest.warns(SourceWarning), pytest.raises(SourceError, match=r"x\.jsonl:1: no paper could be read"):
        kgraph.read(path)


def test_missing_file_empty_folder_and_unknown_format_are_errors_that_say_so(tmp_path: Path, data: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.txt: no such file or folder"):
        kgraph.read(tmp_path / "nowhere.txt")
    with pytest.raises(SourceError, match=r"no papers in this folder \(files end in .*\.jsonl"):
        kgraph.read(tmp_path)
    with pytest.raises(SourceError, match=r"no such format: epub \(one of jsonl, daily-papers\)"):
        kgraph.read(data / "page.txt", format="epub")


def test_stated_format_overrides_what_the_content_looks_like(tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(f"A Title That Is Broken\nover Two Lines\n\n{PROSE}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"of no known format .*--format overrides"):
        kgraph.read(path)
    assert titles(kgraph.read(path, format="daily-papers")) == ["A Title That Is Broken over Two Lines"]


# JSON lines


def test_command_line_knows_the_formats() -> None:
    assert [f.value for f in InputFormat] == ["auto", *READERS]


@pytest.mark.parametrize(
    ("given", "count"),
    [
        (0, 0),
        (7, 7),
        (1 << 62, 1 << 62),
        (-1, None),
        (1 << 63, None),
        (True, None),
        (7.5, None),
        ("7", None),
        (None, None),
    ],
)
def test_counts_of_jsonl_are_such_that_every_format_holds(given: object, count: int | None, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": "T", "abstract": "A.", "author_count": given, "upvotes": given}))
    (paper,) = read_entries(path)
    assert (paper.author_count, paper.upvotes) == (count, count)


def test_jsonl_gives_papers_with_their_metadata(data: Path) -> None:
    quill, doi, own, bare = read_entries(data / "papers.jsonl")
    assert (quill.id, quill.arxiv_id, quill.date) == ("2401.00011", "2401.00011", "2024-01-05")
    assert (quill.authors, quill.url) == (("Ada Quill", "Bo Ink"), "https://example.org/quillnet")
    assert (doi.id, doi.doi, doi.arxiv_id) == ("10.1000/paper.7", "10.1000/paper.7", "")
    assert (doi.organisation, doi.upvotes, doi.date) == (Publisher("Inkwell Labs"), 3, "2023-11-30")
    assert (own.id, own.arxiv_id, own.doi) == ("own-1", "", "")
    assert (bare.id, bare.abstract) == ("no-id-at-all", "It has no id, and names nothing.")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2106.09685", ("2106.09685", "2106.09685", "")),
        ("2106.09685v12", ("2106.09685", "2106.09685", "")),
        ("arXiv:0704.0001v1", ("0704.0001", "0704.0001", "")),
        ("hep-th/9901001v2", ("hep-th/9901001", "hep-th/9901001", "")),
        ("math.GT/0309136", ("math.GT/0309136", "math.GT/0309136", "")),
        ("https://doi.org/10.1000/ABC.1", ("10.1000/abc.1", "", "10.1000/abc.1")),
        ("doi:10.1000/abc", ("10.1000/abc", "", "10.1000/abc")),
        ("seed-024afa43", ("seed-024afa43", "", "")),
        ("http://arxiv.org/abs/1706.03762v7", ("1706.03762", "1706.03762", "")),
        ("https://www.arxiv.org/pdf/1706.03762v7.pdf", ("1706.03762", "1706.03762", "")),
        ("arxiv.org/abs/hep-th/9901001", ("hep-th/9901001", "hep-th/9901001", "")),
        ("https://huggingface.co/papers/1706.03762", ("1706.03762", "1706.03762", "")),
        ("https://example.org/abs/1706.03762", ("https://example.org/abs/1706.03762", "", "")),
        ("HEP-TH/9901001v2", ("hep-th/9901001", "hep-th/9901001", "")),
        ("https://arxiv.org/abs/Math.gt/0309136", ("math.GT/0309136", "math.GT/0309136", "")),
        ("21060.9685", ("21060.9685", "", "")),
        ("2106.096851", ("2106.096851", "", "")),
        ("", ("", "", "")),
    ],
)
def test_identifiers(given: str, expected: tuple[str, str, str]) -> None:
    assert identifiers(given) == expected


@pytest.mark.parametrize(
    "given",
    [
        "doc/1234567v2", "quill/0309136", "math-gt/0309136", "2024.12345", "2023.1234", "2100.12345", "2113.00001v1",
        "hep-th/9913001", "hep-th/9900001", "https://arxiv.org/abs/2024.12345", "٢١٠٦.٠٩٦٨٥",
    ],
)  # fmt: skip
def test_number_with_no_month_or_archive_in_it_is_no_arxiv_id(given: str) -> None:
    assert identifiers(given) == (given, "", "")


@pytest.mark.parametrize(
    "broken",
    [
        '{"id": "x", "title": "cut off he',
        '["a", "list"]',
        '{"id": "x", "abstract": "no title"}',
        '{"title": "   "}',
        '{"title": "—"}',
        '{"title": {"no": "text"}}',
        '{"title": "T", "abstract": ["no", "text"]}',
        '{"title": "T", "abstract": "A.", "authors": 5}',
        "no JSON",
        pytest.param(f'{{"title": "T", "abstract": "A.", "deep": {"[" * 200_000}{"]" * 200_000}}}', id="deep"),
    ],
)
def test_broken_json_line_is_left_out_with_a_warning_and_an_error_under_strict(broken: str, tmp_path: Path) -> None:
    first, last = '{"title": "First", "abstract": "A."}', '{"title": "Last", "abstract": "A."}'
    text = f"{first}\n\n{broken}\n{last}\n"
    with pytest.warns(SourceWarning, match=r"x\.jsonl:3: a line was left out: ") as caught:
        assert titles(entries_of(text, tmp_path, name="x.jsonl")) == ["First", "Last"]
    assert len(caught) == 1
    with pytest.raises(SourceError, match=r"x\.jsonl:3: "):
        kgraph.read(tmp_path / "x.jsonl", strict=True)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ('{"title": "T"}', "its keys: title; give its text as"),
        ('{"title": "T", "abstract": null}', "its keys: title, abstract; give its text as"),
        ('{"title": "T", "abstract": ""}', "its keys: title, abstract; give its text as"),
        ('{"title": "T", "abstract": " \\n"}', "its keys: title, abstract; give its text as"),
        ('{"title": "T", "Abstract": "A."}', 'its keys: title, Abstract; name "Abstract" "abstract")'),
        ('{"id": 1, "title": "T", "summary": "A."}', 'its keys: id, title, summary; name "summary" "abstract")'),
    ],
)
def test_json_line_without_an_abstract_is_kept_with_a_warning_and_an_error_under_strict(
    record: str, said: str, tmp_path: Path
) -> None:
    text = f'{{"title": "First", "abstract": "A."}}\n{record}\n{{"title": "Last", "abstract": "A."}}\n'
    with pytest.warns(SourceWarning) as caught:
        assert titles(entries_of(text, tmp_path, name="x.jsonl")) == ["First", "T", "Last"]
    (told,) = (str(w.message) for w in caught)
    assert told.startswith("x.jsonl:2: an entry without an abstract, only its title was read (")
    assert said in told
    with pytest.raises(SourceError, match=r"x\.jsonl:2: an entry without an abstract"):
        kgraph.read(tmp_path / "x.jsonl", strict=True)


def test_many_json_lines_without_abstracts_are_told_ten_times_and_counted(tmp_path: Path) -> None:
    with pytest.warns(SourceWarning) as caught:
        papers = entries_of("".join(f'{{"title": "T{i}"}}\n' for i in range(500)), tmp_path, name="x.jsonl")
    assert len(papers) == 500
    told = [str(w.message) for w in caught]
    assert [t.partition(": ")[0] for t in told] == [*(f"x.jsonl:{i}" for i in range(1, 11)), "x.jsonl"]
    assert told[-1] == "x.jsonl: 490 more entries without an abstract"


def from_line(folder: Path, **record: object) -> Paper:
    line = json.dumps({"title": "T", "abstract": "A.", **record})
    (found,) = entries_of(line, folder, name="x.jsonl")
    return found


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ([{"name": "Ada Quill"}, {"name": "Bo Ink", "hidden": False}], ("Ada Quill", "Bo Ink")),
        (["Ada Quill", "Bo\n Ink"], ("Ada Quill", "Bo Ink")),
        ("Ada Quill", ("Ada Quill",)),
        ("Ada Quill, Bo Ink and Cy Page", ("Ada Quill", "Bo Ink", "Cy Page")),
        ("Ada Quill, Bo Ink, and Cy Page", ("Ada Quill", "Bo Ink", "Cy Page")),
        ("Ada Quill and Bo Ink", ("Ada Quill", "Bo Ink")),
        ("Ada Quill (1), Bo\n  Ink (2) ((1) Inkwell, (2) Page & Sons)", ("Ada Quill", "Bo Ink")),
        ("Ada Quill, Jr., Bo Ink et al.", ("Ada Quill, Jr.", "Bo Ink")),
        ("Quill, Ada and Ink, Bo and others", ("Ada Quill", "Bo Ink")),
        ("Quill, Ada; Ink, Bo", ("Ada Quill", "Bo Ink")),
        ("Quill, Ada", ("Ada Quill",)),
        ("Anders Sandberg", ("Anders Sandberg",)),
        ([], ()), ("", ()), (None, ()),
    ],
)  # fmt: skip
def test_authors_of_a_json_line_are_names(authors: object, names: tuple[str, ...], tmp_path: Path) -> None:
    assert from_line(tmp_path, authors=authors).authors == names


def test_authors_without_a_name_are_left_out_and_told_once_a_file(tmp_path: Path) -> None:
    line = json.dumps({"title": "T", "abstract": "A.", "authors": [{"orcid": "0"}, {"name": "Ada Quill"}, 5]})
    with pytest.warns(SourceWarning) as caught:
        papers = entries_of(f"{line}\n" * 3, tmp_path, name="x.jsonl")
    assert {p.authors for p in papers} == {("Ada Quill",)}
    assert [str(w.message)[:50] for w in caught] == [
        "x.jsonl:1: authors without a name were left out (w", "x.jsonl: 2 more entries with authors that have no ",
    ]  # fmt: skip


INKWELL = Publisher("Inkwell Labs", "inkwell-labs")


@pytest.mark.parametrize(
    ("organisation", "publisher"),
    [
        ("Inkwell Labs", Publisher("Inkwell Labs")),
        (" Inkwell\n Labs ", Publisher("Inkwell Labs")),
        ({"name": "Inkwell Labs", "account": "inkwell-labs"}, INKWELL),
        ({"name": " Inkwell Labs", "account": None}, Publisher("Inkwell Labs")),
        ("None", Publisher("None")),
        (None, None), ("", None), ("  ", None), ([], None), ({}, None),
        ({"name": None}, None), ({"name": " \n"}, None), ({"name": None, "account": "inkwell-labs"}, None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["organisation", "organization"])
def test_organisation_without_a_name_is_none(
    organisation: object, publisher: Publisher | None, key: str, tmp_path: Path
) -> None:
    assert from_line(tmp_path, **{key: organisation}).organisation == publisher


@pytest.mark.parametrize(
    ("organisation", "publisher"),
    [
        (["Inkwell Labs"], None),
        (7, None),
        ({"name": ["Inkwell Labs"]}, None),
        ({"name": "Inkwell Labs", "account": 7}, Publisher("Inkwell Labs")),
    ],
)
def test_organisation_that_is_no_text_is_left_out_and_told_once_a_file(
    organisation: object, publisher: Publisher | None, tmp_path: Path
) -> None:
    line = json.dumps({"title": "T", "abstract": "A.", "organisation": organisation})
    with pytest.warns(SourceWarning) as caught:
        papers = entries_of(f"{line}\n" * 3, tmp_path, name="x.jsonl")
    assert [p.organisation for p in papers] == [publisher] * 3
    assert [str(w.message) for w in caught] == [
        'x.jsonl:1: an organisation was not read (wanted: "organisation": "Inkwell Labs")',
        "x.jsonl: 2 more organisations that were not read",
    ]


@pytest.mark.parametrize(
    "record",
    [
        {"date": "2017-06-12"}, {"published": "2017-06-12T17:57:34Z"}, {"date": "2017-06-12 17:57:34+00:00"},
        {"date": "2017/06/12"}, {"published": "12 June 2017"}, {"date": "June 12, 2017"}, {"date": "Jun 12 2017"},
        {"date": "20170612"}, {"date": 20170612}, {"publicationDate": "2017-06-12", "year": 2017},
        {"publishedAt": "2017-06-12T00:00:00.000Z"}, {"date": "soon", "published": "2017-06-12"},
        {"update_date": "2023-08-03", "versions": [{"version": "v1", "created": "Mon, 12 Jun 2017 17:57:34 GMT"}]},
    ],
)  # fmt: skip
def test_dates_of_public_lists_are_read(record: dict[str, object], tmp_path: Path) -> None:
    assert from_line(tmp_path, **record).date == "2017-06-12"


def test_open_year_of_a_json_line_stays_open(tmp_path: Path) -> None:
    assert from_line(tmp_path, date="--06-12").date == "--06-12"


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"year": 2017}, "year '2017': it names no day"),
        ({"update_date": "2023-08-03"}, "update_date '2023-08-03': it is the day of the last change"),
        ({"date": "2017-06"}, "date '2017-06': no day in a form that is known"),
        ({"date": "06/12/2017"}, "date '06/12/2017': no day in a form that is known"),
        ({"date": "Mayhem 12, 2024"}, "date 'Mayhem 12, 2024': no day in a form that is known"),
        ({"date": "12 Marigold 2024"}, "date '12 Marigold 2024': no day in a form that is known"),
        ({"date": "2017-02-30"}, "date '2017-02-30': no day in a form that is known"),
        ({"published": {"$date": 1}}, "published \"{'$date': 1}\": no day in a form that is known"),
    ],
)
def test_dates_that_are_no_day_of_publication_are_told_once_a_file(
    record: dict[str, object], said: str, tmp_path: Path
) -> None:
    line = json.dumps({"title": "T", "abstract": "A.", **record})
    with pytest.warns(SourceWarning) as caught:
        papers = entries_of(f"{line}\n" * 3, tmp_path, name="x.jsonl")
    assert [p.date for p in papers] == ["", "", ""]
    assert [str(w.message) for w in caught] == [
        f'x.jsonl:1: a date was not read: {said} (wanted: "date": "2024-10-24")',
        "x.jsonl: 2 more dates that were not read",
    ]


@pytest.mark.parametrize(
    ("given", "folded"),
    [
        ("  We fold\nlines that\r\n  an editor broke.\n", "We fold lines that an editor broke."),
        ("One.\n\nTwo,\nand more.\n \n\nThree.", "One.\nTwo, and more.\nThree."),
        ("We  fold\n lines.", "We fold lines."),
        (" No  line end ", " No  line end "),
    ],
)
def test_broken_lines_of_titles_and_abstracts_are_joined(given: str, folded: str, tmp_path: Path) -> None:
    assert from_line(tmp_path, abstract=given).abstract == folded
    assert from_line(tmp_path, title=given).title == folded.replace("\n", " ")


@pytest.mark.parametrize("key", ["title", "abstract", "authors", "organisation", "url", "id"])
def test_half_a_surrogate_pair_in_any_key_can_be_written_again(key: str, tmp_path: Path) -> None:
    value = ["\ud800 x"] if key == "authors" else "\ud800 x"
    record = {"title": "T", "abstract": "A.", key: value}
    (read,) = entries_of(json.dumps(record), tmp_path, name="x.jsonl")
    # the half is replaced, and nothing else is
    expected = {"authors": ("? x",), "organisation": Publisher("? x")}.get(key, "? x")
    assert getattr(read, key) == expected
    assert kgraph.Facts.from_json(kgraph.Facts(read).to_json().encode("utf-8").decode()).paper == read


def test_awkward_papers_are_all_read(awkward_papers: list[Paper], data: Path) -> None:
    lines = (data / "awkward.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert sorted(p.id for p in awkward_papers) == sorted(json.loads(line)["id"] for line in lines)
    assert next(p for p in awkward_papers if p.id == "awk-10").abstract == ""


# one paper from several sources


def paper(title: str = "QuillNet: Sparse Routing", **known: object) -> Paper:
    # the id as a reader would give it
    fallback = {"id": known.get("arxiv_id") or known.get("doi") or slug(title), "title": title, "abstract": ""}
    return Paper(**(fallback | known))  # type: ignore[arg-type]


SAME = [
    paper(abstract="Short.", date="2025-05-17", date_inferred=True, sources=("b.txt",), upvotes=3, author_count=2),
    paper("quillnet: sparse  routing", abstract="Somewhat longer.", date="--05-17", sources=("a.txt",), upvotes=9),
    paper(
        arxiv_id="2401.00011", abstract="The longest of the three.", date="2024-01-05", sources=("c.jsonl",),
        authors=("Ada Quill",),
    ),
    paper("Another Paper", abstract="Not the same.", sources=("a.txt",)),
]  # fmt: skip


@pytest.mark.parametrize("order", list(permutations(range(len(SAME)))))
def test_same_paper_from_several_sources_is_one_whatever_the_order(order: Sequence[int]) -> None:
    merged = merge(SAME[i] for i in order)
    assert [p.id for p in merged] == ["2401.00011", "another-paper"]
    one = merged[0]
    assert (one.arxiv_id, one.abstract, one.sources) == (
        "2401.00011", "The longest of the three.", ("a.txt", "b.txt", "c.jsonl"),
    )  # fmt: skip
    assert (one.date, one.date_inferred, one.upvotes, one.author_count) == ("2024-01-05", False, 9, 2)
    assert one.authors == ("Ada Quill",)
    assert merged == merge(SAME)


@pytest.mark.parametrize(
    ("papers", "count"),
    [
        ([paper(arxiv_id="2401.00011"), paper("Another Title", arxiv_id="2401.00011")], 1),
        ([paper(doi="10.1000/x"), paper("Another Title", doi="10.1000/x")], 1),
        ([paper(arxiv_id="2401.00011"), paper(arxiv_id="2401.00012")], 2),
        ([paper("On Lemmas"), paper("on  LEMMAS")], 1),
        ([paper("On Lemmas"), paper("On Theorems")], 2),
        ([paper(arxiv_id="2401.00011", doi="10.1000/x"), paper("Another Title", doi="10.1000/x")], 1),
        ([paper(id="own-1", title="On Lemmas"), paper("On Lemmas")], 1),
        ([], 0),
    ],
)
def test_which_records_are_one_paper(papers: list[Paper], count: int) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert len(merge(papers)) == count
        assert merge(papers) == merge(papers[::-1])
    retitled = count == 1 and any(p.title == "Another Title" for p in papers)
    assert [("Another Title" in str(w.message)) for w in caught] == [True] * 3 * retitled


@pytest.mark.parametrize(
    "records",
    [
        pytest.param([paper(id="own-1", sources=(str(i),)) for i in range(2000)], id="of one id"),
        pytest.param(
            [paper(arxiv_id="2401.00011"), *(paper(id=f"own-{i}", arxiv_id="2401.00011") for i in range(2000))],
            id="of two ids, one shared",
        ),
        pytest.param(
            # each joins what all before it became with one that was alone
            [paper(id=f"own-{i}", sources=("a",)) for i in range(1000)]
            + [paper(id=f"own-{i}", doi=f"10.1000/{i + 1}", sources=("b",)) for i in range(1000)]
            + [paper(id=f"own-{i + 1}", doi=f"10.1000/{i + 1}", sources=("c",)) for i in range(999)],
            id="joined one by one",
        ),
    ],
)
def test_many_records_of_one_paper_are_merged_in_time_in_proportion(
    records: list[Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Paper] = []

    def counted(record: Paper) -> list[str]:
        asked.append(record)
        return _identifiers(record)

    monkeypatch.setattr(sys.modules[merge.__module__], "_identifiers", counted)
    (merged,) = merge(records)
    assert merged.sources == tuple(sorted({s for p in records for s in p.sources}))
    assert len(asked) <= 3 * len(records)


@pytest.mark.parametrize("meta", [f"  • {'9' * 5000} authors\n·\nMay 17 3", f"  • 8 authors\n·\nMay 17 {'9' * 5000}"])
def test_a_count_with_more_digits_than_python_reads_is_none_and_no_error(meta: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"QuillNet\n\nWe fold quills, and all of it works.\n\n{meta}\n", encoding="utf-8")
    (paper,) = read_entries(path)
    assert (paper.title, paper.abstract) == ("QuillNet", "We fold quills, and all of it works.")
    assert (paper.author_count, paper.upvotes) in [(None, 3), (8, None)]


@pytest.mark.parametrize("line", [" .-" * 5000, "a b" * 5000 + ",x", ". " * 5000 + "!"])
def test_a_long_line_that_may_be_a_table_of_columns_is_refused_at_once(line: str) -> None:
    start = time.process_time()
    assert foreign_text([line]) is None
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("A Cure for the Common Kernel", True),
        ("Sparse Kernels", False),
        ("quillnet:  sparse ROUTING", False),
        ("QuillNet v2: Sparser Routing of Many Things", False),
        ("On a Way of Routing for an Age", False),
        ("The and of for", True),
    ],
)
def test_records_of_one_id_and_different_titles_are_told_with_both(title: str, told: bool) -> None:
    records = [paper(id="1", abstract="Long.", sources=("a.jsonl",)), paper(title, id="1", sources=("b.jsonl",))]
    for order in (records, records[::-1]):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            (merged,) = merge(order)
        assert merged.title == "QuillNet: Sparse Routing"
        assert [str(w.message) for w in caught] == [
            "a.jsonl, b.jsonl: records with the id 1 have different titles and became one paper: "
            f"'QuillNet: Sparse Routing' was kept, {title!r} is lost "
            "(give each paper an id of its own, or leave the ids out)"
        ] * told


def test_lists_that_number_their_papers_alike_are_told_ten_times_and_stop_under_strict(tmp_path: Path) -> None:
    for name, word in (("a", "Kernels"), ("b", "Gardens")):
        lines = (json.dumps({"id": i, "title": f"{word} {i}", "abstract": "A."}) for i in range(30))
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.warns(SourceWarning) as caught:
        assert len(kgraph.read(tmp_path)) == 30
    assert len(caught) == 11
    assert str(caught[-1].message) == "20 more papers were made of records with different titles"
    with pytest.raises(SourceError, match="'Kernels 0' was kept, 'Gardens 0' is lost"):
        kgraph.read(tmp_path, strict=True)


def test_stated_date_wins_over_inferred_and_open_ones() -> None:
    stated, inferred, open_ = (
        paper(date="2024-01-05", sources=("z",)), paper(date="2023-01-05", date_inferred=True), paper(date="--01-05")
    )  # fmt: skip
    for papers in permutations([stated, inferred, open_]):
        (merged,) = merge(papers)
        assert (merged.date, merged.date_inferred) == ("2024-01-05", False)
    (merged,) = merge([open_, inferred])
    assert (merged.date, merged.date_inferred) == ("2023-01-05", True)


def test_reading_does_not_depend_on_the_order_of_the_inputs(data: Path) -> None:
    inputs = [data / name for name in ("page.txt", "papers.jsonl", "bare.txt")]
    expected = kgraph.read(inputs)
    assert len(expected) == 6 + 4 + 3 - 1, "QuillNet is in two of them"
    for order in permutations(inputs):
        assert kgraph.read(order) == expected


# real pages, where they are at hand


def test_real_pages_give_all_their_entries(root: Path) -> None:
    pages = sorted((root.parent / "shared" / "seeds").glob("*.txt"))
    if not pages:
        pytest.skip("no real pages here")
    entries = list(read_entries(pages))
    assert len(entries) == 352
    assert sum(bool(p.date) for p in entries) == 103
    assert sum(p.author_count is not None for p in entries) == 93
    assert sum(p.organisation is not None for p in entries) == 10
    assert len(kgraph.read(pages)) == 281
