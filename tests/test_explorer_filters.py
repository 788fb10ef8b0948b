"""The explorer's filters: what they leave, what the page says of it, and that a link shows the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import Explorer
from explorer_pages import Open, many_facts
from playwright.sync_api import Browser

from kgraph.explorer import write_explorer
from kgraph.records import Facts, Paper


def unfold(page: Explorer) -> None:
    if page.page.locator("#more").is_hidden():
        page.page.click("#unfold")


def count(page: Explorer) -> str:
    return page.page.locator("#count").inner_text()


def test_the_count_says_what_is_left_and_of_how_many(page: Explorer) -> None:
    whole = count(page)
    assert re.fullmatch(r"\d+ papers · \d+ entities", whole)
    page.show("#from=2099")
    assert re.match(r"\d+ of \d+ papers · \d+ of \d+ entities · papers without a date are left out", count(page))
    page.page.click("text=Clear filters")
    assert count(page) == whole
    assert page.page.locator("text=Clear filters").is_hidden()


def test_a_role_that_is_off_takes_its_links_away(page: Explorer) -> None:
    page.show("#at=model/quillnet")
    panel = page.page.locator("#panel")
    assert "Used by 1 paper" in panel.inner_text()
    unfold(page)
    page.page.click("[data-roles=uses]")
    assert "Used by" not in panel.inner_text()
    assert "Introduced by 1 paper" in panel.inner_text()
    assert page.evaluate("location.hash") == "#at=model%2Fquillnet&roles=uses"


def test_dates_are_chosen_by_dragging_over_the_bars(explorer: Open) -> None:
    page = explorer("many")
    unfold(page)
    box = page.page.locator(".dates .bars").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.page.mouse.move(box["x"] + box["width"] * 0.26, y)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + box["width"] * 0.74, y, steps=5)
    page.page.mouse.up()
    page.settle()
    # 28 days of one month: a quarter in front, a quarter behind are left out
    assert page.evaluate("location.hash") == "#from=2099-01-08&until=2099-01-21"
    assert page.page.locator(".dates output").inner_text() == "2099-01-08 to 2099-01-21"
    dates = page.evaluate("kg.now().slice.papers.map((p) => p.date)")
    assert (min(dates), max(dates)) == ("2099-01-08", "2099-01-21")


def test_dates_are_chosen_by_keyboard(explorer: Open) -> None:
    page = explorer("many")
    unfold(page)
    page.page.focus(".dates input >> nth=0")
    page.press("ArrowRight", "ArrowRight")
    page.page.focus(".dates input >> nth=1")
    page.press("ArrowLeft")
    assert page.evaluate("location.hash") == "#from=2099-01-03&until=2099-01-27"
    assert page.page.locator(".dates input >> nth=0").get_attribute("aria-valuetext") == "2099-01-03"


@pytest.mark.parametrize(
    ("dates", "periods"),
    [
        (["2025-11-03", "2026-02-20"], ["2025-11", "2025-12", "2026-01", "2026-02"]),
        (["2026-03-30", "2026-04-02"], ["2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02"]),
        (["2026-03", "2026-04-02"], ["2026-03", "2026-04"]),
        (["1999-01-01", "2015-06-07"], [str(year) for year in range(1999, 2016)]),
        (["--05-06", "", "2026"], []),
    ],
)
def test_periods_of_the_bars(page: Explorer, dates: list[str], periods: list[str]) -> None:
    papers = [{"time": "" if d.startswith("--") else d} for d in dates]
    assert page.page.evaluate("(papers) => kg.histogram.periods(papers)", papers) == periods


def test_without_dates_there_are_no_bars(browser: Browser, tmp_path: Path) -> None:
    path = write_explorer([Facts(Paper("a", "A title", "")), Facts(Paper("b", "Another", ""))], tmp_path / "e.html")
    page = Explorer.open(browser, path)
    unfold(page)
    assert page.page.locator(".dates").count() == 0
    page.page.close()


def test_least_organisation_and_field(explorer: Open) -> None:
    page = explorer("many")
    unfold(page)
    selects = page.page.locator("#more select")
    page.page.get_by_label("Papers at least").select_option("10")
    assert min(page.evaluate("kg.now().slice.entities.map((e) => kg.now().slice.count(e))")) >= 10
    page.page.get_by_label("Field").select_option(index=1)
    page.settle()
    assert len(set(page.evaluate("kg.canvas.drawn().map((key) => kg.canvas.item(key).community)"))) == 1
    page.page.get_by_label("Organisation").select_option(index=1)
    name = page.evaluate("kg.now().state.by.label")
    assert page.evaluate("kg.now().slice.papers.every((p) => kg.now().slice.named(p).has(kg.now().state.by))")
    assert name in selects.nth(0).locator("option:checked").inner_text()
    # a link shows the same
    address, said = page.evaluate("location.hash"), count(page)
    again = explorer("many", at=address)
    assert count(again) == said
    assert again.drawn() == page.drawn()


def test_a_click_on_a_title_of_the_map_goes_into_its_field_and_out_again(explorer: Open) -> None:
    page = explorer("many")
    fields = set(page.evaluate("kg.canvas.drawn().map((key) => kg.canvas.item(key).community)"))
    assert len(fields) > 1

    def click_title() -> None:
        title = next(label for label in page.labels() if str(label["id"]).startswith("c"))
        box = page.page.locator("#canvas").bounding_box()
        assert box is not None
        page.page.mouse.click(box["x"] + title["left"] + 5, box["y"] + (title["top"] + title["bottom"]) / 2)
        page.settle()

    click_title()
    assert len(set(page.evaluate("kg.canvas.drawn().map((key) => kg.canvas.item(key).community)"))) == 1
    assert page.evaluate("location.hash").startswith("#field=")
    page.page.wait_for_timeout(450)
    click_title()
    assert page.evaluate("location.hash") in ("", "#")


def test_what_is_hidden_can_be_brought_back(page: Explorer) -> None:
    x, y = page.place("QuillNet")
    page.page.mouse.move(x, y)
    page.press("h")
    assert "QuillNet" not in page.drawn()
    page.page.click(".hidden-things button")
    page.settle()
    assert "QuillNet" in page.drawn()


def test_what_is_pinned_stays_in_sight(explorer: Open) -> None:
    page = explorer("many")
    one, other = page.evaluate("""(({ entities, companions, papersOf }) => {
        const few = entities.filter((e) => papersOf(e).length === 1), near = new Set(companions(few[0], 999).map((c) => c.entity));
        return [few[0], few.find((e) => e !== few[0] && !near.has(e))].map((e) => [e.id, e.label]);
    })(kg.now().slice)""")
    page.show(f"#at={other[0]}")
    assert one[1] not in page.drawn()
    page.show(f"#at={one[0]}")
    page.page.click("#panel >> text=Pin")
    assert page.page.locator("#panel >> text=Pinned").get_attribute("aria-pressed") == "true"
    page.hits(other[1])
    page.press("Enter")
    assert page.heading == other[1]
    assert one[1] in page.drawn()
    assert page.evaluate("kg.now().state.pinned.map((e) => e.label)") == [one[1]]


def test_more_of_a_group_page_by_page_and_back(browser: Browser, tmp_path: Path) -> None:
    page = Explorer.open(browser, write_explorer(many_facts(), tmp_path / "e.html"), height=500)
    page.show("#at=" + page.evaluate("kg.now().slice.entities[0].id"))
    all_ = page.evaluate("kg.now().slice.count(kg.now().state.at)")
    before = page.drawn()
    seen = {label for label in before if label.startswith("Paper ")}

    def click_heading() -> None:
        heading = next(x for x in page.labels() if str(x["id"]).startswith("h-1"))
        box = page.page.locator("#canvas").bounding_box()
        assert box is not None
        page.page.mouse.click(box["x"] + heading["right"] - 4, box["y"] + (heading["top"] + heading["bottom"]) / 2)
        page.settle()
        page.page.wait_for_timeout(450)

    for _ in range(40):
        click_heading()
        if "open=" not in page.evaluate("location.hash"):
            break
        seen |= {label for label in page.drawn() if label.startswith("Paper ")}
    assert len(seen) == all_
    assert page.drawn() == before
    page.page.close()
