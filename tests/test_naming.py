"""Names as a careful reader takes them: markup around them, lists, modules, compounds, what the field knows."""

from __future__ import annotations

import pytest
from reader import entities, read
from spacy.language import Language

import kgraph
from kgraph import Paper
from kgraph.components.repeated import repeated, short_form_marks
from kgraph.components.step import Step
from kgraph.reading import Reading


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
        ("We use three datasets such as QuillBank, PenSet, and InkCorps.", "InkCorps", "Benchmark"),
        ("We build two benchmarks: QuaOcc (real ones) and HuOcc (HO) (drawn ones).", "HuOcc", "Benchmark"),
        ("It sees a 5% gain in mean accuracy on ICBAN and more.", "ICBAN", "Benchmark"),
        ("We test. On KotakSet, KotakQ and QBX-2, it gains 3%.", "QBX-2", "Benchmark"),
        ("Methods such as MUSE help.", "MUSE", "Method"),
        ("We introduce Quillo, a family of diffusion models that draw.", "Quillo", "Model"),
        ("We add a Quill Folding Adapter (QFA) to our net, a network.", "QFA", "Method"),
        ("Experiments in Isaac Gym show it.", "Isaac Gym", "Benchmark"),
        ("The bridge talks to Isaac Gym over a socket.", "Isaac Gym", "Software"),
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


@pytest.mark.parametrize(
    ("title", "type_"),
    [
        ("Tilora: A Router for Quills", "Method"),
        ("VLUQuill: Benchmarking VLMs on Quills", "Benchmark"),
        ("QuillUp: Improving Language Models with Ink", "Method"),
        ("Quill-Score: Evaluating Drafts", "Method"),
        # which says more than how it is spelled
        ("QuillGPT: A Dataset of Drawings", "Benchmark"),
    ],
)
def test_a_title_says_what_its_first_half_names(nlp: Language, title: str, type_: str) -> None:
    (named,) = [e for e in read(nlp, "We study quills.", title).entities if e.role == "introduces"]
    assert (named.mentions[0].text, named.type) == (title.partition(":")[0], type_)


def test_a_plain_word_in_a_title_without_an_article_behind_it_is_no_name(nlp: Language) -> None:
    assert "Tilora" not in {m.text for e in read(nlp, "We study.", "Tilora: Quills").entities for m in e.mentions}


def test_the_long_form_of_a_name_may_stand_behind_a_comma_or_be_told(nlp: Language) -> None:
    facts = read(nlp, "We present QuillARC, the Quill Abstraction and Reasoning Challenge, for all.")
    assert [m.text for e in facts.entities for m in e.mentions] == [
        "QuillARC",
        "Quill Abstraction and Reasoning Challenge",
    ]
    facts = read(nlp, "We propose InSplore (short for Ink Segment Explore), a strategy.")
    assert [m.text for e in facts.entities for m in e.mentions] == ["InSplore", "Ink Segment Explore"]


def test_a_list_of_new_parts_is_new_as_a_whole(nlp: Language) -> None:
    found = entities(
        nlp, "We propose three tools--Quill Sharing Index (QSI), Quill Gap (QG), and Pen-Ink Transfer Ratio (PITR)."
    )
    assert {found[name][1] for name in ("QSI", "QG", "PITR")} == {"introduces"}
    found = entities(nlp, "Our net has three parts: (1) the Ink Chain (InC) dataset, and more.")
    assert found["InC"][1] == "introduces"
    found = entities(nlp, "It ends in the proposal of the General Quill Model (GQM), a network.")
    assert found["GQM"] == ("Model", "introduces")


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("We propose a net based on optimal transport (OT) here.", "optimal transport"),
        ("We propose a strategy for the current best chip, InkCore, which is large.", "InkCore"),
        ("We present a set of 1,029 computed tomography (CT) scans.", "computed tomography"),
        ("We propose a hierarchical vector-quantized (VQ) network.", "vector quantization"),
        ("Our method leverages Group Relative Quilling (GRQ), which folds pens.", "group relative quilling"),
    ],
)
def test_what_is_only_built_on_is_not_introduced(nlp: Language, abstract: str, name: str) -> None:
    assert entities(nlp, abstract)[name][1] != "introduces"


def test_measures_are_not_introduced_and_not_learned(nlp: Language) -> None:
    assert "RGB-D" not in entities(nlp, "We introduce RGB-D, a dataset.")
    assert "Average Precision" not in entities(nlp, "We introduce Average Precision, a score.")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("It leads across QTA-X, PSNR, and SSIM.", "QTA-X"),
        ("It leads in NTL-IoU there.", "NTL-IoU"),
        ("We fuse GNSS+PDR here.", "GNSS+PDR"),
        ("We tell non-T4 cases.", "non-T4"),
        ("It tries to route.", "tries"),
        ("The nets of McCulloch and Pitts fold.", "McCulloch"),
        ("We run it on an NVIDIA Tesla V100.", "Tesla"),
        ("Aesthetics and Quality of GSM8K matter.", "Quality"),
    ],
)
def test_measures_sums_and_words_are_no_names(nlp: Language, sentence: str, name: str) -> None:
    assert name not in entities(nlp, sentence)


