"""Approval states as pages write them. Only an explicit yes or no is known; pending, a dash and silence are not."""

from __future__ import annotations

from ingest.page.lines import has_words

_YES = frozenset({"yes", "y", "true", "approved", "accepted", "✓", "✔", "✅", "☑"})
_NO = frozenset({"no", "n", "false", "rejected", "not approved", "declined", "denied", "✗", "✘", "❌", "×", "x"})
_OPEN = frozenset(
    {
        "pending",
        "needs review",
        "needs_review",
        "in review",
        "unreviewed",
        "proposed",
        "draft",
        "n/a",
        "na",
        "unknown",
        "none",
    }
)


def read_approval(text: str) -> tuple[bool | None, bool]:
    """Return the approval that ``text`` states (None: not known), and whether its words were understood."""
    word = text.strip(" .").replace("\ufe0f", "").casefold()
    if word in _YES:
        return True, True
    if word in _NO:
        return False, True
    return None, word in _OPEN or not has_words(word)
