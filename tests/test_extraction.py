"""What the pipeline finds in sentences: tokens, short forms, introduced names, types, roles, results, and its limits."""

from __future__ import annotations

import itertools
import json
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import pytest
import spacy
from reader import entities, read
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import kgraph
from kgraph.components.entities import longest_then_strongest
from kgraph.components.short_forms import find_short_forms, long_form
from kgraph.components.spelling import distinctive
from kgraph.errors import LexiconError
from kgraph.learning import LearnedName
from kgraph.reading import Mark, Reading, reading
from kgraph.records import Facts, Paper
from kgraph.text import LONGEST_SENTENCE, sentence_spans

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    "name",
    ["Llama-3.1-405B", "GPT-4o", "C++", "Qwen2.5-7B-Instruct", "Pass@1", "A100-80GB", "CUDA.jl", "ResNet-50"],
)
def test_the_tokenizer_keeps_names_whole(nlp: Language, name: str) -> None:
    assert name in [t.text for t in nlp.make_doc(f"We test {name}, and ({name}).")]
    assert next(t.text for t in nlp.make_doc(f"{name} works.")) == name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a GPT-4-based judge", ["GPT-4", "based"]),
        ("both GPT-4/LLaMA-2 here", ["GPT-4", "LLaMA-2"]),
        ("it is pre-trained", ["pre", "trained"]),
    ],
)
def test_the_tokenizer_splits_compounds(nlp: Language, text: str, parts: list[str]) -> None:
    tokens = [t.text for t in nlp.make_doc(text)]
    assert [p for p in parts if p not in tokens] == []


def test_sentences_survive_abbreviations(nlp: Language) -> None:
    doc = nlp("We test models, e.g. Llama, cf. Fig. 2. Smith et al. do so too. It works vs. others.")
    assert len(list(doc.sents)) == 3


@pytest.mark.parametrize(
    ("short", "before", "expected"),
    [
        ("MoE", "we use a mixture of experts", "mixture of experts"),
        ("LLMs", "large language models", "large language models"),
        ("DUET", "this view as DUal-controlled tokEn allocaTion", "DUal-controlled tokEn allocaTion"),
        ("KD", "the method of knowledge distillation", "knowledge distillation"),
    ],
)
def test_short_forms_find_their_long_forms(short: str, before: str, expected: str) -> None:
    span = long_form(short, before)
    assert span is not None
    assert before[slice(*span)] == expected


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("We use the Relational Segmenter (RelateSeg).", ["Relational Segmenter"]),
        # a long form does not begin inside of a word
        ("We use the inkQuill Xtreme Reader (QuillXR).", []),
    ],
)
def test_initials_in_front_of_a_short_form_are_those_of_whole_words(text: str, long: list[str]) -> None:
    assert [text[slice(*pair.long)] for pair in find_short_forms(Reading.of(text))] == long


@pytest.mark.parametrize(
    ("short", "before"), [("XYZ", "a mixture of experts"), ("A", "an answer"), ("IT", "as we know it")]
)
def test_words_without_the_letters_are_no_long_form(short: str, before: str) -> None:
    assert long_form(short, before) is None


@pytest.mark.parametrize(
    ("abstract", "name", "type_"),
    [
        ("We present QuillBot, a 7B language model for proofs.", "QuillBot", "Model"),
        ("We introduce LemmaArena, a benchmark of 500 lemmas.", "LemmaArena", "Benchmark"),
        ("We propose QuillRoute, a framework that routes tokens.", "QuillRoute", "Method"),
        ("We release QuillKit, an open-source library for routing.", "QuillKit", "Software"),
        ("To this end, we develop a new dataset called LemmaSet.", "LemmaSet", "Benchmark"),
        ("We propose Sparse Quill Routing (SQR), which is fast.", "SQR", "Method"),
        ("In this paper, we introduce a simple router, dubbed QuillRoute, that works.", "QuillRoute", "Method"),
    ],
)
def test_introduced_names_and_their_types(nlp: Language, abstract: str, name: str, type_: str) -> None:
    assert entities(nlp, abstract).get(name) == (type_, "introduces")


@pytest.mark.parametrize(
    ("abstract", "title", "name"),
    [
        ("We further propose the staleness gap penalty to help.", "On a thing", "staleness gap penalty"),
        ("It has two parts, namely quill refactorization and quill reset, to win.", "On a thing", "quill reset"),
        ("It is fast.", "Making Inference Cheap via Quill Smashing", "Quill Smashing"),
    ],
)
def test_contributions_named_in_plain_words(nlp: Language, abstract: str, title: str, name: str) -> None:
    facts = read(nlp, abstract, title)
    assert [(e.type, e.role) for e in facts.entities if any(m.text == name for m in e.mentions)] == [
        ("Method", "introduces")
    ]