def test_names_that_end_in_an_s_keep_it_and_terms_do_not(nlp: Language) -> None:
    facts = read(nlp, "We use D3Fields as a method, variational Bayes, and folding LLMs with ConvNets.")
    names = {e.name for e in facts.entities}
    assert "D3Fields" in names
    assert not {"D3Field", "LLMs"} & names


@pytest.mark.parametrize(
    ("text", "places"), [("We propose QuillNet. " * 30, 30), ("We propose outer ink clipping (OIC). " * 30, 60)]
)
def test_a_name_said_over_and_over_has_a_few_marks_a_place(nlp: Language, text: str, places: int) -> None:
    known = Reading.of(text)
    for step in ("kgraph_short_forms", "kgraph_introduced_names", "kgraph_lexicon", "kgraph_spelled_names"):
        component = nlp.get_pipe(step)
        assert isinstance(component, Step)
        component.read(known)
    assert len(repeated(known)) + len(short_form_marks(known)) <= 4 * places


def test_a_loss_named_after_a_measure_is_a_name(nlp: Language) -> None:
    assert entities(nlp, "We train it with QuillIoU here.") == {"QuillIoU": ("Method", "uses")}


def test_a_part_with_capitals_is_a_contribution(nlp: Language) -> None:
    found = entities(nlp, "We build a net. The Quill Refinement Pathway folds, and an Ink Fusion Module dries.")
    assert {name: role for name, (_, role) in found.items()} == {
        "Quill Refinement Pathway": "introduces",
        "Ink Fusion Module": "introduces",
    }
    assert entities(nlp, "We build a net. The quill refinement pathway folds.") == {}


def test_what_is_written_out_is_a_class_of_models(nlp: Language) -> None:
    assert entities(nlp, "We use a generative pretrained transformer (GPT) here.") == {
        "generative pre-trained transformer": ("Method", "uses")
    }
    assert entities(nlp, "We use GPT here.")["GPT"][0] == "Model"


def test_words_of_measures_and_of_names_in_parentheses_are_no_entities(nlp: Language) -> None:
    assert "classification" not in entities(nlp, "We tell its classification accuracy on tasks.")
    assert "prompting" not in entities(nlp, "We use chain-of-thought (CoT) prompting here.")
    assert "prompting" in entities(nlp, "We use prompting here.")


def test_a_variant_that_is_named_again_is_a_benchmark_of_its_own(nlp: Language) -> None:
    text = "We test it on Stateful AIME. It gains 5% on Stateful AIME, and on Hard MATH."
    assert {"Stateful AIME", "MATH"} <= set(entities(nlp, text))


@pytest.mark.parametrize(
    ("abstract", "name", "type_"),
    [
        ("We add two modules: 1) A parallel ink module that reads, and 2) more.", "parallel ink", "Method"),
        ("We introduce utility-based ink selection, which helps.", "utility-based ink selection", "Method"),
        ('We use a "Critic-Refine" pipeline here.', "Critic-Refine", "Method"),
        ("We close the ink-quill gap.", "ink-quill gap", "Task"),
    ],
)
def test_contributions_in_plain_words(nlp: Language, abstract: str, name: str, type_: str) -> None:
    assert entities(nlp, abstract).get(name) == (type_, "introduces")


def test_a_part_that_is_based_on_what_is_known_is_not_named_after_it(nlp: Language) -> None:
    for part in ("LoRA-based ink selection", "ink-based question answering"):
        assert part not in entities(nlp, f"We introduce {part}, which helps.")


def test_the_article_of_a_title_is_no_part_of_a_name(nlp: Language) -> None:
    facts = read(nlp, "We study the Quill Gap.", "The Quill Gap: A Router for Ink")
    assert [m.text for e in facts.entities for m in e.mentions] == ["Quill Gap", "Quill Gap"]


def test_a_loss_is_a_part_of_its_name(nlp: Language) -> None:
    assert "relative ink distillation loss" in entities(nlp, "We propose a relative ink distillation loss for nets.")


@pytest.mark.parametrize(
    "abstract",
    [
        "We propose a concrete solution for it.",
        "Our set has two tasks: (1) smoke routing, (2) quill routing, and more.",
        "We (i) establishes Quill entropy, and more.",
    ],
)
def test_descriptions_and_other_lists_are_no_contributions(nlp: Language, abstract: str) -> None:
    assert [e for e in read(nlp, abstract).entities if e.role == "introduces"] == []


def test_a_title_that_begins_with_the_new_name_holds_just_that(nlp: Language) -> None:
    facts = read(nlp, "We introduce Inked Quill Motivation (IQM), a router.", "Inked Quill Motivation Folding for Pens")
    assert [m.text for e in facts.entities if e.role == "introduces" for m in e.mentions] == [
        "Inked Quill Motivation",
        "Inked Quill Motivation",
        "IQM",
    ]


def test_a_model_keeps_its_patch_size(nlp: Language) -> None:
    facts = read(nlp, "We run ViT-L/14 and ViT-S/16 here.")
    assert {m.text for e in facts.entities for m in e.mentions} == {"ViT-L/14", "ViT-S/16"}


def test_the_word_behind_a_name_that_is_also_a_word_tells_what_it_is(nlp: Language) -> None:
    assert entities(nlp, "We measure it on the SPEED dataset.")["SPEED"][0] == "Benchmark"
    found = entities(nlp, "Our code is in the GitHub repository, and SPEED matters.")
    assert not {"GitHub", "SPEED"} & set(found)


