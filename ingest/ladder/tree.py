"""YAML and JSON taken apart: every value at its path, with its lines, and what stands at paths beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from ingest.json_text import Path_, parse_json, parse_yaml
from ingest.ladder.pieces import Leads, Piece, Said
from ingest.ladder.places import Choice, Part
from ingest.ladder.wording import clean
from ontology.records import Lines

_ITEM_MARK = re.compile(r"\s*(?:\d{1,2}[.)]|[-*+•])\s+(?=\S)")
_TAB_AFTER_MARK = re.compile(r"^( *-)\t[ \t]*(?=\S)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tree:
    """The scalar values of a document by their paths, in order, and the lines that tabs were mended on.

    A value that is a list, written as a block of text, is also in ``lists``, item by item.
    """

    values: dict[Path_, Said]
    lists: dict[Path_, list[Said]] = field(default_factory=dict)
    mended: tuple[int, ...] = ()


def read_tree(text: str, name: str, *, is_yaml: bool) -> Tree:
    """Return the values of ``text``; in YAML a tab between a list's dash and its item is read as a space.

    Raises:
        DocumentError: it is not YAML or JSON, or holds what no document can.
    """
    if not is_yaml:
        raw, lines = parse_json(text, name)
        spans = {path: Lines(line, line) for path, line in lines.items()}
        return Tree(dict(_flatten(raw, (), spans)))
    mended = tuple(text.count("\n", 0, found.start()) + 1 for found in _TAB_AFTER_MARK.finditer(text))
    text = _TAB_AFTER_MARK.sub(r"\1 ", text)
    raw, lines = parse_yaml(text, name)
    spans = {path: Lines(line, line) for path, line in lines.items()}
    lists: dict[Path_, list[Said]] = {}
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is not None:
        _measure(root, (), spans, lists)
    return Tree(dict(_flatten(raw, (), spans)), lists, mended)


@dataclass(slots=True)
class TreePiece(Piece):
    """One value of a tree."""

    tree: Tree
    path: Path_
    said: Said

    def is_taken_by(self, text: Choice) -> bool:
        """Tell whether ``text`` chooses the value."""
        return text.form == "path" and self.matches(text.path)

    def matches(self, pattern: Sequence[str | int]) -> bool:
        """Tell whether the value is at ``pattern``."""
        if len(pattern) != len(self.path):
            return False
        for step, found in zip(pattern, self.path, strict=True):
            if step == "[*]" or isinstance(step, int):
                if not isinstance(found, int) or step not in ("[*]", found):
                    return False
            elif not isinstance(found, str) or step not in ("*", found):
                return False
        return True

    def part(self, part: Part, leads: Leads) -> Said | None:
        """Return what stands at ``part``, its wildcards being those of the value's own path."""
        steps: list[str | int] = []
        for index, step in enumerate(part.path):
            if step in ("*", "[*]"):
                if index >= len(self.path) or isinstance(self.path[index], int) != (step == "[*]"):
                    return None
                steps.append(self.path[index])
            else:
                steps.append(step)
        path = tuple(steps)
        if part.kind in ("key", "number"):
            here = path[-1] if path and self.path[: len(path)] == path else None
            if not isinstance(here, str if part.kind == "key" else int):
                return None
            return Said(str(here + 1) if isinstance(here, int) else str(here), self.said.lines)
        return self.tree.values.get(path) if part.kind == "path" else None

    def is_at(self, part: Part) -> bool:
        """Tell no: which values tell a place, reading them shows."""
        return False

    def context(self, parts: Iterable[Part]) -> Iterable[Lines]:
        """Yield nothing: a value stands under no headings."""
        return ()

    def labels(self) -> Iterable[str]:
        """Yield the path as it is written: ``topics[0].name``."""
        yield "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path).lstrip(".")


def to_pieces(tree: Tree) -> list[TreePiece]:
    """Return a piece for every value of ``tree``, and for every item of one that is a list."""
    return [TreePiece(tree, path, part) for path, said in tree.values.items() for part in tree.lists.get(path, [said])]


def _flatten(value: object, path: Path_, spans: dict[Path_, Lines]) -> Iterator[tuple[Path_, Said]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flatten(inner, (*path, str(key)), spans)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _flatten(inner, (*path, index), spans)
    elif value is not None:
        text = clean(value) if isinstance(value, str) else str(value)
        if text:
            yield path, Said(text, spans.get(path) or Lines(1, 1))


def _measure(node: yaml.Node, path: Path_, spans: dict[Path_, Lines], lists: dict[Path_, list[Said]]) -> None:
    """Note the lines of every value below ``node``, and the items of those that are lists."""
    if isinstance(node, yaml.MappingNode):
        for key, inner in node.value:
            _measure(inner, (*path, str(key.value)), spans, lists)
    elif isinstance(node, yaml.SequenceNode):
        for index, inner in enumerate(node.value):
            _measure(inner, (*path, index), spans, lists)
    elif isinstance(node, yaml.ScalarNode):
        first, last = node.start_mark.line + 1, node.end_mark.line + 1
        if node.style in ("|", ">") or node.end_mark.column == 0:
            last -= 1  # a block ends where the next line starts
        spans[path] = Lines(first, max(first, last))
        if node.style == "|" and (items := _read_items(node.value, first + 1)):
            lists[path] = items


def _read_items(text: str, first: int) -> list[Said]:
    """Return the items of ``text``, which starts on line ``first``; none where it is no list."""
    items: list[Said] = []
    for number, line in enumerate(text.split("\n"), start=first):
        mark = _ITEM_MARK.match(line)
        if mark:
            items.append(Said(line[mark.end() :], Lines(number, number)))
        elif line.strip():
            if not items:
                return []
            items[-1] = Said(f"{items[-1].text} {line}", Lines(items[-1].lines.first, number))
    return [Said(clean(item.text), item.lines) for item in items] if len(items) > 1 else []
