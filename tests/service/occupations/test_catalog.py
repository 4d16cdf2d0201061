"""Occupations are found by their codes, whichever way they are written, and never by a guess."""

from __future__ import annotations

import pytest

from ontology.errors import NotFoundError
from service.engine import Engine
from service.occupations.catalog import OccupationCatalog
from tests import esco_rows

SOC = "https://w3id.org/rolegraph/id/occupation/soc/"
ONET = "https://w3id.org/rolegraph/id/occupation/onet-soc/"
ISCO = "http://data.europa.eu/esco/isco/C"


@pytest.fixture
def catalog(occupations_engine: Engine) -> OccupationCatalog:
    return occupations_engine.occupations


@pytest.mark.parametrize(
    ("code", "iri"),
    [
        ("71-2011", f"{SOC}71-2011"),
        (" 71-2011 ", f"{SOC}71-2011"),
        ("soc:71-2011", f"{SOC}71-2011"),
        ("71-2011.00", f"{ONET}71-2011.00"),
        ("ONET-SOC: 71-2011.00", f"{ONET}71-2011.00"),
        ("2911.1", esco_rows.TIDE),
        ("2911", f"{ISCO}2911"),
        ("C2911", f"{ISCO}2911"),
        ("c29", f"{ISCO}29"),
        (esco_rows.TIDE, esco_rows.TIDE),
        (f"{ONET}71-2011.01", f"{ONET}71-2011.01"),
        ("71-1099", "https://w3id.org/rolegraph/id/occupation/soc-2010/71-1099"),
    ],
)
def test_a_code_is_found_as_people_write_it(catalog: OccupationCatalog, code: str, iri: str) -> None:
    assert catalog.find(code).iri == iri


def test_a_scheme_chooses_among_vintages_of_one_code(catalog: OccupationCatalog) -> None:
    assert catalog.find("71-1011").scheme == "soc"
    assert catalog.find("71-1011", "soc-2010").scheme == "soc-2010"
    with pytest.raises(NotFoundError, match=r"in onet-soc; did you mean 71-1011\.00\?$"):
        catalog.find("71-1011.01", "onet-soc")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("71-2011.99", "there is no occupation '71-2011.99'; did you mean 71-2011 or 71-2011.00 or 71-2011.01?"),
        ("99-9999", "there is no occupation '99-9999'"),
        ("", "there is no occupation ''"),
        ("7" * 5000, f"there is no occupation '{'7' * 100}'"),
        ("<http://x> } #", "there is no occupation '<http://x> } #'"),
    ],
)
def test_an_unknown_code_is_refused_with_near_ones(catalog: OccupationCatalog, code: str, message: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        catalog.find(code)
    assert str(refused.value) == message


def test_an_unknown_scheme_is_refused_with_those_that_are_known(catalog: OccupationCatalog) -> None:
    with pytest.raises(NotFoundError, match="'noc' here; soc, onet-soc, isco, esco, onet-soc-2010, soc-2010 are known"):
        catalog.find("71-2011", "noc")


def test_groups_lead_up_across_schemes_and_down_again(catalog: OccupationCatalog) -> None:
    assert [entry.code for entry in catalog.ancestors(f"{ONET}71-2011.01")] == [
        "71-2011",
        "71-2010",
        "71-2000",
        "71-0000",
    ]
    assert [entry.code for entry in catalog.ancestors(esco_rows.PLAYER)] == ["2811", "281", "28", "2"]
    assert [entry.code for entry in catalog.narrower(f"{SOC}71-2011")] == ["71-2011.00", "71-2011.01"]
    assert [entry.code for entry in catalog.top_groups] == ["2", "71-0000", "73-0000", "75-0000"]


def test_codes_of_an_older_vintage_name_what_replaced_them(catalog: OccupationCatalog) -> None:
    old = catalog.find("73-1018", "soc-2010")
    assert old.retired
    assert [entry.code for entry in catalog.replaced_by(old.iri)] == ["73-1011", "73-1021"]
    assert [(entry.scheme, entry.code) for entry in catalog.replaces(f"{SOC}73-1011")] == [("soc-2010", "73-1018")]
    assert not catalog.find("71-1011", "soc-2010").retired


def test_an_occupation_matches_the_group_that_it_alone_refines(catalog: OccupationCatalog) -> None:
    assert [(relation, entry.iri) for relation, entry in catalog.matches(f"{SOC}71-1012")] == [
        ("exactMatch", f"{ONET}71-1012.00")
    ]
    assert catalog.matches(f"{ONET}71-2011.00") == ()  # it shares 71-2011 with 71-2011.01


def test_each_classification_says_what_it_is_and_under_which_licence(catalog: OccupationCatalog) -> None:
    assert [(taxonomy.name, taxonomy.version) for taxonomy in catalog.taxonomies] == [
        ("esco", "1.2.0"),
        ("onet", "29.3"),
        ("onet-crosswalk", "2010 to 2019"),
        ("soc", "2018"),
        ("soc-crosswalk", "2010 to 2018"),
    ]
    onet = catalog.taxonomies[1]
    assert onet.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert onet.attribution is not None
    assert "O*NET 29.3 Database" in onet.attribution
    assert [taxonomy.name for taxonomy in catalog.taxonomies_of(f"{ONET}71-2011.00/task/301")] == ["onet"]
    assert catalog.taxonomies_of("https://w3id.org/rolegraph/id/profile/TIDE.GEN.P2") == ()


def test_codes_that_only_a_company_names_are_no_occupations(catalog: OccupationCatalog) -> None:
    assert f"{SOC}99-9999" not in catalog.entries
    assert len(catalog.entries) == 49


def test_without_a_classification_there_is_nothing(engine: Engine) -> None:
    catalog = engine.occupations
    assert (len(catalog.entries), catalog.taxonomies, dict(catalog.schemes), catalog.top_groups) == (0, (), {}, ())
    with pytest.raises(NotFoundError, match=r"^there is no occupation '13-1161'$"):
        catalog.find("13-1161")
    with pytest.raises(NotFoundError, match="because none was imported"):
        catalog.find("13-1161", "soc")
