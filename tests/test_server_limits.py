"""What a question may take: time, memory, rows, a place among others; and what is left of it when it is stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
import pytest
from served import Server, serving

from kgraph.errors import GraphError
from kgraph.exports import write
from kgraph.exports.provenance import Provenance
from kgraph.records import Facts
from kgraph.server.limits import Limits, RefusedError
from kgraph.server.pool import Answer, Pool

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="looks at processes as Linux tells of them"
)

#: Would run for years: no engine can answer it without looking at each combination.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(STRLEN(STR(?l)) > STRLEN(STR(?c))) }"
PAPERS = "SELECT (COUNT(*) AS ?n) WHERE { ?p a kg:Paper }"


def children(pid: int) -> set[int]:
    """The processes that a process has started and that have not ended."""
    return {int(c) for task in Path(f"/proc/{pid}/task").glob("*/children") for c in task.read_text().split()}


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except OSError:
        return False


def until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def server(sample_build: Path) -> Iterator[Server]:
    with serving(sample_build, "--timeout", "2", "--max-rows", "20", "--max-memory", "100") as one:
        yield one


def test_query_is_stopped_at_its_deadline_with_its_process(server: Server) -> None:
    before = children(server.process.pid)
    response = server.ask(ENDLESS)
    assert response.status_code == HTTPStatus.GATEWAY_TIMEOUT
    assert "stopped after 2 s" in response.text
    assert "--timeout" in response.text
    until(lambda: any(not running(pid) for pid in before), "the process has ended")
    assert server.ask(PAPERS).text.split() == ["n", "3"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i",
        "SELECT DISTINCT ?a ?d ?g WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a",
        "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?all) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    ],
)
def test_memory_of_a_query_has_a_limit(query: str, sample_build: Path) -> None:
    with serving(sample_build, "--max-memory", "100", "--timeout", "60") as one:
        response = one.ask(query)
        assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
        assert "out of memory" in response.text
        assert one.ask(PAPERS).text.split() == ["n", "3"]


def test_answer_that_is_too_long_is_an_error_and_never_cut(server: Server) -> None:
    response = server.ask("SELECT * WHERE { ?a ?b ?c }")
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert "more than 20 rows" in response.text
    assert "more than 20" in server.ask("CONSTRUCT WHERE { ?a ?b ?c }", "text/turtle").text
    assert len(server.ask("SELECT * WHERE { ?a ?b ?c } LIMIT 20").text.split("\r\n")) == 22
    assert server.ask(PAPERS).text.split() == ["n", "3"]


def test_slow_queries_hold_up_no_other(sample_build: Path) -> None:
    with ThreadPoolExecutor() as threads, serving(sample_build, "--timeout", "30", "--workers", "2") as one:
        slow = [threads.submit(one.ask, ENDLESS) for _ in range(3)]
        for _ in range(20):
            assert one.ask(PAPERS).text.split() == ["n", "3"]
            assert one.get("/").status_code == HTTPStatus.OK
        assert not any(s.done() for s in slow)


def test_query_that_nobody_waits_for_is_stopped(sample_build: Path) -> None:
    with serving(sample_build, "--timeout", "600") as one:
        with ThreadPoolExecutor() as threads:
            asked = threads.submit(httpx.post, one.sparql, data={"query": ENDLESS}, timeout=10)
            until(lambda: busy(one), "the query runs")
            assert isinstance(asked.exception(), httpx.ReadTimeout)
        # one sample may be of a process that just waits for its turn
        until(lambda: not busy(one) and not busy(one), "no process works")


def busy(server: Server) -> bool:
    """Whether a process that the server has started works on something."""
    before = {pid: used(pid) for pid in children(server.process.pid)}
    time.sleep(0.5)
    return any(used(pid) - before.get(pid, 0) > 2 for pid in children(server.process.pid))


def used(pid: int) -> int:
    """The processor time that a process has taken, in ticks; 0 for one that has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_server_that_ends_leaves_no_process(sign: int, sample_build: Path) -> None:
    with serving(sample_build, "--timeout", "3") as one:
        with ThreadPoolExecutor() as threads:
            asked = threads.submit(one.ask, ENDLESS)
            until(lambda: busy(one), "the query runs")
            workers = children(one.process.pid)
            os.kill(one.process.pid, sign)
            one.process.wait(20)
            asked.exception()
        until(lambda: not any(map(running, workers)), "all have ended")


# the pool by itself


