"""The names of classification schemes, as far as pages may use them for a heading among mappings."""

from __future__ import annotations

import re

_SCHEME = re.compile(
    r"(?:O\*?NET|SOC|US SOC|UK SOC|ESCO|ISCO|NAICS|ISIC|NACE|NOC|ANZSCO|KldB|ROME|SSYK|O\*NET-SOC|CIP|OOH|Lightcast|LOT)"
    r"(?:[\s/(-]+(?:O\*?NET|SOC|ESCO|ISCO|\d{2,4}(?:\.\d)?|code|codes|occupations?|v?\d+(?:\.\d+)*)\)?)*",
    re.IGNORECASE,
)


def is_scheme_name(text: str) -> bool:
    """Tell whether ``text`` names a classification scheme, such as ``O*NET / SOC``, ``ESCO`` or ``ISCO-08``."""
    return _SCHEME.fullmatch(text.strip()) is not None
