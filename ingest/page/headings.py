"""The headings that the site's pages are known to use, in both layouts, and what each one opens.

A heading is looked up without case, dashes' kinds, toggles ("show ▾") and count ("Skills8"), so that its variants need
no entry of their own. A name belongs in ``_NAMES`` once a page was seen with it, or where it is the plural, singular or
plain English twin of one that was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ingest.page.codes import LEVEL_CODE


class SectionKind(StrEnum):
    """What a section is about; the value is how messages call it."""

    HEADER = "page header"
    FUNCTION = "function"
    FOCUS = "focus"
    DEFINITION = "definition"
    SUMMARY = "summary"
    LADDER = "responsibilities by level"
    GUIDELINES = "level guidelines"
    COMPONENTS = "components"
    RESPONSIBILITIES = "responsibilities"
    TASKS = "tasks"
    OUTPUTS = "core outputs"
    SKILLS = "skills"
    KNOWLEDGE = "knowledge"
    COMPETENCIES = "competencies"
    QUALIFICATIONS = "qualifications"
    STORY = "story"
    WHO = "story: who"
    PROBLEM = "story: problem"
    PLAN = "story: plan"
    STAKES = "story: stakes"
    SUCCESS = "story: success"
    LEVEL = "level"
    PROVENANCE = "provenance"
    ADJACENT = "adjacent roles"
    ALIASES = "title aliases"
    MAPPINGS = "classification mappings"
    UNKNOWN = "unknown section"


_NAMES: dict[SectionKind, tuple[str, ...]] = {
    SectionKind.FUNCTION: ("function",),
    SectionKind.FOCUS: ("focus",),
    SectionKind.DEFINITION: ("definition", "role definition", "function definition"),
    SectionKind.SUMMARY: ("summary", "role summary", "profile summary"),
    SectionKind.LADDER: ("responsibilities by level", "responsibility by level"),
    SectionKind.GUIDELINES: ("level guidelines", "level guideline", "leveling guidelines", "levelling guidelines"),
    SectionKind.COMPONENTS: ("components", "component"),
    SectionKind.RESPONSIBILITIES: (
        "responsibilities",
        "responsibility",
        "core responsibilities",
        "key responsibilities",
    ),
    SectionKind.TASKS: ("tasks", "task"),
    SectionKind.OUTPUTS: ("core outputs", "core output", "outputs", "output"),
    SectionKind.SKILLS: ("skills", "skill"),
    SectionKind.KNOWLEDGE: ("knowledge",),
    SectionKind.COMPETENCIES: ("competencies", "competency", "competences", "competence"),
    SectionKind.QUALIFICATIONS: ("qualifications", "qualification"),
    SectionKind.STORY: ("the story of this role", "story of this role", "the story", "story"),
    SectionKind.WHO: ("who does this work", "who does this work?"),
    SectionKind.PROBLEM: (
        "the problem this role solves",
        "problem this role solves",
        "the problems this role solves",
        "the problem",
    ),
    SectionKind.PLAN: ("the plan", "plan"),
    SectionKind.STAKES: ("what's at stake", "what is at stake", "what's at stake?", "the stakes", "stakes"),
    SectionKind.SUCCESS: ("success looks like", "what success looks like", "success"),
    SectionKind.LEVEL: ("level",),
    SectionKind.PROVENANCE: ("provenance",),
    SectionKind.ADJACENT: ("adjacent roles", "adjacent role"),
    SectionKind.ALIASES: ("title aliases", "title alias", "aliases", "alias"),
    SectionKind.MAPPINGS: (
        "classification mappings",
        "classification mapping",
        "classifications",
        "mappings",
        "mapping",
    ),
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names}

_ARROWS = "▾▴▸▿▵▼▲►▶◂◀⌄⌃›»"
_TOGGLE = re.compile(
    rf"\s*[\[(]?(?:show|hide|expand|collapse)?(?:\s+(?:all|more|less))?\s*[{_ARROWS}]+[\])]?\s*$", re.IGNORECASE
)
_TOGGLE_WORD = re.compile(
    r"\s+[\[(]?(?:show|hide|expand|collapse)(?:\s+(?:all|more|less))?[\])]?$|(?<=[a-z)\d])(?:show|hide)$"
)
_TOGGLE_BEFORE = re.compile(rf"^[{_ARROWS}+]\s*")
_COUNT = re.compile(r"\s*[·:–—-]?\s*[\[(]?(\d{1,4})[\])]?$")
_MARKUP = re.compile(r"^#{1,6}\s+|^[*_]{2}(?=\S)|[*_]{2}:?$")
_TAIL = re.compile(r"^(function|focus)(?:\s*[—–:·|]\s*|\s+-\s+)(.+)$", re.IGNORECASE)
# A level may be named by its number alone, "Level 3 — Mid-Level Professional"; its label may stand in brackets.
_LEVEL = re.compile(
    rf"^level\s*[—–:·|-]?\s*\(?({LEVEL_CODE}|\d{{1,2}})\)?"
    r"(?:(?:\s*[—–:·|]\s*|\s+-\s*)(.+)|\s+([^\W\d].*)|\s*\((.+)\))?$",
    re.IGNORECASE,
)
_MAX_LENGTH = 120
_MAX_TAIL_WORDS = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """A known heading: its words without decoration, the count glued to it, and for Level its code and label."""

    kind: SectionKind
    name: str
    count: int | None = None
    code: str | None = None
    label: str | None = None  # what follows "Focus —", "Function —" or "Level — P3 —"


def strip_toggle(text: str) -> str:
    """Return ``text`` without the show and hide controls that the page glues to a heading."""
    return _TOGGLE_BEFORE.sub("", _TOGGLE.sub("", text)).strip()


def has_toggle(text: str) -> bool:
    """Tell whether ``text`` ends in a show or hide arrow, or is marked up as a heading."""
    return _TOGGLE.search(text) is not None or text.startswith("#")


def split_count(text: str) -> tuple[str, int | None]:
    """Split the count off a heading: ``"Skills8"``, ``"Skills (8)"`` -> ``("Skills", 8)``."""
    match = _COUNT.search(text)
    if match is None or not match.start():
        return text, None
    return text[: match.start()].rstrip(), int(match.group(1))


@lru_cache(maxsize=4096)  # each line is asked about several times
def read_heading(text: str) -> Heading | None:
    """Return the known heading that ``text`` is, or None."""
    if len(text) > _MAX_LENGTH:
        return None
    plain = _MARKUP.sub("", _MARKUP.sub("", text)).strip()
    for candidate in (plain, strip_toggle(plain)):
        for name in (candidate, _TOGGLE_WORD.sub("", candidate)):
            if heading := _look_up(name.rstrip(":").rstrip()):
                return heading
    return None


def _look_up(name: str) -> Heading | None:
    level = _LEVEL.match(name)
    if level:
        label = level.group(2) or level.group(3) or level.group(4)
        if label is None or (len(label.split()) <= _MAX_TAIL_WORDS and not label.endswith((".", ";", ","))):
            return Heading(SectionKind.LEVEL, name, code=level.group(1).upper(), label=label.strip() if label else None)
    tail = _TAIL.match(name)
    if tail and len(tail.group(2).split()) <= _MAX_TAIL_WORDS and not tail.group(2).endswith("."):
        return Heading(_KINDS[tail.group(1).lower()], name, label=tail.group(2).strip())
    if kind := _KINDS.get(_key(name)):
        return Heading(kind, name)
    base, count = split_count(name)
    if count is not None and (kind := _KINDS.get(_key(base))) and kind is not SectionKind.LEVEL:
        return Heading(kind, base, count=count)
    return None


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").replace("‘", "'").casefold().split())
