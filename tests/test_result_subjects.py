"""Whose the number of an abstract is."""

from __future__ import annotations

import pytest
from reported import BENCH, NET, results
from spacy.language import Language


@pytest.mark.parametrize(
    ("abstract", "subjects"),
    [
        # what the paper introduces, where the sentence speaks of that
        (NET + "It reaches 41% accuracy.", ["QuillNet"]),
        (NET + "Our method is 2x faster.", ["QuillNet"]),
        (NET + "Experiments show 3% better accuracy.", ["QuillNet"]),
        (NET + "Clean evidence moved the accuracy from 73% to 94%.", [None, None]),
        ("Our planner reaches 83% accuracy.", [None]),
        # what the paper's own number is compared with has a number of its own
        (NET + "QuillNet reaches 88.9 on SuperGLUE, where people score 89.8.", ["QuillNet", "people"]),
        (
            NET + "QuillNet reaches 83% on Cora and 72% on GSM8K, compared with 81% and 70% for GPT-4o.",
            ["QuillNet", "QuillNet", "GPT-4o", "GPT-4o"],
        ),
        (NET + "QuillNet reaches 57% on GSM8K, above the 55% of a fine-tuned GPT-4o.", ["QuillNet", "GPT-4o"]),
        (NET + "QuillNet reaches 57% on GSM8K, versus 55% for naive fine-tuning.", ["QuillNet", "naive fine-tuning"]),
        (NET + "QuillNet reaches 57% accuracy on GSM8K, above the previous best 55%.", ["QuillNet", None]),
        (NET + "QuillNet reaches 57% accuracy on GSM8K, above the others by 55%.", ["QuillNet", "QuillNet"]),
        (NET + "BERT falls to 4.8% accuracy and GPT-4o to 1.7%.", ["BERT", "GPT-4o"]),
        (NET + "QuillNet outperforms BERT by 4.8% accuracy and GPT-4o by 1.7%.", ["QuillNet", "QuillNet"]),
        (NET + "QuillNet at 4.8% error is better than GPT-4o with 9.7%.", ["QuillNet", "GPT-4o"]),
        (
            NET + "BERT folds, which nets do not: a small GPT-4o with patches of 8x8 pixels reaches 78% accuracy.",
            ["GPT-4o"],
        ),
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
        (BENCH + "Accuracy falls to 84% for the strongest agent ReAct.", ["ReAct"]),
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
