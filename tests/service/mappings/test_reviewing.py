"""Mappings and aliases listed by where they stand, and verdicts on them checked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ontology.decision import Decision
from ontology.errors import NotFoundError, QueryError
from ontology.records import Lines, MappingStatus
from service.engine import Engine
from service.mappings.reviewing import Verdict, decide_on_alias, decide_on_mapping

APPROVE = Verdict("approved", "Ana Ruiz", predicate="closeMatch")


def find_mapping(engine: Engine, profile: str, code: str) -> str:
    (name,) = [entry.id for entry in engine.mappings.list(profile=profile)[1] if entry.code == code]
    return name


def test_a_mapping_says_where_it_stands_and_where_it_was_read(engine: Engine) -> None:
    entry = engine.mappings.find(find_mapping(engine, "SWE.GEN.P4", "15-1252"))
    assert (entry.profile, entry.profile_title, entry.code, entry.scheme, entry.code_scheme) == (
        "SWE.GEN.P4",
        "Senior Software Engineer",
        "15-1252",
        "soc",
        "SOC 2018",
    )
    assert (entry.status, entry.stated_status, entry.predicate, entry.confidence) == (
        "approved",
        "approved",
        "closeMatch",
        0.9,
    )
    assert entry.occupation == f"{engine.links.base}occupation/soc/15-1252"
    assert entry.id == f"SWE.GEN.P4~{entry.iri.rpartition('/')[2]}"
    assert (entry.document, type(entry.lines), entry.history) == (
        "examples/software-engineering/SWE.GEN.P4.json",
        Lines,
        (),
    )


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"status": ["rejected", "superseded"]}, 4),
        ({"status": ["approved"]}, 8),
        ({"status": ["approved"], "soc_group": ["15-0000"]}, 3),
        ({"status": ["approved"], "soc_group": ["15-0000"], "min_confidence": 0.9}, 1),
        ({"occupation": ["15-1252.00"], "profile": "SWE.GEN.P4"}, 1),
        ({"profile": "SWE.GEN.P1"}, 2),
    ],
)
def test_mappings_are_listed_by_all_that_is_asked(engine: Engine, filters: dict[str, object], expected: int) -> None:
    total, entries = engine.mappings.list(**filters)  # type: ignore[arg-type]
    assert total == len(entries) == expected


def test_a_list_is_paged_in_the_order_of_profiles(engine: Engine) -> None:
    total, entries = engine.mappings.list()
    assert [entry.profile for entry in entries] == sorted(entry.profile for entry in entries)
    assert engine.mappings.list(offset=10, limit=5) == (total, entries[10:15])
    assert engine.mappings.list(offset=total, limit=5) == (total, ())


def test_an_alias_says_who_else_is_called_so(engine: Engine) -> None:
    total, entries = engine.aliases.list(["rejected"], "SWE.GEN.P6")
    assert (total, [entry.label for entry in entries], entries[0].approved) == (1, ["Staff Engineer"], False)
    assert entries[0].collisions == ("SWE.GEN.P5",)
    assert engine.aliases.list()[0] == 119


@pytest.mark.parametrize("filters", [{"status": ["done"]}, {"soc_group": ["15"]}, {"occupation": ["99-9999"]}])
def test_a_filter_of_nothing_that_there_is_is_refused(engine: Engine, filters: dict[str, object]) -> None:
    with pytest.raises(QueryError):
        engine.mappings.list(**filters)  # type: ignore[arg-type]


def test_a_decision_is_made_of_a_verdict(engine: Engine) -> None:
    name = find_mapping(engine, "SWE.GEN.P4", "15-1252")
    made = decide_on_mapping(
        engine.mappings, name, replace(APPROVE, comment=" so be it\r\n", predicate="skos:narrowMatch")
    )
    iri = engine.mappings.find(name).iri
    expected = Decision(iri, MappingStatus.APPROVED, "Ana Ruiz", made.decided_at, "so be it", "narrowMatch")
    assert made == expected
    assert len(made.decided_at) == len("2026-01-31T12:00:00.000Z")


def test_what_is_superseded_names_its_successor(engine: Engine) -> None:
    first, second = engine.mappings.list(profile="SWE.GEN.P1")[1]
    verdict = Verdict("superseded", "Ana Ruiz", replaced_by=second.id)
    assert decide_on_mapping(engine.mappings, first.id, verdict).replaced_by == second.iri


@pytest.mark.parametrize(
    ("verdict", "message"),
    [
        (replace(APPROVE, status="fine"), "unknown status 'fine'; one of needs_review, approved"),
        (replace(APPROVE, reviewer="  "), "reviewer is missing"),
        (replace(APPROVE, reviewer="a\nb"), "reviewer is missing: name who decides, in one line"),
        (replace(APPROVE, reviewer="x" * 201), "reviewer has 201 characters; 200 are allowed"),
        (replace(APPROVE, reviewer="a\x00b"), "reviewer has control characters"),
        (replace(APPROVE, comment="x" * 2001), "comment has 2,001 characters; 2,000 are allowed"),
        (replace(APPROVE, comment="\ud800"), "comment has control characters"),
        (replace(APPROVE, predicate="broader"), "unknown predicate 'broader'; one of exactMatch"),
        (replace(APPROVE, status="rejected"), "a predicate is chosen with the status approved only"),
        (replace(APPROVE, replaced_by="x"), "replaced_by is given with the status superseded only"),
        (Verdict("superseded", "Ana", replaced_by="x"), "replaced_by cannot be used: there is no mapping 'x'"),
        (Verdict("superseded", "Ana", replaced_by="other"), "another one of profile SWE.GEN.P4 can"),
        (Verdict("superseded", "Ana", replaced_by="itself"), "another one of profile SWE.GEN.P4 can"),
    ],
)
def test_a_verdict_that_cannot_be_used_says_what_can(engine: Engine, verdict: Verdict, message: str) -> None:
    name = find_mapping(engine, "SWE.GEN.P4", "15-1252")
    others = {"other": find_mapping(engine, "SWE.GEN.P1", "15-1252"), "itself": name}
    verdict = replace(verdict, replaced_by=others.get(verdict.replaced_by or "", verdict.replaced_by))
    with pytest.raises(QueryError, match=message):
        decide_on_mapping(engine.mappings, name, verdict)


def test_the_approval_of_a_mapping_without_a_relation_needs_one(engine: Engine) -> None:
    name = find_mapping(engine, "CUS.GEN.P1", "43-4051")
    assert engine.mappings.find(name).predicate is None
    with pytest.raises(
        QueryError, match="needs a predicate: one of exactMatch, closeMatch, broadMatch, narrowMatch, r"
    ):
        decide_on_mapping(engine.mappings, name, Verdict("approved", "Ana Ruiz"))
    assert decide_on_mapping(engine.mappings, name, APPROVE).predicate == "closeMatch"


def test_what_is_not_there_cannot_be_decided_on(engine: Engine) -> None:
    with pytest.raises(NotFoundError, match=r"there is no mapping 'CUS\.GEN\.P1~0'"):
        decide_on_mapping(engine.mappings, "CUS.GEN.P1~0", APPROVE)
    with pytest.raises(NotFoundError, match=r"there is no alias 'CUS\.GEN\.P1~0'"):
        decide_on_alias(engine.aliases, "CUS.GEN.P1~0", Verdict("approved", "Ana Ruiz"))


def test_an_alias_is_approved_without_a_predicate(engine: Engine) -> None:
    name = engine.aliases.list(limit=1)[1][0].id
    with pytest.raises(QueryError, match="without a predicate"):
        decide_on_alias(engine.aliases, name, APPROVE)
    assert decide_on_alias(engine.aliases, name, Verdict("approved", "Ana Ruiz")).status is MappingStatus.APPROVED
