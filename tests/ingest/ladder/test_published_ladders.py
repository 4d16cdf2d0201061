"""The mapping files of published ladders: their counts against counts taken from the documents in another way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.ladder.mapping_file import read_mapping_file
from ingest.ladder.reader import LadderReading
from ingest.report import Fate
from tests.ingest.ladder.published import LADDERS, MAPPINGS, needs_ladders, read_published
from tests.ingest.ladder.reading import lines

CELL = re.compile(r"<td\b([^>]*)>(.*?)</td>", re.DOTALL)
TAB = "a tab stands after the list's dash, where YAML wants a space; it was read as one"


@pytest.fixture(scope="module")
def readings() -> dict[str, dict[Path, LadderReading]]:
    return {path.stem: read_published(path.stem) for path in MAPPINGS}


def count(reading: LadderReading, kind: str = "responsibilities") -> Counter[str]:
    """Return how many statements of ``kind`` each profile has."""
    return Counter({document.profile: len(getattr(document, kind)) for document in reading.documents})


def text_of(ladder: str, path: Path) -> str:
    return (LADDERS / ladder / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.stem)
def test_every_mapping_file_is_right_and_names_source_and_licence(path: Path) -> None:
    mapping = read_mapping_file(path)
    head = path.read_text(encoding="utf-8").splitlines()
    assert mapping.files
    assert re.match(r"# .+: https://github\.com/\S+.* \((MIT|Apache-2\.0|CC BY 4\.0)\)\.", head[0])
    assert head[2].startswith("#   rolegraph ingest ")
    assert f"--mapping examples/ladders/{path.name}" in head[2]


def test_levels_and_roles_of_the_ladders_do_not_clash() -> None:
    mappings = [read_mapping_file(path) for path in MAPPINGS]
    schemes = Counter(scheme for mapping in mappings for scheme in mapping.schemes)
    levels = Counter(level for mapping in mappings for level in mapping.level_words)
    roles = Counter(role for mapping in mappings for role in mapping.roles)
    assert [name for counted in (schemes, levels, roles) for name, number in counted.items() if number > 1] == []


@needs_ladders
def test_hundreds_of_profiles_are_read_and_no_line_is_lost(readings: dict[str, dict[Path, LadderReading]]) -> None:
    documents = [reading for ladder in readings.values() for reading in ladder.values()]
    profiles = [document for reading in documents for document in reading.documents]
    assert (len(documents), len({profile.role for profile in profiles}), len(profiles)) == (40, 39, 187)
    assert [warning.message for reading in documents for warning in reading.warnings] == [TAB]
    assert {account.fate for reading in documents for account in reading.lines} == {Fate.MAPPED, Fate.BOILERPLATE}


@needs_ladders
def test_engineering_ladders_have_five_statements_a_level(readings: dict[str, dict[Path, LadderReading]]) -> None:
    for path, reading in readings["engineeringladders"].items():
        counted = Counter(
            level
            for level, section in re.findall(
                r"^## (\w+) - [^\n]*\n(.*?)(?=^# |^## |\Z)", text_of("engineeringladders", path), re.M | re.S
            )
            for _ in re.findall(r"^\* \*\*", section, re.M)
        )
        assert {profile.rpartition(".")[2]: number for profile, number in count(reading).items()} == counted
        assert set(counted.values()) == {5}


@needs_ladders
def test_artsy_has_a_statement_for_each_list_item_of_its_tables(
    readings: dict[str, dict[Path, LadderReading]],
) -> None:
    (path, reading), *_ = readings["artsy"].items()
    text = text_of("artsy", path)
    assert count(reading).total() == text.count("<li>")
    assert count(reading, "summary").total() == len(
        re.findall(r"^- (?:\w+ )*Engineer.* \(IC\d\):|^- .*(?:Manag|Director).*:", text, re.M)
    )
    assert {document.title for document in reading.documents} >= {"Senior Engineer 2", "Director of Engineering"}


def count_examples(items: Iterable[dict[str, Any]]) -> tuple[Counter[str], Counter[str]]:
    summaries: Counter[str] = Counter()
    examples: Counter[str] = Counter()
    for item in items:
        summaries[item["level"]] += max(1, len(re.findall(r"^\d\. ", item["summary"], re.M)))
        examples[item["level"]] += len(item.get("examples") or ())
    return summaries, examples


@needs_ladders
def test_ft_has_its_competencies_and_examples(readings: dict[str, dict[Path, LadderReading]]) -> None:
    for path, reading in readings["ft"].items():
        summaries, examples = count_examples(yaml.safe_load(text_of("ft", path))["competencies"])
        assert sorted(count(reading).values()) == sorted(summaries.values())
        assert count(reading, "tasks").total() == examples.total()
        assert all(statement.dimension for document in reading.documents for statement in document.responsibilities)


@needs_ladders
def test_infracloud_has_a_statement_for_each_item_that_no_sentence_goes_on_with(
    readings: dict[str, dict[Path, LadderReading]],
) -> None:
    for path, reading in readings["infracloud"].items():
        items = re.findall(r"^( *)\* (.*)$", text_of("infracloud", path), re.M)
        inner = sum(
            len(indent) >= 4 and next(text for i, text in items[number::-1] if len(i) < len(indent)).endswith(":")
            for number, (indent, _) in enumerate(items)
        )
        assert count(reading).total() == len(items) - inner
        assert count(reading, "guidelines").total() == len(
            re.findall(r"~|<span style=\"font-weight:bold\">Enabling", text_of("infracloud", path))
        )


@needs_ladders
def test_monzo_has_its_criteria_and_examples(readings: dict[str, dict[Path, LadderReading]]) -> None:
    for path, reading in readings["monzo"].items():
        if path.parent.name == "design":
            continue
        front = text_of("monzo", path).split("\n---", 1)[0].replace("-\t", "- ")
        expected, examples = Counter[str](), Counter[str]()
        for part in (part for topic in yaml.safe_load(front)["topics"] for part in topic["content"]):
            level, cases = f"MZ{part['level']}", part.get("exampleCriteria", ())
            expected[level] += len(part.get("criteria", ()))
            (expected if path.stem == "customer-operations" else examples)[level] += sum(
                len(c["examples"]) for c in cases
            )
            expected[level] += 0 if path.stem == "customer-operations" else len(cases)
        assert {code.rpartition(".")[2]: n for code, n in count(reading).items()} == expected
        assert count(reading, "tasks").total() == examples.total()


@needs_ladders
def test_monzos_design_ladders_have_three_sides_at_each_of_six_levels(
    readings: dict[str, dict[Path, LadderReading]],
) -> None:
    design = [reading for path, reading in readings["monzo"].items() if path.parent.name == "design"]
    sides = [
        {(document.profile, statement.dimension, lines(statement)) for statement in document.responsibilities}
        for reading in design
        for document in reading.documents
    ]
    assert [len(side) for side in sides] == [3] * 18


@needs_ladders
@pytest.mark.parametrize("name", ["ce/career-growth/index.md", "ta-career-development.md", "cs-career-framework.md"])
def test_sourcegraphs_lists_are_read_item_by_item(readings: dict[str, dict[Path, LadderReading]], name: str) -> None:
    path = next(path for path in readings["sourcegraph"] if path.match(name))
    expected = {
        f"S{level}": len(re.findall(r"^ *- (?!\w+:$)", section, re.M))
        for level, section in re.findall(r"^## (IC\d)\n(.*?)(?=^## |\Z)", text_of("sourcegraph", path), re.M | re.S)
    }
    assert {code.rpartition(".")[2]: n for code, n in count(readings["sourcegraph"][path]).items()} == expected


@needs_ladders
@pytest.mark.parametrize(
    ("name", "columns"),
    [("product-marketing-framework.md", 4), ("comms-framework.md", 3), ("ae-framework.md", 6), ("sdr-framework.md", 4)],
)
def test_sourcegraphs_tables_are_read_paragraph_by_paragraph(
    readings: dict[str, dict[Path, LadderReading]], name: str, columns: int
) -> None:
    path = next(path for path in readings["sourcegraph"] if path.match(name))
    text = re.sub(r"<tr>\s*<td[^>]*colspan.*?</tr>", "", text_of("sourcegraph", path), flags=re.S)
    cells = [content for _, content in CELL.findall(text)]
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    stated = [row for row in rows if "Job Level" not in row[0] and re.sub("<.*?>", "", row[0]).strip()]
    parts = [part for row in stated for cell in row[1:] for part in cell.split("<p>")]
    expected = sum(part.strip() not in ("", "N/A") for part in parts)
    reading = readings["sourcegraph"][path]
    assert (count(reading) + count(reading, "summary")).total() == expected


@needs_ladders
def test_sourcegraphs_level_tables_are_read_list_by_list(readings: dict[str, dict[Path, LadderReading]]) -> None:
    path = next(path for path in readings["sourcegraph"] if path.match("product/design/career-development.md"))
    table = text_of("sourcegraph", path).partition("<!-- IC1 -->")[2].partition("<!-- IC6 -->")[0]
    summaries = len(re.findall(r'class="level-summary"|class="category-summary"', table))
    assert count(readings["sourcegraph"][path]).total() == table.count("<li>") + summaries
    path = next(path for path in readings["sourcegraph"] if path.match("dev/career-development/framework.md"))
    table = text_of("sourcegraph", path).partition("<!-- M3 -->")[2]
    managers = [number for code, number in count(readings["sourcegraph"][path]).items() if code.startswith("SG.EM")]
    assert sum(managers) == table.count("<li>") + table.count("<p>")
