"""Finding documents and reading their bytes: the last place where anything can be in a file.

A document's name is its path from the directory that was given, that directory's own name included, so that
``rolegraph ingest pages`` and ``rolegraph ingest pages/a.txt`` mean the same document.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ontology.errors import DocumentError

MAX_TEXT_BYTES = 8_000_000  # a page or profile has tens of kilobytes; beyond this something else was handed in
MAX_RDF_BYTES = 1_000_000_000
MAX_LINE_CHARACTERS = 100_000


class Format(StrEnum):
    """What a document is written in."""

    PAGE = "text/plain"
    MARKDOWN = "text/markdown"  # read by a mapping only, as CSV is
    CSV = "text/csv"
    JSON = "application/json"
    YAML = "application/yaml"
    TURTLE = "text/turtle"
    NTRIPLES = "application/n-triples"
    NQUADS = "application/n-quads"
    TRIG = "application/trig"
    JSONLD = "application/ld+json"
    RDFXML = "application/rdf+xml"
    SSSOM = "text/tab-separated-values"


_SUFFIXES = {
    ".txt": Format.PAGE,
    ".text": Format.PAGE,
    ".md": Format.PAGE,
    ".json": Format.JSON,
    ".yaml": Format.YAML,
    ".yml": Format.YAML,
    ".ttl": Format.TURTLE,
    ".nt": Format.NTRIPLES,
    ".nq": Format.NQUADS,
    ".trig": Format.TRIG,
    ".jsonld": Format.JSONLD,
    ".rdf": Format.RDFXML,
}
_MAX_BYTES = {Format.SSSOM: 100_000_000}
RDF_FORMATS = frozenset((Format.TURTLE, Format.NTRIPLES, Format.NQUADS, Format.TRIG, Format.JSONLD, Format.RDFXML))
_PAGES = (Format.PAGE, Format.MARKDOWN)
_NOT_PAGES = ("readme", "license", "licence", "changelog", "contributing", "notice")
_TABLE_SUFFIX = ".tsv"
_SSSOM_COLUMNS = re.compile(rb"^(?!#)(?=[^\n]*\bsubject_id\b)[^\n]*\bobject_id\b", re.MULTILINE)
_MAX_HEADER_BYTES = 1_000_000
_YAML_SUFFIXES = (".yaml", ".yml")
_MAPPING_MARK = re.compile(rb"^ladder[ \t]*:", re.MULTILINE)  # no profile document has such a field
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, and the name of the document in it."""

    path: Path
    name: str
    format: Format


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document's content."""

    file: SourceFile
    data: bytes
    sha256: str

    def decode(self) -> str:
        """Return the content as text.

        Raises:
            DocumentError: it is no text in UTF-8, or a page with a line that no page has.
        """
        name, data = self.file.name, self.data
        if data.startswith(_UTF16_MARKS):
            raise DocumentError(name, "the file is in UTF-16", line=1, remedy="save it as UTF-8")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            problem = f"byte 0x{data[error.start]:02x} is not UTF-8"
            raise DocumentError(name, problem, line=line, remedy="save the file as UTF-8") from error
        zero = text.find("\0")
        if zero >= 0:
            line = text.count("\n", 0, zero) + 1
            raise DocumentError(name, "the file is binary, not text", line=line, remedy="give a text document")
        if not text.strip():
            raise DocumentError(name, "the file is empty", line=1, remedy="give a page with a profile in it")
        for number, content in enumerate(text.split("\n"), start=1):
            if self.file.format in _PAGES and len(content) > MAX_LINE_CHARACTERS:
                problem = f"the line has {len(content):,} characters, more than the {MAX_LINE_CHARACTERS:,} allowed"
                raise DocumentError(name, problem, line=number, remedy="give the page as text, with its line breaks")
        return text


@dataclass(frozen=True, slots=True)
class Choice:
    """Which files are documents, and of which format."""

    format_of: Callable[[Path], Format | None]
    wanted: str  # what they are, for whoever has none
    leaves_out: Callable[[Path], bool] = lambda _: False  # a file of a directory that nobody asked for by its name


