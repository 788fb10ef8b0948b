"""The query page in a browser: asking, showing, links that hold a query, and no request to anywhere else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from served import Server, serving

from kgraph.sparql import stored_queries

MODELS = "SELECT ?model ?label WHERE { ?model a kg:Model ; skos:prefLabel ?label } ORDER BY ?label"
COUNTS = "SELECT ?type (COUNT(*) AS ?n) WHERE { ?x a ?type } GROUP BY ?type ORDER BY DESC(?n) ?type"
DATES = "SELECT ?date ?n WHERE { VALUES (?date ?n) { ('2024-01' 3) ('2024-03' 5) ('2024-12' 2) } }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(STRLEN(STR(?l)) > STRLEN(STR(?c))) }"
AWKWARD = r"""PREFIX a: <a:>
CONSTRUCT { a:a a:b "a \"quote\" \\ é 🦙\n<b>\t." , "mot"@fr , 5 , 1.50 , 1e3 , true , "2099-01-02"^^xsd:date , <a:-x> ;
  a <http://example.org/a%20b#.c.> . <a:c> a:b "5" } WHERE {}"""
HOSTILE = "<img src=x onerror='window.harmed=1'></script><script>window.harmed=2</script>"


@pytest.fixture(scope="module")
def server(sample_build: Path) -> Iterator[Server]:
    with serving(sample_build) as one:
        yield one


@dataclass
class QueryPage:
    """An open query page, and what it complained about and asked for."""

    page: Page
    server: Server
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, address: str = "/") -> None:
        self.page.goto(self.server.address + address)
        self.page.wait_for_selector("body[data-ready=true]", state="attached")

    def run(self, text: str) -> None:
        self.page.fill("#text", text)
        self.page.keyboard.press("Control+Enter")
        self.done()

    def done(self) -> None:
        """Wait until an answer or an error is shown."""
        self.page.wait_for_selector("#results:not([hidden]), #error:not([hidden])")
        self.page.wait_for_selector("#stop", state="hidden")

    def until(self, condition: str) -> None:
        """Wait until a condition in JavaScript holds; the page's policy forbids it to be evaluated inside."""
        end = time.monotonic() + 30
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, f"{condition} never held"
            self.page.wait_for_timeout(20)

    def column(self, number: int) -> list[str]:
        return self.page.locator(f"#view tbody tr td:nth-child({number})").all_inner_texts()

    @property
    def status(self) -> str:
        return self.page.locator("#status").inner_text()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[QueryPage]:
    yield from opened(browser, server)


def opened(browser: Browser, server: Server) -> Iterator[QueryPage]:
    """A query page that must neither complain nor ask another server."""
    one = QueryPage(browser.new_page(viewport=ViewportSize(width=1200, height=900)), server)
    one.page.on("console", lambda m: one.complaints.append(m.text) if m.type in ("error", "warning") else None)
    one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
    one.page.on("request", lambda request: one.requests.append(request.url))
    yield one
    assert not one.complaints
    assert all(url.startswith((server.address + "/", "data:")) for url in one.requests), one.requests
    one.page.close()


def test_query_is_asked_and_its_rows_link_to_their_pages(page: QueryPage) -> None:
    page.open()
    page.run(MODELS)
    assert page.column(1) == ["model:baseprover", "model:quillnet"]
    assert page.column(2) == ["BaseProver", "QuillNet"]
    assert page.status.startswith("2 rows in ")
    page.page.click("#view tbody tr:nth-child(2) a")
    page.page.wait_for_selector("article h1")
    assert page.page.locator("h1").inner_text() == "QuillNet"


def test_address_holds_the_query_and_its_view(page: QueryPage, browser: Browser, server: Server) -> None:
    page.open()
    page.run(COUNTS)
    page.page.click("#as-chart")
    page.page.select_option("#axes [name=kind]", "points")
    address = page.page.url.removeprefix(server.address)
    for other in opened(browser, server):
        other.open(address)
        other.done()
        assert other.page.input_value("#text") == COUNTS
        assert other.page.locator("#as-chart").get_attribute("aria-selected") == "true"
        assert other.page.locator("#axes [name=kind]").input_value() == "points"


def test_back_returns_to_the_query_before(page: QueryPage) -> None:
    page.open()
    page.run(MODELS)
    page.run(COUNTS)
    page.page.go_back()
    page.until("document.getElementById('text').value.includes('skos:prefLabel')")
    page.page.wait_for_selector("#view th:has-text('label')")


def test_link_to_the_endpoint_opens_the_page(page: QueryPage) -> None:
    page.open(f"/sparql?query={quote(MODELS)}")
    page.done()
    assert page.page.input_value("#text") == MODELS
    assert len(page.column(1)) == 2


def test_table_is_sorted_by_a_click_on_a_column(page: QueryPage) -> None:
    page.open()
    page.run("SELECT ?n ?name { VALUES (?n ?name) { (10 'b') (9 'a10') (100 'a9') } }")
    assert page.column(1) == ["10", "9", "100"]
    page.page.click("#view th:nth-child(1) button")
    assert page.column(1) == ["9", "10", "100"]
    page.page.click("#view th:nth-child(1) button")
    assert page.column(1) == ["100", "10", "9"]
    page.page.click("#view th:nth-child(2) button")
    assert page.column(2) == ["a9", "a10", "b"]


