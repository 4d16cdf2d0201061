"""Reading one document of a career ladder by its mapping: profile documents, the account of its lines, warnings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ingest.ladder.csv_table import read_csv_table
from ingest.ladder.gathering import Gathering
from ingest.ladder.line_ledger import LineLedger
from ingest.ladder.mapping import LadderFile, LadderMapping
from ingest.ladder.markdown import read_markdown
from ingest.ladder.pieces import Piece
from ingest.ladder.rules import RuleReader
from ingest.ladder.tree import read_tree, to_pieces
from ingest.report import DocumentWarning, LineAccount
from ingest.sources import Format
from ontology.errors import DocumentError
from ontology.records import ProfileDocument


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
    pieces = _take_apart(text, name, format_, files, ledger)
    gathering = Gathering(mapping)
    RuleReader(mapping, files, path.stem, gathering, ledger).read(pieces)
    documents = gathering.documents()
    if not documents:
        problem = f"no rule of {mapping.name}:{files[0].line} finds a statement with a level here"
        raise DocumentError(name, problem, line=1, remedy="see what its lines came to with 'rolegraph validate -v'")
    ledger.settle(pieces)
    return LadderReading(documents, ledger.accounts, ledger.warnings)


def _take_apart(
    text: str, name: str, format_: Format, files: Sequence[LadderFile], ledger: LineLedger
) -> Sequence[Piece]:
    header = next((file.header for file in files if file.header is not None), None)
    if format_ is Format.CSV:
        return read_csv_table(text, name)
    if format_ in (Format.YAML, Format.JSON):
        return _read_tree(text, name, ledger, is_yaml=format_ is Format.YAML)
    markdown = read_markdown(text, header)
    front: Iterable[Piece] = ()
    if markdown.front_matter:
        front = _read_tree(markdown.front_matter, name, ledger, is_yaml=True)
    return [*front, *markdown.pieces]


def _read_tree(text: str, name: str, ledger: LineLedger, *, is_yaml: bool) -> list[Piece]:
    tree = read_tree(text, name, is_yaml=is_yaml)
    for line in tree.mended:
        ledger.warn(line, "a tab stands after the list's dash, where YAML wants a space; it was read as one")
    return list(to_pieces(tree))
