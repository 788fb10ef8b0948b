"""How fast a server answers: alone, many at once, and beside queries that would run for hours.

Run ``python benchmarks/serve.py BUILD``; it starts `kgraph serve` on a free port.
"""

from __future__ import annotations

import asyncio
import re
import statistics
import subprocess
import sys
import time

import httpx

QUICK = "SELECT ?label { ?m a kg:Model ; skos:prefLabel ?label } ORDER BY ?label LIMIT 10"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?l) }"
ROWS = "SELECT * { ?s ?p ?o } LIMIT 50000"


async def main(build: str) -> None:
    command = [sys.executable, "-m", "kgraph.cli", "serve", build, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = re.findall(r"http://\S+/sparql", server.stderr.readline())[0]
        try:
            async with httpx.AsyncClient(timeout=60) as client:
                await measure(client, address)
        finally:
            server.terminate()


async def measure(client: httpx.AsyncClient, address: str) -> None:
    async def ask(query: str) -> tuple[float, int]:
        began = time.perf_counter()
        response = await client.post(address, data={"query": query}, headers={"Accept": "text/csv"})
        return time.perf_counter() - began, response.status_code

    def report(what: str, times: list[float]) -> None:
        times.sort()
        print(
            f"{what}: median {statistics.median(times) * 1e3:.1f} ms, p99 {times[int(len(times) * 0.99)] * 1e3:.1f} ms"
        )

    await ask(QUICK)
    report("one after the other", [(await ask(QUICK))[0] for _ in range(300)])
    began, places = time.perf_counter(), asyncio.Semaphore(16)

    async def in_place() -> None:
        async with places:
            await ask(QUICK)

    await asyncio.gather(*(in_place() for _ in range(500)))
    print(f"16 at once: {500 / (time.perf_counter() - began):.0f} answers a second")
    slow = [asyncio.create_task(ask(ENDLESS)) for _ in range(4)]
    await asyncio.sleep(3)
    report("beside 4 endless queries", [(await ask(QUICK))[0] for _ in range(100)])
    print(
        "the endless ones:",
        ", ".join(f"{status} after {seconds:.1f} s" for seconds, status in await asyncio.gather(*slow)),
    )
    print(f"50,000 rows as CSV: {(await ask(ROWS))[0]:.2f} s")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
