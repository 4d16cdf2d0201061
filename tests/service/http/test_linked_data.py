from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, URIRef

from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from ontology.vocabulary import PREFIXES, RG, RG_NAMESPACE
from service.config import DEFAULT_MODEL, read_settings
from service.current import Current
from service.http.app import create_app
from store.encoder import OnnxEncoder
from store.library import Library
from tests.service.http.checks import BROWSER, Page, assert_problem
from tests.workspace import make_data_directory

PROFILE = "/id/profile/CUS.GEN.P4"
IRI = "https://w3id.org/rolegraph/id/profile/CUS.GEN.P4"
PAGE = "/page/profile/CUS.GEN.P4"
DATA = "/data/profile/CUS.GEN.P4"


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        (None, PAGE),
        ("*/*", PAGE),
        (BROWSER["Accept"], PAGE),
        ("text/html", PAGE),
        ("text/turtle", DATA),
        ("application/ld+json", DATA),
        ("application/rdf+xml", DATA),
        ("application/n-triples", DATA),
        ("application/json", DATA),
        ("text/turtle;q=0.9, text/html;q=0.8", DATA),
        ("text/turtle;q=0.5,text/html", PAGE),
        ("text/turtle ; q=0.5 , text/html;q=0.1", DATA),
    ],
)
def test_an_iri_leads_to_its_page_or_its_data(client: FlaskClient, accept: str | None, target: str) -> None:
    response = client.get(PROFILE, headers={"Accept": accept} if accept else {})
    assert (response.status_code, response.headers["Location"]) == (303, target)
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("format_", "target"),
    [("html", PAGE), ("ttl", f"{DATA}?format=ttl"), ("jsonld", f"{DATA}?format=jsonld"), ("rdf", f"{DATA}?format=rdf")],
)
def test_the_format_may_be_named(client: FlaskClient, format_: str, target: str) -> None:
    response = client.get(f"{PROFILE}?format={format_}", headers=BROWSER)
    assert (response.status_code, response.headers["Location"]) == (303, target)


def test_what_nobody_can_give_is_not_acceptable(client: FlaskClient) -> None:
    assert_problem(client.get(PROFILE, headers={"Accept": "image/png"}), 406, "text/turtle")
    assert_problem(client.get("/data/profile/CUS.GEN.P4", headers={"Accept": "image/png"}), 406, "text/turtle")
    assert_problem(client.get(f"{PROFILE}?format=docx"), 400, "docx", "ttl")
    assert_problem(client.get("/data/profile/CUS.GEN.P4?format=html"), 400, "/page/")


