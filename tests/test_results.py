"""Which numbers of an abstract are results, whose they are, what they were measured on and against what."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from spacy.language import Language

import kgraph
from kgraph import Paper
from kgraph.components.cues import Side
from kgraph.components.numbers import NumberFinder
from kgraph.reading import reading
from kgraph.records import Result
from kgraph.rules import Rule, load_rules
from kgraph.values import parse_value

NET = "We present QuillNet, a model that routes. "
BENCH = "We introduce QuillBench, a benchmark of proofs. "


def results(nlp: Language, abstract: str, title: str = "On Quills") -> tuple[Result, ...]:
    return kgraph.extract([Paper("p", title, abstract)], nlp=nlp).facts[0].results


def values(nlp: Language, abstract: str) -> list[str]:
    return [r.value for r in results(nlp, abstract)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We reach a plateau at approximately 26% success rate.", ["26%"]),
        ("It solves the task with 96% accuracy.", ["96%"]),
        ("Our planning times are under 1 ms, and it runs at 30 FPS.", ["1 ms", "30 FPS"]),
        ("It achieves up to 2times TPS and generates kernels 179times in less time.", ["2times", "179times"]),
        (r"Our proxies need roughly 10{,}000times less compute.", ["10{,}000times"]),
        ("We gain 2.1 and 3.4 points.", ["2.1", "3.4 points"]),
        ("We cut the PSNR by up to 16.34dB at 38.6 iterations/s.", ["16.34dB", "38.6 iterations/s"]),
        ("We attain AP of 49.7/53.5/55.4.", ["49.7", "53.5", "55.4"]),
        ("We reduce memory by a factor of 4 here.", ["4"]),
        ("We see 58.3 ± 0.4% accuracy.", ["58.3 ± 0.4%"]),
        ("We beat the F1 of others by margins of 0.30 and 0.07.", ["0.30", "0.07"]),
        ("We lead in MSE (as low as 0.002).", ["0.002"]),
        ("We run at 12 FPS with 3 GB peak memory.", ["12 FPS", "3 GB"]),
        ("We reach FID50k of 2.52.", ["2.52"]),
        ("We see large gains, e.g., 6.2 PDMS improvement.", ["6.2"]),
        (
            r"We pull with a force of 167.7 N (48% of its weight) backward and 145.5 N forward.",
            ["167.7 N", "48%", "145.5 N"],
        ),
        (r"We reach 0.1\,mm depth and 2mm sensing accuracies.", [r"0.1\,mm", "2mm"]),
        ("Our arm completes the task in 12 seconds.", ["12 seconds"]),
        (
            "Our arm completes the task in 12 seconds and a second one in about 14 seconds.",
            ["12 seconds", "14 seconds"],
        ),
        ("Our arm completes the task in 12 seconds with two pens and 14 inks.", ["12 seconds"]),
        ("Our set consists of 1300 point cloud samples and gains 4 points.", ["4 points"]),
        ("Our filter folds at over 30 Hz update rate.", ["30 Hz"]),
        ("Our filter requires approximately 100 seconds a pen.", ["100 seconds"]),
        ("We see errors of 6.2% &#177; 2.8%.", ["6.2%"]),
        ("Our filter can discard 50% of the data.", ["50%"]),
        ("We see almost 3 times the training time efficiency.", ["3 times"]),
        ("We see a 0.3-point gain and a 6.3 mAP gain.", ["0.3-point", "6.3"]),
        ("Our method costs merely 0.07\\% of accuracy.", ["0.07\\%"]),
        ("We save memory, using about 25% less memory.", ["25%"]),
        ("Quantization remains unsolved in our tests (0/30 successes).", ["0/30"]),
        ("We cut peak memory from 24 GB to 10 GB.", ["24 GB", "10 GB"]),
        ("Our throughput is 502 petaFLOP/s.", ["502 petaFLOP/s"]),
        ("Our models are tenfold larger in size.", ["tenfold"]),
        (
            "Our recall is 0.62 (precision 0.57, specificity 0.49, F1-score 0.6).",
            ["0.62", "0.57", "0.49", "0.6"],
        ),
        ("We lift accuracy from 10.9 to 63.9%.", ["10.9", "63.9%"]),
        (r"We reduce FLOPs by $24-33$%.", ["24-33$%"]),
        (r"It has $\sim$26x fewer FLOPs in our tests.", ["26x"]),
        ("We reach an accuracy of 68.37% +- 4.75%.", ["68.37%"]),
        (r"Its images are better (e.g., 27.41 $\pm$ 1.36 dB in PSNR).", [r"27.41 $\pm$ 1.36 dB"]),
        ("Its error drops from 1,312.85 to 13.69.", ["1,312.85", "13.69"]),
        ("Our mean mAP@[0.3:0.7] is 58.2%.", ["58.2%"]),
        ("The robot of our tests pulls with a force of 167.7 N.", ["167.7 N"]),
        ("Our chip has a latency of 120 ps.", ["120 ps"]),
        ("Our policy has a reward of 5831 in the end.", ["5831"]),
        ("Our scores are better (e.g., +5.9% AP, or 80.7% mIoU on ScanNet).", ["+5.9%", "80.7%"]),
        ("Our model needs only 33% of the inference time of others.", ["33%"]),
        ("Our net needs less than 1% computational cost.", ["1%"]),
        ("Our tool draws a page in just 9 seconds.", ["9 seconds"]),
        ("Our smaller net gains +3.3 on GSM8K.", ["+3.3"]),
        ("Our raters agree (kappa approx. 0.80).", ["0.80"]),
        ("We improve GPT-4o from 54.0 to 61.3 on it.", ["54.0", "61.3"]),
        (
            "We cut the error from 73.4 to 29.6 (ours) and from 272.1 to 80.2 (theirs).",
            ["73.4", "29.6", "272.1", "80.2"],
        ),
        ("Our latency is 4.2-5.8 ms in tests.", ["4.2-5.8 ms"]),
        ("Our prover has a near-perfect 118/120 on PutnamBench.", ["118/120"]),
        ("Our cosine similarity exceeds 0.99 there.", ["0.99"]),
        (r"Our accuracy is \textbf{88.3} on it.", ["88.3"]),
        ("Our drone lands with rates of 11/15 and 4/15 in woods.", ["11/15", "4/15"]),
        ("Our code is up to 1000 times in speed ahead.", ["1000 times"]),
        ("Our error is 89.2 $mm$ MPJPE.", ["89.2 $mm$"]),
        ("We see 1--3 point gains and 2-4 points of loss.", ["1--3 point", "2-4 points"]),
        ("We reach 91.5% Recall@1 versus 0.3% for it.", ["91.5%", "0.3%"]),
        ("We reach an FID of 0.06 (versus GPT-4o's 0.20).", ["0.06", "0.20"]),
        ("Our true detect rate at 1% false alarms is 98.7%.", ["98.7%"]),
        ("The best model passes our tests on only 15% of questions.", ["15%"]),
        ("Our net uses only 31.4% parameters compared to GPT-4o.", ["31.4%"]),
        ("Our net wins with only 0.3% of past nets' model parameters.", ["0.3%"]),
        ("Our student is smaller and retains 81% of the folding benefit.", ["81%"]),
        ("Our net wins, requiring only 1.7% of its pretraining cost.", ["1.7%"]),
        ("Our kernels run four times as fast as GPT-4o.", ["four times"]),
        ("Our MAE falls from 0.7~eV to 0.4~eV.", ["0.7~eV", "0.4~eV"]),
        # a gain has a sign and needs no measure, a time within which something is done neither
        ("We beat the others by +0.15, +0.26, and +0.38.", ["+0.15", "+0.26", "+0.38"]),
        (
            "We lift ImageNet from 44.1 to 51.2 (+7.1) and QF-7B from 33.6 to 43.5 (+9.9).",
            ["44.1", "51.2", "+7.1", "33.6", "43.5", "+9.9"],
        ),
        ("Our net folds a quill within 6 ms and a second one within 9 minutes.", ["6 ms", "9 minutes"]),
        ("We see a gap of 1.3 plus-minus 0.4%.", ["1.3 plus-minus 0.4%"]),
        ("We gain +7.0%pt in our tests.", ["+7.0%pt"]),
        ("Our errors are small, with its AUC being 0.93.", ["0.93"]),
        ("Our net keeps 83% of its original mean accuracy.", ["83%"]),
        ("In our study, 69% of raters preferred it.", ["69%"]),
        ("Our controller fits well (R^2=0.81) here.", ["0.81"]),
        ("Our net wins in accuracy while using 4x shorter windows.", ["4x"]),
        # a bare number on a test is one of it
        ("Our net achieves 0.66 on GSM8K.", ["0.66"]),
        ("Our net achieves 0.66 of GSM8K.", []),
    ],
)
def test_values_in_many_spellings(nlp: Language, sentence: str, expected: list[str]) -> None:
    assert values(nlp, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "We use only 30% of the training data.",
        "We prune the tokens at a 30% retention budget.",
        "We use a battery of 3 V and one of 2 V.",
        "We watched the task for 12 seconds.",
        "We expand the categories of earlier sets by over 2x.",
        "We fine-tune with only 1.5% of the parameters.",
        "We report a 95% confidence interval.",
        "We use 5-fold cross-validation.",
        "We study a 64times64 systolic array.",
        "We teach a robot 1,000 distinct tasks with high efficiency.",
        "We sample 12 models by accuracy and 35 participants.",
        "Our test is significant at p < 0.05 in accuracy.",
        "Our models see 16 times more training data.",
        "We outperform a 14x larger model.",
        "We train models of 7, 13, and 70 billion parameters in size.",
        "Our test-time gain is an order of magnitude.",
        "We cover a region with a given probability (e.g., 90%).",
        "We note that a 2x gain is erased if traces grow 2x.",
        "We run on a 24 GB GPU with 80 GB memory.",
        "We test 4x A100 and 8x H100.",
        "We see errors with up to 90% occlusion.",
        "We sample every answer 15 times at temperature 1.0 to measure accuracy.",
        r"We report AP$_{50:95}$ on it.",
        r"Our net has only $15\%$ of the parameters.",
        "We reach its performance after 24 hours of work.",
        "We solve problems with only 10% of the tokens.",
        "We ran all of our accuracy tests four times.",
        "Our model has 14x more parameters than GPT-4o.",
        "We train 175 billion parameters, ten times more than any model of this size.",
        "We tune the gains of our controller (Kp=0.10, Kd=0.005).",
        "We grow our quill corpus to a 10 times larger scale.",
        "We are far from the 90% coverage target of accuracy.",
        "We split our data (80% train / 20% validation).",
        "At a flight speed of 2 m/s, our drone is fine.",
        "Our accuracy has narrow 95% CIs.",
        "Our grasps stand size changes of +-33%.",
        "Our maps are downsampled by 16x.",
        "Our sensors measure forces in the 0-5 N range.",
        "We fold with a good performance, compared to 31 strong (SOTA) methods.",
        "We draw high-quality quills from 10 diverse data sources.",
        "We tune it on 70 percent of subjects.",
        "We add 1.5% real-world samples to our sets.",
        "We cut the precision from 32 to 4 bits.",
        "We decode 1024x-compressed pages.",
        "We read 5,315 pages, of which 3,774 (14.9%) hold ink.",
        "We gain much under 10% symmetric ink noise.",
        "Our net uses only 6.2% of the inks while the quality falls.",
    ],
)
def test_what_is_no_result(nlp: Language, sentence: str) -> None:
    assert values(nlp, sentence) == []


def test_numbers_before_the_paper_speaks_of_itself_are_the_fields(nlp: Language) -> None:
    text = "Serving large models has an overhead of up to 20%. We present QuillNet. QuillNet has an overhead of 3%."
    assert values(nlp, text) == ["3%"]
    assert values(nlp, "Serving takes 20% less time with it.") == ["20%"]


@pytest.mark.parametrize(
    ("abstract", "subjects"),
    [
        # what the paper introduces, where the sentence speaks of that
        (NET + "It reaches 41% accuracy.", ["QuillNet"]),
        (NET + "Our method is 2x faster.", ["QuillNet"]),
        (NET + "Experiments show 3% better accuracy.", ["QuillNet"]),
        (NET + "Clean evidence moved the accuracy from 73% to 94%.", [None, None]),
        ("Our planner reaches 83% accuracy.", [None]),
        # an earlier sentence lists whose the numbers are
        (
            "We test Llama-3.1-8B, GPT-4o, and BERT. We find that bias falls by 10%, 1%, and 7%, respectively.",
            ["Llama-3.1-8B", "GPT-4o", "BERT"],
        ),
        ("We test GPT-4o and BERT. We find that bias and cost fall by 10% and 1%, respectively.", [None, None]),
        ("We propose a goal-conditioned framework, improving accuracy by 9% over a baseline.", [None]),
        (
            NET + "QuillNet gains 6%, with our data augmentation approach providing 2%.",
            ["QuillNet", "data augmentation"],
        ),
        (NET + "QuillNet, with data augmentation, gains 2%.", ["QuillNet"]),
        (NET + "It gains 47.5% on GSM8K and 37.9% on MATH for GPT-4o.", ["GPT-4o", "GPT-4o"]),
        (
            NET + "QuillNet is quick, with our data augmentation approach reducing the errors by 2%.",
            ["data augmentation"],
        ),
        ("We improve the performance of GPT-4o and BERT by 8% and 10%, respectively.", ["GPT-4o", "BERT"]),
        (NET + "We see good costs (30x faster) of our InkNet model.", ["InkNet"]),
        ("Compared to the baseline GPT-4o, QuillNet improves the score from 51% to 80%.", ["GPT-4o", "QuillNet"]),
        ("We propose Quill Folding. Using a BERT variant with a wide head, we achieve 5% accuracy.", ["BERT"]),
        (
            "We propose QuillBoard, a platform. We train QuillNet-R1, a model. Our model gains 5% accuracy.",
            ["QuillNet-R1"],
        ),
        ("We show that the VT method gains 5% accuracy.", ["VT"]),
        ("We show that the optimized systems reduce the control costs by 43%.", [None]),
        (NET + "QuillNet reaches 78% on GSM8K (vs. 75% baseline).", ["QuillNet", None]),
        ("Trained with BERT, the unified policy reaches 86% accuracy.", ["unified policy"]),
        # the name that does something
        (NET + "Surprisingly, Llama-3.1-8B achieves 12% accuracy.", ["Llama-3.1-8B"]),
        (BENCH + "Even strong models like GPT-4o achieve less than 10% accuracy.", ["GPT-4o"]),
        (BENCH + "We find that GPT-4o with tools only solves 10% of problems.", ["GPT-4o"]),
        (NET + "GPT-4o gets 30% accuracy, while our method reaches 40%.", ["GPT-4o", "QuillNet"]),
        (NET + "With QuillNet, Llama-3.1-8B surpasses GPT-4o by 18% accuracy.", ["Llama-3.1-8B"]),
        (NET + "QuillNet fine-tuned with LoRA reaches 41% accuracy.", ["QuillNet"]),
        (BENCH + "GPT-4o, despite achieving 95% on easy proofs, collapses to 25% on ours.", ["GPT-4o", "GPT-4o"]),
        (BENCH + "The best model, GPT-4o, attaining 73% accuracy, still errs.", ["GPT-4o"]),
        (BENCH + "Even the best model, GPT-4o, reached only 73% accuracy.", ["GPT-4o"]),
        (NET + "Our mix of PPO, DPO, parameter sharing, and more takes 5x less time.", ["QuillNet"]),
        # items of a list, what is measured, people, other kinds' numbers, what is tried, listed as an example or helped
        (
            BENCH + "We find: (1) GPT-4o is slow, (2) a small net (BERT), when tuned well, loses 3% accuracy.",
            ["BERT"],
        ),
        ("We study nets. The accuracy is flat while the focal loss decreases by 31%.", [None]),
        (BENCH + "GPT-4o gets 73% accuracy, far from human performance (97%).", ["GPT-4o", "human"]),
        (BENCH + "GPT-4o gets 73% accuracy, compared to 90% for humans.", ["GPT-4o", "humans"]),
        (BENCH + "Small models fail, while humans exceed 90% accuracy.", ["humans"]),
        (NET + "Tests on Llama-3.1-8B show gains of 8% accuracy.", ["QuillNet"]),
        (NET + "A study of GPT-4o shows QuillNet's effectiveness, with 83% accuracy.", ["QuillNet"]),
        (NET + "Experiments with models such as BERT, and GPT-4o, show gains of 4% accuracy.", ["QuillNet"]),
        (NET + "QuillNet helps robotic arms see, improving accuracy by 22%.", ["QuillNet"]),
        (NET + "QuillNet's zero-shot help improved accuracy by 14%.", ["QuillNet"]),
        (NET + "It improves others, with a gain on RAG (+7%) and more.", ["QuillNet"]),
        (NET + "It is competitive with the best method GPT-4o (87.8 vs. 88.1 accuracy).", ["QuillNet", "GPT-4o"]),
        (NET + "It has gains over a GPT-4o baseline: 100% vs 79% success rate.", ["QuillNet", "GPT-4o"]),
        (
            NET + "It has gains over a GPT-4o baseline: 100% vs 79% success rate on pens, 57% vs 23% on ink.",
            ["QuillNet", "GPT-4o", "QuillNet", "GPT-4o"],
        ),
        ("We propose a Quill Adapter for nets. The adapter improves accuracy by 7%.", ["Quill Adapter"]),
        (NET + "On ImageNet, our ViT-B/14 model reaches 81% accuracy.", ["ViT-B/14"]),
        (BENCH + "Among old systems, Penwright achieved an accuracy of 52%.", ["Penwright"]),
        (NET + "Experiments on GSM8K and an A100 demonstrate gains, raising accuracy by 3%.", ["QuillNet"]),
        (NET + "When run with PPO, the proposed method achieves 41% accuracy.", ["QuillNet"]),
        ("When run with PPO, the proposed method achieves 41% accuracy.", [None]),
        (NET + "We introduce a sparse regularization scheme, which cuts memory by 2.2x.", ["sparse regularization"]),
        (NET + "We propose InkDrop, which converts drafts and cuts latency by 20x.", ["InkDrop"]),
        ("We present a hierarchical control framework. The proposed method achieves 41% accuracy.", [None]),
        # who has no name, in words: not what the paper calls its own
        (BENCH + "The top model passes only 15% of questions.", ["top model"]),
        (BENCH + "We find that frontier models reach 26% accuracy.", ["frontier models"]),
        (BENCH + "Our largest models reach 59.6% accuracy.", ["largest models"]),
        (NET + "Our largest model reaches 59.6% accuracy.", ["QuillNet"]),
        (NET + "The proposed model passes 15% of tests.", ["QuillNet"]),
        (NET + "Several models reach 26% accuracy.", [None]),
        (BENCH + "On it, the fused implementation is 1.5x faster.", ["fused implementation"]),
        ("We study nets. These insights improve GPT-4o's performance to 86% accuracy.", ["GPT-4o"]),
        (BENCH + "We fine-tuned ResNet-50 and BERT on it, achieving accuracies of 90% and 88%.", ["ResNet-50", "BERT"]),
        (BENCH + "The combined approach unexpectedly reaches 9% accuracy.", ["combined approach"]),
        (BENCH + "Prompt-based defenses achieve 10% fewer errors.", ["Prompt-based defenses"]),
        (BENCH + "Text-only performance improves accuracy by 10%.", [None]),
        (BENCH + "It helps existing trained models, improving accuracy by 10%.", [None]),
        (BENCH + "The generated questions achieved 84% relevance.", ["generated questions"]),
        (BENCH + "The average accuracy achieved 84%.", [None]),
        (NET + "Evaluations with robots and Gazebo environments demonstrate 96% accuracy.", ["QuillNet"]),
        ("We present Quill. Our Quill-32B stands out with 54% accuracy.", ["Quill-32B"]),
        (BENCH + "BERT with UMAP and LoRA achieves 88% accuracy.", ["BERT"]),
        (BENCH + "Common methods such as LoRA and pruning improve accuracy by 7%.", ["LoRA and pruning"]),
        (NET + "It sets records on two reasoning models (54% accuracy).", ["QuillNet"]),
        ("We introduce a novel prefix-based prompting scheme, which gains 33% accuracy.", ["prefix-based prompting"]),
        (BENCH + "It shows 91% accuracy versus 68% for zero-shot GPT-4o.", [None, "GPT-4o"]),
        (BENCH + "On it, no model exceeds 50% accuracy.", [None]),
        (BENCH + "The share of issues solved with GPT-4o increases from 15.9% to 56%.", ["GPT-4o", "GPT-4o"]),
        # what something was before it was changed is not what changes it
        (NET + "QuillNet reduces the error from 4.9% to 0.6%.", [None, "QuillNet"]),
        (NET + "QuillNet's error is reduced from 4.9% to 0.6%.", ["QuillNet", "QuillNet"]),
        ("We train quills. Our learned policy reaches 97% of the targets.", ["learned policy"]),
        (NET + "Our learned policy reaches 97% of the targets.", ["QuillNet"]),
        ("We train quills. We distill it into a student model that is 8x smaller.", ["student model"]),
        ("We tune LSTMs. These insights improve LSTM's accuracy to 86%, with 96% on quills.", ["LSTM", "LSTM"]),
        # a part of what has a name, what was compared in a row, what something was made from
        (NET + "Meanwhile, its reinforcement learning policy gains 19% accuracy.", ["QuillNet"]),
        (NET + "QuillNet matches GPT-4o and Llama-3.1-8B in quality with up to 27% fewer FLOPs.", ["QuillNet"]),
        (NET + "It outperforms the larger model, GPT-4o, by 21% accuracy.", ["QuillNet"]),
        (BENCH + "The best open model (GPT-4o) solves 10% of problems.", ["GPT-4o"]),
        (
            NET + "QuillNet reaches 81% accuracy, outperforming a deep learning baseline model (73%).",
            ["QuillNet", "deep learning"],
        ),
        (NET + "The wise router, trained on GPT-4o, gains 3% accuracy.", [None]),
        # the measure inside of a name is none
        (BENCH + "QSF-MAE achieved an improvement of 2% in accuracy.", ["QSF-MAE"]),
        # a name beside the number
        (BENCH + "The best models are GPT-4o (79.1%) and Llama-3.1-8B (76.4%).", ["GPT-4o", "Llama-3.1-8B"]),
        (NET + "QuillNet reaches 41% accuracy, up from 38% for GPT-4o.", ["QuillNet", "GPT-4o"]),
        (NET + "The success rate grows from 27% to 61.4% (QuillNet).", [None, "QuillNet"]),
        (NET + "QuillNet surpasses GPT-4o on MATH (86.1% vs 82.4%).", ["QuillNet", "GPT-4o"]),
        # a name behind what opens the sentence, and one that follows
        (NET + "With an overhead of 142ms, QuillNet is fast.", ["QuillNet"]),
        (NET + "QuillNet makes most of the gains (68%), followed by GPT-4o policies (24%).", ["QuillNet", "GPT-4o"]),
        (NET + "QuillNet reaches 94% accuracy, outperforming the 82% baseline.", ["QuillNet", "baseline"]),
        ("We fold quills. Using a GPT-4o variant with a head, we achieve 94% accuracy.", ["GPT-4o"]),
        # a part of what has no name is not what the numbers are about
        ("A novel Quill Chunking Transformer (QCT) reads. Our system reaches 90% accuracy.", [None]),
        # rows
        (BENCH + "GPT-4o and Llama-3.1-8B reach 30% and 26% accuracy, respectively.", ["GPT-4o", "Llama-3.1-8B"]),
        (NET + "Compared to GPT-4o, QuillNet reaches 41% and 42% accuracy.", ["QuillNet", "QuillNet"]),
        (BENCH + "GPT-4o and Llama-3.1-8B remain below 15%.", ["GPT-4o and Llama-3.1-8B"]),
        (BENCH + "Small models (GPT-4o, Llama-3.1-8B) jump to 40% accuracy.", ["GPT-4o, Llama-3.1-8B"]),
        (BENCH + "Unlike GPT-4o, Llama-3.1-8B jumps to 40% accuracy.", ["Llama-3.1-8B"]),
        ("Our recipe improves the accuracy of Llama-3.1-8B from 36% to 40%.", ["Llama-3.1-8B", "Llama-3.1-8B"]),
        # what a paper's own technique makes of a model is its own, what the model was is not
        (
            "We propose QuillTuning, a technique of folding. We improve Llama-3.1-8B from 36.1% to 40.2%.",
            ["Llama-3.1-8B", "QuillTuning"],
        ),
        (
            "We propose QuillTuning, a technique of folding. The accuracy of Llama-3.1-8B rises from 36.1% to 40.2%.",
            ["Llama-3.1-8B", "Llama-3.1-8B"],
        ),
        # what has no name and does something
        (NET + "We show that iterative folding improves accuracy by 5%.", ["iterative folding"]),
        (NET + "We show that average accuracy improves by 5%.", ["QuillNet"]),
        (NET + "We show that ink-inspired compression reduces memory by 2x.", ["ink-inspired compression"]),
        (NET + "We show that memory-less folding increases costs by 80%.", ["memory-less folding"]),
        (
            NET + "The ink policy gains 81% success; the quill policy cut the time by 9%.",
            ["ink policy", "quill policy"],
        ),
        (
            NET + "QuillNet reaches 95% success, ahead of earlier methods that peak at 68%.",
            ["QuillNet", "earlier methods"],
        ),
        (
            NET + "Trained from a plain baseline with 48% success, QuillNet gains 9%.",
            ["plain baseline", "QuillNet"],
        ),
        (
            NET + "QuillNet gets 0.91 AUC, ahead of plain ensemble baselines (AUC of 0.87).",
            ["QuillNet", "plain ensemble baselines"],
        ),
        (NET + "It lifts accuracy from 0.71 (separate models) to 0.82.", ["separate models", "QuillNet"]),
        (NET + "It cuts the error rate (0.30% -> 0.05%).", [None, "QuillNet"]),
        # all of a list in parentheses is of the name in front
        (NET + "QuillNet beats GPT-4o (61%, 57%, and 54% accuracy) by far.", ["GPT-4o", "GPT-4o", "GPT-4o"]),
        (
            BENCH + "Accuracy was 76.3% (kept: 33 quills) for GPT-4o and 63.8% (kept: 49 quills) for Llama-3.1-8B.",
            ["GPT-4o", "Llama-3.1-8B"],
        ),
        (NET + "QuillNet reaches 20% success (vs. 0% for pure pruning).", ["QuillNet", "pruning"]),
        (BENCH + "Here, SS-lite was able to reduce memory by 66%.", ["SS-lite"]),
        # a clause of its own is of what it tells, one that goes on is of all
        (NET + "We introduce a sparse regularization scheme, cutting memory by 2.2x.", ["QuillNet"]),
        # an apposition is told from what the sentence goes on with, an item of a list from the others
        (BENCH + "Our favorite, GPT-4o, wins with 73% accuracy.", ["GPT-4o"]),
        (BENCH + "We find: (1) GPT-4o gains a lot, (2) accuracy falls by 3%.", [None]),
        (BENCH + "We find that GPT-4o gains a lot, as accuracy grows by 3%.", ["GPT-4o"]),
        # where it was tried, and what runs it
        (NET + "Extensive Gazebo simulations show 96% accuracy.", ["QuillNet"]),
        (NET + "Experiments with the popular Llama-3.1-8B show 8% more accuracy.", ["QuillNet"]),
        (NET + "In our talks, the popular Llama-3.1-8B shows 8% more accuracy.", ["Llama-3.1-8B"]),
        (NET + "Experiments on GSM8K, MATH, and an A100 demonstrate gains, raising accuracy by 3%.", ["QuillNet"]),
        # a name without the word that says of which kind it is
        (BENCH + "It is distilled into a view selection module that is 3x faster.", ["view selection"]),
        (BENCH + "It is distilled into a pen module that is 3x faster.", ["pen module"]),
        (BENCH + "The RGB approach reaches 5% accuracy.", ["RGB"]),
        (BENCH + "The folded approach reaches 5% accuracy.", ["folded approach"]),
        ("We fold. We introduce a new ink pruning at 5% accuracy.", ["ink pruning"]),
        ("We fold. We introduce a new pruning at 5% accuracy.", ["pruning"]),
        # what something was made from, a part of something, what is shown to be good
        (BENCH + "The wise router, distilled from GPT-4o, has 3% accuracy.", [None]),
        (BENCH + "The wise router, next to GPT-4o, has 3% accuracy.", ["GPT-4o"]),
        ("We plan quills. Tests shorten the length of the PPO path by 30%.", [None]),
        ("We plan quills. Tests shorten the length of PPO by 30%.", ["PPO"]),
        (NET + "Running GPT-4o shows QuillNet's effectiveness, with 83% accuracy.", ["QuillNet"]),
        # by how much something changes for a model is not that model's, and what makes it better has what it became
        (NET + "It cuts the error by 8% for GPT-4o.", ["QuillNet"]),
        (NET + "It shows an error of 8% for GPT-4o.", ["GPT-4o"]),
        (NET + "QuillNet improves the accuracy of GPT-4o from 36% to 40%.", ["GPT-4o", "QuillNet"]),
        (NET + "QuillNet keeps the accuracy of GPT-4o from 36% to 40%.", ["GPT-4o", "GPT-4o"]),
        (
            "We propose QuillTuning, a technique of folding. "
            "The accuracy of Llama-3.1-8B is improved from 36.1% to 40.2%.",
            ["Llama-3.1-8B", "QuillTuning"],
        ),
        # what chance or an expert reaches is nobody's
        (BENCH + "GPT-4o gets 60% accuracy, just above chance (50%).", ["GPT-4o", None]),
        (BENCH + "GPT-4o gets 60% accuracy, below expert level (90%).", ["GPT-4o", None]),
        (BENCH + "GPT-4o gets 60% accuracy, well above the start (50%).", ["GPT-4o", "GPT-4o"]),
    ],
)
def test_whose_a_number_is(nlp: Language, abstract: str, subjects: list[str | None]) -> None:
    assert [r.subject for r in results(nlp, abstract)] == subjects


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
        # the sentence in front tells where it was tested
        (
            "We propose QuillNet. We evaluate it on GSM8K. It reaches 92% accuracy. On MATH, it reaches 30%.",
            ["GSM8K", "MATH"],
        ),
        ("We propose QuillNet. We tune it on GSM8K. Its data set is MATH. It reaches 92% accuracy.", [None]),
        (
            "We evaluate QuillNet on GSM8K. It reaches 78% progress in real-world tasks, 92% in GSM8K.",
            [None, "GSM8K"],
        ),
        ("We propose QuillNet. On GSM8K, it improves the overall mathematical reasoning score to 80%.", ["GSM8K"]),
        (NET + "It gains 18% over others across multiple pen benchmarks.", ["pen benchmarks"]),
        # a task in the name of a measure is none
        (
            NET + "On GSM8K, it improves recall from 0.47 to 0.54 with a loss on Navigation Error from 2.91 m.",
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
        (NET + "It sets records on GSM8K and MATH, by 5.1% and 35.2% respectively.", ["GSM8K", "MATH"]),
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
            NET + "On GSM8K and MATH, it gains 5.1% and 35.2%, beating others by 2% and 3%, respectively.",
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
        (NET + "It gains 8.6% on long-horizon tasks.", ["long-horizon tasks"]),
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
        (NET + "On the NIST dataset, it has an error of 1.1%.", [None]),
        (NET + "On the QuillDigits dataset, it has an error of 1.1%.", ["QuillDigits"]),
        # a task in the name of a measure of its own, or of what is measured overall, is none
        (
            NET + "It reaches 97% on Image Captioning Score and 5% on Object Detection Accuracy.",
            ["Image Captioning Score", "Object Detection Accuracy"],
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


@pytest.mark.parametrize(
    ("sentence", "baseline"),
    [
        ("It is 2x faster than GPT-4o.", "GPT-4o"),
        ("It has 3% better accuracy compared to the state-of-the-art model GPT-4o.", "GPT-4o"),
        ("It outperforms GPT-4o by 3% accuracy.", "GPT-4o"),
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
    ],
)
def test_against_what_a_number_stands(nlp: Language, sentence: str, baseline: str | None) -> None:
    assert [r.baseline for r in results(nlp, NET + sentence)] == [baseline]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
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


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        (r"We see an acceleration of $1.2\times$ to $1.7\times$.", ["acceleration", "acceleration"]),
        ("We reach 91% accuracy and 82% mAP.", ["accuracy", "mAP"]),
        ("Our F1 rises from 40% to 50%.", ["F1", "F1"]),
        ("We reach mIoU scores of 54.28%.", ["mIoU"]),
        ("We see a 9.1% improvement in nDCG@5.", ["nDCG@5"]),
        ("We see a 4% spillage rate.", ["spillage rate"]),
        ("We see gains of 2% (AUC) and 7% (F1).", ["AUC", "F1"]),
        ("Our hand has an accuracy of 3 cm and orientation accuracy of 7 degrees.", ["accuracy", "accuracy"]),
        ("It is preferred, with a 96% user preference.", ["user preference"]),
        ("It beats baselines of similar sizes by 9% in accuracy.", ["accuracy"]),
        ("QuillNet is 320 times faster.", ["faster"]),
        ("QuillNet reaches a pass@200 of 77.0% (pass@5 = 41.4%).", ["pass@200", "pass@5"]),
        ("It gets high marks (SSIM = 0.69, PSNR = 22.19).", ["SSIM", "PSNR"]),
        ("At equal accuracy, it serves 3.0x more requests.", ["requests"]),
        ("It keeps the accuracy with a 3x smaller footprint.", ["footprint"]),
        ("At equal accuracy, it is 8 times smaller than others.", ["smaller"]),
        ("At equal accuracy, it cuts 5% and 7% of the training steps.", ["training steps", "training steps"]),
        ("It brings a 24.5% relative improvement in fold depth.", ["fold depth"]),
        ("It reaches 41.8% and 42.6% improvement in fold depth.", ["fold depth"] * 2),
        ("It reaches high accuracy while reducing spillage by over 40%.", ["spillage"]),
        ("At equal accuracy, ink consumption drops by 5%.", ["ink consumption"]),
        ("It reaches good performance with I-marks of 0.89 on GSM8K, 0.90 on MATH.", ["I-marks"] * 2),
        ("It yields an average ink overlap gain of 5.1%.", ["ink overlap"]),
        ("It keeps accuracy at 3x token compression while it routes.", ["token compression"]),
        ("It reaches 3x faster prefill latency.", ["latency"]),
        ("It reaches 3x faster labeling.", ["faster"]),
        ("It grasps the correct part 95% of the time.", [None]),
        ("It has a throughput of up to 33 FPS.", ["throughput"]),
        ("It runs at 33 fps.", ["fps"]),
        ("It reaches a high accuracy at 80 Hz.", [None]),
        ("It reaches real-time accuracy of 80%.", ["accuracy"]),
        ("It improves FID and LPIPS by 48% and 43%, respectively.", ["FID", "LPIPS"]),
        ("It lifts accuracy/F1 from 71% to 83%.", ["accuracy", "F1"]),
        ("It makes routing faster by 3x while keeping its quality.", ["faster"]),
        ("It serves 3.0x more requests or keeps more.", ["requests"]),
        ("It reaches the same accuracy in 14 times fewer folding steps.", ["folding steps"]),
        ("It gains 5%, 6%, and 7% for precision, recall, and F1.", ["precision", "recall", "F1"]),
        ("It has absolute gains of 5% and 6% in FID and LPIPS.", ["FID", "LPIPS"]),
        ("It reduces human effort by 5%.", ["human effort"]),
        ("The error between the ink path and the quill path was reduced by 5%.", ["error"]),
        (
            "The mean Quill Leak Rate (QLR) of nets reaches 5%, and the K-Score is only 0.16.",
            ["Quill Leak Rate", "K-Score"],
        ),
        ("It has an mAP of 97% at IoU=0.5 and 68% at IoU=0.5:0.95.", ["mAP", "mAP"]),
        ("It reaches an AP of 49.7/53.5 at speeds of 27/16 FPS.", ["AP", "AP", "speeds", "FPS"]),
        ("It achieves 10.1% attack reduction with a 5% false rejection increase.", ["attack", "false rejection"]),
        ("For quills, accuracy was 0.86 (sensitivity 0.91, F1 0.92).", ["accuracy", "sensitivity", "F1"]),
        ("It cuts inference time and model parameters by 87% and 91%, respectively.", ["inference time", "parameters"]),
        ("It folds 5% on the map, so that recall is good.", ["recall"]),
        ("It has a best of 51% (average ink density) and 95% (repeatability).", ["ink density", "repeatability"]),
        ("It reduces the distance to our quill by 21.2%.", ["distance"]),
        ("It cuts FVD by a massive 76%, a 5% gain in accuracy that costs time.", ["FVD", "accuracy"]),
        # a task that is reduced is no task that is solved
        ("It improves accuracy, reducing tool usage by 66.5%.", ["tool usage"]),
        # what was changed is an entity, and no measure
        ("It improves GSM8K by 5% in accuracy.", ["accuracy"]),
        ("It improves GSM8K by 5%.", [None]),
        # a rank alone is one of what its sentence tells of
        ("On ImageNet, it has test errors of 37.5% top-1 and 17.0% top-5.", ["errors", "errors"]),
        ("It has an error of 21.2% (top-1) on ImageNet.", ["error"]),
        ("It has 21.2% top-1 and 5.6% top-5 error.", ["error", "top-5 error"]),
        ("It has top-1 and top-5 error rates of 37.5% and 17.0%.", ["error rates", "top-5 error"]),
        ("It reaches 76.1% top-1 and 93.0% top-5 on ImageNet.", ["top-1", "top-5"]),
        ("It reaches 76.1% top-1, and an accuracy of 80% at an error of 3%.", ["top-1", "accuracy", "error"]),
        # a measure of the next clause is not that of this one, one right behind a value is its own
        ("It beats others by 3% while it reduces the ink overhead.", [None]),
        ("It beats others by 3% with a good recall.", ["recall"]),
        ("It folds by up to 3x and improves recall.", [None]),
        ("It raises the top-1 accuracy from 81% to 86% and from 82% to 87% F1.", ["top-1 accuracy"] * 2 + ["F1"] * 2),
    ],
)
def test_by_which_measure(nlp: Language, sentence: str, metrics: list[str | None]) -> None:
    assert [r.metric for r in results(nlp, sentence)] == metrics


def test_an_introduced_method_that_is_called_a_benchmark_is_what_was_measured_on(nlp: Language) -> None:
    text = "We introduce Quillmark, a human-verified benchmark for proofs. GPT-4o reaches 10% accuracy."
    assert [(r.benchmark, r.subject) for r in results(nlp, text)] == [("Quillmark", "GPT-4o")]


@pytest.mark.parametrize("rule", load_rules("values"), ids=lambda rule: rule.id)
def test_no_rule_for_values_is_passed_over_where_it_matches(nlp: Language, rule: Rule) -> None:
    known = reading(nlp.make_doc(rule.example + " in accuracy"))
    assert rule in [tried for found in NumberFinder().candidates(known) for tried, _ in found.matches]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our gain is 2 percentage points, then 10+% of accuracy.", ["2 percentage points", "10+%"]),
        (r"We cut the error from 12.1$\%$ to 2.1$\%$.", [r"12.1$\%$", r"2.1$\%$"]),
        ("Our gain is 10-20% and 1.5X-2.0X in accuracy.", ["10-20%", "1.5X-2.0X"]),
        ("We see a twofold gain.", ["twofold"]),
    ],
)
def test_values_told_by_the_sign_behind_them(nlp: Language, text: str, expected: list[str]) -> None:
    assert values(nlp, text) == expected


def test_every_side_that_is_asked_for_has_one_cue_and_no_cue_has_another() -> None:
    assert sorted(rule.side for rule in load_rules("result-cues")) == sorted(get_args(Side))
    code = "".join(p.read_text(encoding="utf-8") for p in Path(kgraph.__file__).parent.glob("components/*.py"))
    assert [side for side in get_args(Side) if f'("{side}"' not in code] == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("10{,}000times", 10_000.0, "times"), ("0/30", 0.0, ""), ("3/4", 0.75, ""), ("tenfold", 10.0, "times")],
)
def test_parsed_values(text: str, value: float, unit: str) -> None:
    assert parse_value(text) == (value, value, unit)


def test_a_share_of_nothing_is_not_parsed() -> None:
    assert parse_value("3/0")[:2] == (None, None)


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
                ("3.2%", "time", None, "QuillNet"),
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
        ("We present QuillNet. On CIFAR-10, it gains 5% over a MuJoCo baseline.", [("5%", "gains", "CIFAR-10", "QuillNet")]),
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


def test_a_machine_in_the_title_is_what_numbers_were_measured_on(nlp: Language) -> None:
    text = "We train quills on 512 nodes of Frontier. We reach a throughput of 38%."
    assert [r.benchmark for r in results(nlp, text, "Training Quills on Frontier")] == ["Frontier"]
    assert [r.benchmark for r in results(nlp, text, "Training Quills on GPUs")] == [None]
    assert [r.benchmark for r in results(nlp, text, "Training Quills for Frontier")] == [None]


def test_a_text_may_end_with_the_test_of_its_last_number(nlp: Language) -> None:
    assert [r.benchmark for r in results(nlp, "We gain 5% GSM8K")] == ["GSM8K"]
    assert [r.benchmark for r in results(nlp, "0% A0K", "0")] == ["A0K"]
