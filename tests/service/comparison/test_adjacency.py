from __future__ import annotations

import pytest

from ontology.errors import NotFoundError, QueryError
from service.comparison.adjacency import Neighbourhood
from service.engine import Engine


@pytest.fixture(scope="module")
def near(engine: Engine) -> Neighbourhood:
    return engine.comparer.neighbourhood


def test_neighbours_are_listed_nearest_first_and_among_equals_the_most_alike(near: Neighbourhood) -> None:
    found = near.find("CUS.GEN.P4", limit=33)
    assert found.total == len(found.neighbours) == 33
    assert [(n.profile.code, n.distance) for n in found.neighbours[:6]] == [
        ("CUS.GEN.P3", 0.08),
        ("CUS.GEN.P5", 0.08),
        ("CUS.GEN.P6", 0.16),
        ("CUS.GEN.P2", 0.16),
        ("CUS.GEN.P1", 0.24),
        ("CUS.MGT.M2", 0.31),
    ]
    order = [(n.distance, -(n.similarity or 0)) for n in found.neighbours]
    assert order == sorted(order)


def test_every_neighbour_says_why(near: Neighbourhood) -> None:
    first = near.find("CUS.GEN.P4", other_roles=True, limit=1).neighbours[0]
    assert (first.profile.code, first.band) == ("CUS.MGT.M2", "adjacent")
    assert first.says == "same function, other focus; about the same level (M2 for P4); on to leading people"
    assert [(axis.axis, axis.a, axis.b) for axis in first.axes] == [
        (
            "taxonomy",
            "Customer Experience > Customer Success > Customer Success",
            "Customer Experience > Customer Success > Customer Success Management Track",
        ),
        ("level", "P4 (height 0.60)", "M2 (height 0.62)"),
        ("track", "Professional", "Management"),
    ]


def test_filters_leave_fewer_and_the_total_counts_those(near: Neighbourhood) -> None:
    assert near.find("CUS.GEN.P4", bands=["near"]).total == 4
    assert {n.band for n in near.find("CUS.GEN.P4", bands=["near", "far"], limit=33).neighbours} == {"near", "far"}
    assert [n.profile.code for n in near.find("CUS.GEN.P4", max_distance=0.08).neighbours] == [
        "CUS.GEN.P3",
        "CUS.GEN.P5",
    ]
    assert {n.profile.track for n in near.find("CUS.GEN.P4", tracks=["M"], limit=33).neighbours} == {"M"}
    assert "CUS.GEN" not in {n.profile.role for n in near.find("CUS.GEN.P4", other_roles=True, limit=33).neighbours}
    assert len(near.find("CUS.GEN.P4", limit=2).neighbours) == 2


def test_likeness_is_mixed_in_only_where_a_blend_is_asked_for(near: Neighbourhood) -> None:
    plain, whole = near.find("SWE.GEN.P3", limit=33), near.find("SWE.GEN.P3", limit=33, blend=1.0)
    assert {n.blended for n in plain.neighbours} == {None}
    alike = [n.similarity or 0 for n in whole.neighbours]
    assert alike == sorted(alike, reverse=True)
    half = near.find("SWE.GEN.P3", limit=33, blend=0.5).neighbours
    for n in half:
        assert n.blended == pytest.approx(0.5 * n.distance + 0.5 * (1 - (n.similarity or 0)), abs=1e-3)
    assert [n.profile.code for n in near.find("SWE.GEN.P3", limit=33, blend=0.0).neighbours] == [
        n.profile.code for n in plain.neighbours
    ]


def test_unknown_codes_and_tracks_are_refused_with_those_that_are_known(near: Neighbourhood) -> None:
    with pytest.raises(NotFoundError, match=r"did you mean CUS\.GEN\.P4"):
        near.find("CUS.GEN.P44")
    with pytest.raises(QueryError, match=r"unknown track 'Z'; this snapshot has: L, M, P$"):
        near.find("CUS.GEN.P4", tracks=["Z"])
