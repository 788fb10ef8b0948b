"""What the stored queries answer over the papers of the library: name -> values of parameters, rows as they are shown."""

from __future__ import annotations

ANSWERS: dict[str, tuple[dict[str, str], list[list[str]]]] = {
    "benchmark-introductions": (
        {},
        [
            ["2099-02", "InkBench", "InkMaster: A Prover and Its Benchmark"],
            ["--05", "LemmaBench", "LemmaBench: A Test of Lemmas"],
        ],
    ),
    "papers-on-benchmark": (
        {"benchmark": "MATH"},
        [
            ["MATH", "2099-02-10", "InkMaster: A Prover and Its Benchmark"],
            ["MATH", "2099-01-02", "QuillNet: Sparse Routing for Proof Search"],
            ["MATH-500", "2099-02-20", "A Survey of Adapters"],
        ],
    ),
    "best-results": (
        {},
        [
            [
                "benchmark:lemmabench",
                "metric:perplexity",
                "LemmaBench",
                "perplexity",
                "lowest",
                "9.5",
                "InkMaster",
                "InkMaster: A Prover and Its Benchmark",
            ],
            [
                "benchmark:math",
                "metric:accuracy",
                "MATH",
                "accuracy",
                "highest",
                "45.0%",
                "InkMaster",
                "InkMaster: A Prover and Its Benchmark",
            ],
        ],
    ),
    "results-of-model": (
        {"model": "quillnet"},
        [
            [
                "QuillNet",
                "1.5-2.0x",
                "",
                "",
                "an unnamed rival",
                "2099-01-02",
                "QuillNet: Sparse Routing for Proof Search",
            ],
            ["QuillNet", "40.0%", "accuracy", "MATH", "", "2099-02-10", "InkMaster: A Prover and Its Benchmark"],
            [
                "QuillNet",
                "41.5%",
                "accuracy",
                "MATH",
                "BaseProver",
                "2099-01-02",
                "QuillNet: Sparse Routing for Proof Search",
            ],
        ],
    ),
    "beaten-baselines": (
        {},
        [
            [
                "model:baseprover",
                "InkMaster",
                "BaseProver",
                "3x",
                "",
                "",
                "speedup",
                "higher",
                "",
                "InkMaster: A Prover and Its Benchmark",
            ],
            [
                "model:baseprover",
                "QuillNet",
                "BaseProver",
                "41.5%",
                "38.0%",
                "3.5",
                "accuracy",
                "higher",
                "MATH",
                "QuillNet: Sparse Routing for Proof Search",
            ],
        ],
    ),
    "places-of-results": (
        {"paper": "9902.00010"},
        [
            [
                "45.0%",
                "abstract",
                "69",
                "74",
                "ench for theorem proving. InkMaster has 45.0% accuracy on MATH, while QuillNet has 40",
                "InkMaster: A Prover and Its Benchmark",
            ],
            [
                "40.0%",
                "abstract",
                "112",
                "117",
                "0% accuracy on MATH, while QuillNet has 40.0% and BaseProver less; on LemmaBench its ",
                "InkMaster: A Prover and Its Benchmark",
            ],
            [
                "9.5",
                "abstract",
                "171",
                "174",
                "r less; on LemmaBench its perplexity is 9.5. With LoRA in Lean on one H100, it is 3",
                "InkMaster: A Prover and Its Benchmark",
            ],
            [
                "3x",
                "abstract",
                "213",
                "215",
                "5. With LoRA in Lean on one H100, it is 3x faster than BaseProver. MATH-500 is lef",
                "InkMaster: A Prover and Its Benchmark",
            ],
        ],
    ),
    "compared-models": (
        {"since": "2099-01-01", "until": "2099-12-31"},
        [
            ["BaseProver", "2"],
            ["QuillNet", "1"],
        ],
    ),
    "benchmarks-of-task": (
        {"task": "theorem proving"},
        [
            ["theorem proving", "LemmaBench", "1"],
            ["theorem proving", "MATH", "1"],
            ["theorem proving", "MATH-500", "1"],
        ],
    ),
    "methods-of-paper": (
        {"paper": "adapters"},
        [
            ["A Survey of Adapters", "uses", "Adapters"],
            ["A Survey of Adapters", "only mentions", "LoRA"],
        ],
    ),
    "papers-on-hardware": (
        {"hardware": "GPU"},
        [
            ["H100", "3x", "speedup", "InkMaster", "BaseProver", "InkMaster: A Prover and Its Benchmark"],
            ["A100s", "1.5-2.0x", "", "QuillNet", "an unnamed rival", "QuillNet: Sparse Routing for Proof Search"],
            ["GPU", "", "", "", "", "Reading Speed of Proof Search"],
        ],
    ),
    "organisations-with-models": (
        {},
        [
            ["organisation:inkwell-labs", "model:baseprover", "Inkwell Labs", "BaseProver", "2"],
            ["organisation:inkwell-labs", "model:quillnet", "Inkwell Labs", "QuillNet", "2"],
            ["organisation:inkwell-labs", "model:inkmaster", "Inkwell Labs", "InkMaster", "1"],
            ["organisation:margin-institute", "model:quillnet", "Margin Institute", "QuillNet", "1"],
        ],
    ),
    "software-of-task": (
        {"task": "theorem proving"},
        [
            ["theorem proving", "Lean", "2"],
        ],
    ),
    "first-papers": (
        {"method": "LoRA"},
        [
            ["LoRA", "2099-01-02", "QuillNet: Sparse Routing for Proof Search"],
        ],
    ),
    "method-by-month": (
        {"method": "LoRA"},
        [
            ["LoRA", "2099-01", "1", "1"],
            ["LoRA", "2099-02", "1", "2"],
        ],
    ),
    "methods-with-model": (
        {"model": "QuillNet"},
        [
            ["QuillNet", "LoRA", "3"],
            ["QuillNet", "Adapters", "1"],
        ],
    ),
    "models-with-benchmarks": (
        {},
        [
            ["InkMaster: A Prover and Its Benchmark", "InkMaster", "InkBench"],
        ],
    ),
    "written-forms": (
        {"entity": "LoRA"},
        [
            ["LoRA", "LoRA", "4"],
            ["LoRA", "low rank adaptation", "1"],
        ],
    ),
    "related-papers": (
        {"paper": "InkMaster"},
        [
            ["InkMaster: A Prover and Its Benchmark", "5", "A Survey of Adapters"],
            ["InkMaster: A Prover and Its Benchmark", "5", "QuillNet: Sparse Routing for Proof Search"],
            ["InkMaster: A Prover and Its Benchmark", "3", "LemmaBench: A Test of Lemmas"],
            ["InkMaster: A Prover and Its Benchmark", "3", "Reading Speed of Proof Search"],
        ],
    ),
    "contradictions": (
        {},
        [
            [
                "benchmark:math",
                "QuillNet",
                "accuracy",
                "MATH",
                "41.5%",
                "40.0%",
                "QuillNet: Sparse Routing for Proof Search",
                "InkMaster: A Prover and Its Benchmark",
            ],
        ],
    ),
    "unused-benchmarks": (
        {},
        [
            ["InkBench", "2099-02-10", "InkMaster: A Prover and Its Benchmark"],
        ],
    ),
    "statement-rules": (
        {"paper": "Survey", "entity": "Lean"},
        [
            ["A Survey of Adapters", "uses", "Lean", "role-uses", "13", "5"],
        ],
    ),
    "statements-of-rule": (
        {"rule": "role-introduces"},
        [
            ["role-introduces", "introduces", "InkBench", "1"],
            ["role-introduces", "introduces", "InkMaster", "1"],
            ["role-introduces", "introduces", "LemmaBench", "1"],
            ["role-introduces", "introduces", "QuillNet", "1"],
        ],
    ),
    "incomplete-results": (
        {},
        [
            ["3x", "benchmark", "InkMaster", "InkMaster: A Prover and Its Benchmark"],
            ["1.5-2.0x", "benchmark and measure", "QuillNet", "QuillNet: Sparse Routing for Proof Search"],
        ],
    ),
    "daily-papers": (
        {"since": "2099-02-09", "until": "2099-02-15"},
        [
            ["theorem proving", "2099-02-11", "11", "InkMaster: A Prover and Its Benchmark"],
        ],
    ),
    "models-on-benchmarks": (
        {},
        [
            ["BaseProver", "LemmaBench", "2"],
            ["BaseProver", "MATH", "2"],
            ["QuillNet", "LemmaBench", "2"],
            ["QuillNet", "MATH", "2"],
            ["InkMaster", "LemmaBench", "1"],
            ["InkMaster", "MATH", "1"],
        ],
    ),
    "organisations": (
        {},
        [
            ["Inkwell Labs", "2", "1"],
            ["Margin Institute", "1", "0"],
        ],
    ),
    "results-on-benchmark": (
        {"benchmark": "MATH"},
        [
            ["MATH", "38.0%", "accuracy", "BaseProver", "QuillNet: Sparse Routing for Proof Search"],
            ["MATH", "40.0%", "accuracy", "QuillNet", "InkMaster: A Prover and Its Benchmark"],
            ["MATH", "41.5%", "accuracy", "QuillNet", "QuillNet: Sparse Routing for Proof Search"],
            ["MATH", "45.0%", "accuracy", "InkMaster", "InkMaster: A Prover and Its Benchmark"],
        ],
    ),
}