def test_of_a_list_of_known_names_none_is_introduced(nlp: Language) -> None:
    found = entities(nlp, "We add a layer to two models (i.e., DINO, SAM, CLIP) here.")
    assert {name: role for name, (_, role) in found.items() if name in ("DINO", "SAM", "CLIP")} == {
        "DINO": "uses",
        "SAM": "uses",
        "CLIP": "uses",
    }


def test_a_name_ends_where_a_sentence_does_without_white_space(nlp: Language) -> None:
    assert "Quillset-1652.Our" not in entities(nlp, "We test it on Quillset-1652.Our data are free.")


@pytest.mark.parametrize(
    ("abstract", "long"),
    [
        ("We present QFN, Quill Folding with Networks, a framework.", "Quill Folding with Networks"),
        ("We present Quilla (Quill Understanding in Long Arenas), a set.", "Quill Understanding in Long Arenas"),
        ("We add the Dot-Driven Module (D2M) to our net.", "Dot-Driven Module"),
        ("We add Old Oiling Drying Downhill (O2D2) to our net.", "Old Oiling Drying Downhill"),
        ("We add Quick Quill-token Pen Quoting (QQPQ) to our net.", "Quick Quill-token Pen Quoting"),
    ],
)
def test_what_the_letters_of_a_name_stand_for_names_it_too(nlp: Language, abstract: str, long: str) -> None:
    names = [{m.text for m in e.mentions} for e in read(nlp, abstract).entities]
    assert any(long in forms and len(forms) == 2 for forms in names)


def test_a_digit_in_a_short_form_counts_initials_only(nlp: Language) -> None:
    mentions = {m.text for e in read(nlp, "It is turned by image-to-video (I2V) tools.").entities for m in e.mentions}
    assert "is turned by image-to-video" not in mentions


def test_of_a_list_of_names_none_is_the_long_form_of_another(nlp: Language) -> None:
    mentions = {m.text for e in read(nlp, "We try ABC, Apple Berry Cherry, and more.").entities for m in e.mentions}
    assert "Apple Berry Cherry" not in mentions


def test_parts_that_are_defined_where_sentences_begin_are_introduced(nlp: Language) -> None:
    found = entities(
        nlp, "Our approach has two parts. Quill Folding Planner (QFP) reasons over it; Ink Drop Tracer (IDT) is fast."
    )
    assert (found["QFP"][1], found["IDT"][1]) == ("introduces", "introduces")
    found = entities(nlp, "Quill Folding Planner (QFP) reasons over it. We study that.")
    assert found.get("QFP", ("", ""))[1] != "introduces"


def test_a_contribution_is_marked_in_whatever_capitals_it_stands(nlp: Language) -> None:
    facts = read(
        nlp,
        "We present Quill2Ink, a router. It has an Inked Quill Folding Module. The inked quill folding module reads.",
        "quill2ink: Routers for Pens",
    )
    mentions = [m.text for e in facts.entities if e.role == "introduces" for m in e.mentions]
    assert mentions == ["Inked Quill Folding Module", "inked quill folding module", "quill2ink", "Quill2Ink"]


def test_a_hyphen_in_front_of_a_list_is_a_dash(nlp: Language) -> None:
    found = entities(nlp, "We design two novel losses-ink consistency loss and quill feature loss-to align it.")
    assert {"ink consistency loss", "quill feature loss"} <= set(found)


def test_capitals_name_models_that_a_paper_is_made_of(nlp: Language) -> None:
    found = entities(nlp, "We add a Student Quill Network and a Graph Neural Network.")
    assert found["Student Quill Network"] == ("Model", "introduces")
    assert found["graph neural network"] == ("Method", "uses")


def test_a_short_and_a_long_form_are_one_thing_of_one_type(nlp: Language) -> None:
    found = entities(nlp, "We find an effect in LLM quilling termed Beginning Lock Effect (BLE). BLE helps.")
    assert found["BLE"][0] == "Method"


def test_where_methods_of_a_task_are_beaten_the_task_is_not(nlp: Language) -> None:
    found = entities(nlp, "We test it. Our net beats existing visual question answering methods.")
    assert found["visual question answering"][1] == "evaluates_on"


@pytest.mark.parametrize(
    ("abstract", "name", "type_"),
    [
        ("We present the Ink Drop Insight (IDI) dataset of pens.", "IDI", "Benchmark"),
        ("We add a novel Quill Transition Attention (QTA) mechanism to it.", "QTA", "Method"),
        ("We define a new Quill Form Assessment (QFA) task here.", "QFA", "Task"),
        ("We label it anew, yielding InkLens-10K, a large set of pens for routers.", "InkLens-10K", "Benchmark"),
        ("We propose a novel ink estimation framework Diff-Quill based on it.", "Diff-Quill", "Method"),
        ("We study it. The Quill Folding (QF) and Ink Drawing (ID) modules read.", "QF", "Method"),
    ],
)
def test_the_word_behind_a_short_form_is_that_of_the_long_one(
    nlp: Language, abstract: str, name: str, type_: str
) -> None:
    assert entities(nlp, abstract)[name] == (type_, "introduces")


