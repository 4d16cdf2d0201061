"""Profile documents in JSON and YAML: the records of ``ontology.records``, field by field.

Short forms are allowed where a person writes by hand: a string for a statement or component, one thing for a list of
one. Every error names the line. The published schema is made from the same records (``to_json_schema``).
"""

from __future__ import annotations

import dataclasses
import json
import re
import types
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from ingest.json_text import Path_, parse_json, parse_yaml
from ontology.errors import DocumentError
from ontology.iris import parse_level_code, split_profile_code, to_level_code
from ontology.records import Component, Level, Lines, ProfileDocument, Source, Statement

SCHEMA_IRI = "https://w3id.org/rolegraph/profile.schema.json"
_SHORT_FORMS = {Statement: "text", Component: "name"}
_PROFILE_CODE = re.compile(r"[\w-]+(\.[\w-]+)*")
_MAX_RANK = 999
_SOURCE_FORMS = (
    ("sha256", re.compile("[0-9a-f]{64}"), "64 lower-case hexadecimal digits"),
    (
        "ingested_at",
        re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII),
        "a date and time such as 2026-01-31T12:00:00Z",
    ),
)
_REMEDIES = {  # by pydantic's error type
    "bool_parsing": "true or false; leave it out where it is not known",
    "bool_type": "true or false; leave it out where it is not known",
    "dataclass_type": "give an object with the fields of its kind",
    "float_parsing": "give a number, such as 0.68",
    "float_type": "give a number, such as 0.68",
    "int_from_float": "give a whole number",
    "int_parsing": "give a whole number",
    "int_type": "give a whole number",
    "missing": "it has to be given",
    "string_too_short": "say something, or leave it out",
    "string_type": "give a text; a number or a date goes in quotes",
}


def read_json_document(text: str, name: str, *, is_yaml: bool) -> list[ProfileDocument]:
    """Return the profile documents in ``text``: one object, or a list of them.

    Raises:
        DocumentError: the text does not parse, or does not fit the format; names the line.
    """
    raw, lines = (parse_yaml if is_yaml else parse_json)(text, name)
    items = raw if isinstance(raw, list) else [raw]
    if not items:
        raise DocumentError(name, "the list holds no profile", line=1, remedy='give objects with a "profile"')
    root: Path_ = ()
    return [
        _read_profile(item, name, lines, (*root, index) if isinstance(raw, list) else root)
        for index, item in enumerate(items)
    ]


def to_json(documents: list[ProfileDocument]) -> str:
    """Return ``documents`` in the JSON format, without empty fields; reading it gives the same documents."""
    adapter = _adapter()
    objects = [
        {"$schema": SCHEMA_IRI, **adapter.dump_python(document, mode="json", exclude_defaults=True)}
        for document in documents
    ]
    return json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=2) + "\n"


def to_json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a profile document, short forms included."""
    profile = _adapter().json_schema(ref_template="#/$defs/{model}")
    definitions: dict[str, Any] = profile.pop("$defs")
    for definition in definitions.values():
        definition["additionalProperties"] = False
    profile["additionalProperties"] = False
    profile["properties"]["$schema"] = {"type": "string"}
    for schema in (profile, *definitions.values()):
        for field, value in schema.get("properties", {}).items():
            schema["properties"][field] = _allow_short_forms(value)
    one = {**profile, "title": "ProfileDocument"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_IRI,
        "title": "Rolegraph profile document",
        "description": "One profile, or a list of them. A text may stand for a statement or component, one for a list.",
        "anyOf": [
            {"$ref": "#/$defs/ProfileDocument"},
            {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/ProfileDocument"}},
        ],
        "$defs": {**definitions, "ProfileDocument": one},
    }


def _allow_short_forms(value: dict[str, Any]) -> dict[str, Any]:
    if value.get("type") != "array" or "$ref" not in value.get("items", {}):
        return value
    short = any(value["items"]["$ref"].endswith("/" + kind.__name__) for kind in _SHORT_FORMS)
    item = {"anyOf": [value["items"], {"type": "string", "minLength": 1}]} if short else value["items"]
    return {"anyOf": [{**value, "items": item}, item]}


@cache
def _adapter() -> TypeAdapter[ProfileDocument]:
    return TypeAdapter(ProfileDocument)


def _read_profile(raw: object, name: str, lines: dict[Path_, int], path: Path_) -> ProfileDocument:
    if not isinstance(raw, dict):
        problem = f"a profile document is an object, not {_name_of(raw)}"
        raise DocumentError(name, problem, line=lines.get(path, 1), remedy='such as {"profile": "CUS.GEN.P1", …}')
    raw = {key: value for key, value in raw.items() if key != "$schema"}
    if "profile" not in raw:
        remedy = 'give "profile": "CUS.GEN.P1", a code of role and level'
        raise DocumentError(name, "the document names no profile", line=lines.get(path, 1), remedy=remedy)
    # An export states the lines of the document that it came from; its own lines say nothing.
    place = _Place(name, lines, state_lines="source" not in raw)
    expanded = place.expand(raw, ProfileDocument, path)
    try:
        document = _adapter().validate_python(expanded)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        inner = tuple(part for part in first["loc"] if isinstance(part, int) or part in _FIELD_NAMES)
        line, advice = place.line((*path, *inner)), _REMEDIES.get(first["type"])
        raise DocumentError(name, f"{_of((*path, *inner))}{first['msg']}", line=line, remedy=advice) from error
    if not _PROFILE_CODE.fullmatch(document.profile):
        problem = f"profile code {document.profile!r} cannot be used"
        remedy = "letters, digits, '-' and '_', in parts joined by full stops: CUS.GEN.P1"
        raise DocumentError(name, problem, line=place.line((*path, "profile")), remedy=remedy)
    _check_levels(document, name, place, path)
    return document


def _check_levels(document: ProfileDocument, name: str, place: _Place, path: Path_) -> None:
    """Refuse a level that contradicts the profile's code, and levels of a scheme that share a rank."""
    in_code = split_profile_code(document.profile)[1]
    if document.level is not None and in_code is not None:
        level = document.level.code
        if to_level_code(level) != to_level_code(in_code):
            problem = f"level {level} contradicts the profile's code {document.profile}"
            raise DocumentError(name, problem, line=place.line((*path, "level")), remedy=f"give level {in_code}")
    ranks: dict[int, str] = {}
    for index, level_ in enumerate(document.level_scheme.levels if document.level_scheme else ()):
        parsed = parse_level_code(level_.code)
        rank = level_.rank if level_.rank is not None else parsed[1] if parsed else index + 1
        if rank in ranks:
            line = place.line((*path, "level_scheme", "levels", index))
            problem = f"levels {ranks[rank]} and {level_.code} have the same rank, {rank}"
            raise DocumentError(name, problem, line=line, remedy='give each level its own "rank"')
        ranks[rank] = level_.code


