"""``rolegraph eval`` and ``rolegraph gaps`` as a user meets them, on the example company."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.cli.main import main
from service.evaluation.gaps import GapLog

RENEWALS = "profile/CUS.GEN.P4/responsibility/d11e1a8d1d7e96dd"
QUESTIONS = [
    {
        "id": "renewals",
        "question": "who influences C-level renewals",
        "type": "trap",
        "split": "test",
        "answers": [{"role": "CUS.GEN", "level": "P4"}],
        "statements": [RENEWALS],
        "paraphrased": False,
        "reads": {"level": []},
    },
    {
        "id": "wrong-level",
        "question": "who influences C-level renewals",
        "type": "answerable",
        "split": "development",
        "answers": [{"role": "CUS.GEN", "level": "P1"}],
        "statements": ["profile/CUS.GEN.P4/responsibility/0000000000000000"],
    },
    {"id": "espresso", "question": "who repairs espresso machines", "type": "unanswerable", "split": "test"},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("".join(json.dumps(question) + "\n" for question in QUESTIONS), encoding="utf-8")
    return path


def run(data: Path, *arguments: object) -> int:
    try:
        main([*map(str, arguments), "--data", str(data)])
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_every_question_is_asked_and_counted_in_its_group(
    snapshot_data: Path, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(snapshot_data, "eval", questions, "--json") == 0
    output = capsys.readouterr()
    report = json.loads(output.out)
    assert {name: group["questions"] for name, group in report["groups"].items()} == {
        "all": 3,
        "development": 1,
        "test": 2,
        "not paraphrased": 1,
    }
    test, development = report["groups"]["test"], report["groups"]["development"]
    assert [test[name] for name in ("hit_1", "ndcg_10", "mrr_10", "level_hit_1", "traps")] == [1.0] * 5
    assert (test["refused_unanswerable"], test["refused_answerable"]) == (1.0, 0.0)
    assert [development[name] for name in ("hit_10", "level_hit_1", "reads")] == [0.0, 0.0, None]
    missing = f"{questions}:2: question wrong-level: the snapshot has no statement "
    assert [sentence.startswith(missing) for sentence in report["unknown"]] == [True]
    assert output.err.startswith(missing)


def test_the_table_shows_each_figure_of_each_group(
    snapshot_data: Path, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(snapshot_data, "eval", questions) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["all", "development", "test", "not", "paraphrased"]
    assert ["level_hit_1", "0.500", "0.000", "1.000", "1.000"] in [line.split() for line in lines]
    assert lines[-1].endswith(", hybrid, all-MiniLM-L6-v2, 1 expected but not in the snapshot")


def test_what_came_of_each_question_is_written_as_json_lines(
    snapshot_data: Path, questions: Path, tmp_path: Path
) -> None:
    path = tmp_path / "out.jsonl"
    assert run(snapshot_data, "eval", questions, "--per-question", path, "--split", "test", "--limit", 12) == 0
    renewals, espresso = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert (renewals["id"], renewals["first_right_rank"], renewals["level_right"]) == ("renewals", 1, True)
    assert (renewals["wanted_reads"], renewals["reads"], renewals["reads_right"]) == ({"level": []}, {}, True)
    assert [hit["gain"] for hit in renewals["hits"]] == [1] + [0] * 11
    assert (espresso["answers"], espresso["level_right"]) == ([], None)


def test_a_gate_that_holds_lets_a_release_pass(
    snapshot_data: Path, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        run(snapshot_data, "eval", questions, "--split", "test", "--gate", "level_hit_1>=1", "--gate", "traps>=1") == 0
    )
    assert capsys.readouterr().err == ""


def test_a_gate_that_fails_stops_a_release_and_says_why(
    snapshot_data: Path, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(snapshot_data, "eval", questions, "--gate", "level_hit_1>=0.85", "--gate", "hit_1>=0.5") == 1
    assert capsys.readouterr().err.splitlines()[1:] == ["gate failed: level_hit_1 >= 0.85: it is 0.5"]


def test_judgements_of_trec_are_asked_as_well(
    snapshot_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "qrels").write_text(f"7 0 {RENEWALS} 2\n", encoding="utf-8")
    (tmp_path / "queries").write_text("7\twho influences C-level renewals\n8\twho\n", encoding="utf-8")
    arguments = ("--qrels", tmp_path / "qrels", "--queries", tmp_path / "queries")
    assert run(snapshot_data, "eval", *arguments, "--mode", "lexical", "--json") == 0
    figures = json.loads(capsys.readouterr().out)["groups"]["all"]
    assert (figures["questions"], figures["ndcg_10"], figures["level_hit_1"]) == (1, 1.0, None)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "Give FILES of questions, or both --qrels and --queries."),
        (("--qrels", "x"), 2, "Give FILES of questions, or both"),
        (("absent.jsonl",), 1, "absent.jsonl: cannot be read: No such file or directory"),
        (("QUESTIONS", "--gate", "speed>=1"), 2, "the gate 'speed>=1' names no figure"),
        (("LONG",), 1, "long:1: the query has 2,001 characters"),
        (("EMPTY", "--split", "test"), 2, "there is no question to ask in the test half"),
    ],
)
def test_what_cannot_be_asked_is_said(
    snapshot_data: Path,
    questions: Path,
    tmp_path: Path,
    arguments: tuple[str, ...],
    code: int,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "empty").touch()
    long = {"id": "a", "question": "x" * 2_001, "type": "answerable", "split": "test"}
    (tmp_path / "long").write_text(json.dumps(long), encoding="utf-8")
    named = {"QUESTIONS": questions, "EMPTY": tmp_path / "empty", "LONG": tmp_path / "long"}
    assert run(snapshot_data, "eval", *[named.get(argument, argument) for argument in arguments]) == code
    assert message in capsys.readouterr().err


@pytest.fixture
def data(snapshot_data: Path, tmp_path: Path) -> Path:
    """A data directory of one's own, on the published snapshot."""
    (tmp_path / "CURRENT").write_bytes((snapshot_data / "CURRENT").read_bytes())
    (tmp_path / "snapshots").symlink_to(snapshot_data / "snapshots")
    return tmp_path


def test_the_report_of_gaps_puts_questions_of_one_meaning_together(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = GapLog(data)
    for question in (
        "who repairs espresso machines",
        "who influences C-level renewals",
        "Who repairs espresso machines",
        "who fixes the espresso machine",
    ):
        log.record(question)
    assert run(data, "gaps", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["times"], report["questions"], report["left_out"]) == (4, 3, 0)
    espresso, renewals = report["gaps"]
    assert [(item["question"], item["times"]) for item in espresso["questions"]] == [
        ("who repairs espresso machines", 2),
        ("who fixes the espresso machine", 1),
    ]
    assert (espresso["times"], espresso["is_answered_now"]) == (3, False)
    assert (renewals["is_answered_now"], renewals["nearest"]["level"]) == (True, "P4")
    assert run(data, "gaps", "--limit", "1") == 0
    assert capsys.readouterr().out.startswith(
        "3 times, unanswered: who repairs espresso machines\n    1 times: who fixes"
    )


def test_an_empty_log_says_how_to_turn_it_on(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "gaps") == 0
    assert "ROLEGRAPH_LOG_UNANSWERED=1" in capsys.readouterr().out
