"""Papers made by hand that hold an answer to every competency question: those of the sample, and two more."""

from __future__ import annotations

from collections.abc import Callable

from kgraph.records import Facts, Paper, Publisher

_MASTER = Paper(
    id="9902.00010",
    title="InkMaster: A Prover and Its Benchmark",
    abstract=(
        "We release InkMaster and InkBench for theorem proving. InkMaster has 45.0% accuracy on MATH, while QuillNet has "
        "40.0% and BaseProver less; on LemmaBench its perplexity is 9.5. With LoRA in Lean on one H100, it is 3x faster "
        "than BaseProver. MATH-500 is left to others, Δ aside."
    ),
    date="2099-02-10",
    listed="2099-02-11",
    organisation=Publisher("Inkwell Labs", "Inkwell-Labs", "organisation/inkwell-labs"),
    upvotes=11,
    arxiv_id="9902.00010",
    sources=("page.txt",),
)
_SURVEY = Paper(
    id="a-survey-of-adapters",
    title="A Survey of Adapters",
    abstract=(
        "Adapters such as LoRA and low rank adaptation are used for theorem proving, in QuillNet and elsewhere. "
        "We test them on MATH-500 in Lean. LoRA is old."
    ),
    date="2099-02-20",
    listed="2099-02-20",
    sources=("page.txt",),
)
_GPU = ("hardware/nvidia-gpu", "hardware/gpu")


def library(sample: list[Facts], make_facts: Callable[..., Facts]) -> list[Facts]:
    """The Facts of the sample and of the two further papers."""
    master = make_facts(
        _MASTER,
        [
            ("benchmark/inkbench", "Benchmark", "InkBench", "introduces", ["InkBench"], ()),
            ("benchmark/lemmabench", "Benchmark", "LemmaBench", "evaluates_on", ["LemmaBench"], ()),
            ("benchmark/math", "Benchmark", "MATH", "evaluates_on", ["MATH"], ()),
            ("benchmark/math-500", "Benchmark", "MATH-500", "mentions", ["MATH-500"], ("benchmark/math",)),
            ("hardware/h100", "Hardware", "H100", "uses", ["H100"], _GPU),
            ("method/low-rank-adaptation", "Method", "low-rank adaptation", "uses", ["LoRA"], ("method/peft",)),
            ("model/baseprover", "Model", "BaseProver", "compares_with", ["BaseProver"], ()),
            ("model/inkmaster", "Model", "InkMaster", "introduces", ["InkMaster"], ()),
            ("model/quillnet", "Model", "QuillNet", "compares_with", ["QuillNet"], ()),
            ("software/lean", "Software", "Lean", "uses", ["Lean"], ()),
            ("task/theorem-proving", "Task", "theorem proving", "evaluates_on", ["theorem proving"], ()),
        ],
        [
            ("45.0%", "accuracy", "MATH", "InkMaster", None),
            ("40.0%", "accuracy", "MATH", "QuillNet", None),
            ("9.5", "perplexity", "LemmaBench", "InkMaster", None),
            ("3x", "speedup", None, "InkMaster", "BaseProver"),
        ],
    )
    survey = make_facts(
        _SURVEY,
        [
            ("benchmark/math-500", "Benchmark", "MATH-500", "evaluates_on", ["MATH-500"], ("benchmark/math",)),
            ("method/adapter", "Method", "adapter", "uses", ["Adapters"], ()),
            ("method/low-rank-adaptation", "Method", "low-rank adaptation", "mentions",
             ["LoRA", "low rank adaptation"], ("method/peft",)),
            ("model/quillnet", "Model", "QuillNet", "mentions", ["QuillNet"], ()),
            ("software/lean", "Software", "Lean", "uses", ["Lean"], ()),
            ("task/theorem-proving", "Task", "theorem proving", "uses", ["theorem proving"], ()),
        ],
    )  # fmt: skip
    return sorted([*sample, master, survey], key=lambda f: f.paper.id)
