"""The tables of what passes and of what is excluded, in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set

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


def write_exclusions(excluded: Mapping[str, str]) -> str:
    """Return a list in Markdown of the reasons, each with its tests."""
    tests: dict[str, list[str]] = {}
    for test, reason in excluded.items():
        tests.setdefault(reason, []).append(test)
    return "".join(
        f"- {' '.join(reason.split())} ({len(names)}: {', '.join(_shorten(names))})\n"
        for reason, names in tests.items()
    )


def _shorten(tests: list[str]) -> list[str]:
    """Return names of tests, with their manifest where it is another than that of the one before."""
    manifests = ["", *(test.partition("/")[0] for test in tests)]
    return [
        f"`{test.partition('/')[2] if manifests[place] == manifests[place + 1] else test}`"
        for place, test in enumerate(tests)
    ]
