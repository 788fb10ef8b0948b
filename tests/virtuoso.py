"""A Virtuoso of our own for a test, by the steps of `docs/triple-stores.md`: other folder, other ports, nothing else."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAGE = Path(__file__).parents[1] / "docs" / "triple-stores.md"
_PATIENCE = 60


def steps(folder: Path, sql_port: int, web_port: int) -> dict[str, list[str]]:
    """The blocks of the page by language, in order, with this folder and these ports."""
    text = _PAGE.read_text(encoding="utf-8")
    text = text.replace("/srv/kgraph", str(folder)).replace("127.0.0.1:1111", f"127.0.0.1:{sql_port}")
    text = text.replace("127.0.0.1:8890", f"127.0.0.1:{web_port}")
    blocks: dict[str, list[str]] = {}
    for language, block in re.findall(r"^ *```(\w+)\n(.*?)^ *```$", text, re.M | re.S):
        blocks.setdefault(language, []).append(re.sub(r"^ {3}", "", block, flags=re.M))
    return blocks


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Address of the endpoint of a server with `outputs/graph.nq` of the folder loaded, until the block ends."""
    sql_port, web_port = free_port(), free_port()
    blocks = steps(folder, sql_port, web_port)
    (start,) = (b for b in blocks["sh"] if b.startswith("virtuoso-t"))
    (load,) = (b for b in blocks["sh"] if b.startswith("isql-vt"))
    (folder / "virtuoso.ini").write_text(blocks["ini"][0], encoding="utf-8")
    (folder / "load.sql").write_text(blocks["sql"][0], encoding="utf-8")
    log = folder / "printed.txt"
    with open(log, "wb") as printed:
        server = subprocess.Popen(start.split(), cwd=folder, stdout=printed, stderr=printed)
    try:
        deadline = time.monotonic() + _PATIENCE
        while "Server online" not in log.read_text(errors="replace"):
            assert server.poll() is None, log.read_text(errors="replace")
            assert time.monotonic() < deadline, "Virtuoso does not come up"
            time.sleep(0.1)
        loaded = subprocess.run(load.split(), capture_output=True, text=True, check=True, timeout=_PATIENCE)
        assert "0 Rows." in loaded.stdout, loaded.stdout + loaded.stderr
        yield f"http://127.0.0.1:{web_port}/sparql"
    finally:
        server.terminate()
        server.wait(_PATIENCE)
