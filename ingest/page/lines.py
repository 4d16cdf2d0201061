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
    raws = _LINE_END.split(text)
    cleaned = [clean_text(raw) for raw in raws]
    lines: list[Line] = []
    for index, (raw, content) in enumerate(zip(raws, cleaned, strict=True)):
        following = cleaned[index + 1] if index + 1 < len(cleaned) else ""
        in_table = bool(lines) and lines[-1].kind is LineKind.TABLE
        kind, kept = _classify(content, in_table=in_table, following=following)
        if kind is LineKind.BLANK and raw.strip():
            kind = LineKind.RULE  # only invisible characters: nothing to read, yet not an empty line
        lines.append(Line(index + 1, kind, kept, _indent(raw)))
    return lines


def _classify(content: str, *, in_table: bool, following: str) -> tuple[LineKind, str]:
    if not content:
        return LineKind.BLANK, ""
    if content.startswith("|") or _is_open_table_row(content, in_table=in_table, following=following):
        return LineKind.TABLE, content
    mark = _BULLET.match(content)
    if mark and mark.end() < len(content):
        return LineKind.BULLET, content[mark.end() :]
    if not has_words(content):
        return LineKind.RULE, content
    return LineKind.TEXT, content


def _is_open_table_row(content: str, *, in_table: bool, following: str) -> bool:
    """Tell whether a line without the leading pipe is a table row all the same, by its neighbours."""
    return " | " in content and (in_table or is_rule_row(following)) and _BULLET.match(content) is None


def _indent(raw: str) -> int:
    expanded = _INVISIBLE.sub("", raw).expandtabs(_TAB_WIDTH)
    return len(expanded) - len(expanded.lstrip())
