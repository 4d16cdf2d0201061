"""ESCO's release in the graph, under its own IRIs and names, from the layouts in which it is downloaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.esco_rows import CARVER, CHARTS, CONTRACTS, ESCO, ESCO_COUNTS, LAMP, PLAYER, RENEWAL, TALKING, TIDE, WEATHER
from tests.ingest.taxonomy.imported import Imported, import_files, import_releases, refuse
from tests.taxonomies import esco_files, to_csv_text, write_esco, write_folder, write_zip

OCCUPATIONS = "classification_en/occupations_en.csv"
RELATIONS = "relations/occupationSkillRelations.csv"


@pytest.fixture(scope="module")
def esco(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return import_releases(write_esco(tmp_path_factory.mktemp("esco")))


def test_every_row_and_every_label_is_counted(esco: Imported) -> None:
    assert dict(esco.report.counts) == ESCO_COUNTS
    assert esco.report.version == "1.2.0"
    for rdf_class, number in (("esco:Occupation", 5), ("esco:Skill", 6), ("rg:Occupation", 16), ("skosxl:Label", 13)):
        assert esco.select(f"SELECT (COUNT(?thing) AS ?n) {{ ?thing a {rdf_class} }}") == {(str(number),)}, rdf_class


def test_an_occupation_keeps_its_iri_and_names(esco: Imported) -> None:
    query = f"""SELECT ?code ?label ?status ?modified ?group ?broader {{ <{CARVER}> a esco:Occupation ;
      skos:notation ?code ; skos:prefLabel ?label ; esco:status ?status ; dcterms:modified ?modified ;
      esco:memberOfISCOGroup ?group ; skos:broader ?broader }}"""
    group = "http://data.europa.eu/esco/isco/C2811"
    assert esco.select(query) == {("2811.1", "puppet carver", "released", "2024-03-01T10:00:00Z", group, group)}
    described = esco.select(f"SELECT ?text {{ <{CARVER}> dcterms:description ?text }}")
    assert described == {("Puppet carvers make puppets of wood.\nThey paint them too.",)}


def test_alternative_labels_stand_one_a_line_and_those_that_repeat_the_label_are_left_out(esco: Imported) -> None:
    labels = esco.select(
        f"SELECT ?t {{ ?l rg:occupation <{CARVER}> ; skosxl:literalForm ?t . <{CARVER}> skos:altLabel ?t }}"
    )
    assert labels == {("puppet maker",), ("marionette maker",)}
    [(iri,)] = esco.select(f'SELECT ?l {{ ?l rg:occupation <{RENEWAL}> ; skosxl:literalForm "renewals lead"@en }}')
    assert iri.startswith("title/esco/00000005-aaaa-4aaa-8aaa-000000000000/")
    assert esco.select(f"SELECT ?t {{ <{CHARTS}> skos:altLabel ?t }}") == {("interpret charts",), ("read sea charts",)}


def test_skills_are_essential_or_optional_and_know_for_whom(esco: Imported) -> None:
    assert esco.select(f"SELECT ?s {{ <{LAMP}> esco:relatedEssentialSkill ?s }}") == {(CHARTS,)}
    assert esco.select(f"SELECT ?s {{ <{LAMP}> esco:relatedOptionalSkill ?s }}") == {(WEATHER,)}
    assert esco.select(f"SELECT ?o {{ <{CHARTS}> esco:isEssentialSkillFor ?o }}") == {(LAMP,), (TIDE,)}
    assert esco.select(f"SELECT ?s {{ <{TALKING}> esco:relatedOptionalSkill ?s }}") == {(CONTRACTS,)}
    kinds = esco.select(f"SELECT ?t ?r {{ <{CONTRACTS}> esco:skillType ?t ; esco:skillReuseLevel ?r }}")
    assert kinds == {
        ("http://data.europa.eu/esco/skill-type/knowledge", "http://data.europa.eu/esco/skill-reuse-level/cross-sector")
    }


def test_isco_groups_are_a_scheme_of_their_own_with_their_levels(esco: Imported) -> None:
    query = """SELECT ?code ?level ?slug ?vintage { ?g rg:groupLevel ?level ; skos:notation ?code ;
      skos:inScheme [ skos:notation ?slug ; rg:vintage ?vintage ] }"""
    groups = esco.select(query)
    assert {("2", "isco-1", "isco", "2008"), ("2811", "isco-4", "isco", "2008")} <= groups
    assert len(groups) == 11
    assert esco.select(f"SELECT ?slug {{ <{PLAYER}> skos:inScheme/skos:notation ?slug }}") == {("esco",)}


def test_defects_are_survived_and_reported_once_a_kind(esco: Imported) -> None:
    assert esco.defects == {
        "files that the release does not have": "1, such as conceptSchemes.csv",
        "alternative labels of occupations that repeat the preferred one": "2, such as 'lighthouse keeper'",
        "alternative labels of skills that repeat the preferred one": "1, such as 'carve wood'",
        "occupation-skill relations with a concept that is not there": (
            "1, such as <http://data.europa.eu/esco/occupation/99999999-aaaa-4aaa-8aaa-000000000000>"
        ),
    }
    assert esco.select("SELECT ?o { ?o esco:relatedOptionalSkill ?s }") == {(LAMP,), (PLAYER,), (TALKING,)}


@pytest.mark.parametrize("suffix", ["", "_en"])
def test_the_official_downloads_are_two_which_may_be_given_together(
    esco: Imported, tmp_path: Path, suffix: str
) -> None:
    files = {name.rpartition("/")[2].replace("_en.csv", ".csv"): data for name, data in esco_files().items()}
    named = {name.replace(".csv", f"{suffix}.csv"): data for name, data in files.items()}
    relations = {name for name in named if "Relations" in name}
    one = write_zip(
        tmp_path / "ESCO dataset - v1.2.0 - classification - en - csv.zip",
        {n: named[n] for n in named.keys() - relations},
    )
    other = write_zip(tmp_path / "ESCO dataset - v1.2.0 - classification - csv.zip", {n: named[n] for n in relations})
    imported = import_releases(one, other)
    assert dict(imported.report.counts) == ESCO_COUNTS
    assert imported.report.version == "1.2.0"
    skills = "SELECT ?o ?s { ?o esco:relatedEssentialSkill ?s }"
    assert imported.select(skills) == esco.select(skills)


def test_a_folder_says_the_same_as_the_zip(esco: Imported, tmp_path: Path) -> None:
    folder = import_releases(write_folder(tmp_path / "ESCO v1.2" / "download", esco_files()))
    assert folder.report.version == "1.2"
    labels = "SELECT ?c ?l { ?c skos:prefLabel|skos:altLabel ?l . ?c a skos:Concept }"
    assert folder.select(labels) == esco.select(labels)


def test_concept_schemes_and_skill_groups_are_read_where_they_are_there(tmp_path: Path) -> None:
    group = "http://data.europa.eu/esco/skill/S1"
    scheme = "http://data.europa.eu/esco/concept-scheme/skills-hierarchy"
    files = {
        **esco_files(),
        "conceptSchemes_en.csv": to_csv_text(
            ("conceptType", "conceptSchemeUri", "preferredLabel", "hasTopConcept"),
            [("ConceptScheme", scheme, "Hierarchy", f"{group},\n{TALKING}")],
        ),
        "skillGroups_en.csv": to_csv_text(
            ("conceptType", "conceptUri", "preferredLabel", "altLabels", "inScheme", "code"),
            [("SkillGroup", group, "work at sea", "sea work", scheme, "S1")],
        ),
    }
    imported = import_files(tmp_path, "esco_1_2_0.zip", files)
    assert imported.report.counts["skill groups"] == 1
    assert imported.select(f"SELECT ?c {{ ?c skos:topConceptOf <{scheme}> }}") == {(group,), (TALKING,)}
    assert imported.select(
        f"SELECT ?l ?a {{ <{group}> skos:prefLabel ?l ; skos:altLabel ?a ; skos:inScheme <{scheme}> }}"
    ) == {("work at sea", "sea work")}
    assert imported.select("SELECT (COUNT(?s) AS ?n) { ?s a esco:Skill }") == {("6",)}


def test_without_broader_relations_an_occupation_stands_below_its_isco_group(tmp_path: Path) -> None:
    files = {name: data for name, data in esco_files().items() if "broader" not in name}
    imported = import_files(tmp_path, "e.zip", files)
    broader = imported.select(f"SELECT ?b {{ <{LAMP}> skos:broader ?b }}")
    assert broader == {("http://data.europa.eu/esco/isco/C2912",)}


def test_labels_are_in_the_language_that_the_file_is_named_after(tmp_path: Path) -> None:
    files = {name.replace("_en", "_de"): data for name, data in esco_files().items()}
    imported = import_files(tmp_path, "esco_1_2_0_de.zip", files)
    assert imported.select(f"SELECT (LANG(?l) AS ?n) {{ <{LAMP}> skos:prefLabel|skos:altLabel ?l }}") == {("de",)}


def test_a_release_whose_names_tell_no_version_is_dated_by_its_newest_occupation(tmp_path: Path) -> None:
    assert import_files(tmp_path, "download", esco_files()).report.version == "2024-03-01"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            OCCUPATIONS,
            LAMP.encode(),
            b"http://x/> <http://y",
            "e.zip/classification_en/occupations_en.csv:2: 'http://x/> <http://y' is no IRI of ESCO's (they look like "
            "http://data.europa.eu/esco/occupation/…)",
        ),
        (
            RELATIONS,
            b",essential,",
            b",needed,",
            "e.zip/relations/occupationSkillRelations.csv:2: 'needed' is no relation of ESCO's (essential or optional)",
        ),
        (
            OCCUPATIONS,
            b"iscoGroup",
            b"isco",
            "e.zip/classification_en/occupations_en.csv:1: the column 'iscoGroup' is missing; there are conceptType, "
            "conceptUri, isco, preferredLabel, altLabels, hiddenLabels, status, modifiedDate, regulatedProfessionNote, "
            "scopeNote, definition, inScheme, description, code (give the table as it was released)",
        ),
        (
            OCCUPATIONS,
            b",puppet carver,",
            b",,",
            "e.zip/classification_en/occupations_en.csv:10: "
            "<http://data.europa.eu/esco/occupation/00000003-aaaa-4aaa-8aaa-000000000000> has no preferredLabel",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place_and_what_would_be_right(
    tmp_path: Path, file: str, old: bytes, new: bytes, message: str
) -> None:
    files = esco_files()
    files[file] = files[file].replace(old, new)
    assert refuse(tmp_path, "e.zip", files) == message


def test_collections_and_other_tables_of_concepts_are_left_alone(tmp_path: Path) -> None:
    files = {
        **esco_files(),
        "greenShareOcc_en.csv": to_csv_text(
            ("conceptType", "conceptUri", "code", "preferredLabel", "greenShare"),
            [("ISCOGroup", "http://data.europa.eu/esco/isco/C2811", "2811", "Puppet makers and players", "0.5")],
        ),
        "digitalSkillsCollection_en.csv": to_csv_text(
            ("conceptType", "conceptUri", "preferredLabel", "status", "skillType", "reuseLevel", "broaderConceptUri"),
            [("KnowledgeSkillCompetence", CHARTS, "read charts", "released", "knowledge", "transversal", "")],
        ),
    }
    assert dict(import_files(tmp_path, "e.zip", files).report.counts) == ESCO_COUNTS


def test_relations_alone_are_refused(tmp_path: Path) -> None:
    files = {name: data for name, data in esco_files().items() if name.startswith("relations/occ")}
    assert refuse(tmp_path, "e.zip", files) == (
        "e.zip/relations/occupationSkillRelations.csv: the file occupations_en.csv is missing; there are "
        "occupationSkillRelations.csv (give the whole release, as it was downloaded)"
    )


def test_labels_that_end_in_spaces_or_hold_quotes_are_kept_as_they_read(tmp_path: Path) -> None:
    header, rows = ESCO[OCCUPATIONS]
    quoted = [*rows[0][:4], 'the "keeper" \nback\\slash ', *rows[0][5:]]
    files = {**esco_files(), OCCUPATIONS: to_csv_text(header, [quoted, *rows[1:]])}
    imported = import_files(tmp_path, "e.zip", files)
    assert imported.select(f"SELECT ?t {{ <{LAMP}> skos:altLabel ?t }}") == {('the "keeper"',), ("back\\slash",)}
