# ruff: noqa: E501 -- a line of a page is one line here too
"""Small pages of an invented organisation, in both layouts, and what tests need to read them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.alignment import Alignment, LevelText
from ingest.page.reader import PageReading, read_page
from ingest.report import Fate
from ontology.records import Basis

NAME = "page.txt"

DEFINITION = (
    "Warehouse Operations — receiving, storing and shipping goods so that orders leave complete and on time. Distinct from"
    " Transport Planning."
)

BY_LEVEL = f"""\
Warehouse Operations — P2
OPS.WAREHOUSE.P2
{DEFINITION}
{DEFINITION}
Focus — Warehouse Operations
{DEFINITION}
General focus — no material pay or skill differential vs the function baseline.
Responsibilities by level
What this person actually does at each level on the professional track — escalating scope, not one generic blob. Your level is highlighted.
- Receives goods under supervision
- Counts stock in one aisle
- Plans the shift of one dock
- Investigates stock differences
- Designs the flow of a whole site
- Sets standards for all sites
Level guidelines
The universal leveling rubric applied to this function — how scope, complexity, collaboration, and experience step up across levels.
| Level | Knowledge & Application | Typical Degree & Years |
|---|---|---|
| P1 | Learns the layout of the site. | 0–1 years. |
| P2 | Knows all docks of the site. | 2+ years. |
| P3 | Defines how sites are run. | 5+ years. |
Skills
Focus-specific skills the role applies — the relevance layer beyond the occupational base.
- Forklift driving
- Moves pallets safely in narrow aisles.
- Stock systems
- Books every movement in the stock system.
Provenance
The evidence base behind this profile — every layer is sourced (1–5; passes at ≥4 on the minimum dimension).
Level — P2 — Developing Professional
Works on defined tasks with some guidance
- Scope
- One dock
- Autonomy
- Works alone on routine days
Adjacent roles
Nearest roles by structural coordinates (level + taxonomy). Distance 0 → 1; each carries its 3-state match band. How coordinates work → · Compare side-by-side →
Title aliasesshow ▾
No title aliases recorded for this profile yet.
Classification mappingsshow ▾
O*NET / SOC
- code=53-7065source=jfm-factory.resolve
"""

BY_COMPONENT = """\
Associate
OPS.GEN.P1
Helping a warehouse team receive, store and ship goods under guidance.
Helping a warehouse team receive, store and ship goods under guidance.
The story of this role
Who does this work
The warehouse associate is a careful person who likes to see orders leave on time.
The problem this role solves
- The external problem: Customers wait for orders that were picked wrong.
- The internal problem: The associate doubts the count.
- Why it matters: Everyone deserves to get what they ordered.
The plan
- Check every delivery.
- Count every aisle.
What's at stake
Orders are late. Customers leave.
Success looks like
Orders leave complete.
Summary
Helping a warehouse team receive, store and ship goods under guidance.
Level — P1 — Entry-Level Professional
New to role or field; performs basic tasks under supervision
- Scope
- Own tasks
- Typical experience
- 0–2 yrs
Core outputs
No core outputs recorded yet.
Adjacent roles
Nearest roles by structural coordinates (level + taxonomy). Distance 0 → 1; each carries its 3-state match band. How coordinates work → · Compare side-by-side →
Componentsshow ▾
Responsibilities2
- Receiving goodscommonlevel
- Counting stockcommonlevel
Tasks1
- Scan labels.commonlevel
Skills2
- Data entrycommonlevel
- Forklift drivingcommonlevel
Knowledge1
- Site layoutcommonlevel
competency1
- Teamworkcommonlevel
qualification1
- 0–1 years in a warehousecommonlevel
Title aliasesshow ▾
| Alias | Type | Confidence | Approved |
|---|---|---|---|
| Warehouse Clerk | common | medium0.70 | — |
| Junior Warehouse Associate | common | medium0.66 | — |
Classification mappingsshow ▾
O*NET / SOC
- code=53-0000title=Transportation & Material Moving Occupationssource=inferred_from_superfunctionreviewStatus=needs_review
"""


def align_in_order(bullets: Sequence[str], levels: Sequence[LevelText]) -> list[Alignment]:
    """Divide ``bullets`` among ``levels`` in order: Positional where that goes evenly, else Inferred at 0.5."""
    count = len(bullets)
    basis, confidence = (Basis.INFERRED, 0.5) if count % len(levels) else (Basis.POSITIONAL, None)
    return [Alignment(levels[i * len(levels) // count].code, basis, confidence) for i in range(count)]


def read(text: str) -> PageReading:
    """Read ``text`` and check that every line that is not empty has one account, and every unmapped one a note."""
    reading = read_page(text, NAME, align_in_order)
    check_account(text, reading)
    return reading


def read_section(text: str, code: str = "OPS.GEN.P2") -> PageReading:
    """Read ``text`` under a minimal header."""
    return read(f"Associate\n{code}\n{text}")


def check_account(text: str, reading: PageReading) -> None:
    """Assert that ``reading`` accounts for each line of ``text`` that is not empty, once, and keeps the unmapped ones."""
    expected = [number for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1) if line.strip()]
    assert [line.number for line in reading.lines] == expected
    kept = "\n".join(f"{note.text}\n{note.section}" for note in reading.document.notes)
    for line in reading.lines:
        assert line.fate is not Fate.UNMAPPED or line.text in kept, line


def warnings(reading: PageReading) -> list[tuple[int | None, str]]:
    """Return the line and message of each warning."""
    return [(warning.line, warning.message) for warning in reading.warnings]


def notes(reading: PageReading) -> list[tuple[str | None, str]]:
    """Return the section and text of each note."""
    return [(note.section, note.text) for note in reading.document.notes]


def fate(reading: PageReading, number: int) -> tuple[str, str]:
    """Return what became of line ``number``."""
    line = next(line for line in reading.lines if line.number == number)
    return line.fate.value, line.became
