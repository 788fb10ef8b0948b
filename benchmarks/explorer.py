"""The explorer beside pyvis's own page of the same graph: size, time to the first view, frames a second while panning.

Run ``python benchmarks/explorer.py BUILD``, or ``--papers 10000`` for made-up papers in place of a build; Chromium must
be on the PATH. pyvis draws papers and entities with the links between them. Both pages are opened in the same browser, one
after the other; the figures are the best of the rounds.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from pathlib import Path

import networkx as nx
from playwright.sync_api import Browser, Error, Page, sync_playwright
from pyvis.network import Network

from kgraph.explorer import write_explorer
from kgraph.loading import load_facts
from kgraph.records import Entity, Facts, Mention, Paper
from kgraph.schema import ENTITY_TYPES

#: When the page has drawn something: a pixel of its canvas that is not transparent.
DRAWN = """() => [...document.querySelectorAll("canvas")].some((canvas) => {
    const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    return canvas.width && data.some((value, i) => i % 4 === 3 && value);
})"""
#: Frames a second while the view moves from side to side for three seconds.
PAN = """(network) => new Promise((done) => {
    let frames = 0;
    const start = performance.now(), from = network.getViewPosition();
    const step = () => {
        network.moveTo({ position: { x: from.x + 200 * Math.sin(frames++ / 20), y: from.y } });
        const spent = performance.now() - start;
        if (spent < 3000) requestAnimationFrame(step); else done(frames / spent * 1000);
    };
    step();
})"""


def made_up(papers: int, entities: int, links: int) -> list[Facts]:
    """Papers that name entities, a few of which are in many papers."""
    dice, types = random.Random(3), list(ENTITY_TYPES)
    found = []
    for number in range(papers):
        chosen = sorted({min(int(dice.paretovariate(0.35)), entities) - 1 for _ in range(links // papers + 2)})
        names = [f"thing {c} of {c % 97}" for c in chosen]
        text, made = "; ".join(names), []
        for c, name in zip(chosen, names, strict=True):
            at = text.index(name)
            mention = Mention("abstract", at, at + len(name), name, "r")
            made.append(Entity(f"method/{c}", types[c % 7], name, "uses", "r", mention, (mention,)))
        paper = Paper(f"2099.{number:05}", f"Paper {number}", text, date=f"20{90 + number % 9}-{1 + number % 12:02}-03")
        found.append(Facts(paper, tuple(sorted(made, key=lambda e: e.id))))
    return found


def pyvis_page(facts: list[Facts], path: Path) -> nx.Graph[str]:
    """The graph that pyvis draws on the page at the path."""
    graph: nx.Graph[str] = nx.Graph()
    for one in facts:
        graph.add_node(one.paper.id, label=one.paper.title, title="Paper")
        for entity in one.entities:
            graph.add_node(entity.id, label=entity.name, title=entity.type)
            graph.add_edge(one.paper.id, entity.id)
    network = Network(height="900px", width="100%", cdn_resources="in_line")
    network.from_nx(graph)
    path.write_text(network.generate_html(), encoding="utf-8")
    return graph


def measured(browser: Browser, path: Path, network: str, rounds: int, patience: float) -> tuple[float, float]:
    """Seconds until the page has drawn, and frames a second while it is panned."""
    times, frames = [], []
    for _ in range(rounds):
        page: Page = browser.new_page(viewport={"width": 1500, "height": 900})
        page.set_default_timeout(1000 * patience)
        start = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_function(DRAWN)
        times.append(time.perf_counter() - start)
        frames.append(page.evaluate(f"({PAN})({network})"))
        page.close()
    return min(times), max(frames)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", nargs="?")
    parser.add_argument("--papers", type=int, default=0)
    parser.add_argument("--entities", type=int, default=10_000)
    parser.add_argument("--links", type=int, default=60_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--patience", type=float, default=300.0, help="seconds to wait for a page")
    asked = parser.parse_args()
    facts = made_up(asked.papers, asked.entities, asked.links) if asked.papers else load_facts(asked.build)
    linked = {e.id for f in facts for e in f.entities}
    print(f"{len(facts)} papers, {len(linked)} entities, {sum(len(f.entities) for f in facts)} links")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, theirs = Path(folder, "ours.html"), Path(folder, "theirs.html")
        start = time.perf_counter()
        write_explorer(facts, ours)
        made = time.perf_counter() - start
        graph = pyvis_page(facts, theirs)
        print(f"pyvis draws {len(graph)} nodes and {graph.number_of_edges()} edges")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, path, network, seconds in (
            ("kgraph", ours, "kg.canvas.network", made),
            ("pyvis", theirs, "network", time.perf_counter() - start - made),
        ):
            try:
                first, frames = measured(browser, path, network, asked.rounds, asked.patience)
            except Error:
                print(
                    f"{name}: {path.stat().st_size / 1e6:.2f} MB, written in {seconds:.1f} s, nothing to see in {asked.patience} s"
                )
                continue
            print(
                f"{name}: {path.stat().st_size / 1e6:.2f} MB, written in {seconds:.1f} s, first view {first:.2f} s, "
                f"{frames:.0f} frames a second"
            )
        browser.close()


if __name__ == "__main__":
    main()
