"""``rolegraph aliases``: the commands on aliases, each in ``service/cli/alias_commands``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import click

from service.cli.lazy_group import LazyGroup


class _Aliases(LazyGroup):
    offered: ClassVar[Mapping[str, str]] = {
        "list": "List aliases, with where each stands in its review.",
        "review": "Record a decision on an alias.",
        "show": "Show an alias and the history of its review.",
    }
    package = "service.cli.alias_commands"
    suffix = "_aliases"


@click.group(cls=_Aliases)
def aliases() -> None:
    """Other titles of profiles: list, review.

    An alias is named by its profile's code and the end of its IRI, as 'rolegraph aliases list' shows it.
    """
