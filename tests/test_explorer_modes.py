"""The explorer's views of two things and of numbers: paths, comparisons, leaderboards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import pytest
from browser import Explorer
from playwright.sync_api import Browser

import kgraph
from kgraph.explorer import write_explorer
from kgraph.records import Facts, Paper

MakeFacts = Callable[..., Facts]


@pytest.fixture(scope="module")
def scores(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """Papers with results on one benchmark, measured in two ways, and one with a result on two."""
    texts = [
        (
            "a",
            "2098-01-05",
            "We present QuillNet. QuillNet reaches 41.5% accuracy on ImageNet, up from 38.0% for ResNet-50.",
        ),
        (
            "b",
            "2098-03-05",
            "We present InkNet. InkNet reaches 52% accuracy on ImageNet, compared to 44% for ResNet-50.",
        ),
        ("c", "2098-02-05", "We present BlotNet. BlotNet attains 12.5 perplexity on WikiText-103."),
        (
            "d",
            "2098-04-05",
            "We present NibNet. NibNet attains 11.5 perplexity on WikiText-103. It trains 3x faster on ImageNet.",
        ),
        ("e", "2098-01-02", "We present PenNet. PenNet gains 3.5% accuracy on CIFAR-10 and CIFAR-100."),
    ]
    papers = [Paper(id_, f"Paper {id_}", text, date=date) for id_, date, text in texts]
    path = write_explorer(kgraph.extract(papers).facts, tmp_path_factory.mktemp("scores") / "e.html")
    page = Explorer.open(browser, path)
    yield page
    assert page.complaints == []
    page.page.close()


def tables(page: Explorer) -> dict[str, list[str]]:
    """Heading of each table of a leaderboard -> its values, in order."""
    return {
        heading.inner_text(): board.locator("td.value").all_inner_texts()
        for heading, board in zip(
            page.page.locator("#sheet h3").all(), page.page.locator("#sheet .board").all(), strict=True
        )
    }


def test_a_leaderboard_keeps_apart_what_is_not_comparable_and_sorts_the_rest(scores: Explorer) -> None:
    scores.show("#as=board&at=benchmark/imagenet")
    found = tables(scores)
    assert found["Accuracy, % higher is better"] == ["52%", "44%", "41.5%", "38.0%"]
    assert [values for heading, values in found.items() if "×" in heading] in ([], [["3x"]])


def test_less_is_better_where_the_measure_says_so(scores: Explorer) -> None:
    scores.show("#as=board&at=benchmark/wikitext-103")
    assert tables(scores) == {"Perplexity lower is better": ["11.5", "12.5"]}


def test_a_value_unfolds_its_sentence(scores: Explorer) -> None:
    scores.show("#as=board&at=benchmark/imagenet")
    told = scores.page.locator("#sheet tr.told >> nth=0")
    assert told.is_hidden()
    value = scores.page.locator("#sheet button.value >> nth=0")
    value.click()
    assert told.inner_text() == "InkNet reaches 52% accuracy on ImageNet, compared to 44% for ResNet-50."
    assert value.get_attribute("aria-expanded") == "true"


def test_the_course_of_a_leaderboard_draws_each_dated_value_and_the_best_so_far(scores: Explorer) -> None:
    scores.show("#as=board&at=benchmark/imagenet")
    chart = scores.page.locator("#sheet .chart >> nth=0")
    assert chart.get_attribute("aria-label") == "accuracy on ImageNet over time"
    assert chart.locator(".point").count() == 4
    assert chart.locator("path.best").count() == 1
    assert {"2098-01", "2098-03"} <= set(chart.locator("text").all_text_contents())


def test_heads_of_a_leaderboard_are_written_alike(scores: Explorer) -> None:
    scores.show("#as=board&at=benchmark/imagenet")
    heads = scores.page.locator("#sheet th").all_inner_texts()
    assert {"value", "whose", "paper", "date"} <= set(heads)
    assert [h for h in heads if h != h.lower()] == []


def test_all_leaderboards_are_listed_and_open(scores: Explorer) -> None:
    scores.show("#at=")
    scores.page.click("[data-tool=boards]")
    rows = scores.page.locator("#sheet tbody tr")
    assert {"ImageNet", "WikiText-103"} <= {row.locator("button").inner_text() for row in rows.all()}
    assert scores.caption == "Click a name for its results."
    scores.page.click("#sheet >> text=WikiText-103")
    assert scores.evaluate("location.hash") == "#at=benchmark%2Fwikitext-103&as=board"
    scores.page.go_back()
    scores.settle()
    assert scores.page.locator("#sheet h2").inner_text() == "Leaderboards"


def test_filters_hold_for_leaderboards(scores: Explorer) -> None:
    scores.show("#as=board&at=benchmark/imagenet&from=2098-02")
    assert tables(scores)["Accuracy, % higher is better"] == ["52%", "44%"]


def test_a_comparison_sets_results_on_one_benchmark_side_by_side(scores: Explorer) -> None:
    scores.show("#as=compare&at=model/quillnet&with=model/inknet")
    sheet = scores.page.locator("#sheet")
    assert sheet.locator("h2").inner_text() == "QuillNet and InkNet"
    row = sheet.locator("tr", has_text="ImageNet").first
    assert [row.locator("td").nth(i).locator("b").all_inner_texts() for i in (2, 3)] == [["41.5%"], ["52%"]]
    assert "No paper names both." in sheet.inner_text()
    assert "ResNet-50" in sheet.inner_text()


def test_a_comparison_shows_results_against_each_other(scores: Explorer) -> None:
    scores.show("#as=compare&at=model/quillnet&with=model/resnet-50")
    text = scores.page.locator("#sheet").inner_text()
    assert "1 paper names both" in text
    assert "Results against each other" in text
    assert "41.5%" in text


def test_a_result_on_two_benchmarks_is_on_the_leaderboard_of_each(scores: Explorer) -> None:
    for name, other in (("CIFAR-10", "CIFAR-100"), ("CIFAR-100", "CIFAR-10")):
        scores.show(f"#as=board&at=benchmark/{name.lower()}")
        assert tables(scores) == {"Accuracy, % changes: gains, savings, gaps; not comparable with levels": ["3.5%"]}
        assert "CIFAR-10 and CIFAR-100" in scores.page.locator("#sheet tbody").inner_text()
        scores.show("#at=paper/e")
        scores.page.locator("#panel table").get_by_role("button", name=other, exact=True).click()
        assert scores.page.locator("#panel h2").inner_text() == other


def test_the_second_thing_is_asked_for_in_the_search_box(page: Explorer) -> None:
    page.show("#at=model/quillnet")
    page.page.click("#panel >> text=Compare with…")
    assert page.evaluate("document.activeElement.id") == "query"
    page.page.keyboard.type("baseprover")
    page.press("Enter")
    assert page.evaluate("location.hash") == "#at=model%2Fquillnet&with=model%2Fbaseprover&as=compare"
    # given up: the search opens things again
    page.show("#at=model/quillnet")
    page.page.click("#panel >> text=Path to…")
    page.press("Escape")
    page.page.keyboard.type("baseprover")
    page.press("Enter")
    assert page.heading == "BaseProver"


def test_a_path_is_drawn_and_told(page: Explorer) -> None:
    page.show("#at=model/quillnet")
    page.page.click("#panel >> text=Path to…")
    page.page.keyboard.type("theorem proving")
    page.press("Enter")
    assert page.heading == "From QuillNet to theorem proving"
    assert {"QuillNet", "theorem proving"} < page.drawn()
    first = page.page.locator(".ways li >> nth=0").inner_text()
    assert first.strip().startswith("QuillNet")
    assert first.endswith("theorem proving")


def test_ways_are_as_short_as_networkx_finds_them(page: Explorer, sample_build: Path) -> None:
    graph = nx.Graph(kgraph.load(sample_build))
    pairs = [
        ("model/quillnet", "task/theorem-proving"),
        ("hardware/a100", "model/baseprover"),
        ("model/quillnet", "benchmark/math"),
    ]
    for a, b in pairs:
        lengths = page.page.evaluate(
            "([a, b]) => kg.path.ways(kg.model.byId.get(a), kg.model.byId.get(b), kg.slice()).map((w) => w.length)",
            [a, b],
        )
        assert min(lengths) == len(nx.shortest_path(graph, a, b))


def test_a_hub_is_a_longer_step_than_what_is_rare(browser: Browser, make_facts: MakeFacts, tmp_path: Path) -> None:
    def paper(id_: str, *names: str) -> Facts:
        rows = [(f"method/{n}", "Method", n, "uses", [n], ()) for n in sorted(names)]
        return make_facts(Paper(id_, f"On {id_}", " ".join(names)), rows)

    facts = [
        paper("1", "start", "hub"),
        paper("2", "hub", "end"),
        paper("3", "start", "rare"),
        paper("4", "rare", "end"),
    ]
    facts += [paper(f"x{i}", "hub", f"other{i}") for i in range(20)]
    page = Explorer.open(browser, write_explorer(facts, tmp_path / "e.html"))
    ways = page.evaluate(
        "kg.path.ways(kg.model.byId.get('method/start'), kg.model.byId.get('method/end'), kg.slice()).map((w) => w[2].label)"
    )
    assert ways == ["rare", "hub"]
    page.page.close()


def test_where_no_way_leads_the_page_says_so(browser: Browser, make_facts: MakeFacts, tmp_path: Path) -> None:
    facts = [make_facts(Paper(n, n, n), [(f"method/{n}", "Method", n, "uses", [n], ())]) for n in ("one", "two")]
    page = Explorer.open(
        browser, write_explorer(facts, tmp_path / "e.html"), at="#as=path&at=method/one&with=method/two"
    )
    assert page.caption == "No way leads from one to the other."
    assert page.drawn() == {"one", "two"}
    page.page.close()


def test_the_course_over_time_of_an_entity(scores: Explorer) -> None:
    scores.show("#at=benchmark/imagenet")
    chart = scores.page.locator("#panel .chart")
    assert chart.get_attribute("aria-label") == "Papers that name ImageNet, over time"
    assert [bar.get_attribute("height") != "0" for bar in chart.locator(".bar").all()] == [True, False, True, True]
