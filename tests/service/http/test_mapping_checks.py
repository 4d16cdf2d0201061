from __future__ import annotations

from flask.testing import FlaskClient


def test_occupations_are_suggested_with_what_speaks_for_them(occupations_client: FlaskClient) -> None:
    response = occupations_client.get("/api/v1/profiles/TIDE.GEN.P2/mappings/suggest?scheme=soc&limit=2")
    assert response.status_code == 200
    body = response.get_json()
    [result] = body["results"]
    assert body["snapshot"]
    assert (result["profile"], result["abstained"], result["reason"]) == ("TIDE.GEN.P2", False, None)
    assert result["candidates"][0]["code"] == "71-2011"
    assert len(result["candidates"]) == 2
    assert result["candidates"][0]["title_match"]["matched"] == "Tide Forecaster"
    assert 'rel="license"' in response.headers["Link"]


def test_bad_questions_about_suggestions_are_refused(occupations_client: FlaskClient) -> None:
    assert occupations_client.get("/api/v1/profiles/NONE/mappings/suggest").status_code == 404
    for query in ("scheme=noc", "limit=0", "limit=x"):
        assert occupations_client.get(f"/api/v1/profiles/TIDE.GEN.P2/mappings/suggest?{query}").status_code == 400


def test_mappings_are_audited_a_page_at_a_time(occupations_client: FlaskClient) -> None:
    whole = occupations_client.get("/api/v1/mappings/audit").get_json()
    assert (whole["total"], whole["flagged"], len(whole["mappings"])) == (6, 3, 6)
    assert [one["code"] for one in whole["mappings"] if one["flagged"]] == ["71-1099.00", "99-9999", "71-0000"]
    page = occupations_client.get("/api/v1/mappings/audit?offset=1&limit=1").get_json()
    assert (page["total"], page["offset"], page["limit"]) == (6, 1, 1)
    assert page["mappings"] == whole["mappings"][1:2]
    of_one = occupations_client.get("/api/v1/mappings/audit?profile=TIDE.GEN.P3").get_json()
    assert {one["profile"] for one in of_one["mappings"]} == {"TIDE.GEN.P3"}


def test_without_a_classification_both_say_what_to_ingest(client: FlaskClient) -> None:
    for path in ("/api/v1/mappings/audit", "/api/v1/profiles/CUS.GEN.P3/mappings/suggest"):
        response = client.get(path)
        assert response.status_code == 400
        assert "ingest O*NET, SOC or ESCO first" in response.get_json()["detail"]
