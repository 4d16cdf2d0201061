"""SOC and O*NET-SOC codes by their digits: what a code is, and which group it belongs to.

Source: https://www.bls.gov/soc/2018/soc_2018_manual.pdf (coding structure)
"""

from __future__ import annotations

import re

_SOC = re.compile(r"[0-9]{2}-[0-9]{4}")
_ONET_SOC = re.compile(r"[0-9]{2}-[0-9]{4}\.[0-9]{2}")
_SOC_LENGTH = 7
_ISCO = re.compile(r"[ci]?[0-9]{1,4}")


def is_soc(code: str) -> bool:
    """Return whether ``code`` has the form of a SOC code, such as 13-1161."""
    return _SOC.fullmatch(code) is not None


def is_onet_soc(code: str) -> bool:
    """Return whether ``code`` has the form of an O*NET-SOC code, such as 13-1161.00."""
    return _ONET_SOC.fullmatch(code) is not None


def to_soc(code: str) -> str | None:
    """Return the SOC code that ``code`` is or refines; None for one of another form."""
    return code[:_SOC_LENGTH] if is_soc(code) or is_onet_soc(code) else None


def in_soc_group(code: str, group: str) -> bool:
    """Return whether a SOC or O*NET-SOC code is ``group`` (a SOC code) or below it: 15-0000 covers 15-1252.00."""
    soc = to_soc(code)
    if soc is None or not is_soc(group):
        return False
    return soc.startswith(group[:3] + group[3:].rstrip("0"))


def to_group_level(code: str) -> str | None:
    """Return the level at which a SOC code stands: major, minor, broad or detailed; None for one of another form."""
    if not is_soc(code):
        return None
    zeros = len(code) - len(code.rstrip("0"))
    return ("detailed", "broad", "minor", "minor", "major")[zeros]


def fold_code(code: str) -> str:
    """Return ``code`` as codes are compared: in one case, and an ISCO group's without the letter of its IRI."""
    folded = code.strip().casefold()
    return folded[1:] if _ISCO.fullmatch(folded) and not folded[0].isdecimal() else folded