def test_long_answer_is_drawn_in_parts(page: QueryPage) -> None:
    page.open()
    digits = " ".join(map(str, range(10)))
    page.run(
        f"SELECT (?a * 100 + ?b * 10 + ?c AS ?n) {{ VALUES ?a {{ {digits} }} VALUES ?b {{ {digits} }} VALUES ?c {{ {digits} }} }}"
    )
    assert page.status.startswith("1,000 rows")
    assert len(page.column(1)) == 500
    page.page.click("#view .more")
    assert len(page.column(1)) == 1000
    assert page.page.locator("#view .more").is_hidden()


@pytest.mark.parametrize(
    ("query", "shape", "count", "texts"),
    [(COUNTS, "rect", 16, ["kg:Mention"]), (DATES, "path", 1, ["2024-01", "2024-12", "date", "n"]),
     ("SELECT ?x ?y { VALUES (?x ?y) { (1 2.5) (2 -3.5) } }", "circle", 2, ["x", "y"])],
)  # fmt: skip
def test_numbers_are_drawn(page: QueryPage, query: str, shape: str, count: int, texts: list[str]) -> None:
    page.open()
    page.run(query)
    page.page.click("#as-chart")
    chart = page.page.locator("#view svg.chart")
    assert chart.locator(shape).count() >= min(count, 5)
    drawn = chart.locator("text").all_text_contents()
    for text in texts:
        assert text in drawn
    assert not any("NaN" in text for text in drawn)
    assert "NaN" not in chart.inner_html()


def test_points_of_time_stand_in_proportion(page: QueryPage) -> None:
    page.open()
    page.run(DATES)
    page.page.click("#as-chart")
    places = [float(c.get_attribute("cx") or 0) for c in page.page.locator("#view circle").all()]
    # January to March is two months of eleven
    assert (places[1] - places[0]) / (places[2] - places[0]) == pytest.approx(2 / 11, abs=0.02)


def test_answer_without_numbers_has_no_chart(page: QueryPage) -> None:
    page.open()
    page.run(MODELS)
    assert page.page.locator("#as-chart").is_disabled()


def test_truth_and_triples_are_shown(page: QueryPage) -> None:
    page.open()
    page.run("ASK { ?x a kg:Model }")
    assert page.column(1) == ["yes"]
    page.run("CONSTRUCT WHERE { ?b a kg:Benchmark ; skos:prefLabel ?l }")
    assert page.status.startswith("4 triples")
    page.page.click("#as-table")
    assert set(page.column(3)) == {"kg:Benchmark", "LemmaBench", "MATH"}
    assert page.page.locator("#downloads a").all_inner_texts() == ["Turtle", "JSON-LD", "N-Triples", "RDF/XML"]


def test_literals_of_triples_are_read_back(page: QueryPage) -> None:
    page.open()
    page.run(AWKWARD)
    page.page.click("#as-table")
    assert {"5", "mot"} < set(page.column(3))
    assert any(text.startswith('a "quote" \\ é 🦙') for text in page.column(3))


def test_graph_is_shown_as_turtle_with_links(page: QueryPage, server: Server) -> None:
    page.open()
    page.page.select_option("#stored", "nanopublication")
    page.done()
    assert page.page.locator("#as-turtle").get_attribute("aria-selected") == "true"
    assert page.page.locator("#as-chart").is_disabled()
    assert shown_graph(page) == {q.triple for q in answered(server, {"query": "nanopublication"})}
    text = page.page.locator("#view").inner_text()
    assert "@prefix np: <http://www.nanopub.org/nschema#> .\n" in text
    assert "a np:Nanopublication ;\n" in text
    page.page.click("#as-table")
    assert page.page.url.endswith("&view=table")
    page.page.click("#as-turtle")
    assert "view=" not in page.page.url
    page.page.click("#view a:has-text('/extraction')")
    page.page.wait_for_selector("article h1")


@pytest.mark.parametrize("name", ["annotations", "AWKWARD"])
def test_shown_turtle_says_what_was_answered(name: str, page: QueryPage, server: Server) -> None:
    query = AWKWARD if name == "AWKWARD" else stored_queries()[name].text
    page.open()
    page.run(query)
    assert len(shown_graph(page)) > 5
    assert shown_graph(page) == {q.triple for q in answered(server, {"query": query})}


def answered(server: Server, asked: dict[str, str]) -> Iterator[ox.Quad]:
    response = server.client.post("/query", data=asked, headers={"Accept": "application/n-triples"})
    return ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES)


def shown_graph(page: QueryPage) -> set[ox.Triple]:
    """What a person would copy from the page."""
    text = page.page.locator("#view pre").text_content() or ""
    return {q.triple for q in ox.parse(text, format=ox.RdfFormat.TURTLE)}


