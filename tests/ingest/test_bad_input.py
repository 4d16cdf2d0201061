"""Bad input, handed in as a user would: one clear message, exit code 1 or 2, and nothing published changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.cli.main import main
from tests.workspace import EXAMPLES, Workspace

PAGE = (EXAMPLES / "customer-success" / "CUS.GEN.P3.txt").read_text(encoding="utf-8")
GOOD = json.dumps({"profile": "X.Y.P1", "responsibilities": ["Reads meters"]})


def cut_in_table(page: str) -> str:
    end = page.index("| P4 |") + 60
    return page[:end]


TABLE_LINE = PAGE[: PAGE.index("| P4 |")].count("\n") + 1

CASES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("bad.txt", b"", "pages/bad.txt:1: the file is empty"),
    "only spaces": ("bad.txt", b" \n\t\n", "pages/bad.txt:1: the file is empty"),
    "binary": ("bad.txt", b"PK\x03\x04\n\x00\x00\x01", "pages/bad.txt:2: the file is binary, not text"),
    "not UTF-8": ("bad.txt", b"Title\ncaf\xe9\n", "pages/bad.txt:2: byte 0xe9 is not UTF-8"),
    "UTF-16": ("bad.txt", "Title".encode("utf-16"), "pages/bad.txt:1: the file is in UTF-16"),
    "cut off in a table": ("bad.txt", cut_in_table(PAGE).encode(), f"pages/bad.txt:{TABLE_LINE}: "),
    "100 MB of one line": ("bad.txt", b"x" * 100_000_000, "pages/bad.txt:1: the file has 100 MB"),
    "one long line": ("bad.txt", b"Title\n" + b"x" * 200_000, "pages/bad.txt:2: the line has 200,000 characters"),
    "no profile": ("bad.txt", b"A shopping list\n- bread\n- milk\n", "pages/bad.txt:"),
    "broken JSON": ("bad.json", b'{"profile": "A.P1",\n oops}', "pages/bad.json:2: not JSON"),
    "broken YAML": ("bad.yaml", b"profile: A.P1\nx: [1\n", "pages/bad.yaml:3: not YAML"),
    "unknown field": ("bad.json", b'{"profile": "A.P1",\n "skils": []}', "pages/bad.json:2: unknown field 'skils'"),
    "Turtle with a syntax error": ("bad.ttl", b"@prefix a: <http://a/> .\na:b a:c", "pages/bad.ttl:2: not valid RDF"),
    "RDF of something else": (
        "bad.ttl",
        b"<http://a> <http://b> <http://c> .",
        "pages/bad.ttl:1: the file says nothing",
    ),
}


@pytest.fixture
def published(workspace: Workspace) -> Workspace:
    workspace.write("good.json", GOOD)
    workspace.ingest()
    return workspace


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
        raise SystemExit(0)
    output = capsys.readouterr()
    assert isinstance(stop.value.code, int)
    return stop.value.code, output.out, output.err


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_gives_one_clear_message_and_changes_nothing(
    case: str, published: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    name, content, expected = CASES[case]
    before = published.library.current_id()
    published.write(name, content)
    code, _, error = run(capsys, "ingest", str(published.documents), "--data", str(published.library.data))
    messages = error.splitlines()
    assert code == 1
    assert messages[0].startswith(expected), error
    assert messages[1:] == ["1 of 2 documents were refused; nothing was published"]
    assert published.library.open_current().id == before
    assert not list(published.library.data.glob("snapshots/.build-*"))


@pytest.mark.parametrize("case", CASES)
def test_keep_going_publishes_the_good_files_and_still_reports_the_bad_one(
    case: str, workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    name, content, expected = CASES[case]
    workspace.write("good.json", GOOD)
    workspace.write(name, content)
    data = str(workspace.library.data)
    code, output, error = run(capsys, "ingest", str(workspace.documents), "--data", data, "--keep-going")
    assert code == 1
    assert error.startswith(expected)
    assert "published snapshot" in output
    assert dict(workspace.library.open_current().manifest.counts)["documents"] == 1


def test_a_directory_without_documents_is_an_error(published: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    empty = published.documents / "nothing"
    empty.mkdir()
    (empty / "picture.png").write_bytes(b"\x89PNG")
    code, _, error = run(capsys, "ingest", str(empty), "--data", str(published.library.data))
    assert code == 1
    assert error.startswith(f"{empty}: the directory holds no documents (put files there: ")


def test_a_path_that_does_not_exist_is_an_error(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, error = run(capsys, "ingest", "/no/such/place", "--data", str(workspace.library.data))
    assert (code, error) == (1, "/no/such/place: no such file or directory\n")


def test_a_file_of_an_unknown_format_is_an_error(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    path = workspace.write("profile.docx", b"PK")
    code, _, error = run(capsys, "ingest", str(path), "--data", str(workspace.library.data))
    assert code == 1
    assert error.startswith(f"{path}: cannot read .docx files (one of .json, ")


def test_validate_reports_the_same_and_publishes_nothing(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.write("good.json", GOOD)
    workspace.write("bad.json", b"{")
    code, output, _ = run(capsys, "validate", str(workspace.documents), "--json", "--data", str(workspace.library.data))
    report = json.loads(output)
    assert code == 1
    assert [(item["document"], item["fate"]) for item in report["documents"]] == [
        ("pages/bad.json", "refused"),
        ("pages/good.json", "added"),
    ]
    assert report["documents"][0]["error"]["line"] == 1
    assert workspace.library.current_id() is None


def test_a_data_path_that_is_a_file_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").write_text("in the way")
    (tmp_path / "good.json").write_text(GOOD)
    code, _, error = run(capsys, "ingest", str(tmp_path / "good.json"), "--data", str(tmp_path / "data"))
    assert code == 2
    assert "Traceback" not in error
