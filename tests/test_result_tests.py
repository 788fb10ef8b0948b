"""What the number of an abstract was measured on."""

from __future__ import annotations

import pytest
from reported import BENCH, NET, results
from spacy.language import Language


@pytest.mark.parametrize(
    ("abstract", "benchmarks"),
    [
        (NET + "It gains 1.8% on GSM8K and 9.3% on MATH.", ["GSM8K", "MATH"]),
        (NET + "On GSM8K, it gains 1.8% accuracy.", ["GSM8K"]),
        (
            NET + "It reaches 90%, 75% and 71% on GSM8K, MATH and HumanEval, respectively.",
            ["GSM8K", "MATH", "HumanEval"],
        ),
        (
            NET
            + "We tune it on GSM8K (in maths), MATH, and HumanEval (in code). It reaches 90%, 75% and 71%, respectively.",
            ["GSM8K", "MATH", "HumanEval"],
        ),
        (NET + "We tune it on GSM8K and MATH. Its precision and recall reach 90% and 75%, respectively.", [None, None]),
        (NET + "It leads (80% GSM8K, 48% MATH) all the same.", ["GSM8K", "MATH"]),
        # what something was trained on is no test
        (
            NET + "QuillNet pretrained on ImageNet-21K achieves 84% on CIFAR-100 and 71% on the 19 tasks of VTAB.",
            ["CIFAR-100", "VTAB"],
        ),
        # numbers of a rival are on the same tests in the same order
        (
            NET + "QuillNet reaches 83% on Cora and 72% on GSM8K, compared with 81% and 70% for GPT-4o.",
            ["Cora", "GSM8K", "Cora", "GSM8K"],
        ),
        # the sentence in front tells where it was tested
        (
            "We propose QuillNet. We evaluate it on GSM8K. It reaches 92% accuracy. On MATH, it reaches 30%.",
            ["GSM8K", "MATH"],
        ),
        (
            NET
            + "We evaluate it on GSM8K. Deployed on a physical robot, it reaches 92% accuracy. On MATH, it reaches 30%.",
            [None, "MATH"],
        ),
        ("We propose QuillNet. We tune it on GSM8K. Its data set is MATH. It reaches 92% accuracy.", [None]),
        # the test that opens a sentence has the parts that the number was measured over
        (NET + "On GSM8K, it reaches 92% accuracy across 57 domains.", ["GSM8K"]),
        # data are no test because the next sentence tells of one
        (NET + "We release QuillSet, a corpus of pens. Evaluation shows 92% accuracy.", [None]),
        (
            "We evaluate QuillNet on GSM8K. It reaches 78% progress in real-world tasks, 92% in GSM8K.",
            [None, "GSM8K"],
        ),
        ("We propose QuillNet. On GSM8K, it improves the overall mathematical reasoning score to 80%.", ["GSM8K"]),
        (NET + "It gains 18% over others across multiple pen benchmarks.", ["pen benchmarks"]),
        # a task in the name of a measure is none
        (
            NET + "On GSM8K, it improves recall from 0.41 to 0.58 with a loss on Navigation Error from 2.91 m.",
            ["GSM8K"] * 3,
        ),
        (
            NET + "Writing on GSM8K completes in under 2 minutes and reading on MATH in about 3 minutes.",
            ["GSM8K", "MATH"],
        ),
        (NET + "QuillNet on GSM8K takes 20 minutes and on MATH it takes 30 minutes.", ["GSM8K", "MATH"]),
        (NET + "Writing takes 20 minutes on MATH.", ["MATH"]),
        # what was tried on many tests was not measured on the paper's own
        (BENCH + "Experiments across 17 benchmarks, spanning four fields, show a gain of 5%.", [None]),
        (NET + "Tests on fast drone sequences show that it gains 38% in latency.", [None]),
        (NET + "It leads (80% GSM8K accuracy).", ["GSM8K"]),
        (NET + "It is 2.2x and 2.4x faster on cloud and GPU nodes respectively.", ["cloud", "GPU"]),
        (NET + "It has a 2x speedup on an A100 GPU.", ["A100"]),
        (NET + "It gains 8.6% on machine translation.", ["machine translation"]),
        (NET + "It gains 8.6% on the Feather-2 dataset.", ["Feather-2"]),
        # the benchmark that the paper introduces, or the only one, unless that would say where it is fast
        (BENCH + "GPT-4o reaches 10% accuracy, 2x faster.", ["QuillBench", "QuillBench"]),
        (NET + "We test it on GSM8K. It reaches 10% accuracy. It is 2x faster.", ["GSM8K", None]),
        (NET + "We test it on GSM8K and MATH. It reaches 10% accuracy.", [None]),
        (NET + "It cuts calls by 8x, while it improves quality on GSM8K.", [None]),
        # a list in front, an aside, many benchmarks, a kind of tasks, a task that opens the sentence or has the measure
        (NET + "It sets records on GSM8K and MATH, by 6.3% and 28.4% respectively.", ["GSM8K", "MATH"]),
        # one number on all of a row; a row whose numbers are told apart, or that is told anew of one of it
        (
            NET + "It reaches an accuracy of 0.7 on Heron and 0.6 on Sparrow. It gains 4% on RMSE.",
            ["Heron", "Sparrow", None],
        ),
        (
            NET + "It reduces costs by 10% for collaborative drilling tasks, and 5% on certain tasks.",
            ["collaborative drilling", None],
        ),
        (NET + "It reaches 97% accuracy on real-world wrapping tasks.", ["wrapping"]),
        (
            BENCH + "GPT-4o reaches 68% on standard categories, and 30% in Discrete Math.",
            ["QuillBench", "Discrete Math"],
        ),
        (NET + "It gains 5% on MATH, with a 2x speedup.", ["MATH", None]),
        (BENCH + "GPT-4o has 90% accuracy under the usual GSM8K protocol.", ["GSM8K"]),
        # what is compared with, what a measure is called, what is kept up, a place that each has of its own
        (BENCH + "There is a sharp drop compared to GSM8K, GPT-4o having 51% accuracy.", ["QuillBench"]),
        (NET + "On MATH, it is 5.2 points better than a GSM8K baseline.", ["MATH"]),
        (NET + "It reaches a classification accuracy of 95% in telling quills.", [None]),
        (NET + "It gains 16% accuracy while maintaining its level on GSM8K and MATH.", [None]),
        (NET + "It has 99% on image captioning performance, and a rate of 97% for SDRG.", ["image captioning", None]),
        (NET + "It improves object detection accuracy from 15% to 47%.", ["object detection", "object detection"]),
        (
            NET + "It is for both object search (15% to 47%) and path search (6% to 25%).",
            ["object search"] * 2 + ["path search"] * 2,
        ),
        (NET + "It leads by 0.05% (GSM8K) to 0.39% (MATH) accuracy.", ["GSM8K", "MATH"]),
        (NET + "It lifts accuracy on GSM8K from 82.1 to 88.3 and more on MATH.", ["GSM8K", "GSM8K"]),
        (
            NET + "On Kodak, Tecnick and CLIC, it saves 18%, 24% and 22% of bits, respectively.",
            ["Kodak", "Tecnick", "CLIC"],
        ),
        (NET + "It sets a new record in machine translation, ahead of others by 35%.", ["machine translation"]),
        (NET + "Robotic grasping experiments show a success rate of 60%.", ["Robotic grasping"]),
        (NET + "Experiments on object tracking show 56% success, good for navigation.", ["object tracking"]),
        (NET + "It cuts the error from 55% to 7% on video benchmarks (GSM8K, MATH).", ["GSM8K, MATH"] * 2),
        (NET + "It gains 50% success in grasping, placing, and reaching tasks.", ["grasping, placing, and reaching"]),
        ("We test nets. The ImageNet model reaches 93% accuracy.", [None]),
        (NET + "It has a 4x reduction in neural function evaluations.", [None]),
        (NET + "Tests on cross-lingual reasoning-rich books show gains of 9% accuracy.", [None]),
        (NET + "It gains 5% on MATH while reducing costs by 33%.", ["MATH", None]),
        (NET + "Experiments on satellite photos show 4% better accuracy.", ["satellite photos"]),
        (NET + "Experiments on several datasets show 4% better accuracy.", [None]),
        (NET + "On an 8-H100 node, it is 9x faster.", ["8-H100"]),
        (NET + "On an 8xH100 node, it is 9x faster.", ["8xH100"]),
        (
            NET + "For the source attribution task, it gains 4% on an open set classification context.",
            ["source attribution"],
        ),
        (NET + "Experiments on MATH show a 2x speedup.", ["MATH"]),
        (NET + "Compared to CPUs and GPUs, it is 2x and 3x faster, respectively.", [None, None]),
        (NET + "It gains 5% on GSM8K, MATH, and HumanEval.", ["GSM8K, MATH, and HumanEval"]),
        (NET + "On MATH, GSM8K has 5% errors.", ["GSM8K"]),
        (NET + "On GSM8K and MATH, it gains 5.1 BLEU and 35.2 BLEU, respectively.", ["GSM8K", "MATH"]),
        (
            NET + "On GSM8K and MATH, it gains 6.3% and 28.4%, beating others by 2% and 3%, respectively.",
            ["GSM8K", "MATH", "GSM8K", "MATH"],
        ),
        (
            NET + "It reaches 77% (+9%) and 86% (+2%) on the GSM8K and MATH tests, respectively.",
            ["GSM8K", "GSM8K", "MATH", "MATH"],
        ),
        (NET + "Experiments on GSM8K and MATH show that it gains 5% on MATH.", ["MATH"]),
        (
            NET + "It reaches 97% on GSM8K (11% better) and 93% on MATH (24% better).",
            ["GSM8K", "GSM8K", "MATH", "MATH"],
        ),
        (NET + "It has 61.0 accuracy on GSM8K and a mean score of 65.4 across eight hard benchmarks.", ["GSM8K", None]),
        (NET + "It gains 7.2% on long-horizon tasks.", ["long-horizon tasks"]),
        (NET + "In machine translation, it gains 8.6%.", ["machine translation"]),
        (NET + "Its machine translation scores grow by 8.6%.", ["machine translation"]),
        (NET + "On the Feather Grand Challenge leaderboard, it reaches 8.6%.", ["Feather Grand Challenge"]),
        (NET + "In machine translation, it is 2x faster.", [None]),
        # a task or kind of tests that no list holds
        (NET + "It has 86% accuracy in quill classification.", ["quill classification"]),
        (NET + "It gains 5% on GSM8K and 8% on challenging quill-cutting tasks.", ["GSM8K", "quill-cutting"]),
        # what is said of another test behind that
        (NET + "It lifts GSM8K to 83.1 accuracy, and it outperforms GPT on MATH.", ["GSM8K"]),
        # what a sentence hopes for, what runs the thing, and what it was trained on
        (NET + "It gains 46% accuracy, showing progress in machine translation.", [None]),
        (NET + "It has a success rate of 90% for quadruped robots.", [None]),
        (NET + "Trained on GSM8K data, it gains 5% accuracy.", [None]),
        # what a model was trained on says nothing of where its quality was tested
        (NET + "On GSM8K it reaches 41% accuracy after two days on eight A100 GPUs.", ["GSM8K"]),
        # a task that only its words name, what one sentence shares, and what it does not
        (
            NET + "It has a precision of 51% and a recall of 80% on the blind quill-to-pen retrieval task, "
            "surpassing others by margins of 15% and 7%, respectively.",
            ["blind quill-to-pen retrieval"] * 4,
        ),
        (NET + "It sets records on GSM8K by 29 points while training 7.2x faster.", ["GSM8K", "GSM8K"]),
        (NET + "MATH is hard. It gains 25% accuracy in simulation, and 14% on GSM8K.", [None, "GSM8K"]),
        (
            NET + "Hardness recognition accuracy reaches 98%, and shape recognition accuracy reaches 93%.",
            [None, "shape recognition"],
        ),
        (NET + "It gains 86% on the task.", [None]),
        (NET + "It gains 96% accuracy on the most difficult quill-cutting task.", ["quill-cutting"]),
        (BENCH + "On the Challenge subset, GPT-4o reaches 30% accuracy.", ["Challenge subset"]),
        (BENCH + "On quill-cutting tasks, GPT-4o reaches 30% accuracy.", ["quill-cutting"]),
        (BENCH + "On several tasks, GPT-4o reaches 30% accuracy.", ["QuillBench"]),
        (
            NET + "It gains 9.5% accuracy on citation networks and 7.6% on social networks.",
            ["citation networks", "social networks"],
        ),
        (NET + "It gains 2.9% accuracy across 13 fine-grained benchmarks.", ["fine-grained benchmarks"]),
        (NET + "It boosts machine translation by up to 16%.", ["machine translation"]),
        (NET + "Experiments on GSM8K show that it achieves 58% F1 on sentiment classification.", ["GSM8K"]),
        (NET + "It beats others on QuillX7; on PenX3 it gains 3.8% accuracy.", ["PenX3"]),
        (NET + "It is tested on GSM8K. On the Jetson Orin Nano, it has a latency of 75 ms.", ["Jetson Orin Nano"]),
        (
            NET + "It leads on GSM8K and excels in a real-world ink folding problem with 97% accuracy.",
            ["ink folding problem"],
        ),
        (
            NET + "Experiments on five embodied benchmarks show an accuracy of 50% while reducing latency by 7%.",
            ["embodied benchmarks", None],
        ),
        (NET + "Across two pen-cutting tasks, it gains 5% accuracy.", ["pen-cutting"]),
        (NET + "Experiments on GSM8K show a record while it reduces the time by 50%.", ["GSM8K"]),
        (
            NET + "It gains 6% and 3% of AUROC on pen typing and long ink analysis tasks.",
            ["pen typing", "long ink analysis"],
        ),
        (NET + "It is tested on GSM8K, at 78.5% vs. 65.0% accuracy in the Quill simulator.", ["Quill", "Quill"]),
        # what parentheses are about, and what opens a sentence
        (
            NET + "It gains in ink segmentation (mIoU 17% better) and fold prediction (error down by 29%).",
            ["ink segmentation", "fold prediction"],
        ),
        (NET + "It gains in five settings (17% better).", [None]),
        (NET + "In the quill-to-pen task, it gains 7% accuracy.", ["quill-to-pen"]),
        (NET + "On a quill equipment dataset, it gains 7% accuracy.", ["quill equipment dataset"]),
        (NET + "On a public dataset, it gains 7% accuracy.", [None]),
        (NET + "On MATH, it gains 5% over BERT and 12% on image segmentation.", ["MATH", "MATH"]),
        (NET + "It boosts success in pen-cutting tasks from 48% to 78%.", ["pen-cutting", "pen-cutting"]),
        (NET + "It gains 3.8 dB PSNR in the 7D all-in-one folding task.", ["7D all-in-one folding"]),
        (NET + "It gains 42% on open-ink generation tasks.", ["open-ink generation"]),
        (NET + "Experiments on HyperQuill and GSM8K datasets show gains of 2% accuracy.", ["HyperQuill and GSM8K"]),
        (NET + "It gets 56% mIoU on GSM8K and 42% on MATH, with an overall mean of 49%.", ["GSM8K", "MATH", None]),
        # values in the order of those before
        (
            NET + "It gets 57.1 F1 on GSM8K and 63.2 on MATH, ahead of BERT by +0.85 and +0.37.",
            ["GSM8K", "MATH", "GSM8K", "MATH"],
        ),
        # another place than the paper's only test
        (NET + "It is tested on GSM8K. On simulated pens, it gains 7% accuracy.", [None]),
        (NET + "It is tested on GSM8K. It wins 96% user preference.", [None]),
        (NET + "It is tested on GSM8K. Of it, 69% of raters preferred it.", [None]),
        (NET + "It gains 9.6 AP on GSM8K, and 5.1 AUC on an ink experiment.", ["GSM8K", None]),
        (NET + "It gains a 50x speed-up, and achieves 82% accuracy on GSM8K.", [None, "GSM8K"]),
        (NET + "It reaches 67.5% success on in-domain tasks.", ["in-domain tasks"]),
        (NET + "It takes 18 ms on an A100, reducing the RMSE from 4.9 to 0.6.", ["A100", None, None]),
        # a name that is known as something else is no unlisted test
        (NET + "On the NIST dataset, it has an error of 1.1%.", ["NIST"]),
        (NET + "On the QuillDigits dataset, it has an error of 1.1%.", ["QuillDigits"]),
        # what a measure of a task's own measures is the task; what is measured overall is none
        (
            NET + "It reaches 97% on Image Captioning Score and 5% on Object Detection Accuracy.",
            ["Image Captioning", "Object Detection"],
        ),
        (NET + "It lifts the overall machine translation score by 4%.", [None]),
        (NET + "It lifts the machine translation score by 4%.", ["machine translation"]),
        # of two measures there is one for each number, and of the tests both
        (NET + "On GSM8K and MATH, it gains 4.0% and 8.1% in fold depth and pen fit.", ["GSM8K and MATH"] * 2),
        (NET + "On GSM8K and MATH, it gains 4.0% and 8.1% in fold depth.", ["GSM8K", "MATH"]),
        (NET + "Experiments on LoRA and GSM8K datasets show that it leads by 2% accuracy.", ["LoRA and GSM8K"]),
        # how fast it is was seen where it was tried, not on what it prunes
        (NET + "Experiments on GSM8K benchmarks show that it is 20 times faster.", ["GSM8K"]),
        (NET + "It prunes GSM8K while it is 20 times faster.", [None]),
        # of what kind tests are is told by a model's name, too
        ("We propose QuillSet. We test on VLA benchmark data. It gains 5% accuracy.", ["VLA"]),
    ],
)
def test_what_a_number_was_measured_on(nlp: Language, abstract: str, benchmarks: list[str | None]) -> None:
    assert [r.benchmark for r in results(nlp, abstract)] == benchmarks


def test_an_introduced_method_that_is_called_a_benchmark_is_what_was_measured_on(nlp: Language) -> None:
    text = "We introduce Quillmark, a human-verified benchmark for proofs. GPT-4o reaches 10% accuracy."
    assert [(r.benchmark, r.subject) for r in results(nlp, text)] == [("Quillmark", "GPT-4o")]


def test_a_machine_in_the_title_is_what_numbers_were_measured_on(nlp: Language) -> None:
    text = "We train quills on 512 nodes of Frontier. We reach a throughput of 38%."
    assert [r.benchmark for r in results(nlp, text, "Training Quills on Frontier")] == ["Frontier"]
    assert [r.benchmark for r in results(nlp, text, "Training Quills on GPUs")] == [None]
    assert [r.benchmark for r in results(nlp, text, "Training Quills for Frontier")] == [None]


def test_a_text_may_end_with_the_test_of_its_last_number(nlp: Language) -> None:
    assert [r.benchmark for r in results(nlp, "We gain 5% GSM8K")] == ["GSM8K"]
    assert [r.benchmark for r in results(nlp, "0% A0K", "0")] == ["A0K"]
