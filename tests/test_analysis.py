"""Reports, on graphs small enough to work out by hand, and against NetworkX where it computes the same."""

from __future__ import annotations

import csv
import io
import json
import math
import random
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from subprocess import CompletedProcess

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sknetwork.clustering import Louvain
from sknetwork.ranking import PageRank

import kgraph
from kgraph.analysis import (
    REPORTS,
    analyze,
    bipartite,
    central,
    communities,
    compare,
    contradictions,
    entity_projection,
    gaps,
    hardware,
    leaderboard,
    lineage,
    overview,
    paper_projection,
    rarity,
    related,
    similar,
    trends,
    ways,
)
from kgraph.analysis.corpus import Corpus
from kgraph.analysis.gaps import resource_allocation
from kgraph.analysis.statistics import benjamini_hochberg, fisher, wilson
from kgraph.analysis.writing import to_csv, to_json, to_markdown
from kgraph.errors import GraphError
from kgraph.records import Facts, Paper

MakeFacts = Callable[..., Facts]
Run = Callable[..., "CompletedProcess[str]"]
Corpora = Callable[..., list[Facts]]


@pytest.fixture
def papers(make_facts: MakeFacts) -> Corpora:
    """``papers("a b", "b c")``: a paper for each text that names its words, methods but for ``t…`` (tasks) and ``b…``."""
    types = {"t": "Task", "b": "Benchmark"}

    def made(*texts: str, dates: list[str] | None = None) -> list[Facts]:
        found = []
        for number, text in enumerate(texts):
            rows = [
                (f"{types.get(w[0], 'Method').lower()}/{w}", types.get(w[0], "Method"), w, "uses", [w], ())
                for w in sorted(set(text.split()))
            ]
            date = dates[number] if dates else ""
            found.append(make_facts(Paper(f"p{number:03}", f"Paper {number}", text, date=date), sorted(rows)))
        return found

    return made


def disturbed(facts: list[Facts], seed: int = 3) -> list[Facts]:
    order = list(facts)
    random.Random(seed).shuffle(order)
    return order


# projections


def test_entities_are_tied_by_the_cosine_of_their_papers(library_facts: list[Facts]) -> None:
    graph = entity_projection(library_facts)
    edge = graph.edges["model/quillnet", "model/baseprover"]
    assert edge["shared"] == 3
    assert edge["weight"] == pytest.approx(3 / math.sqrt(5 * 3))
    assert graph.nodes["model/quillnet"] == {"label": "QuillNet", "type": "Model", "papers": 5}
    # what one paper alone names is not in it, unless one asks for it
    assert "model/inkmaster" not in graph
    assert "model/inkmaster" in entity_projection(library_facts, least=1)
    assert {d["type"] for _, d in entity_projection(library_facts, ["Model"]).nodes(data=True)} == {"Model"}


def test_papers_are_tied_by_what_they_share_the_rarer_the_more(papers: Corpora) -> None:
    facts = papers("hub rare", "hub rare", "hub x", "hub y")
    graph, rare = paper_projection(facts, least=0), rarity(Corpus.of(facts))
    length = math.hypot(rare["method/hub"], rare["method/rare"])
    assert graph.edges["p000", "p001"]["weight"] == pytest.approx(1)
    other = math.hypot(rare["method/hub"], rare["method/x"])
    assert graph.edges["p000", "p002"]["weight"] == pytest.approx(rare["method/hub"] ** 2 / (length * other))
    assert rare["method/rare"] > rare["method/hub"]


def test_the_two_sides_together(library_facts: list[Facts]) -> None:
    graph = bipartite(library_facts, ["Benchmark"])
    assert nx.is_bipartite(graph)
    assert graph.edges["paper/9901.00001", "benchmark/math"]["role"] == "evaluates_on"
    assert {d["kind"] for _, d in graph.nodes(data=True)} == {"paper", "entity"}
    assert {d.get("type") for _, d in graph.nodes(data=True)} == {"Benchmark", None}


