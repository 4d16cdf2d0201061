"""``rolegraph mappings``: the commands on mappings, each in ``service/cli/mapping_commands``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import click

from service.cli.lazy_group import LazyGroup


class _Mappings(LazyGroup):
    offered: ClassVar[Mapping[str, str]] = {
        "audit": "Tell which mappings are doubtful, why, and what would fit better.",
        "export": "Write mappings as an SSSOM table.",
        "import": "Read an SSSOM table and publish a snapshot.",
        "list": "List mappings, with where each stands in its review.",
        "review": "Record a decision on a mapping.",
        "show": "Show a mapping and the history of its review.",
        "suggest": "Suggest occupations for profiles, and say what speaks for each.",
    }
    package = "service.cli.mapping_commands"
    suffix = "_mappings"


@click.group(cls=_Mappings)
def mappings() -> None:
    """Mappings from profiles to occupations: list, review, exchange.

    A mapping is named by its profile's code and the end of its IRI, as 'rolegraph mappings list' shows it.
    """
