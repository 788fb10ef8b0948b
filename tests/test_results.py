"""All that is told of each number of an abstract: its measure, its test and its subject."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from spacy.language import Language

import kgraph
from kgraph import Paper
from kgraph.components.cues import Side
from kgraph.rules import load_rules


def test_every_side_that_is_asked_for_has_one_cue_and_no_cue_has_another() -> None:
    assert sorted(rule.side for rule in load_rules("result-cues")) == sorted(get_args(Side))
    code = "".join(p.read_text(encoding="utf-8") for p in Path(kgraph.__file__).parent.glob("components/*.py"))
    assert [side for side in get_args(Side) if f'("{side}"' not in code] == []


def told(nlp: Language, text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """(value, metric, benchmark, subject) of each result."""
    (facts,) = kgraph.extract([Paper("p", "On a thing", text)], nlp=nlp, names=[]).facts
    return [(r.value, r.metric, r.benchmark, r.subject) for r in facts.results]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We introduce QuillNet. QuillNet reaches 92.1% on CIFAR-10 with 5x fewer parameters than ResNet-50.",
            [("92.1%", None, "CIFAR-10", "QuillNet"), ("5x", "fewer parameters", "CIFAR-10", "QuillNet")],
        ),
        (
            "We introduce QuillNet. It improves F1 from 41.2 to 47.9 on SQuAD and cuts training time by 30%.",
            [
                ("41.2", "F1", "SQuAD", None),
                ("47.9", "F1", "SQuAD", "QuillNet"),
                ("30%", "training time", None, "QuillNet"),
            ],
        ),
        (
            "We evaluate GPT-4o and Gemini 1.5 Pro, which reach 45.1% and 40.2% on GSM8K, respectively.",
            [("45.1%", None, "GSM8K", "GPT-4o"), ("40.2%", None, "GSM8K", "Gemini 1.5 Pro")],
        ),
        (
            "We present QuillBench. The best model, GPT-5, solves only 23% of tasks.",
            [("23%", None, "QuillBench", "GPT-5")],
        ),
        (
            "We present QuillNet. It gets 71.2 F1 and 64.0 EM on SQuAD, 58.1 F1 and 49.9 EM on HotpotQA.",
            [
                ("71.2", "F1", "SQuAD", "QuillNet"),
                ("64.0", "EM", "SQuAD", "QuillNet"),
                ("58.1", "F1", "HotpotQA", "QuillNet"),
                ("49.9", "EM", "HotpotQA", "QuillNet"),
            ],
        ),
        (
            "We present QuillNet. It sharpens the depth maps (3-9% on RMSE) of quills.",
            [("3-9%", "RMSE", None, "QuillNet")],
        ),
        (
            "We test QuillBench: gpt-4o 11.5%, gemini-2.5-pro 20.25%.",
            [("11.5%", None, "QuillBench", "gpt-4o"), ("20.25%", None, "QuillBench", "gemini-2.5-pro")],
        ),
        (
            "We present QuillNet. On SQuAD and HotpotQA, QuillNet reaches 64.0% and 58.1% accuracy.",
            [("64.0%", "accuracy", "SQuAD", "QuillNet"), ("58.1%", "accuracy", "HotpotQA", "QuillNet")],
        ),
        (
            "We present QuillNet. On SQuAD and HotpotQA, QuillNet gains 4.0% and 8.1% in accuracy and recall.",
            [
                ("4.0%", "accuracy", "SQuAD and HotpotQA", "QuillNet"),
                ("8.1%", "recall", "SQuAD and HotpotQA", "QuillNet"),
            ],
        ),
        (
            r"We present QuillNet. It lifts F1 on SQuAD from 4.18 to \textbf{8.37} and on HotpotQA from 3.82 to \textbf{6.75}.",
            [
                ("4.18", "F1", "SQuAD", None),
                ("8.37", "F1", "SQuAD", "QuillNet"),
                ("3.82", "F1", "HotpotQA", None),
                ("6.75", "F1", "HotpotQA", "QuillNet"),
            ],
        ),
        (
            "We present QuillNet. It improves answer fit from 0.06 to 0.88 and ink adherence from 0.07 to 0.72.",
            [
                ("0.06", "answer fit", None, None),
                ("0.88", "answer fit", None, "QuillNet"),
                ("0.07", "ink adherence", None, None),
                ("0.72", "ink adherence", None, "QuillNet"),
            ],
        ),
        (
            "We present QuillBench. The top models (e.g., GPT-5) fall behind others by 5%.",
            [("5%", None, "QuillBench", "top models")],
        ),
        (
            "We present QuillBench. Accuracy peaks at about 56% versus an 83% human baseline.",
            [("56%", "Accuracy", "QuillBench", None), ("83%", "Accuracy", "QuillBench", "human")],
        ),
        (
            "We present QuillNet. On SQuAD, it achieves 81% accuracy, and on GSM8K, it achieves 71% accuracy.",
            [("81%", "accuracy", "SQuAD", "QuillNet"), ("71%", "accuracy", "GSM8K", "QuillNet")],
        ),
        (
            "We present QuillBench. It shows 93% accuracy compared with 84% for the best-folding VLM.",
            [("93%", "accuracy", "QuillBench", None), ("84%", "accuracy", "QuillBench", "VLM")],
        ),
        (
            r"We present QuillNet, which is 10~100$\times$ faster but requires 3.2% more folding time.",
            [
                (r"10~100$\times$", "faster", None, "QuillNet"),
                ("3.2%", "folding time", None, "QuillNet"),
            ],
        ),
        ("We present QuillNet, which requires 3.2% more pre-training time.", []),
        (
            "We propose AttackQuill and BackdoorQuill, two attacks. We test BackdoorQuill, achieving an accuracy of 5%.",
            [("5%", "accuracy", None, "BackdoorQuill")],
        ),
        (
            "We propose QuillNet. Tests on VLA benchmarks and VLA models show that QuillNet gains 5% accuracy.",
            [("5%", "accuracy", None, "QuillNet")],
        ),
        ("We propose QuillNet. It avoids 9% of collisions.", [("9%", "collisions", None, "QuillNet")]),
        ("We use a two-fold pretext task for time. It is observed 52 times over time.", []),
        ("We propose QF-MAE. QF-MAE cuts the fold time by 9%.", [("9%", "time", None, "QF-MAE")]),
        ("We present QuillNet, while models achieve 9% on others.", [("9%", None, None, None)]),
        ("We present QuillNet. It folds poses in a format at 30 fps.", []),
        ("We present QuillNet. On CIFAR-10, it gains 5% over a MuJoCo baseline.", [("5%", None, "CIFAR-10", "QuillNet")]),
        ("We present QuillNet. It has a torque motor on a 1.2 kg board with a 3 kHz clock.", []),
        ("We present QuillNet. Its walking speed is 3.74 cm/s.", [("3.74 cm/s", "walking speed", None, "QuillNet")]),
        ("We present QuillNet, as speed images are downsampled by 14x/16x.", []),
        ("We present QuillBench. Frontier models excel at it (5%).", [("5%", None, "QuillBench", "Frontier models")]),
        ("We present QuillNet. It learns from 80% synthetic images.", []),
        ("We present QuillNet. It runs at 28 FPS in less time.", [("28 FPS", "FPS", None, "QuillNet")]),
        ("BERT with 2.5 billion parameters reaches 80.5% on RACE in our test.", [("80.5%", None, "RACE", "BERT")]),
        ("We present QuillNet. Its speed is 3.5 m/s.", [("3.5 m/s", "speed", None, "QuillNet")]),
        (
            "We train on ImageNet. We propose QuillNet. QuillNet achieves 9% accuracy on standard benchmarks.",
            [("9%", "accuracy", None, "QuillNet")],
        ),
        (
            "We propose QuillNet. It lifts recall from 5% to 8%, and the final fold precision from 3% to 7%.",
            [
                ("5%", "recall", None, None),
                ("8%", "recall", None, "QuillNet"),
                ("3%", "precision", None, None),
                ("7%", "precision", None, "QuillNet"),
            ],
        ),
        ("We present QuillNet. Our contributions are twofold: a net and a quill with 10 heads of 2.0 mm.", []),
    ],
)  # fmt: skip
def test_each_number_of_a_sentence_has_its_own_measure_test_and_subject(
    nlp: Language, text: str, expected: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    assert told(nlp, text) == expected
