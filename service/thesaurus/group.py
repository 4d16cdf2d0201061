"""The thesaurus as it is written: one group of phrases a line.

``a, b, c`` says that each stands for each of the others; ``a, b => x, y`` that a and b may be said as x or y, and not
the other way round. ``#`` begins a comment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.errors import DocumentError

THESAURUS_FILE = Path(__file__).with_name("thesaurus.txt")
MAX_PHRASES = 12  # of one side of a line; in longer groups the last no longer means what the first does
_ARROW = "=>"
_PHRASE = re.compile(r"[^\W_](?:[^\W_]|[ &/:.'’+-](?! ))*")
_PHRASES = re.compile(r"[a-z](?:[a-z-]|[ ,](?=[a-z]))*")  # those that most lines have, in lower case
_TWO = 2  # capitals or figures make an abbreviation


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases that are asked for, and what may be said instead of each of them."""

    asked: tuple[str, ...]
    said: tuple[str, ...]  # the same as ``asked`` where each stands for each


def read_groups(path: Path) -> tuple[Group, ...]:
    """Return the groups of the file at ``path``, in its order.

    Raises:
        DocumentError: the file cannot be read, or a line is no group; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(str(path), f"it cannot be read: {error}") from error
    groups = []
    for number, line in enumerate(lines, start=1):
        text = line.partition("#")[0].strip()
        if text:
            try:
                groups.append(_to_group(text))
            except ValueError as error:
                raise DocumentError(str(path), str(error), line=number, remedy="a, b, c or a, b => x, y") from error
    return tuple(groups)


@cache
def read_default_groups() -> tuple[Group, ...]:
    """Return the groups that come with this version."""
    return read_groups(THESAURUS_FILE)


def _to_group(text: str) -> Group:
    sides = [tuple(part.strip() for part in side.split(",")) for side in text.split(_ARROW)]
    if len(sides) > 2:  # noqa: PLR2004
        raise ValueError(f"{_ARROW} stands twice")
    phrases = [phrase for side in sides for phrase in side]
    if not _PHRASES.fullmatch(",".join(phrases)):  # one look at them all: thousands are read
        for phrase in phrases:
            _check_phrase(phrase)
    folded = [phrase.lower() for phrase in phrases]
    if len(set(folded)) < len(folded):
        repeated = next(phrase for phrase in folded if folded.count(phrase) > 1)
        raise ValueError(f"{repeated!r} stands twice")
    if len(phrases) == 1:
        raise ValueError(f"{phrases[0]!r} stands alone")
    if max(map(len, sides)) > MAX_PHRASES:
        raise ValueError(f"there are more than {MAX_PHRASES} phrases")
    return Group(sides[0], sides[-1])


def _check_phrase(phrase: str) -> None:
    if not phrase:
        raise ValueError("a phrase is empty")
    if not _PHRASE.fullmatch(phrase):
        raise ValueError(f"{phrase!r} is no phrase of words with single spaces between them")
    for word in phrase.split():
        if word != word.lower() and sum(c.isupper() or c.isdigit() for c in word) < _TWO:
            raise ValueError(f"{word!r} has a capital, but is no abbreviation")
