"""The names of classification schemes, as far as pages may use them for a heading among mappings."""

from __future__ import annotations

import re

from ingest.page.headings import split_count, strip_toggle

_SCHEME = re.compile(
    r"(?:O\*?NET|SOC|US SOC|UK SOC|ESCO|ISCO|NAICS|ISIC|NACE|NOC|ANZSCO|OSCA|KldB|ROME|SSYK|CIP|OOH|Lightcast|LOT)"
    r"(?:[\s/(-]+(?:O\*?NET|SOC|ESCO|ISCO|\d{2,4}(?:\.\d)?|codes?|occupations?|v?\d+(?:\.\d+)*)\)?)*",
    re.IGNORECASE,
)


def read_scheme_name(text: str) -> str | None:
    """Return the classification scheme that ``text`` names, such as ``O*NET / SOC`` or ``ISCO-08``; else None."""
    bare = strip_toggle(text).rstrip(": ")
    for name in (bare, split_count(bare)[0]):
        if _SCHEME.fullmatch(name):
            return name
    return None
