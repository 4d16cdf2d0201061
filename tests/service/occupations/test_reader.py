"""One occupation tells all that its classification says, with importance and level apart."""

from __future__ import annotations

import pytest

from ontology.errors import NotFoundError
from service.engine import Engine
from service.occupations.reader import OccupationReader
from tests import esco_rows

BASE = "https://w3id.org/rolegraph/id/"
KEEPER = f"{BASE}occupation/onet-soc/71-1011.00"


@pytest.fixture
def reader(occupations_engine: Engine) -> OccupationReader:
    return occupations_engine.occupation_reader


def test_an_occupation_stands_in_its_scheme_and_group(reader: OccupationReader) -> None:
    view = reader.read("71-1011.00")
    assert (view.iri, view.code, view.label) == (KEEPER, "71-1011.00", "Lighthouse Keepers")
    assert view.description == "Keep the lamp of a lighthouse burning and log passing ships."
    assert (view.scheme.slug, view.scheme.vintage, view.scheme.occupations) == ("onet-soc", "2019", 8)
    assert view.url == "http://roles.test/id/occupation/onet-soc/71-1011.00"
    assert [(link.code, link.group_level) for link in view.ancestors] == [
        ("71-1011", "detailed"),
        ("71-1010", "broad"),
        ("71-1000", "minor"),
        ("71-0000", "major"),
    ]
    assert [(match.relation, match.occupation.url) for match in view.matches] == [
        ("exactMatch", "http://roles.test/id/occupation/soc/71-1011")
    ]
    assert [taxonomy.name for taxonomy in view.attribution] == ["onet"]


def test_core_tasks_come_before_supplemental_ones_and_unknown_types_stay_unknown(reader: OccupationReader) -> None:
    tasks = reader.read("71-1011.00").tasks
    assert [(task.id, task.type) for task in tasks] == [("101", "Core"), ("102", "Core"), ("103", "Supplemental")]
    assert tasks[0].text == "Light the lamp at dusk and put it out at dawn."
    assert (tasks[0].iri, tasks[0].anchor) == (f"{KEEPER}/task/101", "task-101")
    assert {task.type for task in reader.read("71-2011.01").tasks} == {None}


def test_titles_say_who_uses_them_and_where_they_come_from(reader: OccupationReader) -> None:
    assert [(title.text, title.kinds, title.sources, title.short) for title in reader.read("71-1011.00").titles] == [
        ("Lamp Keeper", ("alternate", "reported"), ("08",), None),
        ("Light Station Officer (LSO)", ("alternate",), ("02", "04"), "LSO"),
        ("Signal Officer", ("alternate",), ("06",), None),
    ]


def test_importance_and_level_are_apart(reader: OccupationReader) -> None:
    view = reader.read("71-1011.00")
    assert [(r.label, r.importance, r.required_level, r.suppressed) for r in view.skills] == [
        ("Plain Speaking", 3.5, 4.5, False),
        ("Chart Reading", 3.0, 4.0, False),
    ]
    assert [(r.label, r.importance, r.required_level, r.not_relevant) for r in view.knowledge] == [
        ("Sea and Weather", 4.5, 6.0, False),
        ("Contracts", 1.25, 0.0, True),
        ("Stagecraft", 1.25, 0.0, True),
    ]
    assert view.skills[0].url == "http://roles.test/id/onet-element/2.A.1.b"
    assert {rating.suppressed for rating in reader.read("71-1012.00").skills} == {True}


def test_technologies_in_demand_come_first(reader: OccupationReader) -> None:
    assert [(t.label, t.commodity, t.hot, t.in_demand) for t in reader.read("75-1011.00").technologies] == [
        ("RenewDesk", "Customer software", True, True),
        ("GridSheet", "Table software", True, False),
    ]


def test_related_occupations_have_a_tier_and_a_rank(reader: OccupationReader) -> None:
    assert [(r.rank, r.tier, r.occupation.code) for r in reader.read("71-1011.00").related] == [
        (1, "Primary-Short", "71-1012.00"),
        (2, "Supplemental", "71-2011.00"),
    ]


def test_the_job_zone_says_how_much_preparation_is_needed(reader: OccupationReader) -> None:
    zone = reader.read("71-1011.00").job_zone
    assert zone is not None
    assert (zone.zone, zone.label, zone.education, zone.svp_range) == (
        "2",
        "Zone 2: Little preparation",
        "Little schooling",
        "(2.0 to < 3.0)",
    )
    assert reader.read("73-1019.00").job_zone is None


def test_esco_tells_essential_skills_from_optional_ones(reader: OccupationReader) -> None:
    view = reader.read(esco_rows.PLAYER)
    assert (view.scheme.slug, view.code, view.url) == ("esco", "2811.2", "http://roles.test/id/occupation/esco/2811.2")
    assert [(s.label, s.iri, s.type, s.reuse_level) for s in view.essential_skills] == [
        ("speak in voices", esco_rows.VOICES, "skill", "occupation-specific")
    ]
    assert [skill.label for skill in view.optional_skills] == ["carve wood"]
    assert view.essential_skills[0].url.startswith("http://roles.test/id/esco/skill/")
    assert view.isco_group is not None
    assert (view.isco_group.code, view.isco_group.url) == ("2811", "http://roles.test/id/occupation/isco/2811")
    assert [title.text for title in view.titles] == ["marionette player", "puppet master", "puppet player"]


def test_an_old_code_names_its_successors(reader: OccupationReader) -> None:
    view = reader.read("73-1018")
    assert (view.scheme.slug, view.retired) == ("soc-2010", True)
    assert [link.code for link in view.replaced_by] == ["73-1011", "73-1021"]
    assert [(link.scheme, link.code) for link in reader.read("73-1021").replaces] == [("soc-2010", "73-1018")]


def test_profiles_are_listed_with_where_their_mapping_stands(reader: OccupationReader) -> None:
    assert [(p.profile, p.status, p.confidence, p.relation) for p in reader.read("75-1011.00").profiles] == [
        ("REN.GEN.P3", "approved", 0.93, "exactMatch")
    ]
    assert [(p.profile, p.title, p.status) for p in reader.read("73-1021.00").profiles] == [
        ("REN.GEN.P3", "Renewal Manager", "rejected")
    ]
    assert [(p.profile, p.status) for p in reader.read("71-2011.00").profiles] == [("TIDE.GEN.P2", "needs_review")]


def test_a_code_of_no_classification_is_refused(reader: OccupationReader) -> None:
    with pytest.raises(NotFoundError, match="there is no occupation '99-9999'"):
        reader.read("99-9999")
