"""Reading a mapping file: strict, so that a slip is named with its line, its key and what would be right."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ingest.json_text import Path_, parse_yaml
from ingest.ladder.fields import Fields
from ingest.ladder.mapping import LadderFile, LadderMapping, LadderRole
from ingest.ladder.rule_fields import RuleFields
from ontology.errors import DocumentError
from ontology.iris import parse_level_code
from ontology.records import Level, LevelScheme, Taxon

_ROLE_CODE = re.compile(r"[\w-]+(\.[\w-]+)*")
_MAX_BYTES = 1_000_000
_TREE_SUFFIXES = (".yaml", ".yml", ".json")


def read_mapping_file(path: Path) -> LadderMapping:
    """Return what the mapping file at ``path`` says.

    Raises:
        DocumentError: it cannot be read, or says something wrong; names its line and what would be right.
    """
    name = str(path)
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise DocumentError(name, "a mapping file is not that large", remedy="give the mapping, not the ladder")
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise DocumentError(name, f"the mapping file cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DocumentError(name, "the mapping file is not UTF-8", remedy="save it as UTF-8") from error
    raw, lines = parse_yaml(text, name)
    return _MappingReader(name, Fields(name, lines)).read(raw, hashlib.sha256(data).hexdigest())


class _MappingReader:
    def __init__(self, name: str, fields: Fields) -> None:
        self._name = name
        self._fields = fields
        self._schemes: dict[str, LevelScheme] = {}
        self._words: dict[str, tuple[str, ...]] = {}  # by level code
        self._roles: dict[str, LadderRole] = {}

    def read(self, raw: object, sha256: str) -> LadderMapping:
        keys = ("ladder", "source", "licence", "levels", "roles", "files")
        top = self._fields.record(raw, (), keys, needs=("ladder", "levels", "roles", "files"))
        for key in ("ladder", "source", "licence"):
            self._fields.optional(top, key, ())
        for index, item in enumerate(self._fields.items(top["levels"], ("levels",))):
            self._read_scheme(item, ("levels", index))
        for index, item in enumerate(self._fields.items(top["roles"], ("roles",))):
            self._read_role(item, ("roles", index))
        files = enumerate(self._fields.items(top["files"], ("files",)))
        read = tuple(self._read_file(item, ("files", index)) for index, item in files)
        return LadderMapping(self._name, sha256, self._schemes, self._words, self._roles, read)

    def _read_scheme(self, raw: object, path: Path_) -> None:
        given = self._fields.record(raw, path, ("scheme", "label", "track", "levels"), needs=("scheme", "levels"))
        code = self._fields.text(given["scheme"], (*path, "scheme"))
        if code in self._schemes:
            raise self._fields.error((*path, "scheme"), f"scheme {code} is given twice", "merge the two")
        rungs: dict[int | None, Level] = {}
        for index, item in enumerate(self._fields.items(given["levels"], (*path, "levels"))):
            rung = self._read_level(item, (*path, "levels", index))
            if rung.rank in rungs:
                problem = f"levels {rungs[rung.rank].code} and {rung.code} have the same rank"
                raise self._fields.error((*path, "levels", index), problem, "number the levels of a scheme upwards")
            rungs[rung.rank] = rung
        label = self._fields.optional(given, "label", path)
        track = self._fields.optional(given, "track", path)
        self._schemes[code] = LevelScheme(code, label, track, tuple(rungs[rank] for rank in sorted(rungs, key=_number)))

    def _read_level(self, raw: object, path: Path_) -> Level:
        given = self._fields.record(
            {"code": raw} if isinstance(raw, str) else raw, path, ("code", "label", "words"), ("code",)
        )
        code = self._fields.text(given["code"], (*path, "code"))
        parsed = parse_level_code(code)
        if parsed is None or not code.isalnum():
            remedy = "up to 8 letters and a number, such as IC3"
            raise self._fields.error((*path, "code"), f"{code!r} is no level code", remedy)
        if code in self._words:
            problem = f"level {code} is given twice"
            raise self._fields.error((*path, "code"), problem, "give each level a code of its own")
        self._words[code] = self._fields.texts(given.get("words", []), (*path, "words"))
        return Level(code, self._fields.optional(given, "label", path), rank=parsed[1])

    def _read_role(self, raw: object, path: Path_) -> None:
        keys = ("code", "label", "superfunction", "function", "focus", "track", "levels", "titles", "words")
        given = self._fields.record(raw, path, keys, needs=("code", "levels"))
        code = self._fields.text(given["code"], (*path, "code"))
        if not _ROLE_CODE.fullmatch(code):
            remedy = "letters, digits, '-' and '_', in parts joined by full stops: ACME.SWE"
            raise self._fields.error((*path, "code"), f"role code {code!r} cannot be used", remedy)
        if code in self._roles:
            problem = f"role {code} is given twice"
            raise self._fields.error((*path, "code"), problem, "give each role a code of its own")
        schemes = self._fields.texts(given["levels"], (*path, "levels"))
        for scheme in schemes:
            self._fields.known(scheme, list(self._schemes), "level scheme", (*path, "levels"))
        titles = self._fields.record(given.get("titles", {}), (*path, "titles"))
        for level in titles:
            self._fields.known(level, self._levels_of(schemes), f"level of {code}", (*path, "titles", level))
        self._roles[code] = LadderRole(
            code,
            self._fields.optional(given, "label", path),
            self._read_taxon(given, "superfunction", path),
            self._read_taxon(given, "function", path),
            self._read_taxon(given, "focus", path),
            self._fields.optional(given, "track", path),
            schemes,
            {level: self._fields.text(title, (*path, "titles", level)) for level, title in titles.items()},
            self._fields.texts(given.get("words", []), (*path, "words")),
        )

    def _read_taxon(self, given: Mapping[str, Any], key: str, path: Path_) -> Taxon | None:
        if key not in given:
            return None
        raw, here = given[key], (*path, key)
        taxon = self._fields.record({"code": raw} if isinstance(raw, str) else raw, here, ("code", "label"), ("code",))
        code = self._fields.text(taxon["code"], (*here, "code"))
        return Taxon(code, self._fields.optional(taxon, "label", here))

    def _read_file(self, raw: object, path: Path_) -> LadderFile:
        given = self._fields.record(raw, path, ("path", "role", "level", "rules", "skip", "header"), ("path", "rules"))
        paths = self._fields.texts(given["path"], (*path, "path"))
        for pattern in paths:
            if pattern.startswith(("/", "~")) or {".", "..", ""} & set(pattern.split("/")):
                remedy = "a path inside the ladder's folder, such as frameworks/*.md"
                raise self._fields.error((*path, "path"), f"{pattern!r} is no path inside a folder", remedy)
        role, level = self._fields.optional(given, "role", path), self._fields.optional(given, "level", path)
        if role is not None:
            self._fields.known(role, list(self._roles), "role", (*path, "role"))
        if level is not None:
            schemes = self._roles[role].schemes if role is not None else tuple(self._schemes)
            whose = f"level of {role}" if role is not None else "level"
            self._fields.known(level, self._levels_of(schemes), whose, (*path, "level"))
        fields = RuleFields(self._fields, in_tree=all(pattern.lower().endswith(_TREE_SUFFIXES) for pattern in paths))
        return LadderFile(
            paths,
            role,
            level,
            tuple(
                fields.read(item, (*path, "rules", index), has_role=role is not None, has_level=level is not None)
                for index, item in enumerate(self._fields.items(given["rules"], (*path, "rules")))
            ),
            self._fields.texts(given.get("skip", []), (*path, "skip")),
            self._fields.optional(given, "header", path),
            self._fields.line(path),
        )

    def _levels_of(self, schemes: tuple[str, ...]) -> list[str]:
        return [rung.code for scheme in schemes for rung in self._schemes[scheme].levels]


def _number(rank: int | None) -> int:
    return rank or 0
