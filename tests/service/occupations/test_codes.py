"""SOC codes by their digits."""

from __future__ import annotations

import pytest

from service.occupations.codes import fold_code, in_soc_group, is_onet_soc, is_soc, to_group_level, to_soc


@pytest.mark.parametrize(
    ("code", "group", "inside"),
    [
        ("15-1252.00", "15-0000", True),
        ("15-1252", "15-1200", True),
        ("15-1252", "15-1250", True),
        ("15-1252.00", "15-1252", True),
        ("15-1252", "15-1252", True),
        ("15-2051.01", "15-1200", False),
        ("15-2051", "15-2000", True),
        ("15-1262", "15-1250", False),
        ("15-1252", "15-1251", False),
        ("51-0000", "15-0000", False),
        ("15-0000", "15-1200", False),  # a group is not inside what it holds
        ("2512.4", "15-0000", False),
        ("15-1252", "2512", False),
        ("15-1252", "", False),
    ],
)
def test_a_group_covers_the_codes_that_begin_as_it_does(code: str, group: str, inside: bool) -> None:
    assert in_soc_group(code, group) is inside


def test_the_level_of_a_group_is_read_from_its_zeros() -> None:
    codes = ("15-0000", "15-1200", "15-2000", "15-1250", "15-1252", "15-1252.00", "15")
    assert [to_group_level(code) for code in codes] == ["major", "minor", "minor", "broad", "detailed", None, None]


def test_a_code_is_told_by_its_form() -> None:
    codes = ("13-1161", "13-1161.00", "131161", "13-1161.0", "13-11610", "１３-1161")
    assert [is_soc(code) for code in codes] == [True, False, False, False, False, False]
    assert [is_onet_soc(code) for code in codes] == [False, True, False, False, False, False]
    assert [to_soc(code) for code in codes] == ["13-1161", "13-1161", None, None, None, None]


def test_codes_are_compared_in_one_spelling() -> None:
    assert [fold_code(code) for code in (" C2654 ", "2654", "I2", "2654.1", "Cook", "C26545")] == [
        *("2654", "2654", "2", "2654.1", "cook", "c26545")
    ]
