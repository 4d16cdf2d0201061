"""Classification mappings: under the name of each scheme, bullets of key and value pairs, run together by the copy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.page.blocks import Block, BlockKind
from ingest.page.components import check_count
from ingest.page.confidence import Confidence, read_confidence
from ingest.page.headings import strip_toggle
from ingest.page.keyvalues import Pair, split_pairs, split_remainder
from ingest.page.ledger import Ledger
from ingest.page.lines import has_words
from ingest.page.schemes import read_scheme_name
from ingest.page.sections import Section
from ontology.records import Mapping, MappingStatus

_FIELDS = {
    "code": "code", "title": "title", "label": "title", "source": "source", "confidence": "confidence",
    "score": "confidence",
    "band": "band", "confidenceBand": "band", "reviewStatus": "status", "review_status": "status", "status": "status",
    "predicate": "predicate", "relation": "predicate", "matchType": "predicate", "match_type": "predicate",
    "justification": "justification", "rationale": "justification", "scheme": "scheme",
}  # fmt: skip
_PREDICATES = {
    name.casefold(): name for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
}
_PLAIN = re.compile(r"(?P<code>\d{2}-\d{4}(?:\.\d{2})?|\d{4}(?:\.\d+)*)(?:\s*[:—–·-]\s*|\s+|$)(?P<title>.*)")
_UNKNOWN_KEY = re.compile(r"[A-Za-z_]+\s?=")


def parse_mappings(section: Section, ledger: Ledger) -> list[Mapping]:
    """Return the mappings of ``section``."""
    scheme: str | None = None
    mappings: list[Mapping] = []
    for index, block in enumerate(section.blocks):
        if block.kind not in (BlockKind.BULLET, BlockKind.PARAGRAPH) or block.is_void:
            continue
        following = section.blocks[index + 1] if index + 1 < len(section.blocks) else None
        if block.kind is BlockKind.PARAGRAPH and _is_scheme(block, following):
            scheme = read_scheme_name(block.text) or strip_toggle(block.text).rstrip(": ")
            ledger.map(block.lines, f"mapping scheme {scheme!r}")
        elif mapping := _read_mapping(block, scheme, section, ledger):
            mappings.append(mapping)
    check_count(section, len(mappings), ledger)
    return merge_mappings(mappings, ledger)


def merge_mappings(mappings: Sequence[Mapping], ledger: Ledger) -> list[Mapping]:
    """Return ``mappings`` without those that say the same as another; say which repeat."""
    merged: dict[tuple[object, ...], Mapping] = {}
    for m in mappings:
        key = (m.code, m.scheme, m.title, m.source, m.confidence, m.band, m.status, m.predicate, m.justification)
        if merged.setdefault(key, m) is not m:
            ledger.warn(m.lines.first if m.lines else None, f"mapping {m.code} repeats another; it is read once")
    return list(merged.values())


def _is_scheme(block: Block, following: Block | None) -> bool:
    if "=" in block.text:
        return False
    return read_scheme_name(block.text) is not None or (following is not None and "code=" in following.text)


def _read_mapping(block: Block, scheme: str | None, section: Section, ledger: Ledger) -> Mapping | None:
    head, pairs = split_pairs(block.text)
    fields, left = _to_fields(pairs)
    if head:
        left.insert(0, head)
    plain = _PLAIN.fullmatch(block.text) if not pairs else None
    if plain:
        fields, left = {"code": plain["code"], "title": plain["title"].strip()}, []
    code, rest = split_remainder(fields.get("code", ""))
    if not has_words(code):
        ledger.warn(block.first, "a mapping without code (code=... is missing); it is kept as a note")
        ledger.keep(block.lines, section.title, "mapping without code")
        return None
    left += [rest] if rest else []
    confidence = _read_confidence(fields.get("confidence", ""), left, block, ledger)
    mapping = Mapping(
        code,
        scheme=fields.get("scheme") or scheme,
        title=_read_text("title", fields, block, ledger),
        source=_read_text("source", fields, block, ledger),
        status=_read_status(fields.get("status"), left, block, ledger),
        predicate=_read_predicate(fields.get("predicate"), left, block, ledger),
        justification=fields.get("justification") or None,
        confidence=confidence.number,
        band=fields["band"].lower() if "band" in fields else confidence.band,
        lines=block.span,
    )
    for text in left:
        ledger.warn(block.first, f"{text!r} in the mapping {code} is not understood; it is kept as a note")
        ledger.note(text, section.title, block.span)
    ledger.map(block.lines, f"mapping {code}")
    return mapping


def _to_fields(pairs: Sequence[Pair]) -> tuple[dict[str, str], list[str]]:
    """Return the values by field, and the pairs that have no field of their own."""
    fields: dict[str, str] = {}
    left: list[str] = []
    for pair in pairs:
        name = _FIELDS.get(pair.key)
        if name is None or name in fields:
            left.append(f"{pair.key}={pair.value}")
        elif has_words(pair.value):
            fields[name] = pair.value
    return fields, left


def _read_text(name: str, fields: dict[str, str], block: Block, ledger: Ledger) -> str | None:
    value = fields.get(name)
    if value and _UNKNOWN_KEY.search(value) and "://" not in value:
        ledger.warn(block.first, f"the {name} {value!r} may hold an unknown key: it is read as it stands")
    return value or None


def _read_confidence(text: str, left: list[str], block: Block, ledger: Ledger) -> Confidence:
    number, rest = split_remainder(text)
    confidence = read_confidence(number)
    if rest:
        left.append(rest)
    if confidence.doubt:
        ledger.warn(block.first, confidence.doubt)
        left.append(f"confidence={number}")
    return confidence


def _read_status(text: str | None, left: list[str], block: Block, ledger: Ledger) -> MappingStatus | None:
    if text is None:
        return None
    word = "_".join(text.replace("-", " ").replace("_", " ").casefold().split())
    for status in MappingStatus:
        if word == status:
            return status
        rest = text[len(status) :].lstrip(" ;,|·")
        if word.startswith(status) and _UNKNOWN_KEY.match(rest):
            left.append(rest)
            return status
    ledger.warn(block.first, f"review status {text!r} is not known (known: {', '.join(MappingStatus)})")
    left.append(f"reviewStatus={text}")
    return None


def _read_predicate(text: str | None, left: list[str], block: Block, ledger: Ledger) -> str | None:
    if text is None:
        return None
    name = text.removeprefix("skos:").casefold()
    known = _PREDICATES.get(name) or _PREDICATES.get(f"{name.removesuffix(' match')}match")
    if known is None:
        ledger.warn(block.first, f"mapping relation {text!r} is not known (known: {', '.join(_PREDICATES.values())})")
        left.append(f"predicate={text}")
    return known
