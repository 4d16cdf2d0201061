"""What the site prints on every page and that states nothing of a profile: introductions, empty notices, controls.

Each pattern is one sentence in lower case, with plain dashes and quotes, single spaces and neither arrows nor full stop
at its end; a block is boilerplate where all its sentences are. A pattern belongs to the sections that it is printed in,
since the same words elsewhere may be content; ``None`` stands for all.
"""

from __future__ import annotations

import re

from ingest.page.headings import SectionKind

_PATTERNS: tuple[tuple[str, SectionKind | None, str], ...] = (
    (
        "section introduction",
        SectionKind.LADDER,
        r"what (?:this person|someone|a person) actually does at each level(?: on the .{1,60}? track)?"
        r"(?: - escalating scope, not one generic blob)?",
    ),
    ("section introduction", SectionKind.LADDER, r"your level is highlighted(?: below)?"),
    ("level marker", SectionKind.LADDER, r"\(?(?:your level|you are here|current level|this level)\)?"),
    (
        "section introduction",
        SectionKind.GUIDELINES,
        r"the universal levell?ing rubric applied to this (?:function|role|focus)(?: - how .{1,120} across levels)?",
    ),
    ("section introduction", SectionKind.GUIDELINES, r"your level is highlighted(?: below)?"),
    (
        "section introduction",
        SectionKind.SKILLS,
        r"(?:focus|function|role|level)-specific skills (?:that )?the role applies"
        r"(?: - the relevance layer beyond the occupational base)?",
    ),
    (
        "section introduction",
        SectionKind.ADJACENT,
        r"(?:the )?nearest roles by structural coordinates(?: \(.{1,60}?\))?",
    ),
    (
        "section introduction",
        SectionKind.ADJACENT,
        r"distance 0 ?(?:->|-|to) ?1(?:; each carries its .{1,20} match band)?",
    ),
    ("section introduction", SectionKind.ADJACENT, r"each carries its .{1,20} match band"),
    ("link", SectionKind.ADJACENT, r"how coordinates work"),
    ("link", SectionKind.ADJACENT, r"compare side-by-side"),
    (
        "empty section",
        None,
        r"no (?:[\w*/&-]+ ){1,5}?(?:(?:have been |were |are |is )?"
        r"(?:recorded|available|found|defined|listed|mapped|documented)(?: yet)?|yet)"
        r"(?: for this (?:profile|role|level|function|focus))?(?: yet)?",
    ),
    ("empty section", None, r"(?:none|nothing) (?:recorded|available|listed|defined)(?: yet)?|not recorded yet"),
    ("control", None, r"\[?(?:show|hide|expand|collapse)(?: (?:all|more|less))?\]?"),
    ("control", None, r"(?:back to top|skip to (?:main )?content|copy link|print this page|loading)"),
)
_COMPILED = tuple((what, kind, re.compile(pattern)) for what, kind, pattern in _PATTERNS)

_MARKER = re.compile(
    r"[(\[]?(?:your level|you are here|current level|this level|\b(?:you|responsibilities))[)\]]?$", re.IGNORECASE
)
_ARROWS_RIGHT = re.compile("[→⇒➔➜⟶]|=>|->")
_ARROWS_UP_DOWN = re.compile("[▾▴▸▿▵▼▲►▶◂◀⌄⌃›»↗↑↓]")
_DASHES = re.compile("[‐‑‒–—―−]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\s*[·•|]\s*")
_TRAILING = re.compile(r"(?:[\s.!…:]|->)+$")


def find_boilerplate(text: str, kind: SectionKind) -> str | None:
    """Return what boilerplate ``text`` is in a section of ``kind``, such as ``"section introduction"``, or None."""
    found: str | None = None
    for sentence in _SENTENCE_END.split(_simplify(text)):
        bare = _TRAILING.sub("", sentence).strip()
        if not bare:
            continue
        what = next((w for w, k, p in _COMPILED if k in (None, kind) and p.fullmatch(bare)), None)
        if what is None:
            return None
        found = found or what
    return found


def strip_marker(label: str) -> str:
    """Return a level's ``label`` without the site's mark of the page's own level, such as "(your level)"."""
    return _MARKER.sub("", label).strip(" —–-·:()[]")


def _simplify(text: str) -> str:
    plain = _ARROWS_UP_DOWN.sub("", _DASHES.sub("-", _ARROWS_RIGHT.sub("->", text.casefold())))
    return " ".join(plain.replace("’", "'").replace("‘", "'").split())