def test_an_unrelated_paper_changes_no_pair(papers: Corpora) -> None:
    texts = ["a b t1", "a t1 c", "b c t2", "a b c t2", "c t2"]
    before, after = papers(*texts), papers(*texts, "u v w", "u v")
    pairs = entity_projection(before)
    with_more = entity_projection(after)
    assert {e: with_more.edges[e] for e in pairs.edges} == {e: pairs.edges[e] for e in pairs.edges}
    assert list(related(after, "a")) == related(before, "a")
    assert [g for g in gaps(after) if g.target.startswith("t")] == gaps(before)


@pytest.mark.parametrize(
    "report", [r for r, about in REPORTS.items() if not any(not t.startswith("[") for t in about.things)]
)
def test_the_order_of_papers_does_not_matter(library_facts: list[Facts], report: str) -> None:
    assert analyze(disturbed(library_facts), report) == analyze(library_facts, report)


# statistics


def test_statistics_agree_with_what_books_print() -> None:
    # Fisher's lady tasting tea: 3 of 4 right, two-sided 34/70
    assert fisher(3, 4, 1, 4) == pytest.approx(34 / 70)
    assert fisher(0, 10, 0, 10) == 1
    # Wilson's interval of 0 of 10 (Newcombe 1998, method 3)
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0, 0) == (0, 1)
    assert benjamini_hochberg([]) == []
    assert benjamini_hochberg([0.005, 0.011, 0.02, 0.04, 0.13]) == pytest.approx([0.025, 0.0275, 1 / 30, 0.05, 0.13])


# reports


def test_overview_counts_and_warns(library_facts: list[Facts]) -> None:
    lines = {(line.section, line.name): line for line in overview(library_facts)}
    assert lines["papers", "all"].amount == 5
    assert lines["papers", "with a date"][2:4] == (4, 0.8)
    assert lines["results", "all"].amount == 8
    assert lines["entities", "models"].amount == 3
    assert lines["entities", "models"].note.startswith("QuillNet (5), BaseProver (3)")
    assert lines["months", "2099-02"].amount == 2
    assert lines["coverage", "results without a metric"].amount == 1
    assert lines["coverage", "results without what was measured on"].amount == 2
    assert lines["coverage", "papers without a result"][2:] == (2, 0.4, "")
    assert overview([])[0].amount == 0


def test_trends_tell_what_rises_and_not_what_seems_to(papers: Corpora) -> None:
    texts = [
        "steady falls"
        if i < 20 and i % 2
        else "steady rises"
        if i >= 20 and i % 2
        else "steady rare"
        if i in (30, 32)
        else "steady"
        for i in range(40)
    ]
    dates = [f"2099-{1 + i // 4:02}-{1 + i % 4:02}" for i in range(40)]
    found = {t.label: t for t in trends(papers(*texts, dates=dates))}
    assert {name: t.course for name, t in found.items()} == {"steady": "steady", "rises": "new", "falls": "falling"}
    assert (found["rises"].earlier, found["rises"].later, found["rises"].later_share) == (0, 10, 0.5)
    assert found["rises"].q == pytest.approx(3 * fisher(0, 20, 10, 20) / 2, abs=1e-4)
    # two mentions are no trend, though both are late
    assert "rare" not in found
    assert [t.label for t in trends(papers(*texts, dates=dates), type="Task")] == []


def test_trends_keep_a_day_together_and_need_dates(papers: Corpora) -> None:
    assert trends(papers("a", "a", "a", "a")) == []
    assert trends(papers("a", "a", "a", "a", dates=["2099-01-01"] * 4)) == []
    (row,) = trends(papers("a", "a", "a", "a", "a", dates=["2099-01-01"] * 3 + ["2099-02-01"] * 2))
    assert (row.earlier, row.later) == (3, 2)


