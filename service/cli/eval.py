"""``rolegraph eval``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontology.errors import SettingError
from service.cli.main import EXIT_FAILED
from service.cli.options import data_option, json_option
from service.cli.render import echo_json
from service.config import read_settings

if TYPE_CHECKING:
    from service.evaluation.calibration import Bin
    from service.evaluation.question import Question
    from service.evaluation.report import Report

_PATH = click.Path(dir_okay=False, path_type=Path)


@click.command("eval")
@click.argument("files", nargs=-1, type=_PATH)
@data_option
@click.option("--qrels", type=_PATH, help="Judgements as TREC has them, in place of FILES.")
@click.option("--queries", type=_PATH, help="The questions to --qrels: id, tab, text; or JSON lines.")
@click.option("--split", type=click.Choice(["development", "test"]), help="Only the questions of this half.")
@click.option("--mode", type=click.Choice(["hybrid", "dense", "lexical"]), default="hybrid", show_default=True)
@click.option("--limit", type=click.IntRange(10, 100), default=10, show_default=True, help="How many hits to ask for.")
@click.option("--gate", "gates", multiple=True, help="Exit with 1 unless this holds: 'level_hit_1>=0.85'.")
@click.option("--per-question", type=_PATH, help="Write what came of each question here, as JSON lines.")
@json_option
def eval(  # noqa: A001 - the command's own name
    files: tuple[Path, ...],
    data: Path | None,
    qrels: Path | None,
    queries: Path | None,
    split: str | None,
    mode: str,
    limit: int,
    gates: tuple[str, ...],
    per_question: Path | None,
    as_json: bool,
) -> None:
    """Ask questions whose answers are known, and print how good the answers were.

    FILES hold questions as JSON lines; docs/quality.md describes the fields, and what each figure means.
    """
    from service.engine import Engine
    from service.evaluation.gate import read_gate
    from service.evaluation.report import ALL, evaluate, to_record
    from service.search.result import Mode
    from store.library import Library

    wanted = [read_gate(gate) for gate in gates]
    settings = read_settings(data=data)
    engine = Engine(Library(settings.data).open_current(), settings)
    questions = _read(files, qrels, queries, engine.snapshot.manifest.base)
    questions = [question for question in questions if split in (None, question.split)]
    if not questions:
        raise SettingError("there is no question to ask" + (f" in the {split} half" if split else ""))
    report = evaluate(questions, engine, limit=limit, mode=Mode(mode))
    for sentence in report.unknown:
        click.echo(f"{sentence} (warning)", err=True)
    if per_question is not None:
        lines = (json.dumps(to_record(outcome), ensure_ascii=False) + "\n" for outcome in report.outcomes)
        per_question.write_text("".join(lines), encoding="utf-8")
    failures = [failure for gate in wanted if (failure := gate.failure(report.groups[ALL])) is not None]
    if as_json:
        echo_json({**report.to_dict(), "failed_gates": failures})
    else:
        _echo_report(report)
    for failure in failures:
        click.echo(f"gate failed: {failure}", err=True)
    if failures:
        sys.exit(EXIT_FAILED)


def _read(files: tuple[Path, ...], qrels: Path | None, queries: Path | None, base: str) -> list[Question]:
    from service.evaluation.question_file import read_questions
    from service.evaluation.trec import read_trec

    if files and qrels is None and queries is None:
        return read_questions(files, base)
    if not files and qrels is not None and queries is not None:
        return read_trec(qrels, queries, base)
    raise click.UsageError("Give FILES of questions, or both --qrels and --queries.")


def _echo_report(report: Report) -> None:
    from service.evaluation.gate import GATES

    names = list(report.groups)
    width = max(len(name) for name in names) + 2
    click.echo(f"{'':24}" + "".join(f"{name:>{width}}" for name in names))
    click.echo(f"{'questions':24}" + "".join(f"{report.groups[name].questions:>{width}}" for name in names))
    for figure in GATES:
        cells = [_show(getattr(report.groups[name], figure)) for name in names]
        click.echo(f"{figure:24}" + "".join(f"{cell:>{width}}" for cell in cells))
    for figure in report.groups[names[0]].counts:
        counts = [report.groups[name].counts[figure] for name in names]
        click.echo(f"{'questions: ' + figure:24}" + "".join(f"{count:>{width}}" for count in counts))
    if report.groups[names[0]].reliability:
        click.echo("\nconfidence    answers   mean confidence   right")
        for part in report.groups[names[0]].reliability:
            click.echo(_show_bin(part))
    unknown = f", {len(report.unknown)} expected but not in the snapshot" if report.unknown else ""
    click.echo(f"\nsnapshot {report.snapshot}, {report.mode}, {report.encoder}{unknown}")


def _show(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _show_bin(part: Bin) -> str:
    return f"{part.low:.1f}-{part.high:.1f}{part.count:>13}{part.confidence:>18.3f}{part.right:>8.3f}"
