"""The physical lines of a page, each with its kind and its text as it will be kept.

Lines are counted from 1 and end at LF, CRLF or CR, as editors count them. A text is kept in Unicode NFC, with every run
of spaces of any kind (tab, no-break space) as one space, without invisible characters and without its bullet mark.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_LINE_END = re.compile(r"\r\n|\r|\n")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
_TAB_WIDTH = 4
_FEWEST_TABS = 2

# An ASCII mark or a dash needs a space or a capital after it: "-5 degrees" and "*bold*" are no bullets.
_BULLET = re.compile(
    r"""(?: [•‣◦▪▫●○∙■□◆➢➤✦►·]\s*          # marks that are nothing else
          | [-*+–—−]\s+
          | [-–−](?=[A-Z])
          | \(?\d{1,2}[.)]\s+               # numbered
          | \(?[a-z]\)\s+ )""",
    re.VERBOSE,
)
_BARE_MARKS = frozenset("•‣◦▪▫●○∙■□")
_RULE_ROW = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")


class LineKind(StrEnum):
    """What a line looks like, before it is known where it stands."""

    BLANK = "blank"
    RULE = "rule"  # marks without a word, such as "---" or a lone arrow
    BULLET = "bullet"
    TABLE = "table"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line; ``text`` is without bullet mark, ``indent`` the width of the space before it."""

    number: int
    kind: LineKind
    text: str
    indent: int = 0

    @property
    def is_bare_mark(self) -> bool:
        """Whether the line is a bullet mark whose text stands on the next line."""
        return self.kind is LineKind.RULE and self.text in _BARE_MARKS


def clean_text(raw: str) -> str:
    """Return ``raw`` in NFC with single spaces, without invisible characters or space at its ends."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", raw))).strip()


def has_words(text: str) -> bool:
    """Tell whether ``text`` holds a letter or digit."""
    return any(c.isalnum() for c in text)


def is_rule_row(text: str) -> bool:
    """Tell whether ``text`` is the line of dashes between a table's header and its rows."""
    return "|" in text and "-" in text and _RULE_ROW.fullmatch(text) is not None


def read_lines(text: str) -> list[Line]:
    """Return all lines of ``text``, blank ones too, so that line n is at index n - 1."""
    raws = _join_tabbed_cells(_LINE_END.split(text))
    cleaned = [clean_text(raw) for raw in raws]
    lines: list[Line] = []
    for index, (raw, content) in enumerate(zip(raws, cleaned, strict=True)):
        before = lines[-1] if lines and lines[-1].kind is LineKind.TABLE else None
        following = cleaned[index + 1] if index + 1 < len(cleaned) else ""
        kind, kept = _classify(content, before, following)
        if kind is LineKind.BLANK and raw.strip():
            kind = LineKind.RULE  # only invisible characters: nothing to read, yet not an empty line
        lines.append(Line(index + 1, kind, kept, _indent(raw)))
    return lines


def _join_tabbed_cells(raws: list[str]) -> list[str]:
    """Return ``raws`` with tables whose cells stand between tabs, as browsers copy them, written with pipes.

    A table is two lines or more with the same number of tabs, and three cells or more; the first is its header.
    """
    counts = [_count_tabs(raw) for raw in raws]
    joined = list(raws)
    for index, count in enumerate(counts):
        if count >= _FEWEST_TABS and count in (counts[index - 1] if index else 0, *counts[index + 1 : index + 2]):
            cells = [cell.strip().replace("|", "\\|") for cell in raws[index].split("\t")]
            joined[index] = f"| {' | '.join(cells)} |"
    return joined


def _count_tabs(raw: str) -> int:
    content = raw.strip()
    is_row = "\t" in content and not content.startswith("|") and _BULLET.match(content) is None
    return raw.count("\t") if is_row and not raw[0].isspace() else 0


def _classify(content: str, before: Line | None, following: str) -> tuple[LineKind, str]:
    """Return kind and text of a line between ``before``, a table's line or None, and the text ``following``."""
    if not content:
        return LineKind.BLANK, ""
    if content.startswith("|") or _is_open_row(content, before, following):
        return LineKind.TABLE, content
    mark = _BULLET.match(content)
    if mark and mark.end() < len(content):
        return LineKind.BULLET, content[mark.end() :]
    if not has_words(content):
        return LineKind.RULE, content
    return LineKind.TEXT, content


def _is_open_row(content: str, before: Line | None, following: str) -> bool:
    """Tell whether a line without a leading pipe is a table row all the same: its table's other rows have none."""
    if _BULLET.match(content):
        return False
    if before is None:
        return " | " in content and is_rule_row(following)
    return is_rule_row(content) or (" | " in content and not before.text.startswith("|"))


def _indent(raw: str) -> int:
    expanded = _INVISIBLE.sub("", raw).expandtabs(_TAB_WIDTH)
    return len(expanded) - len(expanded.lstrip())
