"""Request bodies are read before a route runs, and only so many at once.

The server gives a request to a thread as soon as its headers are there, so a client that sends its body slowly holds
that thread. Only some threads may wait for bodies: the others keep answering, whatever slow clients do.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MAX_BODY_BYTES = 1_048_576
MAX_WAITING_BODIES = 16

_BUSY = b"Too many request bodies are being received. Try again in a moment.\n"


class BodyGate:
    """WSGI middleware that reads each body, at most ``waiting`` of them at once; the rest are told to come back."""

    def __init__(self, app: WSGIApplication, waiting: int = MAX_WAITING_BODIES) -> None:
        self._app = app
        self._free = threading.BoundedSemaphore(waiting)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ["REQUEST_METHOD"] in ("GET", "HEAD", "OPTIONS"):
            environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(), "0"
            return self._app(environ, start_response)
        if not self._free.acquire(blocking=False):
            start_response(
                "503 Service Unavailable",
                [
                    ("Content-Type", "text/plain; charset=utf-8"),
                    ("Content-Length", str(len(_BUSY))),
                    ("Retry-After", "1"),
                ],
            )
            return [_BUSY]
        try:
            stated = environ.get("CONTENT_LENGTH") or "0"
            too_large = stated.isdecimal() and int(stated) > MAX_BODY_BYTES
            # One byte over the limit is enough for the app to see that it is too large.
            body = b"" if too_large else environ["wsgi.input"].read(MAX_BODY_BYTES + 1)
        finally:
            self._free.release()
        if not too_large:
            environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))
        environ.pop("HTTP_TRANSFER_ENCODING", None)  # it has been decoded, and the length is known now
        return self._app(environ, start_response)
