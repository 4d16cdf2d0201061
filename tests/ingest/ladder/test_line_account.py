"""The account of a ladder's lines: nothing is lost silently, however the document is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.ladder.mapping import LadderMapping
from ingest.ladder.reader import read_ladder
from ingest.report import Fate
from ingest.sources import Format
from ontology.errors import DocumentError
from tests.ingest.ladder.reading import lines, read, read_mapping

RULES = """\
  - path: ["*.md", "*.csv"]
    role: NL.TECH
    rules:
      - {text: items | cells, level: heading 1, dimension: heading 2 | row}
    skip: [About*, "Draft:*"]
"""
PAGE = """\
---
title: Technicians
---
<!-- a comment
on two lines -->
# T1

Intro that no rule takes.

## Craft
- Replaces parts
- Draft: sings
![picture](a.png)

```
code of ours
```
<div>

---

## About us

- Founded in May

[link]: https://example.com
> # Quoted
"""


def test_every_line_has_a_fate_and_one_warning_names_what_no_rule_takes(tmp_path: Path) -> None:
    reading = read(tmp_path, RULES, PAGE)
    fates = {account.number: (account.fate, account.became) for account in reading.lines}
    mapped, markup, left = (Fate.MAPPED, "responsibility T1"), (Fate.BOILERPLATE, "markup"), Fate.UNMAPPED
    place, skipped = (Fate.MAPPED, "level or dimension"), (Fate.BOILERPLATE, "skipped by the mapping")
    assert fates == {
        **{1: markup, 2: (left, "taken by no rule"), 3: markup, 4: markup, 5: markup, 6: place},
        **{8: (left, "taken by no rule"), 10: place, 11: mapped, 12: skipped, 13: skipped},
        **{15: markup, 16: (left, "taken by no rule"), 17: markup, 18: markup, 20: markup},
        **{22: skipped, 24: skipped, 26: markup, 27: (left, "taken by no rule")},
    }
    assert [account.text for account in reading.lines if account.number in (11, 13)] == [
        "- Replaces parts",
        "![picture](a.png)",
    ]
    assert [str(warning) for warning in reading.warnings] == [
        "ladders/ladder.md:2: 4 lines hold what no rule takes: 2, 8, 16, 27; add a rule for it, or name it under skip"
    ]


def test_lists_too_deep_to_be_read_are_warned_about(tmp_path: Path) -> None:
    deep = "# T1\n\n- A\n\n" + "".join("  " * depth + "- x\n" for depth in range(30))
    assert "hold what no rule takes" in str(read(tmp_path, RULES, deep).warnings[0])


def test_a_document_without_a_statement_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"ladder\.md:1: no rule of .*\.yml:13 finds a statement with a level here"):
        read(tmp_path, RULES, "# T9\n\n- Replaces parts\n")


BITS = ["# T1", "## Craft", "- a", "  - b:", "* **C**: d", "text", "|a|b|", "|-|-|", "<table><tr><td>x", "</table>"]
BITS += [
    "```",
    "<!--",
    "-->",
    "---",
    "",
    "\t- tab",
    "<br>",
    "![p](q)",
    "1. n",
    "> q",
    "&nbsp;",
    "[l]: m",
    "\u200b",
    "**B**",
]


@pytest.fixture(scope="module")
def mapping(tmp_path_factory: pytest.TempPathFactory) -> LadderMapping:
    return read_mapping(tmp_path_factory.mktemp("mapping"), RULES)


@settings(max_examples=50)
@given(st.lists(st.sampled_from(BITS), max_size=25))
def test_any_mixture_of_markdown_keeps_its_account(mapping: LadderMapping, bits: list[str]) -> None:
    text = "\n".join(["# T1", "", "- first", "", *bits])
    reading = read_ladder(text, "ladder.md", Path("/l/ladder.md"), Format.MARKDOWN, mapping)
    stated: set[int] = set()
    for document in reading.documents:
        for statement in document.responsibilities:
            first, last = lines(statement)
            stated.update(range(first, last + 1))
    filled = [number for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    assert [account.number for account in reading.lines] == filled
    assert all(account.fate is Fate.MAPPED for account in reading.lines if account.number in stated)
    assert max(stated) <= len(text.split("\n"))
