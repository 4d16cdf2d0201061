"""A WSGI app that does what ours might, behind the real gateway and server: ``python -m ... PORT PATIENCE_SECONDS``.

Two threads are all it has, so that whoever holds one is noticed.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from service.http.bodies import MAX_BODY_BYTES
from service.http.gateway import Gateway

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

THREADS = 2
UPLOAD_BYTES = 8 * MAX_BODY_BYTES
BLOCK = b"0123456789abcdef" * 4096
_EVENTS: list[str] = []  # what happened in the app, in order; /events tells
_HELD: ContextVar[bytes] = ContextVar("held")


class Closing:
    """A response that says when it is closed."""

    def __init__(self, name: str, blocks: Iterable[bytes]) -> None:
        self._name = name
        self._blocks = blocks

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._blocks)

    def close(self) -> None:
        _EVENTS.append(f"{self._name} closed")


def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer by the first word of the path: with a text, or by streaming."""
    name = environ["PATH_INFO"].split("/")[1]
    asked = {key: values[0] for key, values in parse_qs(environ["QUERY_STRING"]).items()}
    if name in _STREAMS:
        headers = [("Content-Length", asked["length"])] if "length" in asked else []
        start_response(f"{asked.get('code', 200)} As asked", headers)
        return Closing(name, _STREAMS[name](asked))
    if name == "status":
        start_response(f"{asked['code']} As asked", [])
        return [b"not to be sent"]
    if name == "write":
        start_response("200 OK", [])(b"written, ")
        return [b"returned"]
    body = _TEXTS[name](environ, asked)
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return Closing(name, [body])


def _show_environ(environ: WSGIEnvironment, _: dict[str, str]) -> bytes:
    return json.dumps({key: value for key, value in environ.items() if key.isupper()}).encode()


def _echo(environ: WSGIEnvironment, _: dict[str, str]) -> bytes:
    _EVENTS.append("echo")
    data = environ["wsgi.input"].read()
    told = {"stated": environ["CONTENT_LENGTH"], "read": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return json.dumps(told).encode()


def _hang(environ: WSGIEnvironment, _: dict[str, str]) -> bytes:
    hung_up: Callable[[], bool] = environ["rolegraph.hung_up"]
    _EVENTS.append("hang begun")
    while not hung_up():
        pass
    _EVENTS.append("hang noticed")
    return b""


def _stay(environ: WSGIEnvironment, _: dict[str, str]) -> bytes:
    return json.dumps([environ["rolegraph.hung_up"]() for _ in range(1000)]).encode()


def _pause(_: WSGIEnvironment, asked: dict[str, str]) -> bytes:
    _EVENTS.append("pause begun")
    return Path(asked["fifo"]).read_bytes()  # until somebody writes


def _fail(_: WSGIEnvironment, __: dict[str, str]) -> bytes:
    raise ValueError("as it was asked to")


def _tell_events(_: WSGIEnvironment, __: dict[str, str]) -> bytes:
    return json.dumps(_EVENTS).encode()


def _break(_: dict[str, str]) -> Iterator[bytes]:
    yield from itertools.repeat(BLOCK, 10)
    raise ValueError("as it was asked to")


def _use_context(_: dict[str, str]) -> Iterator[bytes]:
    token = _HELD.set(b"it")
    for _number in range(20):
        yield _HELD.get() + BLOCK
    _HELD.reset(token)  # fails in any context but the one that it was set in


_STREAMS: dict[str, Callable[[dict[str, str]], Iterable[bytes]]] = {
    "blocks": lambda asked: itertools.repeat(BLOCK, int(asked["count"])),
    "endless": lambda _: itertools.repeat(BLOCK),
    "breaks": _break,
    "context": _use_context,
}
_TEXTS: dict[str, Callable[[WSGIEnvironment, dict[str, str]], bytes]] = {
    "environ": _show_environ,
    "echo": _echo,
    "upload": _echo,
    "hang": _hang,
    "stays": _stay,
    "pause": _pause,
    "fails": _fail,
    "events": _tell_events,
}


def _load() -> Gateway:
    def limit(method: str, path: str, authorization: str) -> int:
        allowed = (method, path, authorization) == ("POST", "/upload", "Bearer secret")
        return UPLOAD_BYTES if allowed else MAX_BODY_BYTES

    return Gateway(app, threads=THREADS, body_limit=limit, patience_seconds=float(sys.argv[2]))


if __name__ == "__main__":
    Granian(
        "test",
        port=int(sys.argv[1]),
        interface=Interfaces.ASGINL,
        http=HTTPModes.http1,
        backpressure=512,
        log_level=LogLevels.critical,
        websockets=False,
        workers_kill_timeout=20,
    ).serve(target_loader=_load, wrap_loader=False)
