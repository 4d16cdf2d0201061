"""Prevalence and layer, which the copied text runs together with an item: ``Data entrycommonlevel``.

On the page they are two badges after the item. Glued to a word, or set apart by marks, they can't be the item's own
words. Words at an item's end that are only spaced (``Raise service level``) are badges only where most of the section
has them so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

_PREVALENCES = (
    "uncommon", "common", "commonly", "core", "rare", "emerging", "occasional", "occasionally", "essential", "optional",
    "universal", "frequent", "frequently", "infrequent", "typical", "specialised", "specialized", "preferred",
    "required", "critical", "niche", "widespread", "standard", "expected", "desirable", "mandatory", "recommended",
    "differentiating", "distinctive", "unique", "foundational", "baseline", "supporting", "primary", "secondary",
    "basic", "advanced",
)  # fmt: skip
_LAYERS = (
    "superfunction", "occupation", "occupational", "function", "profile", "family", "level", "focus", "track", "role",
    "base", "universal", "industry", "company", "organization", "organisation", "domain", "discipline", "foundation",
)  # fmt: skip
_P = "|".join(sorted(_PREVALENCES, key=len, reverse=True))
_L = "|".join(sorted(_LAYERS, key=len, reverse=True))
_BADGE_PAIR = re.compile(rf"(?:{_P})\n(?:{_L})", re.IGNORECASE)

# All of these are searched in an item's last characters. "(?<=\S)" stands for "glued to what is before".
_GLUED = re.compile(rf"(?P<prevalence>{_P})(?P<layer>{_L})$", re.IGNORECASE)
_MARKED = re.compile(
    rf"(?:\s*[·•|]\s*|\s+[–—-]\s+|\s*[,;]\s*|\s*[(\[]\s*)(?P<prevalence>{_P})"
    rf"\s*[·•|/,;–—-]\s*(?P<layer>{_L})\s*[)\]]?$",
    re.IGNORECASE,
)
_HALF_GLUED = re.compile(rf"(?<=[^\s(\[/-])(?P<prevalence>{_P})\s(?P<layer>{_L})$", re.IGNORECASE)
_SPACED = re.compile(rf"(?<=\S)\s+(?P<prevalence>{_P})\s+(?P<layer>{_L})$", re.IGNORECASE)
_PREVALENCE_GLUED = re.compile(rf"(?<=[^\s(\[/-])(?P<prevalence>{_P})(?P<layer>)$", re.IGNORECASE)
_LAYER_GLUED = re.compile(rf"(?<=[^\s(\[/-])(?P<prevalence>)(?P<layer>{_L})$", re.IGNORECASE)
_LAYER_UNKNOWN = re.compile(rf"(?<=[^\s(\[/-])(?P<prevalence>{_P})(?P<layer>[a-z]{{4,20}})$")
# English words that end like a badge and hold none.
_WORDS = re.compile(
    r"\b(?:(?:data|code|knowledge|customer|user|client|fire|air)base|(?:en|s|hard|multi|man|un)?core"
    r"|(?:dys|mal|multi|cross|inter)function|(?:multi|sub|bi|tri|top|split)level|uncommon|(?:sound|race|back|multi|fast)track"
    r"|(?:auto|hyper|in|re)focus|(?:hyper|un|dia|a)critical|(?:a|proto|arche|stereo)typical|(?:in|un)frequent)$",
    re.IGNORECASE,
)
_TAIL = 80  # characters of an item that are searched: badges are short, and some items are very long
_MOST = 0.6
_FEWEST_ALIKE = 3
_NEARLY_ALL = 0.8
_SHORTEST_UNKNOWN = 4
_LONGEST_UNKNOWN = 30


@dataclass(frozen=True, slots=True)
class Suffixed:
    """An item's own text and the badges that followed it; ``doubt`` says what was guessed or not understood."""

    text: str
    prevalence: str | None = None
    layer: str | None = None
    doubt: str | None = None

    @property
    def has_badge(self) -> bool:
        """Whether any badge was read."""
        return self.prevalence is not None or self.layer is not None


def is_badge_pair(texts: Sequence[str]) -> bool:
    """Tell whether ``texts`` are a known prevalence and a known layer."""
    return _BADGE_PAIR.fullmatch("\n".join(texts)) is not None


def has_glued_badges(text: str) -> bool:
    """Tell whether ``text`` ends in a known prevalence and layer that are glued together."""
    read = _take(_GLUED, text)
    return read is not None and bool(read.text)


def split_suffixes(items: Sequence[str]) -> list[Suffixed]:
    """Return the items of one section, each with its badges split off; item i of the result is ``items[i]``."""
    found = [_split_sure(item) for item in items]
    found = _split_where_most(items, found, _SPACED)
    found = _split_unknown_prevalence(items, found)
    found = _split_unknown_layer(items, found)
    for pattern in (_PREVALENCE_GLUED, _LAYER_GLUED):
        found = _split_one(items, found, pattern)
    if not any(read.has_badge for read in found):
        found = _split_both_unknown(items)
    return _doubt_halves(found)


def _take(pattern: re.Pattern[str], item: str, doubt: str | None = None) -> Suffixed | None:
    """Return ``item`` with what ``pattern`` finds at its end taken off, or None."""
    start = max(0, len(item) - _TAIL)
    match = pattern.search(item, start)
    if match is None or match.start() == 0:
        return None
    text = item[: match.start()].rstrip(" ·•|,;–—-")
    return Suffixed(text, match["prevalence"].lower() or None, match["layer"].lower() or None, doubt)


