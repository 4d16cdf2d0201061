"""Occupations are suggested by any of their names, each occupation once."""

from __future__ import annotations

from service.engine import Engine


def suggest(engine: Engine, typed: str, limit: int = 5) -> list[tuple[str, str]]:
    return [(hit.occupation.code, hit.matched) for hit in engine.occupation_names.suggest(typed, limit)]


def test_names_begin_as_what_is_typed(occupations_engine: Engine) -> None:
    assert suggest(occupations_engine, "tide ana") == [
        ("2911.1", "tide analyst"),
        ("71-2011.00", "Tide Analysts"),
        ("71-2010", "Tide Analysts"),
        ("71-2011", "Tide Analysts"),
    ]


def test_other_titles_find_their_occupation(occupations_engine: Engine) -> None:
    assert suggest(occupations_engine, "storm warning") == [("71-2011.01", "Storm Warning Specialist")]
    assert suggest(occupations_engine, "marionette pl") == [
        ("2811.2", "marionette player"),
        ("73-1021.00", "Marionette Player"),
    ]


def test_an_occupation_is_suggested_once_by_its_best_name(occupations_engine: Engine) -> None:
    codes = [code for code, _ in suggest(occupations_engine, "puppet", limit=20)]
    assert len(codes) == len(set(codes))
    assert ("2911.1", "tide analyst") in suggest(occupations_engine, "tide", limit=20)  # and not "tide forecaster"


def test_codes_are_names_too(occupations_engine: Engine) -> None:
    assert [code for code, _ in suggest(occupations_engine, "71-2011")] == ["71-2011", "71-2011.00", "71-2011.01"]


def test_a_classification_adds_nothing_to_the_names_of_the_company(occupations_engine: Engine) -> None:
    assert {label.kind for label in occupations_engine.label_list} & {"occupation"} == set()
    assert [hit.label.text for hit in occupations_engine.labels.suggest("lighthouse")] == []


def test_without_a_classification_nothing_is_suggested(engine: Engine) -> None:
    assert suggest(engine, "analyst") == []
