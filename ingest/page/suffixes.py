"""Prevalence and layer, which the copied text runs together with an item: ``Data entrycommonlevel``.

On the page they are two badges after the item. Glued to a word, or set apart by marks, they can't be the item's own words.
Words at an item's end that are only spaced (``Raise service level``) are badges only where the whole section has them so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_PREVALENCES = (
    "uncommon", "common", "core", "rare", "emerging", "occasional", "essential", "optional", "universal", "frequent",
    "typical", "specialised", "specialized", "preferred", "required", "critical", "niche",
)  # fmt: skip
_LAYERS = ("superfunction", "occupation", "function", "profile", "family", "level", "focus", "track", "role", "base")
# Ends of English words that are no badges.
_WORDS = re.compile(
    r"(?:[-/]|\b(?:data|code|knowledge|customer|user|client|fire|air|en|s|hard|multi|man|dys|mal|multi|sub|cross|air|x|bi|tri"
    r"|sound|race|back|auto|hyper|in|a|un))(?:base|core|function|level|common|family|profile|focus|track|role|critical|typical)$",
    re.IGNORECASE,
)
_P = "|".join(sorted(_PREVALENCES, key=len, reverse=True))
_L = "|".join(sorted(_LAYERS, key=len, reverse=True))
_MARK = r"\s*[·•|/,;–—-]\s*"
_GLUED = re.compile(rf"^(?P<text>.*[^\W_].*?)\s*(?P<prevalence>{_P})(?P<layer>{_L})$", re.IGNORECASE)
_HALF_GLUED = re.compile(rf"^(?P<text>.*[^\s({{\[])(?P<prevalence>{_P})\s(?P<layer>{_L})$", re.IGNORECASE)
_MARKED = re.compile(
    rf"^(?P<text>.+?)(?:\s*[·•|]\s*|\s+[–—-]\s+|\s*[,;]\s*|\s*[(\[]\s*)(?P<prevalence>{_P})(?:{_MARK})(?P<layer>{_L})\s*[)\]]?$",
    re.IGNORECASE,
)
_SPACED = re.compile(rf"^(?P<text>.+?)\s+(?P<prevalence>{_P})\s+(?P<layer>{_L})$", re.IGNORECASE)
_ONE_GLUED = re.compile(rf"^(?P<text>.*[^\s({{\[/-])(?:(?P<prevalence>{_P})|(?P<layer>{_L}))$", re.IGNORECASE)
_BEFORE_LAYER = re.compile(rf"^(?P<text>.*[^\s(\[/-])(?P<layer>{_L})$", re.IGNORECASE)
_AFTER_PREVALENCE = re.compile(rf"^(?P<text>.*[^\s(\[/-])(?P<prevalence>{_P})(?P<layer>[a-z]{{4,20}})$")
_MOST = 0.6
_FEWEST_ALIKE = 3
_SHORTEST_UNKNOWN = 4


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


def has_glued_badges(text: str) -> bool:
    """Tell whether ``text`` ends in a known prevalence and layer that are glued together."""
    return _GLUED.match(text) is not None


def split_suffixes(items: Sequence[str]) -> list[Suffixed]:
    """Return the items of one section, each with its badges split off; item i of the result is ``items[i]``."""
    found = [_split_sure(item) for item in items]
    found = _split_where_most(items, found, _SPACED)
    found = _split_unknown(items, found)
    found = _split_one(items, found)
    return _doubt_halves(found)


def _split_sure(item: str) -> Suffixed:
    for pattern in (_GLUED, _MARKED, _HALF_GLUED):
        if match := pattern.match(item):
            if pattern is _HALF_GLUED and _WORDS.search(match["text"].split()[-1] + match["prevalence"]):
                continue  # "an uncommon level"
            return _to_suffixed(match)
    return Suffixed(item)


def _to_suffixed(match: re.Match[str], doubt: str | None = None) -> Suffixed:
    prevalence, layer = match["prevalence"], match["layer"]
    return Suffixed(
        match["text"].rstrip(" ·•|,;–—-"),
        prevalence.lower() if prevalence else None,
        layer.lower() if layer else None,
        doubt,
    )


def _split_where_most(items: Sequence[str], found: list[Suffixed], pattern: re.Pattern[str]) -> list[Suffixed]:
    """Split the items that match ``pattern`` where most items of the section do."""
    matches = [None if read.has_badge else pattern.match(item) for item, read in zip(items, found, strict=True)]
    if _count(matches) < 2 or _count(matches) < _MOST * len(items):  # noqa: PLR2004 - one item is no habit
        return found
    return [_to_suffixed(match) if match else read for match, read in zip(matches, found, strict=True)]


def _split_one(items: Sequence[str], found: list[Suffixed]) -> list[Suffixed]:
    """Split single glued badges, where most items have one or the rest of the section uses the same word as a badge."""
    used = {word for read in found for word in (read.prevalence, read.layer) if word}
    matches = [
        None if read.has_badge or _WORDS.search(item) else _ONE_GLUED.match(item)
        for item, read in zip(items, found, strict=True)
    ]
    alike = Counter((match["prevalence"] or match["layer"]).lower() for match in matches if match)
    usual = {word for word, count in alike.items() if count >= max(_FEWEST_ALIKE, _MOST * len(items))}
    return [
        _to_suffixed(match) if match and (match["prevalence"] or match["layer"]).lower() in used | usual else read
        for match, read in zip(matches, found, strict=True)
    ]


def _split_unknown(items: Sequence[str], found: list[Suffixed]) -> list[Suffixed]:
    """Split badges of which one word is not known, where the same unknown word is glued to several items."""
    result = list(found)
    layered = {i: m for i, item in enumerate(items) if not found[i].has_badge and (m := _BEFORE_LAYER.match(item))}
    word = _common_end([match["text"] for match in layered.values()])
    if word:
        for i, match in layered.items():
            if match["text"].lower().endswith(word):
                result[i] = Suffixed(
                    match["text"][: -len(word)].rstrip(), word, match["layer"].lower(), _unknown("prevalence", word)
                )
    after = {i: m for i, item in enumerate(items) if not result[i].has_badge and (m := _AFTER_PREVALENCE.match(item))}
    alike = Counter(match["layer"] for match in after.values())
    for i, match in after.items():
        if alike[match["layer"]] >= max(_FEWEST_ALIKE, _MOST * len(items)):
            result[i] = _to_suffixed(match, _unknown("layer", match["layer"]))
    if not any(read.has_badge for read in result):
        result = _split_both_unknown(items, result)
    return result


def _split_both_unknown(items: Sequence[str], found: list[Suffixed]) -> list[Suffixed]:
    """Take a long ending that nearly all items share, glued to different words, off them; it can't be told which part is which."""
    ending = _common_end(list(items))
    if len(ending) < 2 * _SHORTEST_UNKNOWN or sum(item.endswith(ending) for item in items) < max(
        _FEWEST_ALIKE + 1, 0.8 * len(items)
    ):
        return found
    doubt = f"{ending!r} is glued to the items and not known; it is kept as a note"
    return [
        Suffixed(item[: -len(ending)].rstrip(), None, None, doubt) if item.endswith(ending) else read
        for item, read in zip(items, found, strict=True)
    ]