@pytest.mark.parametrize(
    "abstract",
    [
        "We propose a simple two-stage mechanism.",
        "We propose a novel framework for training.",
        "We propose a data-driven metric.",
        "They discuss the staleness gap penalty.",
    ],
)
def test_descriptions_are_no_names(nlp: Language, abstract: str) -> None:
    assert [e.name for e in read(nlp, abstract).entities if e.role == "introduces"] == []


def test_a_title_introduces_the_name_before_its_colon(nlp: Language) -> None:
    found = entities(nlp, "Routing is hard. QuillNet makes it easy.", "QuillNet: A Network for Routing")
    assert found["QuillNet"] == ("Model", "introduces")


@pytest.mark.parametrize(
    "abstract",
    [
        "We distil it. Experiments demonstrate that QuillNet improves accuracy.",
        "We prune weights to produce QuillNet, which is fast.",
        "We prune weights. The resulting model, QuillNet, is fast.",
        "We study routing. The main contribution is the unified QuillNet framework.",
        "Together, these parts constitute QuillNet, a router.",
    ],
)
def test_names_that_a_paper_introduces_in_passing(nlp: Language, abstract: str) -> None:
    assert entities(nlp, abstract)["QuillNet"][1] == "introduces"


def test_a_name_of_several_words_may_open_with_its_dimensions(nlp: Language) -> None:
    assert (
        entities(nlp, "We introduce 3D Quill Point Encoders, which run fast.")["3D Quill Point Encoders"][1]
        == "introduces"
    )


def test_a_short_form_means_what_its_paper_says(nlp: Language) -> None:
    text = "It is made of thermoplastic polyurethane (TPU), and TPU is soft."
    assert "TPU" not in entities(nlp, text)
    assert entities(nlp, "We use tensor processing units (TPUs), and a TPU is fast.")["TPU"][0] == "Hardware"
    # one word in common does not make it the same
    assert "chain-of-thought" not in entities(nlp, "We measure the cost of transport (CoT), and CoT is low.")
    for text, name in (
        ("We use chains of thoughts (CoT), and CoT helps.", "chain-of-thought"),
        ("We train low-rank adaptors (LoRA), and LoRA helps.", "low-rank adaptation"),
        ("We train multimodal LLMs (MLLMs), and MLLMs help.", "multimodal LLM"),
    ):
        assert name in entities(nlp, text)


def test_the_letters_of_a_short_form_that_macros_mark_are_no_name(nlp: Language) -> None:
    text = r"We propose \textbf{Q}uill \textbf{N}et (QNet), a router. QNet is fast."
    assert set(entities(nlp, text)) == {"QNet"}


def test_a_name_may_hold_a_power_in_latex(nlp: Language) -> None:
    found = entities(nlp, "We propose D$^2$GS, a method. D$^2$GS is fast.", "D$^2$GS: A Method")
    assert found == {"D$^2$GS": ("Method", "introduces")}


def test_a_name_ends_where_the_blank_between_two_sentences_was_lost(nlp: Language) -> None:
    text = "We release a data set, QUILL-QA.To fold it, we train INKNET2.The code is there."
    assert [m.text for e in read(nlp, text).entities for m in e.mentions if m.text.isupper()] == ["QUILL-QA", "INKNET2"]


def test_a_name_shown_by_one_sentence_is_marked_in_all(nlp: Language) -> None:
    (found,) = read(nlp, "We test on the MATH benchmark. MATH is hard.").entities
    assert [m.text for m in found.mentions] == ["MATH", "MATH"]


