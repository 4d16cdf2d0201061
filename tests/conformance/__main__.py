"""``python -m tests.conformance [PREFIX...]``: run W3C's tests, and print what passes by manifest."""

from __future__ import annotations

import sys
import time

import click

from tests.conformance.checks import run_checker
from tests.conformance.exclusions import read_exclusions
from tests.conformance.suite import SUITE, read_cases
from tests.conformance.table import write_exclusions, write_table


def main(prefixes: tuple[str, ...]) -> int:
    """Run the tests whose ids start with one of ``prefixes``; none given: all."""
    if not SUITE.is_dir():
        click.echo(f"W3C's tests are not in {SUITE}")
        return 2
    cases = [case for case in read_cases() if not prefixes or case.id.startswith(prefixes)]
    excluded = read_exclusions()
    failed: set[str] = set()
    started = time.perf_counter()
    with run_checker() as checker:
        for case in cases:
            try:
                checker.check(case)
                if case.id in excluded:
                    click.echo(f"{case.id} is excluded, but passes", err=True)
            except AssertionError as error:
                if case.id not in excluded:
                    failed.add(case.id)
                    click.echo(f"{case.id} fails: {error}\n", err=True)
    click.echo(f"{len(cases)} tests in {time.perf_counter() - started:.0f} s", err=True)
    click.echo(write_table(cases, excluded.keys(), failed))
    click.echo(write_exclusions(excluded), nl=False)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))
