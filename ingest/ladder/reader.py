"""Reading one document of a career ladder by its mapping: profile documents, the account of its lines, warnings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ingest.ladder.csv_table import read_csv_table
from ingest.ladder.finder import Finder
from ingest.ladder.line_ledger import LineLedger
from ingest.ladder.mapping import LadderFile, LadderMapping
from ingest.ladder.markdown import read_markdown
from ingest.ladder.pieces import Piece
from ingest.ladder.rules import RuleReader
from ingest.ladder.tree import read_tree, to_pieces
from ingest.report import DocumentWarning, LineAccount
from ingest.sources import Format
from ontology.errors import DocumentError
from ontology.records import Lines, ProfileDocument

_UNIX = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class LadderReading:
    """What a ladder document came to."""

    documents: list[ProfileDocument]
    lines: tuple[LineAccount, ...]
    warnings: tuple[DocumentWarning, ...]


def read_ladder(text: str, name: str, path: PurePath, format_: Format, mapping: LadderMapping) -> LadderReading:
    """Read ``text``, the document called ``name`` in the file at ``path``, by ``mapping``.

    Raises:
        DocumentError: it does not parse, or states no profile that the mapping finds.
    """
    files = mapping.files_for(path)
    ledger = LineLedger(name, text)
    pieces, markup = _take_apart(_UNIX.sub("\n", text), name, format_, files, ledger)
    gathering = RuleReader(mapping, files, Finder(mapping, path.stem), ledger).read(pieces)
    documents = gathering.documents()
    if not documents:
        problem = f"no rule of {mapping.name}:{files[0].line} finds a statement with a level here"
        remedy = "see whether the rule's text and level stand in the document as it says"
        raise DocumentError(name, problem, line=1, remedy=remedy)
    ledger.settle(markup)
    return LadderReading(documents, ledger.accounts, ledger.warnings)


def _take_apart(
    text: str, name: str, format_: Format, files: Sequence[LadderFile], ledger: LineLedger
) -> tuple[list[Piece], Sequence[Lines]]:
    """Return the pieces of ``text``, and the lines that are markup where that is not all the rest."""
    everything = (Lines(1, text.count("\n") + 1),)
    if format_ is Format.CSV:
        return list(read_csv_table(text, name)), everything
    if format_ in (Format.YAML, Format.JSON):
        return _read_tree(text, name, ledger, is_yaml=format_ is Format.YAML), everything
    markdown = read_markdown(text, next((file.header for file in files if file.header is not None), None))
    front = _read_tree(markdown.front_matter, name, ledger, is_yaml=True) if markdown.front_matter else []
    return [*front, *markdown.pieces], markdown.markup


def _read_tree(text: str, name: str, ledger: LineLedger, *, is_yaml: bool) -> list[Piece]:
    tree = read_tree(text, name, is_yaml=is_yaml)
    for line in tree.mended:
        ledger.warn(line, "a tab stands after the list's dash, where YAML wants a space; it was read as one")
    return list(to_pieces(tree))
