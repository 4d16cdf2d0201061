"""Text as it is compared: two spellings of one sentence are one sentence."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_TRAILING = re.compile(r"[\s.;,]+$")
_SLUG_BREAKS = re.compile(r"(?:[^\w+#]|_)+")


def normalise_text(text: str) -> str:
    """Return ``text`` in Unicode NFKC, case-folded, with single spaces and no closing full stop."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _TRAILING.sub("", _SPACES.sub(" ", folded).strip())


def to_slug(label: str) -> str:
    """Return ``label`` as a readable path segment: ``"SQL / data querying"`` -> ``"sql-data-querying"``."""
    decomposed = unicodedata.normalize("NFKD", label.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SLUG_BREAKS.sub("-", plain).strip("-")
