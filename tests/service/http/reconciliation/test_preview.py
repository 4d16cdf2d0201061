from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.service.http.checks import Page, assert_problem


def test_a_preview_says_what_an_entity_is(client: FlaskClient) -> None:
    page = Page(client.get("/reconcile/preview?id=profile%2FCUS.GEN.P4"))
    assert page.text.startswith(
        "Enterprise Customer Success Manager Enterprise Customer Success Manager"
        " CUS.GEN.P4 · Customer Success · P4 Senior Professional Function Customer Success"
        " Occupation code 13-1199, 41-3091 Summary Runs the success of"
    )
    assert page.links() == []


def test_any_page_may_show_a_preview_in_a_frame_and_no_other_page(client: FlaskClient) -> None:
    preview = client.get("/reconcile/preview?id=role/CUS.GEN").headers
    assert "frame-ancestors *" in preview["Content-Security-Policy"]
    assert "script-src" not in preview["Content-Security-Policy"]
    assert "default-src 'none'" in preview["Content-Security-Policy"]
    assert "X-Frame-Options" not in preview
    assert "frame-ancestors 'none'" in client.get("/page/role/CUS.GEN").headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["nobody", "<script>alert(1)</script>", "profile/", "../", "x" * 5000])
def test_an_unknown_id_has_a_preview_that_says_so(client: FlaskClient, name: str) -> None:
    response = client.get("/reconcile/preview", query_string={"id": name})
    assert Page(response, 404).text == "Unknown Unknown Nothing here has this id."
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["profile/CUS.GEN.P4", "role/CUS.GEN"])
def test_a_view_leads_to_the_address_of_the_entity(client: FlaskClient, name: str) -> None:
    response = client.get("/reconcile/view", query_string={"id": name})
    assert response.status_code == 303
    assert response.headers["Location"] == f"http://roles.test/id/{name}"


def test_a_view_of_nothing_is_not_found(client: FlaskClient) -> None:
    assert_problem(client.get("/reconcile/view?id=nobody"), 404, "there is no entity 'nobody'")
