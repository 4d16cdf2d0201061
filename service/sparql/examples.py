"""The example queries: shipped with the service, shown by the console, and files of their own in ``examples/queries``.

The folder ``queries`` beside this module is a link to that one; in an installed package it is a copy.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_examples() -> tuple[tuple[str, str], ...]:
    """Return the title and the text of every example query, in order of their files' names.

    The title is the comment in a file's first line; the text is what follows it.
    """
    folder = files("service.sparql") / "queries"
    if not folder.is_dir():  # a checkout on a disk that knows no links
        return ()
    names = sorted(entry.name.removesuffix(".rq") for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return tuple(_split((folder / f"{name}.rq").read_text(encoding="utf-8")) for name in names)


def _split(text: str) -> tuple[str, str]:
    title, _, query = text.partition("\n")
    return title.removeprefix("# "), query
