"""``rolegraph mappings audit``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.options import data_option, json_option
from service.cli.render import echo_json, show_progress
from service.cli.reviews import open_engine, profile_option
from service.cli.worksheet import echo_worksheet

if TYPE_CHECKING:
    from service.occupations.audit.finding import AuditedMapping

_EXIT_FLAGGED = 1
_COLUMNS = ("id", "profile", "profile_title", "scheme", "code", "label", "status", "doubts", "reasons", "better")


@click.command("audit")
@profile_option
@click.option("--csv", "as_csv", is_flag=True, help="Write a worksheet: one line a mapping.")
@click.option("--check", is_flag=True, help="Exit with 1 where a mapping is doubtful.")
@data_option
@json_option
def audit_mappings(profile: str | None, data: Path | None, as_csv: bool, check: bool, as_json: bool) -> None:
    """Tell which mappings are doubtful, why, and what would fit better.

    Mappings are audited that are approved or wait for review. A code is doubtful that is malformed, unknown, retired,
    of another vintage, too coarse, or far from what the profile says.
    """
    if as_csv and as_json:
        raise click.UsageError("--csv and --json exclude each other")
    engine, _ = open_engine(data)
    total, entries = engine.mapping_auditor.list(profile)
    audited: list[AuditedMapping] = []
    with show_progress() as progress:
        for one in engine.mapping_auditor.audit(entries):
            audited.append(one)
            progress("mappings", len(audited), total)
    flagged = sum(one.flagged for one in audited)
    if as_json:
        shown = [asdict(one) for one in audited]
        echo_json({"snapshot": engine.snapshot.id, "total": total, "flagged": flagged, "mappings": shown})
    elif as_csv:
        echo_worksheet(_COLUMNS, map(_to_row, audited))
    else:
        _echo(audited)
        click.echo(f"{flagged} of {total} mappings are doubtful; snapshot {engine.snapshot.id}")
    if check and flagged:
        sys.exit(_EXIT_FLAGGED)


def _to_row(one: AuditedMapping) -> tuple[str, ...]:
    return (
        one.id,
        one.profile,
        one.profile_title or "",
        one.scheme,
        one.code,
        one.label or "",
        one.status,
        ", ".join(finding.doubt for finding in one.findings),
        "; ".join(finding.reason for finding in one.findings),
        ", ".join(f"{better.code} {better.label} ({better.confidence:.2f})" for better in one.candidates),
    )


def _echo(audited: Sequence[AuditedMapping]) -> None:
    for one in _with_findings(audited):
        click.secho(f"{one.id}  {one.profile_title or one.profile} -> {one.code} {one.label or ''}".rstrip(), bold=True)
        for finding in one.findings:
            click.echo(f"  {finding.doubt.replace('_', ' ')}: {finding.reason}")
        for better in one.candidates:
            click.echo(f"  better: {better.confidence:.2f}  {better.code} {better.label}")


def _with_findings(audited: Iterable[AuditedMapping]) -> Iterable[AuditedMapping]:
    return (one for one in audited if one.findings)
