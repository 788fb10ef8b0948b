"""What all tests share: the pipeline, Facts made by hand, small builds, and the command line.

Nothing here downloads. What needs the lexicon is made once a run; Facts made by hand need no extraction, so that
the tests of graph, Turtle and store say nothing about how well texts are read.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from browser import started
from explorer_pages import explorer, files, page, shared
from library import library
from playwright.sync_api import Browser
from spacy.language import Language

import kgraph
from kgraph.errors import SourceWarning
from kgraph.exports.dataset import write_dataset
from kgraph.exports.provenance import Provenance
from kgraph.exports.scope import Scope
from kgraph.files import write_lines
from kgraph.records import Entity, Facts, Mention, Paper, Publisher, Result, facts_lines
from kgraph.values import parse_value

__all__ = ["explorer", "files", "page", "shared"]

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(__file__).resolve().parent / "data"

#: id, type, name, role, written forms, parents
EntityRow = tuple[str, str, str, str, Sequence[str], tuple[str, ...]]
#: value, metric, benchmark, subject, baseline
ResultRow = tuple[str, str | None, str | None, str | None, str | None]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the small files that tests read."""
    return DATA


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline with the whole lexicon and no learned names; not to be changed by a test."""
    return kgraph.load_nlp()


@pytest.fixture(scope="session")
def awkward_papers(data: Path) -> list[Paper]:
    """Papers with texts that readers and formats stumble over, one of them without an abstract."""
    with pytest.warns(SourceWarning, match=r"awkward\.jsonl:10: an entry without an abstract"):
        return kgraph.read(data / "awkward.jsonl")


@pytest.fixture(scope="session")
def provenance() -> Provenance:
    """A fixed one, so that Turtle needs no lexicon and changes with none."""
    return Provenance(lexicon_digest="a" * 64, rule_set_digest="b" * 64, software_version="0.1.0")


@pytest.fixture(scope="session")
def make_facts() -> Callable[..., Facts]:
    """``make_facts(paper, entity_rows, result_rows)``: Facts with a mention wherever a form stands in the texts."""
    return _make_facts


@pytest.fixture(scope="session")
def sample_facts() -> list[Facts]:
    """Three papers, sorted by id: one known by its arXiv id, one by its DOI, one by its title.

    Together they fill every attribute of the records, and hold all five roles and the seven types.
    """
    routing = Paper(
        id="9901.00001",
        title="QuillNet: Sparse Routing for Proof Search",
        abstract=(
            "We introduce QuillNet, a language model by Inkwell Labs. It reaches 41.5% accuracy on MATH, up from 38.0% "
            "for BaseProver, on eight A100s. LoRA in Lean makes it 1.5-2.0x faster."
        ),
        date="2099-01-02",
        listed="2099-01-03",
        listed_inferred=True,
        organisation=Publisher("Inkwell Labs", "Inkwell-Labs", "organisation/inkwell-labs"),
        author_count=3,
        upvotes=7,
        arxiv_id="9901.00001",
        url="https://example.org/abs/9901.00001",
        sources=("page.txt",),
    )
    speed = Paper(
        id="10.1000/speed",
        title="Reading Speed of Proof Search",
        abstract="BaseProver has 12.5 perplexity on LemmaBench. QuillNets run on a GPU, and QuillNet is a QuillNet.",
        date="2098-12-31",
        date_inferred=True,
        authors=("Ada Quill", "Bo Ink"),
        doi="10.1000/speed",
        sources=("a.jsonl", "b/c.jsonl"),
    )
    lemmas = Paper(
        id="lemmabench%3A-a-test-of-lemmas",
        title="LemmaBench: A Test of Lemmas",
        abstract="LemmaBench tests theorem proving. QuillNet is one of the models of our comparison.",
        date="--05-17",
        organisation=Publisher("Margin Institute", "", "organisation/margin-institute"),
        sources=("page.txt",),
    )
    return [
        _make_facts(
            speed,
            [
                ("benchmark/lemmabench", "Benchmark", "LemmaBench", "evaluates_on", ["LemmaBench"], ()),
                ("hardware/gpu", "Hardware", "GPU", "uses", ["GPU"], ()),
                ("model/baseprover", "Model", "BaseProver", "uses", ["BaseProver"], ()),
                ("model/quillnet", "Model", "QuillNet", "compares_with", ["QuillNet", "QuillNets"], ()),
            ],
            [("12.5", "perplexity", "LemmaBench", "BaseProver", None)],
        ),
        _make_facts(
            routing,
            [
                ("benchmark/math", "Benchmark", "MATH", "evaluates_on", ["MATH"], ()),
                ("hardware/a100", "Hardware", "A100", "uses", ["A100s"], ("hardware/nvidia-gpu", "hardware/gpu")),
                ("method/low-rank-adaptation", "Method", "low-rank adaptation", "uses", ["LoRA"], ("method/peft",)),
                ("model/baseprover", "Model", "BaseProver", "compares_with", ["BaseProver"], ()),
                ("model/quillnet", "Model", "QuillNet", "introduces", ["QuillNet"], ()),
                ("organisation/inkwell-labs", "Organisation", "Inkwell Labs", "mentions", ["Inkwell Labs"], ()),
                ("software/lean", "Software", "Lean", "uses", ["Lean"], ()),
            ],
            [
                ("41.5%", "accuracy", "MATH", "QuillNet", "BaseProver"),
                ("38.0%", "accuracy", "MATH", "BaseProver", None),
                ("1.5-2.0x", None, None, "QuillNet", "an unnamed rival"),
            ],
        ),
        _make_facts(
            lemmas,
            [
                ("benchmark/lemmabench", "Benchmark", "LemmaBench", "introduces", ["LemmaBench"], ()),
                ("model/quillnet", "Model", "QuillNet", "uses", ["QuillNet"], ()),
                ("task/theorem-proving", "Task", "theorem proving", "uses", ["theorem proving"], ()),
            ],
        ),
    ]


@pytest.fixture(scope="session")
def sample_build(sample_facts: list[Facts], provenance: Provenance, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the Facts made by hand: ``facts.jsonl`` and its RDF files."""
    folder = tmp_path_factory.mktemp("sample")
    write_lines(facts_lines(sample_facts), folder / "facts.jsonl")
    write_dataset(sample_facts, folder, Scope(provenance=provenance))
    return folder


