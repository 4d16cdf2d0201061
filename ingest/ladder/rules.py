"""Applying the rules of a mapping to the pieces of a document: the first rule that fits takes a piece."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ingest.ladder.gathering import Gathering
from ingest.ladder.line_ledger import LineLedger
from ingest.ladder.mapping import LadderFile, LadderMapping, Names, Rule
from ingest.ladder.mapping_file import KINDS
from ingest.ladder.pieces import NO_LEADS, Leads, Piece, Said
from ingest.ladder.places import Part, Place
from ingest.ladder.text_piece import TextPiece
from ingest.ladder.tree import TreePiece
from ingest.ladder.wording import clean_name, split_sentences
from ingest.ladder.words import Words, is_match
from ontology.records import Lines

_SENTENCE_WORDS = 6  # fewer before a colon are the name of what is listed below


class RuleReader:
    """Reads the pieces of one document."""

    def __init__(
        self,
        mapping: LadderMapping,
        files: Sequence[LadderFile],
        stem: str,
        gathering: Gathering,
        ledger: LineLedger,
    ) -> None:
        self._mapping = mapping
        self._files = files
        self._stem = stem
        self._gathering = gathering
        self._ledger = ledger
        self._role_words = mapping.role_words()
        self._level_words: dict[str, Words] = {}
        self._joined: set[int] = set()
        self._used: list[Lines] = []  # that told the places of the piece at hand

    def read(self, pieces: Sequence[Piece]) -> None:
        """Read ``pieces``, in the order of the document."""
        for piece in pieces:
            if id(piece) in self._joined:
                continue
            if any(_is_skipped(piece, file.skip) for file in self._files):
                self._ledger.skip(piece.said.lines)
                continue
            for file in self._files:
                if any(self._apply(rule, file, piece) for rule in file.rules):
                    break

    def _apply(self, rule: Rule, file: LadderFile, piece: Piece) -> bool:
        """Take ``piece`` by ``rule`` if it fits; tell whether it did."""
        self._used = []
        if not any(piece.is_taken_by(choice) for choice in rule.text):
            return False
        for condition in rule.where:
            found = self._find(condition.place, piece, NO_LEADS)
            if found is None or not is_match(found.text, condition.patterns):
                return False
        role_code = self._find_role(rule, file, piece)
        if role_code is None:
            return False
        role = self._mapping.roles[role_code]
        kind = self._find_kind(rule, piece)
        if kind is None:
            return False
        words = self._level_words.setdefault(role_code, self._mapping.words_of(role))
        level, levels = None, (file.level,) if file.level is not None else ()
        if rule.level is not None and kind != "definition":
            level = self._find(rule.level, piece, Leads(words.all, words))
            levels = words.find(level.text) if level is not None else ()
            if level is not None and not levels and words.is_ambiguous(level.text):
                message = f"{level.text!r} names several levels; give the text to each as one of its words"
                self._ledger.warn(level.lines.first, message)
        if kind != "definition" and not levels:
            return False
        if any(part.kind in ("header", "row", "column") and _is_at(piece, part) for part in _places(rule)):
            return False
        names = rule.names.names
        dimension = self._find_dimension(rule, piece)
        leads = Leads(words.all, words) if _uses_lead(rule.level) else rule.names.leads_as_named
        text = piece.rest(leads) if _uses_lead(rule.level) or _uses_lead(rule.dimension) else piece.said.text
        for lines in (*piece.surroundings(), *self._used, *_header_lines(piece, rule)):
            if lines != piece.said.lines:
                self._ledger.map(lines, "level or dimension")
        if piece.children and text.endswith(":") and not _needs_list(text) and not _is_name(piece, rule, names):
            return False
        if not text or (piece.children and _is_name(piece, rule, names)):
            self._ledger.map(piece.said.lines, "dimension")
            return True
        lines = piece.said.lines
        if piece.children and text.endswith(":"):
            text, lines = self._join(piece, text)
        became = " ".join((kind, *levels))
        self._ledger.map(lines, became)
        texts = split_sentences(text) if rule.sentences else [text]
        for part in texts:
            if kind == "definition":
                self._gathering.define(role, part, lines)
            for code in levels if kind != "definition" else ():
                assert code is not None
                self._gathering.add(role, code, kind, part, dimension, lines, shared=len(levels) > 1)
        return True

    def _join(self, piece: Piece, text: str) -> tuple[str, Lines]:
        """Return ``text``, which ends with a colon, with the items listed below it: without them it says nothing."""
        last = piece.said.lines.last
        items = []
        waiting = list(piece.children)
        while waiting:
            child = waiting.pop(0)
            items.append(child.said.text.rstrip(".;"))
            last = max(last, child.said.lines.last)
            self._joined.add(id(child))
            waiting[:0] = child.children
        return f"{text} {'; '.join(items)}", Lines(piece.said.lines.first, last)

    def _find(self, place: Place, piece: Piece, leads: Leads) -> Said | None:
        """Return what stands at ``place``: its first alternative all of whose parts are there, joined by colons."""
        for alternative in place.alternatives:
            found = [said for part in alternative if (said := self._part(part, piece, leads)) is not None]
            if len(found) == len(alternative):
                return found[0] if len(found) == 1 else Said(": ".join(said.text for said in found), found[-1].lines)
        return None

    def _part(self, part: Part, piece: Piece, leads: Leads) -> Said | None:
        said = Said(self._stem, piece.said.lines) if part.kind == "file" else piece.part(part, leads)
        if said is not None:
            self._used.append(said.lines)
        return said

    def _find_role(self, rule: Rule, file: LadderFile, piece: Piece) -> str | None:
        if rule.role is None:
            return file.role
        said = self._find(rule.role, piece, NO_LEADS)
        found = self._role_words.find(said.text) if said is not None else ()
        return found[0] if len(found) == 1 else None

    def _find_kind(self, rule: Rule, piece: Piece) -> str | None:
        if isinstance(rule.kind, str):
            return rule.kind
        said = self._find(rule.kind, piece, NO_LEADS)
        word = clean_name(said.text).casefold() if said is not None else ""
        singular = {"responsibilities": "responsibility", "competencies": "competency", "aliases": "alias"}
        word = singular.get(word) or (word[:-1] if word not in KINDS and word.endswith("s") else word)
        return word if word in KINDS else None

    def _find_dimension(self, rule: Rule, piece: Piece) -> str | None:
        """Return the dimension by its name: the first alternative all of whose parts are there, joined by colons."""
        for alternative in rule.dimension.alternatives if rule.dimension is not None else ():
            names = [self._name_at(part, rule.names, piece) for part in alternative]
            if all(names):
                return ": ".join(name for name in names if name)
        return None

    def _name_at(self, part: Part, names: Names, piece: Piece) -> str | None:
        """Return what stands at ``part`` by its name; an item or lead that is none of the names stands for itself."""
        said = self._part(part, piece, names.leads)
        if said is None:
            return None
        word = clean_name(said.text)
        if names.at is not None:
            return self._look_up(names.at, piece, said.text) or word
        if names.names and part.kind in ("item", "lead") and word.casefold() not in names.names:
            return None
        return names.names.get(word.casefold(), word)

    def _look_up(self, places: tuple[Part, Part], piece: Piece, word: str) -> str | None:
        """Return the name that the document itself gives for ``word``."""
        if not isinstance(piece, TreePiece):
            return None
        source, target = places
        for path, said in piece.tree.values.items():
            candidate = TreePiece(piece.tree, path, said)
            if said.text == word and candidate.matches(source.path):
                self._used.append(said.lines)
                found = self._part(target, candidate, NO_LEADS)
                return clean_name(found.text) if found is not None else None
        return None


def _needs_list(text: str) -> bool:
    """Tell whether ``text``, which ends with a colon, is a sentence that its list goes on with, and not a name."""
    return len(text.split()) >= _SENTENCE_WORDS


def _places(rule: Rule) -> list[Part]:
    return [part for place in (rule.level, rule.dimension, rule.role) if place is not None for part in place.parts]


def _uses_lead(place: Place | None) -> bool:
    return place is not None and any(part.kind == "lead" for part in place.parts)


def _header_lines(piece: Piece, rule: Rule) -> Iterable[Lines]:
    """Return the lines of the header above ``piece`` if ``rule`` reads it."""
    named = any(part.kind in ("header", "column") for part in _places(rule)) or any(
        choice.form == "column" for choice in rule.text
    )
    lines = piece.cell.header_lines if named and isinstance(piece, TextPiece) and piece.cell else None
    return (lines,) if lines is not None else ()


def _is_at(piece: Piece, part: Part) -> bool:
    """Tell whether ``piece`` is itself the row's name or the column's cell that ``part`` speaks of."""
    if not isinstance(piece, TextPiece) or piece.cell is None:
        return False
    if part.kind == "row":
        return piece.cell.number == 0
    return part.kind == "column" and piece.cell.is_in_column(part.name)


def _is_name(piece: Piece, rule: Rule, names: Collection[str]) -> bool:
    """Tell whether ``piece`` only names the dimension or level of what is listed below it."""
    if not isinstance(piece, TextPiece):
        return False
    depth = len(piece.parents) + 1
    is_place = any(part.kind == "item" and part.number == depth for part in _places(rule))
    return is_place and (not names or clean_name(piece.said.text).casefold() in names)


def _is_skipped(piece: Piece, skip: tuple[str, ...]) -> bool:
    if not skip:
        return False
    texts = [piece.said.text]
    if isinstance(piece, TextPiece):
        texts += [heading.said.text for heading in piece.headings[-1:]]
        if piece.cell is not None and piece.cell.row is not None:
            texts.append(piece.cell.row.text)
    elif isinstance(piece, TreePiece):
        texts = [piece.dotted]
    return any(is_match(text, skip) for text in texts)
