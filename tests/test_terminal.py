"""What stands in papers does nothing to the terminal that it is shown on, and reaches programs as it is."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from rich.text import Text

from kgraph.exports import write
from kgraph.exports.provenance import Provenance
from kgraph.records import Facts, Paper, facts_lines
from kgraph.terminal import HarmlessConsole, HarmlessTable, harmless, open_in_browser

Run = Callable[..., "subprocess.CompletedProcess[str]"]
#: Colours, a screen that is cleared, a C1 introducer, a title of the window, an override of the order of reading, markup.
ACTS = "\x1b[31m\x1b[2J\x9b5m\x1b]0;t\x07\u202eevil\u2066[red]:smile:"
#: How it is shown; a bell says nothing and may be left out.
SHOWN = re.compile(r"\\u001b\[31m\\u001b\[2J\\u009b5m\\u001b\]0;t(?:\\u0007)?\\u202eevil\\u2066\[red\]:smile:")
ACTING = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\r*\n)")


@pytest.fixture(scope="module")
def hostile(make_facts: Callable[..., Facts], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build whose title, abstract and name of a model try to act."""
    folder, name = tmp_path_factory.mktemp("hostile"), f"Wag{ACTS}"
    rows = [("model/wag", "Model", name, "introduces", [name], ())]
    facts = [
        make_facts(Paper(id_, f"{ACTS} of {id_}", f"{name} is a model. {ACTS}", date="2024-01-02"), rows)
        for id_ in ("p1", "p2")
    ]
    (folder / "facts.jsonl").write_text("".join(facts_lines(facts)), encoding="utf-8")
    for file in ("graph.nq", "graph.ttl"):
        write(facts, folder / file, provenance=Provenance("a", "b", "0.1.0"))
    (folder / "empty.nq").touch()
    lines = [json.dumps({"id": i, "title": f"{ACTS} {i}", "abstract": f"QuillNetX is a model. {ACTS}"}) for i in "pq"]
    (folder / "papers.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def on_terminal(folder: Path, *arguments: str, kind: str = "dumb") -> str:
    """What a command shows on a terminal, by default one that has no colours."""
    parent, child = pty.openpty()
    env = os.environ | {"TERM": kind, "COLUMNS": "300"}
    command = [sys.executable, "-m", "kgraph.cli", *arguments]
    with subprocess.Popen(command, cwd=folder, stdin=child, stdout=child, stderr=child, env=env):
        os.close(child)
        seen = b""
        while True:
            try:
                part = os.read(parent, 1 << 16)
            except OSError:  # what Linux says when the other end is closed
                break
            if not part:
                break
            seen += part
    os.close(parent)
    return seen.decode()


TITLES = "SELECT ?t WHERE { ?p dcterms:title ?t }"
SHOW = [
    ["explain", ".", "p1"],
    ["explain", ".", "of"],
    ["explain", ".", "p1", "nothing"],
    ["--debug", "explain", ".", "p1", "nothing"],
    ["query", ".", TITLES],
    *(["query", ".", TITLES, "-f", format] for format in ("csv", "tsv", "json", "markdown")),
    ["query", ".", "CONSTRUCT { ?p dcterms:title ?t } WHERE { ?p dcterms:title ?t }"],
    ["analyze", ".", "similar", "p1"],
    ["analyze", ".", "lineage", "model/wag", "-f", "md"],
    ["analyze", ".", "lineage", "model/wag", "-f", "json"],
    ["path", ".", "model/wag", "model/wag"],
    ["diff", "graph.nq", "empty.nq"],
    ["export", ".", "-f", "turtle"],
    ["export", ".", "-f", "facts"],
    ["extract", "papers.jsonl", "-o", "-", "-w", "1"],
    ["lexicon", "suggest", "papers.jsonl", "-w", "1"],
    ["explain", ".", ACTS],
]


@pytest.mark.parametrize(
    "command", SHOW, ids=lambda command: " ".join(command[:5])[:40].encode("unicode_escape").decode()
)
def test_nothing_in_a_paper_acts_on_the_terminal(command: list[str], hostile: Path) -> None:
    seen = on_terminal(hostile, *command)
    assert re.search(r"\\u00", seen)
    assert ACTING.findall(seen) == []


def test_what_would_act_is_shown_in_full(hostile: Path) -> None:
    seen = on_terminal(hostile, "explain", ".", "p1")
    assert len(SHOWN.findall(seen)) == 3


def test_programs_get_the_texts_as_they_are(hostile: Path, run: Run) -> None:
    found = json.loads(run("query", hostile, TITLES, "-f", "json").stdout)["results"]["bindings"]
    assert sorted(row["t"]["value"] for row in found) == [f"{ACTS} of p1", f"{ACTS} of p2"]
    assert run("export", hostile, "-f", "facts").stdout == (hostile / "facts.jsonl").read_text(encoding="utf-8")
    statements = (hostile / "graph.nq").read_text(encoding="utf-8").split("\n")[:-1]
    assert run("diff", hostile / "graph.nq", hostile / "empty.nq").stdout == "".join(f"- {s}\n" for s in statements)
    assert ACTS in json.loads(run("extract", hostile / "papers.jsonl", "-o", "-").stdout.splitlines()[0])["title"]


def test_tables_in_a_pipe_are_harmless_too(hostile: Path, run: Run) -> None:
    for done in (run("explain", hostile, "p1"), run("query", hostile, TITLES)):
        assert ACTING.findall(done.stdout) == []


def test_markup_in_the_name_of_a_folder_is_no_markup(run: Run, data: Path, tmp_path: Path) -> None:
    done = run("build", data / "page.txt", "-o", "[red]out[/red]", cwd=tmp_path)
    assert done.returncode == 0
    assert "papers → [red]out[/red]" in done.stdout
    assert "Open [red]out[/red]/explorer.html in a browser" in " ".join(done.stdout.split())


def test_styles_stay_where_they_were() -> None:
    console = HarmlessConsole()
    text = Text.assemble("a ", ("b\x1b[2Jc", "bold"), " d")
    found = [(s.text, bool(s.style and s.style.bold)) for s in console.render(text)]
    assert "".join(t for t, _ in found) == "a b\\u001b[2Jc d\n"
    assert "".join(t for t, bold in found if bold) == "b\\u001b[2Jc"


def test_a_table_keeps_its_frame() -> None:
    console = HarmlessConsole()
    table = HarmlessTable("one", "two\x1b[2J")
    table.add_row(Text("a\x1b[31m\u202eb"), "c\x9bd")
    lines = "".join(s.text for s in console.render(table)).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[3] == "│ a\\u001b[31m\\u202eb │ c\\u009bd     │"


@pytest.mark.parametrize("text", ["plain", "tab\tand\nline", "a,b\r\nc,d\r\n", "naïve – 北京 שלום 🙂 \u200f"])
def test_an_ordinary_text_is_unchanged(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("there", [True, False])
def test_page_that_no_browser_shows_is_to_be_opened_by_hand(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = {f"{tmp_path.as_uri()}/a%20page.html": there}
    monkeypatch.setattr(webbrowser, "open", shown.pop)
    open_in_browser(tmp_path / "a page.html")
    assert not shown
    assert capsys.readouterr().out == ("" if there else "no browser was found: open the file by hand\n")


def shown(width: int, *rows: Iterable[str]) -> list[str]:
    """The lines of a table, the first of the rows its head, in so many columns."""
    console = HarmlessConsole()
    head, *others = rows
    table = HarmlessTable(*head)
    for row in others:
        table.add_row(*row)
    return "".join(s.text for s in console.render(table, console.options.update(width=width))).splitlines()


def test_words_of_a_narrow_table_are_not_cut_short() -> None:
    names = ("convolutional neural network", "pre-training", "2017-03-20")
    lines = shown(46, ("label", "other", "first"), names)
    assert all(word in "\n".join(lines) for name in names for word in name.split())
    assert max(map(len, lines)) <= 46
    assert "…" not in "".join(lines)


def test_table_without_room_for_its_words_shows_all_of_them() -> None:
    rows = (("one", "two", "three"), ("value-percent-behind", "x", "on-named-in-front"), ("a", "b", "c"))
    lines = shown(30, *rows)
    assert max(map(len, lines)) <= 30
    columns = list(zip(*([c.strip() for c in re.split("[│┃]", x)[1:-1]] for x in lines if x[0] in "│┃"), strict=True))
    assert ["".join(c) for c in columns] == ["".join(c) for c in zip(*rows, strict=True)]


def test_table_with_room_is_as_wide_as_its_texts() -> None:
    assert len(shown(200, ("a", "b"), ("a text of words", "another"))[0]) == len("a text of words") + len("another") + 7


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["query", ".", TITLES], "loading the graph, which the first question to a build does …"),
        (["validate", "."], "checking …"),
        (["analyze", ".", "overview"], "reading the build …"),
    ],
)
def test_terminal_is_not_silent_while_a_large_build_is_read(
    command: list[str], said: str, hostile: Path, run: Run
) -> None:
    assert said in on_terminal(hostile, *command, kind="xterm")
    assert said not in on_terminal(hostile, *command)
    done = run(*command, cwd=hostile)
    assert said not in done.stdout + done.stderr
