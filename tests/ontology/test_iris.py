from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from ontology.errors import SettingError
from ontology.iris import (
    DEFAULT_BASE,
    ESCO_OCCUPATIONS,
    Namer,
    hash_text,
    parse_level_code,
    split_profile_code,
    to_line_span,
)
from ontology.records import Lines

NAMER = Namer()
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def all_iris(text: str) -> list[str]:
    owner = NAMER.profile(text)
    return [
        owner,
        NAMER.role(text),
        NAMER.taxon("function", text),
        NAMER.track(text),
        NAMER.scheme(text),
        NAMER.level(text, 3),
        NAMER.concept("skill", text),
        NAMER.occupation(text, text),
        NAMER.statement(owner, "task", text, qualifier=text),
        NAMER.document(text),
        to_line_span(NAMER.document(text), Lines(1, 2)),
        NAMER.graph(text),
        NAMER.ingest(text, text),
        NAMER.occupation_scheme(text),
        NAMER.occupation_part(NAMER.occupation(text, text), "task", text),
        NAMER.occupation_title(NAMER.occupation(text, text), text),
        NAMER.occupation_title(ESCO_OCCUPATIONS + "0a", text),
        NAMER.taxonomy(text),
        NAMER.element(text),
        NAMER.technology(text),
        NAMER.commodity(text),
        NAMER.job_zone(text),
    ]


@given(texts)
def test_any_text_makes_valid_iris_for_oxigraph(text: str) -> None:
    for iri in all_iris(text):
        [quad] = ox.parse(f"<{iri}> <{iri}> <{iri}> .\n", format=ox.RdfFormat.N_QUADS)
        assert isinstance(quad.subject, ox.NamedNode)
        assert quad.subject.value == iri


@given(texts)
def test_any_text_makes_valid_iris_for_rdflib(text: str) -> None:
    for iri in all_iris(text):
        graph = Graph().parse(data=f"<{iri}> <{iri}> <{iri}> .\n", format="nt")
        assert {str(node) for triple in graph for node in triple} == {iri}


@given(texts, texts)
def test_different_codes_have_different_iris(one: str, other: str) -> None:
    assert (NAMER.profile(one) == NAMER.profile(other)) == (one == other)
    assert (NAMER.document(one) == NAMER.document(other)) == (one == other)


@given(texts)
def test_a_statement_is_named_by_its_text_and_not_by_its_spelling(text: str) -> None:
    owner = NAMER.profile("X.P1")
    iri = NAMER.statement(owner, "task", text)
    assert iri == NAMER.statement(owner, "task", f"  {text} . ")
    assert iri == NAMER.statement(owner, "task", text.replace(" ", "  "))
    assert re.fullmatch(re.escape(owner) + "/task/[0-9a-f]{16}", iri)


@given(texts)
def test_a_statement_is_named_by_its_kind_owner_and_qualifier_too(text: str) -> None:
    owner = NAMER.profile("X.P1")
    iris = {
        NAMER.statement(owner, "task", text),
        NAMER.statement(owner, "output", text),
        NAMER.statement(NAMER.profile("X.P2"), "task", text),
        NAMER.statement(owner, "task", text, qualifier="scope"),
        NAMER.statement(owner, "task", text, qualifier="autonomy"),
    }
    assert len(iris) == 5


def test_the_hash_of_a_statement_is_the_same_for_ever() -> None:
    assert hash_text("responsibility", "Files letters.") == "2f6d718623a2db3d"


def test_iris_are_readable() -> None:
    assert NAMER.profile("CUS.GEN.P1") == "https://w3id.org/rolegraph/id/profile/CUS.GEN.P1"
    assert NAMER.level("P", 3) == "https://w3id.org/rolegraph/id/level/P/3"
    assert NAMER.concept("skill", "SQL / data querying") == "https://w3id.org/rolegraph/id/skill/sql-data-querying"
    assert NAMER.concept("skill", "!?") == f"https://w3id.org/rolegraph/id/skill/{hash_text('skill', '!?')}"
    assert NAMER.occupation("soc", "13-1161") == "https://w3id.org/rolegraph/id/occupation/soc/13-1161"
    assert NAMER.document("pages/a b.txt") == "https://w3id.org/rolegraph/id/document/pages/a%20b.txt"
    assert NAMER.graph("pages/a.txt") == "https://w3id.org/rolegraph/id/graph/pages/a.txt"
    assert NAMER.derived_graph == "https://w3id.org/rolegraph/id/derived"
    assert NAMER.unnamed_graph == "https://w3id.org/rolegraph/id/unnamed"
    assert NAMER.taxon("focus", "CUS.GEN") == "https://w3id.org/rolegraph/id/focus/CUS.GEN"


