from __future__ import annotations

import pytest

from ontology.errors import NotFoundError
from service.engine import Engine
from service.occupations.suggestion.profile_reader import ProfileTextReader
from service.profiles.index import ProfileIndex


@pytest.fixture(scope="module")
def reader(occupations_engine: Engine) -> ProfileTextReader:
    engine = occupations_engine
    return ProfileTextReader(
        engine.snapshot, ProfileIndex(engine.snapshot.graph, engine.links), lambda: engine.label_list
    )


def test_a_profile_is_read_with_title_aliases_summary_and_statements(reader: ProfileTextReader) -> None:
    [text] = reader.read(["TIDE.GEN.P2"])
    assert text.name is not None
    assert (text.name.text, text.name.kind, text.name.trust) == ("Tide Analyst", "title", 1.0)
    assert {(alias.text, alias.trust) for alias in text.aliases} == {("Tide Forecaster", 1.0), ("Wave Counter", 0.5)}
    assert {statement.text for statement in text.statements} == {
        "Checks tide gauge readings for errors",
        "Publishes tables of high and low water",
    }
    assert text.vectors.shape == (2, 384)
    assert text.summary is not None
    assert float(text.summary @ text.summary) == pytest.approx(1.0, abs=1e-5)


def test_a_rejected_alias_is_no_name(reader: ProfileTextReader) -> None:
    [text] = reader.read(["TIDE.GEN.P3"])
    assert text.aliases == ()


def test_an_unknown_profile_is_refused(reader: ProfileTextReader) -> None:
    with pytest.raises(NotFoundError, match="there is no profile"):
        reader.read(["TIDE.GEN.P9"])


def test_the_code_of_a_level_is_no_part_of_a_title() -> None:
    from service.occupations.suggestion.profile_reader import _without_level

    titles = ("Bell Ringer — P3", "Bell Ringer (P3)", "P3 Bell Ringer", "bell ringer, p3 - North")
    assert [_without_level(title, "P3") for title in titles] == [
        "Bell Ringer",
        "Bell Ringer",
        "Bell Ringer",
        "bell ringer - North",
    ]
    assert _without_level("P30 Bell Ringer", "P3") == "P30 Bell Ringer"
    assert _without_level("Bell Ringer", None) == "Bell Ringer"


def test_a_title_of_a_grade_alone_names_no_job() -> None:
    from service.occupations.suggestion.profile_reader import _names_job

    assert not _names_job("Entry")
    assert not _names_job("")
    assert _names_job("Senior Bell Ringer")
