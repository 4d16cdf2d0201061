"""IRIs: which texts are one, and what a relative one means.

Sources: https://www.rfc-editor.org/rfc/rfc3987#section-2.2 and https://www.rfc-editor.org/rfc/rfc3986#section-5.2.
"""

from __future__ import annotations

import re
from ipaddress import IPv6Address

# What an IRI may hold beyond ASCII, of characters that XML and JSON can carry as well.
_BEYOND = (
    "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
    + "\U000e1000-\U000efffd"
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"  # in a query only
_PERCENT = "%[0-9A-Fa-f]{2}"
_UNRESERVED = rf"A-Za-z0-9\-._~!$&'()*+,;={_BEYOND}"
_PATH = rf"(?:[{_UNRESERVED}:@]|{_PERCENT})"
_IRI = re.compile(
    rf"""[A-Za-z][A-Za-z0-9+.-]*:
    (?://(?:(?:[{_UNRESERVED}:]|{_PERCENT})*@)?
        (?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?:[{_UNRESERVED}]|{_PERCENT})*)(?::[0-9]*)?(?=[/?\#]|$)|(?!//))
    (?:{_PATH}|/)* (?:\?(?:{_PATH}|[/?{_PRIVATE}])*)? (?:\#(?:{_PATH}|[/?])*)?""",
    re.VERBOSE,
)
_PARTS = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)


def is_iri(text: str) -> bool:
    """Return whether ``text`` is an absolute IRI."""
    match = _IRI.fullmatch(text)
    return match is not None and (match["v6"] is None or _is_address(match["v6"]))


def _is_address(text: str) -> bool:
    try:
        IPv6Address(text)
    except ValueError:
        return False
    return True


def resolve_reference(reference: str, base: str | None) -> str | None:
    """Return the absolute IRI that ``reference`` means below ``base``; None where that is none."""
    parts = _PARTS.fullmatch(reference)
    assert parts is not None, "any text has these parts"
    scheme, authority, path, query, fragment = parts.groups()
    if scheme is None:
        below = _PARTS.fullmatch(base or "")
        assert below is not None, "any text has these parts"
        scheme, base_authority, base_path, base_query, _ = below.groups()
        if scheme is None or (authority is None and ":" in path.partition("/")[0]):
            return None
        if authority is None:
            authority = base_authority
            if path == "":
                path, query = base_path, base_query if query is None else query
            elif not path.startswith("/"):
                folder = "/" if base_authority is not None and not base_path else base_path[: base_path.rfind("/") + 1]
                path = _remove_dots(folder + path)
            else:
                path = _remove_dots(path)
    iri = f"{scheme}:" + ("" if authority is None else f"//{authority}") + path
    iri += ("" if query is None else f"?{query}") + ("" if fragment is None else f"#{fragment}")
    return iri if is_iri(iri) else None


def _remove_dots(path: str) -> str:
    """Return ``path`` without its segments ``.`` and ``..``."""
    kept: list[str] = []
    segments = path.split("/")
    for number, segment in enumerate(segments):
        is_last = number == len(segments) - 1
        if segment not in (".", ".."):
            kept.append(segment)
            continue
        if segment == ".." and len(kept) > 1:
            kept.pop()
        if is_last:
            kept.append("")
    return "/".join(kept)