def test_nothing_found_is_said(page: QueryPage) -> None:
    page.open()
    page.run("SELECT * { ?x a <http://example.org/Unicorn> }")
    assert page.page.locator("#view").inner_text() == "Nothing was found."


def test_answers_are_saved_in_a_format(page: QueryPage) -> None:
    page.open()
    page.run(MODELS)
    with page.page.expect_download() as saved:
        page.page.click("#downloads a:has-text('CSV')")
    assert saved.value.suggested_filename == "answer.csv"
    assert Path(saved.value.path()).read_bytes().startswith(b"model,label\r\n")


def test_stored_queries_are_in_a_menu(page: QueryPage) -> None:
    page.open()
    assert page.page.locator("#stored option").count() == 1 + len(stored_queries())
    name = next(iter(stored_queries()))
    page.page.select_option("#stored", name)
    page.done()
    assert "SELECT" in page.page.input_value("#text")
    assert page.page.locator("#error").is_hidden()


def test_parameters_have_fields_with_the_names_of_the_graph(page: QueryPage, browser: Browser, server: Server) -> None:
    page.open()
    page.page.select_option("#stored", "results-of-model")
    page.done()
    before = len(page.column(1))
    page.page.focus("#parameters [name=model]")
    page.page.wait_for_selector("#names-model option", state="attached")
    names = page.page.locator("#names-model option").evaluate_all("options => options.map((o) => o.value)")
    assert names == ["BaseProver", "QuillNet"]
    page.page.fill("#parameters [name=model]", "BaseProver")
    page.page.keyboard.press("Enter")
    page.until(f"document.querySelectorAll('#view tbody tr').length < {before}")
    assert set(page.column(1)) == {"BaseProver"}
    address = page.page.url.removeprefix(server.address)
    assert address.startswith("/#name=results-of-model&")
    for other in opened(browser, server):
        other.open(address)
        other.done()
        assert other.page.input_value("#parameters [name=model]") == "BaseProver"
        assert set(other.column(1)) == {"BaseProver"}


def test_parameters_follow_what_is_typed(page: QueryPage) -> None:
    page.open()
    page.run(
        "# parameter: least (integer) = 2; at least\nSELECT $least ?n { VALUES ?n { 1 2 3 } FILTER(?n >= $least) }"
    )
    assert page.column(1) == ["2", "3"]
    page.page.fill("#parameters [name=least]", "3")
    page.page.click("#run")
    page.until("document.querySelectorAll('#view tbody tr').length === 1")


def test_mistake_is_told_and_shown(page: QueryPage) -> None:
    page.open()
    page.run("SELECT ?x {\n  ?x a kg:Paper")
    assert "never closed" in page.page.locator("#error").inner_text()
    assert selected(page) == "{"
    page.run("SELECT ?x {\n  ?x kg:introduce ?y }")
    assert "kg:introduces" in page.page.locator("#error").inner_text()
    assert selected(page) == "kg:introduce"
    page.run(MODELS)
    assert page.page.locator("#error").is_hidden()
    # the browser itself notes that an answer was an error
    assert all("400" in complaint for complaint in page.complaints)
    page.complaints.clear()


def selected(page: QueryPage) -> str:
    """What is marked in the editor."""
    return str(page.page.evaluate("getSelection().toString()"))


def test_query_can_be_stopped(page: QueryPage) -> None:
    page.open()
    page.page.fill("#text", ENDLESS)
    page.page.click("#run")
    page.page.click("#stop")
    page.page.wait_for_selector("#stop", state="hidden")
    assert page.status == "Stopped"
    page.run(MODELS)
    assert len(page.column(1)) == 2


def test_texts_cannot_harm_the_page(browser: Browser, tmp_path: Path) -> None:
    store = ox.Store()
    node = ox.NamedNode("https://example.org/x")
    store.add(ox.Quad(node, ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), ox.Literal(HOSTILE)))
    store.dump(tmp_path / "graph.ttl", ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())
    with serving(tmp_path) as hostile:
        for page in opened(browser, hostile):
            page.open(f"/#query={quote(f'SELECT ?l ?n {{ ?x rdfs:label ?l BIND(1 AS ?n) }} # {HOSTILE}')}")
            page.done()
            assert page.column(1) == [HOSTILE]
            page.page.click("#as-chart")
            page.page.goto(f"{hostile.address}/resource?iri={quote('https://example.org/x')}")
            assert page.page.locator("h1").inner_text() == HOSTILE
            assert page.page.evaluate("window.harmed") is None


def test_page_fits_a_telephone(browser: Browser, server: Server) -> None:
    for page in opened(browser, server):
        page.page.set_viewport_size(ViewportSize(width=360, height=700))
        for address in (f"/#query={quote(COUNTS)}", "/id/paper/arxiv/9901.00001", "/classes"):
            page.page.goto("about:blank")
            page.page.goto(server.address + address)
            page.page.wait_for_selector("main *")
            assert page.page.evaluate("document.documentElement.scrollWidth") <= 360, address
        page.requests[:] = [r for r in page.requests if r != "about:blank"]
