"""A Virtuoso of our own for a test, by the steps of `docs/triple-stores.md`: other folder, other ports, nothing else."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from steps import free_port, steps

_PATIENCE = 60


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Address of the endpoint of a server with `outputs/graph.nq` of the folder loaded, until the block ends."""
    sql_port, web_port = free_port(), free_port()
    places = {
        "/srv/kgraph": str(folder),
        "127.0.0.1:1111": f"127.0.0.1:{sql_port}",
        "127.0.0.1:8890": f"127.0.0.1:{web_port}",
    }
    blocks = steps("Virtuoso", places)
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
