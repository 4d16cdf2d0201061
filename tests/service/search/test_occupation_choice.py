"""What an occupation and a SOC group cover: vintages stay apart."""

from __future__ import annotations

import pytest

from service.search.occupation_choice import OccupationChoice, OccupationCode


def code(scheme: str, number: str) -> OccupationCode:
    return OccupationCode(f"http://x/{scheme}/{number}", scheme, number)


@pytest.mark.parametrize(
    ("asked", "is_covered"),
    [
        (code("soc", "71-1011"), True),
        (code("onet-soc", "71-1011.02"), True),
        (code("soc-2010", "71-1011"), False),
        (code("onet-soc-2010", "71-1011.00"), False),
        (code("isco", "7110"), False),
        (code("soc", "73-1011"), False),
    ],
)
def test_a_group_covers_codes_of_its_own_vintage(asked: OccupationCode, is_covered: bool) -> None:
    assert OccupationChoice((), ("71-0000",)).allows(asked) is is_covered
    assert OccupationChoice((), ("71-1000",)).allows(asked) is is_covered


@pytest.mark.parametrize(
    ("meant", "asked", "is_covered"),
    [
        (OccupationCode("", "", "71-1011"), code("onet-soc", "71-1011.02"), True),
        (OccupationCode("", "", "71-1011"), code("onet-soc-2010", "71-1011.02"), True),  # of any scheme
        (OccupationCode("", "soc", "71-1011"), code("onet-soc", "71-1011.02"), True),
        (OccupationCode("", "soc", "71-1011"), code("onet-soc-2010", "71-1011.02"), False),
        (OccupationCode("", "soc-2010", "71-1011"), code("onet-soc-2010", "71-1011.02"), True),
        (OccupationCode("", "onet-soc", "71-1011.02"), code("soc", "71-1011"), False),
        (OccupationCode("", "", "C7110"), code("isco", "7110"), True),
        (OccupationCode("http://x/soc/71-1011", "soc", "71-1011"), code("soc-2010", "71-1011"), False),
        (OccupationCode("http://x/soc/71-1011", "soc", "71-1011"), code("onet-soc", "71-1011.02"), True),
    ],
)
def test_a_soc_code_covers_the_onet_codes_that_refine_it(
    meant: OccupationCode, asked: OccupationCode, is_covered: bool
) -> None:
    assert OccupationChoice((meant,), ()).allows(asked) is is_covered
