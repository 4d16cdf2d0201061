from __future__ import annotations

from dataclasses import replace

import pytest

from service.engine import Engine
from service.mappings.entry import MappingEntry
from service.occupations.audit.codes import CodeCheck
from service.occupations.audit.finding import Doubt


@pytest.fixture(scope="module")
def known(occupations_engine: Engine) -> MappingEntry:
    return occupations_engine.mappings.list()[1][0]


@pytest.fixture(scope="module")
def check(occupations_engine: Engine) -> CodeCheck:
    return CodeCheck(occupations_engine.occupations)


def to_mapping(known: MappingEntry, scheme: str, code: str, stated: str | None = None) -> MappingEntry:
    iri = f"http://elsewhere.test/{scheme}/{code}"
    return replace(known, scheme=scheme, code=code, occupation=iri, code_scheme=stated)


@pytest.mark.parametrize(
    ("scheme", "code", "doubt", "reason"),
    [
        ("soc", "71-201", Doubt.MALFORMED, "71-201 is no SOC code: one looks like 15-1252"),
        ("onet-soc", "71-2011", Doubt.MALFORMED, "71-2011 is no O*NET-SOC code: one looks like 15-1252.00"),
        ("isco", "90210", Doubt.MALFORMED, "90210 is no ISCO code: one looks like 2512"),
        (
            "soc",
            "71-1019",
            Doubt.RETIRED,
            "71-1019 is not in SOC 2018, though its group 71-1010 Lighthouse Keepers is: it is retired or of another "
            "vintage",
        ),
        (
            "onet-soc",
            "71-2011.07",
            Doubt.RETIRED,
            "71-2011.07 is not in O*NET-SOC 2019, though its group 71-2011 Tide Analysts is: it is retired or of "
            "another vintage",
        ),
        ("soc", "99-9999", Doubt.UNKNOWN, "99-9999 is not in SOC 2018, and neither is a group that it could be of"),
        ("noc-2021", "21311", Doubt.UNCHECKED, "codes of NOC 2021 cannot be checked: no such scheme is known"),
        (
            "soc",
            "71-1000",
            Doubt.COARSE,
            "71-1000 Light and Signal Keepers is a minor group: it says the field and not the occupation",
        ),
    ],
)
def test_a_code_is_doubted_by_itself(
    check: CodeCheck, known: MappingEntry, scheme: str, code: str, doubt: Doubt, reason: str
) -> None:
    stated = "NOC 2021" if scheme == "noc-2021" else None
    [finding] = check.check(to_mapping(known, scheme, code, stated))
    assert (finding.doubt, finding.reason) == (doubt, reason)


def test_a_code_of_a_vintage_that_is_not_loaded_is_doubted_although_its_number_lives_on(
    check: CodeCheck, known: MappingEntry
) -> None:
    [finding] = check.check(to_mapping(known, "soc", "71-1011", "SOC 2010"))
    assert finding.doubt is Doubt.VINTAGE
    assert finding.reason == (
        "the mapping names SOC 2010, and what is loaded is SOC 2018; 71-1011 of then is 71-1011 Lighthouse Keepers now"
    )
    assert check.check(to_mapping(known, "soc", "71-1011", "SOC 2018")) == ()
    assert check.check(to_mapping(known, "soc", "71-1011", "SOC")) == ()


def test_a_code_that_was_split_names_all_that_replace_it(check: CodeCheck, known: MappingEntry) -> None:
    retired, vintage = check.check(to_mapping(known, "soc", "73-1018", "SOC 2010"))
    assert retired.replaced_by == vintage.replaced_by == ("73-1011", "73-1021")
    assert vintage.reason == "73-1018 exists only in SOC 2010"


def test_a_code_is_not_checked_whose_classification_is_not_loaded(engine: Engine, known: MappingEntry) -> None:
    [finding] = CodeCheck(engine.occupations).check(to_mapping(known, "isco", "2512", "ISCO-08"))
    assert finding.doubt is Doubt.UNCHECKED
    assert finding.reason == "2512 cannot be checked: ESCO is not loaded (docs/taxonomies.md says where it is)"
