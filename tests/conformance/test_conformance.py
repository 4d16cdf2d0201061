"""W3C's SPARQL 1.1 tests: each is one of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.checks import Checker
from tests.conformance.exclusions import read_exclusions
from tests.conformance.suite import Case, needs_suite, read_cases
from tests.conformance.table import write_exclusions, write_table
from tests.untraced import Untraced

_CASES = read_cases()
_EXCLUDED = read_exclusions()
_PAGE = Path(__file__).parents[2] / "docs" / "conformance.md"

pytestmark = needs_suite


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in _CASES if case.id not in _EXCLUDED])
def test_passes(checker: Checker, case: Case) -> None:
    with Untraced():  # other tests watch the same lines, one by one
        checker.check(case)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in _CASES if case.id in _EXCLUDED])
def test_is_excluded_and_indeed_fails(checker: Checker, case: Case) -> None:
    with Untraced(), pytest.raises(AssertionError):
        checker.check(case)


def test_only_tests_of_the_suite_are_excluded() -> None:
    assert _EXCLUDED.keys() <= {case.id for case in _CASES}


def test_the_page_says_what_passes_and_what_is_excluded() -> None:
    page = _PAGE.read_text()
    assert write_table(_CASES, _EXCLUDED.keys()) in page
    assert write_exclusions(_EXCLUDED) in page