@pytest.mark.parametrize(
    ("abstract", "name", "type_"),
    [
        ("We propose a simple selection method QuillQA-Select for it.", "QuillQA-Select", "Method"),
        ("We develop QuillEval, a carefully designed assessment model.", "QuillEval", "Model"),
        ("We introduce Slow Tree-Aware Routing (STAR), a routing strategy.", "STAR", "Method"),
        # MUSE and FutureX are benchmarks, too, but not here; LIBERO-Plus is, though it is not called one here
        ("We introduce MUSE, the first unified framework for editing.", "MUSE", "Method"),
        ("We propose FutureX, a CoT-driven pipeline for planners.", "FutureX", "Method"),
        ("We introduce LIBERO-Plus. LIBERO-Plus shows weak points.", "LIBERO-Plus", "Benchmark"),
        ("We test it on two new benchmarks, QuillQA and PenQA.", "PenQA", "Benchmark"),
        ("We construct a multi-domain dataset QuillPair of 117K paired quills.", "QuillPair", "Benchmark"),
        ("We design an ink algorithm, abbr. as iQuill-A*. It folds.", "iQuill-A*", "Method"),
        ("Our method QuillFold allows us to fold it.", "QuillFold", "Method"),
        ("We show that our training-free approach, QuillX2, beats others.", "QuillX2", "Method"),
        ("We release two benchmarks of quills: QuillQA (in text) and PenQA (in sound).", "PenQA", "Benchmark"),
        ("We introduce Quillow, a rigorous and hard benchmark.", "Quillow", "Benchmark"),
        ("We introduce Quillow, the first benchmark evaluating LLMs.", "Quillow", "Benchmark"),
        ("We introduce Quillow, a policy learning framework.", "Quillow", "Method"),
        ("We propose a framework, Quill Folding Network, for it.", "Quill Folding Network", "Model"),
        # what is in front of the paper's own words says nothing of them
        ("To meet this challenge, we propose Quill Folding (QF), which folds.", "QF", "Method"),
        ("We introduce QuillSet, comprising 140k folded images of ink.", "QuillSet", "Benchmark"),
        # something is done to the robot, the runtime and the camera
        ("We introduce Quillow, a unified robot augmentation.", "Quillow", "Method"),
        ("We propose Quillow, a runtime defense for pens.", "Quillow", "Method"),
        ("We present QuillThru, an ink sensor enabling visual perception.", "QuillThru", "Hardware"),
        ("We propose Quillow, a framework integrating a diffusion model.", "Quillow", "Method"),
        ("We propose QuillCalib.", "QuillCalib", "Method"),
        ("We propose QuillLib.", "QuillLib", "Software"),
        ("We propose QuillRA, a new variant of LoRA.", "QuillRA", "Method"),
    ],
)
def test_what_a_text_calls_a_name_outweighs_its_spelling(nlp: Language, abstract: str, name: str, type_: str) -> None:
    assert entities(nlp, abstract)[name] == (type_, "introduces")


def test_a_short_form_in_an_address_is_no_mention(nlp: Language) -> None:
    text = "We study image segmentation (IS). Code: https://x.org/a/Quill-IS."
    (found,) = read(nlp, text).entities
    assert [m.text for m in found.mentions] == ["image segmentation", "IS"]


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("We curate weights; we call this approach Quill Net Weighting.", "Quill Net Weighting"),
        ("We propose QuillNet. QuillNetXL is its larger form.", "QuillNetXL"),
        ("We present QuillNet. Its core is Feather Folding (FF), which folds.", "FF"),
    ],
)
def test_further_names_of_a_paper_are_its_own(nlp: Language, abstract: str, name: str) -> None:
    assert entities(nlp, abstract)[name][1] == "introduces"


def test_what_a_proposed_thing_does_is_not_proposed(nlp: Language) -> None:
    text = "We propose a framework that jointly optimizes Temporal Quill Grounding (TQG) and others."
    assert entities(nlp, text).get("Temporal Quill Grounding", ("", ""))[1] != "introduces"


@pytest.mark.parametrize(
    "abstract",
    [
        "We fold it, with usual metrics, including quill accuracy and pen folding rate.",
        "Our folder defeats state-of-the-art methods, including SAM2 ink propagator and pen folding methods.",
    ],
)
def test_what_a_list_only_names_is_not_introduced(nlp: Language, abstract: str) -> None:
    assert [e.name for e in read(nlp, abstract).entities if e.role == "introduces"] == []


def test_a_vendor_is_a_name_of_its_own(nlp: Language) -> None:
    found = entities(nlp, "In experiments, we deploy it on a Unitree G1 humanoid.")
    assert found["Unitree Robotics"][0] == "Organisation"
    assert found["Unitree G1"] == ("Hardware", "evaluates_on")


def test_the_type_word_behind_a_data_set_is_no_part_of_its_name(nlp: Language) -> None:
    (found,) = read(nlp, "We test on the MOYO dataset.").entities
    assert [m.text for m in found.mentions] == ["MOYO"]


def test_an_unknown_name_that_numbers_were_measured_on_is_a_benchmark(nlp: Language) -> None:
    assert entities(nlp, "Our net gains 4.6% on QuillX7, and more.")["QuillX7"] == ("Benchmark", "evaluates_on")


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("We compare it with QuillNet.", "QuillNet"),
        ("We test it on two benchmarks, QuillQA and PenQA.", "QuillQA"),
        ("Others proposed QuillNet long ago.", "QuillNet"),
        ("We propose to use Llama-3.", "Llama-3"),
        ("We present results on GSM8K.", "GSM8K"),
        ("The proposed method outperforms QuillNet.", "QuillNet"),
    ],
)
def test_names_of_others_are_not_introduced(nlp: Language, abstract: str, name: str) -> None:
    assert entities(nlp, abstract).get(name, ("", ""))[1] != "introduces"


