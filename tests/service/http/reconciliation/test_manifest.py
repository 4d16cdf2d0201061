from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.service.http.checks import assert_problem, read_json

_COMPANY = ["profile", "role"]
_CLASSIFICATIONS = ["soc", "onet-soc", "isco", "esco", "onet-soc-2010", "soc-2010"]


def test_the_manifest_says_where_everything_is(client: FlaskClient) -> None:
    body = read_json(client.get("/reconcile"))
    assert body["versions"] == ["0.2"]
    assert body["identifierSpace"] == "https://w3id.org/rolegraph/id/"
    assert body["view"] == {"url": "http://roles.test/reconcile/view?id={{id}}"}
    assert body["preview"]["url"] == "http://roles.test/reconcile/preview?id={{id}}"
    assert body["batchSize"] == 100
    places = [*body["suggest"].values(), body["extend"]["propose_properties"]]
    for place in places:
        address = place["service_url"] + place["service_path"]
        assert client.get(address.removeprefix("http://roles.test") + "?prefix=a").status_code == 200


def test_types_of_occupations_are_offered_only_where_a_classification_was_imported(
    client: FlaskClient, occupations_client: FlaskClient
) -> None:
    assert [one["id"] for one in read_json(client.get("/reconcile"))["defaultTypes"]] == _COMPANY
    types = {one["id"]: one for one in read_json(occupations_client.get("/reconcile"))["defaultTypes"]}
    assert set(types) == {*_COMPANY, "occupation", *(f"occupation/{slug}" for slug in _CLASSIFICATIONS)}
    assert types["occupation/onet-soc"]["name"] == "O*NET-SOC 2019 occupation"
    assert types["occupation/soc-2010"]["name"] == "SOC 2010 occupation"
    assert [wide["id"] for wide in types["occupation/soc"]["broader"]] == ["occupation"]
    assert "broader" not in types["occupation"]


def test_pages_of_other_sites_may_ask(client: FlaskClient) -> None:
    for address in ("/reconcile", "/reconcile/suggest/entity?prefix=a", "/reconcile/preview?id=role/CUS.GEN"):
        assert client.get(address).headers["Access-Control-Allow-Origin"] == "*"
    assert client.post("/reconcile", data={"queries": "["}).headers["Access-Control-Allow-Origin"] == "*"
    asked = client.options("/reconcile", headers={"Origin": "http://refine.test"})
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]


def test_what_was_answered_before_is_not_computed_again(client: FlaskClient) -> None:
    first = client.get("/reconcile")
    again = client.get("/reconcile", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["show", "jQuery341_17.done", "$_a.b.c"])
def test_an_old_client_gets_a_call_of_its_function(client: FlaskClient, name: str) -> None:
    response = client.get("/reconcile/suggest/type", query_string={"prefix": "role", "callback": name})
    assert response.content_type == "text/javascript; charset=utf-8"
    assert response.text.startswith(f'/**/{name}({{"result":')
    assert response.text.endswith("});")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["alert(1)", "a b", "a;b", "</script>", "1a", "a..b", "a" * 65, "ä"])
def test_what_is_no_name_of_a_function_is_refused(client: FlaskClient, name: str) -> None:
    assert_problem(client.get("/reconcile", query_string={"callback": name}), 400, "callback", "cannot be used")


def test_only_answers_become_calls(client: FlaskClient) -> None:
    assert_problem(client.get("/reconcile?queries=x&callback=show"), 400, "queries")
    assert client.get("/reconcile/preview?id=role/CUS.GEN&callback=show").mimetype == "text/html"
