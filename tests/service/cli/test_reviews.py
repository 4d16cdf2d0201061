"""``rolegraph mappings`` and ``rolegraph aliases``, as a reviewer uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from service.cli.main import main
from store.library import Library
from tests.tiny_encoder import make_tiny_encoder
from tests.workspace import EXAMPLES


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    place = tmp_path_factory.mktemp("reviews")
    library = Library(place / "data")
    make_tiny_encoder(place / "tiny", library.encoders)
    page = EXAMPLES / "customer-success" / "CUS.GEN.P5.json"
    ingest([page], library, Namer(), LazyEncoder(str(place / "tiny"), library.encoders))
    return library


class Shell:
    """Runs commands in this process and keeps what they print."""

    def __init__(self, capture: pytest.CaptureFixture[bytes], library: Library) -> None:
        self._capture = capture
        self._library = library

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            main([*arguments, "--data", str(self._library.data)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, error = self._capture.readouterr()
        return code, out.decode(), error.decode()

    def json(self, *arguments: str) -> dict[str, Any]:
        code, out, error = self(*arguments, "--json")
        assert code == 0, error
        found: dict[str, Any] = json.loads(out)
        return found


@pytest.fixture
def shell(capfdbinary: pytest.CaptureFixture[bytes], library: Library, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("ROLEGRAPH_MODEL", str(library.data.parent / "tiny"))
    return Shell(capfdbinary, library)


def test_a_mapping_is_listed_reviewed_and_shown_with_its_history(shell: Shell) -> None:
    entry = shell.json("mappings", "list", "--status", "approved")["mappings"][0]
    code, out, _ = shell("mappings", "list", "--status", "approved", "--occupation", entry["code"])
    assert (code, out.splitlines()[0]) == (0, f"{entry['id']}  approved, {entry['confidence']:.0%} sure")
    reviewed = (
        "mappings",
        "review",
        entry["id"],
        "--status",
        "rejected",
        "--reviewer",
        "Bo Ek",
        "--comment",
        "no\nway",
    )
    code, out, error = shell(*reviewed)
    assert (code, error) == (0, "")
    assert "  rejected (stated: approved), relation: broadMatch" in out.splitlines()
    assert out.splitlines()[-1].endswith("rejected by Bo Ek: no way")
    shown = shell.json("mappings", "show", entry["id"])["mapping"]
    assert [(d["status"], d["comment"]) for d in shown["history"]] == [("rejected", "no\nway")]


def test_an_alias_is_listed_reviewed_and_shown(shell: Shell) -> None:
    entry = shell.json("aliases", "list", "--status", "needs_review", "--limit", "1")["aliases"][0]
    assert shell("aliases", "list", "--status", "needs_review", "--limit", "1")[1].startswith(f"{entry['id']}  ")
    made = shell.json("aliases", "review", entry["id"], "--status", "approved", "--reviewer", "Ana Ruiz")["alias"]
    assert (made["status"], made["approved"], len(made["history"])) == ("approved", None, 1)
    code, out, _ = shell("aliases", "show", entry["id"])
    assert (code, out.splitlines()[:2]) == (0, [f"{entry['label']}, of {entry['profile_title']}", "  approved"])


def test_what_cannot_be_decided_says_why(shell: Shell) -> None:
    review = ("--status", "approved", "--reviewer", "Ana Ruiz")
    assert shell("mappings", "review", "NO.P1~0", *review)[::2] == (
        1,
        "error: there is no mapping 'NO.P1~0'; the list of mappings has their ids\n",
    )
    assert shell("mappings", "review", "NO.P1~0", "--status", "fine", "--reviewer", "Ana")[0] == 2


def test_a_table_is_exported_and_imported(shell: Shell, tmp_path: Path) -> None:
    table = tmp_path / "all.sssom.tsv"
    assert shell("mappings", "export", "--output", str(table), "--license", "https://example.org/licence")[0] == 0
    assert "#license: https://example.org/licence\n" in table.read_text()
    total = shell.json("mappings", "list")["total"]
    assert shell.json("mappings", "export")["total"] == total
    assert shell.json("mappings", "import", str(table))["documents"][0]["fate"] == "added"
    assert shell.json("mappings", "list")["total"] == total


def test_a_rollback_keeps_what_was_decided(shell: Shell, library: Library) -> None:
    older = library.manifests()[-1].id
    before = shell.json("mappings", "list")["mappings"]
    assert shell("snapshots", "--rollback", older)[0] == 0
    assert [m["history"] for m in shell.json("mappings", "list")["mappings"]] == [m["history"] for m in before]
