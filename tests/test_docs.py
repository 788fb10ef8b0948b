"""The documentation is true: commands, formats, types and attributes are named, and the README's examples run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from typer.testing import CliRunner

import kgraph
from kgraph.analysis import REPORTS
from kgraph.building import build
from kgraph.cli import app
from kgraph.errors import KgraphError
from kgraph.exports import FOLDER_WRITERS, WRITERS
from kgraph.exports.tables import TABLES
from kgraph.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from kgraph.pipeline import COMPONENTS
from kgraph.schema import ENTITY_TYPES, ROLES
from kgraph.sources import READERS
from kgraph.sparql import stored_queries

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {p.stem: p.read_text(encoding="utf-8") for p in (ROOT / "docs").glob("*.md")}
QUESTIONS = re.findall(r"`(kgraph (?:query|path) outputs [^`]*)`", DOCS["sparql"])
COMMANDS = re.findall(r"^\$ (?:\.venv/bin/)?(kgraph .*)$", README, re.M)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    build(kgraph.read(ROOT / "examples" / "landmark-papers.txt"), folder / "outputs")
    return folder


def test_every_command_type_role_and_source_is_in_the_readme() -> None:
    names = [c.name or c.callback.__name__ for c in app.registered_commands if c.callback]
    assert [n for n in names if f"`kgraph {n} " not in README] == []
    assert [n for n in (*ENTITY_TYPES, *READERS) if n not in README] == []
    assert [r for r in ROLES if f"`{r}`" not in README] == []


def test_every_attribute_of_the_graph_is_documented() -> None:
    assert [a for a in (*NODE_ATTRIBUTES, *EDGE_ATTRIBUTES) if f"| `{a}` |" not in DOCS["graph"]] == []


def test_every_column_of_the_tables_is_documented() -> None:
    lines = {
        line.split("|")[1].strip(" `"): line
        for line in DOCS["graph"].split("## Tables")[1].splitlines()
        if line.startswith("| `")
    }
    assert {n: [c for c in row._fields if f"`{c}`" not in lines[n]] for n, (row, _) in TABLES.items()} == {
        n: [] for n in TABLES
    }


def test_every_report_and_format_is_documented() -> None:
    assert [r for r in REPORTS if not re.search(rf"^\| `{r}[ `]", DOCS["analysis"], re.M)] == []
    assert [f for f in (*WRITERS, *FOLDER_WRITERS) if f"| `{f}` |" not in DOCS["exports"]] == []


def test_every_component_and_stored_query_is_documented() -> None:
    assert [c for c in COMPONENTS if f"`{c}`" not in DOCS["extraction"]] == []
    assert [q for q in stored_queries() if not re.search(rf"(?:`| outputs ){q}[` ]", DOCS["sparql"])] == []


def test_links_between_pages_lead_somewhere() -> None:
    pages = {ROOT / "README.md": README} | {ROOT / "docs" / f"{n}.md": t for n, t in DOCS.items()}
    links = [(p, t) for p, text in pages.items() for t in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in t]
    assert [(str(p), t) for p, t in links if not (p.parent / t).exists()] == []


def test_nobody_is_told_to_install_a_project_of_our_name_from_elsewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").iterdir()]
    assert [p.name for p in pages if re.search(r"pip install '?kgraph", p.read_text(encoding="utf-8"))] == []
    assert DOCS["analysis"].index("'.[plots]'") < DOCS["analysis"].index("$ kgraph analyze")


def test_the_readme_has_commands_to_run() -> None:
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_readme_run(command: str, outputs: Path) -> None:
    arguments = shlex.split(command)[1:]
    done = subprocess.run(
        [sys.executable, "-m", "kgraph.cli", *arguments],
        cwd=outputs, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 1, "an example that shows nothing"


def _printed(command: str) -> tuple[int, str, str]:
    """Exit code, output and error of a command of the documentation, in this process, which is faster."""
    done = CliRunner().invoke(app, shlex.split(command, comments=True)[1:])
    error = f"kgraph: {done.exception}\n" if isinstance(done.exception, KgraphError) else done.stderr
    return done.exit_code, done.stdout, error


def test_every_question_of_the_page_on_sparql_has_a_command() -> None:
    numbers = re.findall(r"^\| (\d+) \|.*`kgraph ", DOCS["sparql"], re.M)
    assert [int(n) for n in numbers] == list(range(1, 26))


@pytest.mark.parametrize("command", QUESTIONS)
def test_the_questions_of_the_page_on_sparql_are_answered(
    command: str, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(outputs)
    code, printed, error = _printed(command + (" -f csv" if " query " in command else ""))
    assert code == 0, error
    assert len(printed.splitlines()) > 1, "an example that shows nothing"


def test_the_graphs_of_the_page_on_sparql_are_made(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(outputs)
    examples = re.findall(r"^\$ (kgraph query outputs (?:annotations|nanopublication) [^#>\n]*)", DOCS["sparql"], re.M)
    assert len(examples) == 2
    for command in examples:
        code, printed, error = _printed(command)
        assert (code, error) == (0, "")
        assert len(rdflib.Graph().parse(data=printed, format="turtle")) > 9, "an example that shows nothing"


def test_the_mistakes_of_the_page_on_sparql_are_told_as_it_says(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(outputs)
    examples = re.findall(r"^\$ (kgraph .*)\n(kgraph: .*\n)", DOCS["sparql"], re.M)
    assert len(examples) == 2
    for command, error in examples:
        assert _printed(command)[2] == error


def test_the_queries_of_the_page_on_sparql_find_something(outputs: Path) -> None:
    blocks = re.findall(r"^```sparql\n(.*?)^```$", DOCS["sparql"], re.M | re.S)
    assert len(blocks) == 3
    assert all(kgraph.query(outputs / "outputs", block).rows for block in blocks)


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "model/" in printed
    assert "('GSM8K', 'Benchmark', 'benchmark/gsm8k')" in printed


def test_every_command_has_help_with_an_example() -> None:
    for command in app.registered_commands:
        assert command.callback is not None
        assert command.callback.__doc__
        assert command.epilog
        assert "Example" in command.epilog


def test_public_names_are_importable_and_documented() -> None:
    for name in kgraph.__all__:
        assert getattr(kgraph, name) is not None
        assert name == "__version__" or getattr(kgraph, name).__doc__


@pytest.mark.parametrize("page", ["analysis", "explorer"])
def test_the_python_of_a_page_runs(page: str, outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(outputs)
    blocks = re.findall(r"```python\n(.*?)```", DOCS[page], re.S)
    assert blocks
    for code in blocks:
        exec(compile(code, page, "exec"), {})


PAGES = [c for page in ("analysis", "explorer") for c in re.findall(r"^\$ (kgraph .*)$", DOCS[page], re.M)]


@pytest.mark.parametrize("command", [c for c in PAGES if "page.txt" not in c])
def test_the_commands_of_a_page_run(command: str, outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(outputs)
    # nobody is there to read what a browser would show
    assert _printed(command.replace(" --open", ""))[::2] == (0, "")