def _common_end(texts: Sequence[str]) -> str:
    """Return the longest run of letters that three or more (and most) of ``texts`` end in, glued to different words; else ''."""
    need = max(_FEWEST_ALIKE, _MOST * len(texts))
    best = ""
    for length in range(_SHORTEST_UNKNOWN, 30):
        endings = Counter(
            t[-length:].lower()
            for t in texts
            if len(t) > length and t[-length:].isalpha() and not t[-length - 1].isspace()
        )
        if not endings:
            break
        ending, count = endings.most_common(1)[0]
        if count < need:
            break
        best = ending
    # A word that stands alone in some text is a word of the texts, no badge.
    return "" if any(re.search(rf"(?:^|\W){re.escape(best)}$", t.lower()) for t in texts) else best


def _doubt_halves(found: list[Suffixed]) -> list[Suffixed]:
    """Doubt the single badges in a section where most items have both: the other may be a word that is not known."""
    both = sum(read.prevalence is not None and read.layer is not None for read in found)
    if both < _MOST * len(found):
        return found
    return [
        Suffixed(read.text, read.prevalence, read.layer, f"{read.text!r} has a layer but no known prevalence")
        if read.layer is not None and read.prevalence is None
        else read
        for read in found
    ]


def _unknown(what: str, word: str) -> str:
    return f"{word!r} is glued to several items; it is read as their {what}"


def _count(matches: Sequence[object | None]) -> int:
    return sum(match is not None for match in matches)
