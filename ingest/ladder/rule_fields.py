"""The rules of a mapping file: which texts are taken, and where their level, dimension and role stand."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from ingest.json_text import Path_
from ingest.ladder.fields import Fields
from ingest.ladder.mapping import KINDS, Condition, Names, Rule
from ingest.ladder.places import (
    CHOICES_OF_TEXT,
    CHOICES_OF_TREE,
    PLACES_OF_TEXT,
    PLACES_OF_TREE,
    Part,
    Place,
    parse_choice,
    parse_place,
)

_FRONT_MATTER = "front matter"


class RuleFields:
    """Reads the rules for one file of a ladder; ``in_tree`` tells whether that is YAML or JSON."""

    def __init__(self, fields: Fields, *, in_tree: bool) -> None:
        self._fields = fields
        self._file_in_tree = in_tree
        self._in_tree = in_tree

    def read(self, raw: object, path: Path_, *, has_role: bool, has_level: bool) -> Rule:
        """Return the rule at ``path``; its file may already say whose role and level it is about.

        Raises:
            DocumentError: it says something wrong, or nothing of its role or level.
        """
        keys = ("text", "in", "kind", "level", "dimension", "role", "where", "names", "sentences")
        given = self._fields.record(raw, path, keys, needs=("text",))
        if given.get("in", _FRONT_MATTER) != _FRONT_MATTER:
            problem = f"{given['in']!r} is no part of a document"
            raise self._fields.error((*path, "in"), problem, f"{_FRONT_MATTER!r}, or leave it out")
        self._in_tree = self._file_in_tree or "in" in given
        text = self._fields.text(given["text"], (*path, "text"))
        choices = parse_choice(text, in_tree=self._in_tree)
        if not choices:
            remedy = CHOICES_OF_TREE if self._in_tree else CHOICES_OF_TEXT
            raise self._fields.error((*path, "text"), f"{text!r} names no texts", remedy)
        rule = Rule(
            choices,
            self._read_kind(given, path),
            self._read_place(given, "level", path),
            self._read_place(given, "dimension", path),
            self._read_place(given, "role", path),
            self._read_where(given.get("where", {}), (*path, "where")),
            self._read_names(given.get("names", {}), (*path, "names")),
            self._fields.truth(given.get("sentences", False), (*path, "sentences")),
        )
        if rule.role is None and not has_role:
            raise self._fields.error(path, "neither the rule nor its file says a role", "give one of them a role")
        if rule.level is None and not has_level and rule.kind != "definition":
            raise self._fields.error(path, "neither the rule nor its file says a level", "give one of them a level")
        return rule

    def _read_kind(self, given: Mapping[str, Any], path: Path_) -> str | Place:
        text = self._fields.text(given.get("kind", "responsibility"), (*path, "kind"))
        if text in KINDS:
            return text
        place = parse_place(text, in_tree=self._in_tree)
        is_word = self._in_tree and not set(text) & set(".[")  # as a path it would be a slip in the name of a kind
        if place is None or is_word:
            near = get_close_matches(text, KINDS, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(KINDS)}, or a place"
            raise self._fields.error((*path, "kind"), f"{text!r} is no kind", remedy)
        return place

    def _read_where(self, raw: object, path: Path_) -> tuple[Condition, ...]:
        given = self._fields.record(raw, path)
        return tuple(
            Condition(self._parse_place(key, (*path, key)), self._fields.texts(value, (*path, key)))
            for key, value in given.items()
        )

    def _read_names(self, raw: object, path: Path_) -> Names:
        if isinstance(raw, list):
            return Names({text.casefold(): text for text in self._fields.texts(raw, path)})
        given = self._fields.record(raw, path)
        if self._in_tree and set(given) == {"from", "to"}:
            return Names(at=(self._read_path(given, "from", path), self._read_path(given, "to", path)))
        return Names({key.casefold(): self._fields.text(value, (*path, key)) for key, value in given.items()})

    def _read_path(self, given: Mapping[str, Any], key: str, path: Path_) -> Part:
        text = self._fields.text(given[key], (*path, key))
        parts = self._parse_place(text, (*path, key)).parts
        if len(parts) != 1 or parts[0].kind != "path":
            raise self._fields.error((*path, key), f"{text!r} is no path", "a path such as themes[*].id")
        return parts[0]

    def _read_place(self, given: Mapping[str, Any], key: str, path: Path_) -> Place | None:
        if key not in given:
            return None
        return self._parse_place(self._fields.text(given[key], (*path, key)), (*path, key))

    def _parse_place(self, text: str, path: Path_) -> Place:
        place = parse_place(text, in_tree=self._in_tree)
        if place is None:
            remedy = PLACES_OF_TREE if self._in_tree else PLACES_OF_TEXT
            raise self._fields.error(path, f"{text!r} is no place", remedy)
        return place