def test_illnesses_people_and_units_are_no_entities(nlp: Language) -> None:
    text = "We study Alzheimer's disease (AD) for First Responders (FRs) with CAD and a force of 3 mN in TASK1."
    assert entities(nlp, text) == {}


@pytest.mark.parametrize(
    ("abstract", "name", "type_"),
    [
        # one place says nothing of the type, another does
        (
            "We fold QuillSix18 with pens. We improve the accuracy on QuillSix18 from 8% to 9%.",
            "QuillSix18",
            "Benchmark",
        ),
        ("We study ink-to-quill folding (I2Quill), a fundamental task of pens.", "I2Quill", "Task"),
        ("We present 'QuillNet' - a novel approach that folds pens.", "QuillNet", "Method"),
        # what something is based on is not what it is
        ("We present InkQuill, a diffusion model based folding method.", "InkQuill", "Method"),
        ("We present InkQuill, a folding model based on a method of pens.", "InkQuill", "Model"),
    ],
)
def test_the_place_that_tells_the_type_counts(nlp: Language, abstract: str, name: str, type_: str) -> None:
    assert entities(nlp, abstract)[name][0] == type_


def test_a_known_part_that_a_paper_is_built_on_is_not_introduced(nlp: Language) -> None:
    found = entities(nlp, "Our net is inspired by Receptance Weighted Key Value (RWKV) mechanisms.")
    assert {role for _, role in found.values()} == {"uses"}


@pytest.mark.parametrize(
    ("subtitle", "role"), [("A Survey", None), ("A Systematic Review", None), ("A Pen", "introduces")]
)
def test_an_overview_does_not_introduce_its_topic(nlp: Language, subtitle: str, role: str | None) -> None:
    found = entities(
        nlp, "Ink QPen Folding is old. We look at what Ink QPen Folding is.", f"Ink QPen Folding: {subtitle}"
    )
    assert found.get("Ink QPen Folding", ("", None))[1] == role


@pytest.mark.parametrize(
    ("front", "found"), [("pens (e.g., ", False), ("pens such as ", False), ("the idea of a (", True)]
)
def test_words_quoted_as_an_example_are_not_the_papers(nlp: Language, front: str, found: bool) -> None:
    assert ("golden ink pot" in entities(nlp, f'We define it as {front}"golden ink pot") and fold.')) == found


def test_an_example_is_not_the_short_form_of_what_it_is_an_example_of(nlp: Language) -> None:
    known = read(nlp, "It sees video inks extracted from many old pens (e.g., VideoMAE) and folds.")
    assert "VideoMAE" in {m.text for e in known.entities for m in e.mentions}
    assert not any("extracted" in m.text for e in known.entities for m in e.mentions)


@pytest.mark.parametrize(
    ("abstract", "role"),
    [
        ("So we introduce a structural causal model (SCM) to fold pens.", "uses"),
        ("So we introduce a structural causal model (SCM), a new way to fold pens.", "introduces"),
        ("So we fold it into what we call a structural causal model.", "introduces"),
    ],
)
def test_a_known_term_is_brought_in_unless_it_is_said_what_it_is(nlp: Language, abstract: str, role: str) -> None:
    assert entities(nlp, abstract)["structural causal model"][1] == role
    of_it = entities(nlp, abstract, "A Structural Causal Model of Pens")["structural causal model"][1]
    assert of_it == "introduces"


def test_a_class_of_models_is_not_introduced(nlp: Language) -> None:
    assert entities(nlp, "So we introduce diffusion models that fold.")["diffusion model"][1] == "uses"
    assert "MPM" not in entities(nlp, "We construct a twin within MPM, which folds.")


def test_a_long_form_in_capitals_tells_the_type_of_a_known_kind(nlp: Language) -> None:
    found = entities(nlp, "Quill-Driven Ink Recommendation (QDIR) matters. We study that.")
    assert found["quill-driven ink recommendation"][0] == "Task"


def test_where_a_paper_speaks_of_what_it_introduces_it_speaks_of_itself(nlp: Language) -> None:
    found = entities(
        nlp,
        "QuillNet is a training framework. It supports distillation through LoRA and more.",
        "QuillNet: A Framework for Ink",
    )
    assert found["low-rank adaptation"][1] == "uses"


def test_a_method_that_is_named_behind_that_is_is_beaten(nlp: Language) -> None:
    facts = read(nlp, "We present QuillNet. It folds 47 times faster than the best earlier method, i.e., PenTwin.")
    assert {e.name: e.role for e in facts.entities}["PenTwin"] == "compares_with"
    assert [r.baseline for r in facts.results] == ["PenTwin"]


def test_plain_words_that_are_said_to_be_data_are(nlp: Language) -> None:
    found = entities(
        nlp,
        "We test it on the Quill, Inkwell, and Penholder datasets. On two data sets, Broken Pens and Dry Ink (DI), it "
        "gains. It also runs on the popular Blotter dataset, on the Chinese dataset, and on the RGB dataset.",
    )
    names = {name for name, (type_, _) in found.items() if type_ == "Benchmark"}
    assert names == {"Quill", "Inkwell", "Penholder", "Broken Pens", "Dry Ink", "Blotter"}


