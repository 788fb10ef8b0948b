"""The explorer used as a person would: on real papers, and on a generated graph of 10,000 entities and 60,000 links."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import Explorer
from playwright.sync_api import Browser

import kgraph
from kgraph.explorer import write_explorer
from kgraph.records import Entity, Facts, Mention, Paper, Result
from kgraph.schema import ENTITY_TYPES

Open = Callable[..., Explorer]
LANDMARKS = Path("examples/landmark-papers.txt")


def large_facts(papers: int = 6000, entities: int = 12_000, names: int = 11) -> list[Facts]:
    """Papers of nine years that name things, a few of which are in hundreds of papers."""
    dice, types = random.Random(11), list(ENTITY_TYPES)
    made = []
    for number in range(papers):
        # a hub now and then, and things of the paper's own corner
        corner = number % 400
        chosen = {min(int(dice.paretovariate(0.6)), 400) - 1 for _ in range(3)}
        chosen |= {400 + corner * 29 + dice.randrange(29) for _ in range(names - 2)}
        words = {c: f"thing{c} of corner {c % 97}" for c in sorted(chosen) if c < entities}
        text = "; ".join(words.values()) + "; it reaches 41.5% accuracy."
        found = []
        for c, word in words.items():
            start = text.index(word)
            mention = Mention("abstract", start, start + len(word), word, "rule")
            found.append(Entity(f"{types[c % 7].lower()}/{c}", types[c % 7], word, "uses", "rule", mention, (mention,)))
        test = next((w for c, w in words.items() if types[c % 7] == "Benchmark"), None)
        at = text.index("41.5%")
        result = Result("41.5%", "accuracy", test, None, None, "abstract", at, at + 5, "rule", 41.5, 41.5, "percent")
        date = f"20{90 + number % 9}-{1 + number % 12:02}-{1 + number % 28:02}"
        made.append(
            Facts(
                Paper(f"20.{number:05}", f"Paper {number}", text, date=date),
                tuple(sorted(found, key=lambda e: e.id)),
                (result,),
            )
        )
    return made


@pytest.fixture(scope="module")
def pages(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Explorers of real papers, and of a large graph."""
    folder = tmp_path_factory.mktemp("whole")
    real, large = kgraph.extract(kgraph.read(root / LANDMARKS)).facts, large_facts()
    linked = {e.id for f in large for e in f.entities}
    assert len(linked) >= 10_000
    assert sum(len(f.entities) for f in large) >= 60_000
    corpora = {"real": real, "large": large}
    # pages of the listing site as people save them, where they lie beside the project
    if saved := sorted((root.parent / "shared" / "seeds").glob("*.txt")):
        corpora["saved"] = kgraph.extract(kgraph.read(saved)).facts
    return {name: write_explorer(facts, folder / f"{name}.html") for name, facts in corpora.items()}


@pytest.fixture
def whole(browser: Browser, pages: dict[str, Path]) -> Iterator[Open]:
    """``whole("real", at=...)``; afterwards no page may have complained, or asked for anything."""
    opened: list[Explorer] = []

    def open_(name: str, **options: object) -> Explorer:
        if name not in pages:
            pytest.skip("no saved pages beside the project")
        opened.append(Explorer.open(browser, pages[name], **options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_
    complaints = [c for one in opened for c in one.complaints]
    requests = {r.split("#")[0] for one in opened for r in one.requests if not r.startswith(("data:", "blob:"))}
    for one in opened:
        one.page.close()
    assert complaints == []
    assert requests <= {path.as_uri() for path in pages.values()}


@pytest.mark.parametrize(("name", "size"), [("real", 3_000_000), ("large", 25_000_000)])
def test_the_page_is_small(pages: dict[str, Path], name: str, size: int) -> None:
    assert pages[name].stat().st_size < size


@pytest.mark.parametrize("name", ["real", "saved", "large"])
def test_a_walk_through(whole: Open, name: str, tmp_path: Path) -> None:
    page = whole(name)
    # first view: some hundreds of nodes at most, every one of them named and in sight
    assert 60 <= len(page.drawn()) <= 300
    assert len([b for b in page.labels() if str(b["id"]).startswith("e")]) > 0.9 * len(page.drawn())
    assert page.page.locator("#panel h3").count() >= 5
    # search with a typing error
    hub = page.evaluate("kg.now().slice.entities.find((e) => e.label.length > 8).label")
    typed = hub[:3] + hub[4] + hub[3] + hub[5:]
    hits = page.hits(typed)
    assert hits[0].split(" (")[0] == hub
    page.press("Enter")
    assert page.heading == hub
    # expand: the next page of its papers
    before = page.drawn()
    group = page.evaluate("kg.canvas.view().nodes.find((n) => n.group).group")
    page.evaluate(f"kg.turn({group!r})")
    page.settle()
    assert page.drawn() != before
    # path to the least named entity that has one
    other = page.evaluate("kg.now().slice.companions(kg.now().state.at, 99).at(-1).entity.label")
    page.page.click("#panel >> text=Path to…")
    page.page.keyboard.type(other)
    page.press("Enter")
    assert page.page.locator(".ways li").count() >= 1
    assert {hub, other} <= page.drawn()
    # filter by date
    years = sorted(page.evaluate("[...new Set(kg.model.papers.map((p) => p.time.slice(0, 4)))]"))
    page.show(f"#from={years[-1]}")
    left = page.evaluate("kg.now().slice.papers.length")
    assert 0 < left < page.evaluate("kg.model.papers.length")
    assert page.page.locator("#count").inner_text().startswith(f"{left:,} of ")
    # leaderboards
    page.show("#at=")
    page.page.click("[data-tool=boards]")
    page.page.locator("#sheet tbody button").first.click()
    assert page.page.locator("#sheet td.value").count() >= 1
    # take away
    page.show("#at=")
    page.page.click("[data-tool=take]")
    with page.page.expect_download() as download:
        page.page.click("#take [data-format=csv]")
    download.value.save_as(tmp_path / "rows.csv")
    rows = (tmp_path / "rows.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + page.evaluate("kg.now().slice.entities.length")
    # back through all of it
    page.page.go_back()
    page.settle()
    assert page.page.locator("#sheet td.value").count() >= 1


@pytest.mark.parametrize("name", ["real", "saved", "large"])
def test_by_keyboard_alone(whole: Open, name: str) -> None:
    page = whole(name)
    reached = []
    for _ in range(60):
        page.page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "[document.activeElement.id, document.activeElement.className, document.activeElement.dataset.tool, document.activeElement.dataset.without].join(' ')"
            )
        )
        outlined = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outlined != "none", reached[-1]
        if "vis-network" in reached[-1]:
            break
    assert {"home", "query"} <= {r.split(" ")[0] for r in reached}
    assert any("boards" in r for r in reached)
    assert any("Model" in r for r in reached)
    assert "vis-network" in reached[-1]
    page.press("ArrowRight", "ArrowRight", "Enter")
    assert page.evaluate("kg.now().state.at !== null")
    page.press("Escape")
    assert page.evaluate("kg.now().state.at") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1500, 400])
