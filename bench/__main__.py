"""Run the benchmarks that are named, or those of speed: ``python -m bench [NAME...]``.

Every figure is a ratio to a peer or a floor measured in the same run, beside the target; nothing here is a test.
"""

from __future__ import annotations

import sys

from bench import cli, infer, labels, publish, search, sparql, taxonomies, titles
from bench.mappings import run as mappings
from bench.occupation_titles import fit as fit_occupations
from bench.occupation_titles import run as occupations
from bench.quality import compare, fit

_BENCHMARKS = {
    "cli": cli.run,
    "fit": fit.run,
    "fit-occupations": fit_occupations.run,
    "infer": infer.run,
    "labels": labels.run,
    "mappings": mappings.run,
    "occupations": occupations.run,
    "publish": publish.run,
    "quality": compare.run,
    "search": search.run,
    "sparql": sparql.run,
    "taxonomies": taxonomies.run,
    "titles": titles.run,
}


def main() -> None:
    """Run the benchmarks named on the command line, or all."""
    named = [name for name in sys.argv[1:] if not name.startswith("--")]
    wanted = named or [name for name in _BENCHMARKS if not name.startswith("fit")]  # which write into the project
    for name in wanted:
        if name not in _BENCHMARKS:
            sys.exit(f"unknown benchmark {name!r}; one of {', '.join(_BENCHMARKS)}")
        print(f"\n== {name}")
        _BENCHMARKS[name]()


if __name__ == "__main__":
    main()
