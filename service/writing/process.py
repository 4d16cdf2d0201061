"""The writer process: applies changes to the published snapshot, one after the other, until it has nothing to do.

``python -m service.writing.process FD``. Reading a change and running its queries is what a hostile or unlucky update
can stretch, so that much is done under the limits of a query; building and publishing comes after, without them.
"""

from __future__ import annotations

import resource
import select
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

from ingest.edit import Edit, edit
from ingest.run import LazyEncoder
from ontology.errors import InvalidGraphError, LockedError, MemoryLimitError, RolegraphError
from ontology.iris import Namer
from service.channel import ChannelClosedError, Message, receive, send
from service.memory import data_bytes, limit_data
from service.sparql.errors import to_name
from service.sparql.federation import AllowList, Federation
from service.stack import run_deep
from service.writing.apply import apply_change
from service.writing.change import LOCK_SECONDS, from_dict
from store.library import Library

_IDLE_SECONDS = 300  # after which the process gives its memory back; the next write starts another
MAX_LOAD_BYTES = 1 << 26  # of one document that LOAD fetches


class WriterProcess:
    """Applies changes that come through a channel."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._encoder: LazyEncoder | None = None

    def run(self) -> None:
        """Apply until the other side closes the channel, or until nothing came for a while."""
        with suppress(ChannelClosedError):
            send(self._channel, {"ready": True})
            while select.select([self._channel], [], [], _IDLE_SECONDS)[0]:
                self._answer(receive(self._channel))

    def _answer(self, job: Message) -> None:
        try:
            try:
                done = self._edit(job)
            except MemoryError:
                raise MemoryLimitError from None
        except InvalidGraphError as error:
            send(self._channel, {"error": "InvalidGraphError", "violations": error.violations})
        except LockedError:
            message = "another process, such as 'rolegraph ingest', is writing"
            send(self._channel, {"error": "BusyError", "message": message})
        except RolegraphError as error:
            send(self._channel, {"error": to_name(error), "message": str(error)})
        else:
            send(
                self._channel,
                {
                    "snapshot": done.snapshot,
                    "published": done.published,
                    "inserted": done.inserted,
                    "deleted": done.deleted,
                    "graphs": done.graphs,
                },
            )

    def _take_encoder(self, model: str, library: Library) -> LazyEncoder:
        """Return the encoder, which stays open: the service that we write for has one model."""
        if self._encoder is None:
            self._encoder = LazyEncoder(model, library.encoders)
        return self._encoder

    def _edit(self, job: Message) -> Edit:
        values = job.header
        seconds, memory = float(str(values["seconds"])), int(str(values["memory_bytes"]))
        change = from_dict(values)
        allowed = AllowList([str(entry) for entry in _to_list(values["allowed"])])
        federation = Federation(allowed, seconds, MAX_LOAD_BYTES)
        library, namer = Library(Path(str(values["data"]))), Namer(str(values["base_iri"]))
        limit_data(data_bytes() + memory)

        def report_applied() -> None:
            limit_data(None)
            send(self._channel, {"applied": True})

        try:
            return edit(
                library,
                namer,
                self._take_encoder(str(values["model"]), library),
                lambda editor: apply_change(change, job.payload, editor, namer, federation),
                check=not values["allow_invalid"],
                on_applied=report_applied,
                wait_seconds=LOCK_SECONDS,
            )
        finally:
            limit_data(None)


def _to_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def main() -> None:
    """Run the writer on the descriptor that the command line names."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    run_deep(WriterProcess(channel).run)


if __name__ == "__main__":
    main()
