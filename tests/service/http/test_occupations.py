"""Occupations in the JSON API and as linked data, with the licence of what is told."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS

from service.engine import Engine
from tests import esco_rows
from tests.service.http.checks import BROWSER, assert_problem, read_json

BASE = "https://w3id.org/rolegraph/id/"
TIDE = f"{BASE}occupation/onet-soc/71-2011.00"
CHARTS = esco_rows.CHARTS.rpartition("/")[2]
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def test_an_occupation_is_told_whole(occupations_client: FlaskClient, occupations_engine: Engine) -> None:
    response = occupations_client.get("/api/v1/occupations/71-2011.00")
    body = read_json(response)
    assert body["snapshot"] == occupations_engine.snapshot.id
    occupation = body["occupation"]
    assert (occupation["iri"], occupation["label"]) == (TIDE, "Tide Analysts")
    assert [task["id"] for task in occupation["tasks"]] == ["301", "302", "303"]
    assert [entry["name"] for entry in occupation["attribution"]] == ["onet"]
    assert f'<{CC_BY}>; rel="license"' in response.headers["Link"]


@pytest.mark.parametrize(
    ("asked", "iri"),
    [
        ("71-2011", f"{BASE}occupation/soc/71-2011"),
        ("71-1011?scheme=soc-2010", f"{BASE}occupation/soc-2010/71-1011"),
        ("2911.1?scheme=esco", esco_rows.TIDE),
        ("http%3A%2F%2Fdata.europa.eu%2Fesco%2Foccupation%2F00000002-aaaa-4aaa-8aaa-000000000000", esco_rows.TIDE),
    ],
)
def test_an_occupation_is_named_by_code_scheme_or_iri(occupations_client: FlaskClient, asked: str, iri: str) -> None:
    assert read_json(occupations_client.get(f"/api/v1/occupations/{asked}"))["occupation"]["iri"] == iri


def test_an_unknown_code_names_near_ones(occupations_client: FlaskClient) -> None:
    response = occupations_client.get("/api/v1/occupations/71-2011.99")
    assert_problem(response, 404, "there is no occupation '71-2011.99'; did you mean 71-2011 or 71-2011.00")


def test_an_unknown_scheme_is_refused(occupations_client: FlaskClient, client: FlaskClient) -> None:
    expected = "scheme='naics' cannot be used; soc, onet-soc, isco, esco, onet-soc-2010, soc-2010 can"
    assert_problem(occupations_client.get("/api/v1/occupations/71-2011?scheme=naics"), 400, expected)
    assert_problem(client.get("/api/v1/occupations?scheme=soc"), 400, "no classification is loaded")


def test_without_scheme_or_group_the_top_groups_are_listed(occupations_client: FlaskClient) -> None:
    body = read_json(occupations_client.get("/api/v1/occupations"))
    assert [entry["code"] for entry in body["occupations"]] == ["2", "71-0000", "73-0000", "75-0000"]
    assert [(scheme["slug"], scheme["occupations"]) for scheme in body["schemes"]] == [
        ("soc", 19),
        ("onet-soc", 8),
        ("isco", 11),
        ("esco", 5),
        ("onet-soc-2010", 3),
        ("soc-2010", 3),
    ]
    assert body["group"] is None


def test_a_group_lists_what_is_right_below_it(occupations_client: FlaskClient) -> None:
    body = read_json(occupations_client.get("/api/v1/occupations?group=71-2011"))
    assert (body["group"]["code"], body["total"]) == ("71-2011", 2)
    assert [(entry["scheme"], entry["code"]) for entry in body["occupations"]] == [
        ("onet-soc", "71-2011.00"),
        ("onet-soc", "71-2011.01"),
    ]
    assert_problem(occupations_client.get("/api/v1/occupations?group=88-0000"), 404, "there is no occupation")


def test_a_scheme_is_listed_a_page_at_a_time(occupations_client: FlaskClient) -> None:
    codes: list[str] = []
    address: str | None = "/api/v1/occupations?scheme=esco&limit=2"
    pages = 0
    while address is not None:
        body = read_json(occupations_client.get(address.removeprefix("http://roles.test")))
        codes += [entry["code"] for entry in body["occupations"]]
        address = body["next"]
        pages += 1
    assert (pages, codes) == (3, ["2711.1", "2811.1", "2811.2", "2911.1", "2912.1"])


def test_nothing_is_listed_where_no_classification_was_imported(client: FlaskClient) -> None:
    body = read_json(client.get("/api/v1/occupations"))
    assert (body["total"], body["occupations"], body["schemes"], body["attribution"]) == (0, [], [], [])


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/id/occupation/onet-soc/71-2011.00", "/page/occupation/onet-soc/71-2011.00"),
        ("/id/occupation/onet-soc/71-2011.00/task/301", "/page/occupation/onet-soc/71-2011.00#task-301"),
        ("/id/occupation/esco/2911.1", "/page/occupation/esco/2911.1"),
        ("/id/esco/occupation/00000002-aaaa-4aaa-8aaa-000000000000", "/page/occupation/esco/2911.1"),
        ("/id/esco/isco/C2911", "/page/occupation/isco/2911"),
        (
            "/id/esco/skill/00000001-bbbb-4bbb-8bbb-000000000000",
            "/page/esco/skill/00000001-bbbb-4bbb-8bbb-000000000000",
        ),
        ("/id/job-zone/4", "/page/job-zone/4"),
    ],
)
def test_an_iri_leads_to_the_page_that_shows_it(occupations_client: FlaskClient, address: str, page: str) -> None:
    response = occupations_client.get(address, headers=BROWSER)
    assert (response.status_code, response.headers["Location"]) == (303, page)


def test_each_part_of_an_occupation_leads_to_its_place_on_the_page(
    occupations_client: FlaskClient, occupations_engine: Engine
) -> None:
    for code in ("71-2011.00", "2911.1"):
        view = occupations_engine.occupation_reader.read(code)
        page = f"/page/occupation/{view.scheme.slug}/{code}"
        html = occupations_client.get(page, headers=BROWSER).text
        parts = [(part.iri, part.anchor) for part in view.tasks]
        parts += [(part.iri, part.anchor) for part in view.titles]
        parts += [(part.iri, part.anchor) for part in (*view.skills, *view.knowledge)]
        parts += [(part.iri, part.anchor) for part in view.technologies]
        parts += [(part.iri, part.anchor) for part in view.related]
        for iri, anchor in parts:
            path = iri.removeprefix(BASE)
            for address in (f"/id/{path}", f"/page/{path}"):
                response = occupations_client.get(address, headers=BROWSER)
                assert (response.status_code, response.headers["Location"]) == (303, f"{page}#{anchor}")
            assert html.count(f'id="{anchor}"') == 1


def test_the_data_of_an_occupation_carry_licence_and_attribution(occupations_client: FlaskClient) -> None:
    response = occupations_client.get("/data/occupation/onet-soc/71-2011.00", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=response.data, format="turtle")
    onet = URIRef(f"{BASE}taxonomy/onet")
    assert (URIRef(TIDE), SKOS.notation, Literal("71-2011.00")) in graph
    assert (onet, DCTERMS.license, URIRef(CC_BY)) in graph
    assert "O*NET 29.3 Database" in str(graph.value(onet, DCTERMS.rights))
    links = response.headers.getlist("Link")
    assert links == [
        '<http://roles.test/page/occupation/onet-soc/71-2011.00>; rel="alternate"; type="text/html"',
        f'<{CC_BY}>; rel="license"',
    ]


def test_concepts_of_esco_are_described_under_their_own_iris(occupations_client: FlaskClient) -> None:
    response = occupations_client.get("/data/occupation/esco/2911.1?format=nt")
    graph = Graph().parse(data=response.data, format="nt")
    assert (URIRef(esco_rows.TIDE), SKOS.prefLabel, Literal("tide analyst", lang="en")) in graph
    assert (URIRef(f"{BASE}taxonomy/esco"), DCTERMS.license, None) in graph


def test_the_data_of_a_profile_have_no_licence_of_others(occupations_client: FlaskClient) -> None:
    response = occupations_client.get("/data/profile/TIDE.GEN.P2?format=nt")
    assert len(response.headers.getlist("Link")) == 1
    assert b"dc/terms/license" not in response.data


def test_void_names_each_classification_as_a_part_of_the_whole(
    occupations_client: FlaskClient, occupations_engine: Engine
) -> None:
    graph = Graph().parse(data=occupations_client.get("/.well-known/void").data, format="turtle")
    void = "http://rdfs.org/ns/void#"
    dataset, onet = URIRef("http://roles.test/.well-known/void#dataset"), URIRef(f"{BASE}taxonomy/onet")
    assert {str(part).removeprefix(f"{BASE}taxonomy/") for part in graph.objects(dataset, URIRef(f"{void}subset"))} == {
        *("esco", "onet", "onet-crosswalk", "soc", "soc-crosswalk")
    }
    assert (onet, DCTERMS.license, URIRef(CC_BY)) in graph
    assert "O*NET 29.3 Database" in str(graph.value(onet, DCTERMS.rights))
    counted = occupations_engine.dataset.census.graphs[f"{BASE}graph/taxonomy/onet"]
    assert (onet, URIRef(f"{void}triples"), Literal(counted)) in graph


def test_the_sparql_service_names_the_licence_of_each_graph(occupations_client: FlaskClient) -> None:
    graph = Graph().parse(
        data=occupations_client.get("/sparql", headers={"Accept": "text/turtle"}).data, format="turtle"
    )
    sd = "http://www.w3.org/ns/sparql-service-description#"
    named = graph.value(None, URIRef(f"{sd}name"), URIRef(f"{BASE}graph/taxonomy/onet"))
    assert graph.value(graph.value(named, URIRef(f"{sd}graph")), DCTERMS.license) == URIRef(CC_BY)


def test_occupations_are_suggested_where_asked_for(occupations_client: FlaskClient) -> None:
    def suggest(query: str) -> list[tuple[str, str | None, str, str | None]]:
        found = read_json(occupations_client.get(f"/api/v1/suggest?{query}"))["suggestions"]
        return [(one["kind"], one["scheme"], one["text"], one["name"]) for one in found]

    assert suggest("q=storm+warn&kind=occupation") == [
        ("occupation", "onet-soc", "Storm Warning Specialist", "Storm Surge Modellers")
    ]
    assert suggest("q=storm+warn") == []
    assert suggest("q=renewals+lead&kind=occupation,alias") == [
        ("alias", None, "Renewals Lead", None),
        ("occupation", "esco", "renewals lead", "renewal manager"),
        ("occupation", "onet-soc", "Renewals Lead", "Renewal Managers"),
    ]
    first = read_json(occupations_client.get("/api/v1/suggest?q=tide+desk&kind=occupation"))["suggestions"][0]
    assert (first["code"], first["url"]) == ("71-2011.00", "http://roles.test/id/occupation/onet-soc/71-2011.00")


def test_a_whole_graph_names_its_licence(occupations_client: FlaskClient) -> None:
    response = occupations_client.get(
        f"/rdf-graph-store?graph={BASE}graph/taxonomy/onet", headers={"Accept": "text/turtle"}
    )
    assert response.status_code == 200
    assert response.headers["Link"] == f'<{CC_BY}>; rel="license"'
    graph = Graph().parse(data=response.data, format="turtle")
    assert (URIRef(f"{BASE}taxonomy/onet"), DCTERMS.license, URIRef(CC_BY)) in graph