def test_nothing_serious_in_the_way_of_people_with_disabilities(whole: Open, scheme: str, width: int) -> None:
    page = whole("real", width=width)
    page.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    views = [
        "#at=", "#at=method/large-language-model", "#as=board", "#as=board&at=benchmark/imagenet", "#from=2015&roles=uses",
        "#as=path&at=model/bert&with=benchmark/imagenet", "#as=compare&at=model/bert&with=model/gpt",
        f"#at={page.evaluate('encodeURIComponent(kg.model.nameOf(kg.model.papers[3]))')}",
    ]  # fmt: skip
    for view in views:
        page.show(view)
        found = Axe().run(page.page).response["violations"]
        serious = [(view, v["id"], v["nodes"][0]["target"]) for v in found if v["impact"] in ("serious", "critical")]
        assert serious == []


@pytest.mark.parametrize(
    "view", ["#at=", "#at=model/bert", "#as=board", "#as=compare&at=model/bert&with=model/gpt", "#from=2015"]
)
def test_a_telephone_is_wide_enough(whole: Open, view: str) -> None:
    page = whole("real", width=400, height=800, at=view)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert page.page.locator("#count").is_visible()
    box = page.page.locator("#canvas").bounding_box()
    assert box is not None
    assert box["height"] > 200


def test_sentence_behind_a_value_is_seen_whole_on_a_telephone(whole: Open) -> None:
    page = whole("real", width=400, height=800, at="#as=board&at=benchmark/mmlu")
    page.page.locator("#sheet button.value").first.click()
    box = page.page.locator("#sheet tr.told:not([hidden]) div").first.bounding_box()
    assert box is not None
    assert 0 <= box["x"] < box["x"] + box["width"] <= 400


@pytest.mark.parametrize("width", [360, 390, 430])
def test_both_ends_of_a_path_are_named_on_a_telephone(whole: Open, width: int) -> None:
    page = whole("real", width=width, height=800, at="#as=path&at=model/bert&with=model/alphafold")
    named = {page.evaluate(f"kg.canvas.item({label['id']!r}).id") for label in page.labels()}
    assert {"model/bert", "model/alphafold"} <= named


def test_a_mistyped_short_name_is_found_before_what_only_begins_so(whole: Open) -> None:
    assert whole("real").hits("bret")[0] == "BERT"


def test_keys_are_not_told_to_whom_has_none(pages: dict[str, Path], browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 400, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(pages["real"].as_uri() + "#at=model/bert")
    page.wait_for_selector("body[data-ready=true]", state="attached")
    page.tap("#panel >> text=Path to…")
    shown = page.locator("#query").get_attribute("placeholder"), page.locator("#caption").inner_text()
    context.close()
    assert shown == ("Search for the second thing", "Search for the second thing")


def test_dark_mode_redraws_the_canvas(whole: Open) -> None:
    page = whole("real")
    corner = "(() => { const c = kg.canvas.view().tone; return c.back + c.region; })()"
    light = page.evaluate(corner)
    page.page.emulate_media(color_scheme="dark")
    page.settle()
    assert page.evaluate(corner) != light


def test_paper_prints_the_panel(whole: Open) -> None:
    page = whole("real", at="#at=model/bert")
    page.page.emulate_media(media="print")
    assert page.page.locator("#panel h2").is_visible()
    assert page.page.locator("#filters").is_hidden()
