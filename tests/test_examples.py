"""The example scripts and notebooks run, on the sample."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import kgraph

FOLDER = Path(__file__).parent.parent / "examples"
EXAMPLES, NOTEBOOKS = sorted(FOLDER.glob("*.py")), sorted(FOLDER.glob("*.ipynb"))


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two builds of the sample's papers: ``outputs``, and ``more-outputs`` of the first ones."""
    folder = tmp_path_factory.mktemp("examples")
    papers = kgraph.read(root / "examples" / "landmark-papers.txt")
    kgraph.build(papers, folder / "outputs")
    kgraph.build(papers[:20], folder / "more-outputs")
    return folder


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 6
    assert len(NOTEBOOKS) >= 2


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_runs_as_it_says(example: Path, folder: Path) -> None:
    usage = re.search(r"^ *python examples/(\S+\.py)(.*?)(?: > \S+)?$", example.read_text(encoding="utf-8"), re.M)
    assert usage is not None
    assert usage[1] == example.name
    done = subprocess.run(
        [sys.executable, str(example), *shlex.split(usage[2])], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 3, done.stdout


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if "sys.argv" in e.read_text(encoding="utf-8")], ids=lambda e: e.stem
)
def test_an_example_without_its_arguments_says_what_it_takes(example: Path) -> None:
    done = subprocess.run([sys.executable, str(example)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"usage: python examples/{example.name}( [A-Z]+)+\n", done.stderr)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(notebook: Path, folder: Path) -> None:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    assert len(code) >= 4
    # outputs are not kept: they would be those of somebody's build
    assert all(c["outputs"] == [] for c in cells if c["cell_type"] == "code")
    done = subprocess.run(
        [sys.executable, "-"], input="\n".join(code), cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
