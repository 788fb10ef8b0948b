"""Which rules told what a result was measured on, whose it is and against what."""

from __future__ import annotations

from pathlib import Path

import pytest
from reported import NET, results
from spacy.language import Language

import kgraph
from kgraph.components.attribution import rules_of_subjects
from kgraph.components.measured import rules_of_tests
from kgraph.components.reasons import NOTHING, Told, first_told
from kgraph.components.rivals import rules_of_rivals
from kgraph.rules.described import meanings

SAMPLE = Path(__file__).parents[1] / "examples" / "landmark-papers.txt"
RULES = {**rules_of_tests(), **rules_of_subjects(), **rules_of_rivals()}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "QuillNet reaches 82% accuracy on GSM8K.",
            [("on-named-behind", "whose-actor", "")],
        ),
        ("On GSM8K, our method gains 3% over GPT-4o.", [("on-named-in-front", "whose-of-the-paper", "against-behind")]),
        (
            "QuillNet reaches 41% accuracy on GSM8K, up from 38% for GPT-4o.",
            [("on-named-behind", "whose-actor", "against-shared"), ("on-named-in-front", "whose-beside", "")],
        ),
        (
            "QuillNet achieves 4x faster folding, and a 2x faster flow on quill folding tasks.",
            [("on-beside", "whose-actor", ""), ("on-words-behind", "whose-actor", "")],
        ),
        ("Models reach 3% accuracy.", [("", "", "")]),
    ],
)
def test_each_name_of_a_result_has_the_rule_that_told_it(
    nlp: Language, sentence: str, told: list[tuple[str, str, str]]
) -> None:
    found = results(nlp, NET + sentence)
    assert [(r.benchmark_rule, r.subject_rule, r.baseline_rule) for r in found] == told


def test_what_has_no_name_has_no_rule_and_every_rule_is_one_that_is_explained(nlp: Language) -> None:
    found = [r for facts in kgraph.extract(kgraph.read(SAMPLE), nlp=nlp).facts for r in facts.results]
    assert len(found) > 50
    for r in found:
        told = ((r.benchmark, r.benchmark_rule), (r.subject, r.subject_rule), (r.baseline, r.baseline_rule))
        for name, rule in told:
            assert bool(name) == bool(rule), r
            assert not rule or rule in RULES or rule in meanings(), rule


def test_every_rule_says_what_it_does_in_a_sentence_and_has_an_id_of_its_own() -> None:
    assert [id_ for id_, said in RULES.items() if not said.endswith(".")] == []
    assert not RULES.keys() & meanings().keys()


def test_the_first_rule_that_applies_decides_and_may_say_that_there_is_none() -> None:
    def even(number: int) -> str | None:
        return None if number % 2 else NOTHING

    def three(number: int) -> str | None:
        return "three" if number == 3 else None

    def any_(number: int) -> str | None:
        return str(number)

    said = [first_told("is", (even, three, any_), number) for number in (2, 3, 5)]
    assert said == [Told(), Told("three", "is-three"), Told("5", "is-any")]
    assert first_told("is", (three,), 5) == Told()
