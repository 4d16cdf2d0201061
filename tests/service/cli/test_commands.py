"""The command line as a user meets it: what it prints, and how it exits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from service.cli.main import COMMANDS, main
from store.encoder import OnnxEncoder
from tests.ingest.conftest import make_workspace
from tests.workspace import EXAMPLES, Workspace

QUESTION = "who influences C-level renewals"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, encoders_dir: Path, encoder: OnnxEncoder) -> Workspace:
    workspace = make_workspace(tmp_path_factory.mktemp("cli"), encoders_dir)
    workspace.ingest(EXAMPLES / "customer-success")
    return workspace


class Shell:
    """Runs commands in this process and keeps what they print."""

    def __init__(self, capture: pytest.CaptureFixture[bytes], data: Path) -> None:
        self._capture = capture
        self._data = data

    def __call__(self, command: str, *arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            main([command, *arguments, "--data", str(self._data)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        output = self._capture.readouterr()
        return code, output.out.decode(), output.err.decode()


@pytest.fixture
def shell(published: Workspace, capfdbinary: pytest.CaptureFixture[bytes]) -> Shell:
    return Shell(capfdbinary, published.library.data)


def test_search_answers_in_words_with_the_place_that_proves_it(shell: Shell) -> None:
    code, output, _ = shell("search", QUESTION)
    assert code == 0
    assert output.startswith("P4 (Senior Professional) · Customer Success · ")
    assert "examples" not in output.splitlines()[1]
    assert "customer-success/CUS.GEN.P3.txt:26" in output


def test_search_says_so_when_it_has_no_answer(shell: Shell) -> None:
    output = shell("search", "who repairs espresso machines")[1]
    assert output.startswith("No confident answer. Nothing here speaks of ")
    assert " · not sure enough\n    “" in output


def test_search_says_how_it_read_the_question(shell: Shell) -> None:
    lines = shell("search", "difference between P3 and P4 CSM", "--kind", "responsibility")[1].splitlines()
    assert lines[:6] == [
        "comparison “difference”: to compare CUS.GEN.P3, CUS.GEN.P4 (it compares CUS.GEN.P3 and CUS.GEN.P4)",
        "level “P3”: P3 (the level P3)",
        "level “P4”: P4 (the level P4)",
        "title “CSM”: only CUS.GEN (a name of CUS.GEN)",
        "rolegraph compare CUS.GEN.P3 CUS.GEN.P4 sets them side by side",
        next(line for line in lines if " · Customer Success · " in line or line.startswith("No confident answer")),
    ]
    unread = shell("search", "difference between P3 and P4 CSM", "--ignore", "comparison", "--ignore", "level")[1]
    assert "level “P3”: no filter (left unread, as asked)" in unread
    assert "rolegraph compare" not in unread
    overruled = shell("search", "P4 renewals", "--level", "P5", "--limit", "1")[1]
    assert overruled.startswith("level “P4”: your own filter takes its place")
    assert "searching for “renewals”" in overruled


def test_search_refuses_to_ignore_what_it_never_reads(shell: Shell) -> None:
    code, _, error = shell("search", QUESTION, "--ignore", "mood")
    assert (code, error[:36]) == (1, "error: ignore='mood' cannot be used;")


def test_search_explains_a_hit_when_asked(shell: Shell) -> None:
    output = shell("search", QUESTION, "--limit", "1", "--explain")[1]
    assert re.search(r"\n       words      Influences, C, level", output)
    assert re.search(r"\n       meaning    number \d+ of the candidates, cosine 0\.\d\d\n", output)
    assert re.search(r"\n       by words   number \d+ of the candidates, BM25 \d+\.\d\n", output)
    assert "rg:profile <https://w3id.org/rolegraph/id/profile/CUS.GEN.P4>" in output
    query = output[output.index("           PREFIX") : output.rindex("\n\nsnapshot ")]
    found = json.loads(shell("sparql", query, "--json")[1])["results"]["bindings"]
    assert "Influences C-level sponsors" in str([row["text"]["value"] for row in found])
    assert "PREFIX" not in shell("search", QUESTION, "--limit", "1")[1]


def test_search_in_json_is_the_result_of_the_api(shell: Shell) -> None:
    result = json.loads(shell("search", QUESTION, "--json", "--level", "P4", "--limit", "3")[1])
    assert (result["answers"][0]["level"], len(result["hits"])) == ("P4", 3)
    assert {hit["level"] for hit in result["hits"]} == {"P4"}


def test_a_filter_that_matches_nothing_known_is_an_error(shell: Shell) -> None:
    code, _, error = shell("search", QUESTION, "--level", "P9")
    assert code == 1
    assert error.startswith("error: unknown level 'P9'; this snapshot has: ")


def test_sparql_prints_rows(shell: Shell) -> None:
    query = "SELECT ?code WHERE { ?p a rg:Profile ; skos:notation ?code ; rg:level/skos:notation 'P4' }"
    assert shell("sparql", query)[1] == '?code\n"CUS.GEN.P4"\n'
    assert shell("sparql", query, "--format", "csv")[1] == "code\r\nCUS.GEN.P4\r\n"
    assert json.loads(shell("sparql", query, "--json")[1])["results"]["bindings"] == [
        {"code": {"type": "literal", "value": "CUS.GEN.P4"}}
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * WHERE {", "error: the SPARQL query does not parse"),
        ("SELECT * WHERE { SERVICE <http://example.com/> { ?s ?p ?o } }", "error: "),
        ("LOAD <http://example.com/>", "error: "),
    ],
)
def test_sparql_refuses_what_it_must(shell: Shell, query: str, message: str) -> None:
    code, output, error = shell("sparql", query)
    assert (code, output) == (1, "")
    assert error.startswith(message)
    assert "Traceback" not in error


def test_documents_and_snapshots_are_listed(shell: Shell, published: Workspace) -> None:
    documents = json.loads(shell("documents", "--json")[1])["documents"]
    assert "customer-success/CUS.GEN.P3.txt" in [document["name"] for document in documents]
    current = published.library.current_id()
    assert shell("snapshots")[1].startswith(f"* {current}  11 documents, ")
    listed = json.loads(shell("snapshots", "--json", "--verify")[1])
    assert (listed["current"], [snapshot["published"] for snapshot in listed["snapshots"]]) == (current, [True])


def test_rolling_back_publishes_an_older_snapshot_again(
    workspace_of_two: Workspace, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    shell = Shell(capfdbinary, workspace_of_two.library.data)
    newest, oldest = [manifest.id for manifest in workspace_of_two.library.manifests()]
    shell("snapshots", "--rollback", oldest)
    assert workspace_of_two.library.open_current().id == oldest
    code, _, error = shell("snapshots", "--rollback", "../../etc")
    assert (code, error) == (1, "error: there is no snapshot '../../etc'; 'rolegraph snapshots' lists them\n")
    shell("snapshots", "--rollback", newest)
    assert workspace_of_two.library.open_current().id == newest


@pytest.fixture
def workspace_of_two(tmp_path: Path, encoders_dir: Path, encoder: OnnxEncoder) -> Workspace:
    workspace = make_workspace(tmp_path, encoders_dir)
    workspace.ingest(EXAMPLES / "people" / "PPL.GEN.P1.json")
    workspace.ingest(EXAMPLES / "people" / "PPL.GEN.P5.json")
    return workspace


def test_removing_a_document_publishes_without_it(
    workspace_of_two: Workspace, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    shell = Shell(capfdbinary, workspace_of_two.library.data)
    removed = json.loads(shell("remove", "people/PPL.GEN.P1.json", "--json")[1])
    assert (removed["removed"], removed["counts"]["documents"]) == (["people/PPL.GEN.P1.json"], 1)
    code, _, error = shell("remove", "people/PPL.GEN.P1.json")
    assert (code, error.startswith("error: there is no document 'people/PPL.GEN.P1.json'")) == (1, True)


def test_export_writes_to_a_file_or_to_standard_output(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    name = "customer-success/CUS.GEN.P1.txt"
    assert shell("export", name, "--format", "json", "--output", str(path))[0] == 0
    assert shell("export", name, "--json")[1] == path.read_text(encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8"))["profile"] == "CUS.GEN.P1"


@pytest.mark.parametrize("command", ["search", "documents", "export", "sparql"])
def test_a_command_on_an_empty_data_directory_says_what_to_do(
    command: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    arguments = {"search": ["x"], "sparql": ["ASK {}"]}.get(command, [])
    code, _, error = Shell(capfdbinary, tmp_path)(command, *arguments)
    assert code == 1
    assert error.startswith(f"error: nothing was published in {tmp_path} yet: run 'rolegraph ingest PATH'")


def test_a_bad_setting_exits_with_2(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLEGRAPH_PORT", "eighty")
    code, _, error = Shell(capfdbinary, tmp_path)("documents")
    assert (code, error) == (2, "error: ROLEGRAPH_PORT='eighty' is no port number (1-65535)\n")


def test_a_wrong_option_exits_with_2_and_shows_the_usage(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, _, error = Shell(capfdbinary, tmp_path)("search", "x", "--colour", "red")
    assert code == 2
    assert "No such option" in error


def test_help_lists_every_command_without_importing_an_engine() -> None:
    script = (
        "import sys\nfrom service.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'faiss', 'pyoxigraph', 'tantivy', 'onnxruntime', 'rdflib', 'pydantic', 'flask', 'torch'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert all(f"  {command} " in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([command, "--help"])
    assert capsys.readouterr().out.startswith(f"Usage: rolegraph {command}")
