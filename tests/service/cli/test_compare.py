"""``rolegraph compare`` and ``rolegraph adjacent`` as a user meets them, on the example company."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.cli.main import main


class Shell:
    """Runs commands in this process and keeps what they print."""

    def __init__(self, capture: pytest.CaptureFixture[str], data: Path) -> None:
        self._capture = capture
        self._data = data

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            main([*arguments, "--data", str(self._data)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        output = self._capture.readouterr()
        return code, output.out, output.err


@pytest.fixture
def shell(snapshot_data: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys, snapshot_data)


def test_compare_prints_what_changes_with_its_place(shell: Shell) -> None:
    code, output, _ = shell("compare", "CUS.GEN.P3", "CUS.GEN.P4")
    assert code == 0
    assert output.startswith("CUS.GEN.P3 to CUS.GEN.P4: same role; one level up; same track (distance 0.08, near)\n")
    assert "\nLevel attributes: Typical experience\n  ~ 5–8 years" in output
    assert "\nNew for a holder of CUS.GEN.P3\n  + Executive conversation  [" in output
    assert "examples/customer-success/CUS.GEN.P4.txt:58]" in output


def test_compare_tells_unchanged_levels_and_shared_statements(shell: Shell) -> None:
    assert "Level attributes: Scope, unchanged\n" in shell("compare", "PPL.GEN.P3", "SWE.GEN.P3")[1]
    assert "Responsibilities, 1 shared\n" in shell("compare", "PPL.GEN.P4", "PPL.GEN.P5")[1]


def test_compare_and_adjacent_in_json_are_the_answers_of_the_api(shell: Shell, client: FlaskClient) -> None:
    for arguments, address in (
        (("compare", "CUS.GEN.P3", "CUS.GEN.P4"), "/api/v1/compare?profiles=CUS.GEN.P3,CUS.GEN.P4"),
        (("adjacent", "CUS.GEN.P4", "--limit", "3"), "/api/v1/profiles/CUS.GEN.P4/adjacent?limit=3"),
    ):
        printed = json.loads(shell(*arguments, "--json")[1])
        answered = client.get(address).get_json()
        assert printed.keys() == answered.keys()
        assert printed["snapshot"] == answered["snapshot"]
        if "steps" in printed:
            assert [delta["dimension"] for delta in printed["steps"][0]["levels"]] == [
                delta["dimension"] for delta in answered["steps"][0]["levels"]
            ]
        else:
            assert [n["distance"] for n in printed["neighbours"]] == [n["distance"] for n in answered["neighbours"]]


def test_adjacent_prints_distance_band_and_reasons(shell: Shell) -> None:
    code, output, _ = shell("adjacent", "CUS.GEN.P4", "--other-roles", "--limit", "1")
    assert code == 0
    assert output.startswith("0.31  adjacent  CUS.MGT.M2 ")
    assert "same function, other focus; about the same level (M2 for P4); on to leading people, alike 0." in output
    assert "\n1 of 28 profiles, snapshot " in output


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("compare", "CUS.GEN.P3", "CUS.GEN.P44"), 1, "error: there is no profile 'CUS.GEN.P44'; did you mean"),
        (("compare", "CUS.GEN.P3"), 1, "error: give 2 to 4 codes of profiles; there are 1"),
        (("compare",), 2, "Missing argument"),
        (("adjacent", "CUS.GEN.P44"), 1, "did you mean CUS.GEN.P4"),
        (("adjacent", "CUS.GEN.P4", "--band", "close"), 2, "'close' is not one of 'near', 'adjacent', 'far'"),
        (("adjacent", "CUS.GEN.P4", "--track", "Z"), 1, "error: unknown track 'Z'; this snapshot has: L, M, P"),
    ],
)
def test_what_cannot_be_answered_is_an_error(shell: Shell, arguments: tuple[str, ...], code: int, words: str) -> None:
    stopped, _, error = shell(*arguments)
    assert stopped == code
    assert words in error
