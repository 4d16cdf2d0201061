"""Gates: figures that a release must reach."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import get_type_hints

from ontology.errors import SettingError
from service.evaluation.figures import Figures

GATES = tuple(field.name for field in fields(Figures) if get_type_hints(Figures)[field.name] == float | None)
_GATE = re.compile(r"\s*([a-z0-9_]+)\s*(>=|<=)\s*([0-9]+(?:\.[0-9]+)?)\s*")


@dataclass(frozen=True, slots=True)
class Gate:
    """One figure, and what it must be at least or at most."""

    name: str
    at_least: bool
    bound: float

    def failure(self, figures: Figures) -> str | None:
        """Return in a sentence why ``figures`` do not pass; None if they do."""
        value: float | None = getattr(figures, self.name)
        wanted = f"{self.name} {'>=' if self.at_least else '<='} {self.bound:g}"
        if value is None:
            return f"{wanted}: no question tells"
        passes = value >= self.bound if self.at_least else value <= self.bound
        return None if passes else f"{wanted}: it is {value:.4g}"


def read_gate(text: str) -> Gate:
    """Return the gate that ``text`` states, such as ``level_hit_1>=0.85``.

    Raises:
        SettingError: it states none.
    """
    match = _GATE.fullmatch(text)
    if match is None:
        raise SettingError(f"the gate {text!r} cannot be read; one is written like 'level_hit_1>=0.85' or 'ece<=0.08'")
    if match[1] not in GATES:
        raise SettingError(f"the gate {text!r} names no figure; the figures are {', '.join(GATES)}")
    return Gate(match[1], match[2] == ">=", float(match[3]))
