"""What the address of the search page says, and the addresses of searches that differ from it in one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from service.http.parameters import to_arguments
from service.search.result import Filters, Mode


@dataclass(frozen=True, slots=True)
class Asked:
    """One search, as it was asked for."""

    query: str
    filters: Filters
    mode: Mode
    limit: int
    ignore: tuple[str, ...] = ()

    def to_url(
        self,
        filters: Mapping[str, Iterable[str]] | None = None,
        *,
        mode: Mode | None = None,
        limit: int | None = None,
        ignore: Iterable[str] | None = None,
    ) -> str:
        """Return the address of this search with other filters, mode, limit, or other things left unread."""
        stated = {**to_arguments(self.filters), **(filters or {})}
        pairs = [("q", self.query), *((name, value) for name, values in stated.items() for value in values)]
        pairs.extend(("ignore", name) for name in (self.ignore if ignore is None else ignore))
        wanted = self.mode if mode is None else mode
        if wanted is not Mode.HYBRID:
            pairs.append(("mode", str(wanted)))
        if limit is not None:
            pairs.append(("limit", str(limit)))
        return "/?" + urlencode(pairs)