def find_sources(
    paths: Iterable[Path], choice: Choice | None = None, taken: Callable[[Path], bool] = lambda _: False
) -> tuple[list[SourceFile], list[Path]]:
    """Return the documents at ``paths`` in name order, and the files in directories that are no documents.

    Files that are ``taken`` already are neither.

    Raises:
        DocumentError: a path does not exist, is of no known format, or is a directory without documents.
    """
    choice = choice or _DOCUMENTS
    found: dict[str, SourceFile] = {}
    ignored: list[Path] = []
    for path in paths:
        if path.is_dir():
            files, others, had_taken = _walk(path, choice, taken)
            if not files and not had_taken:
                problem = "the directory holds no documents"
                raise DocumentError(str(path), problem, remedy=f"put files there: {choice.wanted}")
            ignored.extend(others)
        elif path.exists():
            kind = choice.format_of(path)
            if kind is None:
                if is_mapping_file(path):
                    problem = "this says how a career ladder is read, and is no document"
                    raise DocumentError(str(path), problem, remedy="give it with --mapping, and the ladder as PATH")
                problem = f"cannot read {path.suffix or 'such'} files"
                raise DocumentError(str(path), problem, remedy=f"one of {choice.wanted}")
            files = [SourceFile(path, f"{path.resolve().parent.name}/{path.name}", kind)]
        else:
            raise DocumentError(str(path), "no such file or directory")
        for file in files:
            other = found.setdefault(file.name, file)
            if other.path.resolve() != file.path.resolve():
                problem = f"has the same name, {file.name}, as {other.path}"
                raise DocumentError(str(file.path), problem, remedy="rename one of their directories")
    return [found[name] for name in sorted(found)], ignored


def read_source(file: SourceFile) -> SourceText:
    """Read a file whole.

    Raises:
        DocumentError: it cannot be read, or is larger than a document of its format can be.
    """
    limit = MAX_RDF_BYTES if file.format in RDF_FORMATS else _MAX_BYTES.get(file.format, MAX_TEXT_BYTES)
    try:
        size = file.path.stat().st_size
        if size > limit:
            line = 1
            problem = f"the file has {size / 1e6:,.0f} MB, more than the {limit / 1e6:,.0f} MB that a document may have"
            raise DocumentError(file.name, problem, line=line, remedy="split it, one profile a document")
        data = file.path.read_bytes()
    except OSError as error:
        raise DocumentError(file.name, f"the file cannot be read: {error.strerror}") from error
    return SourceText(file, data, hashlib.sha256(data).hexdigest())


def is_mapping_file(path: Path) -> bool:
    """Tell whether the file at ``path`` is the mapping file of a career ladder: one of its fields is ``ladder``."""
    if path.suffix.lower() not in _YAML_SUFFIXES:
        return False
    try:
        with path.open("rb") as file:
            return _MAPPING_MARK.search(file.read(MAX_TEXT_BYTES)) is not None
    except OSError:
        return False


def _to_document_format(path: Path) -> Format | None:
    if path.suffix.lower() == _TABLE_SUFFIX:
        return Format.SSSOM if _is_sssom(path) else None
    return None if is_mapping_file(path) else _SUFFIXES.get(path.suffix.lower())


def _is_sssom(path: Path) -> bool:
    """Tell whether the table at ``path`` calls itself one of mappings, by its name or by its columns."""
    if path.name.lower().endswith(f".sssom{_TABLE_SUFFIX}"):
        return True
    try:
        with path.open("rb") as file:
            return _SSSOM_COLUMNS.search(file.read(_MAX_HEADER_BYTES)) is not None
    except OSError:
        return False


def _walk(directory: Path, choice: Choice, taken: Callable[[Path], bool]) -> tuple[list[SourceFile], list[Path], bool]:
    root = directory.resolve().name
    files: list[SourceFile] = []
    ignored: list[Path] = []
    had_taken = False
    for path in sorted(directory.rglob("*")):
        relative = path.relative_to(directory)
        if not path.is_file() or any(part.startswith(".") for part in relative.parts):
            continue
        if taken(path):
            had_taken = True
            continue
        kind = choice.format_of(path)
        if kind is None or choice.leaves_out(path):
            ignored.append(path)
        else:
            files.append(SourceFile(path, f"{root}/{relative.as_posix()}", kind))
    return files, ignored, had_taken


def _is_about_the_folder(path: Path) -> bool:
    return path.stem.lower().startswith(_NOT_PAGES) and path.suffix.lower() in (".md", ".txt", ".text")


_DOCUMENTS = Choice(_to_document_format, f"{', '.join(sorted(_SUFFIXES))}, .sssom.tsv", _is_about_the_folder)
