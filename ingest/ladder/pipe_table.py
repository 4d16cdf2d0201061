"""Tables between pipes, as the parser's tokens give them."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from ingest.ladder.grid import Cell
from ingest.ladder.pieces import Said
from ingest.ladder.wording import clean_inline
from ontology.records import Lines


def read_pipe_table(tokens: Sequence[Token]) -> list[list[Cell]]:
    """Return the rows of the table that ``tokens`` are; a line break in a cell divides its texts."""
    rows: list[list[Cell]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            line = (token.map or (0, 1))[0] + 1
            parts: list[list[Token]] = [[]]
            for child in token.children or []:
                if child.type == "html_inline" and child.content.lower().startswith("<br"):
                    parts.append([])
                else:
                    parts[-1].append(child)
            texts = [text for text in map(clean_inline, parts) if text]
            rows[-1].append(Cell([Said(text, Lines(line, line)) for text in texts]))
    return rows
