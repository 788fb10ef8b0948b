"""Explorers that tests open: of a small sample, of a year's papers, of hostile texts, of nothing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Explorer
from playwright.sync_api import Browser

from kgraph.explorer import write_explorer
from kgraph.records import Entity, Facts, Mention, Paper, Publisher, Result
from kgraph.schema import ENTITY_TYPES

HOSTILE = [
    "</script><script>window.harmed = 1</script>",
    "<img src=x onerror='window.harmed = 2'>",
    "<!--<script>",
    "\"'`${window.harmed = 3}",
    "{{ 7 * 7 }}{% raw %}",
    "a\u2028b\u2029c",
    "\u202egnp.exe\u2066",
    "😀Net🤖",
    "__proto__",
    "%22%3F=&#at",
    "x" * 400,
]


def hostile_facts() -> list[Facts]:
    """Three papers whose every text is one of `HOSTILE`."""
    abstract = " 😀 ".join(HOSTILE)
    made = []
    for number in range(3):
        entities = []
        for i, text in enumerate(HOSTILE):
            start = abstract.index(text)
            mention = Mention("abstract", start, start + len(text), text, HOSTILE[0])
            role = ("introduces", "uses", "mentions")[i % 3]
            entities.append(Entity(f"method/{text}", "Method", text, role, HOSTILE[1], mention, (mention,)))
        paper = Paper(
            id=f"{number}{HOSTILE[9]}",
            title=f"{HOSTILE[0]} 😀 {number}",
            abstract=abstract,
            organisation=Publisher(HOSTILE[1], "", f"organisation/{HOSTILE[1]}"),
            url="javascript:window.harmed=4",
            sources=(HOSTILE[0],),
        )
        result = Result(
            "xxx", HOSTILE[0], HOSTILE[1], HOSTILE[7], None, "abstract", len(abstract) - 3, len(abstract), "r"
        )
        made.append(Facts(paper, tuple(entities), (result,)))
    return made


def many_facts(papers: int = 281, names: int = 1200, length: int = 0) -> list[Facts]:
    """Papers of a corpus as large as a year's reading: names of all lengths, few in many papers, many in one."""
    dice = random.Random(5)
    words = "graph sparse reading of neural proof speech translation benchmark deep routing policy 3D GPT".split()
    types = list(ENTITY_TYPES)
    pool = [(types[i % 7], " ".join(dice.sample(words, 1 + i % 5 // 2)) + f" {i}") for i in range(names)]
    made = []
    for number in range(papers):
        chosen = sorted({min(int(dice.paretovariate(0.5)), names) - 1 for _ in range(9)})
        parts = [pool[c][1] for c in chosen]
        abstract = "; ".join(parts) + "." + " More words." * (length // 12)
        entities = []
        for c in chosen:
            type_, name = pool[c]
            start = abstract.index(name)
            mention = Mention("abstract", start, start + len(name), name, "lexicon")
            entities.append(Entity(f"{type_.lower()}/{c}", type_, name, "uses", "role-uses", mention, (mention,)))
        paper = Paper(f"2099.{number:05}", f"Paper {number}", abstract, date=f"2099-01-{1 + number % 28:02}")
        made.append(Facts(paper, tuple(sorted(entities, key=lambda e: e.id))))
    return made


@pytest.fixture(scope="session")
def files(sample_facts: list[Facts], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Explorers, by what is in them."""
    folder = tmp_path_factory.mktemp("explorers")
    corpora = {
        "sample": sample_facts,
        "many": many_facts(),
        "hostile": hostile_facts(),
        "none": [],
        "nameless": [Facts(Paper("a", "A title", ""))],
    }
    return {name: write_explorer(facts, folder / f"{name}.html") for name, facts in corpora.items()}


@pytest.fixture(scope="module")
def shared(browser: Browser, files: dict[str, Path]) -> Iterator[Explorer]:
    one = Explorer.open(browser, files["sample"])
    yield one
    one.page.close()


@pytest.fixture
def page(shared: Explorer) -> Iterator[Explorer]:
    """The sample at its first view, in one page for all tests; it may not complain."""
    shared.complaints.clear()
    shared.evaluate("document.activeElement.blur()")
    shared.page.mouse.move(5, 5)
    shared.show("#at=")
    yield shared
    assert shared.complaints == []


Open = Callable[..., Explorer]


@pytest.fixture
def explorer(browser: Browser, files: dict[str, Path]) -> Iterator[Open]:
    """``explorer("sample", width=..., at=...)``; afterwards no page may have complained, or asked for anything."""
    opened: list[Explorer] = []

    def open_(name: str, **options: Any) -> Explorer:
        opened.append(Explorer.open(browser, files[name], **options))
        return opened[-1]

    yield open_
    complaints = [c for one in opened for c in one.complaints]
    requests = {r.split("#")[0] for one in opened for r in one.requests if not r.startswith("data:")}
    for one in opened:
        one.page.close()
    assert complaints == []
    assert requests <= {path.as_uri() for path in files.values()}