def test_no_trends_are_told_with_the_reason_and_the_remedy(papers: Corpora, run: Run, tmp_path: Path) -> None:
    def why(*texts: str, dates: list[str] | None = None, **options: str) -> str:
        reason = REPORTS["trends"].why_empty
        assert reason is not None
        return reason(papers(*texts, dates=dates), **options)

    assert why("a", "a", dates=["", "--05-17"]).startswith("no paper has a date: give each its day in the input (")
    assert why("a", "a", dates=["2099-01-01"] * 2).startswith("all dated papers are of one day, 2099-01-01: ")
    assert why("a", "a", dates=["2099-01-01", "2099-02-01"], type="Task", task="a") == (
        "no entity of type Task and in papers that name a is named by 4 dated papers: add papers, or ask with less"
    )
    (tmp_path / "facts.jsonl").write_text(papers("a")[0].to_json() + "\n", encoding="utf-8")
    for format in ("table", "csv"):
        done = run("analyze", tmp_path, "trends", "-f", format)
        assert (done.returncode, done.stderr.startswith("nothing to report: no paper has a date: ")) == (0, True)


def test_central_measures_are_those_of_their_papers(library_facts: list[Facts]) -> None:
    graph, rows = entity_projection(library_facts), {c.entity: c for c in central(library_facts)}
    lengths = {(a, b): {"length": 1 / data["weight"]} for a, b, data in graph.edges(data=True)}
    nx.set_edge_attributes(graph, lengths)
    between = nx.betweenness_centrality(graph, weight="length")
    core = nx.core_number(graph)
    assert {e: c.betweenness for e, c in rows.items()} == pytest.approx(between, abs=1e-5)
    assert {e: c.core for e, c in rows.items()} == core
    # PageRank by its definition: what a random walk with jumps comes to
    nodes = list(graph)
    links = nx.to_numpy_array(graph, nodes, weight="weight")
    step = 0.85 * links / links.sum(axis=1, keepdims=True) + 0.15 / len(nodes)
    rank = np.full(len(nodes), 1 / len(nodes))
    for _ in range(200):
        rank = rank @ step
    assert [rows[n].pagerank for n in nodes] == pytest.approx(list(rank), abs=1e-5)
    assert max(rows.values(), key=lambda c: c.pagerank).label == "QuillNet"
    assert {c.type for c in central(library_facts, type="Model")} == {"Model"}
    over = {c.entity for c in central(library_facts, over="Model, Benchmark")}
    assert over == {e for e in rows if e.startswith(("model/", "benchmark/"))}
    with pytest.raises(GraphError, match="no type 'Modle'"):
        central(library_facts, over="Modle")
    assert central([]) == []


def test_pagerank_and_communities_agree_with_scikit_network(library_facts: list[Facts]) -> None:
    # everything, also what one paper names: the larger graph of the five papers
    graph = entity_projection(library_facts)
    nodes = list(graph)
    links = nx.to_scipy_sparse_array(graph, nodes, weight="weight", format="csr")
    theirs = PageRank(n_iter=200, tol=1e-12).fit_predict(csr_matrix(links))
    ours = {c.entity: c.pagerank for c in central(library_facts)}
    assert [ours[n] for n in nodes] == pytest.approx(list(theirs), abs=1e-5)
    # no partition that Louvain finds is better than ours, but for the small communities that the report leaves out
    rows = communities([*library_facts])
    found = [set(row.members.split(", ")) for row in rows]
    label = nx.get_node_attributes(graph, "label")
    parts = [{n for n in nodes if label[n] in members} for members in found]
    rest = [{n} for n in nodes if not any(n in p for p in parts)]
    modularity = nx.community.modularity(graph, [*parts, *rest], weight="weight")
    louvain = Louvain(random_state=1).fit_predict(csr_matrix(links))
    others = [{n for n, k in zip(nodes, louvain, strict=True) if k == group} for group in set(louvain)]
    assert modularity >= nx.community.modularity(graph, others, weight="weight") - 0.05


def test_communities_are_what_is_named_together(papers: Corpora) -> None:
    first, second = ["a1", "a2", "a3", "a4"], ["c1", "c2", "c3", "c4", "c5"]
    texts = [f"{x} {y}" for group in (first, second) for x, y in combinations(group, 2)]
    found = communities(papers(*texts, "a1 c1"))
    assert [(c.community, c.entities, c.papers) for c in found] == [(1, 5, 11), (2, 4, 7)]
    assert set(found[1].members.split(", ")) == set(first)
    assert (found[0].bridges, found[1].bridges) == ("a1", "c1")
    # c1 is linked out of its community: it does not name it first
    assert not found[0].name.startswith("c1")