@pytest.mark.parametrize(
    ("abstract", "name", "role"),
    [
        ("Our method outperforms GPT-4 by far.", "GPT-4", "compares_with"),
        ("Unlike conventional beam search, QuillNet is fast.", "beam search", "compares_with"),
        ("Compared to generic GPT-4, it is small.", "GPT-4", "compares_with"),
        ("It is smaller than coarse quantization by far.", "quantization", "compares_with"),
        ("It gains 4.6 points over GPT-4 here.", "GPT-4", "compares_with"),
        ("We use a flow matching model (beam search) here.", "beam search", "uses"),
        ("QuillNet is ahead of open models such as BERT and Llama-2 here.", "Llama 2", "compares_with"),
        ("QuillNet trails GPT-4 by far.", "GPT-4", "compares_with"),
        ("We grasp without expensive LiDAR sensors in our tests.", "LiDAR", "mentions"),
        ("It is implemented on the ROS platform. ROS is known.", "ROS", "uses"),
        ("We run it using A100 GPUs in our tests.", "A100", "evaluates_on"),
        # what one searches over, or is robust against, is not compared
        ("We test a search over GPT-4 outputs.", "GPT-4", "uses"),
        ("We show that QuillNet is robust against beam search.", "beam search", "uses"),
        ("We test it on more than 300 GPT-4 outputs.", "GPT-4", "uses"),
        ("We compare QuillNet with GPT-4 here.", "GPT-4", "compares_with"),
        ("Its cost is a fraction of that of GPT-4.", "GPT-4", "compares_with"),
        (
            "We compare it against three models including GPT-2 [17], Masked Autoencoder (MAE) [5] and GPT-4 [2].",
            "GPT-4",
            "compares_with",
        ),
        ("We fine-tune BERT for this.", "BERT", "uses"),
        ("We report results on GSM8K.", "GSM8K", "evaluates_on"),
        ("The models are pre-trained on ImageNet.", "ImageNet", "uses"),
        ("OpenAI showed this.", "OpenAI", "mentions"),
        ("We measure it on an A100 in our experiments.", "A100", "evaluates_on"),
        (
            "Deep learning has recently been used widely. However, it is costly. We study ants.",
            "deep learning",
            "mentions",
        ),
        (
            "We exceed the accuracy of others, with a lower loss than popular sparse nets such as ResNet.",
            "ResNet",
            "compares_with",
        ),
        ("Existing methods rely on beam search. We propose QuillNet.", "beam search", "compares_with"),
        ("Existing methods use beam search. We propose QuillNet.", "beam search", "mentions"),
        ("We propose QuillNet, which performs image segmentation. Experiments follow.", "image segmentation", "uses"),
        # what the abstract begins with is its subject
        (
            "Beam search spends most of its time on duplicates. However, it is costly. We study ants.",
            "beam search",
            "uses",
        ),
        ("The cost of decoding is that of beam search. However, it is high. We study ants.", "beam search", "mentions"),
        # what results may be good for is no test
        (
            "We test QuillNet on robots. Our results pave the way for machine translation.",
            "machine translation",
            "mentions",
        ),
        (
            "In all of our experiments, we test such nets for machine translation, which paves the way for others.",
            "machine translation",
            "evaluates_on",
        ),
        # an abstract that never says "we" tells of its work from its beginning on, one that speaks of its study from there on
        ("A net (BERT) was trained on quills.", "BERT", "uses"),
        ("BERT is known. This retrospective study tests quills.", "BERT", "mentions"),
        # one that a paper deals with elsewhere is no means to it
        (
            "We test QuillNet for machine translation. It performs machine translation. Machine translation is hard.",
            "machine translation",
            "evaluates_on",
        ),
        (
            "We integrate the outputs of QuillNet into the beam search of others, and beat beam search.",
            "beam search",
            "uses",
        ),
        # a paper without tests only uses its tasks
        ("We prove a bound for image segmentation, and image segmentation is hard.", "image segmentation", "uses"),
        ("We fold maps for image segmentation, as is known.", "image segmentation", "evaluates_on"),
        # what a paper's work is good for
        (
            "We fold maps. It enables quills for downstream tasks such as image segmentation.",
            "image segmentation",
            "mentions",
        ),
        ("We test it on downstream tasks such as image segmentation.", "image segmentation", "evaluates_on"),
        (
            "We fold maps, the foundation for downstream tasks such as inking and image segmentation.",
            "image segmentation",
            "mentions",
        ),
        ("We fold maps for the sake of future quill and image segmentation.", "image segmentation", "mentions"),
        ("Distinct from conventional image segmentation, we fold maps.", "image segmentation", "mentions"),
        ("Our folder combines efficient image segmentation with ink.", "image segmentation", "uses"),
        ("In contrast to widely used GPT-4, we fold maps.", "GPT-4", "compares_with"),
        ("Our maps are comparable with those of GPT-4.", "GPT-4", "compares_with"),
        ("We fold maps, inspired by nonequilibrium thermodynamics.", "thermodynamics", "mentions"),
        ("We fold maps, contributing to more precise image segmentation.", "image segmentation", "mentions"),
        ("We promote its use in the field of archaeology.", "archaeology", "mentions"),
        # a task of a model that is a tool
        (
            "We fold maps with QuillNet. We edit quills using a large image segmentation model.",
            "image segmentation",
            "uses",
        ),
        ("We propose a large image segmentation model.", "image segmentation", "evaluates_on"),
        ("Quills are wise through the integration of image segmentation.", "image segmentation", "uses"),
        # what the proposed method does is the paper's
        (
            "We fold. Common nets are limited, but the proposed approach gains by using beam search.",
            "beam search",
            "uses",
        ),
        ("We fold. Common nets are limited, but others gain as they use beam search.", "beam search", "mentions"),
        (
            "Folding typically relies on beam search. We bridge it. QuillNet bridges beam search and ink.",
            "beam search",
            "uses",
        ),
        ("In this paper, we focus on image segmentation.", "image segmentation", "evaluates_on"),
        ("We fold maps, a framework for image segmentation.", "image segmentation", "evaluates_on"),
        ("We fold maps, a stepping stone for image segmentation.", "image segmentation", "mentions"),
        # what something was only trained on, and what it does without
        ("QuillNet was trained on BooksCorpus and Common Crawl.", "Common Crawl", "uses"),
        ("QuillNet was tested on BooksCorpus and Common Crawl.", "Common Crawl", "evaluates_on"),
        ("We fold maps. We dispense with recurrence and convolution.", "convolution", "mentions"),
        ("We fold maps. No fine-tuning is required.", "fine-tuning", "mentions"),
        ("We fold maps. Convolutions are not needed.", "convolution", "mentions"),
        ("We fold maps. Convolutions are not new.", "convolution", "uses"),
        ("We fold maps. We do not use GPT-4.", "GPT-4", "mentions"),
        # what an abstract begins with by saying what it is
        ("Image segmentation is hard. Nets are weak. We fold maps.", "image segmentation", "evaluates_on"),
        ("Image segmentation matters. Nets are weak. We fold maps.", "image segmentation", "mentions"),
        # what the field is praised for is what the paper stands on
        ("Today, diffusion models (DMs) have shown good folds. We fold maps.", "diffusion model", "uses"),
        ("Today, diffusion models (DMs) have been slow. We fold maps.", "diffusion model", "mentions"),
        ("We fold maps, which supports future progress in image segmentation.", "image segmentation", "mentions"),
        ("Image segmentation is hard. We use an image segmentation network.", "image segmentation", "uses"),
        ("We test it with BERT and GPT-4 as strong baselines.", "BERT", "compares_with"),
        ("Our net is much faster than fine-tuned GPT-4.", "fine-tuning", "uses"),
        ("Our net is much faster than fine-tuned GPT-4.", "GPT-4", "compares_with"),
        ("Existing nets rely on real-valued beam search.", "beam search", "compares_with"),
        ("Existing nets rely on slow search (for example, fixed beam search).", "beam search", "compares_with"),
        ("Our net surpasses BERT by 20.8% and GPT-4 by 10.1%.", "GPT-4", "compares_with"),
        ("Our net scales competitively with GPT-4.", "GPT-4", "compares_with"),
        ("To overcome the limitations of black-box prompting, we fold.", "prompting", "compares_with"),
        ("We show that it transfers to leading models such as GPT-4.", "GPT-4", "uses"),
        ("Our set is derived from GSM8K. It gains much in accuracy on GSM8K.", "GSM8K", "evaluates_on"),
        ("Old nets suffer on data sets such as Cityscapes. We fold maps.", "Cityscapes", "mentions"),
        ("We fold it for segmentation of roads. It is good at the domain gap.", "domain shift", "uses"),
        ("We improve over Quill Ink Folding(QIF), LoRA(LR) and pruning.", "pruning", "compares_with"),
        # what a paper says to be something or calls so is its own, and a part of its own with a name that nobody knows
        ("We fold. We introduce diffusion policies, a new kind of pens.", "diffusion policy", "introduces"),
        ("We fold. We introduce diffusion policies to pens.", "diffusion policy", "uses"),
        ("We fold quills with a method, which we call diffusion policy.", "diffusion policy", "introduces"),
        ("We fold quills with a method, which we run on diffusion policy.", "diffusion policy", "uses"),
        ("We present QuillNet, a model. It has a PenFusion module that folds.", "PenFusion", "introduces"),
        ("We present QuillNet, a model. It has a PenFusion run that folds.", "PenFusion", "uses"),
        ("We present QuillNet, a model. It has an image segmentation module.", "image segmentation", "uses"),
        ("We present QuillNet, a model. It has image segmentation skills.", "image segmentation", "evaluates_on"),
    ],
)
def test_roles(nlp: Language, abstract: str, name: str, role: str) -> None:
    assert entities(nlp, abstract)[name][1] == role