def test_with_capitals_even_vague_words_are_names(nlp: Language) -> None:
    found = entities(
        nlp, "We add a Unified Quill Attention and a Diverse Ink Generator that fold. It has an Unified Ink."
    )
    assert {n for n, (_, role) in found.items() if role == "introduces"} == {
        "Unified Quill Attention",
        "Diverse Ink Generator",
    }
    assert "Efficient Model Design" not in entities(nlp, "We see three pillars: (1) Efficient Model Design, and more.")


def test_what_begins_with_the_name_of_data_is_no_contribution(nlp: Language) -> None:
    assert "GSM8K Road Extraction" not in entities(nlp, "We run it on the GSM8K Road Extraction here.")


@pytest.mark.parametrize(
    ("abstract", "name", "type_"),
    [
        (r"We introduce \textit{FoldEdit}, a large-scale benchmark for quills.", "FoldEdit", "Benchmark"),
        ("We present FlashQuill and UnifiedInk, two designs that fold.", "UnifiedInk", "Method"),
        ("We test our in-house InkBleed dataset of pens.", "InkBleed", "Benchmark"),
        ("We present an efficient framework for folding - HiQuill. It reads.", "HiQuill", "Method"),
        ("We make it deeper by introducing xQuill, a new benchmark that folds.", "xQuill", "Benchmark"),
        ("We tell of it. A DynamicQSM block reads the quills.", "DynamicQSM", "Method"),
        ("We present QuillQA and InkNet, which fold.", "InkNet", "Model"),
        ("We introduce QuillBench and InkFold, which fold.", "InkFold", "Benchmark"),
        ("We use 46 open datasets, collectively termed OpenQuill-46, of many pens.", "OpenQuill-46", "Benchmark"),
        (
            "We introduce InkPipe, the curation pipeline, and its underlying framework InkDesk, too.",
            "InkDesk",
            "Method",
        ),
        ("It folds by a carefully designed Ink Flow GRPO (IF-GRPO), the first folder of pens.", "IF-GRPO", "Method"),
        (
            "We collect pens: (1) a Dry Ink Dataset providing ink and (2) a Wet Ink Pyramid.",
            "Dry Ink Dataset",
            "Benchmark",
        ),
        (
            "We propose a net. Such a folder, which we refer to as the ink quill cloning (IQC) policy, folds.",
            "IQC",
            "Method",
        ),
        ("We meet a risk, which we term Tools Oiling Pens Risk (TOP-R), where pens break.", "TOP-R", "Method"),
        ("We introduce the Ink Quill Model with Masked Folding (IQ-MF), the first framework of it.", "IQ-MF", "Model"),
        (
            "We fold pens: (1) Ink Context Adapter learns ink; and (2) Quill Adapter folds.",
            "Ink Context Adapter",
            "Method",
        ),
        ("We present Ink Robotic Model 1 (IR-1), a framework.", "IR-1", "Model"),
        ("We add a learnable multi-ink quill verification module.", "multi-ink quill verification", "Method"),
        ("We fold it with ink-keeping group relative policy optimization (IK-GRPO).", "IK-GRPO", "Method"),
        ("It is due to our two-stage training pipeline and Quill-GRPO algorithm.", "Quill-GRPO", "Method"),
        ("We build much: (1) a pen; (2) Ink-Critic Bench, a holistic test.", "Ink-Critic Bench", "Benchmark"),
        ("We introduce the Test-Time Scaling Quill Model (TTSQM). We use it.", "TTSQM", "Model"),
        ("We propose an Ink Quill Model Predictive Control (IQMPC) framework.", "IQMPC", "Method"),
        ("We integrate it with an ink-preserving regularization term.", "ink-preserving regularization", "Method"),
        ("We train InkFormer-X, a dedicated model of pens.", "InkFormer-X", "Model"),
        ("We curate the pens into MME-Quill, a compact benchmark.", "MME-Quill", "Benchmark"),
        ("We solve both with QR-INK, a novel method.", "QR-INK", "Method"),
        ("We propose the folding task and Ink-Bench, a wide benchmark.", "Ink-Bench", "Benchmark"),
        ("We fold old pens, yielding QuillInk-9K, a dataset of pens.", "QuillInk-9K", "Benchmark"),
        (
            "We present QuRF, a router. Notably, QuRF introduces Quill Field Camera Folding (QFCF), which writes.",
            "QFCF",
            "Method",
        ),
        # parts, and what is proposed behind its short form
        ("We fold pens with Quill Map Folding (QMF), which keeps ink.", "QMF", "Method"),
        ("A feather-domain clustering (FDC) scheme is proposed.", "FDC", "Method"),
        # the white space between two sentences was lost
        ("We propose a novel router, named T-Quill.T-Quill folds pens. T-Quill is fast.", "T-Quill", "Method"),
    ],
)
def test_names_that_a_paper_gives_to_its_own(nlp: Language, abstract: str, name: str, type_: str) -> None:
    assert entities(nlp, abstract)[name] == (type_, "introduces")


def test_a_name_glued_to_its_words_is_one_entity(nlp: Language) -> None:
    found = entities(nlp, "We introduce SCQuill(SharedContextQuill), a benchmark for pens.")
    assert found == {"SCQuill": ("Benchmark", "introduces")}


