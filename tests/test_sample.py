"""The sample: what a stranger sees first is right, and its committed files are what the code makes."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph.building import build
from kgraph.records import Facts
from kgraph.rules.described import meanings

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "examples" / "landmark-papers.txt"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    build(kgraph.read(SAMPLE), folder)
    return folder


def facts_of(sample: Path, title: str) -> Facts:
    (found,) = [f for f in kgraph.load_facts(sample) if title in f.paper.title]
    return found


@pytest.mark.parametrize("name", ["graph.ttl", "summary.json"])
def test_committed_outputs_are_what_the_code_makes(sample: Path, name: str) -> None:
    assert (sample / name).read_bytes() == (ROOT / "outputs" / name).read_bytes(), "run `make sample` and read the diff"


def test_every_rule_of_the_sample_has_a_meaning_for_people(sample: Path) -> None:
    facts = list(kgraph.load_facts(sample))
    rules = {m.rule for f in facts for e in f.entities for m in e.mentions}
    rules |= {e.role_rule for f in facts for e in f.entities} | {r.rule for f in facts for r in f.results}
    assert sorted(rules - meanings().keys()) == []


def test_the_sample_has_enough_papers_of_the_right_length() -> None:
    papers = kgraph.read(SAMPLE)
    assert len(papers) >= 60
    assert [p.title for p in papers if not 80 <= len(p.abstract.split()) <= 200] == []


@pytest.mark.parametrize(
    ("title", "id_", "role"),
    [
        ("Attention Is All You Need", "method/transformer", "introduces"),
        ("BERT: Pre-training", "model/bert", "introduces"),
        ("Deep Residual Learning", "benchmark/imagenet", "evaluates_on"),
    ],
)
def test_landmarks_are_linked_as_everybody_knows(sample: Path, title: str, id_: str, role: str) -> None:
    assert role in {e.role for e in facts_of(sample, title).entities if e.id == id_}


def test_no_paper_of_the_sample_is_empty(sample: Path) -> None:
    assert [f.paper.title for f in kgraph.load_facts(sample) if len(f.entities) < 3] == []