@pytest.mark.parametrize(
    ("sign", "other"), [(" ", "\u00a0"), (" ", "\u2009"), (" ", "\t"), (" ", "\n"), ("-", "\u2011"), ("-", "\u2010")]
)
def test_typesetting_changes_nothing_but_the_characters(nlp: Language, sign: str, other: str) -> None:
    abstract = (
        "We propose QuillNet, a state-of-the-art folding network. On GSM8K, our network reaches 41.5% accuracy, 5 ms "
        "faster than earlier methods and ahead of Llama-3.1-8B."
    )
    plain, typeset = read(nlp, abstract), read(nlp, abstract.replace(sign, other))
    assert len(plain.entities) == 3
    assert [(e.id, e.name, e.role) for e in typeset.entities] == [(e.id, e.name, e.role) for e in plain.entities]
    for one, two in zip(plain.results, typeset.results, strict=True):
        assert replace(two, value="") == replace(one, value="")
    for e in typeset.entities:
        for m in e.mentions:
            assert typeset.paper.abstract[m.start : m.end] == m.text


def test_a_task_of_the_title_is_more_than_what_the_paper_may_be_good_for(nlp: Language) -> None:
    abstract = "We fold maps, a stepping stone for image segmentation."
    titled = read(nlp, abstract, title="Segmentation of an Image")
    assert {e.role for e in titled.entities if e.name == "image segmentation"} == {"evaluates_on"}


