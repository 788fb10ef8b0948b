"""A Chromium for the tests of the explorer: found, started once, and watched for what a page must not do."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def started() -> Iterator[Browser]:
    """The browser; the test is skipped without one, unless ``KGRAPH_REQUIRE_BROWSER`` is 1."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        missing = f"none of {', '.join(_NAMES)} is on the PATH"
        if os.environ.get("KGRAPH_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_OPTIONS)
        yield browser
        browser.close()


@dataclass
class Explorer:
    """An open explorer, and what its page complained about and asked the network for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, browser: Browser, path: Path, *, width: int = 1500, height: int = 900, at: str = "") -> Explorer:
        """The explorer of a file, at an address such as ``#at=model/quillnet``, once it has drawn."""
        one = cls(browser.new_page(viewport=ViewportSize(width=width, height=height)))
        one.page.on("console", lambda m: one.complaints.append(m.text) if m.type in ("error", "warning") else None)
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        one.page.on("request", lambda request: one.requests.append(request.url))
        one.page.goto(path.as_uri() + at)
        one.settle()
        return one

    def show(self, at: str) -> None:
        """Go to an address within the page, as a link or a bookmark does."""
        self.evaluate(f"""new Promise((done) => {{
            if (location.hash === {at!r}) return done();
            addEventListener("popstate", done, {{ once: true }});
            location.hash = {at!r};
        }})""")
        self.settle()

    def settle(self) -> None:
        """Wait until the page has drawn what it was told to draw: labels come with the next frame."""
        self.page.wait_for_selector("body[data-ready=true]", state="attached")
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def until(self, condition: str) -> None:
        """Wait until a condition in JavaScript holds; the page's policy forbids it to be evaluated inside."""
        end = time.monotonic() + 10
        while not self.page.evaluate(condition):
            assert time.monotonic() < end, f"{condition} never held"
            self.page.wait_for_timeout(20)

    @property
    def heading(self) -> str:
        """The panel's."""
        return self.page.locator("#panel h2").inner_text()

    @property
    def caption(self) -> str:
        """The line under the drawing."""
        return self.page.locator("#caption").inner_text()

    def drawn(self) -> set[str]:
        """Names of the entities and papers in the drawing."""
        return set(self.evaluate("kg.canvas.drawn().map((key) => kg.canvas.item(key).label)"))

    def labels(self) -> list[dict[str, Any]]:
        """The labels that are drawn: ``id``, ``left``, ``top``, ``right``, ``bottom``, ``size``, in pixels."""
        return cast("list[dict[str, Any]]", self.evaluate("kg.labels.boxes()"))

    def circles(self) -> list[dict[str, Any]]:
        """The nodes: ``id``, ``x``, ``y``, ``radius``, in pixels of the canvas."""
        return cast(
            "list[dict[str, Any]]",
            self.evaluate("""kg.canvas.drawn().map((id) => {
                const place = kg.canvas.network.getPosition(id), {x, y} = kg.canvas.network.canvasToDOM(place);
                return {id, x, y, radius: kg.canvas.network.body.nodes[id].options.size * kg.canvas.network.getScale()};
            })"""),
        )

    def place(self, label: str) -> tuple[float, float]:
        """Where on the page the node of an entity or paper is."""
        key = self.evaluate(f"kg.canvas.drawn().find((key) => kg.canvas.item(key).label === {label!r})")
        node = next(c for c in self.circles() if c["id"] == key)
        box = self.page.locator("#canvas").bounding_box()
        assert box is not None
        return box["x"] + node["x"], box["y"] + node["y"]

    def click(self, label: str) -> None:
        """Click a node."""
        self.page.mouse.click(*self.place(label))
        self.settle()

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
        self.settle()

    def hits(self, query: str) -> list[str]:
        """What the search offers for a query typed after ``/``."""
        self.evaluate("document.getElementById('query').value = ''; document.activeElement.blur()")
        self.page.keyboard.press("/")
        self.page.keyboard.type(query)
        return self.page.locator("#hits li span:not(.dot):not(.kind)").all_inner_texts()

    def evaluate(self, script: str) -> Any:
        """The value of a script's expression in the page."""
        return self.page.evaluate(script)
