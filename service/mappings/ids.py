"""Short names of mappings and aliases, for addresses and the command line: ``CUS.GEN.P1~0123456789abcdef``."""

from __future__ import annotations

import re

_END = re.compile(r"[^/#]*$")
_MARK = "~"


def to_id(profile: str, iri: str) -> str:
    """Return the name of what ``profile`` (a code) has at ``iri``: no two of one profile end alike, or share all."""
    return f"{profile}{_MARK}{to_end(iri)}"


def to_end(iri: str) -> str:
    """Return what stands after the last slash or hash sign of ``iri``."""
    found = _END.search(iri)
    return found[0] if found is not None else ""


def to_profile(name: str) -> str:
    """Return the code of the profile that ``name`` begins with."""
    return name.partition(_MARK)[0]
