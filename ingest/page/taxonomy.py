"""The role's place in the taxonomy: codes from the profile's, labels from the headings "Function —" and "Focus —"."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.page.blocks import BlockKind
from ingest.page.headings import SectionKind
from ingest.page.ledger import Ledger
from ingest.page.sections import Section, looks_like_heading
from ontology.records import Taxon
from ontology.text import normalise_text


def read_taxon(kind: SectionKind, code: str | None, sections: Sequence[Section], ledger: Ledger) -> Taxon | None:
    """Return the function or focus (``kind``) that has ``code``, with the label that its section states."""
    label: str | None = None
    lines = None
    for section in sections:
        if section.kind is not kind or section.opened_by is None or section.heading is None:
            continue
        stated = section.heading.label
        block = section.opened_by
        first = next((b for b in section.blocks if b.kind is BlockKind.PARAGRAPH), None)
        if stated is None and first is not None and looks_like_heading(first):
            # A copy may set the label on the line after the heading.
            stated, block = first.text, first
            section.blocks = [b for b in section.blocks if b is not first]
        if stated is None:
            continue
        if code is None:
            ledger.warn(block.first, f"the {kind} {stated!r} has no code: the profile code is not function.focus.level")
            ledger.keep(block.lines, None, f"{kind} without code")
        elif label is None:
            ledger.map(block.lines, str(kind))
            label, lines = stated, block.span
        elif normalise_text(label) == normalise_text(stated):
            ledger.map(block.lines, f"{kind} (repeated)")
        else:
            ledger.warn(block.first, f"a second label of the {kind}, {stated!r}; {label!r} is read")
            ledger.keep(block.lines, None, f"second label of the {kind}")
    return Taxon(code, label, lines) if code else None
