from __future__ import annotations

import csv
import io
import json

import pytest

from ingest.sssom import slots
from service.config import Settings
from tests.service.cli.command import CommandShell


@pytest.fixture
def mappings(capsys: pytest.CaptureFixture[str], occupations_settings: Settings) -> CommandShell:
    return CommandShell("mappings", capsys, occupations_settings.data)


def test_suggestions_are_shown_with_reasons(mappings: CommandShell) -> None:
    code, output, _ = mappings("suggest", "TIDE.GEN.P2", "--scheme", "soc", "--limit", "1")
    assert code == 0
    assert output.startswith("TIDE.GEN.P2  Tide Analyst\n")
    assert "  soc 71-2011  Tide Analysts\n" in output
    assert "the alias “Tide Forecaster” has the words of its title “Tide Forecaster”" in output


def test_suggestions_of_all_profiles_are_a_worksheet(mappings: CommandShell) -> None:
    _, output, _ = mappings("suggest", "--scheme", "onet-soc", "--limit", "1", "--csv")
    rows = list(csv.DictReader(io.StringIO(output)))
    assert [(row["profile"], row["code"]) for row in rows] == [
        ("PUP.GEN.P1", "73-1011.00"),
        ("REN.GEN.P3", "75-1011.00"),
        ("TIDE.GEN.P2", "71-2011.00"),
        ("TIDE.GEN.P3", "71-2011.00"),
    ]


def test_suggestions_are_an_sssom_table_that_waits_for_review(mappings: CommandShell) -> None:
    _, output, _ = mappings("suggest", "REN.GEN.P3", "--scheme", "soc", "--sssom")
    table = [line for line in output.splitlines() if not line.startswith("#")]
    [row] = csv.DictReader(table, delimiter="\t")
    assert (row[slots.OBJECT], row[slots.STATUS], row[slots.PREDICATE]) == (
        "soc:75-1011",
        "needs_review",
        "skos:closeMatch",
    )
    assert row[slots.TOOL] == "rolegraph mappings suggest"


def test_suggestions_are_json(mappings: CommandShell) -> None:
    _, output, _ = mappings("suggest", "REN.GEN.P3", "--json")
    [result] = json.loads(output)["results"]
    assert {one["scheme"] for one in result["candidates"]} == {"onet-soc", "soc", "esco", "isco"}
    code, _, error = mappings("suggest", "--json", "--csv")
    assert (code, "exclude each other" in error) == (2, True)


def test_an_audit_says_what_is_doubtful_and_what_fits_better(mappings: CommandShell) -> None:
    code, output, _ = mappings("audit")
    assert code == 0
    assert "  too coarse: 71-0000 Harbour and Coast Occupations is a major group" in output
    assert "  retired: 71-1099.00 Lamp Trimmers is retired" in output
    assert "3 of 6 mappings are doubtful" in output


def test_an_audit_that_checks_fails_where_something_is_doubtful(mappings: CommandShell) -> None:
    assert mappings("audit", "--check")[0] == 1
    assert mappings("audit", "--check", "--profile", "REN.GEN.P3")[0] == 0


def test_an_audit_is_json_and_a_worksheet(mappings: CommandShell) -> None:
    answer = json.loads(mappings("audit", "--json")[1])
    assert (answer["total"], answer["flagged"]) == (6, 3)
    rows = list(csv.DictReader(io.StringIO(mappings("audit", "--csv")[1])))
    assert [row["doubts"] for row in rows if row["doubts"]] == ["retired, wrong_vintage", "unknown", "too_coarse"]


def test_without_a_classification_an_audit_says_what_to_ingest(
    capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    code, _, error = CommandShell("mappings", capsys, settings.data)("audit")
    assert code == 1
    assert "ingest O*NET, SOC or ESCO first" in error
