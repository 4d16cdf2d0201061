"""Reading one document of a career ladder by its mapping: profile documents, the account of its lines, warnings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ingest.ladder.csv_table import read_csv_table
from ingest.ladder.finder import Finder
from ingest.ladder.gathering import Gathering
from ingest.ladder.line_ledger import LineLedger
from ingest.ladder.mapping import LadderFile, LadderMapping
from ingest.ladder.markdown import read_markdown
from ingest.ladder.pieces import Piece
from ingest.ladder.rules import RuleReader
from ingest.ladder.tree import Tree, read_tree, to_pieces
from ingest.report import DocumentWarning, LineAccount
from ingest.sources import Format
from ontology.errors import DocumentError
from ontology.records import Lines, ProfileDocument

_RETURNS = re.compile("\r\n?")


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
    parts = _take_apart(_RETURNS.sub("\n", text), name, format_, files)
    for line in parts.tree.mended:
        ledger.warn(line, "a tab stands after the list's dash, where YAML wants a space; it was read as one")
    finder = Finder(mapping, path.stem, parts.tree.values)
    gathering = RuleReader(files, finder, Gathering(mapping), ledger).read(parts.pieces)
    documents = gathering.documents()
    if not documents:
        problem = f"no rule of {mapping.name}:{files[0].line} finds a statement with a level here"
        remedy = "see whether the rule's text and level stand in the document as it says"
        raise DocumentError(name, problem, line=1, remedy=remedy)
    ledger.settle(parts.markup)
    return LadderReading(documents, ledger.accounts, ledger.warnings)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A document taken apart: its pieces, the lines that are markup, and the values of its tree or front matter."""

    pieces: Sequence[Piece]
    markup: Sequence[Lines]
    tree: Tree


def _take_apart(text: str, name: str, format_: Format, files: Sequence[LadderFile]) -> _Parts:
    everything = (Lines(1, text.count("\n") + 1),)  # what is no value or cell
    if format_ is Format.CSV:
        return _Parts(read_csv_table(text, name), everything, Tree({}))
    if format_ in (Format.YAML, Format.JSON):
        tree = read_tree(text, name, is_yaml=format_ is Format.YAML)
        return _Parts(to_pieces(tree), everything, tree)
    markdown = read_markdown(text, next((file.header for file in files if file.header is not None), None))
    tree = read_tree(markdown.front_matter, name, is_yaml=True) if markdown.front_matter else Tree({})
    return _Parts([*to_pieces(tree), *markdown.pieces], markdown.markup, tree)
