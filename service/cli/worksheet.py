"""Tables for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import click


def echo_worksheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print ``rows`` as CSV under their ``columns``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_to_plain(cell) for cell in row] for row in rows)
    click.echo(out.getvalue(), nl=False)


def _to_plain(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
