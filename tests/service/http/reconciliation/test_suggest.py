from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.service.http.checks import Json, read_json


def suggest(client: FlaskClient, what: str, **parameters: object) -> list[Json]:
    result: list[Json] = read_json(client.get(f"/reconcile/suggest/{what}", query_string=parameters))["result"]
    return result


def test_an_entity_is_suggested_by_its_own_name_whichever_label_was_typed(client: FlaskClient) -> None:
    found = suggest(client, "entity", prefix="enterprise csm")
    assert found[0] == {
        "id": "profile/CUS.GEN.P4",
        "name": "Enterprise Customer Success Manager",
        "description": "CUS.GEN.P4 · Customer Success · P4 Senior Professional",
        "notable": [{"id": "profile", "name": "Profile"}],
    }


@pytest.mark.parametrize("prefix", ["role/CUS.GEN", "CUS.GEN", "customer success", "Customer Succ"])
def test_a_role_is_suggested_by_id_code_and_name(client: FlaskClient, prefix: str) -> None:
    assert suggest(client, "entity", prefix=prefix)[0]["id"] == "role/CUS.GEN"


def test_an_entity_is_suggested_once(client: FlaskClient) -> None:
    found = [one["id"] for one in suggest(client, "entity", prefix="c")]
    assert len(found) == len(set(found)) == 10


def test_a_cursor_leaves_out_the_first_suggestions(client: FlaskClient) -> None:
    first = suggest(client, "entity", prefix="customer")
    assert suggest(client, "entity", prefix="customer", cursor=4)[:6] == first[4:]
    assert suggest(client, "entity", prefix="customer", cursor=1000) == []


def test_entities_of_one_type_are_suggested(client: FlaskClient) -> None:
    found = suggest(client, "entity", prefix="customer", type="role")
    assert {one["id"].partition("/")[0] for one in found} == {"role"}
    assert suggest(client, "entity", prefix="customer", type="Q5") == []


def test_a_rejected_alias_suggests_nothing(client: FlaskClient) -> None:
    found = [one["id"] for one in suggest(client, "entity", prefix="senior customer success manager")]
    assert "profile/CUS.GEN.P4" in found
    assert "profile/CUS.GEN.P5" not in found


def test_nothing_typed_suggests_no_entity_and_all_types(client: FlaskClient) -> None:
    assert suggest(client, "entity", prefix="") == suggest(client, "entity") == []
    assert [one["id"] for one in suggest(client, "type", prefix="")] == ["profile", "role"]
    assert len(suggest(client, "property", prefix="")) == 10


@pytest.mark.parametrize(
    ("what", "prefix", "found"),
    [
        ("type", "pro", ["profile"]),
        ("type", "role", ["role"]),
        ("type", "zebra", []),
        ("property", "level", ["level", "level_label", "levels"]),
        ("property", "soc co", ["soc_code"]),
        ("property", "mapping_status", ["mapping_status"]),
        ("property", "zebra", []),
    ],
)
def test_types_and_properties_are_suggested_by_name_and_id(
    client: FlaskClient, what: str, prefix: str, found: list[str]
) -> None:
    assert [one["id"] for one in suggest(client, what, prefix=prefix)] == found


def test_properties_of_a_type_are_proposed(client: FlaskClient, occupations_client: FlaskClient) -> None:
    body = read_json(client.get("/reconcile/properties?type=role&limit=2"))
    assert body == {
        "type": "role",
        "limit": 2,
        "properties": [{"id": "code", "name": "Code"}, {"id": "function", "name": "Function"}],
    }
    of_soc = read_json(occupations_client.get("/reconcile/properties?type=occupation/soc"))["properties"]
    assert [one["id"] for one in of_soc][:2] == ["code", "skill"]
    assert read_json(client.get("/reconcile/properties?type=occupation/soc"))["properties"] == []
    assert len(read_json(client.get("/reconcile/properties"))["properties"]) > len(of_soc)
