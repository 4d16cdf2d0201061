"""Finding releases of reference classifications among the paths that were given, by what their files hold.

A release may be a zip, a folder or some files; what belongs to one classification is one release, wherever it lies.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.taxonomy.layouts import ESCO, ONET, Found, recognise
from ingest.taxonomy.members import TABLE_SUFFIXES, Member, hash_members, list_zip, to_member
from ingest.taxonomy.tables import Table
from ontology.errors import DocumentError

_FOLDERS = (ONET, ESCO)  # a folder with one of their tables holds nothing else
_MANY = frozenset(("broader relations",))  # one for each pillar
_ZIP = ".zip"


@dataclass(frozen=True, slots=True)
class Release:
    """The tables of one classification."""

    taxonomy: str
    tables: Mapping[str, tuple[Table, ...]]  # by kind
    paths: tuple[str, ...]  # of all its files, as they were given
    others: tuple[Member, ...] = ()  # files of it that nothing is read from

    @property
    def document(self) -> str:
        """The name of the document that it is."""
        return f"taxonomy/{self.taxonomy}"

    @property
    def place(self) -> str:
        """The release as messages name it."""
        return min(self.paths, key=len)

    @property
    def all_tables(self) -> list[Table]:
        """All tables, in the order of their places."""
        return sorted((table for tables in self.tables.values() for table in tables), key=lambda table: table.place)

    def one(self, kind: str) -> Table | None:
        """Return the table of ``kind``, if the release has it."""
        tables = self.tables.get(kind, ())
        return tables[0] if tables else None

    def need(self, kind: str, file: str) -> Table:
        """Return the table of ``kind``.

        Raises:
            DocumentError: the release lacks it; names the ``file``.
        """
        table = self.one(kind)
        if table is None:
            there = ", ".join(sorted({each.member.name for each in self.all_tables})) or "none that can be read"
            problem = f"the file {file} is missing; there are {there}"
            raise DocumentError(self.place, problem, remedy="give the whole release, as it was downloaded")
        return table

    def hash(self) -> str:
        """Return the SHA-256 of all that is read.

        Raises:
            DocumentError: a file cannot be read.
        """
        return hash_members(table.member for table in self.all_tables)

    def find_version(self, pattern: re.Pattern[str]) -> str | None:
        """Return the version that a file or folder is named after, by the groups of ``pattern``."""
        for path in self.paths:
            for part in reversed(path.split("/")):
                if match := pattern.search(part):
                    return ".".join(group for group in match.groups() if group)
        return None


@dataclass(slots=True)
class FoundReleases:
    """What was found at some paths."""

    releases: list[Release]
    paths: list[Path]  # where documents of other kinds may be
    files: set[Path] = field(default_factory=set)  # that are part of a release
    folders: set[Path] = field(default_factory=set)  # all files in which are

    def holds(self, path: Path) -> bool:
        """Tell whether the file at ``path`` is part of a release."""
        return path in self.files or not self.folders.isdisjoint(path.parents)


def find_releases(paths: Iterable[Path]) -> FoundReleases:
    """Return the releases at ``paths``, and the paths that may hold documents of other kinds.

    Raises:
        DocumentError: a zip that was given by its name is no release, or a release was given twice.
    """
    found = FoundReleases([], [])
    tables: dict[str, list[Found]] = {}
    for path in paths:
        given = _search(path, found)
        for each in given:
            tables.setdefault(each.taxonomy, []).append(each)
        if path.is_dir() or not given:
            found.paths.append(path)
    found.releases = [_gather(taxonomy, tables[taxonomy]) for taxonomy in sorted(tables)]
    return found


def _search(path: Path, found: FoundReleases) -> list[Found]:
    """Return the tables at ``path``, and note which files they are in."""
    if path.is_dir():
        return [each for file in sorted(path.rglob("*")) for each in _search_in_folder(file, path, found)]
    if path.suffix.lower() == _ZIP and path.is_file():
        tables = _read_zip(path)
        if not tables:
            problem = "the zip holds no release of O*NET, SOC or ESCO that is known by its columns"
            raise DocumentError(str(path), problem, remedy="docs/taxonomies.md says which downloads are read")
        return tables
    return [*_read_file(path)]


def _search_in_folder(file: Path, root: Path, found: FoundReleases) -> list[Found]:
    if any(part.startswith(".") for part in file.relative_to(root).parts) or not file.is_file():
        return []
    if file.suffix.lower() == _ZIP:
        try:
            tables = _read_zip(file)
        except DocumentError:
            return []  # nobody said that this zip is a release
    else:
        tables = _read_file(file)
    if tables:
        found.files.add(file)
    if file.suffix.lower() != _ZIP and any(table.taxonomy in _FOLDERS for table in tables):
        found.folders.add(file.parent)
    return tables


def _read_zip(path: Path) -> list[Found]:
    if not zipfile.is_zipfile(path):
        raise DocumentError(str(path), "this is no zip, or a damaged one", remedy="download it again")
    return [table for member in list_zip(path) if (table := recognise(member)) is not None]


def _read_file(path: Path) -> list[Found]:
    if path.suffix.lower() not in TABLE_SUFFIXES or not path.is_file():
        return []
    found = recognise(to_member(path))
    return [found] if found is not None else []


def _gather(taxonomy: str, found: list[Found]) -> Release:
    tables: dict[str, list[Table]] = {}
    others: list[Member] = []
    files = {(each.table.member.path.resolve(), each.table.member.inner): each for each in found}
    for each in files.values():  # a folder and a file in it may both be given
        if each.kind is None:
            others.append(each.table.member)
        else:
            tables.setdefault(each.kind, []).append(each.table)
    for kind, same in tables.items():
        if len(same) > 1 and kind not in _MANY:
            places = " and ".join(table.place for table in same[:2])
            problem = f"two tables of {kind}: {places}"
            raise DocumentError(f"taxonomy/{taxonomy}", problem, remedy="give one release of each classification")
    return Release(
        taxonomy,
        {kind: tuple(same) for kind, same in tables.items()},
        tuple(sorted({each.table.place for each in found})),
        tuple(others),
    )
