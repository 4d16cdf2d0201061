"""What stands in a title and does not name the job: how, where and for how long one is employed, pay, numbers.

A phrase that is noise wherever it stands is taken out. A word that could be the job's ("Contract Manager", "Shift
Supervisor") is so only where a whole part of the title is noise.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from service.titles import places
from service.titles.noise_patterns import PHRASES

_SPACES = re.compile(r"\s+")
_EMPTY = re.compile(r"[(\[{][\s,;|/&+-]*[)\]}]")
_EDGES = " \t,;:|/–—·•*-&+@!?"
DIVIDERS = re.compile(r"\s*[,;|()\[\]{}·•@]+\s*|\s+[–—-]+\s*|\s*[–—]+\s*|-\s+|:\s+|\s+/\s+")

# Only where nothing else stands in the same part of the title.
_ALONE = frozenset(
    """
    contract contractor temp temporary temporarily permanent perm casual seasonal freelance interim shift day days night
    nights evening evenings weekend weekends weekdays office based remote hybrid flexible flex hours week start asap
    immediately level multiple locations location various positions position opening openings role job vacancy new
    english german
    french spanish speaking speaker fluent bilingual visa sponsorship relocation only or and in a an the with
    required inc llc ltd gmbh ag plc corp employee position term months month year rotation rotating any city cities
    nationwide region regional
    """.split()  # noqa: SIM905
)
_EMPLOYMENT = frozenset(
    "contract contractor temp temporary temporarily permanent perm casual seasonal freelance interim term".split()  # noqa: SIM905
)
_LEADING = re.compile(r"^(?:temporary|temp|permanent|perm|seasonal|interim|casual)\s+(?=\S+\s+\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text with what was taken out of it."""

    text: str
    removed: tuple[tuple[str, str], ...]  # what kind, and what


def clean_characters(title: str) -> str:
    """Return ``title`` in plain characters: no markup, symbols or double spaces."""
    text = unicodedata.normalize("NFKC", html.unescape(title))
    kept = (c if unicodedata.category(c) not in ("So", "Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") else " " for c in text)
    return _SPACES.sub(" ", "".join(kept)).replace("’", "'").strip(_EDGES)


def remove_noise(text: str) -> Cleaned:
    """Return ``text`` without employment, arrangement, pay, numbers and greetings."""
    removed: list[tuple[str, str]] = []
    for name, pattern in PHRASES:
        removed += [(name, match[0].strip()) for match in pattern.finditer(text) if match[0].strip()]
        text = pattern.sub(" ", text)
    leading = _LEADING.match(text.strip(_EDGES))
    if leading:
        removed.append(("employment", leading[0].strip()))
        text = text.strip(_EDGES)[leading.end() :]
    return _drop_parts(text, removed, _find_noise)


def remove_places(text: str) -> Cleaned:
    """Return ``text`` without the places where the job is done."""
    removed: list[tuple[str, str]] = []
    return _drop_parts(_cut_places(text, removed), removed, _find_place)


def split_parts(text: str) -> list[str]:
    """Return the parts that commas, brackets, dashes and slashes divide ``text`` into."""
    return [part for part in DIVIDERS.split(text) if part and part.strip(_EDGES)]


def _drop_parts(text: str, removed: list[tuple[str, str]], find: Callable[[str], str | None]) -> Cleaned:
    """Drop the parts of ``text`` that are what ``find`` names, unless that leaves nothing."""
    pieces = re.split(f"({DIVIDERS.pattern})", text)
    kept: list[str] = []
    found = [find(part) if place % 2 == 0 and part.strip(_EDGES) else None for place, part in enumerate(pieces)]
    named = any(part.strip(_EDGES) and found[2 * place] is None for place, part in enumerate(pieces[::2]))
    for position, piece in enumerate(pieces):
        name = found[position]
        if named and name is not None:
            removed.append((name, piece.strip(_EDGES)))
            continue
        kept.append(piece)
    return Cleaned(tidy("".join(kept)), tuple(removed))


def tidy(text: str) -> str:
    """Return ``text`` without empty brackets, dividers that divide nothing, and double spaces."""
    before = None
    while before != text:
        before = text
        text = _EMPTY.sub(" ", text)
    text = re.sub(r"(\s*[,;|–—-]\s+)(?:[\s,;|–—/-]+)", r"\1", _SPACES.sub(" ", text))
    text = text.strip(_EDGES)
    if text.count("(") != text.count(")"):
        text = text.replace("(", " ").replace(")", " ")
    return _SPACES.sub(" ", text).strip(_EDGES)


def _find_noise(part: str) -> str | None:
    """Return what kind of noise a part is as a whole; None for one that is not."""
    words = re.findall(r"[^\W_]+", part.lower())
    if not words or not all(word in _ALONE or word.isdigit() for word in words):
        return None
    return "employment" if _EMPLOYMENT.intersection(words) else "aside"


def _find_place(part: str) -> str | None:
    return "place" if _is_place(part) else None


def _is_place(part: str) -> bool:
    """Tell whether a part names places and nothing else."""
    words = re.findall(r"[^\W_]+", part)
    position = found = 0
    while position < len(words):
        length = _place_at(words, position)
        if length:
            found += 1
        elif words[position] in places.STATES and len(part.strip(_EDGES)) == 2:  # noqa: PLR2004 - "Austin, TX"
            found, length = found + 1, 1
        elif words[position].lower() in (
            "and",
            "or",
            "in",
            "at",
            "based",
            "the",
            "area",
            "greater",
            "region",
            "metro",
            "only",
            "city",
            "office",
        ):
            length = 1
        else:
            return False
        position += length
    return found > 0


def _cut_places(text: str, removed: list[tuple[str, str]]) -> str:
    """Cut places off the end of each part: "Engineer in Berlin", "Sales Manager EMEA"."""
    pieces = re.split(f"({DIVIDERS.pattern})", text)
    for number in range(0, len(pieces), 2):
        if not _is_place(pieces[number]):  # a part of places alone is dropped as a whole
            pieces[number] = _cut_end(pieces[number], removed)
    return "".join(pieces)


def _cut_end(part: str, removed: list[tuple[str, str]]) -> str:
    found = list(re.finditer(r"[^\W_]+", part))
    words = [match[0] for match in found]
    if len(words) > 2 and words[0] in places.CAPITALS:  # noqa: PLR2004 - "EMEA Sales Director"
        removed.append(("place", words[0]))
        return _cut_end(part[found[1].start() :], removed)
    for start in range(1, len(words)):
        tail = " ".join(words[start:])
        if _is_place(tail) and (_place_at(words, start) or words[start].lower() in ("in", "at")):
            removed.append(("place", part[found[start].start() :].strip(_EDGES)))
            return part[: found[start].start()]
    return part


def _place_at(words: list[str], position: int) -> int:
    """Return how many words from ``position`` on are a place; 0 where none is."""
    for length in range(min(places.LONGEST, len(words) - position), 0, -1):
        if " ".join(words[position : position + length]).lower() in places.NAMES:
            return length
    return 1 if words[position] in places.CAPITALS else 0
