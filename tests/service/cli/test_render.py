from __future__ import annotations

import pytest

from ingest.report import DocumentFate, DocumentReport, DocumentWarning, IngestReport
from service.cli.render import describe_ignored, echo_report


def test_files_that_are_no_documents_take_one_line_for_each_kind_and_folder() -> None:
    paths = ("a/README.md", "a/q/one.rq", "a/q/two.rq", "a/q/three.rq", "a/LICENSE", "a/NOTICE", "b/one.rq")
    assert list(describe_ignored(paths)) == [
        "a/README.md: not a document, left out",
        "a/q: 3 files (.rq) are no documents, left out",
        "a: 2 files are no documents, left out",
        "b/one.rq: not a document, left out",
    ]
    assert list(describe_ignored(())) == []


def test_mapping_files_of_ladders_are_named_with_what_they_are_for() -> None:
    assert list(describe_ignored(("a/one.yml", "a/two.yml"))) == [
        "a/one.yml: says how a career ladder is read, left out; give it with --mapping",
        "a/two.yml: says how a career ladder is read, left out; give it with --mapping",
    ]


def test_a_taxonomy_is_shown_with_its_version_its_rows_and_what_is_wrong_with_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    warnings = (
        DocumentWarning("db.zip/Task Statements.txt", 7, "tasks without type: 3, such as task 401"),
        DocumentWarning("db.zip/Occupation Data.txt", None, "occupations without tasks: 1, such as 73-1019.00"),
    )
    counts = {"occupations": 1_016, "tasks": 18_796}
    document = DocumentReport("taxonomy/onet", DocumentFate.ADDED, 9, warnings=warnings, counts=counts, version="29.3")
    echo_report(IngestReport((document,), (), "one", "one", {}, 0, 1.0), verbose=False)
    shown = capsys.readouterr()
    assert shown.out == "added      taxonomy/onet 29.3, 9 triples, 1,016 occupations, 18,796 tasks\n"
    assert shown.err.splitlines() == [
        "db.zip/Task Statements.txt:7: warning: tasks without type: 3, such as task 401",
        "db.zip/Occupation Data.txt: warning: occupations without tasks: 1, such as 73-1019.00",
    ]
