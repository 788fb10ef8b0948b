"""Which numbers of an abstract are results, in many spellings."""

from __future__ import annotations

import pytest
from reported import results
from spacy.language import Language

from kgraph.components.numbers import NumberFinder
from kgraph.reading import reading
from kgraph.rules import Rule, load_rules
from kgraph.values import parse_value


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
        ("We attain AP of 41.3/44.6/48.2.", ["41.3", "44.6", "48.2"]),
        ("We reduce memory by a factor of 4 here.", ["4"]),
        ("We see 58.3 ± 0.4% accuracy.", ["58.3 ± 0.4%"]),
        ("We beat the F1 of others by margins of 0.30 and 0.07.", ["0.30", "0.07"]),
        ("We lead in MSE (as low as 0.002).", ["0.002"]),
        ("We run at 12 FPS with 3 GB peak memory.", ["12 FPS", "3 GB"]),
        ("We reach FID50k of 2.52.", ["2.52"]),
        ("We see large gains, e.g., 7.4 PDMS improvement.", ["7.4"]),
        ("Accuracy drops from 80.1% to only 12.3%.", ["80.1%", "12.3%"]),
        ("We reach 45% accuracy, compared with merely 38% for BERT.", ["45%", "38%"]),
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
        ("We see errors of 7.3% &#177; 1.9%.", ["7.3%"]),
        ("Our filter can discard 50% of the data.", ["50%"]),
        ("We see almost 4 times the fold time efficiency.", ["4 times"]),
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
        ("We lift accuracy from 12.3 to 58.4%.", ["12.3", "58.4%"]),
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
        ("Our model needs only 41% of the inference time of others.", ["41%"]),
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
        ("Our net uses only 27.6% parameters compared to GPT-4o.", ["27.6%"]),
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
        "We note that a 3x gain is lost if quills grow 3x.",
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


def test_a_table_without_its_lines_is_no_sentence(nlp: Language) -> None:
    rows = ["QuillNet 41.5% accuracy on GSM8K"] * 41
    assert values(nlp, " ".join(rows[:40]) + ".") == ["41.5%"] * 40
    assert values(nlp, " ".join(rows) + ".") == []


def test_numbers_before_the_paper_speaks_of_itself_are_the_fields(nlp: Language) -> None:
    text = "Serving large models has an overhead of up to 20%. We present QuillNet. QuillNet has an overhead of 3%."
    assert values(nlp, text) == ["3%"]
    assert values(nlp, "Serving takes 20% less time with it.") == ["20%"]


@pytest.mark.parametrize("rule", load_rules("values"), ids=lambda rule: rule.id)
def test_no_rule_for_values_is_passed_over_where_it_matches(nlp: Language, rule: Rule) -> None:
    known = reading(nlp.make_doc(rule.example + " in accuracy"))
    assert rule in [tried for found in NumberFinder().candidates(known) for tried, _ in found.matches]


UNITS = (
    "meV eV ms µs μs ns ps s seconds minutes hours Hz kHz MHz GHz Kbps Mbps kWh MWh km/h cm/s km/s m/s rad/s mph kg mg g mV V "
    "teraflops petaFLOPs TFLOPS GB/s kW W mW mJ pJ J mN kN N Nm N·m kPa cm mm km m ° degrees fps FPS tokens/s samples/s"
)


@pytest.mark.parametrize("unit", UNITS.split())
def test_every_unit_is_a_sign_of_a_value(nlp: Language, unit: str) -> None:
    assert values(nlp, f"QuillNet reaches an error of 12.5 {unit} on GSM8K.") == [f"12.5 {unit}"]


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


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("10{,}000times", 10_000.0, "times"), ("0/30", 0.0, ""), ("3/4", 0.75, ""), ("tenfold", 10.0, "times")],
)
def test_parsed_values(text: str, value: float, unit: str) -> None:
    assert parse_value(text) == (value, value, unit)


def test_a_share_of_nothing_is_not_parsed() -> None:
    assert parse_value("3/0")[:2] == (None, None)