@pytest.mark.parametrize(
    "abstract",
    [
        "We test it with prompt-based question generation (QG). We curate a new QG dataset.",
        "We fine-tune known models, namely PEGASUS, T5, and BART.",
    ],
)
def test_what_is_known_is_not_given_a_name(nlp: Language, abstract: str) -> None:
    assert "introduces" not in {role for _, role in entities(nlp, abstract).values()}


def test_what_data_are_made_with_is_not_introduced(nlp: Language) -> None:
    abstract = "We construct faithful data utilizing 3D Gaussian Splatting (3D-GS) for folds."
    assert entities(nlp, abstract)["3D Gaussian Splatting"] == ("Method", "uses")


def test_what_does_as_well_as_another_is_compared_with_it(nlp: Language) -> None:
    found = entities(nlp, "We propose QuillNet. QuillNet approaches the performance of the strong model GPT-4o.")
    assert found["GPT-4o"] == ("Model", "compares_with")


def test_a_number_in_parentheses_behind_letters_opens_no_item(nlp: Language) -> None:
    assert "Lie group space" not in entities(
        nlp, "We propose QuillNet. It folds in an SE(3) Lie group space, and reads."
    )
    found = entities(nlp, "We propose two designs: 1) they fold, and 2) a pen-decoupled encoding strategy.")
    assert found["pen-decoupled encoding"] == ("Method", "introduces")


def test_questions_and_fields_of_a_survey_are_no_contributions(nlp: Language) -> None:
    found = entities(nlp, "We ask: (1) Which Quill folds? We see (2) Efficient Folding, which saves ink.")
    assert not found


def test_a_protein_is_no_method(nlp: Language) -> None:
    assert not entities(nlp, "We edit PLK1 inhibitors and look at the EGFR gene.")


def test_a_short_form_of_the_papers_own_words_is_no_known_thing(nlp: Language) -> None:
    found = entities(
        nlp,
        "We propose the Point Prompt Folding (PPF) module. We introduce SOAP (Saved Oiled Attic Pens), which folds.",
    )
    assert found["SOAP"] == ("Method", "introduces")
    assert "photoplethysmography" not in entities(nlp, "We propose the Point Prompt Generation (PPG) module.")


def test_a_short_form_explained_by_other_words_is_not_what_the_lexicon_knows(nlp: Language) -> None:
    found = entities(nlp, "The curvature of the Fisher Information Matrix (FIM) is high, and we use the FIM.")
    assert "fill-in-the-middle" not in found


def test_thousands_of_samples_make_data_of_a_models_name(nlp: Language) -> None:
    found = entities(nlp, "We tune on the LLaVA-532k dataset, and Llama-3-128k reads.")
    assert found["LLaVA-532k"][0] == "Benchmark"
    assert not any(name.startswith("LLaVA") for name, (type_, _) in found.items() if type_ == "Model")


def test_a_measure_with_a_short_form_is_no_part_of_a_paper(nlp: Language) -> None:
    found = entities(nlp, "We propose QuillNet. QuillNet achieves a Driving Score (DS) of 78.04.")
    assert set(found) == {"QuillNet"}


def test_an_article_is_no_part_of_a_long_form(nlp: Language) -> None:
    facts = read(nlp, "We introduce the Test-Time Scaling Quill Model (TTSQM). It folds.")
    assert {m.text for e in facts.entities for m in e.mentions} == {"Test-Time Scaling Quill Model", "TTSQM"}


def test_a_longer_new_name_has_the_short_form_of_its_end(nlp: Language) -> None:
    found = entities(nlp, "At its core is the Sparse Quill Memory Graph (QMG), a map. QMG folds.")
    assert set(found) == {"QMG"}
    # but what ends with a known name is one of it
    found = entities(nlp, "We add a Greenwaves MicroController Unit (MCU), and the MCU folds.")
    assert found["microcontroller"][0] == "Hardware"


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("Offline reinforcement learning (RL) learns from logs.", "Offline reinforcement learning", "RL"),
        ("We study 3D visual grounding (3DVG) of quills.", "3D visual grounding", "3DVG"),
        ("We propose the Relational Segmenter (RelateSeg) for quills.", "Relational Segmenter", "RelateSeg"),
        ("Quills need image-to-video generation (I2V).", "image-to-video generation", "I2V"),
    ],
)
def test_the_whole_name_in_front_has_the_short_form(nlp: Language, text: str, long: str, short: str) -> None:
    found = [{m.text for m in e.mentions} for e in read(nlp, text).entities]
    assert {long, short} in found


def test_a_name_of_the_title_and_its_long_form_in_the_text_are_one_entity() -> None:
    title = "QTCFL: Quill-Triggered Contrastive Folding Learning for Pens"
    text = "This paper presents a Quill-Triggered Contrastive Folding Learning (QTCFL) scheme. QTCFL folds 5% faster."
    (facts,) = kgraph.extract([Paper("p", title, text)]).facts
    assert [e.id for e in facts.entities if e.role == "introduces"] == ["method/qtcfl"]


@pytest.mark.parametrize(("name", "short"), [("Image Fusion", "QuillFuse"), ("Optical Flow", "RAFT")])
def test_a_model_named_behind_what_it_does_is_not_its_short_form(nlp: Language, name: str, short: str) -> None:
    facts = read(nlp, f"We propose quills with {name} ({short}) inside.")
    assert {name, short} not in [{m.text for m in e.mentions} for e in facts.entities]


