"""Where a level, dimension or role stands, as a mapping file says it: ``heading 2``, ``row``, ``topics[*].name``.

A place is made of parts: ``a | b`` is the first that is there, ``a + b`` both joined. In Markdown and tables a part is

- ``heading N``: the heading of depth N that the piece stands under,
- ``item N``: the item at depth N of the list that the piece is listed under,
- ``bold``: the paragraph above it that is a name in bold, like a heading,
- ``lead``: what stands before the colon, or in bold at the start of the piece,
- ``header``: the header of the cell's column; ``row``: the first cell of its row,
- ``section``: the row of one wide cell above it; ``column NAME``: the cell of its row in that column,
- ``file``: the file's name without its suffix; ``field NAME``: the value of that field of its front matter.

In YAML and JSON it is a path, ``topics[*].content[*].level``, that shares its wildcards with the path of the text:
``[*]`` for every item of a list, ``*`` for every field. ``key PATH`` is the name of the field at the end of a path, and
``number PATH`` the number of the item there, from 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBERED = re.compile(r"(heading|item) ([1-6])")
_NAMED = re.compile(r"(column|field) (\S.*)")
_OF_PATH = re.compile(r"(key|number) (\S.*)")
_NAME = r"[^\s.\[\]](?:[^.\[\]]*[^\s.\[\]])?"
_PATH = re.compile(rf"(?:\[\*\]|{_NAME})(?:\.{_NAME}|\[\*\]|\[\d{{1,4}}\])*")
_WORDS = ("bold", "lead", "header", "row", "section", "file")
_CHOICES = ("items", "paragraphs", "cells")
CHOICES_OF_TEXT = "items, paragraphs, cells, column NAME or heading N"
CHOICES_OF_TREE = "a path such as topics[*].criteria[*]"
PLACES_OF_TEXT = "heading N, bold, item N, lead, header, row, section, column NAME, file or field NAME"
PLACES_OF_TREE = "a path such as topics[*].level, key PATH, number PATH or file"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a place."""

    kind: str  # heading, bold, item, lead, header, row, section, column, file, field, path, key or number
    number: int = 0  # of a heading or item
    name: str = ""  # of a column or field
    path: tuple[str | int, ...] = ()  # of a path or key: names, numbers, "*" for every field, "[*]" for every item


@dataclass(frozen=True, slots=True)
class Place:
    """Alternatives, each of them parts to be joined."""

    alternatives: tuple[tuple[Part, ...], ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts."""
        return tuple(part for alternative in self.alternatives for part in alternative)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pieces a rule takes: all of a form, those of one column, or those at a path."""

    form: str  # items, paragraphs, cells, heading, column or path
    number: int = 0  # the depth of a heading
    name: str = ""  # of a column
    path: tuple[str | int, ...] = ()


def parse_place(text: str, *, in_tree: bool) -> Place | None:
    """Return the place that ``text`` says; None where it says none."""
    alternatives = []
    for alternative in re.split(r"\s+\|\s+", text.strip()):
        parts = [_parse_part(part, in_tree=in_tree) for part in re.split(r"\s+\+\s+", alternative)]
        if any(part is None for part in parts):
            return None
        alternatives.append(tuple(part for part in parts if part is not None))
    return Place(tuple(alternatives))


def parse_choice(text: str, *, in_tree: bool) -> tuple[Choice, ...]:
    """Return what ``text`` chooses, such as ``items | paragraphs``; nothing where it says nothing."""
    found = []
    for part in re.split(r"\s+\|\s+", text.strip()):
        named, numbered = _NAMED.fullmatch(part), _NUMBERED.fullmatch(part)
        if in_tree:
            path = parse_path(part)
            choice = Choice("path", path=path) if path is not None else None
        elif named and named[1] == "column":
            choice = Choice("column", name=named[2])
        elif numbered and numbered[1] == "heading":
            choice = Choice("heading", number=int(numbered[2]))
        else:
            choice = Choice(part) if part in _CHOICES else None
        if choice is None:
            return ()
        found.append(choice)
    return tuple(found)


def parse_path(text: str) -> tuple[str | int, ...] | None:
    """Return ``topics[*].name`` as ``("topics", "[*]", "name")``; None where ``text`` is no path."""
    if not _PATH.fullmatch(text):
        return None
    steps: list[str | int] = []
    for step in re.findall(r"\[\*\]|\[\d+\]|[^.\[\]]+", text):
        steps.append(int(step[1:-1]) if step[0] == "[" and step != "[*]" else step)
    return tuple(steps)


def _parse_part(text: str, *, in_tree: bool) -> Part | None:
    if text == "file":
        return Part("file")
    if in_tree and not _NUMBERED.fullmatch(text) and not _NAMED.fullmatch(text):
        of_path = _OF_PATH.fullmatch(text)
        path = parse_path(of_path[2] if of_path else text)
        return Part(of_path[1] if of_path else "path", path=path) if path is not None else None
    numbered, named = _NUMBERED.fullmatch(text), _NAMED.fullmatch(text)
    if in_tree:
        return None
    if numbered:
        return Part(numbered[1], number=int(numbered[2]))
    if named:
        return Part(named[1], name=named[2])
    return Part(text) if text in _WORDS else None
