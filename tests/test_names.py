"""Slugs, and the folding under which two written forms are the same."""

from __future__ import annotations

import pytest

from kgraph.names import american, fold, plural, singular, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Llama-3.1 405B", "llama-3.1-405b"),
        ("C++", "c%2B%2B"),
        ("F*", "f%2A"),
        ("a \u2013 b\u2014c\u2212d", "a-b-c-d"),
        ("  on\tboth\u00a0sides ", "on-both-sides"),
        ("-dashes-", "dashes"),
        ("mercury--diffusion", "mercury-diffusion"),
        ("\uff21\uff11\uff10\uff10", "a100"),
        ("\ufb01ne", "fine"),
        ("Stra\u00dfe", "strasse"),
        ("na\u00efve", "na%C3%AFve"),
        ("nai\u0308ve", "na%C3%AFve"),
        ("\u03bb-Mixup", "%CE%BB-mixup"),
        ("CIFAR-10/100", "cifar-10%2F100"),
        ("../../etc", "..%2F..%2Fetc"),
        ("~user", "%7Euser"),
        ("snake_case.v2", "snake_case.v2"),
        ("100%", "100%25"),
        ("\u2028x\u2029", "x"),
        ('<a href="x">{y}|\\^`', "%3Ca-href%3D%22x%22%3E%7By%7D%7C%5C%5E%60"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize("name", ["", " ", ".", "..", "-", "\u2014", "\uff0e", "- -", "\u2028"])
def test_slug_refuses_what_is_no_name(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be an identifier"):
        slug(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chain-of-thought", "Chain of Thoughts"),
        ("Qwen 2.5", "Qwen2.5"),
        ("Qwen-2.5", "Qwen2.5"),
        ("large language models", "Large Language Model"),
        ("optimisation", "optimization"),
        ("modelling", "modeling"),
        ("summarisation", "summarization"),
        ("behaviour cloning", "behavior-cloning"),
        ("LLMs", "LLM"),
        ("GPUs", "GPU"),
        ("CPUs", "CPU"),
        ("TPUs", "TPU"),
        ("policies", "policy"),
        ("loss functions", "loss function"),
        ("losses", "loss"),
        ("self\u2013attention", "self-attention"),
        ("regularised training", "regularized training"),
        ("vectorised", "vectorized"),
    ],
)
def test_fold_takes_forms_of_one_name_for_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GPT-3", "GPT-4"),
        ("Llama 2", "Llama 2.1"),
        ("C", "C++"),
        ("bias", "bia"),
        ("analysis", "analysi"),
        ("AdaBoost", "AdaGrad"),
        ("SS", "S"),
        ("supervised", "supervized"),
        ("revised", "revized"),
        ("compromised", "compromized"),
        ("loss", "los"),
    ],
)
def test_fold_keeps_different_names_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("policies", "policy"),
        ("boxes", "box"),
        ("branches", "branch"),
        ("losses", "loss"),
        ("caches", "cache"),
        ("classes", "class"),
        ("biases", "bias"),
        ("lenses", "lens"),
        ("analyses", "analysis"),
        ("hypotheses", "hypothesis"),
        ("bases", "base"),
        ("loss", "loss"),
        ("series", "series"),
        ("kinematics", "kinematics"),
        ("corpus", "corpus"),
        ("is", "is"),
        ("gpus", "gpu"),
        ("graph neural networks", "graph neural network"),
        ("networks of experts", "networks of expert"),
        ("", ""),
    ],
)
def test_singular(many: str, one: str) -> None:
    assert singular(many) == one


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("policy", "policies"),
        ("array", "arrays"),
        ("LLM", "LLMs"),
        ("loss", "losses"),
        ("batch", "batches"),
        ("bias", "biases"),
        ("analysis", "analyses"),
    ],
)
def test_plural_and_back(one: str, many: str) -> None:
    assert plural(one) == many
    assert singular(many.casefold()) == one.casefold()


@pytest.mark.parametrize("word", ["robotics", "kinematics", "corpus", "Keras", "series"])
def test_words_in_s_that_have_no_plural_stay_as_they_are(word: str) -> None:
    assert plural(word) == word


@pytest.mark.parametrize(
    ("british", "expected"),
    [
        ("colour", "color"),
        ("neighbours", "neighbors"),
        ("labelled data", "labeled data"),
        ("analysed", "analyzed"),
        ("centre", "center"),
        ("artefacts", "artifacts"),
        ("denoising", "denoising"),
        ("promising", "promising"),
        ("hour", "hour"),
        ("excellence", "excellence"),
        ("our four tours", "our four tours"),
    ],
)
def test_american(british: str, expected: str) -> None:
    assert american(british) == expected