def _split_sure(item: str) -> Suffixed:
    for pattern in (_GLUED, _MARKED, _HALF_GLUED):
        read = _take(pattern, item)
        # In "an uncommon level" the prevalence is glued to a word, and yet is that word's own.
        if read and read.text and not (pattern is _HALF_GLUED and _WORDS.search(item.rsplit(" ", 1)[0])):
            return read
    return Suffixed(item)


def _split_where_most(items: Sequence[str], found: list[Suffixed], pattern: re.Pattern[str]) -> list[Suffixed]:
    """Split the items that match ``pattern`` where most items of the section do."""
    taken = [None if read.has_badge else _take(pattern, item) for item, read in zip(items, found, strict=True)]
    count = sum(read is not None for read in taken)
    if count < 2 or count < _MOST * len(items):  # noqa: PLR2004 - one item is no habit
        return found
    return [new or old for new, old in zip(taken, found, strict=True)]


def _split_one(items: Sequence[str], found: list[Suffixed], pattern: re.Pattern[str]) -> list[Suffixed]:
    """Split single glued badges: words that the section uses as badges elsewhere, or that most of its items end in."""
    used = {word for read in found for word in (read.prevalence, read.layer) if word}
    taken = [
        None if read.has_badge or _WORDS.search(item) else _take(pattern, item)
        for item, read in zip(items, found, strict=True)
    ]
    alike = Counter(read.prevalence or read.layer for read in taken if read)
    usual = {word for word, count in alike.items() if count >= max(_FEWEST_ALIKE, _MOST * len(items))}
    return [
        new if new and (new.prevalence or new.layer) in used | usual else old
        for new, old in zip(taken, found, strict=True)
    ]


def _split_unknown_prevalence(items: Sequence[str], found: list[Suffixed]) -> list[Suffixed]:
    """Split ``Xlevel`` where the same unknown X is glued to several items before a known layer."""
    taken = [None if read.has_badge else _take(_LAYER_GLUED, item) for item, read in zip(items, found, strict=True)]
    word = _common_end([read.text for read in taken if read])
    if not word:
        return found
    doubt = f"{word!r} is glued to several items; it is read as their prevalence"
    return [
        Suffixed(new.text[: -len(word)].rstrip(), word, new.layer, doubt)
        if new and new.text.lower().endswith(word)
        else old
        for new, old in zip(taken, found, strict=True)
    ]


def _split_unknown_layer(items: Sequence[str], found: list[Suffixed]) -> list[Suffixed]:
    """Split ``commonX`` where most items end in a known prevalence and the same unknown X."""
    taken = [None if read.has_badge else _take(_LAYER_UNKNOWN, item) for item, read in zip(items, found, strict=True)]
    alike = Counter(read.layer for read in taken if read)
    usual = {word for word, count in alike.items() if count >= max(_FEWEST_ALIKE, _MOST * len(items))}
    return [
        replace(new, doubt=f"{new.layer!r} is glued to several items; it is read as their layer")
        if new and new.layer in usual
        else old
        for new, old in zip(taken, found, strict=True)
    ]


def _split_both_unknown(items: Sequence[str]) -> list[Suffixed]:
    """Take a long ending off that nearly all items share, glued to different words; what it says is not known."""
    ending = _common_end(items)
    alike = sum(item.lower().endswith(ending) for item in items) if ending else 0
    if len(ending) < 2 * _SHORTEST_UNKNOWN or alike < max(_FEWEST_ALIKE + 1, _NEARLY_ALL * len(items)):
        return [Suffixed(item) for item in items]
    doubt = f"{ending!r} is glued to the items and not known; it is kept as a note"
    return [
        Suffixed(item[: -len(ending)].rstrip(), doubt=doubt) if item.lower().endswith(ending) else Suffixed(item)
        for item in items
    ]


def _common_end(texts: Sequence[str]) -> str:
    """Return the longest run of letters that most of ``texts`` end in, glued to different words, or ''."""
    need = max(_FEWEST_ALIKE, _MOST * len(texts))
    best = ""
    for length in range(_SHORTEST_UNKNOWN, _LONGEST_UNKNOWN):
        endings = Counter(t[-length:].lower() for t in texts if len(t) > length and t[-length:].isalpha())
        ending, count = endings.most_common(1)[0] if endings else ("", 0)
        if count < need:
            break
        best = ending
    # A word that stands by itself in one of the texts is theirs, and no badge.
    alone = re.compile(rf"(?:^|[\W_]){re.escape(best)}$", re.IGNORECASE)
    return "" if any(alone.search(text, max(0, len(text) - _TAIL)) for text in texts) else best


def _doubt_halves(found: list[Suffixed]) -> list[Suffixed]:
    """Doubt a layer without prevalence where most items of the section have both: the other word may not be known."""
    both = sum(read.prevalence is not None and read.layer is not None for read in found)
    if both < _MOST * len(found):
        return found
    return [
        replace(read, doubt=f"{read.text!r} has a layer but no known prevalence")
        if read.layer is not None and read.prevalence is None and read.doubt is None
        else read
        for read in found
    ]