def in_pool(build: Path, limits: Limits, work: Callable[[Pool], Any]) -> Any:
    async def run() -> Any:
        pool = Pool(build, limits)
        try:
            await pool.start()
            return await work(pool)
        finally:
            await pool.close()

    # in a thread of its own: while a browser is open, Playwright has the loop of this one
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, run()).result()


def job(text: str) -> dict[str, Any]:
    return {"do": "query", "text": text, "accept": "text/csv"}


def test_slow_query_is_stopped_early_where_too_many_are_slow(sample_build: Path) -> None:
    async def work(pool: Pool) -> Answer:
        with pytest.raises(RefusedError, match="slow queries are running") as refused:
            await pool.ask(job(ENDLESS))
        assert refused.value.status == HTTPStatus.SERVICE_UNAVAILABLE
        return await pool.ask(job(PAPERS))

    answer = in_pool(sample_build, Limits(slow=0, patience=0.3, seconds=60), work)
    assert answer.body.split() == [b"n", b"3"]


def test_question_whose_client_goes_while_it_waits_its_turn_costs_no_process(sample_build: Path) -> None:
    async def gone() -> None:
        await asyncio.sleep(0.1)

    async def work(pool: Pool) -> tuple[list[Any], bool, Answer]:
        holder = asyncio.ensure_future(pool.ask(job(ENDLESS)))
        await asyncio.sleep(0.1)
        left = await asyncio.gather(*(pool.ask(job(ENDLESS), gone) for _ in range(20)), return_exceptions=True)
        held = not holder.done()
        await asyncio.gather(holder, return_exceptions=True)
        # the place of each is free again
        return left, held, await pool.ask(job(PAPERS))

    limits = Limits(quick=1, slow=0, patience=5, seconds=60)
    left, held, answer = in_pool(sample_build, limits, work)
    assert held
    assert {str(error) for error in left} == {"nobody waits for it"}
    assert answer.body.split() == [b"n", b"3"]


def test_many_questions_at_once_are_all_answered(sample_build: Path) -> None:
    async def work(pool: Pool) -> list[Answer]:
        return await asyncio.gather(*(pool.ask(job(PAPERS)) for _ in range(50)))

    assert {a.body for a in in_pool(sample_build, Limits(quick=2, seconds=60), work)} == {b"n\r\n3\r\n"}


def test_graph_that_is_built_again_is_served_as_it_is_now(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    async def work(pool: Pool) -> tuple[Answer, Answer]:
        before = await pool.ask(job(PAPERS))
        write(sample_facts[:1], tmp_path / "graph.ttl", provenance=provenance)
        return before, await pool.ask(job(PAPERS))

    write(sample_facts, tmp_path / "graph.ttl", provenance=provenance)
    before, after = in_pool(tmp_path, Limits(), work)
    assert before.body.split()[1] == b"3"
    assert after.body.split()[1] == b"1"


def test_what_is_said_of_a_graph_is_of_the_one_that_is_asked(
    sample_facts: list[Facts], provenance: Provenance, tmp_path: Path
) -> None:
    async def work(pool: Pool) -> tuple[int, str, Answer]:
        # the process that is made ready for the next question will load this one
        write(sample_facts[:1], tmp_path / "graph.ttl", provenance=provenance, base="https://example.org/id/")
        assert pool._starting is not None
        await pool._starting
        answer = await pool.ask(job("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"))
        return pool.served.triples, pool.served.base, answer

    write(sample_facts, tmp_path / "graph.ttl", provenance=provenance)
    triples, base, answer = in_pool(tmp_path, Limits(), work)
    assert (triples, base) == (int(answer.body.split()[1]), "https://example.org/id/")


def test_graph_that_is_missing_or_broken_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<a:a> nonsense", encoding="utf-8")
    with pytest.raises(GraphError, match=r"graph\.ttl:1: no Turtle"):
        in_pool(tmp_path, Limits(), Pool.start)


@pytest.mark.parametrize("options", [["--timeout", "0"], ["--max-rows", "0"], ["--port", "70000"]])
def test_wrong_options_are_wrong_usage(run: Callable[..., Any], sample_build: Path, options: list[str]) -> None:
    assert run("serve", sample_build, *options).returncode == 2


def test_server_that_cannot_start_says_why(run: Callable[..., Any], sample_build: Path, server: Server, tmp_path: Path) -> None:  # fmt: skip
    done = run("serve", tmp_path)
    assert done.returncode == 1
    assert "no graph here" in done.stderr
    port = server.address.rpartition(":")[2]
    done = run("serve", sample_build, "--port", port)
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