def test_a_short_form_and_its_long_form_are_one_entity(nlp: Language) -> None:
    facts = read(nlp, "We study spiking quill networks (SQNs). An SQN spikes. SQNs are odd.")
    (found,) = [e for e in facts.entities if any("SQN" in m.text for m in e.mentions)]
    assert {"SQNs", "SQN"} <= {m.text for m in found.mentions}


def test_one_spelling_has_one_type(nlp: Language) -> None:
    facts = read(nlp, "We present Quill, a benchmark. The Quill model is no model. Quill is here.")
    assert len({e.type for e in facts.entities if any(m.text == "Quill" for m in e.mentions)}) == 1


@pytest.mark.parametrize(
    ("abstract", "values"),
    [
        ("QuillNet reaches 41.5% accuracy on GSM8K, up from 38.0% for BERT.", ["41.5%", "38.0%"]),
        ("It is 1.5-2.0x faster.", ["1.5-2.0x"]),
        ("Accuracy rises from 8.0% to 64.7%.", ["8.0%", "64.7%"]),
        (r"We see a $2.61\times$ speedup and 16\% less energy.", [r"$2.61\times$", r"16\%"]),
        ("It has a perplexity of 22.1 on WikiText-103.", ["22.1"]),
        ("A gain of 29.1 points.", ["29.1 points"]),
    ],
)
def test_values(nlp: Language, abstract: str, values: list[str]) -> None:
    assert [r.value for r in read(nlp, abstract).results] == values


@pytest.mark.parametrize(
    "abstract",
    [
        "We train models with 7B parameters on 300 billion tokens.",
        "It uses only 50% of the token budget.",
        "There are 500 tasks in 12 languages.",
        "In 2024, GPT-4o and A100-80GB were common.",
        "We prune 50% of the parameters.",
    ],
)
def test_counts_and_budgets_are_no_results(nlp: Language, abstract: str) -> None:
    assert [r.value for r in read(nlp, abstract).results] == []


@pytest.mark.parametrize("value", [f"{'9' * 400}/7 problems", f"{'9' * 400}% of the problems"])
def test_a_number_of_hundreds_of_digits_stops_no_extraction_and_its_facts_are_json(nlp: Language, value: str) -> None:
    facts = read(nlp, f"We propose QuillNet. QuillNet solves {value} of ImageNet.")

    def no_json(constant: str) -> NoReturn:
        raise AssertionError(f"{constant} is no JSON")

    json.loads(facts.to_json(), parse_constant=no_json)
    assert {(r.low, r.high) for r in facts.results} <= {(None, None)}


def test_a_result_knows_metric_benchmark_subject_and_baseline(nlp: Language) -> None:
    (first, *_) = read(
        nlp, "We present QuillNet, a model. QuillNet reaches 41.5% accuracy on GSM8K, better than BERT."
    ).results
    assert (first.value, first.metric, first.benchmark, first.subject) == ("41.5%", "accuracy", "GSM8K", "QuillNet")
    assert (first.low, first.high, first.unit) == (41.5, 41.5, "percent")


def test_a_result_knows_whether_it_is_a_level_or_a_change(nlp: Language) -> None:
    text = (
        "We present QuillNet. QuillNet reaches 41.5% accuracy on GSM8K, and improves F1 by 3% on MATH and 2% on MMLU."
    )
    assert [(r.value, r.change) for r in read(nlp, text).results] == [("41.5%", False), ("3%", True), ("2%", True)]


