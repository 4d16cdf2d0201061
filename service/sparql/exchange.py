"""One HTTP request to another server, within a time and a size; nothing is followed, kept or taken from elsewhere.

No redirects, no proxies of the environment, no cookies, no compression. The time is that of the whole exchange, from
looking up the host's address to the last byte: a server that sends one byte at a time is cut off like any other.
"""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from queue import Empty, SimpleQueue
from urllib.parse import SplitResult, quote, urlsplit

_OK = 200
_REDIRECTS = range(300, 400)
_BROKEN = "cannot be reached, or broke off"
_KEPT = "%!$&'()*+,/:;=?@[]~"  # of a path and query, where the rest is percent-encoded


class ExchangeError(Exception):
    """No whole answer came; says what the server did, in words that follow its name."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    body: bytes
    media_type: str  # lower case, without parameters


def exchange(url: str, accept: str, seconds: float, max_bytes: int, form: bytes | None = None) -> Reply:
    """GET ``url``, or POST ``form`` to it, and return the answer.

    Raises:
        ExchangeError: it is no http(s) address, did not answer with 200 in time, or its answer is too large.
    """
    attempt = _Attempt(_split(url), accept, seconds, max_bytes, form)
    try:
        outcome = attempt.outcome.get(timeout=seconds)
    except Empty:
        raise _too_long(seconds) from None
    finally:
        attempt.cut()
    if isinstance(outcome, ExchangeError):
        raise outcome
    return outcome


def _too_long(seconds: float) -> ExchangeError:
    return ExchangeError(f"took longer than {seconds:g} seconds")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # the port is none, or a bracket is missing
        usable = False
    if not usable or parts.username is not None or parts.password is not None:
        raise ExchangeError("is no address that can be asked: write http:// or https://, a host and no password")
    return parts


class _Attempt:
    """The exchange itself, in a thread: looking up an address, for one, cannot be told to stop."""

    def __init__(self, parts: SplitResult, accept: str, seconds: float, max_bytes: int, form: bytes | None) -> None:
        self.outcome: SimpleQueue[Reply | ExchangeError] = SimpleQueue()
        self._parts = parts
        self._accept = accept
        self._seconds = seconds
        self._max_bytes = max_bytes
        self._form = form
        self._socket: socket.socket | None = None
        self._is_cut = False
        threading.Thread(target=self._run, name="rolegraph-exchange", daemon=True).start()

    def cut(self) -> None:
        """Let whatever the thread still waits for end now."""
        self._is_cut = True
        if self._socket is not None:
            with suppress(OSError):
                # Not the socket's own method: that of a TLS socket would pull its state from under the thread.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def _run(self) -> None:
        try:
            with closing(self._connect()) as connection:
                connection.connect()
                self._socket = connection.sock
                if not self._is_cut:
                    self.outcome.put(self._read(connection))
        except ExchangeError as error:
            self.outcome.put(error)
        except TimeoutError:
            self.outcome.put(_too_long(self._seconds))
        except (OSError, HTTPException, ValueError):
            self.outcome.put(ExchangeError(_BROKEN))

    def _connect(self) -> HTTPConnection:
        host = self._parts.hostname or ""
        if self._parts.scheme == "http":
            return HTTPConnection(host, self._parts.port, timeout=self._seconds)
        return HTTPSConnection(host, self._parts.port, timeout=self._seconds, context=ssl.create_default_context())

    def _read(self, connection: HTTPConnection) -> Reply:
        target = quote(self._parts.path or "/", safe=_KEPT)
        if self._parts.query:
            target += "?" + quote(self._parts.query, safe=_KEPT)
        headers = {"Accept": self._accept, "Accept-Encoding": "identity", "Connection": "close"}
        headers["User-Agent"] = "Rolegraph"
        if self._form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if self._form is None else "POST", target, self._form, headers)
        with connection.getresponse() as response:
            return self._read_response(response)

    def _read_response(self, response: HTTPResponse) -> Reply:
        if response.status in _REDIRECTS:
            raise ExchangeError("answered with a redirect, which is not followed: write the address that it leads to")
        if response.status != _OK:
            raise ExchangeError(f"answered with HTTP {response.status}")
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise ExchangeError("answered in a compression that was not asked for")
        body = response.read(self._max_bytes + 1)
        if len(body) > self._max_bytes:
            raise ExchangeError(f"sent more than {self._max_bytes:,} bytes")
        if response.length:  # what its Content-Length promised and it did not send
            raise ExchangeError(_BROKEN)
        return Reply(body, response.headers.get_content_type())