def test_a_leaderboard_ranks_what_is_comparable(library_facts: list[Facts]) -> None:
    board = leaderboard(library_facts, "MATH")
    assert [(p.rank, p.value, p.subject, p.best_so_far) for p in board] == [
        (1, "45.0%", "InkMaster", True), (2, "41.5%", "QuillNet", True), (3, "40.0%", "QuillNet", False),
        (4, "38.0%", "BaseProver", False),
    ]  # fmt: skip
    assert board[1].sentence.startswith("It reaches 41.5% accuracy on MATH, up from 38.0%")
    less = leaderboard(library_facts, "lemmabench", "perplexity")
    assert [(p.rank, p.value, p.best_so_far) for p in less] == [(1, "9.5", True), (2, "12.5", True)]
    # all boards of two results and more
    assert [p.benchmark for p in leaderboard(library_facts)] == ["MATH"] * 4 + ["LemmaBench"] * 2
    with pytest.raises(GraphError, match=r"no result by 'perplexity' \(there are results by accuracy\)"):
        leaderboard(library_facts, "MATH", "perplexity")


def test_contradictions_are_of_one_subject_benchmark_and_metric(library_facts: list[Facts]) -> None:
    (row,) = contradictions(library_facts)
    assert (row.subject, row.benchmark, row.metric, row.value, row.other_value) == (
        "QuillNet", "MATH", "accuracy", "41.5%", "40.0%",
    )  # fmt: skip
    assert {row.paper, row.other_paper} == {"9901.00001", "9902.00010"}
    assert row.title == "QuillNet: Sparse Routing for Proof Search"
    # two values in one paper are two settings
    one_paper = [f for f in library_facts if f.paper.id == row.paper]
    assert contradictions(one_paper) == []


def test_comparing_tells_who_wins_where(library_facts: list[Facts]) -> None:
    rows = {(r.aspect, r.name): (r.one, r.other) for r in compare(library_facts, "QuillNet", "BaseProver")}
    assert rows["papers", "all"] == ("5", "3")
    assert rows["papers", "both"] == ("3", "3")
    assert rows["papers", "introduces"] == ("1", "0")
    assert rows["same benchmark", "MATH accuracy"] == ("41.5%, 40.0%", "38.0%")
    assert rows["against each other", "MATH accuracy"] == ("41.5%", "")
    other_way = {(r.aspect, r.name): (r.one, r.other) for r in compare(library_facts, "BaseProver", "QuillNet")}
    assert other_way["against each other", "MATH accuracy"] == ("", "41.5%")


def test_a_comparison_shows_titles_and_keeps_ids_for_programs(library_facts: list[Facts]) -> None:
    (row,) = [r for r in compare(library_facts, "QuillNet", "BaseProver") if r.aspect == "against each other"]
    assert row.papers == "9901.00001"
    assert row.titles == "QuillNet: Sparse Routing for Proof Search"
    assert "titles" in REPORTS["compare"].narrow
    assert "papers" not in REPORTS["compare"].narrow


def test_similar_papers_say_why(papers: Corpora) -> None:
    facts = papers("hub rare x", "hub rare", "hub", "alone")
    rows = similar(facts, "Paper 0")
    assert [(r.id, r.shared, r.why) for r in rows] == [("p001", 2, "rare, hub"), ("p002", 1, "hub")]
    graph = paper_projection(facts, least=0)
    assert {r.id: r.score for r in rows} == {p: round(d["weight"], 4) for p, d in graph["p000"].items()}


def test_related_entities_discount_hubs(papers: Corpora) -> None:
    facts = papers("a near hub", "a near hub", "hub b", "hub c", "hub d", "hub e", "hub f", "hub g")
    rows = related(facts, "a")
    assert [(r.label, r.shared) for r in rows] == [("near", 2), ("hub", 2)]
    assert [r.score for r in rows] == [round(4 / math.sqrt(4), 4), round(4 / math.sqrt(2 * 8), 4)]
    assert rows[0].why == "Paper 0; Paper 1"
    assert related([*facts, *papers(*["x"] * 8, "a near")[8:]], "a")[0][4:] == (3, "Paper 0; Paper 1")
    assert related(facts, "a", type="Task") == []


