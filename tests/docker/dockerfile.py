"""Reading docker/Dockerfile as far as it goes: stages and their instructions, continued lines joined, comments out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_RUN_FLAG = re.compile(r"--(?:mount|network|security)=\S+\s+")


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: ``RUN`` and ``pip install x``."""

    name: str
    arguments: str

    @property
    def command(self) -> str:
        """The shell command of a RUN, without BuildKit's flags."""
        return _RUN_FLAG.sub("", self.arguments)


@dataclass(frozen=True, slots=True)
class Stage:
    """One FROM and what follows it."""

    name: str
    base: str
    instructions: tuple[Instruction, ...]

    def all(self, name: str) -> list[str]:
        """Return the arguments of every instruction called ``name``."""
        return [step.arguments for step in self.instructions if step.name == name]

    def pip_commands(self) -> list[str]:
        """Return the RUN commands that call pip."""
        return [step.command for step in self.instructions if step.name == "RUN" and step.command.startswith("pip ")]


def read_dockerfile(path: Path) -> dict[str, Stage]:
    """Return the stages of the Dockerfile at ``path`` by name, in order."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    text = re.sub(r"\\\n\s*", "", "\n".join(lines))
    stages: dict[str, Stage] = {}
    for line in filter(str.strip, text.splitlines()):
        name, _, arguments = line.partition(" ")
        if name == "FROM":
            base, _, stage = arguments.partition(" AS ")
            stages[stage] = last = Stage(stage, base, ())
        else:
            last = stages[next(reversed(stages))]
            step = Instruction(name, arguments.strip())
            stages[last.name] = Stage(last.name, last.base, (*last.instructions, step))
    return stages
