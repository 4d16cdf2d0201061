"""SSSOM tables as they are ingested: what they add to what pages state, and where they are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.report import DocumentReport
from ingest.run import IngestRefusedError, ingest, remove
from tests.ingest.edited import NAMER, Edited, copy_edited, make_edited

EVE, P3 = NAMER.profile("EVE.P1"), NAMER.profile("CUS.GEN.P3")
HEAD = (
    "#curie_map:\n#  p: https://w3id.org/rolegraph/id/profile/\n#  SOC: https://example.org/soc/\n"
    "#creator_label: Mapping team\n"
)
COLUMNS = ("subject_id", "predicate_id", "object_id", "mapping_justification")
ROW = ("p:CUS.GEN.P3", "skos:closeMatch", "SOC:15-1252", "semapv:ManualMappingCuration")
OF_PAGE = ("p:CUS.GEN.P3", "skos:broadMatch", "SOC:13-1199", "semapv:ManualMappingCuration")
RG = "https://w3id.org/rolegraph/ns#"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    return make_edited(tmp_path_factory.mktemp("tables"), ["CUS.GEN.P3.txt"])


@pytest.fixture
def edited(original: Edited, tmp_path: Path) -> Iterator[Edited]:
    yield copy_edited(original, tmp_path)


def to_table(*rows: tuple[str, ...], more: tuple[str, ...] = ()) -> str:
    return HEAD + "".join("\t".join(row) + "\n" for row in ((*COLUMNS, *more), *rows))


def read(edited: Edited, text: str) -> DocumentReport:
    path = edited.pages.parent / "tables" / "x.sssom.tsv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    (report,) = ingest([path], edited.library, NAMER, edited.lazy).documents
    return report


def count_mappings(edited: Edited) -> int:
    return len(edited.select("SELECT ?m WHERE { ?m a rg:Mapping }"))


def list_decisions(edited: Edited) -> list[dict[str, object]]:
    return edited.select(
        """SELECT ?code ?status ?reviewer WHERE {
             ?d a rg:Decision ; prov:used ?m ; rg:status ?s ; rg:reviewer ?reviewer .
             ?m owl:annotatedTarget/skos:notation ?code BIND(STRAFTER(STR(?s), "#") AS ?status) } ORDER BY ?code"""
    )


def test_a_row_becomes_a_mapping_of_its_profile(edited: Edited) -> None:
    text = to_table((*ROW, "0.8", "resolver", "Developers"), more=("confidence", "mapping_tool", "object_label"))
    assert read(edited, text).fate == "added"
    query = f"""SELECT ?code ?relation ?sure ?source ?label ?status ?line WHERE {{ <{P3}> rg:mapping ?m .
        ?m owl:annotatedTarget ?o ; owl:annotatedProperty ?relation ; sssom:confidence ?sure ; dcterms:source ?source ;
           sssom:object_label ?label ; rg:currentStatus ?status ; prov:wasDerivedFrom/rg:firstLine ?line .
        ?o a rg:Occupation ; skos:notation ?code FILTER(?source = "resolver") }}"""
    assert edited.select(query) == [
        {
            "code": "15-1252",
            "relation": "http://www.w3.org/2004/02/skos/core#closeMatch",
            "sure": 0.8,
            "source": "resolver",
            "label": "Developers",
            "status": f"{RG}NeedsReview",
            "line": 6,
        }
    ]


@pytest.mark.parametrize(
    ("subject", "target"),
    [
        ("CUS.GEN.P3", "15-1252"),
        ("profile:CUS.GEN.P3", "soc:15-1252"),
        (P3, NAMER.occupation("soc", "15-1252")),
        ("p:CUS.GEN.P3", "https://example.org/2018/15-1252"),
    ],
)
def test_subjects_and_objects_are_codes_curies_or_iris(edited: Edited, subject: str, target: str) -> None:
    read(edited, to_table((subject, ROW[1], target, ROW[3])))
    occupation = NAMER.occupation("soc", "15-1252")
    assert (
        len(edited.select(f"SELECT ?m WHERE {{ <{P3}> rg:mapping ?m . ?m owl:annotatedTarget <{occupation}> }}")) == 1
    )


def test_a_mapping_that_a_page_states_is_not_stated_again_and_its_review_becomes_a_decision(edited: Edited) -> None:
    before = count_mappings(edited)
    read(edited, to_table((*OF_PAGE, "Ana Ruiz|Bo Ek"), more=("reviewer_label",)))
    assert count_mappings(edited) == before
    assert list_decisions(edited) == [{"code": "13-1199", "status": "Approved", "reviewer": "Ana Ruiz"}]
    assert edited.select(f"SELECT ?o WHERE {{ <{P3}> skos:broadMatch ?o }}")


def test_a_negated_row_is_a_rejection_by_whoever_made_the_table(edited: Edited) -> None:
    read(edited, to_table((*OF_PAGE, "Not"), more=("predicate_modifier",)))
    assert list_decisions(edited) == [{"code": "13-1199", "status": "Rejected", "reviewer": "Mapping team"}]


def test_a_row_without_a_review_decides_nothing(edited: Edited) -> None:
    assert read(edited, to_table(OF_PAGE)).fate == "added"
    assert list_decisions(edited) == []


def test_the_same_table_again_changes_nothing(edited: Edited) -> None:
    text = to_table((*ROW, "Ana Ruiz"), (*OF_PAGE, "Ana Ruiz"), more=("reviewer_label",))
    read(edited, text)
    published = edited.library.current_id()
    assert read(edited, text).fate == "unchanged"
    assert edited.library.current_id() == published


def test_decisions_of_a_table_stay_when_it_is_removed_and_its_mappings_go(edited: Edited) -> None:
    before = count_mappings(edited)
    read(edited, to_table((*ROW, "Ana Ruiz"), (*OF_PAGE, "Ana Ruiz"), more=("reviewer_label",)))
    assert count_mappings(edited) == before + 1
    remove(["tables/x.sssom.tsv"], edited.library, NAMER, edited.lazy)
    assert count_mappings(edited) == before
    assert list_decisions(edited) == [{"code": "13-1199", "status": "Approved", "reviewer": "Ana Ruiz"}]


def test_a_row_of_an_unknown_profile_is_left_out_with_a_warning(edited: Edited) -> None:
    report = read(edited, to_table(("p:EVE.P1", *ROW[1:]), ROW))
    assert [(warning.line, warning.message) for warning in report.warnings] == [
        (6, f"there is no profile <{EVE}>, so its mapping is left out: ingest its document, then this table again")
    ]
    assert edited.select(f"SELECT ?m WHERE {{ <{EVE}> ?p ?m }}") == []


def test_columns_that_are_not_kept_are_named(edited: Edited) -> None:
    report = read(edited, to_table((*ROW, "x"), more=("mood",)))
    assert [(warning.line, warning.message) for warning in report.warnings] == [(5, "columns that are not kept: mood")]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (to_table((*ROW[:1], "skos:broader", *ROW[2:])), 6, "unknown predicate_id 'skos:broader'"),
        (to_table((*ROW, "1.2"), more=("confidence",)), 6, "confidence '1.2' cannot be used"),
        (to_table((*ROW, "nan"), more=("confidence",)), 6, "confidence 'nan' cannot be used"),
        (to_table(ROW, ("q:X", *ROW[1:])), 7, "subject_id 'q:X' cannot be read"),
        (to_table((*ROW[:3], "semapv:Guess")), 6, "unknown mapping_justification 'semapv:Guess'"),
        (to_table((*ROW[:2], "", ROW[3])), 6, "object_id is empty"),
        (to_table((*ROW, "no"), more=("predicate_modifier",)), 6, "unknown predicate_modifier 'no'"),
        (to_table((*ROW, "maybe"), more=("review_status",)), 6, "unknown review_status 'maybe'"),
        (to_table((*ROW, "rejected"), more=("review_status",)), 6, "review_status rejected contradicts"),
        (to_table((*ROW, "soon"), more=("mapping_date",)), 6, "mapping_date 'soon' cannot be used"),
        (to_table((*ROW, "x" * 201), more=("reviewer_label",)), 6, "the reviewer has 201 characters"),
        (to_table((*ROW, "x")), 6, "the row has 5 cells, and the table 4 columns"),
        (to_table(ROW).replace("object_id", "object"), 5, "there is no column object_id"),
        (to_table(ROW).replace("predicate_id", "object_id"), 5, "there is no column predicate_id"),
        (to_table(('"p:A"x', *ROW[1:])), 6, "the row cannot be read"),
        (HEAD, 5, "the table has no columns"),
        ("#- a\n" + to_table(ROW)[len(HEAD) :], 1, "the header is no YAML map"),
        ("#curie_map: 1\n" + to_table(ROW)[len(HEAD) :], 1, "curie_map is no map"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(original: Edited, text: str, line: int, problem: str) -> None:
    with pytest.raises(IngestRefusedError) as refused:
        read(original, text)
    (error,) = refused.value.report.errors
    assert (error.line, error.problem[: len(problem)]) == (line, problem)
    assert error.remedy
