"""Scores: small cases counted by hand, and agreement with the measure that comes with the annotated papers."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

import kgraph
from kgraph.errors import SourceError
from kgraph.evaluation import Mistake, Score, _linking, evaluate, read_gold
from kgraph.records import Facts, Paper, facts_lines

ABSTRACT = "QuillNet beats BaseProver by 2.5% on LemmaBench, and LoRA on GPUs trains QuillNet."


def annotated(*entities: tuple[str, str, str, Sequence[str]], results: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """An annotated paper with entities of (type, name, role, mentions)."""
    rows = [{"type": t, "name": n, "role": r, "mentions": list(m)} for t, n, r, m in entities]
    return {"id": "p", "title": "T", "abstract": ABSTRACT, "entities": rows, "results": list(results)}


def result(value: str, benchmark: str | None = None, subject: str | None = None) -> dict[str, Any]:
    return {"value": value, "metric": None, "benchmark": benchmark, "subject": subject, "baseline": None}


@pytest.fixture(scope="module")
def predicted(make_facts: Callable[..., Facts]) -> Callable[..., Facts]:
    def make(*rows: tuple[str, str, str, Sequence[str]], results: Sequence[Any] = (), paper: str = "p") -> Facts:
        entities = [(f"{t.lower()}/{n.lower()}", t, n, r, forms, ()) for t, n, r, forms in rows]
        return make_facts(Paper(paper, "T", ABSTRACT), entities, results)

    return make


QUILLNET = ("Model", "QuillNet", "introduces", ["QuillNet"])
LEMMABENCH = ("Benchmark", "LemmaBench", "evaluates_on", ["LemmaBench"])


def test_all_right(predicted: Callable[..., Facts]) -> None:
    found = evaluate(
        [annotated(QUILLNET, LEMMABENCH, results=[result("2.5%", "LemmaBench", "QuillNet")])],
        [predicted(QUILLNET, LEMMABENCH, results=[("2.5%", None, "LemmaBench", "QuillNet", None)])],
    )
    assert {n: s for n, s in found.scores.items() if s.gold} == {
        "links core": Score(2, 2, 2), "links all": Score(2, 2, 2), "untyped": Score(2, 2, 2), "roles": Score(2, 2, 2),
        # QuillNet stands in the text twice
        "mentions": Score(3, 3, 3), "values": Score(1, 1, 1), "results": Score(1, 1, 1),
        "Model": Score(1, 1, 1), "Benchmark": Score(1, 1, 1),
    }  # fmt: skip
    assert found.mistakes == []


def test_precision_recall_and_f1_by_hand(predicted: Callable[..., Facts]) -> None:
    gold = annotated(
        QUILLNET, LEMMABENCH, ("Hardware", "GPU", "uses", ["GPUs"]), ("Task", "training", "uses", ["trains"])
    )
    facts = predicted(QUILLNET, ("Method", "LemmaBench", "uses", ["LemmaBench"]), ("Method", "LoRA", "uses", ["LoRA"]))
    found = evaluate([gold], [facts])
    assert found.scores["links core"] == Score(1, 3, 3)
    assert found.scores["links all"] == Score(1, 3, 4)
    assert found.scores["untyped"] == Score(2, 3, 4)
    assert found.scores["Method"] == Score(0, 2, 0)
    every = found.scores["links all"]
    assert (every.precision, every.recall) == (1 / 3, 1 / 4)
    assert math.isclose(every.f1, 2 / 7)
    assert sorted(found.mistakes) == [
        Mistake("missed", "Benchmark", "p", "LemmaBench"),
        Mistake("missed", "Hardware", "p", "GPUs"),
        Mistake("missed", "Task", "p", "trains"),
        Mistake("spurious", "Method", "p", "LemmaBench"),
        Mistake("spurious", "Method", "p", "LoRA"),
    ]


@pytest.mark.parametrize(("right", "predicted_", "gold"), [(0, 0, 0), (0, 3, 0), (0, 0, 3), (0, 2, 2)])
def test_score_of_nothing_right_is_zero(right: int, predicted_: int, gold: int) -> None:
    score = Score(right, predicted_, gold)
    assert (score.precision, score.recall, score.f1) == (0, 0, 0)


def test_wrong_role_is_a_right_link_with_a_wrong_role(predicted: Callable[..., Facts]) -> None:
    found = evaluate([annotated(QUILLNET)], [predicted(("Model", "QuillNet", "uses", ["QuillNet"]))])
    assert found.scores["links all"] == Score(1, 1, 1)
    assert found.scores["roles"] == Score(0, 1, 1)


def test_two_entities_on_one_annotation_are_one_right_and_one_wrong(predicted: Callable[..., Facts]) -> None:
    gold = annotated(("Model", "QuillNet", "uses", ["QuillNet", "BaseProver"]))
    found = evaluate([gold], [predicted(QUILLNET, ("Model", "BaseProver", "uses", ["BaseProver"]))])
    assert found.scores["Model"] == Score(1, 2, 1)


def test_forms_are_folded_for_links_and_not_for_mentions(predicted: Callable[..., Facts]) -> None:
    gold = annotated(("Model", "quill-nets", "introduces", ["Quillnets"]), ("Hardware", "gpu", "uses", ["GPUs"]))
    found = evaluate([gold], [predicted(QUILLNET, ("Hardware", "GPU", "uses", ["GPUs"]))])
    # "quill net" is not "quillnet", but "quillnets" is
    assert found.scores["links all"] == Score(2, 2, 2)
    assert found.scores["mentions"] == Score(1, 3, 1)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (("2.5%", None, "LemmaBench", "QuillNet", None), (1, 1)),
        (("2.5%", "accuracy", "LemmaBench", "QuillNet", "BaseProver"), (1, 1)),
        # another form of the same annotated entity
        (("2.5%", None, "Lemma-Bench", "QuillNet", None), (1, 1)),
        (("2.5%", None, "MATH", "QuillNet", None), (1, 0)),
        (("2.5%", None, "LemmaBench", "BaseProver", None), (1, 0)),
        (("2.5%", None, None, "QuillNet", None), (1, 0)),
        (("2.5", None, "LemmaBench", "QuillNet", None), (0, 0)),
    ],
)
def test_results(found: tuple[str | None, ...], right: tuple[int, int], predicted: Callable[..., Facts]) -> None:
    gold = annotated(
        QUILLNET,
        ("Benchmark", "LemmaBench", "evaluates_on", ["LemmaBench", "lemma bench"]),
        results=[result("2.5 %", "LemmaBench", "QuillNet")],
    )
    scores = evaluate([gold], [predicted(results=[found])]).scores
    assert (scores["values"], scores["results"]) == (Score(right[0], 1, 1), Score(right[1], 1, 1))


def test_linking_counts_pairs_of_papers(predicted: Callable[..., Facts]) -> None:
    gold = [annotated(QUILLNET) | {"id": i} for i in "abc"]
    facts = [predicted(QUILLNET, paper=i) for i in "ab"]
    facts.append(predicted(("Model", "Quill-Net", "introduces", ["QuillNet"]), paper="c"))
    # of three pairs that belong together, one has the same id
    assert evaluate(gold, facts).scores["linking"] == Score(1, 1, 3)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("pqr"),
            st.tuples(st.sampled_from(["Model", "Task"]), st.sampled_from("ab")),
            st.sampled_from("xyz"),
        ),
        max_size=12,
    )
)
def test_linking_is_counted_as_its_definition_over_all_pairs_says(
    linked: list[tuple[str, tuple[str, str], str]],
) -> None:
    pairs = [(a[1] == b[1], a[2] == b[2]) for a, b in combinations(linked, 2) if a[0] != b[0]]
    assert _linking(linked) == Score(sum(g and p for g, p in pairs), sum(p for _, p in pairs), sum(g for g, _ in pairs))


def test_linking_of_thousands_of_right_entities_takes_little_memory() -> None:
    linked = [(str(i // 7), ("Model", f"quill {i % 90}"), f"model/quill-{i % 90}") for i in range(7_000)]
    tracemalloc.start()
    score = _linking(linked)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert score.right == score.predicted == score.gold > 200_000
    assert most < 20_000_000


def test_paper_without_facts_counts_as_empty_and_facts_without_annotation_are_ignored(
    predicted: Callable[..., Facts],
) -> None:
    found = evaluate([annotated(QUILLNET)], [predicted(QUILLNET, LEMMABENCH, paper="another")])
    assert found.scores["links all"] == Score(0, 0, 1)
    assert found.scores["mentions"] == Score(0, 0, 2)
    assert found.mistakes == [Mistake("missed", "Model", "p", "QuillNet")]


# files


def test_annotated_papers_are_read(tmp_path: Path) -> None:
    gold = [annotated(QUILLNET), annotated() | {"id": "q", "abstract": "two\u2028lines \x85 and \x0b more"}]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n\n".join(json.dumps(g, ensure_ascii=False) for g in gold) + "\n", encoding="utf-8")
    assert read_gold(path) == gold


@pytest.mark.parametrize(
    "line",
    [
        "no JSON",
        "[]",
        "5",
        '{"id": "p", "title": "T", "abstract": "A"}',
        '{"id": "p", "title": "T", "abstract": "A", "entities": [{"type": "Model", "name": "M"}]}',
        '{"id": "p", "title": "T", "abstract": "A", "entities": [{"type": "Model", "name": "M", "mentions": []}]}',
        '{"id": "p", "title": "T", "abstract": "A", "entities": [{"type": "Modell", "name": "M", "mentions": ["M"]}]}',
        '{"id": "p", "title": "T", "abstract": "A", "entities": [], "results": [{"value": "1"}]}',
        '{"id": "p", "title": "T", "abstract": "A", "entities": [{"type": "Model", "name": "M", "mentions": "M"}]}',
        '{"id": "p", "title": "T", "abstract": "A", "entities": [{"type": "Model", "name": "M", "mentions": [""]}]}',
        '{"id": "p", "title": "T", "abstract": "A", "entities": [], "results": [{"value": "1", "benchmark": 5, "subject": null}]}',
        '{"id": "p", "title": "T", "abstract": "A", "entities": [], "results": [{"value": "1", "benchmark": null, "subject": ["M"]}]}',
        '{"id": "p", "title": "T", "abstract": "A", "entities": [], "results": [{"value": null, "benchmark": null, "subject": null}]}',
        pytest.param("[" * 100_000, id="nested too deep"),
    ],
)
def test_broken_annotation_is_an_error_that_names_file_and_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(annotated(QUILLNET)) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"gold\.jsonl:2: not an annotated paper"):
        read_gold(path)


def test_annotation_file_that_is_missing_or_not_utf8_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gold\.jsonl: cannot be read"):
        read_gold(tmp_path / "gold.jsonl")
    (tmp_path / "gold.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(SourceError, match=r"gold\.jsonl"):
        read_gold(tmp_path / "gold.jsonl")


# the measure that comes with the annotated papers


def test_scores_agree_with_the_measure_of_the_annotations(root: Path, nlp: Language, tmp_path: Path) -> None:
    folder = root.parent / "shared" / "gold"
    if not (folder / "score.py").is_file():
        pytest.skip("no annotated papers here")
    gold = read_gold(folder / "dev.jsonl")
    papers = [Paper(g["id"], g["title"], g["abstract"]) for g in gold[:30]]
    facts = kgraph.extract(papers, nlp=nlp, names=[]).facts
    path = tmp_path / "predicted.jsonl"
    path.write_text("".join(facts_lines(facts)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(folder / "score.py"), str(folder / "dev.jsonl"), str(path), "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    theirs = {name.strip(): figures for name, figures in json.loads(done.stdout).items()}
    ours = evaluate(gold, facts).scores
    assert set(ours) == set(theirs)
    for name, score in ours.items():
        figures = {"tp": score.right, "predicted": score.predicted, "gold": score.gold}
        figures |= {"P": round(score.precision, 4), "R": round(score.recall, 4), "F1": round(score.f1, 4)}  # type: ignore[dict-item]
        assert figures == {k: v for k, v in theirs[name].items() if k != "macroF1"}, name
    assert ours["links all"].right > 0
