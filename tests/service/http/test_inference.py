"""``POST /api/v1/levels/infer`` as a program meets it, and ``rolegraph infer``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from tests.service.http.checks import assert_problem, read_json

PATH = "/api/v1/levels/infer"
TEXT = "Fixes well described defects and writes a test for each. A named colleague checks every result."


def test_a_description_gets_a_level_with_its_evidence(client: FlaskClient) -> None:
    answer = read_json(client.post(PATH, json={"text": TEXT, "title": "Graduate Engineer"}))
    assert (answer["role"]["role"], answer["best"]["level"], answer["abstained"]) == ("SWE.GEN", "P1", False)
    assert answer["evidence"][0]["statements"][0]["quote"]["text"] in TEXT
    assert answer["snapshot"]


@pytest.mark.parametrize("text", [TEXT, "Paints houses and repairs roofs in summer."])
def test_the_answer_is_what_the_description_of_the_api_says(client: FlaskClient, text: str) -> None:
    description = read_json(client.get("/openapi.json"))
    operation = description["paths"][PATH]["post"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    answer = read_json(client.post(PATH, json={"text": text, "role": "SWE.GEN"}))
    Draft202012Validator({**schema, "components": description["components"]}).validate(answer)


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({}, 400, ["text: Field required"]),
        ({"text": ""}, 400, ["text: String should have at least 1 character"]),
        ({"text": "  "}, 400, ["the text is empty"]),
        ({"text": "x" * 50_001}, 400, ["text: String should have at most 50000 characters"]),
        ({"text": TEXT, "level": "P1"}, 400, ["level: Extra inputs are not permitted"]),
        ({"text": TEXT, "role": "SWE.GEM"}, 404, ["there is no role 'SWE.GEM'", "SWE.GEN"]),
        ({"text": TEXT, "title": "?"}, 400, ["the title is empty"]),
        ([TEXT], 400, ["Input should be an object"]),
    ],
)
def test_a_body_that_cannot_be_used_is_a_problem(
    client: FlaskClient, body: object, status: int, words: list[str]
) -> None:
    assert_problem(client.post(PATH, json=body), status, *words)


def test_only_json_is_taken_and_only_by_post(client: FlaskClient) -> None:
    assert_problem(client.post(PATH, data=TEXT), 415)
    assert_problem(client.get(PATH), 405)
    assert_problem(client.post(PATH, json={"text": "x" * 1_100_000}), 413)


def test_the_command_reads_a_file_or_standard_input(
    snapshot_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from service.cli.main import main

    path = tmp_path / "advertisement.txt"
    path.write_text(TEXT, encoding="utf-8")
    main(["infer", str(path), "--data", str(snapshot_data), "--role", "SWE.GEN"])
    shown = capsys.readouterr().out
    assert shown.startswith("P1 (")
    assert "role: Software Engineering\n" in shown
    main(["infer", str(path), "--data", str(snapshot_data), "--json"])
    assert json.loads(capsys.readouterr().out)["best"]["level"] == "P1"
