"""Which files are documents of a ladder: those that its mapping names, in a format that can be read by rules."""

from __future__ import annotations

from pathlib import Path

from ingest.ladder.mapping import LadderMapping
from ingest.sources import Choice, Format

_SUFFIXES = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.MARKDOWN,
    ".yaml": Format.YAML,
    ".yml": Format.YAML,
    ".json": Format.JSON,
    ".csv": Format.CSV,
}


def choose_by(mapping: LadderMapping) -> Choice:
    """Return the choice of the files that ``mapping`` names."""

    def format_of(path: Path) -> Format | None:
        return _SUFFIXES.get(path.suffix.lower()) if mapping.files_for(path.resolve()) else None

    named = ", ".join(pattern for file in mapping.files for pattern in file.paths)
    return Choice(format_of, f"what {mapping.name} names: {named}")
