"""SOC's hierarchy in the graph, from its structure, its definitions or both, and the crosswalks from older codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.taxonomy.imported import Imported, import_files, import_releases, refuse
from tests.taxonomies import SOC, SOC_COUNTS, to_csv_text, write_crosswalks, write_soc

HIERARCHY = "SELECT ?code ?level ?broader { ?g rg:groupLevel ?level ; skos:notation ?code ; skos:broader ?broader }"
DEFINITIONS = to_csv_text(("SOC Group", "SOC Code", "SOC Title", "SOC Definition"), SOC)


@pytest.fixture(scope="module")
def soc(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return import_releases(write_soc(tmp_path_factory.mktemp("soc")))


def spreadsheet() -> bytes:
    """Return the structure as the official spreadsheet has it: a column a level, and titles below no name."""
    columns = ("Major", "Minor", "Broad", "Detailed")
    rows = [[*(code if level == column else "" for column in columns), title, ""] for level, code, title, _ in SOC]
    above = [["Bureau of Labor Statistics", *[""] * 5], ["2018 Standard Occupational Classification System", *[""] * 5]]
    header = ["Major Group", "Minor Group", "Broad Group", "Detailed Occupation", "", ""]
    return to_csv_text(above[0], [above[1], [""] * 6, header, *rows])


def test_every_group_is_counted_and_below_the_next_wider_one(soc: Imported) -> None:
    assert dict(soc.report.counts) == SOC_COUNTS
    assert (soc.report.version, soc.defects) == ("2018", {})
    hierarchy = soc.select(HIERARCHY)
    assert len(hierarchy) == 19 - 3
    assert {
        ("71-1000", "minor", "occupation/soc/71-0000"),
        ("71-1010", "broad", "occupation/soc/71-1000"),
        ("71-1012", "detailed", "occupation/soc/71-1010"),
        ("73-1021", "detailed", "occupation/soc/73-1020"),
    } <= hierarchy
    tops = soc.select(
        """SELECT ?code ?slug ?vintage {
          ?g skos:topConceptOf ?s ; skos:notation ?code . ?s skos:notation ?slug ; rg:vintage ?vintage }"""
    )
    assert tops == {(code, "soc", "2018") for code in ("71-0000", "73-0000", "75-0000")}


def test_definitions_describe_their_groups(soc: Imported) -> None:
    found = soc.select(
        'SELECT ?label ?text { ?g skos:notation "71-1012" ; skos:prefLabel ?label ; dcterms:description ?text }'
    )
    assert found == {("Buoy Tenders", "Place, clean and repair buoys. Excludes Lighthouse Keepers.")}


def test_definitions_alone_have_the_whole_hierarchy(soc: Imported, tmp_path: Path) -> None:
    alone = import_files(tmp_path, "folder", {"soc_2018_definitions.csv": DEFINITIONS})
    assert dict(alone.report.counts) == SOC_COUNTS
    assert alone.select(HIERARCHY) == soc.select(HIERARCHY)


def test_the_official_spreadsheets_are_read_as_they_are_saved(soc: Imported, tmp_path: Path) -> None:
    above = b'"Bureau of Labor Statistics",,,\r\n"November 2017 (Updated April 15, 2020)",,,\r\n\r\n'
    files = {"structure.csv": spreadsheet(), "definitions.csv": above + DEFINITIONS}
    saved = import_files(tmp_path, "folder", files)
    assert dict(saved.report.counts) == SOC_COUNTS
    assert saved.select(HIERARCHY) == soc.select(HIERARCHY)


def test_a_minor_group_that_shares_its_third_digit_is_found_above_its_own_groups(tmp_path: Path) -> None:
    rows = [
        ("Major", "15-0000", "Card Workers"),
        ("Minor", "15-1200", "Card Players"),
        ("Broad", "15-1250", "Whist Players"),
        ("Detailed", "15-1252", "Whist Partners"),
    ]
    imported = import_files(tmp_path, "folder", {"list.csv": to_csv_text(("level", "code", "title"), rows)})
    assert {(code, above.rpartition("/")[2]) for code, _, above in imported.select(HIERARCHY)} == {
        ("15-1200", "15-0000"),
        ("15-1250", "15-1200"),
        ("15-1252", "15-1250"),
    }


def test_notes_below_a_table_are_no_rows(soc: Imported, tmp_path: Path) -> None:
    note = b'"Note: groups are listed once.",,,\r\n'
    noted = import_files(tmp_path, "folder", {"soc.csv": DEFINITIONS + note})
    assert noted.select(HIERARCHY) == soc.select(HIERARCHY)


def test_groups_that_are_not_held_or_told_of_in_two_ways_are_reported(tmp_path: Path) -> None:
    rows = [("Major", "15-0000", "Card Workers"), ("Detailed", "17-1011", "Dice Players")]
    files = {
        "a.csv": to_csv_text(("level", "code", "title"), rows),
        "b.csv": to_csv_text(("SOC Group", "SOC Code", "SOC Title"), [("Major", "15-0000", "Players of Cards")]),
    }
    assert import_files(tmp_path, "folder", files).defects == {
        "groups that two files tell of differently": "1, such as 15-0000",
        "groups that no wider group holds": "1, such as 17-1011",
    }


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "soc_2010_definitions.csv",
            DEFINITIONS,
            "soc/soc_2010_definitions.csv: this is SOC 2010, whose codes mean other things than those of SOC 2018 "
            "(give SOC 2018, and the crosswalk from 2010 for old codes)",
        ),
        (
            "soc.csv",
            DEFINITIONS.replace(b"71-1012", b"711012"),
            "soc/soc.csv:6: '711012' is no SOC code (codes look like 13-1161)",
        ),
        (
            "soc.csv",
            DEFINITIONS.replace(b"Minor,71-1000", b"Medium,71-1000"),
            "soc/soc.csv:3: 'Medium' is no level of SOC (one of Major, Minor, Broad, Detailed)",
        ),
        (
            "soc.csv",
            DEFINITIONS.replace(b"Minor,71-1000", b"Minor,,71-1000"),
            "soc/soc.csv:3: the row has 5 cells, the header has 4 (give the table as it was released: cells are told "
            "apart by commas, quotes)",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    assert refuse(tmp_path, "soc", {name: data}) == message


def test_older_codes_know_what_replaced_them_and_whether_their_number_is_still_in_use(tmp_path: Path) -> None:
    crosswalks = import_releases(*write_crosswalks(tmp_path))
    assert [(report.name, report.version) for report in crosswalks.reports] == [
        ("taxonomy/onet-crosswalk", "2010 to 2019"),
        ("taxonomy/soc-crosswalk", "2010 to 2018"),
    ]
    assert [dict(report.counts) for report in crosswalks.reports] == [
        {"pairs": 4, "older codes": 3, "retired codes": 2}
    ] * 2
    query = """SELECT ?slug ?code ?retired ?newer { ?old a rg:Occupation ; skos:notation ?code ;
      skos:inScheme/skos:notation ?slug ; dcterms:isReplacedBy ?newer
      OPTIONAL { ?old rg:retired ?r } BIND(COALESCE(?r, false) AS ?retired) }"""
    assert crosswalks.select(query) == {
        ("onet-soc-2010", "71-1011.00", "false", "occupation/onet-soc/71-1011.00"),
        ("onet-soc-2010", "71-1099.00", "true", "occupation/onet-soc/71-1011.00"),
        ("onet-soc-2010", "73-1010.00", "true", "occupation/onet-soc/73-1011.00"),
        ("onet-soc-2010", "73-1010.00", "true", "occupation/onet-soc/73-1021.00"),
        ("soc-2010", "71-1011", "false", "occupation/soc/71-1011"),
        ("soc-2010", "71-1099", "true", "occupation/soc/71-1011"),
        ("soc-2010", "73-1018", "true", "occupation/soc/73-1011"),
        ("soc-2010", "73-1018", "true", "occupation/soc/73-1021"),
    }


def test_a_crosswalk_between_older_vintages_leads_to_codes_of_the_older_one(tmp_path: Path) -> None:
    header = ("2000 SOC Code", "2000 SOC Title", "2010 SOC Code", "2010 SOC Title")
    rows = [("71-1000", "Lamps", "71-1099", "Lamp Trimmers")]
    imported = import_files(tmp_path, "folder", {"crosswalk.csv": to_csv_text(header, rows)})
    assert imported.select("SELECT ?old ?new { ?old dcterms:isReplacedBy ?new }") == {
        ("occupation/soc-2000/71-1000", "occupation/soc-2010/71-1099")
    }
