from __future__ import annotations

from service.cli.render import describe_ignored


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
