"""``rolegraph gaps``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.options import data_option, json_option
from service.cli.render import echo_json
from service.config import read_settings

if TYPE_CHECKING:
    from service.evaluation.gap_report import GapReport


@click.command()
@data_option
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many gaps to show.")
@json_option
def gaps(data: Path | None, limit: int, as_json: bool) -> None:
    """Show what was asked and not answered: where the taxonomy may have gaps.

    The service logs such questions where ROLEGRAPH_LOG_UNANSWERED=1 is set.
    """
    from service.engine import Engine
    from service.evaluation.gap_report import report_gaps
    from service.evaluation.gaps import count_gaps
    from store.library import Library

    settings = read_settings(data=data)
    engine = Engine(Library(settings.data).open_current(), settings)
    report = report_gaps(count_gaps(settings.data), engine, limit)
    if as_json:
        echo_json(asdict(report))
    else:
        _echo_report(report)


def _echo_report(report: GapReport) -> None:
    if not report.gaps:
        click.echo("No unanswered question is logged. The service logs them where ROLEGRAPH_LOG_UNANSWERED=1 is set.")
        return
    for gap in report.gaps:
        state = "answered by now" if gap.is_answered_now else "unanswered"
        click.secho(f"{gap.times} times, {state}: {gap.questions[0].question}", bold=True)
        for item in gap.questions[1:]:
            click.echo(f"    {item.times} times: {item.question}")
        if gap.nearest is not None:
            place = " ".join(part for part in (gap.nearest.level, gap.nearest.role_label or gap.nearest.role) if part)
            click.echo(f"    nearest: {place}, {gap.nearest.confidence:.0%} sure")
    left_out = f", {report.left_out} of them not compared" if report.left_out else ""
    click.echo(f"\n{report.times} times, {report.questions} different questions{left_out}; snapshot {report.snapshot}")