def test_what_is_known_with_its_dimension_has_one_short_form(nlp: Language) -> None:
    assert set(entities(nlp, "We use 2D Gaussian Splatting (GS), and GS folds.")) == {"2D Gaussian Splatting"}


def test_a_verb_is_no_part_of_a_term(nlp: Language) -> None:
    found = entities(nlp, "We fold while preserving dense attention, and use order-preserving token merging.")
    assert not any(name.startswith("preserving") for name in found)


def test_heads_that_describe_as_often_build_no_terms(nlp: Language) -> None:
    assert set(entities(nlp, "We use spatial aggregation in a visual embedding.")) == {"spatial aggregation"}


def test_attention_that_a_topic_gets_is_no_method(nlp: Language) -> None:
    assert not entities(nlp, "Quills in maps have garnered significant attention.")
    assert set(entities(nlp, "We cut the quadratic cost of attention.")) == {"attention mechanism"}


def test_words_of_titles_with_hyphens_describe(nlp: Language) -> None:
    facts = read(nlp, "We study that.", "Enabling GPU-Internal Scheduling")
    assert [m.text for e in facts.entities for m in e.mentions if m.text.startswith("GPU")] == ["GPU"]


def test_a_baseline_may_be_said_to_be_one_behind_a_comma(nlp: Language) -> None:
    found = entities(nlp, "We test it. The Pure Pursuit algorithm, used as a baseline, is slow.")
    assert found["pure pursuit"][1] == "compares_with"


def test_a_measure_with_a_short_form_is_no_method(nlp: Language) -> None:
    found = entities(
        nlp,
        "Our net has Normalized Mean Absolute Errors (NMAE) of 6%. We cut the Job Leakage Rate (JLR).",
    )
    assert not {"NMAE", "JLR", "Normalized Mean Absolute Errors", "job leakage rate"} & set(found)


def test_a_version_behind_a_word_with_a_capital_makes_a_name_of_it(nlp: Language) -> None:
    assert entities(nlp, "We find that Quill v1.0 reads.")["Quill v1.0"][0] == "Model"


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        (r"We present XQuill. XQuill introduces the \emph{Fold Codes (FC)}, a thing.", "FC"),
        ("With QuillMDA we propose to fold.", "QuillMDA"),
        ("We pair it, forming what we term Representation Autoencoders (RAEs).", "representation autoencoder"),
    ],
)
def test_what_a_paper_says_that_it_introduces(nlp: Language, abstract: str, name: str) -> None:
    assert entities(nlp, abstract)[name][1] == "introduces"


def test_a_name_with_an_index_in_braces_is_known(nlp: Language) -> None:
    found = entities(nlp, r"We fold robot policies. They beat baselines such as $π_{0.5}$, $π_0$, RDT, and OpenVLA.")
    assert {n for n, (_, role) in found.items() if role == "compares_with"} >= {"pi0.5", "pi0", "OpenVLA"}


def test_sensors_and_what_parts_do_are_used(nlp: Language) -> None:
    found = entities(nlp, "We test our robot with a LiDAR on a Franka Emika Panda. We add an image parsing module.")
    assert (found["LiDAR"][1], found["Franka Emika Panda"][1]) == ("uses", "evaluates_on")
    assert found["image parsing"][1] == "uses"


@pytest.mark.parametrize(
    ("abstract", "name", "type_"),
    [
        ("Our net works in two modes: Quill-Folding (QF) and Ink Drawing (ID), and more.", "QF", "Method"),
        ("We add to it. The InkTrack tracking algorithm is then introduced to fold.", "InkTrack", "Method"),
        ("Leveraging it, we cultivate QuillBrain, an LLM that folds.", "QuillBrain", "Model"),
        ("We fold. Central to QuillNet are Quill Reference Notes, which fold.", "Quill Reference Notes", "Method"),
        ("A novel Pen-Ink Anomaly Folding (PIAF) dataset is introduced.", "PIAF", "Benchmark"),
        ("It designs a novel folding method, INK, to jointly fold it.", "INK", "Method"),
        ("We propose Hybrid-quill, a novel way to fold.", "Hybrid-quill", "Method"),
        ("We build Q* Bench, a new benchmark of quills.", "Q* Bench", "Benchmark"),
        ("We propose GenQuill-a physics-aware network.", "GenQuill", "Model"),
        ("This paper presents a robotic hand, Quills-A Hand, which folds.", "Quills-A Hand", "Hardware"),
    ],
)
def test_parts_and_names_that_are_introduced_in_passing(nlp: Language, abstract: str, name: str, type_: str) -> None:
    assert entities(nlp, abstract)[name] == (type_, "introduces")


def test_a_short_form_of_the_field_is_no_name_of_the_papers_own(nlp: Language) -> None:
    found = entities(
        nlp, "Quill-session folding of maps (QFM) is hard. We propose a novel QFM framework, called InkMap."
    )
    assert found.get("QFM", ("", ""))[1] != "introduces"
    assert found["InkMap"][1] == "introduces"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We fold quills. This needs neither data augmentation nor beam search.", "data augmentation"),
        ("We fold quills. This needs neither data augmentation nor beam search.", "beam search"),
        ("We fold quills in a net that dispenses with convolution entirely.", "convolution"),
        ("We fold quills, rather than using beam search, with a pen.", "beam search"),
    ],
)
def test_what_a_paper_rules_out_is_mentioned(nlp: Language, text: str, name: str) -> None:
    assert entities(nlp, text)[name][1] == "mentions"


