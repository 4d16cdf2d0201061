"""The documents of one snapshot: which were read, in which version, into which graphs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from ontology.errors import SnapshotError, StorageError

DOCUMENTS_FILE = "documents.json"


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One source document."""

    name: str
    sha256: str  # of its content; after an edit, of the sha256 before and of what was edited
    reader: str  # which reader, in which version, made its graphs
    graphs: tuple[str, ...]  # IRIs
    profiles: tuple[str, ...]  # IRIs of the profiles that it is about


def read_documents(directory: Path) -> dict[str, DocumentEntry]:
    """Return the documents of the snapshot in ``directory`` by name.

    Raises:
        SnapshotError: the list is damaged.
    """
    path = directory / DOCUMENTS_FILE
    try:
        entries = [
            DocumentEntry(**{**entry, "graphs": tuple(entry["graphs"]), "profiles": tuple(entry["profiles"])})
            for entry in json.loads(path.read_bytes())
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SnapshotError(f"{path} is damaged: {error}") from error
    return {entry.name: entry for entry in entries}


def write_documents(directory: Path, entries: Iterable[DocumentEntry]) -> None:
    """Write the documents of a snapshot under construction.

    Raises:
        StorageError: the disk refused.
    """
    names = [field.name for field in fields(DocumentEntry)]
    ordered = sorted(entries, key=lambda entry: entry.name)
    content = ",\n".join(json.dumps({name: getattr(entry, name) for name in names}) for entry in ordered)
    path = directory / DOCUMENTS_FILE
    try:
        path.write_text(f"[\n{content}\n]\n", encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}") from error
