"""Reading a mapping file: strict, so that a slip is named with its line, its key and what would be right."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ingest.json_text import Path_, parse_yaml
from ingest.ladder.mapping import Condition, LadderFile, LadderMapping, LadderRole, Names, Rule
from ingest.ladder.places import PLACES_OF_TEXT, PLACES_OF_TREE, Place, parse_choice, parse_place
from ontology.errors import DocumentError
from ontology.iris import parse_level_code
from ontology.records import Level, LevelScheme, Taxon

KINDS = (
    "responsibility task output guideline summary definition skill knowledge competency qualification alias title note"
).split()
_ROLE_CODE = re.compile(r"[\w-]+(\.[\w-]+)*")
_MAPPING_MARK = re.compile(r"^ladder[ \t]*:", re.MULTILINE)
_MAX_BYTES = 1_000_000
_TREE_SUFFIXES = (".yaml", ".yml", ".json")


def is_mapping_text(text: str) -> bool:
    """Tell whether ``text``, in YAML, is a mapping file: it says which ladder it is for."""
    return _MAPPING_MARK.search(text) is not None


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
    return parse_mapping(text, name, hashlib.sha256(data).hexdigest())


def parse_mapping(text: str, name: str, sha256: str) -> LadderMapping:
    """Return what ``text``, the mapping file called ``name``, says.

    Raises:
        DocumentError: it says something wrong; names its line and what would be right.
    """
    raw, lines = parse_yaml(text, name)
    return _MappingReader(name, lines).read(raw, sha256)


class _MappingReader:
    def __init__(self, name: str, lines: Mapping[Path_, int]) -> None:
        self._name = name
        self._lines = lines
        self._schemes: dict[str, LevelScheme] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._roles: dict[str, LadderRole] = {}

    def read(self, raw: object, sha256: str) -> LadderMapping:
        keys = ("ladder", "source", "licence", "levels", "roles", "files")
        top = self._object(raw, (), keys, needs=("ladder", "levels", "roles", "files"))
        label = self._text(top["ladder"], ("ladder",))
        for key in ("source", "licence"):
            if key in top:
                self._text(top[key], (key,))
        for index, item in enumerate(self._list(top["levels"], ("levels",))):
            self._read_scheme(item, ("levels", index))
        for index, item in enumerate(self._list(top["roles"], ("roles",))):
            self._read_role(item, ("roles", index))
        files = [self._read_file(item, ("files", i)) for i, item in enumerate(self._list(top["files"], ("files",)))]
        return LadderMapping(self._name, sha256, label, self._schemes, self._words, self._roles, tuple(files))

    def _read_scheme(self, raw: object, path: Path_) -> None:
        given = self._object(raw, path, ("scheme", "label", "track", "levels"), needs=("scheme", "levels"))
        code = self._text(given["scheme"], (*path, "scheme"))
        if code in self._schemes:
            raise self._error((*path, "scheme"), f"scheme {code} is given twice", "merge the two")
        rungs: list[Level] = []
        for index, item in enumerate(self._list(given["levels"], (*path, "levels"))):
            here = (*path, "levels", index)
            rungs.append(self._read_level(item, here))
            same = next((rung for rung in rungs[:-1] if rung.rank == rungs[-1].rank), None)
            if same is not None:
                problem = f"levels {same.code} and {rungs[-1].code} have the same rank"
                raise self._error(here, problem, "number the levels of a scheme upwards")
        self._schemes[code] = LevelScheme(
            code, self._optional(given, "label", path), self._optional(given, "track", path), tuple(rungs)
        )

    def _read_level(self, raw: object, path: Path_) -> Level:
        if isinstance(raw, str):
            raw = {"code": raw}
        given = self._object(raw, path, ("code", "label", "words"), needs=("code",))
        code = self._text(given["code"], (*path, "code"))
        parsed = parse_level_code(code)
        if parsed is None or not code.isalnum():
            remedy = "up to 8 letters and a number, such as IC3"
            raise self._error((*path, "code"), f"{code!r} is no level code", remedy)
        if code in self._words:
            raise self._error((*path, "code"), f"level {code} is given twice", "give each level a code of its own")
        self._words[code] = self._texts(given.get("words", []), (*path, "words"))
        return Level(code, self._optional(given, "label", path), rank=parsed[1])

    def _read_role(self, raw: object, path: Path_) -> None:
        keys = ("code", "label", "superfunction", "function", "focus", "track", "levels", "titles", "words")
        given = self._object(raw, path, keys, needs=("code", "levels"))
        code = self._text(given["code"], (*path, "code"))
        if not _ROLE_CODE.fullmatch(code):
            remedy = "letters, digits, '-' and '_', in parts joined by full stops: ACME.SWE"
            raise self._error((*path, "code"), f"role code {code!r} cannot be used", remedy)
        if code in self._roles:
            raise self._error((*path, "code"), f"role {code} is given twice", "give each role a code of its own")
        schemes = self._texts(given["levels"], (*path, "levels"))
        for scheme in schemes:
            self._known(scheme, self._schemes, "level scheme", (*path, "levels"))
        titles = self._object(given.get("titles", {}), (*path, "titles"), None)
        levels = [rung.code for scheme in schemes for rung in self._schemes[scheme].levels]
        for level in titles:
            self._known(level, levels, f"level of {code}", (*path, "titles", level))
        self._roles[code] = LadderRole(
            code,
            self._optional(given, "label", path),
            self._read_taxon(given, "superfunction", path),
            self._read_taxon(given, "function", path),
            self._read_taxon(given, "focus", path),
            self._optional(given, "track", path),
            schemes,
            {level: self._text(title, (*path, "titles", level)) for level, title in titles.items()},
            self._texts(given.get("words", []), (*path, "words")),
        )

    def _read_taxon(self, given: Mapping[str, Any], key: str, path: Path_) -> Taxon | None:
        if key not in given:
            return None
        raw = given[key]
        if isinstance(raw, str):
            return Taxon(self._text(raw, (*path, key)))
        taxon = self._object(raw, (*path, key), ("code", "label"), needs=("code",))
        return Taxon(self._text(taxon["code"], (*path, key, "code")), self._optional(taxon, "label", (*path, key)))

    def _read_file(self, raw: object, path: Path_) -> LadderFile:
        keys = ("path", "role", "level", "rules", "skip", "header")
        given = self._object(raw, path, keys, needs=("path", "rules"))
        paths = self._texts(given["path"], (*path, "path"))
        role = self._optional(given, "role", path)
        level = self._optional(given, "level", path)
        if role is not None:
            self._known(role, self._roles, "role", (*path, "role"))
        if level is not None:
            schemes = self._roles[role].schemes if role is not None else tuple(self._schemes)
            levels = [rung.code for scheme in schemes for rung in self._schemes[scheme].levels]
            self._known(level, levels, f"level of {role}" if role else "level", (*path, "level"))
        for pattern in paths:
            if pattern.startswith(("/", "~")) or ".." in pattern.split("/"):
                remedy = "a path inside the ladder's folder, such as frameworks/*.md"
                raise self._error((*path, "path"), f"{pattern!r} is no path inside a folder", remedy)
        in_tree = all(pattern.lower().endswith(_TREE_SUFFIXES) for pattern in paths)
        rules = [
            self._read_rule(item, (*path, "rules", index), role, level, in_tree=in_tree)
            for index, item in enumerate(self._list(given["rules"], (*path, "rules")))
        ]
        skip = self._texts(given.get("skip", []), (*path, "skip"))
        header = self._optional(given, "header", path)
        return LadderFile(paths, role, level, tuple(rules), skip, header, self._line(path))

    def _read_rule(self, raw: object, path: Path_, role: str | None, level: str | None, *, in_tree: bool) -> Rule:
        keys = ("text", "kind", "level", "dimension", "role", "where", "names", "sentences", "in")
        given = self._object(raw, path, keys, needs=("text",))
        if given.get("in", "front matter") != "front matter":
            raise self._error((*path, "in"), f"{given['in']!r} is no part of a document", "front matter, or nothing")
        in_tree = in_tree or "in" in given
        text = parse_choice(self._text(given["text"], (*path, "text")), in_tree=in_tree)
        if not text:
            remedy = "a path such as topics[*].criteria[*]" if in_tree else "items, paragraphs, cells or column NAME"
            raise self._error((*path, "text"), f"{given['text']!r} names no texts", remedy)
        kind_text = self._text(given.get("kind", "responsibility"), (*path, "kind"))
        kind = kind_text if kind_text in KINDS else parse_place(kind_text, in_tree=in_tree)
        if kind is None or (in_tree and "." not in kind_text and "[" not in kind_text and kind_text not in KINDS):
            raise self._error((*path, "kind"), f"{kind_text!r} is no kind", f"one of {', '.join(KINDS)}, or a place")
        rule = Rule(
            text,
            kind,
            self._place(given, "level", path, in_tree=in_tree),
            self._place(given, "dimension", path, in_tree=in_tree),
            self._place(given, "role", path, in_tree=in_tree),
            self._read_where(given.get("where", {}), (*path, "where"), in_tree=in_tree),
            self._read_names(given.get("names", {}), (*path, "names"), in_tree=in_tree),
            self._truth(given.get("sentences", False), (*path, "sentences")),
        )
        if rule.role is None and role is None:
            raise self._error(path, "the rule says no role, and neither does its file", "give one of them a role")
        if rule.level is None and level is None and kind != "definition":
            raise self._error(path, "the rule says no level, and neither does its file", "give one of them a level")
        return rule

    def _read_where(self, raw: object, path: Path_, *, in_tree: bool) -> tuple[Condition, ...]:
        given = self._object(raw, path, None)
        return tuple(
            Condition(self._parse_place(key, (*path, key), in_tree=in_tree), self._texts(value, (*path, key)))
            for key, value in given.items()
        )

    def _read_names(self, raw: object, path: Path_, *, in_tree: bool) -> Names:
        if isinstance(raw, list):
            return Names({text.casefold(): text for text in self._texts(raw, path)})
        given = self._object(raw, path, None)
        if in_tree and set(given) == {"from", "to"}:
            ends = [self._parse_place(self._text(given[k], (*path, k)), (*path, k), in_tree=True) for k in ("from", "to")]
            return Names(at=(ends[0].parts[0], ends[1].parts[0]))
        return Names({str(key).casefold(): self._text(value, (*path, key)) for key, value in given.items()})

    def _place(self, given: Mapping[str, Any], key: str, path: Path_, *, in_tree: bool) -> Place | None:
        if key not in given:
            return None
        return self._parse_place(self._text(given[key], (*path, key)), (*path, key), in_tree=in_tree)

    def _parse_place(self, text: str, path: Path_, *, in_tree: bool) -> Place:
        place = parse_place(text, in_tree=in_tree)
        if place is None:
            remedy = PLACES_OF_TREE if in_tree else PLACES_OF_TEXT
            raise self._error(path, f"{text!r} is no place", remedy)
        return place

    def _object(
        self, raw: object, path: Path_, keys: Sequence[str] | None, needs: Sequence[str] = ()
    ) -> dict[str, Any]:
        if not isinstance(raw, dict):
            remedy = f"fields: {', '.join(keys)}" if keys else "fields and their values"
            raise self._error(path, "fields belong here", remedy)
        for key in raw:
            if keys is not None and key not in keys:
                near = get_close_matches(str(key), keys, n=1)
                remedy = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(keys)}"
                raise self._error((*path, str(key)), f"unknown field {str(key)!r}", remedy)
        for key in needs:
            if key not in raw:
                raise self._error(path, f"the field {key!r} is missing", f"needed here: {', '.join(needs)}")
        return {str(key): value for key, value in raw.items()}

    def _list(self, raw: object, path: Path_) -> list[Any]:
        if not isinstance(raw, list) or not raw:
            raise self._error(path, "a list belongs here", "items that start with '- '")
        return raw

    def _text(self, raw: object, path: Path_) -> str:
        if isinstance(raw, bool) or not isinstance(raw, (str, int)) or not str(raw).strip():
            raise self._error(path, "a text belongs here", "put what looks like something else in quotes")
        return str(raw).strip()

    def _texts(self, raw: object, path: Path_) -> tuple[str, ...]:
        items = raw if isinstance(raw, list) else [raw]
        return tuple(self._text(item, (*path, index)) for index, item in enumerate(items))

    def _optional(self, given: Mapping[str, Any], key: str, path: Path_) -> str | None:
        return self._text(given[key], (*path, key)) if key in given else None

    def _truth(self, raw: object, path: Path_) -> bool:
        if not isinstance(raw, bool):
            raise self._error(path, "true or false belongs here", "such as: sentences: true")
        return raw

    def _known(self, code: str, known: Sequence[str] | Mapping[str, object], what: str, path: Path_) -> None:
        if code not in known:
            near = get_close_matches(code, list(known), n=1)
            remedy = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
            raise self._error(path, f"{code} is no {what}", remedy)

    def _line(self, path: Path_) -> int:
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def _error(self, path: Path_, problem: str, remedy: str) -> DocumentError:
        place = ".".join(str(part) for part in path)
        return DocumentError(self._name, f"{place}: {problem}" if place else problem, line=self._line(path), remedy=remedy)