def test_a_paper_of_a_year_introduces_what_it_presents(nlp: Language) -> None:
    assert entities(nlp, "This paper of 1995 presents QuillNet, a net.")["QuillNet"][1] == "introduces"


def test_what_a_paper_does_without_is_mentioned(nlp: Language) -> None:
    found = entities(
        nlp, "We test our planner, which requires no visual SLAM. It folds without any fine-tuning, and with LoRA."
    )
    assert (found["visual SLAM"][1], found["fine-tuning"][1]) == ("mentions", "mentions")
    assert found["low-rank adaptation"][1] == "uses"


def test_data_that_others_are_made_from_are_used(nlp: Language) -> None:
    found = entities(
        nlp, "We curate quills from five public datasets, i.e., GSM8K, MATH, and AIME. We test it on MMLU."
    )
    assert {n: found[n][1] for n in ("GSM8K", "MATH", "AIME", "MMLU")} == {
        "GSM8K": "uses",
        "MATH": "uses",
        "AIME": "uses",
        "MMLU": "evaluates_on",
    }


def test_what_others_are_based_on_is_mentioned(nlp: Language) -> None:
    found = entities(
        nlp,
        "Existing methods based on diffusion models fold badly. We present QuillNet, a robot that folds. "
        "QuillNet employs imitation learning, which often fails.",
    )
    assert found["diffusion model"][1] == "mentions"
    assert found["imitation learning"][1] == "uses"


def test_what_something_is_shown_to_be_good_for_is_tested(nlp: Language) -> None:
    found = entities(
        nlp,
        "Recent models achieve strong novel view synthesis. We present QuillNet, which folds maps. "
        "Experiments show the effectiveness of QuillNet for game theory. QuillNet demonstrates strong grokking.",
    )
    assert found["novel view synthesis"][1] == "mentions"
    assert (found["game theory"][1], found["grokking"][1]) == ("evaluates_on", "evaluates_on")


def test_what_a_title_names_in_the_singular_is_no_background(nlp: Language) -> None:
    abstract = "Many have tried to fold with the help of world models. We fold quills."
    assert entities(nlp, abstract, "On Quill World Model Folding")["world model"][1] == "uses"
    assert entities(nlp, abstract, "On Folding")["world model"][1] == "mentions"


def test_a_class_of_machines_is_not_introduced(nlp: Language) -> None:
    assert entities(nlp, "Flight is hard. We present a fully onboard UAV system for it.")["UAV"][1] != "introduces"


def test_what_a_title_is_named_for_is_no_thing_of_the_same_word(nlp: Language) -> None:
    abstract = "We propose RADAR, a novel sampling method. RADAR samples trees."
    assert entities(nlp, abstract, "RADAR: Sampling Trees")["RADAR"] == ("Method", "introduces")


@pytest.mark.parametrize(
    ("abstract", "role"),
    [
        ("Traditional beam search is slow. We introduce QuillNet, a model that folds ink.", "compares_with"),
        ("However, conventional beam search lacks ink. We introduce QuillNet, a model that folds.", "compares_with"),
        ("However, much beam search lacks ink. We introduce QuillNet, a model that folds.", "mentions"),
        ("We introduce QuillNet, a model that folds ink. We run it with traditional beam search.", "uses"),
    ],
)
def test_what_the_field_did_traditionally_is_compared_with(nlp: Language, abstract: str, role: str) -> None:
    assert entities(nlp, abstract)["beam search"] == ("Method", role)


@pytest.mark.parametrize(
    ("title", "abstract", "role"),
    [
        ("A Survey of Ink", "We compare benchmarks of object detection by their accuracy.", "uses"),
        ("On Ink", "This survey tells of object detection and of its benchmarks.", "uses"),
        ("On Ink", "We report the accuracy of object detection on a user survey.", "evaluates_on"),
    ],
)
def test_a_review_of_others_work_tests_no_tasks(nlp: Language, title: str, abstract: str, role: str) -> None:
    assert entities(nlp, abstract, title)["object detection"] == ("Task", role)


@pytest.mark.parametrize(
    ("abstract", "role"),
    [
        ("We fold ink. It comprises a net and QuillFuser, which weighs them.", "introduces"),
        ("We fold ink. It comprises a QuillFuser that weighs them.", "introduces"),
        ("We fold ink. The net is fast with QuillFuser and others.", "uses"),
    ],
)
def test_an_unknown_name_that_is_explained_is_the_papers_own(nlp: Language, abstract: str, role: str) -> None:
    assert entities(nlp, abstract)["QuillFuser"] == ("Method", role)


def test_a_title_without_a_blank_behind_its_colon_names_what_is_new(nlp: Language) -> None:
    found = entities(nlp, "We fold Quill-VLM with pens.", title="Quill-VLM:Bridging Gaze and Pens")
    assert found["Quill-VLM"][1] == "introduces"
    # a ratio has none either
    assert "Split 3" not in entities(nlp, "We fold it.", title="Split 3:1 of Pens")
