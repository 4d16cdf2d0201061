"""``rolegraph occupation``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.service.cli.test_commands import Shell


@pytest.fixture
def shell(occupations_data: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Shell:
    return Shell(capfdbinary, occupations_data)


def test_an_occupation_is_shown_for_people(shell: Shell) -> None:
    code, output, _ = shell("occupation", "71-1011.00")
    assert code == 0
    assert output.startswith(
        "71-1011.00  Lighthouse Keepers  (O*NET-SOC 2019 Taxonomy)\n"
        "  Lighthouse Keepers (71-1011) < Lighthouse Keepers (71-1010) < "
    )
    assert "\nTasks\n  Light the lamp at dusk and put it out at dawn. (Core)\n" in output
    assert "  4.50  6.00  Sea and Weather\n" in output
    assert "Stagecraft" not in output  # its level does not matter here
    assert "O*NET 29.3 Database by the U.S. Department of Labor" in output


def test_a_scheme_chooses_the_vintage(shell: Shell) -> None:
    output = shell("occupation", "73-1018", "--scheme", "soc-2010")[1]
    assert "  retired, now 73-1011 Puppet Carvers, 73-1021 Puppeteers\n" in output


def test_an_occupation_is_found_by_name(shell: Shell) -> None:
    assert shell("occupation", "--like", "storm warn")[1] == (
        "onet-soc  71-2011.01   Storm Surge Modellers (Storm Warning Specialist)\n"
    )
    hits = json.loads(shell("occupation", "--like", "tide ana", "--json")[1])["occupations"]
    assert [hit["occupation"]["code"] for hit in hits] == ["2911.1", "71-2011.00", "71-2010", "71-2011"]


def test_json_holds_all_that_is_said(shell: Shell) -> None:
    body = json.loads(shell("occupation", "2811.2", "--json")[1])
    assert body["occupation"]["essential_skills"][0]["label"] == "speak in voices"


def test_what_is_not_there_is_refused(shell: Shell) -> None:
    code, _, errors = shell("occupation", "71-2011.99")
    assert (code, errors.splitlines()[0][:60]) == (
        1,
        "error: there is no occupation '71-2011.99'; did you mean 71-2"[:60],
    )
    code, _, errors = shell("occupation")
    assert code == 2
    assert "give the code of an occupation, such as 13-1161.00, or --like and a name" in errors
