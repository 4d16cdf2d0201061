from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from service.config import Settings
from tests.service.cli.command import CommandShell

HELICOPTER = "no title, alias or role shares a word with “Helicopter Mechanic”"


@pytest.fixture
def resolve(capsys: pytest.CaptureFixture[str], settings: Settings) -> CommandShell:
    return CommandShell("resolve", capsys, settings.data)


def test_titles_are_shown_with_steps_candidates_and_reasons(resolve: CommandShell) -> None:
    code, output, _ = resolve("Sr. SWE (part-time)", "Helicopter Mechanic")
    assert code == 0
    lines = output.splitlines()
    assert lines[:3] == [
        "Sr. SWE (part-time)",
        "  noise: Sr. SWE  (employment: part-time)",
        "  abbreviations: Senior Software Engineer  (Sr. → senior, SWE → software engineer)",
    ]
    assert "  SWE.GEN.P4  Software Engineering, P4 Senior Professional" in output
    assert f"Helicopter Mechanic\n  none: {HELICOPTER}\n" in output
    assert lines[-1].startswith("snapshot ")


def test_json_is_that_of_the_api(resolve: CommandShell) -> None:
    body = json.loads(resolve("CSM II", "", "--limit", "1", "--json")[1])
    assert list(body) == ["snapshot", "results"]
    assert [one["profile"] for one in body["results"][0]["candidates"]] == ["CUS.GEN.P3"]
    assert body["results"][1]["problem"].startswith("the title is empty")


def test_a_worksheet_has_one_line_for_each_title_of_a_csv_file(resolve: CommandShell, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text(
        'id,Title\n1,"Engineer, Software, Senior"\n2,Helicopter Mechanic\n3,\n4,=1+1\n', encoding="utf-8-sig"
    )
    code, output, _ = resolve("--file", str(path), "--csv")
    rows = list(csv.DictReader(io.StringIO(output)))
    assert code == 0
    assert [(row["title"], row["profile"], row["level"], row["ambiguous"]) for row in rows] == [
        ("Engineer, Software, Senior", "SWE.GEN.P4", "P4", "no"),
        ("Helicopter Mechanic", "", "", "no"),
        ("", "", "", "no"),
        ("'=1+1", "", "", "no"),
    ]
    assert float(rows[0]["confidence"]) > 0.9
    assert rows[0]["why"].startswith("the title “Senior Software Engineer” has the same words; ")
    assert rows[1]["why"] == HELICOPTER
    assert rows[2]["why"].startswith("the title is empty")


def test_titles_can_come_one_a_line_from_standard_input(resolve: CommandShell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"CSM II\n\nJr Dev\n"), encoding="utf-8"))
    body = json.loads(resolve("--file", "-", "--json")[1])
    assert [result["title"] for result in body["results"]] == ["CSM II", "Jr Dev"]


def test_only_one_role_s_profiles_can_be_asked_for(resolve: CommandShell) -> None:
    body = json.loads(resolve("Business Analyst", "--role", "PM.GEN", "--json")[1])
    assert {one["role"] for one in body["results"][0]["candidates"]} == {"PM.GEN"}
    code, _, error = resolve("Business Analyst", "--role", "NOPE")
    assert (code, error.startswith("error: there is no role 'NOPE'")) == (1, True)


def test_occupations_stand_below_the_profiles_and_in_columns_of_the_worksheet(
    capsys: pytest.CaptureFixture[str], occupations_settings: Settings
) -> None:
    shell = CommandShell("resolve", capsys, occupations_settings.data)
    lines = shell("Lamp Keeper")[1].splitlines()
    named = [line[8:] for line in lines if line.startswith("  0.")]
    assert named[:2] == ["soc 71-1011  Lighthouse Keepers", "onet-soc 71-1011.00  Lighthouse Keepers"]
    assert "        the title “Lamp Keeper” of 71-1011.00 reads the same" in lines

    rows = list(csv.DictReader(io.StringIO(shell("Lamp Keeper", "asdf", "--csv")[1])))
    assert [(row["occupation_code"], row["occupation_label"]) for row in rows] == [
        ("71-1011", "Lighthouse Keepers"),
        ("", ""),
    ]
    assert float(rows[0]["occupation_confidence"]) > 0.9
    assert rows[1]["occupation_confidence"] == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [([], "give a title"), (["CSM", "--csv", "--json"], "exclude each other"), (["CSM", "--file", "nope"], "nope")],
)
def test_a_wrong_call_is_explained(resolve: CommandShell, arguments: list[str], words: str) -> None:
    code, output, error = resolve(*arguments)
    assert (code, output) == (2, "")
    assert words in error


def test_a_file_that_is_no_text_is_refused(resolve: CommandShell, tmp_path: Path) -> None:
    path = tmp_path / "titles.xlsx"
    path.write_bytes(b"PK\x03\x04\xff\xfe")
    code, _, error = resolve("--file", str(path))
    assert (code, error) == (1, f"error: {path} is no text in UTF-8\n")
