"""The tables of what passes and of what is excluded, in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set

from tests.conformance.suite import Case

_MOST_NAMES = 6  # in one line


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


def write_exclusions(excluded: Mapping[str, str]) -> str:
    """Return a list in Markdown of the reasons, each with its tests."""
    tests: dict[str, list[str]] = {}
    for test, reason in excluded.items():
        tests.setdefault(" ".join(reason.split()), []).append(test)
    return "".join(f"- {_name(names)}: {reason}\n" for reason, names in tests.items())


def _name(tests: list[str]) -> str:
    """Return the names of some tests; how many of which manifest, where they are many."""
    if len(tests) > _MOST_NAMES:
        return f"{len(tests)} of `{tests[0].partition('/')[0]}`"
    return ", ".join(f"`{test}`" for test in tests)
