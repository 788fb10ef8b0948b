"""Processes that answer questions, one question at a time each; what takes too long is stopped with its process.

A question that is not done after a moment leaves its place among the quick ones to a fresh process and goes on with
lower priority, so that a slow question never holds up the others.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple

from kgraph.errors import GraphError
from kgraph.server.limits import Limits, RefusedError, out_of_memory
from kgraph.sparql.kept import graph_file

#: How much less a slow question gets of a processor that others want.
_NICER = 10


class Answer(NamedTuple):
    """What a process answered: the body of a response and its media type."""

    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Served:
    """What a process says of the graph that it has loaded.

    Attributes
    ----------
    base : str
        IRI under which its instances live.
    triples : int
        Statements in all its graphs.
    """

    base: str
    triples: int


class _Worker:
    """One process: JSON lines in, and for each a JSON line out that tells the size of the body that follows it."""

    def __init__(self, process: asyncio.subprocess.Process, served: Served, version: tuple[int, ...]) -> None:
        self._process, self.served, self.version = process, served, version

    @classmethod
    async def start(cls, build: Path, limits: Limits) -> _Worker:
        version = _version(build)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kgraph.server.worker", str(build), str(limits.rows), str(limits.megabytes),
            str(limits.seconds), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            head = await _head(process)
        except BaseException:
            await _end(process)
            raise
        if "error" in head:
            await _end(process)
            raise GraphError(head["error"])
        return cls(process, Served(**head), version)

    async def answer(self, job: dict[str, Any]) -> Answer:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(job).encode() + b"\n")
            await self._process.stdin.drain()
            head = await _head(self._process)
            body = await self._process.stdout.readexactly(head["size"])
        except (OSError, asyncio.IncompleteReadError, GraphError) as error:
            # where memory runs out in the engine it ends the process by a signal; by itself a process ends on our mistakes
            if await self._process.wait() < 0:
                raise out_of_memory() from error
            raise RefusedError(
                "the query could not be answered", status=HTTPStatus.INTERNAL_SERVER_ERROR,
                remedy="the server has printed why; please report it",
            ) from error  # fmt: skip
        if head["status"] != HTTPStatus.OK:
            raise RefusedError(body.decode(), status=HTTPStatus(head["status"]))
        return Answer(head["type"], body)

    def alive(self) -> bool:
        return self._process.returncode is None

    def yield_to_others(self) -> None:
        with suppress(OSError, AttributeError):  # it may have ended just now; Windows has no such call
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICER)

    async def end(self) -> None:
        await _end(self._process)


async def _head(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout is not None
    line = await process.stdout.readline()
    if not line:
        raise GraphError("a process that answers questions ended", remedy="see what it wrote, and start again")
    head: dict[str, Any] = json.loads(line)
    return head


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    await process.wait()


def _version(build: Path) -> tuple[int, ...]:
    """What changes when the graph of a build is replaced."""
    try:
        stat = graph_file(build).stat()
    except OSError:
        return ()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


class Pool:
    """Processes that have loaded a graph.

    Parameters
    ----------
    build : path
        The folder of a build, or an RDF file; when the graph is replaced, the next questions are answered from the new one.
    limits : Limits
        Of each question.
    """

    def __init__(self, build: Path, limits: Limits) -> None:
        self.build, self.limits = build, limits
        self._places = asyncio.Semaphore(limits.quick)
        self._idle: list[_Worker] = []
        self._slow = 0
        self._starting: asyncio.Task[None] | None = None
        self._served: Served | None = None

    async def start(self) -> None:
        """Start the first process.

        Raises
        ------
        GraphError
            The graph cannot be loaded.
        """
        self._give_back(await self._take())

    @property
    def served(self) -> Served:
        """What the process that was asked last has loaded."""
        assert self._served is not None
        return self._served

    async def close(self) -> None:
        """End all processes."""
        if self._starting:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._idle))

    async def ask(self, job: dict[str, Any], gone: Callable[[], Awaitable[None]] | None = None) -> Answer:
        """The answer to a question.

        Parameters
        ----------
        job : dict
            See `kgraph.server.worker`.
        gone : callable, optional
            Returns when nobody waits for the answer any more.

        Raises
        ------
        RefusedError
            The question has a mistake, or takes more than it may.
        """
        left = asyncio.ensure_future(gone()) if gone else None
        try:
            await self._its_turn(left)
            return await self._answered(job, left)
        finally:
            if left:
                left.cancel()
                await asyncio.gather(left, return_exceptions=True)

    async def _its_turn(self, left: asyncio.Future[None] | None) -> None:
        """Wait for a place, no longer than somebody waits for the answer: whoever has gone costs no process."""
        acquired = asyncio.ensure_future(self._places.acquire())
        waited: set[asyncio.Future[Any]] = {acquired, left} if left else {acquired}
        taken = False
        try:
            await asyncio.wait(waited, timeout=self.limits.seconds, return_when=asyncio.FIRST_COMPLETED)
            if left and left.done():
                raise _unheard()
            if not acquired.done():
                raise RefusedError(
                    "too many questions at once", status=HTTPStatus.SERVICE_UNAVAILABLE, remedy="ask again in a moment"
                )
            taken = True
        finally:
            if not taken:
                acquired.cancel()
                await asyncio.gather(acquired, return_exceptions=True)
                if not acquired.cancelled():
                    self._places.release()

    async def _answered(self, job: dict[str, Any], left: asyncio.Future[None] | None) -> Answer:
        """The answer to a question whose turn it is; its place is left behind it."""
        place = _Place(self._places)
        try:
            worker = await self._take()
            try:
                answer = await self._watched(worker, job, place, left)
            except BaseException as error:
                # a question that has a mistake leaves its process in order
                if (
                    isinstance(error, RefusedError)
                    and error.status < HTTPStatus.INTERNAL_SERVER_ERROR
                    and worker.alive()
                ):
                    self._give_back(worker)
                else:
                    await asyncio.shield(worker.end())
                    self._warm_up()
                raise
            if place.left:
                # its priority cannot be raised again
                await worker.end()
            else:
                self._give_back(worker)
            return answer
        finally:
            place.leave()

    async def _watched(
        self, worker: _Worker, job: dict[str, Any], place: _Place, left: asyncio.Future[None] | None
    ) -> Answer:
        answer = asyncio.ensure_future(worker.answer(job))
        waited: set[asyncio.Future[Any]] = {answer, left} if left else {answer}
        try:
            await asyncio.wait(
                waited, timeout=min(self.limits.patience, self.limits.seconds), return_when=asyncio.FIRST_COMPLETED
            )
            if not any(w.done() for w in waited):
                await self._as_slow(worker, place, waited)
            if answer.done():
                return answer.result()
            if left and left.done():
                raise _unheard()
            raise RefusedError(
                f"stopped after {self.limits.seconds:g} s", status=HTTPStatus.GATEWAY_TIMEOUT,
                remedy="make the pattern narrower; kgraph serve --timeout gives more time",
            )  # fmt: skip
        finally:
            answer.cancel()
            await asyncio.gather(answer, return_exceptions=True)

    async def _as_slow(self, worker: _Worker, place: _Place, waited: set[asyncio.Future[Any]]) -> None:
        """Wait on, until the deadline, outside of the places of the quick ones."""
        if self._slow >= self.limits.slow:
            raise RefusedError(
                f"{self._slow} slow queries are running", status=HTTPStatus.SERVICE_UNAVAILABLE,
                remedy="ask again when one has ended",
            )  # fmt: skip
        self._slow += 1
        try:
            worker.yield_to_others()
            place.leave()
            remaining = max(self.limits.seconds - self.limits.patience, 0)
            await asyncio.wait(waited, timeout=remaining, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._slow -= 1

    async def _take(self) -> _Worker:
        """A process that has loaded the graph as it is now."""
        version = _version(self.build)
        worker = None
        while self._idle and worker is None:
            worker = self._idle.pop()
            if not worker.alive() or worker.version != version:
                await worker.end()
                worker = None
        worker = worker or await _Worker.start(self.build, self.limits)
        self._served = worker.served
        self._warm_up()
        return worker

    def _give_back(self, worker: _Worker) -> None:
        self._idle.append(worker)

    def _warm_up(self) -> None:
        """Have one process more than is needed, so that the next question need not wait for one to start."""
        if not self._idle and not self._starting:
            self._starting = asyncio.ensure_future(self._start_one())

    async def _start_one(self) -> None:
        try:
            with suppress(GraphError):  # whoever asks next is told
                self._give_back(await _Worker.start(self.build, self.limits))
        finally:
            self._starting = None


def _unheard() -> RefusedError:
    return RefusedError("nobody waits for it", status=HTTPStatus.SERVICE_UNAVAILABLE)


class _Place:
    """One of the places of the quick questions, left once."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places, self.left = places, False

    def leave(self) -> None:
        if not self.left:
            self.left = True
            self._places.release()
