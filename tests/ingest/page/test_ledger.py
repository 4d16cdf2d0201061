"""The account: what no parser claims is found."""

from __future__ import annotations

from ingest.page.ledger import Ledger
from ingest.page.lines import read_lines
from ingest.report import DocumentWarning, Fate, LineAccount
from ontology.records import Lines, Note


def test_line_that_no_parser_claimed_becomes_a_note_with_a_warning() -> None:
    lines = read_lines("one\n\n- two\nthree")
    ledger = Ledger("page.txt", lines)
    ledger.map([lines[0]], "title")
    ledger.skip([lines[3]], "link")
    ledger.settle()
    assert ledger.accounts == (
        LineAccount(1, Fate.MAPPED, "title", "one"),
        LineAccount(3, Fate.UNMAPPED, "note", "two"),
        LineAccount(4, Fate.BOILERPLATE, "boilerplate: link", "three"),
    )
    assert ledger.notes == (Note("two", None, Lines(3, 3)),)
    assert [str(warning) for warning in ledger.warnings] == [
        "page.txt:3: this line was not understood; it is kept as a note"
    ]


def test_first_claim_of_a_line_stands_and_its_text_is_kept_once() -> None:
    lines = read_lines("one")
    ledger = Ledger("page.txt", lines)
    ledger.map(lines, "title")
    ledger.keep(lines, None)
    ledger.skip(lines, "link")
    assert [account.fate for account in ledger.accounts] == [Fate.MAPPED]
    assert ledger.notes == ()


def test_same_warning_is_given_once() -> None:
    ledger = Ledger("page.txt", [])
    ledger.warn(None, "doubt")
    ledger.warn(None, "doubt")
    assert ledger.warnings == (DocumentWarning("page.txt", None, "doubt"),)
    assert str(ledger.warnings[0]) == "page.txt: doubt"