@pytest.mark.parametrize(
    ("accept", "media_type", "parser"),
    [
        ("text/turtle", "text/turtle", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/json", "application/ld+json", "json-ld"),
        ("*/*", "text/turtle", "turtle"),
    ],
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own, in its JSON-LD parser
def test_data_describe_a_profile_and_its_statements(
    client: FlaskClient, accept: str, media_type: str, parser: str
) -> None:
    response = client.get("/data/profile/CUS.GEN.P4", headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert f'<http://roles.test{PAGE}>; rel="alternate"' in response.headers["Link"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    graph = Graph().parse(data=response.data, format=parser)
    assert (URIRef(IRI), RDF.type, URIRef(RG.PROFILE)) in graph
    texts = {
        str(text)
        for statement in graph.objects(URIRef(IRI), URIRef(RG.STATES_RESPONSIBILITY))
        for text in graph.objects(statement, URIRef(RG.TEXT))
    }
    assert len(texts) == 11
    assert any(text.startswith("Influences C-level") for text in texts)
    assert (None, URIRef(RG.ABOUT), URIRef(IRI)) in graph  # what links to it


def test_a_statement_leads_to_its_place_on_the_page_of_its_owner(client: FlaskClient) -> None:
    profile = json.loads(client.get("/api/v1/profiles/CUS.GEN.P4").data)["profile"]
    for statement in (profile["responsibilities"][0], profile["aliases"][0], profile["mappings"][0]):
        local = statement["iri"].removeprefix("https://w3id.org/rolegraph/id/")
        response = client.get(f"/id/{local}", headers=BROWSER)
        assert response.headers["Location"] == f"{PAGE}#{statement['anchor']}"
        assert f'id="{statement["anchor"]}"' in client.get("/page/profile/CUS.GEN.P4").text
        assert client.get(f"/page/{local}").headers["Location"] == f"{PAGE}#{statement['anchor']}"
        assert client.get(f"/data/{local}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "profile/NOPE",
        "profile/",
        "profile",
        "../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "%00",
        "profile/CUS.GEN.P4%00",
        "%ff%fe",
        "a" * 5000,
        "/".join("a" * 400),
        "profile/CUS.GEN.P4%3E%20%7B",
        "profile/CUS.GEN.P4%0d%0aX-Evil:1",
        "profile/CUS.GEN.P4/responsibility/0000000000000000",
        "//evil.test/",
        "http://evil.test/",
        "x} UNION {?s ?p ?o",
    ],
)
def test_what_nothing_is_named_is_not_found(client: FlaskClient, path: str) -> None:
    for door in ("/id/", "/data/", "/page/"):
        assert_problem(client.get(door + path), 404)
    assert client.get("/id/" + path, headers=BROWSER).status_code == 404


@pytest.mark.parametrize(
    ("path", "media_type", "words"),
    [
        ("/ns", "text/turtle", "rolegraph/ns#"),
        ("/shapes", "text/turtle", "sh:NodeShape"),
        ("/context.jsonld", "application/ld+json", "@context"),
        ("/profile.schema.json", "application/schema+json", "https://json-schema.org/draft/2020-12/schema"),
    ],
)
def test_the_ontology_is_published(client: FlaskClient, path: str, media_type: str, words: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert words in response.text
    assert client.get(path, headers=BROWSER).mimetype == "text/plain"


NAMES = ["A/B C", "Ünï", "100%", "Q?#", "..", "a%2Fb", "<b>&amp;", "x//y/"]


def test_names_with_slashes_spaces_and_letters_of_any_script_resolve(
    tmp_path: Path, encoders_dir: Path, encoder: OnnxEncoder
) -> None:
    library = Library(make_data_directory(tmp_path / "data", encoders_dir))
    namer = Namer()
    lines = [
        f"@prefix rg: <{RG_NAMESPACE}> . @prefix skos: <{PREFIXES['skos']}> . @prefix rdfs: <{PREFIXES['rdfs']}> ."
    ]
    for number, name in enumerate(NAMES):
        code = f"RÖLE{number}.P1"
        lines.append(f'<{namer.role(name)}> a rg:Role ; skos:notation "{name}" ; rdfs:label "Role {number}" .')
        lines.append(f'<{namer.profile(code)}> a rg:Profile ; skos:notation "{code}" ; rg:role <{namer.role(name)}> .')
    folder = tmp_path / "päges of 100%"
    folder.mkdir()
    (folder / "all profiles.ttl").write_text("\n".join(lines))
    ingest([folder], library, namer, LazyEncoder(DEFAULT_MODEL, library.encoders))
    settings = read_settings({"ROLEGRAPH_PUBLIC_URL": "http://roles.test"}, data=library.data)
    client = create_app(settings, Current(library, settings)).test_client()
    for number, name in enumerate(NAMES):
        iri = namer.role(name)
        address = "/id/" + iri.removeprefix(namer.base)
        described = client.get(address, headers={"Accept": "text/turtle"}, follow_redirects=True)
        assert (described.status_code, f"<{iri}>" in described.text) == (200, True), name
        shown = client.get(address, headers=BROWSER, follow_redirects=True)
        assert f"Role {number}" in Page(shown).text, name
        for link in Page(shown).links():
            if link.startswith("/"):
                assert client.get(link, headers=BROWSER, follow_redirects=True).status_code == 200, link
