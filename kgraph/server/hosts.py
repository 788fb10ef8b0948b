"""Which names of hosts this server goes by: requests for others are refused, which keeps DNS rebinding out.

A web page can have the name of its own host lead to this machine, and a browser then lets it read what this server
answers. But the requests still name that host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kgraph.server.limits import RefusedError

#: What every server goes by.
LOOPBACK = ("127.0.0.1", "::1", "localhost")
_HEADER = re.compile(r"(\[[^\]\s]+\]|[^\[\]:\s]+)(?::\d*)?")
_MOST_SHOWN = 100


class KnownHosts:
    """Answers only requests whose Host header is known (ASGI); one without the header comes from no browser.

    Parameters
    ----------
    app : ASGI application
        What answers them.
    names : iterable of str
        Names and addresses besides those of the loopback. Where one stands for all addresses of this machine, as 0.0.0.0
        does, every address is known: there is no name in a request that could lead elsewhere.
    headers : dict
        Of a refusal.
    """

    def __init__(self, app: ASGIApp, *, names: Iterable[str] = (), headers: dict[str, str] | None = None) -> None:
        self._app, self._headers = app, headers
        self._known = {_name(name) for name in (*LOOPBACK, *names)}
        self._any_address = any(_is_address(name) and ip_address(name).is_unspecified for name in self._known)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        hosts = Headers(scope=scope).getlist("host") if scope["type"] == "http" else []
        unknown = next((host for host in hosts if not self._knows(host)), None)
        if unknown is None:
            await self._app(scope, receive, send)
            return
        error = RefusedError(
            f"this server does not go by the name {unknown[:_MOST_SHOWN]}", status=HTTPStatus.MISDIRECTED_REQUEST,
            remedy="ask http://127.0.0.1 or http://localhost with its port, or start it with --name",
        )  # fmt: skip
        await PlainTextResponse(f"{error}\n", error.status, self._headers)(scope, receive, send)

    def _knows(self, header: str) -> bool:
        match = _HEADER.fullmatch(header)
        name = _name(match[1]) if match else ""
        return name in self._known or (self._any_address and _is_address(name))


def _name(host: str) -> str:
    """A host in the one form that is compared: without brackets, small letters, addresses as short as can be.

    Examples
    --------
    >>> _name("[0:0::1]"), _name("LocalHost.")
    ('::1', 'localhost')
    """
    name = host.strip("[]").rstrip(".").lower()
    return str(ip_address(name)) if _is_address(name) else name


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
