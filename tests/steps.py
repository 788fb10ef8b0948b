"""The steps of `docs/triple-stores.md`, for a test to run: in another folder, on other ports, nothing else."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from pathlib import Path

_PAGE = Path(__file__).parents[1] / "docs" / "triple-stores.md"


def steps(section: str, places: Mapping[str, str]) -> dict[str, list[str]]:
    """The blocks of a section of the page by language, in order, with these places for those that it names."""
    _, _, text = _PAGE.read_text(encoding="utf-8").partition(f"\n## {section}\n")
    text, _, _ = text.partition("\n## ")
    for place, here in places.items():
        text = text.replace(place, here)
    blocks: dict[str, list[str]] = {}
    for language, block in re.findall(r"^ *```(\w+)\n(.*?)^ *```$", text, re.M | re.S):
        blocks.setdefault(language, []).append(re.sub(r"^ {3}", "", block, flags=re.M))
    return blocks


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
