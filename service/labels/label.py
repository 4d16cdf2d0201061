"""A label: a text by which something of the snapshot is called."""

from __future__ import annotations

from dataclasses import dataclass

# In the order in which labels of equal standing are shown.
LABEL_KINDS = (
    "role",
    "title",
    "alias",
    "profile",
    "level",
    "function",
    "superfunction",
    "focus",
    "skill",
    "knowledge",
    "competency",
    "qualification",
    "occupation",  # in an index of their own
)


@dataclass(frozen=True, slots=True)
class Label:
    """One text by which one thing is called; a code is a label too."""

    text: str
    kind: str  # one of LABEL_KINDS
    iri: str  # of what is called so
    code: str | None = None  # of what is called so
    role: str | None = None  # codes of where it stands
    level: str | None = None
    profile: str | None = None
    approved: bool | None = None  # aliases only: None is pending, False is rejected
    confidence: float | None = None  # 0-1; aliases only


@dataclass(frozen=True, slots=True)
class LabelHit:
    """One label that was found."""

    label: Label
    score: float  # 0-1, higher fits better
    matched: str  # the label's text that fits; in a text, the words that stand for it


@dataclass(frozen=True, slots=True)
class LabelSpan:
    """Words of a text that are a label."""

    start: int  # characters
    end: int
    text: str
    hits: tuple[LabelHit, ...]  # all labels that read so, best first


def is_asserted(label: Label) -> bool:
    """Return whether the company itself calls the thing so: all but aliases that are pending or rejected."""
    return label.kind != "alias" or label.approved is True
