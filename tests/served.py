"""A server in a process of its own, as `kgraph serve` starts it, and what it answers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx


@dataclass
class Server:
    """A server that runs.

    Attributes
    ----------
    address : str
        Without a slash at its end.
    client : httpx.Client
        Asks it; follows no redirect.
    """

    address: str
    process: subprocess.Popen[str]
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.Client(base_url=self.address, timeout=60)

    @property
    def sparql(self) -> str:
        """Address of the endpoint."""
        return f"{self.address}/sparql"

    def ask(self, query: str, accept: str = "text/csv") -> httpx.Response:
        """The answer to a query that is posted as a form."""
        return self.client.post("/sparql", data={"query": query}, headers={"Accept": accept})

    def get(self, path: str, accept: str = "*/*") -> httpx.Response:
        """The answer of an address."""
        return self.client.get(path, headers={"Accept": accept})


@contextmanager
def serving(build: Path, *options: str) -> Iterator[Server]:
    """A server of a build, ended as Ctrl-C ends it."""
    command = [sys.executable, "-m", "kgraph.cli", "serve", str(build), "--port", "0", *options]
    # its own group, so that what it leaves behind can be told
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True, env=os.environ)
    assert process.stderr is not None
    said = process.stderr.readline()
    address = re.match(r"(http://\S+)/ ", said)
    assert address, said + process.stderr.read()
    server = Server(address[1], process)
    try:
        yield server
    finally:
        server.client.close()
        process.send_signal(signal.SIGINT)
        process.wait(20)
        process.stderr.close()
