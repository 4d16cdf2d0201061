"""``ingest`` and ``validate`` with the mapping file of a career ladder."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.cli.main import main
from store.encoder import OnnxEncoder
from tests.workspace import make_data_directory

MAPPING = """\
ladder: Northlift
levels: [{scheme: T, levels: [T1, T2]}]
roles: [{code: NL.TECH, levels: T}]
files:
  - path: technician.md
    role: NL.TECH
    rules: [{text: items, level: heading 1}]
"""


@pytest.fixture
def ladder(tmp_path: Path) -> Path:
    (tmp_path / "technician.md").write_text("# T1\n\nIntro\n\n- Replaces parts\n", encoding="utf-8")
    (tmp_path / "ladder.yml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def run(capture: pytest.CaptureFixture[bytes], *arguments: object) -> tuple[int, str, str]:
    code = 0
    try:
        main(list(map(str, arguments)))
    except SystemExit as stop:
        code = int(stop.code or 0)
    output = capture.readouterr()
    return code, output.out.decode(), output.err.decode()


def test_validate_shows_what_the_mapping_makes_of_each_line(
    ladder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    command = ("validate", ladder / "technician.md", "--mapping", ladder / "ladder.yml", "--verbose")
    code, output, errors = run(capfdbinary, *command, "--data", ladder / "data")
    name = f"{ladder.name}/technician.md"
    assert code == 0
    assert output.splitlines()[1:] == [
        "      1 mapped      level or dimension: # T1",
        "      3 unmapped    taken by no rule: Intro",
        "      5 mapped      responsibility T1: - Replaces parts",
        "1 documents can be ingested, 0 cannot, 1 warnings",
    ]
    assert errors == (
        f"{name}:3: warning: 1 line holds what no rule takes: 3; add a rule for it, or name it under skip\n"
    )


def test_ingest_publishes_the_profiles_of_a_ladder(
    ladder: Path, encoders_dir: Path, encoder: OnnxEncoder, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = make_data_directory(ladder / "data", encoders_dir)
    command = ("ingest", ladder / "technician.md", "--mapping", ladder / "ladder.yml", "--data", data)
    code, output, _ = run(capfdbinary, *command)
    assert code == 0
    assert ": 1 documents, 1 profiles, " in output


def test_a_wrong_mapping_file_is_an_error_that_names_its_line(
    ladder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    mapping = ladder / "ladder.yml"
    mapping.write_text(MAPPING.replace("heading 1", "header 1"), encoding="utf-8")
    code, output, errors = run(capfdbinary, "ingest", ladder, "--mapping", mapping, "--data", ladder / "data")
    assert (code, output) == (1, "")
    assert errors.startswith(f"{mapping}:7: files.0.rules.0.level: 'header 1' is no place (heading N, bold, ")
