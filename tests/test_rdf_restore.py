"""A build from its N-Quads alone: the same Facts, the same base, the same provenance, and so the same bytes again."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import GraphError
from kgraph.exports import write
from kgraph.exports.provenance import Provenance
from kgraph.exports.quads import quads
from kgraph.loading import open_build
from kgraph.records import Facts, Paper, Publisher, Result
from kgraph.restoring import read_nquads

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def again(facts: list[Facts], folder: Path, provenance: Provenance) -> list[Facts]:
    return kgraph.restore(write(facts, folder / "graph.nq", provenance=provenance))


def test_the_sample_is_restored(sample_facts: list[Facts], provenance: Provenance, tmp_path: Path) -> None:
    assert again(sample_facts, tmp_path, provenance) == sample_facts


def test_a_build_is_restored(built: Path) -> None:
    assert kgraph.restore(built / "graph.nq") == kgraph.load_facts(built)


def test_the_awkward_papers_are_restored(awkward_papers: list[Paper], provenance: Provenance, tmp_path: Path) -> None:
    facts = kgraph.extract(awkward_papers).facts
    assert again(facts, tmp_path, provenance) == sorted(facts, key=lambda f: f.paper.id)


@pytest.mark.parametrize(
    "known",
    [
        {"upvotes": 0, "author_count": 0},
        {"organisation": Publisher("", "account")},
        {"organisation": Publisher("", "")},
        {"organisation": Publisher("Inkwell Labs", "", "organisation/inkwell-labs")},
        {"authors": ("B", "A", "B", "", "C")},
        {"authors": tuple(f"Author {i}" for i in range(25))},
        {"date": "2031", "listed": "2031-05"},
        {"date": "some day", "listed": "--05-17", "listed_inferred": True},
        {"url": "no address"},
        {"url": "https://example.org/paper"},
        {"abstract": 'quotes " \\ \n\r\t\u2028\x00\x85 🦙'},
        {"doi": "doi:10.1000/x", "id": "something else"},
    ],
)
def test_what_a_source_says_of_a_paper_is_restored(
    known: dict[str, object], provenance: Provenance, tmp_path: Path
) -> None:
    facts = [Facts(replace(Paper("p", "Title", "Abstract"), **known))]  # type: ignore[arg-type]
    assert again(facts, tmp_path, provenance) == facts


@pytest.mark.parametrize("number", [0.1, 1 / 3, 1e-12, 123456789.123456789, 6.02e23, -4.0, 0.0])
def test_numbers_are_restored_exactly(number: float, provenance: Provenance, tmp_path: Path) -> None:
    result = Result("5", None, "", None, "x", "abstract", 0, 1, "rule", number, number * 2, "ms")
    facts = [Facts(Paper("p", "Title", "5 ms"), (), (result,))]
    assert again(facts, tmp_path, provenance) == facts


@pytest.mark.parametrize("change", [True, False])
def test_levels_and_changes_are_restored(change: bool, provenance: Provenance, tmp_path: Path) -> None:
    result = Result("5%", "accuracy", None, None, None, "abstract", 0, 2, "rule", 5, 5, "percent", change)
    facts = [Facts(Paper("p", "Title", "5% more"), (), (result,))]
    assert again(facts, tmp_path, provenance) == facts


def test_two_results_on_one_value_keep_their_order(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    one = sample_facts[1]
    many = tuple(replace(one.results[0], benchmark=f"B{i}") for i in range(12))
    facts = [replace(one, results=(*many, *one.results[1:]))]
    assert again(facts, tmp_path, provenance) == facts


def test_two_entities_at_one_place_share_its_span(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    one = sample_facts[1]
    entity = next(e for e in one.entities if e.id == "benchmark/math")
    twin = replace(entity, id="task/math", type="Task")
    facts = [replace(one, entities=tuple(sorted((*one.entities, twin), key=lambda e: e.id)))]
    assert again(facts, tmp_path, provenance) == facts
    found = list(quads(facts, provenance=provenance))
    assert len(set(found)) == len(found)
    runs = [subject for subject, _ in groupby(q.subject for q in found)]
    assert len(set(runs)) == len(runs)


def test_papers_of_one_title_are_restored(provenance: Provenance, tmp_path: Path) -> None:
    result = Result("5", None, None, None, None, "abstract", 0, 1, "rule")
    facts = [Facts(Paper(i, "Same Title", f"5 {i}"), (), (result, result)) for i in ("a", "b")]
    assert again(facts, tmp_path, provenance) == facts


@pytest.mark.parametrize("base", ["https://kgraph.example/id/", "https://x.org/g#", "urn:example:"])
def test_base_and_provenance_are_restored_and_the_bytes_with_them(
    base: str, sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    path = write(sample_facts, tmp_path / "graph.nq", provenance=provenance, base=base)
    restored = read_nquads(path)
    assert (restored.base, restored.provenance) == (base, provenance)
    opened = open_build(path)
    copy = write(opened.facts, tmp_path / "copy.nq", base=opened.base, provenance=opened.provenance)
    assert copy.read_bytes() == path.read_bytes()


def test_no_papers_are_restored(provenance: Provenance, tmp_path: Path) -> None:
    assert again([], tmp_path, provenance) == []


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"evidence": "none"}, "has no <https://kgraph.example/ontology#text>"),
        ({"evidence": "roles"}, "has no <https://kgraph.example/ontology#evidence>"),
        ({"texts": False}, "has no <http://www.w3.org/ns/prov#value>"),
    ],
)
def test_what_was_written_with_less_is_refused(
    options: dict[str, str], part: str, sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    path = write(sample_facts, tmp_path / "graph.nq", provenance=provenance, **options)  # type: ignore[arg-type]
    with pytest.raises(GraphError, match=f"{re.escape(part)}.*with full evidence and the texts"):
        kgraph.restore(path)


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        ("", "no graph of what papers share"),
        ('<http://x/a> <http://x/b> "c" <http://x/g> .\n', "no graph of what papers share"),
        ('<http://x/a> <http://x/b> "c" .\n', "<http://x/a> is outside any named graph"),
        ('<http://x/a> <http://x/b> "c" <http://x/graph/entities> .\n<http://x/a> <b\n', "graph.nq:2: no N-Quads"),
        (
            '<http://x/a> <http://x/b> "c" <http://x/graph/entities> .\n<http://x/a> <http://x/b> "c" <http://x/a/graph> .\n',
            "<http://x/a> has no <http://purl.org/dc/terms/title>",
        ),
    ],
)
def test_other_files_are_refused(lines: str, part: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(GraphError, match=re.escape(part)):
        kgraph.restore(path)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('"3"^^<http://www.w3.org/2001/XMLSchema#integer>', '"three"', "no number"),
        ('oa#start> "', 'oa#start> "at ', "no number"),
        ("22-rdf-syntax-ns#_1>", "22-rdf-syntax-ns#_one>", "no number"),
        ("/result/abstract/", "/result/abstract/a--b", "no number"),
        ("ontology#comparesWith> ", "ontology#adores> ", "adores"),
        ("/entity/model/baseprover> ", "/entity/vehicle/baseprover> ", "vehicle"),
    ],
)
def test_values_that_kgraph_does_not_write_are_refused(
    old: str, new: str, part: str, sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    path = write(sample_facts, tmp_path / "graph.nq", provenance=provenance)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(GraphError, match=part):
        kgraph.restore(path)


def test_export_goes_from_nquads_back_to_the_facts(run: Run, built: Path, tmp_path: Path) -> None:
    done = run("export", built / "graph.nq", "-o", tmp_path / "facts.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "facts.jsonl").read_bytes() == (built / "facts.jsonl").read_bytes()


def test_export_is_in_the_name_of_the_build(run: Run, sample_build: Path, built: Path, tmp_path: Path) -> None:
    assert run("export", built, "-o", tmp_path / "graph.nq").returncode == 0
    assert (tmp_path / "graph.nq").read_bytes() == (built / "graph.nq").read_bytes()
    done = run("export", built, "-f", "turtle")
    assert done.stdout == (built / "graph.ttl").read_text(encoding="utf-8")
    made = json.loads((built / "summary.json").read_text(encoding="utf-8"))["made_with"]
    assert open_build(built).provenance == Provenance(
        made["lexicon"].removeprefix("sha256:"), made["rules"].removeprefix("sha256:"), made["kgraph"]
    )
