from __future__ import annotations

import json
import logging
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.evaluation import gaps
from service.evaluation.gaps import GapLog, count_gaps


def test_a_question_is_kept_with_its_day_and_nothing_else(tmp_path: Path) -> None:
    GapLog(tmp_path).record("  Who repairs\n ESPRESSO machines? ")
    [line] = (tmp_path / "gaps.jsonl").read_text(encoding="utf-8").splitlines()
    today = datetime.now(UTC).date().isoformat()
    assert json.loads(line) == {"day": today, "question": "who repairs espresso machines?"}
    assert (tmp_path / "gaps.jsonl").stat().st_mode & 0o777 == 0o600


def test_questions_from_many_threads_are_all_counted(tmp_path: Path) -> None:
    log = GapLog(tmp_path)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(log.record, [f"Question {number % 10}" for number in range(200)]))
    assert count_gaps(tmp_path) == {f"question {number}": 20 for number in range(10)}


def test_a_full_file_becomes_the_older_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "MAX_BYTES", 100)  # two lines
    log = GapLog(tmp_path)
    for question in ("one", "two", "three", "four", "five"):
        log.record(question)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gaps.1.jsonl", "gaps.jsonl"]
    assert count_gaps(tmp_path) == {"three": 1, "four": 1, "five": 1}


def test_a_log_that_cannot_be_written_is_reported_once_and_fails_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = GapLog(tmp_path / "absent")
    with caplog.at_level(logging.WARNING):
        log.record("one")
        log.record("two")
    assert [record.message.rpartition(": ")[2] for record in caplog.records] == ["No such file or directory"]


def test_a_line_that_a_full_disk_cut_off_spoils_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = GapLog(tmp_path)
    log.record("one")
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, line: write(descriptor, line[:9]))
    log.record("two")
    monkeypatch.undo()
    log.record("three")
    assert count_gaps(tmp_path) == {"one": 1, "three": 1}


def test_lines_of_another_shape_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "gaps.jsonl").write_bytes(b'[]\n{"question": 7}\n{"day": "x"}\n\xff\n{"question": "one"}\n')
    assert count_gaps(tmp_path) == {"one": 1}
    assert count_gaps(tmp_path / "absent") == {}
