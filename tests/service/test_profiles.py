"""What the examples state, checked against the documents themselves."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from ontology.errors import NotFoundError
from service.engine import Engine
from service.profiles.nodes import to_anchor
from service.profiles.view import StatementView
from tests.workspace import EXAMPLES

DOCUMENTS = sorted(EXAMPLES.rglob("*.json"))


def texts(statements: tuple[StatementView, ...]) -> set[str]:
    return {statement.text for statement in statements}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_profile_states_all_that_its_document_does(engine: Engine, path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    profile = engine.profiles.read(document["profile"])

    def stated(field: str, key: str = "text") -> set[str]:
        value = document.get(field, [])
        items = value if isinstance(value, list) else [value]
        return {item if isinstance(item, str) else item[key] for item in items}

    assert profile.title == document["title"]
    assert stated("responsibilities") <= texts(profile.responsibilities)
    assert stated("tasks") == texts(profile.tasks)
    assert stated("outputs") == texts(profile.outputs)
    assert stated("summary") == texts(profile.summary)
    assert stated("notes") == texts(profile.notes)
    assert stated("guidelines") <= texts(profile.guidelines)
    for field in ("skills", "knowledge", "competencies", "qualifications"):
        assert stated(field, "name") == texts(getattr(profile, field))
    assert [(line["part"], line["text"]) for line in document.get("story", [])] == [
        (line.part, line.text) for line in profile.story
    ]
    aliases = [alias if isinstance(alias, dict) else {"label": alias} for alias in document.get("aliases", [])]
    assert {(a["label"], a.get("approved"), a.get("confidence"), a.get("type"), a.get("band")) for a in aliases} == {
        (a.label, a.approved, a.confidence, a.type, a.band) for a in profile.aliases
    }
    assert {
        (m["code"], m.get("status"), m.get("title"), m.get("confidence")) for m in document.get("mappings", [])
    } == {(m.code, m.status, m.title, m.confidence) for m in profile.mappings}
    reviews = document.get("reviews", [])
    assert {(r["dimension"], float(r["score"])) for r in reviews} == {(r.dimension, r.score) for r in profile.reviews}
    assert profile.passes_review is (min(r["score"] for r in reviews) >= 4 if reviews else None)
    assert profile.documents[0].is_about
    assert profile.documents[0].name.endswith(path.name)
    assert not profile.outline


def test_statements_keep_the_order_of_their_document(engine: Engine) -> None:
    document = json.loads((EXAMPLES / "customer-success/CUS.GEN.P2.json").read_text(encoding="utf-8"))
    wanted = [r if isinstance(r, str) else r["text"] for r in document["responsibilities"]]
    shown = [statement.text for statement in engine.profiles.read("CUS.GEN.P2").responsibilities]
    assert [text for text in shown if text in wanted] == wanted


def test_a_statement_says_where_it_was_read(engine: Engine) -> None:
    lines = (EXAMPLES / "customer-success/CUS.GEN.P3.txt").read_text(encoding="utf-8").splitlines()
    statement = next(
        statement
        for statement in engine.profiles.read("CUS.GEN.P4").responsibilities
        if statement.text.startswith("Influences C-level")
    )
    (source,) = statement.sources
    assert source.document.endswith("customer-success/CUS.GEN.P3.txt")
    assert source.first_line is not None
    assert statement.text in lines[source.first_line - 1]
    assert (statement.basis, statement.confidence) == ("Positional", None)
    assert statement.anchor == "responsibility-" + statement.iri.rsplit("/", 1)[-1]


def test_a_profile_stands_in_its_role_taxonomy_and_level(engine: Engine) -> None:
    profile = engine.profiles.read("CUS.GEN.P2")
    places = (profile.role, profile.function, profile.superfunction, profile.focus, profile.track)
    assert [place.code for place in places if place] == ["CUS.GEN", "CUS", "CUX", "GEN", "P"]
    assert profile.level is not None
    assert (profile.level.code, profile.level.label, profile.level.rank) == ("P2", "Developing Professional", 2)
    assert {a.dimension for a in profile.level.attributes} >= {"Scope", "Autonomy", "Typical experience"}
    assert len(profile.level.sentences) == 1
    assert [sibling.code for sibling in profile.siblings] == [f"CUS.GEN.P{n}" for n in range(1, 7)]


def test_a_level_that_many_documents_describe_is_told_once(engine: Engine) -> None:
    level = engine.profiles.read("CUS.GEN.P4").level
    assert level is not None
    assert len(level.attributes) == 7
    assert len({attribute.dimension for attribute in level.attributes}) == 7
    assert len(level.attributes[0].sources) > 1


def test_a_role_is_a_ladder_whatever_its_scheme(engine: Engine) -> None:
    role = engine.roles.read("DATA.ANA")
    assert [rung.level.code for rung in role.rungs] == ["L2", "L3", "L4", "L5", "L7"]
    assert [rung.level.rank for rung in role.rungs] == sorted(rung.level.rank for rung in role.rungs)
    assert role.other_profiles == ()
    assert [entry.code for entry in engine.roles.list_ladders()] == [
        "CUS.GEN", "CUS.MGT", "DATA.ANA", "PPL.GEN", "PM.GEN", "SWE.GEN",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("CUS.GEN.P44", "did you mean CUS.GEN.P4"),
        ("cus.gen.p4", "did you mean CUS.GEN.P4?"),
        ("CUSGEN.P4", "CUS.GEN.P4"),
        ("zzzzz", "there is no profile 'zzzzz'"),
        ("", "there is no profile ''"),
        ("x" * 10_000, "there is no profile"),
    ],
)
def test_an_unknown_code_is_refused_with_near_ones(engine: Engine, code: str, hint: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        engine.profiles.read(code)
    assert hint in str(refused.value)
    assert len(str(refused.value)) < 250
    with pytest.raises(NotFoundError, match="there is no role"):
        engine.roles.read(code)


def test_every_profile_and_role_can_be_read(engine: Engine) -> None:
    total, entries = engine.profiles.list_page(0, 1000)
    assert total == len(entries) == 34
    for entry in entries:
        profile = engine.profiles.read(entry.code)
        anchors = [
            item.anchor
            for field in fields(profile)
            if isinstance(getattr(profile, field.name), tuple) and field.name not in ("siblings", "documents")
            for item in getattr(profile, field.name)
        ]
        assert len(anchors) == len(set(anchors))
    for ladder in engine.roles.list_ladders():
        assert engine.roles.read(ladder.code).rungs


def test_an_anchor_is_made_of_kind_and_hash_or_of_the_whole_iri() -> None:
    assert to_anchor("http://x/profile/A/task/0123456789abcdef") == "task-0123456789abcdef"
    assert to_anchor("http://x/profile/A/task/0123456789abcdef") != to_anchor("http://x/other#thing")
    assert to_anchor("http://x/other#thing").startswith("at-")
