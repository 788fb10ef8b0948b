"""One thing of a paper's own under several names, and names that others lend: short, long, slipped, joined, namesakes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader import entities, read
from spacy.language import Language

import kgraph
from kgraph.components.own_names import is_slip, stands_for
from kgraph.records import Paper


def forms(nlp: Language, abstract: str, title: str = "On a thing") -> list[set[str]]:
    """What the paper introduces: the written forms of each."""
    introduced = [e for e in read(nlp, abstract, title).entities if e.role == "introduces"]
    return sorted(({m.text for m in e.mentions} for e in introduced), key=sorted)


# short and long


@pytest.mark.parametrize(
    ("title", "abstract", "names"),
    [
        (
            "QSF$^2$: Inks That Fold",
            "We introduce Quill-Spanning Folded Flocking, a method for ink. QSF$^2$ folds.",
            {"QSF$^2$", "Quill-Spanning Folded Flocking"},
        ),
        (
            "On Ink",
            "We propose \\emph{Separate-then-Fold} (StF), which routes ink. StF folds.",
            {"Separate-then-Fold", "StF"},
        ),
        (
            "On Ink",
            "We present the Hidden Motion Vane Diagnoser framework (HMVDx) for ink. HMVDx folds.",
            {"Hidden Motion Vane Diagnoser", "HMVDx"},
        ),
        (
            "On Ink",
            "This work introduces the spatial-spectral-feather inking network (S$^2$Fin), which folds. S$^2$Fin is fast.",
            {"spatial-spectral-feather inking network", "S$^2$Fin"},
        ),
        (
            "On Ink",
            "We propose \\emph{Quill Point Pressing} (QPP), which presses ink. QPP is fast.",
            {"Quill Point Pressing", "QPP"},
        ),
        (
            "On Ink",
            "We propose Unified Reed and Ink Lettering (RIL), a novel scheme. RIL folds.",
            {"Unified Reed and Ink Lettering", "RIL"},
        ),
    ],
)
def test_the_short_and_the_long_name_of_what_a_paper_introduces_are_one_entity(
    nlp: Language, title: str, abstract: str, names: set[str]
) -> None:
    assert forms(nlp, abstract, title) == [names]


def test_an_apostrophe_and_a_brace_are_no_part_of_a_long_form(nlp: Language) -> None:
    abstract = "We study large quill models' (LQMs) ink. \\textit{Folded quill networks} (FQNs) are slow."
    found = {m.text for e in read(nlp, abstract).entities for m in e.mentions}
    assert {"large quill models", "LQMs", "Folded quill networks", "FQNs"} <= found


def test_signs_of_tex_are_no_part_of_an_id(nlp: Language) -> None:
    (one,) = read(nlp, "We introduce D$^2$Fold, a network that folds.").entities
    assert (one.id, one.name) == ("model/d2fold", "D$^2$Fold")


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("AlphaFold", "AI for Folding"),  # what is written out stands for itself
        ("QuillBench", "QuillBench-Edit Boards"),
        ("Q2D", "Quill-To-Dense Distillation"),  # two of four words
        ("LikePhys", "Likelihood Preference"),
        ("QF", "Ink Folding"),
        ("NV3D", "normal vector density-based sampling"),
        ("FQ", "Quill Folding"),
    ],
)
def test_names_that_are_not_spelled_out_by_each_other_stay_apart(short: str, long: str) -> None:
    assert not stands_for(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Q3D-Fold", "Quill 3D Folding"),
        ("L2DP", "Learnable Local Dot-Product"),
        ("D3P", "Deep Dual-branch Diffusion Policy"),
    ],
)
def test_a_digit_counts_letters_or_is_a_dimension(short: str, long: str) -> None:
    assert stands_for(short, long)


@given(st.lists(st.sampled_from(["Quill", "Ink", "Folding", "Deep", "Net"]), min_size=2, max_size=6))
def test_initials_stand_for_their_words(words: list[str]) -> None:
    assert stands_for("".join(w[0] for w in words), " ".join(words))


@given(st.text(max_size=8), st.text(max_size=12))
def test_any_two_names_can_be_compared(one: str, other: str) -> None:
    assert stands_for(one, other) in (True, False)
    assert is_slip(one, other) == is_slip(other, one)


def test_two_names_that_one_short_name_may_stand_for_stay_apart(nlp: Language) -> None:
    abstract = "We introduce QuFo, a net. We propose Quick Folding Ovens, a net. We propose Quill Forks, a net."
    assert len(forms(nlp, abstract)) == 3


def test_the_long_form_of_a_learned_name_is_that_name() -> None:
    title = "LATNet: Local Attentive Tuning Network for Ink"
    abstract = "In this paper, we propose a Local Attentive Tuning Network for ink, called LATNet, which folds."
    # the names that are learned in a first reading are looked for in a second one
    (facts,) = kgraph.extract([Paper("p", title, abstract)]).facts
    assert [e.id for e in facts.entities if e.role == "introduces"] == ["model/latnet"]


# slips of the pen


@pytest.mark.parametrize(
    ("titled", "written"),
    [
        ("SoftFold", "Soft-Fold"),
        ("QuillFodChat", "QuillFoodChat"),
        ("OmniQuill", "OminiQuill"),
        ("QFold$^3$", "QFold3"),
    ],
)
def test_a_name_that_title_and_abstract_spell_differently_is_one_entity(
    nlp: Language, titled: str, written: str
) -> None:
    abstract = f"We introduce {written}, a network that folds ink. {written} is fast."
    assert forms(nlp, abstract, f"{titled}: Folding Ink Anew") == [{titled, written}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("QuillNet-A", "QuillNet-B"),
        ("QuillNet-3B", "QuillNet-7B"),
        ("QuillNet", "QuillNet+"),
        ("QuillNet", "QuillNets"),
        ("QuillNet", "QuillBank"),
        ("QFA", "QGA"),
    ],
)
def test_names_that_differ_on_purpose_are_no_slips(one: str, other: str) -> None:
    assert not is_slip(one, other)
    assert not is_slip(other, one)


def test_a_name_that_title_and_abstract_have_is_not_that_of_another(nlp: Language) -> None:
    abstract = "We introduce PolyFold and PolygFold, two networks."
    assert forms(nlp, abstract, "PolyFold: Folding Ink Anew") == [{"PolyFold"}, {"PolygFold"}]


# two nets in one, and namesakes


def test_a_net_of_two_kinds_is_one_thing_and_two_machines_are_two(nlp: Language) -> None:
    found = entities(nlp, "We train a VQVAE-GRU and a Transformer on it. A CPU-GPU pair suffices.")
    assert "VQVAE-GRU" in found
    assert {"GRU", "CPU-GPU"}.isdisjoint(found)


@pytest.mark.parametrize(
    "abstract",
    [
        "Experiments on the BAIR and Kinetics-600 benchmarks show it.",
        "We test it across BAIR, QuillSet, and our newly introduced QuillQA benchmarks.",
        "It leads on the public BAIR dataset, too.",
    ],
)
def test_data_called_after_who_made_them_are_data(nlp: Language, abstract: str) -> None:
    assert entities(nlp, abstract)["BAIR"] == ("Benchmark", "evaluates_on")


def test_data_called_after_the_method_that_they_were_made_for_are_data(nlp: Language) -> None:
    assert entities(nlp, "We test it on the EndoNeRF and SCARED datasets.")["EndoNeRF"][0] == "Benchmark"


@pytest.mark.parametrize("abstract", ["We test it on the MRI dataset.", "BAIR made the best of all datasets."])
def test_kinds_of_data_and_their_makers_are_no_data_sets(nlp: Language, abstract: str) -> None:
    assert "Benchmark" not in {type_ for type_, _ in entities(nlp, abstract).values()}


# plain words


@pytest.mark.parametrize(
    "abstract",
    [
        "We develop and characterize soft quill actuators in this work.",
        "It introduces a negotiator during training to fold ink.",
        "We aim to introduce ink parameters aiming to fold it.",
    ],
)
def test_verbs_and_what_happens_meanwhile_name_no_contribution(nlp: Language, abstract: str) -> None:
    assert forms(nlp, abstract) == []
