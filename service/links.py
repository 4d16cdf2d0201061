"""Addresses: where a thing of the graph is shown by this service."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Links:
    """Turns data IRIs into addresses of this service."""

    base: str  # of data IRIs
    public_url: str  # of this service

    def to_url(self, iri: str) -> str:
        """Return the address at which this service resolves ``iri``; a foreign IRI is its own address."""
        local = self.to_local(iri)
        return iri if local is None else f"{self.public_url}/id/{local}"

    def to_local(self, iri: str) -> str | None:
        """Return the part of ``iri`` after the base; None for a foreign IRI."""
        return iri.removeprefix(self.base) if iri.startswith(self.base) else None

    def to_iri(self, local: str) -> str:
        """Return the data IRI whose part after the base is ``local``."""
        return self.base + local
