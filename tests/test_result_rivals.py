"""Against what the number of an abstract stands."""

from __future__ import annotations

import pytest
from reported import NET, results
from spacy.language import Language


@pytest.mark.parametrize(
    ("sentence", "baseline"),
    [
        ("It is 2x faster than GPT-4o.", "GPT-4o"),
        ("It has 3% better accuracy compared to the state-of-the-art model GPT-4o.", "GPT-4o"),
        ("It outperforms GPT-4o by 3% accuracy.", "GPT-4o"),
        ("It reaches 82% accuracy and outperforms GPT-4o.", "GPT-4o"),
        ("It reaches 3% accuracy, surpassing GPT-4o and Llama-3.1-8B.", "GPT-4o and Llama-3.1-8B"),
        ("It reaches 3% accuracy, surpassing GPT-4o, and Llama-3.1-8B learns.", "GPT-4o"),
        ("It outperforms GPT-4o and Llama-3.1-8B by 3% accuracy.", "GPT-4o and Llama-3.1-8B"),
        ("Compared to GPT-4o, it gains 3% accuracy.", "GPT-4o"),
        ("QuillNet outperforms the older design GPT-4o, achieving bitrate savings of 43%.", "GPT-4o"),
        ("QuillNet outperforms GPT-4o and Llama-3.1-8B on pens, achieving a 3% gain.", "GPT-4o and Llama-3.1-8B"),
        ("QuillNet folds GPT-4o, achieving savings of 43%.", None),
        ("It runs GPT-4o at 3% accuracy.", None),
        ("It gains 3% accuracy; later work is better than GPT-4o.", None),
        ("QuillNet is 3x faster than existing serving systems.", "existing serving systems"),
        ("QuillNet gains 5% over the strongest earlier baselines.", "strongest earlier baselines"),
        ("QuillNet surpasses the best earlier methods by a margin of 5%.", "best earlier methods"),
        ("QuillNet gains 5% over two years.", None),
        ("QuillNet improves over the state-of-the-art, notably GPT-4o by 5%.", "GPT-4o"),
        ("QuillNet improves the fold scores over the prior state-of-the-art by 5%.", "prior state-of-the-art"),
        ("QuillNet gains 5% over fine-tuned GPT-4o.", "GPT-4o"),
        ("QuillNet gains 5% compared with direct refolding, which reads.", "direct refolding"),
        ("QuillNet gains 5% over training steps.", None),
        ("QuillNet is 6x more efficient than linear searches.", "linear searches"),
        ("QuillNet is 6x more efficient than expected before.", None),
        ("QuillNet surpasses the SOTA, PenNet, by 3% accuracy.", "PenNet"),
        (
            "QuillNet reaches 3% accuracy, outperforming all prior LLM-based folding methods.",
            "prior LLM-based folding methods",
        ),
        ("QuillNet needs 3% of the training time of earlier folding methods.", "earlier folding methods"),
        ("QuillNet stays within 3% of GPT-4o.", "GPT-4o"),
        ("Compared to the best earlier baseline, QuillNet gains 3%.", "best earlier baseline"),
        ("QuillNet gains 3% over base models, and nets of its size outperform GPT-4o.", "base models"),
        ("QuillNet clearly outperforms the earlier baselines (up to a 3% gain).", "earlier baselines"),
        ("QuillNet is good, outperforming GPT-4o with up to 3% savings.", "GPT-4o"),
        ("QuillNet achieves a 3x speed-up over Scene Folder.", "Scene Folder"),
        ("QuillNet beats the best open baseline with an average 3% gain.", "best open baseline"),
        ("QuillNet surpasses older methods, including the ink ones, by 3%.", "older methods"),
        ("QuillNet cuts the error by 3% compared to the state of the art in ink.", "state of the art"),
        ("QuillNet outperforms plain folding strategies while reducing costs by 82%.", "plain folding strategies"),
        ("QuillNet matches GPT-4o in quality while being 1.4x faster.", "GPT-4o"),
        ("QuillNet matches GPT-4o in quality while staying at 27 FPS.", None),
        ("QuillNet reads better than the larger models while being 3x faster.", "larger models"),
        ("QuillNet outperforms strong baselines, with up to 9% more pens.", "strong baselines"),
        ("QuillNet outperforms strong baselines and folds 9% of the pens.", None),
        ("QuillNet improves existing ink detectors, achieving up to a 8% gain.", "existing ink detectors"),
        ("QuillNet gains 3% accuracy compared to NVIDIA's CUTLASS.", "CUTLASS"),
        ("QuillNet cuts the error by 44%, compared to a plain ablation.", "plain ablation"),
        (
            "QuillNet has a 29% lower rate of blots on all the pens of ink, surpassing earlier methods.",
            "earlier methods",
        ),
        ("QuillNet has 3x less lag than rented plotters running at night.", "rented plotters"),
        ("QuillNet surpasses the baseline performance by 47%.", "baseline"),
        ("QuillNet cuts the blot rate of strong baselines by 14%.", "strong baselines"),
        ("QuillNet cuts the blot rate of wet pens by 14%.", None),
    ],
)
def test_against_what_a_number_stands(nlp: Language, sentence: str, baseline: str | None) -> None:
    assert [r.baseline for r in results(nlp, NET + sentence)] == [baseline]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        # by how much something is beaten says nothing of the number in front
        ("It reaches 82% accuracy and beats GPT-4o by 3%.", [("QuillNet", None), ("QuillNet", "GPT-4o")]),
        # numbers of a list stand against those of a rival's list
        (
            "It reaches 83% on Cora and 72% on GSM8K, compared with 81% and 70% for GPT-4o.",
            [("QuillNet", "GPT-4o"), ("QuillNet", "GPT-4o"), ("GPT-4o", None), ("GPT-4o", None)],
        ),
        # the last comparison of a list is that of all its numbers
        (
            "It gains 5% accuracy and 36.2% recall compared to GPT-4o.",
            [("QuillNet", "GPT-4o"), ("QuillNet", "GPT-4o")],
        ),
        ("It reaches 41% accuracy (5% better than GPT-4o).", [("QuillNet", None), ("QuillNet", "GPT-4o")]),
        (
            "It reaches 41% accuracy, while using 5% less memory than GPT-4o.",
            [("QuillNet", None), ("QuillNet", "GPT-4o")],
        ),
        ("It reaches 41% accuracy, up from 38% for GPT-4o.", [("QuillNet", "GPT-4o"), ("GPT-4o", None)]),
        (
            "It outperforms GPT-4o and Llama-3.1-8B by 3% and 5% accuracy, respectively.",
            [("QuillNet", "GPT-4o"), ("QuillNet", "Llama-3.1-8B")],
        ),
        # a share is one of what has it
        (
            "QuillNet beats Llama-3.1-8B by 18% and keeps 97.7% of GPT-4o's accuracy.",
            [("QuillNet", "Llama-3.1-8B"), ("QuillNet", "GPT-4o")],
        ),
        ("It keeps 97.7% of the accuracy of GPT-4o.", [("QuillNet", "GPT-4o")]),
        ("It keeps 97.7% of the accuracy of two GPT-4o calls.", [("QuillNet", None)]),
        # each name has the number behind it
        (
            "QuillNet outperforms strong methods, including GPT-4o by 3% and Llama-3.1-8B by 5%.",
            [("QuillNet", "GPT-4o"), ("QuillNet", "Llama-3.1-8B")],
        ),
        ("QuillNet gains 3% accuracy, as Llama-3.1-8B by 5%.", [("QuillNet", None), ("QuillNet", None)]),
        # what a bare number in parentheses or in a list of others' stands against
        ("It scores 91.2 (vs. 85.0 for GPT-4o).", [("QuillNet", "GPT-4o"), ("GPT-4o", None)]),
        (
            "It has an F1 of 0.91, compared to 0.85 for GPT-4o and 0.88 for BERT.",
            [("QuillNet", "GPT-4o"), ("GPT-4o", None), ("BERT", None)],
        ),
        # what people reach is no number of a model
        ("GPT-4o has 34% accuracy, whereas humans reach 92%.", [("GPT-4o", None), ("humans", None)]),
        ("GPT-4o has 34% accuracy, below the human baseline of 92%.", [("GPT-4o", None), ("human", None)]),
        ("GPT-4o reaches 66% accuracy, compared to >90% for humans.", [("GPT-4o", "humans"), ("humans", None)]),
        ("GPT-4o outperforms BERT, with 92% for human experts.", [("human experts", None)]),
        ("GPT-4o has near-human accuracy (95%).", [("GPT-4o", None)]),
        ("With help of humans GPT-4o has 34% accuracy.", [("GPT-4o", None)]),
        ("GPT-4o trails at 40%, and BERT manages only 12%.", [("GPT-4o", None), ("BERT", None)]),
        ("BERT has 34% accuracy, followed by GPT-4o with 20.1%.", [("BERT", None), ("GPT-4o", None)]),
        ("It scores 3.2 points above GPT-4o.", [("QuillNet", "GPT-4o")]),
        ("It scores 3.2 points with modules above GPT-4o.", [("QuillNet", None)]),
        # nothing is compared with itself
        ("It has 52% accuracy, surpassing GPT-4o (50%).", [("QuillNet", "GPT-4o"), ("GPT-4o", None)]),
        (
            "It has better folds than a naive baseline without ink by 23% and over a recent ink approach by 19%.",
            [("QuillNet", "naive baseline"), ("QuillNet", "recent ink approach")],
        ),
        # what the sentence said first holds for all of its numbers but where they tell another
        (
            "QuillNet beats three older four-step methods on ink, achieving 5% in speed and 7% in recall.",
            [("QuillNet", "older four-step methods"), ("QuillNet", "older four-step methods")],
        ),
        (
            "QuillNet beats older methods, achieving 5% in speed, while it gains 7% over GPT-4o.",
            [("QuillNet", "older methods"), ("QuillNet", "GPT-4o")],
        ),
        (
            "QuillNet beats older methods by 5 points on ink, and 7 points on pens.",
            [("QuillNet", "older methods"), ("QuillNet", "older methods")],
        ),
        # a gain over something is not its own
        ("It improves over GPT-4o (+12% accuracy).", [("QuillNet", "GPT-4o")]),
        # in the order of the numbers, where the sentence says so
        (
            "It is 3x and 5x faster than GPT-4o and BERT, respectively.",
            [("QuillNet", "GPT-4o"), ("QuillNet", "BERT")],
        ),
        ("It is 3x and 5x faster than GPT-4o and BERT.", [("QuillNet", "GPT-4o and BERT")] * 2),
        # what a gain is one over is the next one's, too, and what opens a sentence all its numbers'
        (
            "QuillNet gains 5% recall over GPT-4o on pens and +12% on ink.",
            [("QuillNet", "GPT-4o"), ("QuillNet", "GPT-4o")],
        ),
        (
            "QuillNet gains 5% recall over GPT-4o on pens, but +12% on ink.",
            [("QuillNet", "GPT-4o"), ("QuillNet", None)],
        ),
        (
            "Compared to GPT-4o, QuillNet reaches 91% accuracy, 87% recall, and saves 3% of the ink.",
            [("QuillNet", "GPT-4o"), ("QuillNet", "GPT-4o"), ("QuillNet", "GPT-4o")],
        ),
        (
            "QuillNet folds up to 40% more pens and over 5% more nibs than GPT-4o.",
            [("QuillNet", "GPT-4o"), ("QuillNet", "GPT-4o")],
        ),
        # a gain over something says nothing of what is reached beside it
        (
            "QuillNet reaches 91% accuracy, cutting the error by 44% compared to GPT-4o.",
            [("QuillNet", None), ("QuillNet", "GPT-4o")],
        ),
        # the other that only does less
        (
            "QuillNet reaches 76% accuracy, while GPT-4o only reaches 45%.",
            [("QuillNet", "GPT-4o"), ("GPT-4o", None)],
        ),
        ("QuillNet reaches 76% accuracy, while GPT-4o reaches 45%.", [("QuillNet", None), ("GPT-4o", None)]),
        # what was there before stands against nothing
        (
            "QuillNet outperforms older methods, cutting the error from 64% to 22%.",
            [(None, None), ("QuillNet", "older methods")],
        ),
        # what is reached is compared with nothing, what is gained is
        (
            "It has a success rate of 90% and improves precision by 16% over GPT-4o.",
            [("QuillNet", None), ("QuillNet", "GPT-4o")],
        ),
        (
            "It lifts the success rate by 90% and improves precision by 16% over GPT-4o.",
            [("QuillNet", "GPT-4o"), ("QuillNet", "GPT-4o")],
        ),
    ],
)
def test_whose_and_against_what(nlp: Language, sentence: str, told: list[tuple[str, str | None]]) -> None:
    assert [(r.subject, r.baseline) for r in results(nlp, NET + sentence)] == told
