"""The fields of a mapping file, checked one by one: an error names line, key, what is wrong and what would be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from ingest.json_text import Path_
from ontology.errors import DocumentError

_CLOSE = 0.7  # so that T1 is no better guess for T3 than T2


class Fields:
    """Checks what a mapping file gives; the line of each part of it is known."""

    def __init__(self, name: str, lines: Mapping[Path_, int]) -> None:
        """Check the file called ``name``."""
        self._name = name
        self._lines = lines

    def record(
        self, raw: object, path: Path_, keys: Sequence[str] | None = None, needs: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Return ``raw`` as fields and their values: of ``keys`` only, unless any will do, and all of ``needs``."""
        if not isinstance(raw, dict):
            remedy = f"fields: {', '.join(keys)}" if keys else "fields and their values"
            raise self.error(path, "fields belong here", remedy)
        for key in raw:
            if keys is not None and key not in keys:
                near = get_close_matches(str(key), keys, n=1)
                remedy = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(keys)}"
                raise self.error((*path, str(key)), f"unknown field {str(key)!r}", remedy)
        for key in needs:
            if key not in raw:
                raise self.error(path, f"the field {key!r} is missing", f"needed here: {', '.join(needs)}")
        return {str(key): value for key, value in raw.items()}

    def items(self, raw: object, path: Path_) -> list[Any]:
        """Return ``raw`` as a list that is not empty."""
        if not isinstance(raw, list) or not raw:
            raise self.error(path, "a list belongs here", "items that start with '- '")
        return raw

    def text(self, raw: object, path: Path_) -> str:
        """Return ``raw`` as a text; a number is one."""
        if isinstance(raw, bool) or not isinstance(raw, (str, int)) or not str(raw).strip():
            raise self.error(path, "a text belongs here", "put what looks like something else in quotes")
        return str(raw).strip()

    def texts(self, raw: object, path: Path_) -> tuple[str, ...]:
        """Return ``raw``, one text or a list of them."""
        if isinstance(raw, list):
            return tuple(self.text(item, (*path, index)) for index, item in enumerate(raw))
        return (self.text(raw, path),)

    def optional(self, given: Mapping[str, Any], key: str, path: Path_) -> str | None:
        """Return the text of the field ``key``; None where it is not given."""
        return self.text(given[key], (*path, key)) if key in given else None

    def truth(self, raw: object, path: Path_) -> bool:
        """Return ``raw`` as true or false."""
        if not isinstance(raw, bool):
            raise self.error(path, "true or false belongs here", "such as: sentences: true")
        return raw

    def known(self, code: str, known: Sequence[str], what: str, path: Path_) -> None:
        """Refuse ``code`` unless it is one of ``known``."""
        if code not in known:
            near = get_close_matches(code, known, n=1, cutoff=_CLOSE)
            remedy = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
            raise self.error(path, f"{code} is no {what}", remedy)

    def line(self, path: Path_) -> int:
        """Return the line of ``path``, or of the nearest part around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def error(self, path: Path_, problem: str, remedy: str) -> DocumentError:
        """Return the error that ``path`` has this ``problem``."""
        place = ".".join(str(part) for part in path)
        problem = f"{place}: {problem}" if place else problem
        return DocumentError(self._name, problem, line=self.line(path), remedy=remedy)
