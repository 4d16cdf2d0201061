"""The table of what passes, by manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set

from tests.conformance.suite import Case


def write_table(cases: Iterable[Case], excluded: Set[str], failed: Set[str] = frozenset()) -> str:
    """Return a table in Markdown of how many tests pass, fail or are excluded."""
    passes, fails, exclusions = Counter[str](), Counter[str](), Counter[str]()
    for case in cases:
        counter = exclusions if case.id in excluded else fails if case.id in failed else passes
        counter[case.directory] += 1
    directories = sorted({*passes, *fails, *exclusions})
    lines = [f"| {name} | {passes[name]} | {fails[name]} | {exclusions[name]} |" for name in directories]
    total = f"| **all** | **{passes.total()}** | **{fails.total()}** | **{exclusions.total()}** |"
    return "\n".join(["| manifest | passed | failed | excluded |", "|---|--:|--:|--:|", *lines, total, ""])
