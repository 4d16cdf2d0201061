"""What the two real pages hold, and so what the graph must hold: asked in SPARQL, as a user would."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.encoder import OnnxEncoder
from tests.ingest.conftest import make_workspace
from tests.seeds import SEEDS, needs_seeds
from tests.workspace import Workspace

pytestmark = needs_seeds

BASE = "https://w3id.org/rolegraph/id/"
LADDER = f"<{BASE}profile/CUSTOM1.CUSTOMER920B.P3>"
ENTRY = f"<{BASE}profile/CSM.GEN.P1>"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory, encoders_dir: Path, encoder: OnnxEncoder) -> Workspace:
    workspace = make_workspace(tmp_path_factory.mktemp("seeds"), encoders_dir)
    report = workspace.ingest(SEEDS)
    assert [document.count for document in report.documents if document.error] == []
    return workspace


def count(workspace: Workspace, pattern: str) -> object:
    return workspace.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")[0]["n"]


def test_the_ladder_states_five_responsibilities_for_each_of_six_levels(seeds: Workspace) -> None:
    rows = seeds.select(
        f"""SELECT ?code (COUNT(?r) AS ?n) WHERE {{
              ?p rg:role <{BASE}role/CUSTOM1.CUSTOMER920B> ; rg:responsibility ?r ; rg:level/skos:notation ?code .
              ?r rg:basis rg:Positional }} GROUP BY ?code ORDER BY ?code"""
    )
    assert rows == [{"code": f"P{rank}", "n": 5} for rank in range(1, 7)]


def test_five_of_the_ladders_six_profiles_are_known_in_outline(seeds: Workspace) -> None:
    rows = seeds.select(
        f"""SELECT ?code WHERE {{ ?p rg:outline true ; skos:notation ?code ;
              rg:role <{BASE}role/CUSTOM1.CUSTOMER920B> }} ORDER BY ?code"""
    )
    assert [row["code"] for row in rows] == [f"CUSTOM1.CUSTOMER920B.P{rank}" for rank in (1, 2, 4, 5, 6)]


def test_the_ladder_has_24_guideline_cells(seeds: Workspace) -> None:
    rows = seeds.select(
        """SELECT ?dimension (COUNT(DISTINCT ?level) AS ?n) WHERE {
             ?g a rg:Guideline ; rg:dimension ?dimension ; rg:level ?level } GROUP BY ?dimension ORDER BY ?dimension"""
    )
    assert rows == [
        {"dimension": "Collaboration & Interaction", "n": 6},
        {"dimension": "Complexity & Problem Solving", "n": 6},
        {"dimension": "Knowledge & Application", "n": 6},
        {"dimension": "Typical Degree & Years", "n": 6},
    ]


def test_the_ladder_page_has_ten_skills_with_descriptions_and_no_alias(seeds: Workspace) -> None:
    pattern = f"{LADDER} rg:component ?c . ?c a rg:SkillComponent ; rg:text ?name ; rg:description ?text"
    assert count(seeds, pattern) == 10
    assert count(seeds, f"{LADDER} rg:skill ?skill") == 10
    assert count(seeds, f"{LADDER} skosxl:altLabel|skosxl:hiddenLabel ?alias") == 0


def test_the_ladder_page_has_its_definition_focus_and_provenance_note(seeds: Workspace) -> None:
    role = f"<{BASE}role/CUSTOM1.CUSTOMER920B>"
    assert count(seeds, f"{role} rg:definition/rg:text ?text") == 1
    assert seeds.select(f"SELECT ?text WHERE {{ {role} rg:focusNote/rg:text ?text }}") == [
        {"text": "General focus — no material pay or skill differential vs the function baseline."}
    ]
    assert count(seeds, f"{LADDER} rg:provenanceNote/rg:text ?text") == 1


@pytest.mark.parametrize(
    ("profile", "level", "label", "sentence", "experience"),
    [
        (
            LADDER,
            "P3",
            "Mid-Level Professional",
            "Fully competent professional; works independently on standard projects",
            "3–5 yrs",
        ),
        (
            ENTRY,
            "P1",
            "Entry-Level Professional",
            "New to role or field; performs basic tasks under supervision",
            "0–2 yrs",
        ),
    ],
)
def test_the_level_has_its_sentence_and_seven_attributes(
    seeds: Workspace, profile: str, level: str, label: str, sentence: str, experience: str
) -> None:
    place = f"{profile} rg:level ?level . ?level skos:notation '{level}'"
    assert seeds.select(
        f"SELECT ?label ?text WHERE {{ {place} ; skos:prefLabel ?label ; rg:sentence/rg:text ?text }}"
    ) == [{"label": label, "text": sentence}]
    assert count(seeds, f"{place} ; rg:attribute ?a") == 7
    asked = f"{place} ; rg:attribute ?a . ?a rg:dimension 'Typical experience' ; rg:text ?text"
    assert seeds.select(f"SELECT ?text WHERE {{ {asked} }}") == [{"text": experience}]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("rg:responsibility ?s", 8),
        ("rg:task ?s", 4),
        ("rg:skill ?s", 8),
        ("rg:knowledge ?s", 8),
        ("rg:competency ?s", 8),
        ("rg:qualification ?s", 4),
        ("rg:summary ?s", 1),
        ("rg:story ?s", 11),
        ("skosxl:hiddenLabel ?s", 5),
        ("skosxl:altLabel ?s", 0),
    ],
)
def test_the_profile_page_states_as_many_of_each_kind_as_it_shows(
    seeds: Workspace, pattern: str, expected: int
) -> None:
    assert count(seeds, f"{ENTRY} {pattern}") == expected


def test_every_component_of_the_profile_page_is_common_and_of_its_level(seeds: Workspace) -> None:
    places = seeds.select(
        f"""SELECT ?prevalence ?layer (COUNT(*) AS ?n) WHERE {{
              {ENTRY} rg:responsibility|rg:task|rg:component ?c
              OPTIONAL {{ ?c rg:prevalence ?prevalence }} OPTIONAL {{ ?c rg:layer ?layer }}
            }} GROUP BY ?prevalence ?layer"""
    )
    assert places == [{"prevalence": "common", "layer": "level", "n": 40}]


def test_aliases_keep_type_band_and_number_and_leave_their_approval_unknown(seeds: Workspace) -> None:
    rows = seeds.select(
        f"""SELECT ?text ?type ?band ?number ?approved WHERE {{ {ENTRY} skosxl:hiddenLabel ?a .
              ?a skosxl:literalForm ?text ; rg:aliasType ?type ; rg:confidenceBand ?band ; rg:confidence ?number
              OPTIONAL {{ ?a rg:approved ?approved }} }} ORDER BY DESC(?number) ?text"""
    )
    assert [(row["text"], row["number"]) for row in rows] == [
        ("Customer Success Manager I", 0.7),
        ("Entry-Level Customer Success Manager", 0.7),
        ("Junior Customer Success Manager", 0.68),
        ("Customer Success Manager 1", 0.66),
        ("Associate Customer Success Manager", 0.6),
    ]
    assert {(row["type"], row["band"], row["approved"]) for row in rows} == {("common", "medium", None)}


def test_each_page_has_its_one_mapping_as_it_stands(seeds: Workspace) -> None:
    rows = seeds.select(
        """SELECT ?profile ?code ?title ?source ?status WHERE {
             ?m a rg:Mapping ; owl:annotatedSource/skos:notation ?profile ; owl:annotatedTarget/skos:notation ?code ;
                dcterms:source ?source
             OPTIONAL { ?m sssom:object_label ?title } OPTIONAL { ?m rg:status ?status } } ORDER BY ?code"""
    )
    assert rows == [
        {
            "profile": "CUSTOM1.CUSTOMER920B.P3",
            "code": "13-1161",
            "title": None,
            "source": "jfm-factory.resolve",
            "status": None,
        },
        {
            "profile": "CSM.GEN.P1",
            "code": "43-0000",
            "title": "Office & Administrative Support Occupations",
            "source": "inferred_from_superfunction",
            "status": "https://w3id.org/rolegraph/ns#NeedsReview",
        },
    ]


def test_every_line_of_both_pages_is_accounted_for(seeds: Workspace, tmp_path: Path, encoders_dir: Path) -> None:
    report = make_workspace(tmp_path, encoders_dir).ingest(SEEDS)
    for document in report.documents:
        text = (SEEDS / Path(document.name).name).read_text(encoding="utf-8")
        expected = [number for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        assert [line.number for line in document.lines] == expected
        assert document.warnings == ()
