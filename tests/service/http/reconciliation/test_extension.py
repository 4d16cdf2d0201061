from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from service.engine import Engine
from tests.service.http.reconciliation.asking import cells, extend

_P4 = "profile/CUS.GEN.P4"


def test_values_are_given_by_entity_and_property(client: FlaskClient) -> None:
    body = extend(client, [_P4, "role/CUS.GEN", "nobody"], "level", "rank", "role")
    assert body == {
        "meta": [
            {"id": "level", "name": "Level"},
            {"id": "rank", "name": "Rank"},
            {"id": "role", "name": "Role", "type": {"id": "role", "name": "Role"}},
        ],
        "rows": {
            _P4: {
                "level": [{"str": "P4"}],
                "rank": [{"int": 4}],
                "role": [{"id": "role/CUS.GEN", "name": "Customer Success"}],
            },
            "role/CUS.GEN": {"level": [], "rank": [], "role": []},  # a role has none of these
            "nobody": {"level": [], "rank": [], "role": []},
        },
    }


@pytest.mark.parametrize(
    ("entity", "name", "values"),
    [
        (_P4, "code", ["CUS.GEN.P4"]),
        (_P4, "level_label", ["Senior Professional"]),
        (_P4, "track", ["P"]),
        (_P4, "role_code", ["CUS.GEN"]),
        (_P4, "function", ["Customer Success"]),
        (_P4, "superfunction", ["Customer Experience"]),
        (_P4, "soc_code", ["13-1199", "41-3091"]),
        (_P4, "occupation", ["13-1199", "41-3091"]),  # nothing is known of them
        (_P4, "mapping_status", ["needs_review", "needs_review"]),
        ("role/CUS.GEN", "code", ["CUS.GEN"]),
        ("role/CUS.GEN", "levels", ["P1", "P2", "P3", "P4", "P5", "P6"]),
        ("role/CUS.GEN", "function", ["Customer Success"]),
    ],
)
def test_a_property_has_its_values(client: FlaskClient, entity: str, name: str, values: list[str]) -> None:
    assert [one["str"] for one in cells(client, entity, name)] == values


def test_texts_are_those_of_the_profile(client: FlaskClient, engine: Engine) -> None:
    profile = engine.profiles.read("CUS.GEN.P4")
    for name, said in (
        ("summary", profile.summary),
        ("definition", profile.definition),
        ("responsibility", profile.responsibilities),
        ("skill", profile.skills),
        ("knowledge", profile.knowledge),
    ):
        assert [one["str"] for one in cells(client, _P4, name)] == [one.text for one in said]


def test_entities_are_values(client: FlaskClient) -> None:
    assert cells(client, "role/CUS.GEN", "profiles", limit=2) == [
        {"id": "profile/CUS.GEN.P1", "name": "Customer Success Associate"},
        {"id": "profile/CUS.GEN.P2", "name": "Customer Success Specialist"},
    ]


def test_settings_say_how_many_and_which(client: FlaskClient) -> None:
    p5 = "profile/CUS.GEN.P5"
    every = {one["str"] for one in cells(client, p5, "alias", status="any")}
    open_ = {one["str"] for one in cells(client, p5, "alias")}
    approved = {one["str"] for one in cells(client, p5, "alias", status="approved")}
    assert every - open_ == {"Senior Customer Success Manager"}
    assert approved < open_
    assert len(cells(client, p5, "alias", limit=1)) == 1
    assert len(cells(client, p5, "alias", limit=0, status="any")) == len(every)


def test_one_property_may_be_asked_for_in_two_columns_of_a_client(client: FlaskClient) -> None:
    body = extend(client, [_P4, _P4], "level", "level")
    assert [one["id"] for one in body["meta"]] == ["level", "level"]
    assert body["rows"] == {_P4: {"level": [{"str": "P4"}]}}