def test_what_classifications_say_has_readable_iris() -> None:
    base = "https://w3id.org/rolegraph/id"
    occupation = NAMER.occupation("onet-soc", "71-1011.00")
    assert NAMER.occupation_part(occupation, "rating", "2.A.1.a") == f"{occupation}/rating/2.A.1.a"
    assert NAMER.occupation_scheme("onet-soc") == f"{base}/occupation-scheme/onet-soc"
    assert NAMER.taxonomy_document(NAMER.graph("taxonomy/onet")) == "taxonomy/onet"
    assert NAMER.taxonomy_document(NAMER.graph("taxonomy/onet.txt")) is None
    technologies = ["C", "C++", "C#", "Data base (DB)", "Data base DB", "data  base db"]
    assert [NAMER.technology(name).removeprefix(f"{base}/technology/") for name in technologies] == [
        "c",
        "c++",
        "c%23",
        hash_text("technology", "Data base (DB)"),
        "data-base-db",
        "data-base-db",
    ]


def test_a_title_is_named_by_its_spelling_below_its_occupation() -> None:
    occupation = NAMER.occupation("onet-soc", "71-1011.00")
    one, other = (NAMER.occupation_title(occupation, title) for title in ("Lamp Keeper", "lamp keeper"))
    assert one != other
    assert re.fullmatch(re.escape(occupation) + "/title/[0-9a-f]{16}", one)
    esco = NAMER.occupation_title(ESCO_OCCUPATIONS + "0a-1", "lamp keeper")
    assert re.fullmatch(r"https://w3id\.org/rolegraph/id/title/esco/0a-1/[0-9a-f]{16}", esco)


def test_a_line_span_is_a_fragment_of_its_document() -> None:
    assert to_line_span("https://x/a.txt", Lines(3, 3)) == "https://x/a.txt#L3"
    assert to_line_span("https://x/a.txt", Lines(3, 5)) == "https://x/a.txt#L3-L5"


@pytest.mark.parametrize("base", [DEFAULT_BASE, "http://localhost:8000/id/", "https://jobs.example.org/"])
def test_a_base_is_an_absolute_iri_that_ends_in_a_slash(base: str) -> None:
    assert Namer(base).role("X") == f"{base}role/X"


@pytest.mark.parametrize(
    "base",
    [
        "",
        "id/",
        "https://example.org/id",
        "https://example.org/id#",
        "https://example.org/?id=/",
        "https://example.org/a b/",
        "https://example.org/<id>/",
        "urn:example:/",
        "file:///id/",
        "https:///",
    ],
)
def test_any_other_base_is_refused_with_an_example(base: str) -> None:
    with pytest.raises(SettingError, match=re.escape(repr(base))) as caught:
        Namer(base)
    assert DEFAULT_BASE in str(caught.value)


@pytest.mark.parametrize(
    ("code", "parsed"),
    [
        ("P3", ("P", 3)),
        ("p3", ("P", 3)),
        (" L7 ", ("L", 7)),
        ("IC4", ("IC", 4)),
        ("P 3", ("P", 3)),
        ("P-3", ("P", 3)),
        ("P10", ("P", 10)),
        ("3", None),
        ("P", None),
        ("", None),
        ("P3a", None),
        ("P1234", None),
        ("Professional", None),
        ("C-level", None),
    ],
)
def test_a_level_code_is_letters_and_a_number(code: str, parsed: tuple[str, int] | None) -> None:
    assert parse_level_code(code) == parsed


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("CUS.GEN.P1", ("CUS.GEN", "P1")),
        ("CUSTOM1.CUSTOMER920B.P3", ("CUSTOM1.CUSTOMER920B", "P3")),
        ("X.P1", ("X", "P1")),
        ("P1", ("P1", None)),
        ("CUS.GEN", ("CUS.GEN", None)),
        ("CSM", ("CSM", None)),
        (".P1", (".P1", None)),
        ("", ("", None)),
    ],
)
def test_a_profile_code_is_its_roles_and_its_levels(code: str, parts: tuple[str, str | None]) -> None:
    assert split_profile_code(code) == parts
