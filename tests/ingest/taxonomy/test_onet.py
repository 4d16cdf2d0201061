"""O*NET's release in the graph: what becomes what, which defects are survived, and which releases are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.taxonomy import triples
from tests.ingest.taxonomy.imported import Imported, import_files, import_releases, refuse
from tests.onet_rows import ONET, ONET_COUNTS, RATING_HEADER, SKILLS
from tests.taxonomies import onet_files, to_tab_text, write_onet

SURGE = "occupation/onet-soc/71-2011.01"
NAME = "db_29_3_text.zip"


@pytest.fixture(scope="module")
def onet(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return import_releases(write_onet(tmp_path_factory.mktemp("onet")))


def without(*columns: str) -> dict[str, bytes]:
    """Return the release without some columns."""
    files = {}
    for name, (header, rows) in ONET.items():
        kept = [index for index, column in enumerate(header) if column not in columns]
        files[name] = to_tab_text([header[at] for at in kept], [[row[at] for at in kept] for row in rows])
    return files


def test_every_row_is_counted(onet: Imported) -> None:
    assert dict(onet.report.counts) == ONET_COUNTS
    assert (onet.report.name, onet.report.version) == ("taxonomy/onet", "29.3")


def test_the_graph_holds_as_many_things_as_there_are_rows(onet: Imported) -> None:
    for rdf_class, number in (
        ("rg:Occupation", 8),
        ("skosxl:Label", 24),  # one title stands there twice, and one is reported only
        ("rg:OccupationTask", 22),
        ("rg:OccupationRating", 30),  # two rows each
        ("rg:TechnologyUse", 7),
        ("rg:OccupationRelation", 6),
        ("rg:JobZone", 5),
    ):
        assert onet.select(f"SELECT (COUNT(?thing) AS ?n) {{ ?thing a {rdf_class} }}") == {(str(number),)}, rdf_class


def test_an_occupation_stands_below_its_soc_code_and_matches_it_only_where_it_is_alone(onet: Imported) -> None:
    places = onet.select("SELECT ?code ?soc { ?o a rg:Occupation ; skos:notation ?code ; skos:broader ?soc }")
    assert {("71-2011.00", "occupation/soc/71-2011"), ("71-2011.01", "occupation/soc/71-2011")} <= places
    matched = {code for (code,) in onet.select("SELECT ?code { ?o skos:notation ?code ; skos:exactMatch ?soc }")}
    assert matched == {code for code, _ in places} - {"71-2011.00", "71-2011.01"}
    schemes = onet.select(
        "SELECT DISTINCT ?slug ?vintage { ?o skos:inScheme [ skos:notation ?slug ; rg:vintage ?vintage ] }"
    )
    assert schemes == {("onet-soc", "2019")}


def test_a_title_knows_its_types_sources_and_short_form(onet: Imported) -> None:
    query = """SELECT ?title ?type ?source ?short {{
      ?label rg:occupation <https://w3id.org/rolegraph/id/occupation/onet-soc/{}> ; skosxl:literalForm ?title ;
        rg:aliasType ?type . ?occupation skosxl:altLabel ?label ; skos:altLabel ?title
      OPTIONAL {{ ?label dcterms:source ?s }} OPTIONAL {{ ?label rg:shortTitle ?t }}
      BIND(COALESCE(?s, "none") AS ?source) BIND(COALESCE(?t, "none") AS ?short) }}"""
    assert onet.select(query.format("71-1011.00")) == {
        ("Lamp Keeper", "alternate", "08", "none"),
        ("Lamp Keeper", "reported", "08", "none"),
        ("Light Station Officer (LSO)", "alternate", "02", "LSO"),
        ("Light Station Officer (LSO)", "alternate", "04", "LSO"),
        ("Signal Officer", "alternate", "06", "none"),
    }
    assert ("Tide Desk Officer", "reported", "none", "none") in onet.select(query.format("71-2011.00"))


def test_importance_and_level_are_apart_with_what_the_release_says_of_them(onet: Imported) -> None:
    query = """SELECT ?element ?importance ?level ?class {
      <https://w3id.org/rolegraph/id/occupation/onet-soc/71-1012.00> rg:rating ?r .
      ?r rg:rates ?element ; rg:importance ?importance ; rg:requiredLevel ?level ; rg:%s true .
      ?element a ?class FILTER(?class != skos:Concept) }"""
    skill, knowledge = (
        "https://w3id.org/rolegraph/ns#OccupationSkill",
        "https://w3id.org/rolegraph/ns#OccupationKnowledge",
    )
    assert onet.select(query % "suppressed") == {
        ("onet-element/2.A.1.a", "2.5", "3.5", skill),
        ("onet-element/2.A.1.b", "3", "4", skill),
    }
    assert onet.select(query % "notRelevant") == {
        ("onet-element/2.C.1.b", "1.25", "0", knowledge),
        ("onet-element/2.C.1.c", "1.25", "0", knowledge),
    }


def test_tasks_zones_relations_and_technologies_hang_on_their_occupation(onet: Imported) -> None:
    surge = f"<https://w3id.org/rolegraph/id/{SURGE}>"
    tasks = f"""SELECT ?id ?type {{ {surge} rg:occupationTask ?task . ?task dcterms:identifier ?id
      OPTIONAL {{ ?task rg:taskType ?stated }} BIND(COALESCE(?stated, "-") AS ?type) }}"""
    assert onet.select(tasks) == {("401", "-"), ("402", "-"), ("403", "-")}
    zone = f"SELECT ?zone ?name ?range {{ {surge} rg:jobZone ?zone . ?zone skos:prefLabel ?name ; rg:svpRange ?range }}"
    assert onet.select(zone) == {("job-zone/5", "Zone 5: Very much preparation", "(5.0 to < 6.0)")}
    related = f"""SELECT ?from ?tier ?rank {{ ?relation rg:relatedOccupation {surge} ; rg:occupation ?from ;
      rg:relatednessTier ?tier ; rg:rank ?rank . ?from rg:relatedOccupation {surge} }}"""
    assert onet.select(related) == {("occupation/onet-soc/71-2011.00", "Primary-Short", "1")}
    used = f"""SELECT ?technology ?name ?hot ?wanted ?product {{ {surge} rg:technology ?use .
      ?use rg:uses ?technology ; rg:hotTechnology ?hot ; rg:inDemand ?wanted .
      ?technology skos:prefLabel ?name ; rg:commodity/skos:prefLabel ?product }}"""
    assert onet.select(used) == {
        ("technology/tidecalc", "TideCalc", "false", "true", "Tide software"),
        ("technology/z++", "Z++", "true", "false", "Programming languages"),
    }


def test_the_release_is_known_with_its_licence_and_the_words_that_it_asks_for(onet: Imported) -> None:
    query = """SELECT ?version ?licence ?rights ?document ?sha {
      ?t a rg:Taxonomy, void:Dataset ; owl:versionInfo ?version ; dcterms:license ?licence ; dcterms:rights ?rights ;
        prov:wasDerivedFrom ?document .
      ?document a rg:Document ; rg:sha256 ?sha . ?graph prov:wasGeneratedBy/prov:used ?document }"""
    [(version, licence, rights, document, sha256)] = onet.select(query)
    assert (version, licence, document) == (
        "29.3",
        "https://creativecommons.org/licenses/by/4.0/",
        "document/taxonomy/onet",
    )
    assert rights.startswith("This product includes information from the O*NET 29.3 Database by the U.S. Department of")
    assert len(sha256) == 64


def test_defects_are_survived_and_reported_once_a_kind(onet: Imported) -> None:
    assert onet.defects == {
        "alternate titles in several rows": "2, such as 'Signal Officer'",
        "alternate titles of several occupations": "1, such as 'Signal Officer' of 71-1011.00 and 71-1012.00",
        "alternate titles that an occupation has twice": "1, such as 'Puppet Master' of 73-1021.00",
        "tasks without type": "3, such as task 401 of 71-2011.01",
        "occupations without tasks": "1, such as 73-1019.00",
        "occupations without job zone": "1, such as 73-1019.00",
        "occupations without related occupations": "3, such as 71-1012.00",
        "occupations without skills": "2, such as 71-2011.01",
        "occupations without knowledge": "2, such as 71-2011.01",
        "occupations without technology skills": "4, such as 71-1011.00",
    }
    [shared] = [warning for warning in onet.report.warnings if "of several" in warning.message]
    assert shared.document.endswith("db_29_3_text/Alternate Titles.txt")
    assert shared.line == 6


def test_columns_may_stand_elsewhere_be_new_or_be_absent(onet: Imported, tmp_path: Path) -> None:
    files = without("Not Relevant", "In Demand", "Short Title", "Recommend Suppress", "Scale Name")
    header, rows = ONET["Task Statements.txt"]
    files["Task Statements.txt"] = to_tab_text([*header[::-1], "New"], [[*row[::-1], "?"] for row in rows])
    older = import_files(tmp_path, "db_25_1_text.zip", files)
    assert dict(older.report.counts) == ONET_COUNTS
    assert older.report.version == "25.1"
    tasks = "SELECT ?task ?text { ?task a rg:OccupationTask ; rg:text ?text }"
    assert older.select(tasks) == onet.select(tasks)


def test_a_table_is_known_by_its_columns_whatever_it_is_called(tmp_path: Path) -> None:
    files = {f"{number}.txt": data for number, data in enumerate(onet_files().values())}
    abilities = [[row[0], row[1].replace("2.A", "1.A"), *row[2:]] for row in SKILLS]
    files["Abilities.txt"] = to_tab_text(RATING_HEADER, abilities)
    assert dict(import_files(tmp_path, "db_30_0_text", files).report.counts) == ONET_COUNTS


def test_files_that_a_release_lacks_are_reported(tmp_path: Path) -> None:
    files = onet_files()
    del files["Sample of Reported Titles.txt"]
    imported = import_files(tmp_path, NAME, files)
    assert imported.defects["files that the release does not have"] == "1, such as Sample of Reported Titles.txt"
    assert "reported titles" not in imported.report.counts


def test_job_zones_are_named_by_their_numbers_where_nothing_describes_them(tmp_path: Path) -> None:
    files = onet_files()
    del files["Job Zone Reference.txt"]
    imported = import_files(tmp_path, NAME, files)
    zones = imported.select("SELECT ?zone ?label { ?zone a rg:JobZone ; skos:prefLabel ?label }")
    assert zones == {(f"job-zone/{number}", f"Job Zone {number}") for number in (2, 3, 4, 5)}


def test_a_large_release_is_written_in_several_files_and_a_refused_one_leaves_none(
    onet: Imported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(triples, "_BUFFERED_LINES", 10)
    monkeypatch.setattr(triples, "_PART_CHARACTERS", 5_000)
    again = import_files(tmp_path, NAME, onet_files())
    things = "SELECT ?thing ?property ?value { ?thing a rg:Occupation ; ?property ?value }"
    assert again.select(things) == onet.select(things)
    files = onet_files()
    files["Technology Skills.txt"] += b"71-1011.00\tToo few cells\r\n"
    assert "the row has 2 cells" in refuse(tmp_path, NAME, files)


def test_a_release_whose_names_tell_no_version_is_dated_by_its_tasks(tmp_path: Path) -> None:
    imported = import_files(tmp_path, "download.zip", onet_files())
    assert imported.report.version == "2024-08"
    assert imported.defects["releases whose names tell no version"] == "1, such as '2024-08', taken for it"


def test_rows_on_an_occupation_that_is_not_there_are_left_out(tmp_path: Path) -> None:
    header, rows = ONET["Job Zones.txt"]
    files = {**onet_files(), "Job Zones.txt": to_tab_text(header, [*rows, ("99-9999.00", "1", "08/2024", "Analyst")])}
    imported = import_files(tmp_path, NAME, files)
    assert imported.report.counts["job zones"] == 7
    assert imported.defects["rows of Job Zones.txt on occupations that are not there"] == "1, such as 99-9999.00"


def test_rows_without_words_are_counted_and_left_out(onet: Imported, tmp_path: Path) -> None:
    files = onet_files()
    for file, row in (
        ("Alternate Titles.txt", "71-1011.00\tn/a\tn/a\t08"),
        ("Sample of Reported Titles.txt", "71-1011.00\t \tY"),
        ("Task Statements.txt", "71-1011.00\t199\t\tCore\t40\t08/2024\tIncumbent"),
        ("Technology Skills.txt", "71-1011.00\t\t43239901\tTide software\tN\tN"),
    ):
        files[file] += f"{row}\r\n".encode()
    imported = import_files(tmp_path, NAME, files)
    assert {what: rest for what, rest in imported.defects.items() if what.endswith("without words")} == {
        "alternate titles without words": "1, such as 71-1011.00",
        "reported titles without words": "1, such as 71-1011.00",
        "tasks without words": "1, such as task 199 of 71-1011.00",
        "technology skills without words": "1, such as 71-1011.00",
    }
    things = "SELECT ?thing { ?thing rg:occupation ?occupation }"
    assert imported.select(things) == onet.select(things)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "Task Statements.txt",
            b"\tTask\t",
            b"\tTasks\t",
            "db_29_3_text.zip/Task Statements.txt:1: the column 'Task' is missing; there are O*NET-SOC Code, Task ID, "
            "Tasks, Task Type, Incumbents Responding, Date, Domain Source (give the table as it was released)",
        ),
        (
            "Task Statements.txt",
            b"102\tLog",
            b"102\tand\tLog",
            "db_29_3_text.zip/Task Statements.txt:3: the row has 8 cells, the header has 7 (give the table as it was "
            "released: cells are told apart by tabs, no quotes)",
        ),
        (
            "Job Zones.txt",
            b"71-1012.00\t2",
            b"71-1012\t2",
            "db_29_3_text.zip/Job Zones.txt:3: '71-1012' is no O*NET-SOC code (codes look like 13-1161.00)",
        ),
        (
            "Job Zones.txt",
            b"71-1012.00\t2",
            b"71-1012.00\ttwo",
            "db_29_3_text.zip/Job Zones.txt:3: 'two' is no job zone (job zones are numbers from 1 to 5)",
        ),
        (
            "Skills.txt",
            b"\tIM\tImportance\t3\t",
            b"\tIM\tImportance\t5.5\t",
            "db_29_3_text.zip/Skills.txt:2: '5.5' is no value of scale IM (numbers from 1 to 5)",
        ),
        (
            "Occupation Data.txt",
            b"71-1012.00",
            b"71-1011.00",
            "db_29_3_text.zip/Occupation Data.txt:3: the occupation 71-1011.00 stands here twice",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_what_would_be_right(
    tmp_path: Path, file: str, old: bytes, new: bytes, message: str
) -> None:
    files = onet_files()
    files[file] = files[file].replace(old, new)
    assert refuse(tmp_path, NAME, files) == message


def test_a_release_without_its_occupations_is_refused(tmp_path: Path) -> None:
    files = {name: data for name, data in onet_files().items() if name.startswith(("Job", "Task"))}
    assert refuse(tmp_path, "db_29_3_text", files) == (
        "db_29_3_text/Job Zones.txt: the file Occupation Data.txt is missing; there are Job Zone Reference.txt, "
        "Job Zones.txt, Task Statements.txt (give the whole release, as it was downloaded)"
    )
