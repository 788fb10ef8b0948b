"""Lexicon upkeep: what is ambiguous, what is dead, and which rows a corpus suggests."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

import kgraph
from kgraph.lexicon import Entry, Lexicon, load_lexicon
from kgraph.lexicon.upkeep import Finding, check, suggest, suggestion_lines
from kgraph.records import Paper


def lexicon(*entries: Entry) -> Lexicon:
    return Lexicon(tuple(sorted(entries, key=lambda e: e.id)), {}, "digest")


QUILL = Entry("model/quill", "Model", "QuillNet", ("QuillNet", "Quilly"))


def test_one_form_of_two_entities_is_ambiguous() -> None:
    other = Entry("model/other", "Model", "Other", ("Other", "quilly"))
    assert check(lexicon(QUILL, other)) == [Finding("ambiguous", "quilly", ("model/other", "model/quill"))]


def test_one_form_of_two_types_is_told_unless_evidence_decides() -> None:
    sure = Entry("method/quilly", "Method", "Quilly", ("Quilly",))
    doubtful = Entry("method/quilly", "Method", "Quilly", ("Quilly",), "", ("pen",), "A pen of Quilly.", "On Quilly.")
    assert check(lexicon(QUILL, sure)) == [Finding("two-types", "Quilly", ("method/quilly", "model/quill"))]
    assert check(lexicon(QUILL, doubtful)) == []


@pytest.mark.parametrize(
    ("example", "counter", "said"),
    [
        ("A pen writes Quilled.", "On Quilled.", []),
        ("Nothing here.", "On Quilled.", ["Quilled, not found in 'Nothing here.'"]),
        ("A pen writes Quilled.", "We run Quilled with a pen.", ["Quilled, found in 'We run Quilled with a pen.'"]),
        # a name that begins alike is another one, a version is none
        ("A pen writes Quilleder.", "On Quilled.", ["Quilled, not found in 'A pen writes Quilleder.'"]),
        ("A pen writes Quilled-3.1.", "On Quilled.", []),
    ],
)
def test_a_row_that_its_own_sentences_contradict_is_told(example: str, counter: str, said: list[str]) -> None:
    row = Entry("model/quilled", "Model", "Quilled", ("Quilled",), "", ("pen",), example, counter)
    other = Entry("model/quilleder", "Model", "Quilleder", ("Quilleder",))
    assert check(lexicon(row, other)) == [Finding("contradicted", form, ("model/quilled",)) for form in said]


def test_short_names_differ_by_case() -> None:
    lower, upper = Entry("task/tau", "Task", "tau", ("tau",)), Entry("task/tau-2", "Task", "TAU", ("TAU",))
    assert check(lexicon(lower, upper)) == []


def test_rows_that_no_paper_names_are_dead() -> None:
    other = Entry("model/other", "Model", "Otherwise", ("Otherwise",))
    papers = [Paper("p", "On a thing", "We run Quilly. See https://example.org/Otherwise for it.")]
    assert check(lexicon(QUILL, other), papers) == [Finding("dead", "Otherwise", ("model/other",))]
    assert check(lexicon(QUILL, other)) == []


def test_our_lexicon_has_no_form_of_two_entities_of_one_type_without_evidence() -> None:
    needs = {e.id for e in load_lexicon().entries if e.needs}
    found = [f for f in check(load_lexicon()) if f.kind == "ambiguous" and len(set(f.ids) - needs) > 1]
    assert found == []


def test_frequent_unknown_names_are_suggested_most_papers_first(nlp: Language) -> None:
    papers = [
        Paper("a", "On quills", "It is slow. QuillNetX is a model. FooBarBench is a benchmark."),
        Paper("b", "On pens", "We compare with QuillNetX and GPT-4."),
        Paper("c", "On ink", "QuillNetX and FooBarBench are old."),
    ]
    facts = kgraph.extract(papers, nlp=nlp, names=[]).facts
    found = suggest(facts, load_lexicon())
    assert [(s.name, s.papers) for s in found] == [("QuillNetX", 3), ("FooBarBench", 2)]
    assert "QuillNetX" in found[0].contexts[0]


def test_suggestions_are_a_lexicon_file_that_is_read_and_found(nlp: Language, tmp_path: Path) -> None:
    papers = [Paper(i, f"On {i}", "QuillNetX is a model. It is fast.") for i in "ab"]
    facts = kgraph.extract(papers, nlp=nlp, names=[]).facts
    path = tmp_path / "new.tsv"
    path.write_text("".join(suggestion_lines(suggest(facts, load_lexicon()))), encoding="utf-8")
    assert "model/quillnetx" in {e.id for e in load_lexicon((path,)).entries}
