"""What is searched follows an edit of whatever it hangs on: profile, role, level, track, document, lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest.edited import NAMER, Edited, copy_edited, make_edited

SENTENCE = "Reads the meters of all houses every month"
P1, P2 = NAMER.profile("X.Y.P1"), NAMER.profile("X.Y.P2")
A, B, MINE = (NAMER.document(f"pages/{name}") for name in ("a.json", "b.json", "mine.ttl"))
READS = NAMER.statement(P1, "responsibility", SENTENCE)
MENDS = NAMER.profile("X.Z") + "/responsibility/1"
HAND_WRITTEN = f"""
@prefix rg: <https://w3id.org/rolegraph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<{NAMER.profile("X.Z")}> a rg:Profile ; skos:notation "X.Z" ; rg:role <{NAMER.role("X")}> ;
    rg:track <{NAMER.track("P")}> ; rg:responsibility <{MENDS}> .
<{MENDS}> a rg:Responsibility ; rg:text "Mends pumps" .
"""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """Two documents that state one sentence, only one of them about its profile; and one that was written by hand."""
    edited = make_edited(tmp_path_factory.mktemp("affected"), names=())
    sibling = {"profile": "X.Y.P2", "responsibilities": [{"text": SENTENCE, "level": "P1"}]}
    (edited.pages / "a.json").write_text(json.dumps(sibling))
    (edited.pages / "b.json").write_text(json.dumps({"profile": "X.Y.P1", "responsibilities": [SENTENCE]}))
    (edited.pages / "mine.ttl").write_text(HAND_WRITTEN)
    edited.ingest()
    return edited


def read(edited: Edited, statement: str) -> dict[str, object]:
    ((_, passage),) = edited.library.open_current().passages.find([statement]).values()
    return {name: getattr(passage, name) for name in passage.__slots__}


def replace(subject: str, predicate: str, new: str | None, old: str = "?old") -> str:
    was, now = f"GRAPH ?g {{ <{subject}> {predicate} {old} }}", f"GRAPH ?g {{ <{subject}> {predicate} {new} }}"
    insert = f"INSERT {{ {now} }} " if new is not None else ""
    return f"DELETE {{ {was} }} {insert}WHERE {{ {was} FILTER (?g != <derived>) }}"


def test_what_is_cited_before_any_edit(original: Edited) -> None:
    reads, mends = read(original, READS), read(original, MENDS)
    assert (reads["document"], reads["profile_code"], reads["track_code"]) == ("pages/b.json", "X.Y.P1", "P")
    assert (mends["document"], mends["profile_code"], mends["level_code"]) == ("pages/mine.ttl", "X.Z", None)


@pytest.mark.parametrize(
    ("statement", "update", "field", "value"),
    [
        (READS, replace(P1, "skos:notation", "'NEW'"), "profile_code", "NEW"),
        (READS, replace(NAMER.role("X.Y"), "skos:notation", "'NEW'"), "role_code", "NEW"),
        (READS, replace(NAMER.level("P", 1), "skos:notation", "'NEW'"), "level_code", "NEW"),
        (READS, replace(NAMER.track("P"), "skos:notation", "'NEW'"), "track_code", "NEW"),
        (READS, replace(P1, "rg:track", None), "track_code", None),
        (READS, replace(READS, "rg:level", None), "level_code", "P1"),
        (READS, replace(READS, "rg:level", f"<{NAMER.level('P', 2)}>"), "level_code", "P2"),
        # What says that P1 has this responsibility was written by hand by now, and completed as such.
        (READS, replace(READS, "rg:profile", f"<{P2}>"), "profile_code", "X.Y.P1"),
        (READS, replace(READS, "prov:wasDerivedFrom", None, f"<{B}#L1>"), "document", "pages/a.json"),
        (READS, replace(B, "rg:about", None), "document", "pages/a.json"),
        (READS, replace(B, "dcterms:title", "'NEW'"), "document", "NEW"),
        (MENDS, replace(MINE, "dcterms:title", "'NEW'"), "document", "NEW"),
        (MENDS, replace(NAMER.graph("pages/mine.ttl"), "prov:wasGeneratedBy", None), "document", None),
        (MENDS, f"DELETE WHERE {{ GRAPH ?g {{ ?reading prov:used <{MINE}> }} }}", "document", None),
        (MENDS, "INSERT DATA { GRAPH <g> { <profile/X.Z> rg:level <level/P/2> } }", "level_code", "P2"),
        (MENDS, f"INSERT DATA {{ GRAPH <g> {{ <{MENDS}> rg:description 'daily' }} }}", "text", "Mends pumps: daily"),
        (MENDS, f"INSERT DATA {{ GRAPH <g> {{ <{MENDS}> prov:wasDerivedFrom <{A}> }} }}", "document", "pages/a.json"),
    ],
)
def test_a_passage_follows_what_it_hangs_on(
    original: Edited, tmp_path: Path, statement: str, update: str, field: str, value: object
) -> None:
    edited = copy_edited(original, tmp_path)
    edited.update(update, check=False)  # which compares all passages with the graph
    assert read(edited, statement)[field] == value


def test_a_span_of_lines_that_changes_is_cited_as_it_is(original: Edited, tmp_path: Path) -> None:
    edited, span, note = copy_edited(original, tmp_path), f"{MINE}#L2", f"{P1}/note/1"

    def cite() -> list[object]:
        return [read(edited, note)[name] for name in ("document", "first_line", "last_line")]

    edited.update(
        f"""INSERT DATA {{ GRAPH <g> {{ <{P1}> rg:note <{note}> .
        <{note}> a rg:Note ; rg:text "Sails boats" ; prov:wasDerivedFrom <{span}> .
        <{span}> a rg:LineSpan ; rg:document <{MINE}> ; rg:firstLine 2 ; rg:lastLine 2 }} }}"""
    )
    assert cite() == ["pages/mine.ttl", 2, 2]
    edited.update(replace(span, "rg:lastLine", "3"))
    edited.update(replace(MINE, "dcterms:title", "'NEW'"))
    assert cite() == ["NEW", 2, 3]
    edited.update(replace(span, "rg:document", f"<{A}>"))
    assert cite() == ["pages/a.json", 2, 3]


def test_a_text_that_comes_to_have_a_kind_is_found_and_one_that_loses_it_is_not(
    original: Edited, tmp_path: Path
) -> None:
    edited = copy_edited(original, tmp_path)
    edited.update(f"INSERT DATA {{ GRAPH <g> {{ <new> rg:text 'Sails boats' ; rg:profile <{P1}> }} }}", check=False)
    assert "Sails boats" not in edited.texts()
    edited.update("INSERT DATA { GRAPH <h> { <new> a rg:Note } }", check=False)
    assert "Sails boats" in edited.texts()
    edited.update("DELETE DATA { GRAPH <h> { <new> a rg:Note } }", check=False)
    assert "Sails boats" not in edited.texts()