@pytest.fixture(scope="session")
def library_facts(sample_facts: list[Facts], make_facts: Callable[..., Facts]) -> list[Facts]:
    """Five papers that hold an answer to every competency question."""
    return library(sample_facts, make_facts)


@pytest.fixture(scope="session")
def library_build(library_facts: list[Facts], provenance: Provenance, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of the papers of the library: ``facts.jsonl`` and its RDF files."""
    folder = tmp_path_factory.mktemp("library")
    write_lines(facts_lines(library_facts), folder / "facts.jsonl")
    write_dataset(library_facts, folder, Scope(provenance=provenance))
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a whole build of ``data/page.txt``, six papers."""
    folder = tmp_path_factory.mktemp("built")
    kgraph.build(kgraph.read(DATA / "page.txt"), folder)
    return folder


@pytest.fixture(scope="session")
def run() -> Callable[..., subprocess.CompletedProcess[str]]:
    """``run("build", "page.txt", cwd=..., stdin=...)``: the command line in a process of its own, output in pipes."""
    return _run


def _run(
    *arguments: str | Path, cwd: Path | None = None, stdin: str | bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    inherited = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE")}
    done = subprocess.run(
        [sys.executable, "-m", "kgraph.cli", *map(str, arguments)],
        cwd=cwd,
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        env=inherited | (env or {}),
        capture_output=True,
        timeout=300,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def _make_facts(paper: Paper, entities: Iterable[EntityRow] = (), results: Iterable[ResultRow] = ()) -> Facts:
    made = []
    for id_, type_, name, role, forms, parents in entities:
        # the longest form first, so that "QuillNets" is not read as "QuillNet"
        pattern = "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True))
        mentions = tuple(
            Mention(field, m.start(), m.end(), m[0], f"lexicon-{type_.lower()}")
            for field, text in (("title", paper.title), ("abstract", paper.abstract))
            for m in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)
        )
        made.append(Entity(id_, type_, name, role, f"role-{role}", mentions[0], mentions, parents))
    numbers = []
    for value, metric, benchmark, subject, baseline in results:
        start = paper.abstract.index(value)
        place = ("abstract", start, start + len(value), "result-by-hand")
        parsed = parse_value(value)
        change = parsed.unit == "times"
        rules = [
            f"{kind}-by-hand" if name else ""
            for kind, name in (("by", metric), ("on", benchmark), ("whose", subject), ("against", baseline))
        ]
        numbers.append(Result(value, metric, benchmark, subject, baseline, *place, *parsed, change, *rules))
    return Facts(paper, tuple(sorted(made, key=lambda e: e.id)), tuple(sorted(numbers, key=lambda r: r.start)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all tests: Playwright runs once in a thread."""
    with started() as found:
        yield found
