"""Between the server and the app: threads compute, and nothing else holds them.

The server speaks ASGI, the app WSGI. A request gets a thread once its body is there, and leaves it with the first part
of the response; further parts are fetched as the client takes them. An app that computes for long can ask
``environ["rolegraph.hung_up"]()`` whether anybody still waits.
Source: https://asgi.readthedocs.io/en/stable/specs/www.html
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from service.http.bodies import MAX_BODY_BYTES, SLOWEST, BodyLimit, BodyReader, Receive, Refusal
from service.http.call import Call

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_T = TypeVar("_T")
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

PATIENCE_SECONDS = 60.0  # for a body to arrive and for a response to be taken; a large one gets more, at ``SLOWEST``
_FILE_THREADS = 4  # write bodies to disk and fetch further parts of responses
_UNEXPECTED = Refusal(500, "Something went wrong that should not have; it was logged.")
_LOG = logging.getLogger(__name__)


class Gateway:
    """An ASGI app that answers with a WSGI app, on ``threads`` threads."""

    def __init__(
        self,
        app: WSGIApplication,
        *,
        threads: int,
        body_limit: BodyLimit = lambda *_: MAX_BODY_BYTES,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self._app = app
        self._threads = ThreadPoolExecutor(threads, "rolegraph-app")
        self._files = ThreadPoolExecutor(_FILE_THREADS, "rolegraph-files")
        self._bodies = BodyReader(body_limit, patience_seconds, self._files)
        self._patience_seconds = patience_seconds

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        body = await self._bodies.read(scope, receive)
        if isinstance(body, Refusal):
            await _refuse(send, body)
            return
        client = _Client(receive)
        call = Call(self._app, scope, body, client.hung_up)
        try:
            part, more = await _run(self._threads, call, call.start)
        except Exception:  # noqa: BLE001 - the last resort
            _LOG.exception("unexpected error at %s", scope["path"])
            await _refuse(send, _UNEXPECTED)
        else:
            await send({"type": "http.response.start", "status": call.status, "headers": call.headers})
            if more:
                await self._stream(send, call, part, client)
            else:
                await send({"type": "http.response.body", "body": part})
        finally:
            client.release()

    async def _stream(self, send: Send, call: Call, part: bytes, client: _Client) -> None:
        """Send the first part and the rest; if it breaks off, the server closes the connection, so the client knows."""
        client.watch()
        loop = asyncio.get_running_loop()
        left_seconds, more = self._patience_seconds, True
        try:
            while not client.gone:
                begun = loop.time()
                try:
                    async with asyncio.timeout(min(left_seconds, self._patience_seconds)):
                        await send({"type": "http.response.body", "body": part, "more_body": more})
                except TimeoutError:
                    return
                left_seconds += len(part) / SLOWEST - (loop.time() - begun)
                if not more:
                    return
                part, more = await _run(self._files, call, call.fetch)
        except Exception:  # noqa: BLE001 - the last resort
            _LOG.exception("a response broke off")
        finally:
            await _run(self._files, call, call.close)


class _Client:
    """Whether the client of one request is still there: watched from the first time that anybody asks."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._loop = asyncio.get_running_loop()
        self._watch: asyncio.Task[None] | None = None
        self._asked = False
        self._released = False
        self.gone = False

    def hung_up(self) -> bool:
        """Return whether the client is known to have gone; from any thread."""
        if not self._asked:
            self._asked = True
            self._loop.call_soon_threadsafe(self.watch)
        return self.gone

    def watch(self) -> None:
        """Begin to watch."""
        if self._watch is None and not self._released:
            self._watch = self._loop.create_task(self._wait())

    def release(self) -> None:
        """Cease to watch."""
        self._released = True
        if self._watch is not None:
            self._watch.cancel()

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.gone = True


async def _run(pool: Executor, call: Call, step: Callable[[], _T]) -> _T:
    return await asyncio.get_running_loop().run_in_executor(pool, call.context.run, step)


async def _refuse(send: Send, refusal: Refusal) -> None:
    text = f"{refusal.text}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(text)),
        (b"connection", b"close"),
    ]
    if refusal.retry_after_seconds is not None:
        headers.append((b"retry-after", b"%d" % refusal.retry_after_seconds))
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
