"""Contributions in plain words, as readers see them in the graph."""

from __future__ import annotations

import pytest

import kgraph
from kgraph import Paper
from kgraph.records import Entity


def introduced(title: str, abstract: str) -> dict[str, str]:
    """Written form -> role, of what the phrase rules found."""
    (facts,) = kgraph.extract([Paper("p", title, abstract)], names=[]).facts
    return {m.text: e.role for e in facts.entities for m in e.mentions if m.rule.startswith("phrase-")}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("We propose two techniques, namely quill refolding and inkwell reset, to save ink.", {"quill refolding", "inkwell reset"}),
        ("We combine (1) quill refolding, which folds, and (2) an inkwell reset, which resets.", {"quill refolding", "inkwell reset"}),
        ("We find that writers suffer from a ``parchment gap'' there.", {"parchment gap"}),
        ("We introduce lemma folding that shortens texts.", {"lemma folding"}),
        ("At its heart is, we show, a quill. Our core is a nib-aware folding mechanism.", {"nib-aware folding"}),
    ],
)  # fmt: skip
def test_parts_that_a_paper_names_in_plain_words_are_introduced(sentence: str, names: set[str]) -> None:
    found = introduced("On Quills", sentence)
    assert names <= set(found)
    assert set(found.values()) == {"introduces"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Others propose two techniques, namely quill refolding and inkwell reset, to save ink.",
        "We propose a simple and effective technique that is efficient.",
        "We show the new ``project page'' here.",
        "We propose a better approach to the problem.",
    ],
)
def test_descriptions_and_other_papers_parts_are_no_names(sentence: str) -> None:
    assert introduced("On Quills", sentence) == {}


def entities(title: str, abstract: str) -> tuple[Entity, ...]:
    return kgraph.extract([Paper("p", title, abstract)], names=[]).facts[0].entities


@pytest.mark.parametrize(
    ("title", "name", "type_"),
    [
        ("Feather Zoom Networks: Distances without Ink", "Feather Zoom Networks", "Model"),
        ("Hybrid Feather Policy: Control without Ink", "Hybrid Feather Policy", "Method"),
        ("Parallel Feather Folding for Proofs", "Parallel Feather Folding", "Method"),
    ],
)
def test_what_a_title_names_is_introduced(title: str, name: str, type_: str) -> None:
    found = [e for e in entities(title, "We fold it.") if name in {m.text for m in e.mentions}]
    assert [(e.type, e.role) for e in found] == [(type_, "introduces")]


@pytest.mark.parametrize(
    "title",
    [
        "Feather Zoom Networks: A Survey",
        "Rethinking Feathers for Proofs",
        "Learning Feather Folding for Proofs",
        "Faster Proofs with Statistical Guarantees",
        "Dancing with Still Images",
        "Dancing in Ink: Fewer Feathers for Proofs",
        "Back to Ink: A Unified Feather Framework for Proofs",
    ],
)
def test_what_titles_only_describe_is_not_introduced(title: str) -> None:
    assert not [e for e in entities(title, "We fold it.") if e.role == "introduces"]


def test_a_title_says_what_the_name_in_it_stands_for() -> None:
    (quill,) = [e for e in entities("QFN: Quill Folding Network for Ink", "We test QFN.") if e.role == "introduces"]
    assert [m.text for m in quill.mentions] == ["QFN", "Quill Folding Network", "QFN"]
    # the last word is none of the name's
    others = entities("QFN: Quill Folding Networks That Expand Boundaries", "We test QFN.")
    assert {m.text for e in others for m in e.mentions if e.role == "introduces"} == {"QFN"}
