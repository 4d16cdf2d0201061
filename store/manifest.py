"""The manifest of a snapshot: what it holds, what made it, and the hash of every file; written last.

A directory without a manifest is no snapshot, however much else is in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from ontology.errors import SnapshotError
from store.encoder import EncoderIdentity
from store.files import hash_file

MANIFEST_FILE = "manifest.json"
FORMAT = 2  # of the snapshot directory; one that differs must be ingested anew


Spares = Callable[[Path, str], bool]  # by a snapshot's directory and the name of a file in it


def spare_none(_directory: Path, _name: str) -> bool:
    """Spare no file."""
    return False


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the snapshot."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of ``manifest.json``."""

    id: str
    created: str  # ISO 8601, UTC
    base: str  # of all data IRIs
    parent: str | None  # the snapshot that this one was made from
    encoder: EncoderIdentity
    counts: Mapping[str, int]  # documents, profiles, triples, passages, occupations, reference (passages of taxonomies)
    versions: Mapping[str, str]  # package -> version that wrote it
    files: Mapping[str, FileEntry]  # path inside the snapshot -> entry
    format: int = FORMAT

    def to_json(self) -> bytes:
        """Serialise, with a hash of all the rest."""
        content = asdict(self)
        return (json.dumps({**content, "sha256": _hash_content(content)}, indent=1, sort_keys=True) + "\n").encode()

    @classmethod
    def read(cls, directory: Path) -> Manifest:
        """Return the manifest in ``directory``.

        Raises:
            SnapshotError: there is none, it cannot be understood, or it is of another format.
        """
        path = directory / MANIFEST_FILE
        try:
            content = json.loads(path.read_bytes())
            if content["format"] != FORMAT:
                raise SnapshotError(
                    f"snapshot {directory.name} has format {content['format']}; this version reads {FORMAT}: "
                    "ingest the documents again into a new data directory"
                )
            if content.pop("sha256") != _hash_content(content):
                raise SnapshotError(f"{path} is damaged: it has changed since it was written")
            content["encoder"] = EncoderIdentity(**content["encoder"])
            content["files"] = {name: FileEntry(**entry) for name, entry in content["files"].items()}
            return cls(**content)
        except FileNotFoundError as error:
            raise SnapshotError(f"{directory} is no snapshot: it has no {MANIFEST_FILE}") from error
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SnapshotError(f"{path} is damaged: {error}") from error

    def verify(self, directory: Path, spares: Spares = spare_none) -> None:
        """Compare every file with its entry, and the directory's name with the snapshot's.

        Of a file that ``spares`` tells to spare, only the size is compared.

        Raises:
            SnapshotError: a file is missing, has another content, cannot be read, or was added.
        """
        try:
            present = set(list_files(directory))
            for name in sorted(present ^ set(self.files)):
                problem = "was added" if name in present else "is missing"
                raise SnapshotError(f"snapshot {self.id} is damaged: {name} {problem}")
            for name, entry in self.files.items():
                path = directory / name
                if path.stat().st_size != entry.bytes or not (
                    spares(directory, name) or hash_file(path) == entry.sha256
                ):
                    raise SnapshotError(f"snapshot {self.id} is damaged: {name} has changed since it was published")
        except OSError as error:  # a disk that fails; or the snapshot was just removed
            problem = f"{error.filename} cannot be read: {error.strerror}"
            raise SnapshotError(f"snapshot {self.id} is damaged: {problem}") from error
        if directory.name != self.id:
            raise SnapshotError(f"{directory} is not what its name says: it holds snapshot {self.id}")


def _hash_content(content: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def list_files(directory: Path) -> list[str]:
    """Return the paths of all files below ``directory`` but the manifest, in order."""
    return sorted(
        str(path.relative_to(directory))
        for path in directory.rglob("*")
        if path.is_file() and path.relative_to(directory) != Path(MANIFEST_FILE)
    )


def list_entries(directory: Path, last: Path | None = None) -> dict[str, FileEntry]:
    """Return the entry of every file below ``directory`` but the manifest.

    A file that is the same file as in the snapshot ``last`` keeps its entry there: nothing is read for it, and should
    it have been damaged since, whoever opens the new snapshot notices too.
    """
    known = Manifest.read(last).files if last is not None else {}
    entries = {}
    for name in list_files(directory):
        path, entry = directory / name, known.get(name)
        if entry is None or last is None or not (last / name).exists() or not path.samefile(last / name):
            entry = FileEntry(path.stat().st_size, hash_file(path))
        entries[name] = entry
    return entries
