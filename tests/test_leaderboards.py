"""Reports on numbers: ranks and records, disagreements, lineage and ties, on papers small enough to work out by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kgraph.analysis import contradictions, leaderboard, lineage, overview, paper_projection, trends
from kgraph.entities import Summary
from kgraph.records import Facts, Paper

Run = Callable[..., CompletedProcess[str]]
MakeFacts = Callable[..., Facts]
#: What each paper reports of QuillNet on MATH, its measure, whether it is a change, and the papers' dates.
Made = Callable[..., list[Facts]]
DAYS = [f"2099-01-0{day}" for day in range(1, 6)]


@pytest.fixture
def reported(make_facts: MakeFacts) -> Made:
    def made(
        values: Sequence[str], metric: str = "accuracy", change: bool = False, dates: Sequence[str] = ()
    ) -> list[Facts]:
        facts = []
        for number, value in enumerate(values):
            paper = Paper(
                f"p{number}",
                f"Paper {number}",
                f"QuillNet has {value} on MATH.",
                date=dates[number] if dates else "",
            )
            entities = [
                ("benchmark/math", "Benchmark", "MATH", "evaluates_on", ["MATH"], ()),
                ("model/quillnet", "Model", "QuillNet", "introduces", ["QuillNet"], ()),
            ]
            one = make_facts(paper, entities, [(value, metric, "MATH", "QuillNet", None)])
            facts.append(replace(one, results=tuple(replace(r, change=change) for r in one.results)))
        return facts

    return made


# leaderboards


def test_equal_values_share_a_rank_and_only_the_first_is_a_record(reported: Made) -> None:
    board = leaderboard(reported(["41.5%", "40.0%", "41.5%", "39.0%"], dates=DAYS[:4]), "MATH")
    assert [(p.rank, p.paper, p.best_so_far) for p in board] == [
        (1, "p0", True),
        (1, "p2", False),
        (3, "p1", False),
        (4, "p3", False),
    ]


def test_of_one_day_only_the_best_is_a_record(reported: Made) -> None:
    board = leaderboard(reported(["40.0%", "41.5%"], dates=[DAYS[0]] * 2), "MATH")
    assert [(p.paper, p.best_so_far) for p in board] == [("p1", True), ("p0", False)]


def test_changes_rank_by_size_whatever_is_better_and_are_no_records(reported: Made) -> None:
    board = leaderboard(reported(["10%", "30%"], metric="perplexity", change=True, dates=DAYS[:2]), "MATH")
    assert [(p.value, p.kind, p.best_so_far) for p in board] == [("30%", "change", False), ("10%", "change", False)]


@pytest.mark.parametrize("values", [("41.5%", "40.0%"), ("40.0%", "41.5%")])
def test_papers_contradict_each_other_in_either_order_and_in_levels_only(
    reported: Made, values: tuple[str, str]
) -> None:
    (row,) = contradictions(reported(values))
    assert (row.value, row.other_value) == values
    assert contradictions(reported(values, change=True)) == []
    assert contradictions(reported(values[:1] * 2)) == []


# what builds on what, what hangs together, what rises


def test_lineage_has_undated_papers_last_and_members_only_once(make_facts: MakeFacts) -> None:
    def paper(id_: str, date: str, *names: tuple[str, str, tuple[str, ...]]) -> Facts:
        rows = [(f"model/{n.lower()}", "Model", n, role, [n], parents) for n, role, parents in names]
        return make_facts(Paper(id_, id_, " and ".join(n for n, *_ in names), date=date), rows)

    facts = [
        paper("a", "", ("Llama", "uses", ()), ("OwlNet", "introduces", ())),
        paper("b", "2099-01-01", ("Llama", "uses", ()), ("InkNet", "introduces", ())),
        paper("c", "2099-02-01", ("Llama", "uses", ()), ("Llama-2", "introduces", ("model/llama",))),
    ]
    assert [(row.relation, row.label) for row in lineage(facts, "Llama")] == [
        ("itself", "Llama"),
        ("member", "Llama-2"),
        ("builds on it", "InkNet"),
        ("builds on it", "OwlNet"),
    ]


def methods(make_facts: MakeFacts, id_: str, words: str, date: str = "") -> Facts:
    rows = [(f"method/{w}", "Method", w, "uses", [w], ()) for w in sorted(set(words.split()))]
    return make_facts(Paper(id_, id_.upper(), words, date=date), rows)


def test_papers_that_share_little_are_not_tied(make_facts: MakeFacts) -> None:
    facts = [methods(make_facts, *row) for row in (("p", "hub a b c d"), ("q", "hub e f g h"), ("r", "a b c d"))]
    assert set(paper_projection(facts, least=0.5).edges) == {("p", "r")}


def test_what_a_tenth_of_trends_may_be_by_chance_is_no_trend(make_facts: MakeFacts) -> None:
    rises = {0, 1, *range(8, 14)}
    facts = [
        methods(make_facts, f"p{i:02}", "rises" if i in rises else f"x{i}", f"2099-01-{i + 1:02}") for i in range(16)
    ]
    (row,) = trends(facts)
    assert (row.earlier, row.later, row.course) == (2, 6, "steady")
    assert 0.1 < row.q < 0.2


def test_a_task_is_shown_by_its_canonical_name() -> None:
    one = Summary("Task", Counter({"3D Reconstruction": 2}), Counter({"3D recon": 5}))
    assert one.label == "3D Reconstruction"


# the command


def test_a_table_shows_25_rows_and_says_so_and_a_pipe_gets_all(run: Run, library_build: Path) -> None:
    rows = len(overview(library_build))
    assert rows > 25
    assert f"25 of {rows} rows: --limit 0 shows all" in run("analyze", library_build, "overview").stdout

    def lines(*more: str) -> int:
        return len(run("analyze", library_build, "overview", "-f", "csv", *more).stdout.splitlines()) - 1

    assert lines() == rows
    assert lines("--limit", "3") == 3
    # also where as many are asked for as a table shows unasked
    assert lines("--limit", "25") == 25
