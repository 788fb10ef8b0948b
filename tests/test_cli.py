"""The command line as its users meet it: a process with arguments, two streams and an exit code."""

from __future__ import annotations

import csv
import errno
import gzip
import io
import json
import multiprocessing
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer.main

import kgraph.extraction
from kgraph import cli
from kgraph.cli import app
from kgraph.records import Facts
from kgraph.sparql import stored_queries

Run = Callable[..., "subprocess.CompletedProcess[str]"]
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
FILES = {
    "facts.jsonl", "names.jsonl", "graph.nq", "graph.ttl", "void.ttl", "graph.graphml", "explorer.html", "summary.json",
}  # fmt: skip
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def one_line_error(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    """The run failed with one line on stderr, without a traceback, that holds these parts."""
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert re.fullmatch(r"kgraph: [^\n]+\n", done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    for part in parts:
        assert part in done.stderr


# help and usage


def test_commands_are_those_that_the_tests_know() -> None:
    assert COMMANDS == [
        "analyze",
        "build",
        "diff",
        "evaluate",
        "explain",
        "explore",
        "export",
        "extract",
        "lexicon",
        "path",
        "query",
        "report",
        "serve",
        "validate",
    ]


@pytest.mark.parametrize(
    "command",
    [
        "build",
        "diff",
        "evaluate",
        "explain",
        "export",
        "extract",
        "path",
        "query",
        "serve",
        "validate",
        "lexicon check",
        "lexicon suggest",
    ],
)
def test_help_of_each_command_has_an_example(command: str, run: Run) -> None:
    done = run(*command.split(), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    text = " ".join(done.stdout.split())
    assert re.search(rf"Examples?: kgraph {command} \w", text)
    for line in re.findall(r"│ [*-].*", done.stdout):
        assert re.search(r"\w  +\S", line) or "--help" in line, f"an option without a word of help: {line}"


def test_help_names_every_command_and_version_is_told(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(command in done.stdout for command in COMMANDS)
    assert re.fullmatch(r"kgraph \d+\.\d+\.\d+\S*\n", run("--version").stdout)


def test_console_script_is_installed() -> None:
    script = Path(sys.executable).with_name("kgraph")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("kgraph ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["build"],
        ["build", "page.txt", "--nonsense"],
        ["build", "page.txt", "--year", "soon"],
        ["build", "page.txt", "--year", "20245"],
        ["build", "page.txt", "--format", "epub"],
        ["build", "page.txt", "--workers", "-1"],
        ["build", "page.txt", "--base", "no iri"],
        ["build", "page.txt", "--base", "https://example.org"],
        ["build", "page.txt", "--licence", "CC BY"],
        ["export"],
        ["export", "outputs"],
        ["export", "outputs", "-f", "epub"],
        ["export", "outputs", "-f", "turtle", "--evidence", "some"],
        ["export", "outputs", "-f", "turtle", "--base", "https://exa mple.org/"],
        ["query"],
        ["query", "outputs"],
        ["query", "outputs", "organisations", "-f", "epub"],
        ["explain", "outputs"],
        ["evaluate"],
        ["evaluate", "gold.jsonl", "--errors", "-1"],
    ],
)
def test_wrong_usage_is_exit_code_2_without_a_traceback(arguments: list[str], run: Run, tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Usage" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


# failures


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["build", "nowhere.txt"], ["nowhere.txt: no such file or folder"]),
        (["build", "strange.txt"], ["strange.txt:1: of no known format", "--format"]),
        (["extract", "strange.txt"], ["strange.txt:1: of no known format"]),
        (["build", "empty.txt"], ["empty.txt:1: an empty file"]),
        (["build", "good.jsonl", "--lexicon", "strange.txt"], ["strange.txt:1: no column 'name'", "README.md"]),
        (["build", "good.jsonl", "--lexicon", "nowhere.tsv"], ["nowhere.tsv: cannot be read"]),
        (["build", "good.jsonl", "--names", "strange.txt"], ["strange.txt:1: not a learned name"]),
        (["build", "good.jsonl", "--names", "nowhere.jsonl"], ["nowhere.jsonl: cannot be read"]),
        (["build", "good.jsonl", "-q", "-o", "strange.txt"], ["strange.txt", "cannot be written"]),
        (["extract", "good.jsonl", "-q", "-o", "strange.txt/facts.jsonl"], ["strange.txt", "cannot be written"]),
        (["build", "broken.jsonl", "--strict"], ["broken.jsonl:2: "]),
        (["query", "nowhere", "organisations"], ["nowhere: no graph here", "kgraph build"]),
        (["query", "BUILT", "nonsense"], ["no stored query 'nonsense'", "organisations"]),
        (["query", "BUILT", "SELECT ?x {"], ["a mistake in the query"]),
        (["query", "BUILT", "SELECT * WHERE { SERVICE ?x { ?a ?b ?c } }"], ["SERVICE is refused"]),
        (["query", "BUILT", "nowhere.rq"], ["nowhere.rq: cannot be read"]),
        (["query", "BUILT", "latin.rq"], ["latin.rq: "]),
        (["query", "BUILT", "SELECT ?x { ?x a kg:Paper }", "-f", "turtle"], ["only CONSTRUCT and DESCRIBE"]),
        (["export", "nowhere", "-f", "turtle"], ["nowhere: no build here", "kgraph build"]),
        (["export", "nowhere.nq", "-f", "facts"], ["nowhere.nq: cannot be read"]),
        (["export", "strange.nq", "-f", "facts"], ["strange.nq:1: no N-Quads"]),
        (["export", "BUILT", "-o", "graph.epub"], ["graph.epub: no format has the ending '.epub'", ".ttl", ".nq"]),
        (["explain", "BUILT", "no such paper"], ["no paper 'no such paper'"]),
        (["explain", "BUILT", "a"], ["papers match 'a'", "among them"]),
        (["explain", "BUILT", "LemmaBench", "no such entity"], ["no entity 'no such entity'"]),
        (["explain", "nowhere", "x"], ["nowhere: cannot read the Facts"]),
        (["explain", "strange.txt", "x"], ["strange.txt:1: not a line of Facts"]),
        (["evaluate", "nowhere.jsonl"], ["nowhere.jsonl: cannot be read"]),
        (["evaluate", "strange.txt"], ["strange.txt:1: not an annotated paper"]),
    ],
)
def test_failure_is_one_line_that_says_what_and_where(
    arguments: list[str], parts: list[str], run: Run, built: Path, tmp_path: Path
) -> None:
    (tmp_path / "strange.txt").write_text("name,type\nX,Y\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("\n", encoding="utf-8")
    (tmp_path / "good.jsonl").write_text('{"title": "A Title", "abstract": "A."}\n', encoding="utf-8")
    (tmp_path / "broken.jsonl").write_text('{"title": "A Title", "abstract": "A."}\n{"title":\n', encoding="utf-8")
    (tmp_path / "strange.nq").write_text("no quads\n", encoding="utf-8")
    (tmp_path / "latin.rq").write_bytes(b"# \xe9\nASK { ?a ?b ?c }")
    before = sorted(tmp_path.iterdir())
    one_line_error(run(*(str(built) if a == "BUILT" else a for a in arguments), cwd=tmp_path), *parts)
    assert sorted(tmp_path.iterdir()) == before


def test_debug_shows_a_traceback(run: Run, tmp_path: Path) -> None:
    done = run("--debug", "build", "nowhere.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback (most recent call last)" in done.stderr
    assert "nowhere.txt: no such file or folder" in done.stderr


def test_broken_record_is_a_warning_and_the_rest_is_built(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text('{"title": "A Title", "abstract": "A."}\n{"title":\n', encoding="utf-8")
    done = run("extract", "broken.jsonl", "-o", "-", cwd=tmp_path)
    assert done.returncode == 0
    assert re.fullmatch(r"kgraph: warning: broken\.jsonl:2: [^\n]+\n", done.stderr)
    assert [Facts.from_json(line).paper.title for line in done.stdout.splitlines()] == ["A Title"]


# extract, build


def test_build_says_how_many_records_became_how_many_papers(run: Run, tmp_path: Path) -> None:
    line = '{"title": "A Title", "abstract": "A."}\n'
    (tmp_path / "twice.jsonl").write_text(line * 2, encoding="utf-8")
    (tmp_path / "once.jsonl").write_text(line, encoding="utf-8")
    assert "1 paper of 2 records → out" in run("build", "twice.jsonl", "-o", "out", cwd=tmp_path).stdout
    assert "1 paper → out" in run("build", "once.jsonl", "-o", "out", cwd=tmp_path).stdout


@pytest.mark.parametrize("out", ["out", "."])
def test_build_of_a_folder_that_holds_an_earlier_one_is_the_same(
    out: str, run: Run, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "page.txt").write_bytes((data / "page.txt").read_bytes())
    made = []
    for _ in range(2):
        done = run("build", ".", "-q", "-o", out, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        made.append([(tmp_path / out / name).read_bytes() for name in sorted(FILES)])
    assert made[0] == made[1]


@pytest.mark.parametrize("command", [["--help"], ["extract", "page.txt", "-o", "-"], ["query", "--help"]])
def test_a_reader_that_closes_the_pipe_early_is_no_failure(data: Path, command: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "kgraph.cli", *command],
        cwd=data,
        stdout=write,
        stderr=subprocess.PIPE,
        timeout=300,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("command", [["--help"], ["extract", "page.txt", "-o", "-", "-q"]])
def test_output_that_does_not_fit_is_one_line_of_error(data: Path, command: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kgraph.cli", *command],
            cwd=data,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=300,
            check=False,
        )
    said = b"kgraph: the output cannot be written: No space left on device\n"
    assert (done.returncode, done.stderr) == (1, said)


@pytest.mark.parametrize(
    ("number", "file", "said"),
    [
        (errno.ENOSPC, None, "the output cannot be written: No space left on device"),
        (errno.ENOSPC, "a.txt", "a.txt: No space left on device"),
        (errno.EADDRINUSE, None, "Address already in use"),
    ],
)
def test_only_a_lack_of_room_is_told_of_the_output(number: int, file: str | None, said: str) -> None:
    assert cli._said(OSError(number, os.strerror(number), file)) == said


@pytest.mark.parametrize(("command", "out"), [("build", "page.txt"), ("build", "page.txt/deep"), ("extract", "folder")])
def test_output_that_cannot_be_written_is_told_before_the_papers_are_read_for_nothing(
    command: str,
    out: str,
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copy(data / "page.txt", tmp_path)
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(kgraph.extraction, "load_nlp", lambda **_: pytest.fail("the extraction began"))
    monkeypatch.setattr(sys, "argv", ["kgraph", command, "page.txt", "-o", out])
    monkeypatch.setattr(cli, "_forget_output", lambda: None)
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 1
    said = {"build": "Not a directory", "extract": "Is a directory"}[command]
    assert f"{out}: cannot be written: {said}" in capsys.readouterr().err


def _idle(ready: Any) -> None:
    kgraph.extraction._start_worker(None)  # type: ignore[arg-type]
    ready.set()
    time.sleep(60)


def test_ctrl_c_ends_a_worker_that_has_nothing_to_do_without_a_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    fork = multiprocessing.get_context("fork")
    ready = fork.Event()
    worker = fork.Process(target=_idle, args=(ready,))
    worker.start()
    assert ready.wait(60)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGINT)
    worker.join(30)
    assert worker.exitcode == -signal.SIGINT
    assert capfd.readouterr().err == ""


def test_command_that_a_build_names_can_be_copied(run: Run, data: Path, tmp_path: Path) -> None:
    out = f"of {'a' * 40} long name"
    done = run("build", data / "page.txt", "-o", out, cwd=tmp_path)
    assert f"ask: kgraph query '{out}' organisations\n" in done.stdout


def test_extract_writes_facts_to_a_file_or_to_a_pipe(run: Run, data: Path, tmp_path: Path) -> None:
    done = run("extract", data / "page.txt", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"6 papers, \d+ links, \d+ results: facts\.jsonl\n", done.stdout)
    piped = run("extract", "-", "-o", "-", cwd=tmp_path, stdin=gzip.compress((data / "page.txt").read_bytes()))
    assert (piped.returncode, piped.stderr) == (0, "")
    file = [Facts.from_json(x) for x in (tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    pipe = [Facts.from_json(x) for x in piped.stdout.splitlines()]
    assert [f.entities for f in pipe] == [f.entities for f in file]
    assert {f.paper.sources for f in pipe} == {("stdin",)}


def test_second_dash_is_one_line_of_error(run: Run, data: Path, tmp_path: Path) -> None:
    done = run("extract", "-", "-", cwd=tmp_path, stdin=(data / "page.txt").read_bytes())
    one_line_error(done, "-: standard input is closed, or was read before (give - once")


def test_year_is_stated(run: Run, data: Path, tmp_path: Path) -> None:
    done = run("extract", data / "page.txt", "--year", "2031", "-o", "-", cwd=tmp_path)
    dates = {json.loads(line).get("date") for line in done.stdout.splitlines()}
    assert dates == {None, "2031-05-17", "2024-10-24", "2023-02-03", "2031-12-30"}


def test_build_prints_a_summary_without_progress_into_a_pipe(run: Run, data: Path, tmp_path: Path) -> None:
    done = run("build", data / "page.txt", "-o", "out", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert {f.name for f in (tmp_path / "out").iterdir()} == FILES
    assert "\x1b" not in done.stdout
    assert "\r" not in done.stdout
    assert "extracting" not in done.stdout
    assert "6 papers" in done.stdout
    assert "out/explorer.html" in done.stdout
    quiet = run("build", data / "page.txt", "-o", "out", "--quiet", cwd=tmp_path)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_build_shows_its_progress_on_a_terminal(data: Path, tmp_path: Path) -> None:
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "kgraph.cli", "build", str(data / "page.txt"), "-o", str(tmp_path / "out")]
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(command, stdin=child, stdout=subprocess.PIPE, stderr=child, env=env) as process:
        os.close(child)
        seen = b""
        while True:
            ready, _, _ = select.select([parent], [], [], 120)
            try:
                part = os.read(parent, 1 << 16) if ready else b""
            except OSError:  # what Linux says when the other end is closed
                part = b""
            if not part:
                break
            seen += part
        assert process.stdout is not None
        out = process.stdout.read().decode()
    os.close(parent)
    assert process.returncode == 0
    text = ESCAPE.sub("", seen.decode())
    assert "extracting" in text
    assert re.search(r"6/6", text)
    assert "extracting" not in out


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files of invented papers, together more than one chunk of work, some of them in both."""
    folder = tmp_path_factory.mktemp("corpus")
    lines = []
    for i in range(90):
        rival, tool = (i * 7) % 90, ("PyTorch", "JAX", "vLLM")[i % 3]
        abstract = (
            f"We introduce Wagtail{i}, a language model with low-rank adaptation. Wagtail{i} reaches {30 + i % 60}.{i % 10}% "
            f"accuracy on GSM8K, {i % 9 + 1}.5 points more than Wagtail{rival}, on eight A100 GPUs with {tool}."
        )
        day = {"date": f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}"} if i % 4 else {}
        lines.append({"id": f"own-{i}", "title": f"Wagtail{i}: Birds That Count to {i}", "abstract": abstract, **day})
    for name, part in (("a.jsonl", lines[:60]), ("b.jsonl", lines[40:])):
        (folder / name).write_text("".join(json.dumps(x) + "\n" for x in part), encoding="utf-8")
    (folder / "c.jsonl").write_text("".join(json.dumps(x) + "\n" for x in reversed(lines)), encoding="utf-8")
    return folder


def test_order_of_inputs_workers_and_hash_seed_do_not_change_a_byte(run: Run, corpus: Path, tmp_path: Path) -> None:
    builds = [
        (["a.jsonl", "b.jsonl", "c.jsonl", "-w", "1"], "0"),
        (["c.jsonl", "b.jsonl", "a.jsonl", "-w", "1"], "1"),
        (["b.jsonl", "c.jsonl", "a.jsonl", "-w", "2"], "2"),
    ]
    found = []
    for i, (arguments, seed) in enumerate(builds):
        out = tmp_path / str(i)
        done = run("build", *arguments, "-q", "-o", out, cwd=corpus, env={"PYTHONHASHSEED": seed})
        assert (done.returncode, done.stderr) == (0, "")
        found.append({f.name: f.read_bytes() for f in out.iterdir()})
    assert set(found[0]) == FILES
    for other in found[1:]:
        assert {n for n in FILES if other[n] != found[0][n]} == set()
    assert json.loads(found[0]["summary.json"])["papers"] == 90


def test_corrected_names_are_taken_in_place_of_learned_ones(run: Run, data: Path, tmp_path: Path) -> None:
    assert run("build", data / "page.txt", "-q", "-o", "1", cwd=tmp_path).returncode == 0
    lines = [json.loads(x) for x in (tmp_path / "1" / "names.jsonl").read_text(encoding="utf-8").splitlines()]
    refused = [x | {"accepted": False} if x["name"] == "QuillNet" else x for x in lines]
    assert refused != lines
    (tmp_path / "mine.jsonl").write_text("".join(json.dumps(x) + "\n" for x in refused), encoding="utf-8")
    assert run("build", data / "page.txt", "-q", "-o", "2", "--names", "mine.jsonl", cwd=tmp_path).returncode == 0
    before, after = (
        {m["text"] for x in (tmp_path / n / "facts.jsonl").read_text(encoding="utf-8").splitlines()
         for e in json.loads(x)["entities"] if e["role"] == "introduces" for m in e["mentions"]}
        for n in "12"
    )  # fmt: skip
    assert "QuillNet" in before
    assert "QuillNet" not in after


# query, explain, evaluate


def test_query_prints_tables_and_files(run: Run, sample_build: Path) -> None:
    table = run("query", sample_build, "organisations")
    assert (table.returncode, table.stderr) == (0, "2 rows\n")
    assert "Inkwell Labs" in table.stdout
    found = {f: run("query", sample_build, "organisations", "-f", f).stdout for f in ("csv", "tsv", "json")}
    expected = [["Inkwell Labs", "1", "1"], ["Margin Institute", "1", "0"]]
    assert list(csv.reader(io.StringIO(found["csv"], newline="")))[1:] == expected
    bindings = json.loads(found["json"])["results"]["bindings"]
    assert [[b[c]["value"] for c in ("organisation", "publishes", "namedIn")] for b in bindings] == expected
    assert found["tsv"].split("\n")[0] == "?organisation\t?publishes\t?namedIn"
    turtle = run("query", sample_build, "CONSTRUCT WHERE { ?p dcterms:title ?t }", "-f", "turtle").stdout
    assert 'dcterms:title "Reading Speed of Proof Search"' in turtle


def test_query_reads_a_file(run: Run, sample_build: Path, tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text("SELECT (COUNT(*) AS ?n) WHERE { ?p a kg:Paper }", encoding="utf-8")
    assert run("query", sample_build, tmp_path / "own.rq", "-f", "csv").stdout == "n\r\n3\r\n"


def test_query_lists_the_stored_queries(run: Run, tmp_path: Path) -> None:
    done = run("query", tmp_path, "--list")
    assert done.returncode == 0
    text = " ".join(done.stdout.split())
    for name, query in stored_queries().items():
        assert f"{name} {query.title}" in text
        assert all(f"{p.name}={p.default}" in text for p in query.parameters)


def test_markup_in_texts_is_shown_as_it_is(run: Run, make_facts: Callable[..., Facts], tmp_path: Path) -> None:
    from kgraph.exports import write
    from kgraph.exports.provenance import Provenance
    from kgraph.records import Paper, facts_lines

    facts = [make_facts(Paper("p", "A [bold red]Title[/] of [/nothing] :smile:", "[link=x]y[/link]"))]
    write(facts, tmp_path / "graph.ttl", provenance=Provenance("a", "b", "0.1.0"))
    (tmp_path / "facts.jsonl").write_text("".join(facts_lines(facts)), encoding="utf-8")
    asked = run("query", tmp_path, "SELECT ?t WHERE { ?p dcterms:title ?t }")
    assert "A [bold red]Title[/] of [/nothing] :smile:" in asked.stdout
    explained = run("explain", tmp_path, "p")
    assert "A [bold red]Title[/] of [/nothing] :smile:" in explained.stdout
    assert "[link=x]y[/link]" in explained.stdout
    failed = run("explain", tmp_path, "[/nothing] [bold]")
    one_line_error(failed, "no paper '[/nothing] [bold]'")


def test_reader_that_goes_away_is_no_failure(sample_build: Path) -> None:
    text = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }"
    command = [sys.executable, "-m", "kgraph.cli", "query", str(sample_build), text, "-f", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        errors = process.stderr.read().decode()
    assert (process.returncode, errors) == (0, "")


def test_explain_shows_the_text_and_the_rules(run: Run, sample_build: Path, sample_facts: list[Facts]) -> None:
    done = run("explain", sample_build, "Sparse Routing")
    assert (done.returncode, done.stderr) == (0, "")
    text = " ".join(done.stdout.split())
    assert sample_facts[1].paper.abstract in text
    for part in ("9901.00001", "2099-01-02", "Inkwell Labs", "model/quillnet", "introduces", "lexicon-model", "41.5%"):
        assert part in text
    # a name, and below it the id that other commands take
    assert re.search(r"│ QuillNet +│ introduces .*\n│ model/quillnet +│", done.stdout)
    assert "│ lexicon-model │ The lexicon has it as a model. │" in text
    assert re.search(r"│ 41.5% +│ accuracy +│ level +│ MATH +│ QuillNet +│ BaseProver", done.stdout)
    assert re.search(r"│ result-by-\S+ +│ by-by-hand +│ +│ on-by-hand +│ whose-by-\S+ +│", done.stdout)
    only = run("explain", sample_build, "9901.00001", "LoRA")
    assert "method/low-rank-adaptation" in only.stdout
    assert "model/quillnet" not in only.stdout


def test_evaluate_prints_scores(run: Run, sample_build: Path, sample_facts: list[Facts], tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    lines = []
    for f in sample_facts:
        entities = [
            {"type": e.type, "name": e.name, "role": e.role, "mentions": sorted({m.text for m in e.mentions})}
            for e in f.entities
        ]
        results = [
            {
                "value": r.value,
                "metric": r.metric,
                "benchmark": r.benchmark,
                "subject": r.subject,
                "baseline": r.baseline,
            }
            for r in f.results
        ]
        texts = {"id": f.paper.id, "title": f.paper.title, "abstract": f.paper.abstract}
        lines.append(json.dumps(texts | {"entities": entities, "results": results}))
    gold.write_text("\n".join(lines), encoding="utf-8")
    scores = json.loads(run("evaluate", gold, sample_build, "--json").stdout)
    assert scores["links all"] == {"P": 1, "R": 1, "F1": 1, "right": 14, "predicted": 14, "gold": 14}
    assert (scores["results"]["F1"], scores["linking"]["F1"]) == (1, 1)
    extracted = run("evaluate", gold, "--errors", "2")
    assert (extracted.returncode, extracted.stderr) == (0, "")
    assert "links core" in extracted.stdout


def test_evaluate_tells_papers_without_facts(run: Run, sample_build: Path, tmp_path: Path) -> None:
    gold: list[dict[str, Any]] = [
        {"id": id_, "title": "T", "abstract": "A", "entities": [], "results": []} for id_ in ("9901.00001", "p2")
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, gold)), encoding="utf-8")
    some = run("evaluate", path, sample_build, "--json")
    assert (some.returncode, some.stderr) == (0, "1 of 2 annotated papers have no Facts and count as empty: p2\n")
    path.write_text(json.dumps(gold[1]), encoding="utf-8")
    one_line_error(
        run("evaluate", path, sample_build), "none of the 1 annotated papers has Facts: their ids are as 'p2'"
    )


def test_evaluate_finds_the_papers_whose_ids_are_versions(run: Run, tmp_path: Path) -> None:
    gold = {
        "id": "2401.00011v2", "title": "A Title", "abstract": "We run Llama-3.1-8B on GSM8K.",
        "entities": [{"type": "Benchmark", "name": "GSM8K", "role": "evaluates_on", "mentions": ["GSM8K"]}], "results": [],
    }  # fmt: skip
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    scores = json.loads(run("evaluate", tmp_path / "gold.jsonl", "--json").stdout)
    assert scores["Benchmark"]["right"] == 1


def test_lexicon_check_names_a_broken_file_and_its_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("name\ttype\nQuillNet\tModell\n", encoding="utf-8")
    done = run("lexicon", "check", str(path))
    one_line_error(done, f"{path}:2", "no such type")


def test_lexicon_check_lists_what_ones_own_files_bring_first_and_all_if_asked(run: Run, tmp_path: Path) -> None:
    papers, mine = tmp_path / "papers.jsonl", tmp_path / "mine.tsv"
    papers.write_text('{"id": "p", "title": "On a thing", "abstract": "We test GSM8K."}\n', encoding="utf-8")
    mine.write_text("name\ttype\nZzork\tMethod\n", encoding="utf-8")
    some = run("lexicon", "check", mine, "--corpus", papers, "--most", "3")
    assert re.search(r"^dead \(\d+\)\n  Zzork: method/zzork\n", some.stdout, re.M)
    every = run("lexicon", "check", mine, "--corpus", papers, "--most", "0")
    (dead,) = re.findall(r"^dead \((\d+)\)$", every.stdout, re.M)
    assert every.stdout.partition(f"dead ({dead})\n")[2].count("\n") >= int(dead)


def test_lexicon_check_lists_rows_that_their_own_sentences_contradict(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    row = "Quilled\tmodel\t@model | pen\tNothing here.\tWe run Quilled with a pen."
    mine.write_text(f"name\ttype\tneeds\texample\tcounter\n{row}\n", encoding="utf-8")
    done = run("lexicon", "check", mine)
    assert re.search(
        r"^contradicted \(2\)\n  Quilled, found in 'We run Quilled with a pen.': model/quilled\n"
        r"  Quilled, not found in 'Nothing here.': model/quilled\n", done.stdout, re.M,
    )  # fmt: skip


def test_lexicon_check_lists_what_a_corpus_never_names(run: Run, tmp_path: Path) -> None:
    papers = tmp_path / "papers.jsonl"
    papers.write_text('{"id": "p", "title": "On a thing", "abstract": "We test GSM8K."}\n', encoding="utf-8")
    done = run("lexicon", "check", "--corpus", str(papers), "--most", "3")
    assert done.returncode == 0
    assert re.search(r"^dead \(\d{4,}\)$", done.stdout, re.M)


NEW_NAMES = "".join(
    json.dumps({"id": i, "title": f"On {i}", "abstract": "QuillNetX is a model. PenNetX is a model."}) + "\n"
    for i in "pq"
)


def test_lexicon_suggest_writes_rows(run: Run, tmp_path: Path) -> None:
    papers = tmp_path / "papers.jsonl"
    papers.write_text(NEW_NAMES, encoding="utf-8")
    done = run("lexicon", "suggest", str(papers))
    assert done.returncode == 0
    assert "QuillNetX\t\tModel" in done.stdout
    assert "PenNetX\t\tModel" in done.stdout
    assert "note" not in done.stderr


def test_lexicon_suggest_leaves_out_what_a_file_of_ones_own_has(run: Run, tmp_path: Path) -> None:
    papers, own = tmp_path / "papers.jsonl", tmp_path / "own.tsv"
    papers.write_text(NEW_NAMES, encoding="utf-8")
    own.write_text("name\taliases\ttype\nQuillNet Ten\tQuillNetX\tModel\n", encoding="utf-8")
    done = run("lexicon", "suggest", str(papers), "--lexicon", str(own))
    assert done.returncode == 0
    assert "PenNetX\t\tModel" in done.stdout
    assert not re.search("^QuillNet", done.stdout, re.M)


@pytest.mark.parametrize(
    ("text", "options", "note"),
    [
        ("QuillNetX is a model.", [], "no unknown name stands in 2 papers or more; try --min-papers 1"),
        ("Nothing here.", ["--min-papers", "1"], "no unknown name stands in any paper"),
    ],
)
def test_lexicon_suggest_says_that_it_has_nothing(
    text: str, options: list[str], note: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "one.jsonl").write_text(json.dumps({"id": "p", "title": "On p", "abstract": text}), encoding="utf-8")
    done = run("lexicon", "suggest", "one.jsonl", *options, cwd=tmp_path)
    # a file of no rows is still a file of rows
    assert (done.returncode, done.stdout) == (0, "name\taliases\ttype\n")
    assert done.stderr == f"kgraph: note: {note}\n"
