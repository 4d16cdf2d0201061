"""A group of commands, imported when they are called: ``--help`` answers at once."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import ClassVar

import click


class LazyGroup(click.Group):
    """A group that knows its commands by name, and imports one when it is called.

    The command ``x`` is the function ``x`` in the module ``x`` of ``package``; with a ``suffix``, both names end in it.
    """

    offered: ClassVar[Mapping[str, str]] = {}  # name -> its one-line help
    package: ClassVar[str] = ""
    suffix: ClassVar[str] = ""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(self.offered)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; None for a name that is none."""
        if cmd_name not in self.offered:
            return None
        name = cmd_name + self.suffix
        module = importlib.import_module(f"{self.package}.{name}")
        command = getattr(module, name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.package}.{name} holds no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(self.offered.items()))