def test_ways_go_round_hubs(papers: Corpora) -> None:
    facts = papers("start hub", "hub end", "start rare", "rare end", *(f"hub x{i}" for i in range(9)))
    found = ways(facts, "start", "end", limit=2)
    assert [h.label for h in found if h.way == 1] == ["start", "Paper 2", "rare", "Paper 3", "end"]
    assert [h.label for h in found if h.way == 2] == ["start", "Paper 0", "hub", "Paper 1", "end"]
    assert [h.link for h in found if h.way == 1] == ["", "used by", "uses", "used by", "uses"]
    assert ways(papers("a", "c"), "a", "c") == []
    assert ways(facts, "start", "start") == []


def test_gaps_are_pairs_that_only_neighbours_have(papers: Corpora) -> None:
    facts = papers("m x", "m x", "x t", "x t", "m y", "y t", "m z", "z t", "far t9", "far t9")
    found = {(g.method, g.target): g for g in gaps(facts)}
    assert set(found) == {("m", "t")}
    # through x flow 2 * 2 of 4 shared papers, through y and z 1 * 1 of 2 each
    assert found["m", "t"].score == 2 * 2 / 4 + 1 / 2 + 1 / 2
    assert found["m", "t"].why == "x, y, z"
    # where all links are of one paper it is what NetworkX computes
    once = papers("m x", "m y", "m z", "x t", "y t", "z w", "x t2")
    single = entity_projection(once, least=1)
    pairs = [("method/m", "task/t"), ("method/m", "task/t2"), ("method/w", "task/t"), ("method/z", "task/t")]
    theirs = {(a, b): score for a, b, score in nx.resource_allocation_index(single, pairs)}
    ours = resource_allocation(single)
    assert {pair: ours.get(pair, 0.0) for pair in pairs} == pytest.approx(theirs)
    assert gaps(facts, "t") == gaps(facts, "m") == gaps(facts)
    assert gaps(facts, "far") == []


def test_hardware_with_what_is_reported_on_it(make_facts: MakeFacts) -> None:
    text = "On H100 it is 3x faster, saves 40% memory, and 5x faster again."
    rows = [("hardware/h100", "Hardware", "H100", "evaluates_on", ["H100"], ())]
    results = [
        ("3x", "speedup", "H100", None, None),
        ("40%", "memory", "H100", None, None),
        ("5x", "speedup", "H100", None, None),
    ]
    one = make_facts(Paper("p", "P", text, date="2099-03-04"), rows, results)
    two = make_facts(
        Paper("q", "Q", "H100", date="2099-05-04"), [("hardware/h100", "Hardware", "H100", "mentions", ["H100"], ())]
    )
    (device,) = hardware([one, two])
    assert device[2:6] == (2, 1, "2099-03 (1), 2099-05 (1)", 3)
    assert device.speedups == "5x, 3x"


def test_lineage_tells_family_members_and_what_builds_on_it(make_facts: MakeFacts) -> None:
    def model(name: str, role: str, *parents: str) -> tuple[object, ...]:
        return (f"model/{name}", "Model", name, role, [name], parents)

    facts = [
        make_facts(
            Paper("1", "T", "fam fam-2", date="2099-01-01"),
            [model("fam", "introduces"), model("fam-2", "introduces", "model/fam")],
        ),
        make_facts(
            Paper("2", "T", "fam-2 new", date="2099-03-01"),
            [model("fam-2", "uses", "model/fam"), model("new", "introduces")],
        ),
        make_facts(
            Paper("3", "T", "fam-3 other", date="2099-02-01"),
            [model("fam-3", "mentions", "model/fam"), model("other", "introduces")],
        ),
    ]
    rows = [(r.relation, r.label, r.first) for r in lineage(facts, "fam")]
    assert rows == [
        ("itself", "fam", "2099-01-01"), ("member", "fam-2", "2099-01-01"), ("member", "fam-3", "2099-02-01"),
        ("builds on it", "new", "2099-03-01"),
    ]  # fmt: skip
    assert [r.relation for r in lineage(facts, "fam-2")] == ["family", "itself", "builds on it"]


