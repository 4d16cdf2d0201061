from __future__ import annotations

import pytest

from ontology.vocabulary import Borrowed
from service.comparison.coordinates import Scheme, is_management, read_coordinates
from service.engine import Engine
from service.profiles.index import ProfileIndex
from service.profiles.nodes import Node


def test_schemes_of_different_length_are_comparable_by_height(engine: Engine) -> None:
    index = ProfileIndex(engine.snapshot.graph, engine.links)
    heights = {at.entry.code: at.height for at in read_coordinates(engine.snapshot.graph, index)}
    ladder = ("CUS.GEN.P1", "CUS.GEN.P4", "CUS.GEN.P6", "DATA.ANA.L4", "DATA.ANA.L7", "CUS.MGT.M1", "CUS.MGT.M5")
    assert [heights[code] for code in ladder] == pytest.approx([0, 0.6, 1, 0.5, 1, 0.5, 1])


def test_a_place_is_told_from_superfunction_to_level(engine: Engine) -> None:
    index = ProfileIndex(engine.snapshot.graph, engine.links)
    places = {at.entry.code: at for at in read_coordinates(engine.snapshot.graph, index)}
    at = places["CUS.MGT.M2"]
    assert [place.code for place in at.path] == ["CUX", "CUS", "CUS.MGT"]
    assert at.track is not None
    assert at.level is not None
    assert (at.track.code, at.is_management, at.level.code, at.rank) == ("M", True, "M2", 2)
    assert places["DATA.ANA.L4"].is_management is False


def test_a_scheme_of_one_rung_says_nothing_of_height() -> None:
    assert Scheme(1, 1, 0.0).height(1) is None
    assert Scheme(1, 3, 0.5).height(3) == 1.0


@pytest.mark.parametrize(
    ("code", "label", "leads"),
    [("M", None, True), ("EM", "Engineering Managers", True), ("P", "Professional", False), ("MX", "Mixed", False)],
)
def test_a_track_leads_people_by_its_code_or_its_name(code: str, label: str | None, leads: bool) -> None:
    properties = {str(Borrowed.NOTATION): [code], str(Borrowed.PREF_LABEL): [label] if label else []}
    assert is_management(Node("http://x/track", properties)) is leads  # type: ignore[arg-type]