def test_a_list_of_values_takes_a_list_of_benchmarks_respectively(nlp: Language) -> None:
    text = "Our model reaches 90.0%, 75.4%, and 71.4% on AIME25, HMMT25, and GPQA Diamond, respectively."
    assert [(r.value, r.benchmark) for r in read(nlp, text).results] == [
        ("90.0%", "AIME25"), ("75.4%", "HMMT25"), ("71.4%", "GPQA Diamond"),
    ]  # fmt: skip


def test_a_name_that_one_paper_introduces_is_found_in_the_others(nlp: Language) -> None:
    papers = [
        Paper("a", "A router", "We present QuillRouter, a model that routes."),
        Paper("b", "Another", "We build on QuillRouter here."),
    ]
    facts, names = kgraph.extract(papers, nlp=nlp)
    assert [(n.id, n.papers) for n in names] == [("model/quillrouter", ("a",))]
    (found,) = [e for e in facts[1].entities if e.name == "QuillRouter"]
    assert (found.id, found.mentions[0].rule) == ("model/quillrouter", "learned-model")


def test_a_person_can_correct_a_learned_name(nlp: Language) -> None:
    papers = [Paper("a", "A router", "We present QuillRouter, a model that routes.")]
    (name,) = kgraph.extract(papers, nlp=nlp).names
    changed = type(name)(name.id, "Software", name.name, name.forms, name.papers)
    (found,) = [e for e in kgraph.extract(papers, nlp=nlp, names=[changed]).facts[0].entities if "Quill" in e.name]
    assert (found.type, found.role) == ("Software", "introduces")
    refused = type(name)(name.id, name.type, name.name, name.forms, name.papers, accepted=False)
    rejected = kgraph.extract(papers, nlp=nlp, names=[refused]).facts[0].entities
    assert [e for e in rejected if e.role == "introduces"] == []


def test_the_overlap_policy_keeps_the_longest_then_the_strongest() -> None:
    def mark(start: int, end: int, strength: int) -> Mark:
        return Mark(start, end, "Method", f"{start}-{end}", "", "", "r", strength)

    kept = longest_then_strongest([mark(0, 5, 9), mark(0, 8, 1), mark(6, 8, 9), mark(10, 12, 1), mark(10, 12, 5)])
    assert [(m.start, m.end, m.strength) for m in kept] == [(0, 8, 1), (10, 12, 5)]
    # of two that cross the first one, unless it is the weaker
    assert [m.start for m in longest_then_strongest([mark(0, 5, 5), mark(3, 40, 5)])] == [0]
    assert [m.start for m in longest_then_strongest([mark(0, 5, 1), mark(3, 40, 5)])] == [3]


@pytest.mark.parametrize(
    ("word", "yes"), [("QuillNet", True), ("GPT-4", True), ("Quill", False), ("quill", False), ("BERT", True)]
)
def test_distinctive_spelling(word: str, yes: bool) -> None:
    assert distinctive(word) is yes


@pytest.mark.parametrize("name", ["kgraph_lexicon", "kgraph_sentences", "kgraph_spelled_names", "kgraph_short_forms"])
def test_a_component_runs_in_somebody_elses_pipeline(name: str) -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe(name)
    doc = pipeline("We fine-tune LLaMA-2 with LoRA (low-rank adaptation) on GSM8K. It works.")
    assert doc.text.startswith("We fine-tune")


def test_lexicon_and_entities_alone_give_doc_ents() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("kgraph_lexicon")
    pipeline.add_pipe("kgraph_entities")
    doc = pipeline("We fine-tune LLaMA-2 on GSM8K here.")
    assert ("GSM8K", "Benchmark", "benchmark/gsm8k") in [(e.text, e.label_, e.kb_id_) for e in doc.ents]


TEXTS = ["We run Llama-3.1-8B on GSM8K.", "We use LoRA. It works."]


def test_texts_are_read_in_several_processes_of_spacy(nlp: Language) -> None:
    assert [[e.kb_id_ for e in doc.ents] for doc in nlp.pipe(TEXTS, n_process=2)] == [
        [e.kb_id_ for e in nlp(text).ents] for text in TEXTS
    ]


