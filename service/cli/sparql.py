"""``rolegraph sparql``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from service.cli.options import data_option
from service.config import read_settings

_FORMATS = ("json", "xml", "csv", "tsv", "ttl", "nt", "jsonld", "rdf", "trig", "nq")


@click.command()
@click.argument("query", required=False)
@click.option(
    "--file", "-f", "file", type=click.File(encoding="utf-8"), help="Read the query from a file; - is standard input."
)
@click.option("--format", "format_", type=click.Choice(_FORMATS), help="Default: tsv for rows, ttl for graphs.")
@data_option
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
def sparql(query: str | None, file: TextIO | None, format_: str | None, data: Path | None, as_json: bool) -> None:
    """Run a SPARQL query on the published snapshot.

    The vocabulary's prefixes are predeclared; the default graph is the union of all documents.
    """
    from service.sparql.alone import answer_alone
    from store.syntax import RdfSyntax, ResultSyntax

    if (query is None) == (file is None):
        raise click.UsageError("give a query, or --file")
    text = query if query is not None else file.read() if file is not None else ""
    wanted = "json" if as_json else format_
    rows = ResultSyntax(wanted) if wanted in [syntax.value for syntax in ResultSyntax] else ResultSyntax.TSV
    graphs = RdfSyntax(wanted) if wanted in [syntax.value for syntax in RdfSyntax] else RdfSyntax.TURTLE
    answer_alone(read_settings(data=data), text, rows, graphs, sys.stdout.buffer)
    sys.stdout.buffer.flush()
