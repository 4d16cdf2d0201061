from __future__ import annotations

import numpy as np

from service.engine import Engine
from service.occupations.suggestion.family import read_families


def test_units_are_the_occupations_that_nothing_refines(occupations_engine: Engine) -> None:
    onet, esco = read_families(occupations_engine.occupations)
    assert [unit.code for unit in onet.units] == [
        *("71-1011.00", "71-1012.00", "71-2011.00", "71-2011.01", "73-1011.00", "73-1019.00", "73-1021.00"),
        "75-1011.00",
    ]
    assert {unit.scheme for unit in esco.units} == {"esco"}


def test_shares_of_units_add_up_in_the_groups_above_them(occupations_engine: Engine) -> None:
    onet, _ = read_families(occupations_engine.occupations)
    shares = np.asarray([0.1, 0.1, 0.2, 0.3, 0.05, 0.05, 0.1, 0.1])
    detailed, major = onet.tiers["soc", "detailed"], onet.tiers["soc", "major"]
    added = dict(zip([entry.code for entry in detailed.entries], detailed.add_up(shares).round(6), strict=True))
    assert added["71-2011"] == 0.5
    assert dict(zip([entry.code for entry in major.entries], major.add_up(shares).round(6), strict=True)) == {
        "71-0000": 0.7,
        "73-0000": 0.2,
        "75-0000": 0.1,
    }


def test_nothing_imported_is_no_family(engine: Engine) -> None:
    assert read_families(engine.occupations) == ()
