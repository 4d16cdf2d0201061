"""All that answers questions of one snapshot, opened together: what every door calls."""

from __future__ import annotations

from service.config import Settings
from service.links import Links
from service.search.catalog import Catalog
from service.search.searcher import Searcher
from store.snapshot import Snapshot


class Engine:
    """The answering objects of one snapshot."""

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
        self.snapshot = snapshot
        self.links = Links(snapshot.manifest.base, settings.public_url)
        self.catalog = Catalog(snapshot.graph)
        self.searcher = Searcher(snapshot, self.catalog, self.links)

    def warm_up(self) -> None:
        """Ask one question, so that the first person to ask does not wait for what is loaded at first use."""
        self.searcher.search("warm up")
