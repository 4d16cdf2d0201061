"""Addresses: where a thing of the graph is shown by this service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_ESCO = "http://data.europa.eu/esco/"
MIRRORS = {f"esco/{kind}/": f"{_ESCO}{kind}/" for kind in ("occupation", "skill", "isco", "concept-scheme")}
"""Where concepts of ESCO are shown here; what they mean is shown by ESCO alone."""


@dataclass(frozen=True, slots=True)
class Links:
    """Turns data IRIs into addresses of this service."""

    base: str  # of data IRIs
    public_url: str  # of this service
    mirrors: Mapping[str, str] = field(default_factory=dict)  # what is shown here too: place -> foreign namespace

    def to_url(self, iri: str) -> str:
        """Return the address at which this service resolves ``iri``; one that it does not show is its own address."""
        path = self.to_path(iri)
        return iri if path is None else f"{self.public_url}/id/{path}"

    def to_local(self, iri: str) -> str | None:
        """Return the part of ``iri`` after the base; None for a foreign IRI."""
        return iri.removeprefix(self.base) if iri.startswith(self.base) else None

    def to_path(self, iri: str) -> str | None:
        """Return what follows ``/id/``, ``/page/`` and ``/data/`` for ``iri``; None for what is not shown here."""
        if iri.startswith(self.base):
            return iri.removeprefix(self.base)
        for place, namespace in self.mirrors.items():
            if iri.startswith(namespace):
                return place + iri.removeprefix(namespace)
        return None

    def to_iri(self, path: str) -> str:
        """Return the data IRI that is shown at ``path``."""
        for place, namespace in self.mirrors.items():
            if path.startswith(place):
                return namespace + path.removeprefix(place)
        return self.base + path