def test_a_doc_is_written_without_what_the_components_share_and_can_be_read_again(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    for again in (
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        next(DocBin().from_bytes(kept).get_docs(nlp.vocab)),
    ):
        assert [(e.text, e.kb_id_) for e in again.ents] == [(e.text, e.kb_id_) for e in doc.ents]
        assert reading(again).text == doc.text
        assert reading(again).marks == []


def test_a_pipeline_that_cannot_find_what_papers_introduce_is_one_error_that_names_the_component() -> None:
    pipeline = kgraph.load_nlp()
    pipeline.remove_pipe("kgraph_lexicon")
    papers = [Paper("p", "On Quills", "We present QuillNet. QuillNet folds.")]
    with pytest.raises(LexiconError, match=r"no component kgraph_lexicon, .*\(nlp\.add_pipe\("):
        kgraph.extract(papers, nlp=pipeline)
    # with nothing to find it works without
    ((facts,), names) = kgraph.extract(papers, nlp=pipeline, names=[])
    assert ([e.name for e in facts.entities], names) == (["QuillNet"], [])


@dataclass(frozen=True, slots=True)
class Unsent(LearnedName):
    """A name that cannot go to another process."""

    def __reduce__(self) -> NoReturn:
        raise AssertionError("sent")


def test_learned_names_are_not_sent_with_the_papers(nlp: Language) -> None:
    papers = [Paper(f"p{i}", "On Inks", f"We fold QuillNet and Ink{i}Net.") for i in range(130)]
    names = [Unsent("model/quillnet", "Model", "QuillNet", ("QuillNet",), ("p",))]
    facts = kgraph.extract(papers, nlp=nlp, names=names, workers=2).facts
    assert facts == kgraph.extract(papers, nlp=nlp, names=names).facts
    assert all("model/quillnet" in {e.id for e in one.entities} for one in facts)


def test_awkward_texts_keep_every_promise(nlp: Language) -> None:
    lines = (DATA / "awkward.jsonl").read_text(encoding="utf-8").split("\n")
    papers = [Paper(d["id"], d["title"], d["abstract"]) for d in map(json.loads, filter(str.strip, lines))]
    for facts in kgraph.extract(papers, nlp=nlp).facts:
        fields = {"title": facts.paper.title, "abstract": facts.paper.abstract}
        spans: list[tuple[str, int, int]] = []
        for entity in facts.entities:
            assert entity.evidence in entity.mentions
            for m in entity.mentions:
                assert fields[m.field][m.start : m.end] == m.text
                spans.append((m.field, m.start, m.end))
        for r in facts.results:
            assert fields[r.field][r.start : r.end] == r.value
        spans.sort()
        assert all(a[0] != b[0] or a[2] <= b[1] for a, b in itertools.pairwise(spans)), facts.paper.id
        assert Facts.from_json(facts.to_json()) == facts


@pytest.mark.parametrize(
    "piece",
    ["1,", "1% ", "v1.0-", "T5-", "A,x", "(QN) ", "quill net (QN) ", "(2020), ", 'named "Quill" '],
)
def test_a_text_of_one_piece_over_and_over_is_read_in_time_in_proportion_to_its_length(
    nlp: Language, piece: str
) -> None:
    text = piece * (20_000 // len(piece))
    start = time.process_time()
    kgraph.extract([Paper("p", "A Title", text), Paper("q", text, "It works.")], nlp=nlp)
    # where each place is held against all others, some take minutes
    assert time.process_time() - start < 7


def test_many_sentences_with_results_are_read_in_time_in_proportion_to_their_number(nlp: Language) -> None:
    text = "We propose QuillNet, a model that reaches 41.5% accuracy on MATH. " * 8000
    start = time.process_time()
    (facts,) = kgraph.extract([Paper("p", "A Title", text)], nlp=nlp).facts
    # each sentence looked through the names of all
    assert time.process_time() - start < 8
    assert len(facts.results) == 8000


def test_a_sentence_without_an_end_is_parted_at_blanks_and_others_are_whole() -> None:
    text = "quills " * 700
    spans = sentence_spans(f"{text}fold. They end.")
    assert all(b - a <= LONGEST_SENTENCE and (b - a) % 7 == 0 for a, b in spans[:2])
    assert [a for a, _ in spans] == [0, *(b for _, b in spans[:-1])]
    assert spans[-1][1] == len(text) + 15
    assert sentence_spans("x" * LONGEST_SENTENCE) == [(0, LONGEST_SENTENCE)]
    assert sentence_spans("x" * (LONGEST_SENTENCE + 1)) == [
        (0, LONGEST_SENTENCE),
        (LONGEST_SENTENCE, LONGEST_SENTENCE + 1),
    ]


def test_a_pipeline_with_further_components_gives_the_same_facts(nlp: Language) -> None:
    papers = [Paper("p", "QuillNet: A Router", "We present QuillNet. It beats BERT by 3% accuracy on GSM8K.")]
    seen: list[str] = []

    @Language.component("somebody_elses")
    def somebody_elses(doc: Doc) -> Doc:
        seen.append(doc.text)
        return doc

    pipeline = kgraph.load_nlp()
    pipeline.add_pipe("somebody_elses", first=True)
    assert kgraph.extract(papers, nlp=pipeline) == kgraph.extract(papers, nlp=nlp)
    assert seen == [papers[0].title + "\n\n" + papers[0].abstract] * 2


def test_a_technique_two_of_whose_words_stand_in_the_title_is_not_only_mentioned(nlp: Language) -> None:
    abstract = "Recently, state space models have been known. We fold maps."
    assert entities(nlp, abstract, "Quill State Space Prompting")["state-space model"] == ("Method", "uses")
    assert entities(nlp, abstract, "Quill Prompting in Space")["state-space model"] == ("Method", "mentions")
