"""How the command line shows things: JSON for programs, short lines for people, progress on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ingest.build import Progress
    from ingest.report import IngestReport


_COUNTED = {"occupations": "occupations", "reference": "passages of taxonomies"}


def echo_json(value: object) -> None:
    """Print ``value`` as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Give a progress callback that draws a bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def update(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            # What is done makes room: a release of a taxonomy has many files.
            bars.update(tasks[stage], completed=done, total=total, visible=done < total)

        yield update


def describe_counts(counts: Mapping[str, int]) -> str:
    """Return in words how much a snapshot holds; of taxonomies only where it has some."""
    return ", ".join(
        f"{number:,} {_COUNTED.get(name, name)}" for name, number in counts.items() if number or name not in _COUNTED
    )


def describe_ignored(paths: Sequence[str]) -> Iterator[str]:
    """Yield a line for each file that is no document; one for all of a kind in a folder."""
    groups: dict[tuple[Path, str], list[str]] = {}
    for path in paths:
        groups.setdefault((Path(path).parent, Path(path).suffix), []).append(path)
    for (folder, suffix), group in groups.items():
        if suffix.lower() in (".yaml", ".yml"):  # any other file of this kind would be a document
            for path in group:
                yield f"{path}: says how a career ladder is read, left out; give it with --mapping"
        elif len(group) == 1:
            yield f"{group[0]}: not a document, left out"
        else:
            yield f"{folder}: {len(group)} files{f' ({suffix})' if suffix else ''} are no documents, left out"


def echo_report(report: IngestReport, *, verbose: bool) -> None:
    """Print what a run came to: warnings and errors, one line a document, and the outcome."""
    from ingest.report import DocumentFate, Fate

    for document in report.documents:
        if document.error is not None:
            click.echo(str(document.error), err=True)
        for warning in document.warnings:
            place = warning.document if warning.line is None else f"{warning.document}:{warning.line}"
            click.echo(f"{place}: warning: {warning.message}", err=True)
    for left_out in describe_ignored(report.ignored):
        click.echo(left_out, err=True)
    for document in report.documents:
        counted = ""
        if document.lines:
            counted = ", " + ", ".join(f"{document.count(fate)} lines {fate.value}" for fate in Fate)
        if verbose or document.fate is not DocumentFate.UNCHANGED:
            version = f" {document.version}" if document.version is not None else ""
            size = f", {document.triples} triples" if document.triples else ""
            rows = "".join(f", {number:,} {what}" for what, number in document.counts.items())
            click.echo(f"{document.fate.value:10} {document.name}{version}{size}{counted}{rows}")
        if verbose:
            for line in document.lines:
                click.echo(f"  {line.number:5} {line.fate.value:11} {line.became}: {line.text[:80]}")