# asking and writing


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        (("nothing",), {}, "no report 'nothing'"),
        (("compare", "QuillNet"), {}, "compare is about ONE OTHER"),
        (("overview", "QuillNet"), {}, "overview is about the whole graph"),
        (("overview",), {"type": "Model"}, "overview takes no --type"),
        (("lineage", "Nobody"), {}, "no entity 'Nobody'"),
        (("similar", "no such title"), {}, "no paper 'no such title' (give an id or words of the title)"),
    ],
)
def test_a_wrong_question_is_told(
    library_facts: list[Facts], arguments: tuple[str, ...], options: dict[str, str], said: str
) -> None:
    with pytest.raises(GraphError) as error:
        analyze(library_facts, *arguments, **options)
    assert said in str(error.value)


def test_a_report_takes_a_build_a_graph_and_a_part_of_one(library_build: Path, library_facts: list[Facts]) -> None:
    graph = kgraph.load(library_build)
    assert leaderboard(library_build) == leaderboard(graph) == leaderboard(library_facts)
    part = graph.subgraph([n for n in graph if n != "paper/9902.00010"])
    assert "45.0%" not in {p.value for p in leaderboard(part)}


def test_rows_are_written_so_that_they_do_no_harm(papers: Corpora) -> None:
    rows = related(papers("a =1+1 |x| +5%", "a =1+1 |x| +5%"), "a")
    cells = list(csv.DictReader(io.StringIO(to_csv(rows))))
    assert {c["label"] for c in cells} == {"'=1+1", "|x|", "+5%"}
    assert [r["label"] for r in json.loads(to_json(rows))] == [r.label for r in rows]
    assert r"\|x\|" in to_markdown(rows)
    assert (to_csv([]), to_json([]), to_markdown([])) == ("\r\n", "[]\n", "")


@pytest.mark.parametrize("format", ["table", "csv", "json", "md", "html"])
def test_the_command_gives_each_format(run: Run, library_build: Path, format: str) -> None:
    done = run("analyze", library_build, "leaderboard", "MATH", "-f", format)
    assert done.returncode == 0, done.stderr
    assert "45.0%" in done.stdout


def test_the_command_lists_the_reports_and_writes_files(run: Run, library_build: Path, tmp_path: Path) -> None:
    listed = run("analyze", library_build).stdout
    assert all(name in listed for name in REPORTS)
    done = run(
        "analyze", library_build, "related", "QuillNet", "--type", "Task", "-f", "csv", "-o", "rows.csv", cwd=tmp_path
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert [row["label"] for row in csv.DictReader((tmp_path / "rows.csv").open(encoding="utf-8"))] == [
        "theorem proving"
    ]
    assert run("analyze", library_build, "path", "QuillNet").returncode == 1


def test_types_are_known_in_any_capitals_and_others_are_an_error(library_facts: list[Facts]) -> None:
    assert analyze(library_facts, "related", "LoRA", type="model") == analyze(
        library_facts, "related", "LoRA", type="Model"
    )
    with pytest.raises(GraphError, match=r"no type 'Foo' of entities \(one of Model, Method"):
        analyze(library_facts, "trends", type="Foo")


def test_words_of_several_titles_lead_to_the_papers(library_facts: list[Facts]) -> None:
    with pytest.raises(
        GraphError, match=r"2 papers match 'proof search' \(among them: 10.1000/speed \(.*; 9901.00001 \("
    ):
        analyze(library_facts, "similar", "proof search")


def test_what_all_rows_of_a_table_share_is_told_once(run: Run, library_build: Path) -> None:
    lines = run("analyze", library_build, "leaderboard", "MATH", "accuracy").stdout.splitlines()
    assert lines[1].startswith("All rows: benchmark MATH · metric accuracy · unit percent")
    assert "benchmark" not in lines[3]
    assert "rank" in lines[3]
    assert "earlier_share" in run("analyze", library_build, "trends", "-f", "csv").stdout
