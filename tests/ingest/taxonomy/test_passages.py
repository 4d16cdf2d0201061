"""What is searched of taxonomies, read from graphs that were written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.passages import PassageReader
from ingest.taxonomy.passages import count_occupations, read_reference
from ontology.iris import Namer
from ontology.passage import Passage
from store.graph import GraphStore
from store.graph_editor import GraphEditor
from store.syntax import RdfSyntax

NAMER = Namer()
ONET, SOC, PAGE = (NAMER.graph(name) for name in ("taxonomy/onet", "taxonomy/soc", "pages/keeper.txt"))
GRAPHS = {ONET: "taxonomy/onet", SOC: "taxonomy/soc"}
KEEPER, CLERK = NAMER.occupation("onet-soc", "71-1011.00"), NAMER.occupation("soc", "71-1011")
CONTENT = {
    ONET: """
        <occupation-scheme/onet-soc> a skos:ConceptScheme ; skos:notation "onet-soc" .
        <occupation/onet-soc/71-1011.00> a rg:Occupation ; skos:notation "71-1011.00" ; skos:prefLabel "Keepers"@en ;
            dcterms:description "Keep lamps burning."@en ; skos:inScheme <occupation-scheme/onet-soc>, <other> ;
            skosxl:altLabel <title> ; skos:altLabel "Lamp Keeper"@en .
        <title> a skosxl:Label ; skosxl:literalForm "Lamp Keeper"@en ; rg:occupation <occupation/onet-soc/71-1011.00> .
        <task> a rg:OccupationTask ; rg:text "Light the lamp."@en ; rg:occupation <occupation/onet-soc/71-1011.00> .
        <rating> a rg:OccupationRating ; rg:occupation <occupation/onet-soc/71-1011.00> ; rg:rates <reading> .
        <reading> a rg:OccupationSkill ; skos:prefLabel "Chart Reading"@en ; dcterms:description "Reading charts."@en .
        <weather> a rg:OccupationKnowledge ; skos:prefLabel "Weather"@en .
        <tool> a rg:Technology ; skos:prefLabel "TideCalc"@en .
        <carve> a esco:Skill ; skos:prefLabel "carve"@en ; esco:skillType esco-type:skill .
        <wood> a esco:Skill ; skos:prefLabel "wood"@en ; esco:skillType esco-type:knowledge .
        <old> a rg:Occupation ; skos:notation "71-1099.00" ; skos:prefLabel "Trimmers"@en ;
            dcterms:isReplacedBy <occupation/onet-soc/71-1011.00> .
        <old-title> a skosxl:Label ; skosxl:literalForm "Lamp Trimmer"@en ; rg:occupation <old> .
    """,
    SOC: """
        <occupation-scheme/soc> a skos:ConceptScheme ; skos:notation "soc" .
        <occupation/soc/71-1011> a rg:Occupation ; skos:notation "71-1011" ; skos:prefLabel "Keepers"@en ;
            skos:inScheme <occupation-scheme/soc> .
        <weather> a rg:OccupationKnowledge ; skos:prefLabel "Weather, said again"@en .
    """,
    PAGE: """
        <profile/K.P1> a rg:Profile ; skos:notation "K.P1" ; rg:mapping <mapping> ; rg:task <duty> .
        <duty> a rg:Task ; rg:text "Keeps watch." ; rg:profile <profile/K.P1> .
        <alias> a skosxl:Label ; skosxl:literalForm "Watch Keeper" ; rg:profile <profile/K.P1> .
        <occupation/soc/71-1012> a rg:Occupation ; skos:notation "71-1012" .
    """,
}
PREFIXES = """
@prefix rg: <https://w3id.org/rolegraph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix esco: <http://data.europa.eu/esco/model#> . @prefix esco-type: <http://data.europa.eu/esco/skill-type/> .
"""


@pytest.fixture
def graph(tmp_path: Path) -> GraphStore:
    store = GraphStore.create(tmp_path / "graph")
    editor = GraphEditor(store, None, lambda _: None)
    for name, turtle in CONTENT.items():
        editor.add(name, (PREFIXES + turtle).encode(), RdfSyntax.TURTLE, NAMER.base)
    editor.finish()
    return store


def test_occupations_titles_tasks_skills_and_knowledge_are_passages(graph: GraphStore) -> None:
    base = NAMER.base
    keeper = {
        "document": "taxonomy/onet",
        "scheme": "onet-soc",
        "occupation": KEEPER,
        "occupation_code": "71-1011.00",
    }
    found = list(read_reference(graph, GRAPHS))
    assert sorted(found, key=lambda passage: passage.iri) == [
        Passage(f"{base}carve", "skill", "carve", document="taxonomy/onet"),
        Passage(KEEPER, "occupation", "Keepers: Keep lamps burning.", **keeper),  # type: ignore[arg-type]
        Passage(
            CLERK,
            "occupation",
            "Keepers",
            document="taxonomy/soc",
            scheme="soc",
            occupation=CLERK,
            occupation_code="71-1011",
        ),
        Passage(f"{base}reading", "skill", "Chart Reading: Reading charts.", document="taxonomy/onet"),
        Passage(f"{base}task", "task", "Light the lamp.", **keeper),  # type: ignore[arg-type]
        Passage(f"{base}title", "alias", "Lamp Keeper", **keeper),  # type: ignore[arg-type]
        Passage(f"{base}tool", "skill", "TideCalc", document="taxonomy/onet"),
        Passage(f"{base}weather", "knowledge", "Weather", document="taxonomy/onet"),
        Passage(f"{base}wood", "knowledge", "wood", document="taxonomy/onet"),
    ]


def test_a_code_that_was_replaced_is_no_passage_but_counts_as_described(graph: GraphStore) -> None:
    assert not {"Trimmers", "Lamp Trimmer"} & {passage.text for passage in read_reference(graph, GRAPHS)}
    assert count_occupations(graph, GRAPHS) == 3


def test_no_taxonomies_no_passages(graph: GraphStore) -> None:
    assert list(read_reference(graph, {})) == []
    assert count_occupations(graph, {}) == 0


def test_what_taxonomies_say_is_no_passage_of_the_company(graph: GraphStore) -> None:
    reader = PassageReader(graph)

    assert reader.subjects([ONET, SOC]) == set()
    assert reader.subjects([PAGE]) == {f"{NAMER.base}duty", f"{NAMER.base}alias"}
    everything = [str(row["s"]) for row in graph.select("SELECT DISTINCT ?s WHERE { ?s ?p ?o }")]
    assert [passage.text for passage in reader.read(everything)] == ["Watch Keeper", "Keeps watch."]
