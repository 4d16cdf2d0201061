"""JSON and YAML as plain values, with the line, from 1, on which each of them stands.

What a text can do to its reader is stopped here: endless nesting, aliases that multiply, numbers and characters that no
graph holds, and one field given twice, which parsers drop in silence.
Sources: https://www.rfc-editor.org/rfc/rfc8259 and https://yaml.org/spec/1.1/ (PyYAML).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from ontology.errors import DocumentError

Path_ = tuple[str | int, ...]

_MAX_DEPTH = 12  # a list of profiles with a scheme of levels with attributes with lines goes to 8
_MAX_DIGITS = 25  # of a number; Python itself refuses 4300
_MAX_COPIED = 500_000  # characters that YAML aliases may add; a document has tens of thousands
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+|\n')
# Characters that no text holds and XML cannot carry, so that no snapshot could be exported as RDF/XML.
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SCALARS = {"true", "false", "null"}
_NO_NUMBERS = {"NaN", "Infinity", "-Infinity"}


def parse_json(text: str, name: str) -> tuple[Any, dict[Path_, int]]:
    """Return the value of a JSON text, and the line of each part of it.

    Raises:
        DocumentError: it is not JSON, gives a field twice, or holds what no document can.
    """
    try:
        # Numbers without end are cut here and refused below, where their line is known.
        raw = json.loads(text, parse_int=lambda digits: int(digits[:_MAX_DIGITS]))
    except json.JSONDecodeError as error:
        remedy = "look for a comma, quote or bracket there or just before"
        raise DocumentError(name, f"not JSON: {error.msg}", line=error.lineno, remedy=remedy) from error
    except RecursionError as error:
        raise _too_deep(name, 1) from error
    walk = _Walk(name)
    line = 1
    for match in _TOKEN.finditer(text):
        piece = match[0]
        if piece == "\n":
            line += 1
        elif piece in "{[":
            walk.enter(line, is_object=piece == "{")
        elif piece in "}]":
            walk.leave()
        elif piece[0] == '"':
            walk.scalar(json.loads(piece), line)
        elif piece in _NO_NUMBERS:
            raise DocumentError(name, f"{piece} is no number", line=line, remedy="leave out what is not known")
        elif piece not in ",:":
            walk.scalar(piece, line)
            _check_digits(piece, name, line)
    return raw, walk.lines


# A leading 0 makes digits an octal number, and a text where one of them is 8 or 9. Source: https://yaml.org/type/int.html
_YAML_INTEGER = re.compile(r"[-+]?(?:[1-9][0-9_]*|0[0-7_]*)")


def parse_yaml(text: str, name: str) -> tuple[Any, dict[Path_, int]]:
    """Return the value of a YAML text, and the line of each part of it; the lines of an alias are its anchor's.

    Raises:
        DocumentError: it is not YAML, gives a field twice, or holds what no document can.
    """
    try:
        # The walk comes first: building the values of a hostile text takes for ever, or overflows the stack.
        lines = _walk_yaml(text, name)
        return yaml.load(text, Loader=yaml.CSafeLoader), lines
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = f"not YAML: {error.problem or error.context}"
        built = isinstance(error, yaml.constructor.ConstructorError)
        remedy = (
            "use texts, numbers, lists and fields only" if built else "look at the indentation and quotes around it"
        )
        raise DocumentError(name, problem, line=line, remedy=remedy) from error
    except (yaml.YAMLError, ValueError) as error:
        remedy = "put what is no number or date in quotes"
        raise DocumentError(name, f"not YAML: {str(error).splitlines()[0]}", line=1, remedy=remedy) from error


def _walk_yaml(text: str, name: str) -> dict[Path_, int]:
    walk = _Walk(name)
    documents = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                remedy = "give the profiles as one list, or each its own file"
                raise DocumentError(name, "a second YAML document starts here", line=line, remedy=remedy)
        elif isinstance(event, yaml.AliasEvent):
            walk.alias(event.anchor or "", line)
        elif isinstance(event, yaml.ScalarEvent):
            if event.tag == "tag:yaml.org,2002:binary":
                raise DocumentError(name, "binary values cannot be read", line=line, remedy="give text")
            walk.scalar(event.value, line, anchor=event.anchor)
            if event.implicit[0] and _YAML_INTEGER.fullmatch(event.value):
                _check_digits(event.value, name, line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            walk.enter(line, is_object=isinstance(event, yaml.MappingStartEvent), anchor=event.anchor)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            walk.leave()
    return walk.lines


@dataclass(slots=True)
class _Open:
    """An object or list that the walk is inside of."""

    is_object: bool
    anchor: str | None
    first: int  # its own place among the values seen
    key: str | int | None = None  # of the value that comes next; None in an object: its name comes first
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Value:
    path: Path_
    line: int
    weight: int  # characters


class _Walk:
    """Follows a text from value to value, in order, and knows the path of each."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[_Open] = []
        self._values: list[_Value] = []
        self._anchors: dict[str, tuple[Path_, Sequence[_Value]]] = {}
        self._copied = 0

    @property
    def lines(self) -> dict[Path_, int]:
        """The line of each value by its path."""
        return {value.path: value.line for value in self._values}

    def enter(self, line: int, *, is_object: bool, anchor: str | None = None) -> None:
        """Start an object or list."""
        if self._awaits_name():
            raise self._no_name(line)
        self._place(line, 1)
        if anchor is not None:
            self._anchors.pop(anchor, None)  # inside itself it has no meaning
        self._open.append(_Open(is_object, anchor, len(self._values) - 1, None if is_object else 0))

    def leave(self) -> None:
        """End the object or list that was started last."""
        ended = self._open.pop()
        if ended.anchor is not None:
            self._anchors[ended.anchor] = (self._values[ended.first].path, self._values[ended.first :])
        self._go_on()

    def scalar(self, text: str, line: int, *, anchor: str | None = None) -> None:
        """Take a text, number or truth value as it is written; in an object, a field's name comes before each value."""
        found = _FORBIDDEN.search(text)
        if found is not None:
            problem = f"the text holds U+{ord(found[0]):04X}, a character that cannot be kept"
            raise DocumentError(self._name, problem, line=line, remedy="take it out")
        if self._awaits_name():
            frame = self._open[-1]
            if text in frame.names:
                raise DocumentError(self._name, f"{text!r} is given twice", line=line, remedy="keep one of the two")
            frame.names.add(text)
            frame.key = text
            return
        self._place(line, 1 + len(text))
        if anchor is not None:
            self._anchors[anchor] = (self._values[-1].path, self._values[-1:])
        self._go_on()

    def alias(self, anchor: str, line: int) -> None:
        """Repeat the value that ``anchor`` names."""
        if self._awaits_name():
            raise self._no_name(line)
        if anchor not in self._anchors:
            problem = f"the alias *{anchor} names nothing before it, or the value that it stands in"
            raise DocumentError(self._name, problem, line=line, remedy="write the value out")
        start, values = self._anchors[anchor]
        here = self._path()
        self._copied += sum(value.weight for value in values)
        if self._copied > _MAX_COPIED:
            raise DocumentError(self._name, "its aliases multiply without end", line=line, remedy="write values out")
        for value in values:
            path = (*here, *value.path[len(start) :])
            if len(path) > _MAX_DEPTH:
                raise _too_deep(self._name, line)
            self._values.append(_Value(path, value.line, value.weight))
        self._go_on()

    def _awaits_name(self) -> bool:
        return bool(self._open) and self._open[-1].key is None

    def _no_name(self, line: int) -> DocumentError:
        return DocumentError(self._name, "a field's name is a text", line=line, remedy="such as profile:")

    def _path(self) -> Path_:
        return tuple(frame.key for frame in self._open if frame.key is not None)

    def _place(self, line: int, weight: int) -> None:
        if len(self._open) > _MAX_DEPTH:
            raise _too_deep(self._name, line)
        self._values.append(_Value(self._path(), line, weight))

    def _go_on(self) -> None:
        if self._open:
            frame = self._open[-1]
            frame.key = frame.key + 1 if isinstance(frame.key, int) else None


def _too_deep(name: str, line: int) -> DocumentError:
    remedy = f"a profile document goes {_MAX_DEPTH} levels deep at most"
    return DocumentError(name, "the document is nested too deeply", line=line, remedy=remedy)


def _check_digits(piece: str, name: str, line: int) -> None:
    if len(piece) > _MAX_DIGITS and piece not in _SCALARS and piece.lstrip("+-").replace("_", "").isdigit():
        problem = f"a number has more than {_MAX_DIGITS} digits"
        raise DocumentError(name, problem, line=line, remedy="put it in quotes if it is a code")
