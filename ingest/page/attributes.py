"""The names of level attributes, as far as the site is known to use them."""

from __future__ import annotations

_NAMES = frozenset(
    {
        "scope",
        "autonomy",
        "complexity",
        "impact",
        "decision rights",
        "leadership",
        "typical experience",
        "experience",
        "influence",
        "supervision",
        "communication",
        "problem solving",
        "knowledge",
    }
)


def is_attribute_name(text: str) -> bool:
    """Tell whether ``text`` is the name of a level attribute and nothing else."""
    return text.casefold().rstrip(": ").replace("-", " ") in _NAMES