class _Place:
    """Expands the short forms of one document, and knows on which line each part of it stands."""

    def __init__(self, name: str, lines: dict[Path_, int], *, state_lines: bool) -> None:
        self._name = name
        self._lines = lines
        self._state_lines = state_lines

    def line(self, path: Path_) -> int:
        """Return the line of ``path``, or of the nearest part around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def expand(self, raw: object, kind: type, path: Path_) -> object:
        """Return ``raw`` in the long form of the record ``kind``, with the lines that it stands on."""
        short = _SHORT_FORMS.get(kind)
        if short is not None and isinstance(raw, str):
            raw = {short: raw}
        if not isinstance(raw, dict):
            return raw
        hints = _hints(kind)
        for key in raw:
            if key not in hints:
                near = get_close_matches(str(key), hints, n=1)
                remedy = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(sorted(hints))}"
                problem = f"{_of(path)}unknown field {str(key)!r}"
                raise DocumentError(self._name, problem, line=self.line((*path, str(key))), remedy=remedy)
        expanded = {key: self._expand_field(value, hints[key], (*path, key)) for key, value in raw.items()}
        if self._state_lines and "lines" in hints and expanded.get("lines") is None and path in self._lines:
            expanded["lines"] = Lines(self._lines[path], self._lines[path])
        self._refuse_impossible(kind, expanded, path)
        return expanded

    def _expand_field(self, value: object, hint: object, path: Path_) -> object:
        item = _item_of(hint)
        if item is not None:
            values = value if isinstance(value, list) else [] if value is None else [value]
            many = isinstance(value, list)
            return tuple(self.expand(part, item, (*path, i) if many else path) for i, part in enumerate(values))
        parts = list(_parts(hint))
        record = next((part for part in parts if dataclasses.is_dataclass(part)), None)
        if isinstance(record, type):
            return self.expand(value, record, path)
        if isinstance(value, str) and not value.strip():
            return None if types.NoneType in parts else ""  # blank says nothing, and nothing is what it becomes
        if isinstance(value, bool) and bool not in parts and (float in parts or int in parts):
            problem = f"{_of(path)}a truth value stands where a number belongs"
            raise DocumentError(self._name, problem, line=self.line(path), remedy="give a number, such as 0.68")
        return value

    def _refuse_impossible(self, kind: type, fields: dict[str, object], path: Path_) -> None:
        """Refuse what is well-formed and still cannot be."""
        if kind is Lines:
            first, last = fields.get("first"), fields.get("last")
            if isinstance(first, int) and isinstance(last, int) and not 1 <= first <= last:
                problem = f"{_of(path)}lines {first} to {last} are no span"
                remedy = "lines count from 1, and the last is not before the first"
                raise DocumentError(self._name, problem, line=self.line(path), remedy=remedy)
        elif kind is Level:
            rank = fields.get("rank")
            if isinstance(rank, (int, float)) and not 0 <= rank <= _MAX_RANK:
                problem = f"{_of((*path, 'rank'))}this is no place in a ladder"
                remedy = f"give a whole number from 0 to {_MAX_RANK}"
                raise DocumentError(self._name, problem, line=self.line((*path, "rank")), remedy=remedy)
        elif kind is Source:
            for field, form, remedy in _SOURCE_FORMS:
                value = fields.get(field)
                if isinstance(value, str) and not form.fullmatch(value):
                    problem = f"{_of((*path, field))}{value!r} cannot be used"
                    raise DocumentError(self._name, problem, line=self.line((*path, field)), remedy=remedy)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _item_of(hint: object) -> type | None:
    """Return X when ``hint`` is ``tuple[X, ...]``."""
    if get_origin(hint) is tuple:
        item: type = get_args(hint)[0]
        return item
    return None


def _parts(hint: object) -> Iterator[object]:
    if get_origin(hint) in (Union, types.UnionType, Annotated):
        for part in get_args(hint):
            yield from _parts(part)
    else:
        yield hint


def _collect_field_names() -> frozenset[str]:
    found: set[str] = set()
    waiting: list[type] = [ProfileDocument]
    while waiting:
        hints = _hints(waiting.pop())
        found.update(hints)
        for hint in hints.values():
            inner = _item_of(hint) or hint
            waiting.extend(part for part in _parts(inner) if isinstance(part, type) and dataclasses.is_dataclass(part))
    return frozenset(found)


_FIELD_NAMES = _collect_field_names()


def _of(path: Path_) -> str:
    return f"{'.'.join(str(part) for part in path)}: " if path else ""


def _name_of(raw: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "a truth value", type(None): "nothing"}
    return names.get(type(raw), "a number")
