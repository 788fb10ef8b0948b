"""By which measure the number of an abstract was taken."""

from __future__ import annotations

import pytest
from reported import results
from spacy.language import Language


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        (r"We see an acceleration of $1.2\times$ to $1.7\times$.", ["acceleration", "acceleration"]),
        ("We reach 91% accuracy and 82% mAP.", ["accuracy", "mAP"]),
        ("Our F1 rises from 40% to 50%.", ["F1", "F1"]),
        ("We reach mIoU scores of 54.28%.", ["mIoU"]),
        ("We see a 7.3% improvement in nDCG@20.", ["nDCG@20"]),
        ("We see a 4% spillage rate.", ["spillage rate"]),
        ("We see gains of 2% (AUC) and 7% (F1).", ["AUC", "F1"]),
        (
            "Our hand has an accuracy of 3 cm and orientation accuracy of 7 degrees.",
            ["accuracy", "orientation accuracy"],
        ),
        # words that praise, count or do something, and names, are no part of a measure
        (
            "The mean grasp success rate is 3%, and it reaches unprecedented accuracy of 4%.",
            ["mean grasp success rate", "accuracy"],
        ),
        ("It has a GSM8K accuracy of 5% by improving recall to 6%.", ["accuracy", "recall"]),
        ("We see significantly higher accuracy (5%) and a model accuracy of 6%.", ["accuracy", "accuracy"]),
        ("We see a large real world ink folding error of 5%.", ["world ink folding error"]),
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
        ("It reaches 31.7% and 35.2% improvement in fold depth.", ["fold depth"] * 2),
        ("It reaches high accuracy while reducing spillage by over 40%.", ["spillage"]),
        ("At equal accuracy, ink consumption drops by 5%.", ["ink consumption"]),
        ("It reaches good performance with I-marks of 0.89 on GSM8K, 0.90 on MATH.", ["I-marks"] * 2),
        ("It yields an average ink overlap gain of 5.1%.", ["average ink overlap"]),
        ("It keeps accuracy at 3x token compression while it routes.", ["token compression"]),
        ("It reaches 3x faster prefill latency.", ["prefill latency"]),
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
            ["mean Quill Leak Rate", "K-Score"],
        ),
        ("It has an mAP of 97% at IoU=0.5 and 68% at IoU=0.5:0.95.", ["mAP", "mAP"]),
        ("It reaches an AP of 49.7/53.5 at speeds of 27/16 FPS.", ["AP", "AP", "speeds", "FPS"]),
        ("It achieves 10.1% attack reduction with a 5% false rejection increase.", ["attack", "false rejection"]),
        ("For quills, accuracy was 0.79 (sensitivity 0.83, F1 0.85).", ["accuracy", "sensitivity", "F1"]),
        ("It cuts inference time and model parameters by 63% and 71%, respectively.", ["inference time", "parameters"]),
        ("It folds 5% on the map, so that recall is good.", ["recall"]),
        (
            "It has a best of 51% (average ink density) and 95% (repeatability).",
            ["average ink density", "repeatability"],
        ),
        ("It reduces the distance to our quill by 21.2%.", ["distance"]),
        ("It cuts FVD by a massive 76%, a 5% gain in accuracy that costs time.", ["FVD", "accuracy"]),
        # a task that is reduced is no task that is solved
        ("It improves accuracy, reducing tool usage by 66.5%.", ["tool usage"]),
        # what was changed is an entity, and no measure
        ("It improves GSM8K by 5% in accuracy.", ["accuracy"]),
        ("It improves GSM8K by 5%.", [None]),
        # a rank alone is one of what its sentence tells of
        ("On ImageNet, it has test errors of 37.5% top-1 and 17.0% top-5.", ["errors", "top-5 error"]),
        ("It has an error of 21.2% (top-1) on ImageNet.", ["error"]),
        ("It has 21.2% top-1 and 5.6% top-5 error.", ["error", "top-5 error"]),
        ("It has top-1 and top-5 error rates of 37.5% and 17.0%.", ["error rates", "top-5 error rates"]),
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
