"""Contributions in plain words, as readers see them in the graph."""

from __future__ import annotations

import pytest

import kgraph
from kgraph import Paper


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
