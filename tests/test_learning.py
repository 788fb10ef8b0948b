"""Names that a corpus introduces: learned in any order, written, corrected by a person, found in other papers."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import GraphError
from kgraph.learning import LearnedName, entries_of, learn_names, names_lines, read_names
from kgraph.lexicon import Entry
from kgraph.records import Facts, Paper

ROWS = [
    ("p1", "model/quillnet", "Model", "QuillNet", ["QuillNet"]),
    ("p2", "model/quillnet", "Model", "Quillnet", ["Quillnet"]),
    ("p3", "model/quillnet", "Model", "QuillNet", ["QuillNet", "QuillNets"]),
    ("p2", "benchmark/lemmabench", "Benchmark", "LemmaBench", []),
]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_learned_names_do_not_depend_on_the_order_of_the_papers(order: tuple[int, ...]) -> None:
    assert learn_names(ROWS[i] for i in order) == [
        LearnedName("benchmark/lemmabench", "Benchmark", "LemmaBench", (), ("p2",)),
        LearnedName("model/quillnet", "Model", "QuillNet", ("QuillNet", "QuillNets", "Quillnet"), ("p1", "p2", "p3")),
    ]


def test_names_are_the_same_after_a_file(tmp_path: Path) -> None:
    names = [
        LearnedName("model/a", "Model", 'A "quoted" \\ name', ("a",), ("p",), accepted=False),
        LearnedName("model/b", "Model", "B\u2028\x85\u2029 in lines", ("b\u2028b",), ("p\u2028", "q")),
        LearnedName("model/%CE%BB", "Model", "λ", (), ()),
    ]
    path = tmp_path / "names.jsonl"
    path.write_text("".join(names_lines(names)), encoding="utf-8")
    assert read_names(path) == sorted(names)


@pytest.mark.parametrize(
    "change",
    [
        {"type": "Modell"},
        {"forms": None},
        {"colour": "red"},
        {"id": "model/Not a slug"},
        {"id": ""},
        {"name": 5},
        {"id": 5},
        {"id": None},
        {"forms": [5]},
    ],
)
def test_broken_name_is_an_error_that_names_file_and_line(change: dict[str, object], tmp_path: Path) -> None:
    good = json.loads("".join(names_lines(learn_names(ROWS[3:]))))
    path = tmp_path / "names.jsonl"
    path.write_text(json.dumps(good) + "\n\n" + json.dumps(good | change) + "\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"names\.jsonl:3: not a learned name") as caught:
        read_names(path)
    assert (caught.value.path, caught.value.line) == (str(path), 3)


def test_names_nested_too_deep_are_an_error_that_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text("[" * 100_000 + "\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"names\.jsonl:1: not a learned name"):
        read_names(path)


def test_names_file_that_is_missing_or_not_utf8_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"names\.jsonl: cannot be read"):
        read_names(tmp_path / "names.jsonl")
    (tmp_path / "names.jsonl").write_bytes(b'{"id": "\xff"}\n')
    with pytest.raises(GraphError, match=r"names\.jsonl"):
        read_names(tmp_path / "names.jsonl")


def test_entries_leave_out_what_is_refused_without_forms_or_known_already() -> None:
    known = [Entry("model/gpt-4", "Model", "GPT-4", ("GPT-4", "GPT 4"))]
    names = [
        LearnedName("model/quillnet", "Model", "QuillNet", ("QuillNet", "gpt 4"), ("p1",)),
        LearnedName("model/refused", "Model", "Refused", ("Refused",), ("p1",), accepted=False),
        LearnedName("model/everyday", "Model", "Everyday", (), ("p1",)),
        LearnedName("model/gpt-4o", "Model", "GPT-4", ("GPT-4",), ("p1",)),
    ]
    entries = entries_of(names, known)
    assert [(e.id, e.type, e.forms, e.source) for e in entries] == [
        ("model/quillnet", "Model", ("QuillNet",), "learned")
    ]


def test_form_of_two_names_goes_to_the_one_that_more_papers_introduce() -> None:
    rare = LearnedName("benchmark/quill", "Benchmark", "Quill", ("QuillNet",), ("p1",))
    common = LearnedName("model/quillnet", "Model", "QuillNet", ("QuillNet",), ("p1", "p2"))
    for names in ([rare, common], [common, rare]):
        assert [e.id for e in entries_of(names, [])] == ["model/quillnet"]


# what a correction does to the Facts

PAPERS = [
    Paper("p1", "Zugvogel-X: Routing Proofs", "We introduce Zugvogel-X, a language model that proves theorems."),
    Paper("p2", "Birds", "We fine-tune Zugvogel-X on GSM8K, and it sings."),
]


def names_in(facts: list[Facts]) -> list[set[tuple[str, str, str]]]:
    """(type, id, role) of each entity that is called by the invented name, a set a paper."""
    return [{(e.type, e.id, e.role) for e in f.entities if "Zugvogel" in e.mentions[0].text} for f in facts]


def test_name_that_one_paper_introduces_is_found_in_another() -> None:
    facts, names = kgraph.extract(PAPERS)
    # which type it is taken for is a matter of quality, measured elsewhere
    (name,) = names
    assert (name.id, name.papers) == (f"{name.type.lower()}/zugvogel-x", ("p1",))
    assert names_in(facts) == [{(name.type, name.id, "introduces")}, {(name.type, name.id, "uses")}]


def test_extraction_with_the_names_it_learned_gives_the_same_facts() -> None:
    facts, names = kgraph.extract(PAPERS)
    again = kgraph.extract(PAPERS, names=names)
    assert again == (facts, names)


def test_corrected_type_holds_in_all_papers() -> None:
    _, (name,) = kgraph.extract(PAPERS)
    facts, _ = kgraph.extract(PAPERS, names=[replace(name, id="software/zugvogel-x", type="Software")])
    assert [{(t, i) for t, i, _ in found} for found in names_in(facts)] == [{("Software", "software/zugvogel-x")}] * 2


def test_corrected_type_alone_gives_one_entity_whose_id_says_its_type() -> None:
    _, (name,) = kgraph.extract(PAPERS)
    facts, _ = kgraph.extract(PAPERS, names=[replace(name, type="Software")])
    assert [{(t, i) for t, i, _ in found} for found in names_in(facts)] == [{("Software", "software/zugvogel-x")}] * 2


PLAIN = [
    Paper(
        "p1", "Quillmark: Routing Proofs", "We introduce Quillmark, a language model that proves. Quillmark is fast."
    ),
    Paper("p2", "On Inks", "We propose outer ink clipping, which folds. Outer ink clipping is fast."),
    Paper("p3", "On Pens", "We present Quill Folding Net (QFN), a method. QFN is good."),
]


def found_in(names: list[LearnedName]) -> set[tuple[str, str, str]]:
    """(id, type, name) of what the papers introduce."""
    facts, _ = kgraph.extract(PLAIN, names=names)
    return {(e.id, e.type, e.name) for f in facts for e in f.entities if e.role == "introduces"}


@pytest.mark.parametrize("name", ["Quillmark", "Outer ink clipping", "QFN"])
@pytest.mark.parametrize("to", ["Inkmark", None])
def test_corrections_hold_of_a_name_that_no_other_paper_is_searched_for(name: str, to: str | None) -> None:
    _, names = kgraph.extract(PLAIN)
    (row,) = (n for n in names if n.name == name)
    assert row.forms == ()
    others = [n for n in names if n is not row]
    rest = {(n.id, n.type, n.name) for n in others}
    called = to or name.swapcase()
    key = row.id.partition("/")[2]
    assert found_in([*others, replace(row, name=called)]) == rest | {(row.id, row.type, called)}
    both = replace(row, name=called, type="Software")
    assert found_in([*others, both]) == rest | {(f"software/{key}", "Software", called)}
    assert found_in([*others, replace(row, name=called, accepted=False)]) == rest


def test_a_name_changed_to_that_of_something_else_there_changes_nothing_of_that() -> None:
    papers = [
        Paper(
            "p",
            "On Inks",
            "We introduce Quillmark, a language model. Quillmark folds. We introduce Inkmark, a benchmark. Inkmark is hard.",
        )
    ]
    _, names = kgraph.extract(papers)
    assert {n.name for n in names} == {"Quillmark", "Inkmark"}
    changed = [replace(n, name="Inkmark", type="Hardware") if n.name == "Quillmark" else n for n in names]
    (facts,), _ = kgraph.extract(papers, names=changed)
    assert {("hardware/quillmark", "Inkmark"), ("benchmark/inkmark", "Inkmark")} <= {
        (e.id, e.name) for e in facts.entities
    }


def test_refused_name_is_in_no_paper() -> None:
    _, (name,) = kgraph.extract(PAPERS)
    facts, _ = kgraph.extract(PAPERS, names=[replace(name, accepted=False)])
    assert "introduces" not in {role for found in names_in(facts) for _, _, role in found}
    assert names_in(facts)[1] == set()


def test_names_of_an_earlier_corpus_are_not_known_in_a_later_one() -> None:
    nlp = kgraph.load_nlp()
    later = Paper("later", "On Tests", "We present Quillow, a policy learning framework.")
    alone = kgraph.extract([later], nlp=nlp)
    kgraph.extract([Paper("earlier", "On Quills", "We present Quillow, a hard benchmark.")], nlp=nlp)
    assert kgraph.extract([later], nlp=nlp) == alone
    # what a person told the pipeline stays with it
    learned = [LearnedName("model/quillnet", "Model", "QuillNet", ("QuillNet",), ("p",))]
    told = kgraph.load_nlp(learned=learned)
    kgraph.extract([later], nlp=told)
    assert [e.label_ for e in told("We test quillnets and QuillNet here.").ents] == ["Model"]
