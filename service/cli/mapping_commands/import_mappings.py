"""``rolegraph mappings import``: what ``rolegraph ingest`` does, for tables of mappings."""

from __future__ import annotations

from service.cli.ingest import ingest as import_mappings

__all__ = ["import_mappings"]
