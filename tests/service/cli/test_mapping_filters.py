"""Filters of mappings on the command line: the same profiles as by HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from service.cli.main import main
from service.search.result import Filters
from tests.service.mapping_filters import CASES

ALL_AT_ONCE = next(case for case in CASES if case[0].soc_group and case[0].min_confidence is not None)
FEW = [CASES[0], ALL_AT_ONCE, next(case for case in CASES if not case[1])]  # the last: nothing fits


class Shell:
    """Runs commands in this process and keeps what they print."""

    def __init__(self, capture: pytest.CaptureFixture[str], data: Path) -> None:
        self._capture = capture
        self._data = data

    def __call__(self, command: str, arguments: Iterable[str]) -> tuple[int, str, str]:
        code = 0
        try:
            main([command, *arguments, "--data", str(self._data)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        output = self._capture.readouterr()
        return code, output.out, output.err


@pytest.fixture
def shell(occupations_data: Path, capfd: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capfd, occupations_data)


def read_profiles(exported: str) -> list[str]:
    documents = json.loads(exported)
    return [document["profile"] for document in (documents if isinstance(documents, list) else [documents])]


def to_options(filters: Filters) -> list[str]:
    options = [
        option
        for name in ("occupation", "soc_group", "mapping_status")
        for value in getattr(filters, name)
        for option in (f"--{name.replace('_', '-')}", value)
    ]
    return options if filters.min_confidence is None else [*options, "--min-confidence", str(filters.min_confidence)]


def test_search_keeps_to_the_profiles_that_fit(shell: Shell) -> None:
    filters, profiles = ALL_AT_ONCE
    code, out, _ = shell("search", ["work", "--limit", "100", "--json", *to_options(filters)])
    assert code == 0
    assert {place["profile"] for hit in json.loads(out)["hits"] for place in (hit, *hit["also"])} == profiles


@pytest.mark.parametrize(("filters", "profiles"), FEW)
def test_export_writes_the_documents_about_the_profiles_that_fit(
    shell: Shell, filters: Filters, profiles: frozenset[str]
) -> None:
    code, out, err = shell("export", ["--json", *to_options(filters)])
    assert code == 0
    assert set(read_profiles(out)) == profiles
    assert ("nothing to export: no profile has a mapping" in err) == (not profiles)


def test_export_of_documents_by_name_is_filtered_too(shell: Shell) -> None:
    names = ["profiles/TIDE.GEN.P2.json", "profiles/REN.GEN.P3.json"]
    code, out, _ = shell("export", [*names, "--json", "--mapping-status", "approved"])
    assert code == 0
    assert read_profiles(out) == ["REN.GEN.P3"]
    code, _, err = shell("export", ["nowhere.txt", "--json", "--mapping-status", "approved"])
    assert code == 1
    assert "there is no document 'nowhere.txt'" in err


@pytest.mark.parametrize("command", [["search", "work"], ["export"]])
def test_a_filter_that_cannot_be_used_is_named(shell: Shell, command: list[str]) -> None:
    code, _, err = shell(command[0], [*command[1:], "--soc-group", "harbours"])
    assert code == 1
    assert "soc_group='harbours' cannot be used" in err


def test_search_says_which_mapping_let_a_hit_pass(shell: Shell) -> None:
    _, out, _ = shell("search", ["tide gauges", "--soc-group", "71-2000"])
    assert "       mapped to 71-2011.00 (onet-soc): needs review, 0.84 sure\n" in out
    assert "       mapped to 71-2011 (soc): approved, 0.90 sure\n" in out


def test_search_shows_occupations_with_their_codes(shell: Shell) -> None:
    code, out, _ = shell("search", ["storm surges", "--kind", "occupation", "--limit", "1"])
    assert code == 0
    assert "What was found describes occupations, which have no levels." in out
    assert " occupation     71-2011.01 Storm Surge Modellers: Storm Surge Modellers: Build models that forecast" in out
    assert "\n       taxonomy/onet\n" in out
