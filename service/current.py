"""The published snapshot, followed: readers notice a new one and switch without dropping a request."""

from __future__ import annotations

import logging
import threading
import time

from ontology.errors import OperatorError, SnapshotError
from service.config import Settings
from service.engine import Engine
from store.library import Library

_LOG = logging.getLogger(__name__)
_LOOK_SECONDS = 1.0  # how stale an answer may be; one small file is read that often at most


class Current:
    """Gives the engine of the published snapshot.

    A new snapshot is opened beside the old one, in the background; whoever is being answered from the old one keeps it
    until done. A new snapshot that cannot be opened is reported, and the old one goes on serving.
    """

    def __init__(self, library: Library, settings: Settings) -> None:
        """Open the published snapshot.

        Raises:
            NoSnapshotError: nothing was published yet.
            SnapshotError: the published snapshot is damaged.
        """
        self._library = library
        self._settings = settings
        self._engine = Engine(library.open_current(), settings)
        self._looked = time.monotonic()
        self._opening = threading.Lock()
        self.problem: str | None = None  # why a newer snapshot is not served

    def engine(self) -> Engine:
        """Return the engine to answer one request with; hold it until the answer is complete."""
        now = time.monotonic()
        if now - self._looked >= _LOOK_SECONDS:
            self._looked = now
            if self._library.current_id() != self._engine.snapshot.id and self._opening.acquire(blocking=False):
                threading.Thread(target=self._switch, name="rolegraph-switch", daemon=True).start()
        return self._engine

    def follow(self, snapshot_id: str) -> None:
        """Return when ``snapshot_id``, which was just published, or a newer one answers.

        Raises:
            OperatorError: it cannot be opened.
        """
        if self._engine.snapshot.id == snapshot_id:
            return
        self._opening.acquire()
        self._switch()
        if self.problem is not None:
            raise SnapshotError(self.problem)

    def _switch(self) -> None:
        """Open what is published, unless it is open; whoever calls holds the lock, and this releases it."""
        try:
            if self._library.current_id() == self._engine.snapshot.id:
                return
            engine = Engine(self._library.open_current(spares=self._engine.snapshot.shares), self._settings)
            engine.warm_up()
            engine.warm_lists()
            engine.occupation_titles.take_over(self._engine.occupation_titles)
            self._engine = engine
            self.problem = None
            _LOG.info("now serving snapshot %s", engine.snapshot.id)
        except OperatorError as error:
            self.problem = str(error)
            _LOG.error("cannot serve the newest snapshot, staying on %s: %s", self._engine.snapshot.id, error)
        finally:
            self._opening.release()
