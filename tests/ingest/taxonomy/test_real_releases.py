"""The real releases, where this machine has them: every count that their tables come to, and every defect."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.report import DocumentReport
from ingest.run import LazyEncoder, validate
from ontology.iris import Namer

DATA = Path(__file__).parents[4] / "shared" / "data"
RELEASES = [DATA / name for name in ("db_29_3_text.zip", "soc_2018", "esco_1_1_1_en_csv.zip")]

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real releases are not on this machine")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DocumentReport]:
    unused = LazyEncoder("none", tmp_path_factory.mktemp("encoders"))
    return {document.name: document for document in validate(RELEASES, Namer(), unused).documents}


@pytest.mark.parametrize(
    ("name", "version", "counts"),
    [
        (
            "taxonomy/onet",
            "29.3",
            {
                "occupations": 1_016,
                "alternate titles": 56_560,
                "reported titles": 7_796,
                "tasks": 18_796,
                "job zones": 923,
                "related pairs": 18_460,
                "skill ratings": 61_530,
                "knowledge ratings": 58_014,
                "technology skills": 32_681,
            },
        ),
        (
            "taxonomy/soc",
            "2018",
            {
                "groups": 1_447,
                "major groups": 23,
                "minor groups": 98,
                "broad groups": 459,
                "detailed occupations": 867,
                "definitions": 867,
            },
        ),
        (
            "taxonomy/esco",
            "1.1.1",
            {
                "occupations": 3_007,
                "alternative labels of occupations": 32_804,
                "skills": 13_896,
                "alternative labels of skills": 97_483,
                "ISCO groups": 619,
                "skill groups": 640,
                "occupation-skill relations": 123_855,
                "skill-skill relations": 5_899,
                "broader relations": 24_273,
            },
        ),
    ],
)
def test_every_count_is_reached(
    reports: dict[str, DocumentReport], name: str, version: str, counts: dict[str, int]
) -> None:
    assert reports[name].error is None
    assert (reports[name].version, dict(reports[name].counts)) == (version, counts)


def test_every_defect_is_reported_with_its_count(reports: dict[str, DocumentReport]) -> None:
    messages = [warning.message for report in reports.values() for warning in report.warnings]
    counted = {message.partition(": ")[0]: message.partition(": ")[2].partition(", such")[0] for message in messages}
    assert counted == {
        "alternate titles in several rows": "6,843",
        "alternate titles of several occupations": "6,841",
        "alternate titles that an occupation has twice": "2",
        "tasks without type": "1,157",
        "occupations without tasks": "93",
        "occupations without job zone": "93",
        "occupations without related occupations": "93",
        "occupations without skills": "137",
        "occupations without knowledge": "137",
        "occupations without technology skills": "93",
        "alternative labels of occupations that repeat the preferred one": "2,715",
        "alternative labels of skills that repeat the preferred one": "12,189",
        "occupation-skill relations with a concept that is not there": "67",
        "broader relations with a concept that is not there": "8",
    }
