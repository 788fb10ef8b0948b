"""Which rules told by which measure a result was reported, on what, whose it is and against what."""

from __future__ import annotations

from pathlib import Path

import pytest
from reported import NET, results
from spacy.language import Language

import kgraph
from kgraph.components.attribution import rules_of_subjects
from kgraph.components.by_measure import rules_of_measures
from kgraph.components.measured import rules_of_tests
from kgraph.components.reasons import NOTHING, Told, first_told
from kgraph.components.rivals import rules_of_rivals
from kgraph.rules.described import meanings

SAMPLE = Path(__file__).parents[1] / "examples" / "landmark-papers.txt"
RULES = rules_of_measures() | rules_of_tests() | rules_of_subjects() | rules_of_rivals()


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


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("It reaches 82% accuracy on GSM8K.", [("accuracy", "by-behind-in-words")]),
        ("It reaches 82% mAP on GSM8K.", [("mAP", "by-behind")]),
        ("Its accuracy is 82% on GSM8K.", [("accuracy", "by-in-front")]),
        ("It runs at 28 FPS.", [("FPS", "by-its-unit")]),
        ("It runs at a throughput of 28 FPS.", [("throughput", "by-its-unit")]),
        ("It reaches 31.8 dB in PSNR.", [("PSNR", "by-by")]),
        ("It folds with 5% fewer requests.", [("requests", "by-behind-in-words")]),
        ("It cuts FID and FVD by 48% and 43%.", [("FID", "by-in-order"), ("FVD", "by-in-order")]),
        ("It scores 5% and 6% for precision and recall.", [("precision", "by-in-order-behind"), ("recall", "by-in-order-behind")]),
        ("The ink spillage falls by 5%.", [("ink spillage", "by-in-front-in-words")]),
        ("It gains 5% on GSM8K.", [(None, "")]),
    ],
)  # fmt: skip
def test_each_measure_has_the_rule_that_told_it(
    nlp: Language, sentence: str, told: list[tuple[str | None, str]]
) -> None:
    assert [(r.metric, r.metric_rule) for r in results(nlp, NET + sentence)] == told


def test_what_has_no_name_has_no_rule_and_every_rule_is_one_that_is_explained(nlp: Language) -> None:
    found = [r for facts in kgraph.extract(kgraph.read(SAMPLE), nlp=nlp).facts for r in facts.results]
    assert len(found) > 50
    for r in found:
        names = (r.metric, r.benchmark, r.subject, r.baseline)
        for name, rule in zip(names, (r.metric_rule, r.benchmark_rule, r.subject_rule, r.baseline_rule), strict=True):
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
