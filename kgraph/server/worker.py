"""The process that answers questions: it loads the graph, then reads one job a line until its input ends.

A job is one of `_JOBS` as ``do``, and the arguments of its function, ``{"do": "describe", "iri": …, "accept": …}``. For
each it writes a line ``{"status", "type", "size"}``, then the body. All of it is one process's work, so that ending the process ends the question.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO

from kgraph.errors import KgraphError
from kgraph.server.answering import answer_query, answer_question
from kgraph.server.describing import answer_description
from kgraph.server.limits import RefusedError, out_of_memory
from kgraph.sparql import open_store
from kgraph.sparql.sources import LocalGraph

_MEGABYTE = 1 << 20
_JOBS: dict[str, Callable[..., tuple[str, bytes]]] = {
    "query": answer_query,
    "question": answer_question,
    "describe": answer_description,
}


def main(build: str, rows: str, megabytes: str, seconds: str) -> None:
    """Answer jobs from standard input on standard output."""
    # a terminal's Ctrl-C goes to all processes; the server ends this one in its own time
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = _own_output()
    try:
        graph = LocalGraph(open_store(Path(build)))
    except KgraphError as error:
        _write_line(out, {"error": str(error)})
        return
    _limit_memory(int(megabytes))
    served = {"base": graph.base, "triples": len(graph.store)}
    _write_line(out, served)
    for line in sys.stdin.buffer:
        # ends this process should the server have been killed and nobody be left to do it
        _alarm(float(seconds) + 2)
        status, media_type, body = _done(graph, json.loads(line), int(rows))
        _alarm(0)
        _write_line(out, {"status": status, "type": media_type, "size": len(body)})
        out.write(body)
        out.flush()


def _own_output() -> BinaryIO:
    """Standard output, kept for answers: whatever else prints goes to standard error."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def _done(graph: LocalGraph, job: dict[str, Any], rows: int) -> tuple[int, str, bytes]:
    try:
        media_type, body = _JOBS[job.pop("do")](graph, max_rows=rows, **job)
    except MemoryError:
        return _refused(out_of_memory())
    except RefusedError as error:
        return _refused(error)
    except KgraphError as error:
        return HTTPStatus.BAD_REQUEST, "", str(error).encode()
    return HTTPStatus.OK, media_type, body


def _refused(error: RefusedError) -> tuple[int, str, bytes]:
    return error.status, "", str(error).encode()


def _write_line(out: BinaryIO, record: dict[str, Any]) -> None:
    out.write(json.dumps(record).encode() + b"\n")
    out.flush()


def _limit_memory(megabytes: int) -> None:
    """Let this process have so much more than it has now, where the system can limit it."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        now = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + megabytes * _MEGABYTE,) * 2)
        # no file of the memory of a process that was refused more
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main(*sys.argv[1:])
