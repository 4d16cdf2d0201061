"""Finding what a piece states by a rule: its role, kind, levels, dimension and text, and what told them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.json_text import Path_
from ingest.ladder.mapping import KINDS, LadderFile, LadderMapping, Names, Rule
from ingest.ladder.pieces import NO_LEADS, Leads, Piece, Said
from ingest.ladder.places import Part, Place
from ingest.ladder.tree import Tree, TreePiece
from ingest.ladder.wording import clean_name
from ingest.ladder.words import Words, is_match
from ontology.records import Lines

DEFINITION = "definition"  # is said of a role, and needs no level
_PLURALS = {"responsibilities": "responsibility", "competencies": "competency", "aliases": "alias"}


@dataclass(slots=True)
class Finding:
    """What a piece states, and what told so."""

    role: str = ""
    kind: str = ""
    levels: tuple[str, ...] = ()
    dimension: str | None = None
    text: str = ""
    told_by: list[Said] = field(default_factory=list)


class Finder:
    """Applies rules to the pieces of one document."""

    def __init__(self, mapping: LadderMapping, stem: str, front: Mapping[Path_, Said]) -> None:
        """Read by ``mapping``; ``stem`` is the file's name without its suffix, ``front`` its front matter's values."""
        self._mapping = mapping
        self._stem = stem
        self._front = front
        self._role_words = mapping.role_words()
        self._level_words: dict[str, Words] = {}
        self.doubts: dict[int, str] = {}  # messages by line
        self._looked_up: dict[tuple[Part, Part], dict[str, tuple[Said, Said]]] = {}

    def find(self, rule: Rule, file: LadderFile, piece: Piece) -> Finding | None:
        """Return what ``piece`` states by ``rule``; None where the rule does not fit."""
        if not any(piece.is_taken_by(choice) for choice in rule.text):
            return None
        finding = Finding()
        for condition in rule.where:
            found = self._find(condition.place, piece, NO_LEADS, finding)
            if found is None or not is_match(found.text, condition.patterns):
                return None
        finding.role = self._find_role(rule, file, piece, finding) or ""
        finding.kind = self._find_kind(rule, piece, finding) or ""
        if not finding.role or not finding.kind or _names_others(piece, rule):
            return None
        words = self._level_words.get(finding.role) or self._mapping.words_of(self._mapping.roles[finding.role])
        self._level_words[finding.role] = words
        leads = Leads(words.all, words)
        if finding.kind != DEFINITION:
            finding.levels = self._find_levels(rule, file, piece, words, finding)
            if not finding.levels:
                return None
        finding.text = piece.said.text
        finding.dimension = self._find_dimension(rule, piece, finding)
        if rule.level is not None and any(part.kind == "lead" for part in rule.level.parts):
            split = piece.split_lead(leads)
            finding.text = split[1] if split else finding.text
        return finding

    def _find_levels(
        self, rule: Rule, file: LadderFile, piece: Piece, words: Words, finding: Finding
    ) -> tuple[str, ...]:
        if rule.level is None:
            return (file.level,) if file.level is not None else ()
        said = self._find(rule.level, piece, Leads(words.all, words), finding)
        if said is None:
            return ()
        if words.is_ambiguous(said.text):
            self.doubts[said.lines.first] = (
                f"{said.text!r} names several levels; give the whole of it as a word to each"
            )
        return words.find(said.text)

    def _find_role(self, rule: Rule, file: LadderFile, piece: Piece, finding: Finding) -> str | None:
        if rule.role is None:
            return file.role
        said = self._find(rule.role, piece, NO_LEADS, finding)
        found = self._role_words.find(said.text) if said is not None else ()
        return found[0] if len(found) == 1 else None

    def _find_kind(self, rule: Rule, piece: Piece, finding: Finding) -> str | None:
        if isinstance(rule.kind, str):
            return rule.kind
        said = self._find(rule.kind, piece, NO_LEADS, finding)
        word = clean_name(said.text).casefold() if said is not None else ""
        singular = _PLURALS.get(word) or (word if word in KINDS else word.removesuffix("s"))
        return singular if singular in KINDS else None

    def _find_dimension(self, rule: Rule, piece: Piece, finding: Finding) -> str | None:
        """Return the dimension by its name: the first alternative all of whose parts are there, joined by colons."""
        for alternative in rule.dimension.alternatives if rule.dimension is not None else ():
            names = [self._name_at(part, rule.names, piece, finding) for part in alternative]
            if all(names):
                return ": ".join(name for name in names if name)
        return None

    def _name_at(self, part: Part, names: Names, piece: Piece, finding: Finding) -> str | None:
        """Return what stands at ``part`` by its name; an item or lead that is none of the names is no dimension."""
        said = self._part(part, piece, names.leads, finding)
        if said is None:
            return None
        word = clean_name(said.text)
        if names.at is not None:
            return self._look_up(names.at, piece, said.text, finding) or word
        if names.names and part.kind in ("item", "lead") and word.casefold() not in names.names:
            return None
        name = names.names.get(word.casefold(), word)
        split = piece.split_lead(names.leads) if part.kind == "lead" else None
        if split is not None and name.casefold() == word.casefold():
            finding.text = split[1]  # a lead that is called otherwise stays: nothing else says it
        return name or None

    def _look_up(self, places: tuple[Part, Part], piece: Piece, word: str, finding: Finding) -> str | None:
        """Return the name that the document itself gives for ``word``."""
        if not isinstance(piece, TreePiece):
            return None
        if places not in self._looked_up:
            self._looked_up[places] = _read_names(piece.tree, *places)
        found = self._looked_up[places].get(word)
        finding.told_by.extend(found or ())
        return clean_name(found[1].text) if found else None

    def _find(self, place: Place, piece: Piece, leads: Leads, finding: Finding) -> Said | None:
        """Return what stands at ``place``: its first alternative all of whose parts are there, joined by colons."""
        for alternative in place.alternatives:
            found = [said for part in alternative if (said := self._part(part, piece, leads, finding)) is not None]
            if len(found) == len(alternative):
                return found[0] if len(found) == 1 else Said(": ".join(said.text for said in found), found[-1].lines)
        return None

    def _part(self, part: Part, piece: Piece, leads: Leads, finding: Finding) -> Said | None:
        if part.kind == "file":
            return Said(self._stem, Lines(1, 1))
        said = self._front.get((part.name,)) if part.kind == "field" else piece.part(part, leads)
        if said is not None:
            finding.told_by.append(said)
        return said


def _names_others(piece: Piece, rule: Rule) -> bool:
    """Tell whether ``piece`` is itself the place of others: the name of a row, or an item that names its list."""
    names = rule.names.names
    is_name = not names or clean_name(piece.said.text).casefold() in names
    return any(piece.is_at(part) and (is_name or part.kind != "item") for part in rule.parts)


def _read_names(tree: Tree, source: Part, target: Part) -> dict[str, tuple[Said, Said]]:
    """Return by each word at ``source`` where it stands and what stands at ``target`` beside it."""
    names: dict[str, tuple[Said, Said]] = {}
    for path, said in tree.values.items():
        candidate = TreePiece(tree, path, said)
        name = candidate.part(target, NO_LEADS) if candidate.matches(source.path) else None
        if name is not None:
            names.setdefault(said.text, (said, name))
    return names
