"""Requests for hosts that are not this server are refused, whatever they ask: names in DNS may lead anywhere."""

from __future__ import annotations

import http.client
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
from served import serving
from starlette.responses import PlainTextResponse
from starlette.types import Message

from kgraph.server.hosts import KnownHosts

OWN = ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:8000", "localhost.", "[::1]", "[::1]:8000", "[0:0:0::1]"]
FOREIGN = [
    "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example#127.0.0.1",
    "localhost@evil.example", "evil.localhost", "192.168.1.5", "127.0.0.2:8000", "[2001:db8::5]", "::1", "", "a b",
]  # fmt: skip
ADDRESSES = ["192.168.1.5", "10.0.0.1:8000", "[2001:db8::5]:8000"]


def status(host: str, *names: str) -> int:
    """What a server of these names answers to a request with this Host header."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    app = KnownHosts(PlainTextResponse("here"), names=names)
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", host.encode())]}
    # nothing here waits for anything, so no loop is needed; the browser's runs in this thread
    with pytest.raises(StopIteration):
        app(scope, receive, send).send(None)
    return int(sent[0]["status"])


@pytest.mark.parametrize("host", OWN)
def test_every_server_goes_by_the_names_of_the_loopback(host: str) -> None:
    assert status(host) == status(host, "0.0.0.0") == HTTPStatus.OK


@pytest.mark.parametrize("host", FOREIGN)
def test_other_hosts_are_refused(host: str) -> None:
    assert status(host, "127.0.0.1") == HTTPStatus.MISDIRECTED_REQUEST


@pytest.mark.parametrize(
    ("name", "host"),
    [("box.example", "Box.Example:8000"), ("192.168.1.5", "192.168.1.5:80"), ("2001:db8::5", "[2001:DB8:0::5]:80")],
)
def test_a_name_that_was_given_is_known(name: str, host: str) -> None:
    assert status(host, "127.0.0.1", name) == HTTPStatus.OK
    assert status("evil.example", "127.0.0.1", name) == HTTPStatus.MISDIRECTED_REQUEST


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "::"])
def test_server_of_all_addresses_goes_by_any_address_and_by_no_name(everywhere: str) -> None:
    assert {status(host, everywhere) for host in ADDRESSES} == {HTTPStatus.OK}
    assert status("evil.example", everywhere) == HTTPStatus.MISDIRECTED_REQUEST


def test_refusal_says_what_to_do_and_lets_no_page_read_it(sample_build: Path) -> None:
    with serving(sample_build, "--name", "graph.example", "--origin", "https://notes.example") as server:
        for path in ("/", "/sparql?query=ASK{}", "/assets/main.js", "/nowhere"):
            response = server.client.get(path, headers={"Host": "evil.example", "Origin": "https://notes.example"})
            assert response.status_code == HTTPStatus.MISDIRECTED_REQUEST
            assert "access-control-allow-origin" not in response.headers
            assert response.text == (
                "this server does not go by the name evil.example (ask http://127.0.0.1 or http://localhost with its "
                "port, or start it with --name)\n"
            )
        port = httpx.URL(server.address).port
        for host in ("graph.example", f"localhost:{port}", f"127.0.0.1:{port}"):
            assert server.client.get("/", headers={"Host": host}).status_code == HTTPStatus.OK


def test_request_without_a_host_is_answered(sample_build: Path) -> None:
    """HTTP 1.0 knows no such header, and no browser speaks it."""
    with serving(sample_build) as server:
        connection = http.client.HTTPConnection("127.0.0.1", httpx.URL(server.address).port)
        connection._http_vsn_str = "HTTP/1.0"  # type: ignore[attr-defined]
        connection.putrequest("GET", "/", skip_host=True)
        connection.endheaders()
        assert connection.getresponse().status == HTTPStatus.OK
        connection.close()
