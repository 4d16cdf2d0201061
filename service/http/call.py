"""One call of a WSGI app: its environ, and its response in parts."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from service.http.bodies import Body
from service.http.environ import to_environ

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HUNG_UP = "rolegraph.hung_up"  # in the environ: a function without arguments, True once the client has gone
_PART_BYTES = 65_536  # the server holds about ten of these for a client that does not read


class Call:
    """One call of the app, on one thread at a time, always in ``context``: an app may keep its own things there."""

    def __init__(self, app: WSGIApplication, scope: Mapping[str, Any], body: Body, hung_up: Callable[[], bool]) -> None:
        self._app = app
        self._scope = scope
        self._body = body
        self._hung_up = hung_up
        self._result: Iterable[bytes] = ()
        self._blocks: Iterator[bytes] = iter(())
        self.context = contextvars.copy_context()
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []

    def start(self) -> tuple[bytes, bool]:
        """Call the app; return the first part of the response, and whether there may be more: if not, all is closed.

        Raises:
            Exception: whatever the app raises; all is closed.
        """
        environ = to_environ(self._scope)
        environ["wsgi.input"] = self._body.file
        environ["CONTENT_LENGTH"] = str(self._body.length)
        environ.pop("HTTP_TRANSFER_ENCODING", None)  # it has been decoded, and the length is known now
        environ[HUNG_UP] = self._hung_up
        written: list[bytes] = []

        def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], None]:
            self.status = int(status[:3])
            self.headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
            return written.append

        try:
            self._result = self._app(environ, start_response)
            self._blocks = chain(written, self._result)
        except BaseException:
            self.close()
            raise
        return self.fetch()

    def fetch(self) -> tuple[bytes, bool]:
        """Return the next part of the response, and whether there may be more: if not, all is closed.

        Raises:
            Exception: whatever the app raises; all is closed.
        """
        parts: list[bytes] = []
        length, more = 0, False
        try:
            for block in self._blocks:
                parts.append(block)
                length += len(block)
                if length >= _PART_BYTES:
                    more = True
                    break
        finally:
            if not more:
                self.close()
        return b"".join(parts), more

    def close(self) -> None:
        """Tell the app that nobody wants the rest."""
        result, self._result = self._result, ()
        try:
            close = getattr(result, "close", None)
            if close is not None:
                close()
        finally:
            self._body.file.close()
