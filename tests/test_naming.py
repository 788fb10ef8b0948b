"""Names as a careful reader takes them: markup around them, lists, modules, compounds, what the field knows."""

from __future__ import annotations

import pytest
from reader import entities, read
from spacy.language import Language


@pytest.mark.parametrize(
    "abstract",
    [
        r"We introduce \textbf{QuillNet}, a network that routes.",
        r"We introduce \emph{QuillNet}, a network that routes.",
        r"We introduce $\texttt{QuillNet}$, a network that routes.",
        "We introduce ``QuillNet'', a network that routes.",
    ],
)
def test_names_in_latex_and_quotation_marks_are_introduced(nlp: Language, abstract: str) -> None:
    assert entities(nlp, abstract).get("QuillNet") == ("Model", "introduces")


def test_signs_of_latex_and_stars_are_parts_of_names(nlp: Language) -> None:
    found = entities(nlp, r"We introduce $\Delta$-Quill, a planner. It beats Quill-A* and the QuillNet*.")
    assert {r"$\Delta$-Quill", "Quill-A*"} <= set(found)
    assert "QuillNet*" not in found


def test_a_title_names_with_small_words_what_the_abstract_introduces(nlp: Language) -> None:
    facts = read(nlp, "We introduce Fold and Press, a dataset of quills.", "Fold and Press: Quills by the Dozen")
    assert [m.text for e in facts.entities for m in e.mentions] == ["Fold and Press", "Fold and Press"]


@pytest.mark.parametrize(
    ("abstract", "name", "type_"),
    [
        ("We test it on GSM8K, QuillQuiz-3, and MATH.", "QuillQuiz-3", "Benchmark"),
        ("We run Llama-3 and QuilloBot on it.", "QuilloBot", "Model"),
        ("We test it on GSM8K. QuillRoute helps.", "QuillRoute", "Method"),
    ],
)
def test_an_unknown_name_has_the_type_of_the_list_it_stands_in(
    nlp: Language, abstract: str, name: str, type_: str
) -> None:
    assert entities(nlp, abstract)[name][0] == type_


def test_two_capitals_that_nothing_explains_are_no_name(nlp: Language) -> None:
    assert "QX" not in entities(nlp, "It runs on QX here.")


def test_what_the_field_knows_is_not_introduced_by_its_short_form(nlp: Language) -> None:
    found = entities(nlp, "We propose a model predictive control (MPC) approach.")
    assert {role for _, role in found.values()} == {"uses"}


def test_a_module_that_a_paper_abbreviates_is_introduced(nlp: Language) -> None:
    found = entities(nlp, "We present QuillNet. It combines a Quill Folding Module (QFM) with another one.")
    assert found["QFM"] == ("Method", "introduces")


def test_no_name_of_several_words_begins_inside_a_compound(nlp: Language) -> None:
    assert "agent communication" not in entities(nlp, "We study inter-agent communication here.")


def test_of_two_crossing_terms_the_first_is_whole(nlp: Language) -> None:
    found = entities(nlp, "We study deep neural network optimization here.")
    assert "deep neural network" in found
    assert "network optimization" not in found


def test_what_bears_the_name_of_what_is_introduced_is_introduced(nlp: Language) -> None:
    found = entities(nlp, "We present QuillNet, a network. QuillNet-Lite is smaller.")
    assert found["QuillNet-Lite"][1] == "introduces"


def test_a_known_name_without_its_evidence_keeps_its_type(nlp: Language) -> None:
    assert entities(nlp, "We show BART here.")["BART"][0] == "Model"


def test_a_percentage_is_no_version(nlp: Language) -> None:
    assert "Gemini 2.5 Pro" in entities(nlp, "Scores are gemini-2.5-pro 20.25% and less.")


def test_what_a_new_name_is_said_to_be_is_not_introduced_with_it(nlp: Language) -> None:
    assert entities(nlp, "We propose QuillNet, a transformer-based router.")["Transformer"][1] == "uses"


def test_a_macro_of_latex_is_no_name(nlp: Language) -> None:
    assert entities(nlp, r"It stores numbers in \INT{8} there.") == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "We study EXplainable and HYbrid quills.",
        "We store Li_xFePO_4 in it.",
        "We run it in an 8-GPU box, at mAP@0.7 and gFID-50K.",
        "Our setting has Time Windows of a high tide variation (HTV) dataset.",
    ],
)
def test_formulas_measures_and_hidden_short_forms_are_no_names(nlp: Language, sentence: str) -> None:
    assert [m.text for e in read(nlp, sentence).entities for m in e.mentions if m.rule == "spelled-name"] == []


def test_parts_that_are_all_known_are_no_name_together(nlp: Language) -> None:
    assert "CPU-GPU" not in entities(nlp, "We share work in CPU-GPU systems.")


def test_a_dash_parts_a_long_form_from_what_stands_in_front(nlp: Language) -> None:
    facts = read(nlp, "We present two tools--Quill Sharing Index (QSI) and one more.")
    assert [m.text for e in facts.entities for m in e.mentions] == ["Quill Sharing Index", "QSI"]


def test_the_first_of_a_list_behind_a_colon_is_not_introduced(nlp: Language) -> None:
    found = entities(nlp, "We introduce QuillMark, a collection of three tasks: CoLA, SST-2 and MRPC.")
    assert {name: found[name][1] for name in ("QuillMark", "CoLA")} == {
        "QuillMark": "introduces",
        "CoLA": "evaluates_on",
    }
