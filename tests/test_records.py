"""Facts as JSON lines: round trip, the contract that other programs read, and the error of a broken file."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from itertools import pairwise
from pathlib import Path

import pytest
from spacy.language import Language

import kgraph
from kgraph.errors import GraphError
from kgraph.records import Facts, Paper, Publisher, facts_lines, read_facts
from kgraph.schema import ENTITY_TYPES, ROLES


def test_facts_are_the_same_after_json(sample_facts: list[Facts]) -> None:
    assert [Facts.from_json(f.to_json()) for f in sample_facts] == sample_facts


@pytest.mark.parametrize(
    "known",
    [
        {"upvotes": 0},
        {"author_count": 0},
        {"organisation": Publisher("", "account")},
        {"authors": ("A", "B | C")},
        {"abstract": 'quotes " \\ \n\r\t\u2028\u2029\x85\x00 </script> 🦙'},
        {"date": "--05-17", "listed": "2024-01-01", "listed_inferred": True},
    ],
)
def test_paper_is_the_same_after_json(known: dict[str, object]) -> None:
    paper = replace(Paper("p", "Title", ""), **known)  # type: ignore[arg-type]
    line = Facts(paper).to_json()
    assert Facts.from_json(line).paper == paper
    assert not {"\n", "\r"} & set(line)


def test_facts_are_the_same_after_a_file(sample_facts: list[Facts], tmp_path: Path) -> None:
    odd = Facts(Paper("odd", "U+2028 \u2028 and U+0085 \x85", "\x0b\x0c\x1c\r\n"))
    path = tmp_path / "facts.jsonl"
    path.write_bytes("".join(facts_lines([*sample_facts, odd])).encode())
    assert list(read_facts(path)) == [*sample_facts, odd]


def test_facts_line_keeps_the_contract(sample_facts: list[Facts]) -> None:
    line = json.loads(sample_facts[1].to_json())
    assert (line["id"], line["title"]) == ("9901.00001", "QuillNet: Sparse Routing for Proof Search")
    entity = next(e for e in line["entities"] if e["id"] == "model/quillnet")
    assert (entity["type"], entity["name"], entity["role"]) == ("Model", "QuillNet", "introduces")
    assert entity["mentions"] == [
        {"field": "title", "start": 0, "end": 8, "text": "QuillNet", "rule": "lexicon-model"},
        {"field": "abstract", "start": 13, "end": 21, "text": "QuillNet", "rule": "lexicon-model"},
    ]
    result = line["results"][0]
    start = line["abstract"].index("41.5%")
    expected = {
        "value": "41.5%", "metric": "accuracy", "benchmark": "MATH", "subject": "QuillNet", "baseline": "BaseProver",
        "field": "abstract", "start": start, "end": start + 5, "rule": "result-by-hand", "change": False,
        "metric_rule": "by-by-hand", "benchmark_rule": "on-by-hand", "subject_rule": "whose-by-hand", "baseline_rule": "against-by-hand",
    }  # fmt: skip
    assert {k: result[k] for k in expected} == expected
    assert line["results"][2]["change"] is True
    # what a paper does not say of a result is null, not missing
    assert line["results"][2]["metric"] is None


def test_results_of_earlier_versions_are_read_as_levels_of_unknown_rules(sample_facts: list[Facts]) -> None:
    line = json.loads(sample_facts[1].to_json())
    for result in line["results"]:
        for key in ("change", "metric_rule", "benchmark_rule", "subject_rule", "baseline_rule"):
            del result[key]
    read = Facts.from_json(json.dumps(line)).results
    assert read == tuple(
        replace(r, change=False, metric_rule="", benchmark_rule="", subject_rule="", baseline_rule="")
        for r in sample_facts[1].results
    )


def test_line_shows_only_what_is_known_of_a_paper() -> None:
    assert json.loads(Facts(Paper("p", "Title", "")).to_json()) == {
        "id": "p", "title": "Title", "abstract": "", "entities": [], "results": [],
    }  # fmt: skip


def test_keys_of_later_versions_are_skipped(sample_facts: list[Facts]) -> None:
    line = json.loads(sample_facts[1].to_json())
    line["later"] = line["entities"][0]["later"] = line["results"][0]["later"] = {"is": "skipped"}
    line["entities"][0]["mentions"][0]["later"] = line["organisation"]["later"] = 1
    assert Facts.from_json(json.dumps(line)) == sample_facts[1]


@pytest.mark.parametrize(
    "line",
    [
        "no JSON",
        "[]",
        "null",
        '{"id": "p", "title": "T"}',
        '{"id": "p", "title": "T", "abstract": "", "entities": [], "results": [{"value": "1"}]}',
        '{"id": "p", "title": "T", "abstract": "", "entities": [{"id": "model/x"}], "results": []}',
        '{"id": "p", "title": "T", "abstract": "", "entities": {"a": 1}, "results": []}',
        pytest.param("[" * 200_000, id="deep"),
    ],
)
def test_broken_line_is_an_error_that_names_file_and_line(line: str, sample_facts: list[Facts], tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text(f"{sample_facts[0].to_json()}\n{line}\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"facts\.jsonl:2: not a line of Facts: ") as caught:
        list(read_facts(path))
    assert (caught.value.path, caught.value.line) == (str(path), 2)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["id"], 5),
        (["title"], None),
        (["date_inferred"], 1),
        (["upvotes"], "7"),
        (["sources"], "page.txt"),
        (["authors"], ["Ada Quill", 5]),
        (["organisation"], {}),
        (["organisation"], {"name": 5}),
        (["entities", 0, "type"], "Vehicle"),
        (["entities", 0, "role"], "adores"),
        (["entities", 0, "name"], None),
        (["entities", 0, "parents"], "model/x"),
        (["entities", 0, "mentions", 0, "start"], "7"),
        (["entities", 0, "mentions", 0, "field"], "body"),
        (["entities", 0, "evidence", "end"], 7.5),
        (["results", 0, "value"], 41.5),
        (["results", 0, "low"], "41.5"),
        (["results", 0, "high"], None),
        (["results", 0, "field"], "body"),
        (["results", 0, "change"], None),
    ],
)
def test_value_of_another_type_is_an_error_that_names_file_and_line(
    place: list[str | int], value: object, sample_facts: list[Facts], tmp_path: Path
) -> None:
    line = json.loads(sample_facts[1].to_json())
    within = line
    for step in place[:-1]:
        within = within[step]
    within[place[-1]] = value
    path = tmp_path / "facts.jsonl"
    path.write_text(f"{sample_facts[1].to_json()}\n{json.dumps(line)}\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"facts\.jsonl:2: not a line of Facts: "):
        list(read_facts(path))


def test_whole_numbers_do_for_the_ends_of_a_value(sample_facts: list[Facts]) -> None:
    line = json.loads(sample_facts[1].to_json())
    line["results"][0] |= {"low": 41, "high": 42}
    result = Facts.from_json(json.dumps(line)).results[0]
    assert (result.low, result.high) == (41, 42)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_blank_lines_and_a_byte_order_mark_are_no_facts(
    line_end: str, sample_facts: list[Facts], tmp_path: Path
) -> None:
    path = tmp_path / "facts.jsonl"
    lines = ["", *(f"{f.to_json()}\n \n" for f in sample_facts), "\t", ""]
    path.write_bytes(b"\xef\xbb\xbf" + "\n".join(lines).replace("\n", line_end).encode())
    assert list(read_facts(path)) == sample_facts


def test_file_that_is_missing_or_not_utf8_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"nowhere\.jsonl: cannot read the Facts"):
        list(read_facts(tmp_path / "nowhere.jsonl"))
    path = tmp_path / "facts.jsonl"
    path.write_bytes(b'{"id": "\xff"}\n')
    with pytest.raises(GraphError, match=r"facts\.jsonl"):
        list(read_facts(path))


def test_records_are_frozen(sample_facts: list[Facts]) -> None:
    with pytest.raises(FrozenInstanceError):
        sample_facts[0].paper.title = "Another"  # type: ignore[misc]
    assert len({hash(f) for f in sample_facts}) == 3


def check_contract(facts: Facts) -> None:
    """Every span slices back to its text, every name is of a known type and role, ids say their type."""
    texts = {"title": facts.paper.title, "abstract": facts.paper.abstract}
    for entity in facts.entities:
        assert entity.type in ENTITY_TYPES
        assert entity.role in ROLES
        assert entity.id.startswith(ENTITY_TYPES[entity.type].key + "/")
        assert entity.mentions
        assert entity.evidence in entity.mentions
        for m in entity.mentions:
            assert m.start < m.end
            assert texts[m.field][m.start : m.end] == m.text
    spans = sorted((m.field, m.start, m.end) for e in facts.entities for m in e.mentions)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans)), "mentions overlap"
    for r in facts.results:
        assert texts[r.field][r.start : r.end] == r.value
        assert r.low is None or (r.high is not None and r.low <= r.high)
    assert [e.id for e in facts.entities] == sorted({e.id for e in facts.entities})
    order = [(r.field == "abstract", r.start) for r in facts.results]
    assert order == sorted(order)


def test_facts_made_by_hand_keep_the_contract(sample_facts: list[Facts]) -> None:
    for facts in sample_facts:
        check_contract(facts)
    shown = {e.id: [m.text for m in e.mentions] for e in sample_facts[1].entities}
    assert shown["model/quillnet"] == ["QuillNet", "QuillNet"]
    assert sample_facts[1].results[0].value == "41.5%"


@pytest.mark.parametrize("change", ["text", "role", "type", "order"])
def test_facts_that_break_the_contract_are_seen(change: str, sample_facts: list[Facts]) -> None:
    facts = sample_facts[1]
    first, *others = facts.entities
    moved = first.mentions[0]._replace(end=first.mentions[0].end + 1)
    broken = {
        "text": (replace(first, mentions=(moved,), evidence=moved), *others),
        "role": (replace(first, role="admires"), *others),
        "type": (replace(first, id="recipe/x", type="Recipe"), *others),
        "order": facts.entities[::-1],
    }
    with pytest.raises(AssertionError):
        check_contract(replace(facts, entities=broken[change]))


@pytest.mark.parametrize("name", ["awkward.jsonl", "page.txt", "bare.txt", "papers.jsonl"])
def test_extracted_facts_keep_the_contract(name: str, data: Path, awkward_papers: list[Paper], nlp: Language) -> None:
    papers = awkward_papers if name == "awkward.jsonl" else kgraph.read(data / name)
    facts = kgraph.extract(papers, nlp=nlp, names=[]).facts
    assert [f.paper.id for f in facts] == [p.id for p in papers]
    for one in facts:
        check_contract(one)
    assert any(f.entities for f in facts)
    assert [Facts.from_json(f.to_json()) for f in facts] == facts


def test_offsets_count_code_points(make_facts: Callable[..., Facts]) -> None:
    paper = Paper("p", "🦙", "🚀🇫🇷 é λ QuillNet")
    facts = make_facts(paper, [("model/quillnet", "Model", "QuillNet", "uses", ["QuillNet"], ())])
    mention = json.loads(facts.to_json())["entities"][0]["mentions"][0]
    assert (mention["start"], mention["end"]) == (8, 16)
