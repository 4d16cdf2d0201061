"""Applying the rules of a mapping to the pieces of a document: the first rule that fits takes a piece."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.ladder.finder import DEFINITION, Finder, Finding
from ingest.ladder.gathering import Gathering
from ingest.ladder.line_ledger import LineLedger
from ingest.ladder.mapping import LadderFile, Rule
from ingest.ladder.pieces import Piece
from ingest.ladder.text_piece import TextPiece
from ingest.ladder.tree import TreePiece
from ingest.ladder.wording import split_sentences
from ingest.ladder.words import is_match
from ontology.records import Lines

_SENTENCE_WORDS = 6  # fewer before a colon are the name of what is listed below


class RuleReader:
    """Reads the pieces of one document."""

    def __init__(self, files: Sequence[LadderFile], finder: Finder, gathering: Gathering, ledger: LineLedger) -> None:
        """Read by the rules of ``files``, into ``gathering``, and account every line in ``ledger``."""
        self._files = files
        self._finder = finder
        self._gathering = gathering
        self._ledger = ledger
        self._joined: set[int] = set()  # pieces that are told with the one that they are listed below
        self._told: set[int] = set()  # the texts that told a place
        self._parts = [part for file in files for rule in file.rules for part in rule.parts]

    def read(self, pieces: Sequence[Piece]) -> Gathering:
        """Read ``pieces``, in the order of the document, and return all that was gathered."""
        left = [piece for piece in pieces if not self._take(piece)]
        for piece in left:
            if any(_is_any(piece.labels(), file.skip) for file in self._files):
                self._ledger.skip(piece.said.lines)
            elif not self._is_place(piece):
                self._ledger.leave(piece.said.lines)
        for line, message in self._finder.doubts.items():
            self._ledger.warn(line, message)
        return self._gathering

    def _take(self, piece: Piece) -> bool:
        """Take ``piece`` by the first rule that fits; tell whether one did."""
        if id(piece) in self._joined:
            return True
        for file in self._files:
            if _is_any(piece.labels(), file.skip):
                continue
            for rule in file.rules:
                finding = self._finder.find(rule, file, piece)
                if finding is not None and self._keep(finding, rule, piece):
                    return True
        return False

    def _keep(self, finding: Finding, rule: Rule, piece: Piece) -> bool:
        """Keep what ``piece`` states; tell whether it states anything, or is the name of something."""
        listed = piece.listed
        text, lines = finding.text, piece.said.lines
        if text.endswith(":") and listed:
            if len(text.split()) < _SENTENCE_WORDS:
                return False
            # A sentence that its list goes on with: without the list it says nothing.
            text = f"{text} {'; '.join(item.said.text.rstrip('.;') for item in listed)}"
            lines = Lines(lines.first, max(item.said.lines.last for item in listed))
            self._joined.update(map(id, listed))
        self._told.update(map(id, finding.told_by))
        for around in (*piece.context(rule.parts), *(said.lines for said in finding.told_by)):
            if around != piece.said.lines:
                self._ledger.map(around, "level or dimension")
        self._ledger.map(lines, " ".join((finding.kind, *finding.levels)))
        for part in split_sentences(text) if rule.sentences else [text] if text else []:
            if finding.kind == DEFINITION:
                self._gathering.define(finding.role, part, lines)
            else:
                self._gathering.add(finding.role, finding.levels, finding.kind, part, finding.dimension, lines)
        return True

    def _is_place(self, piece: Piece) -> bool:
        """Tell whether ``piece``, which no rule took, told the level or dimension of others."""
        if isinstance(piece, TreePiece):
            return id(piece.said) in self._told
        if isinstance(piece, TextPiece) and piece.form == "cell":  # its line may hold others that were taken
            return any(map(piece.is_at, self._parts))
        return self._ledger.is_mapped(piece.said.lines)


def _is_any(texts: Iterable[str], patterns: tuple[str, ...]) -> bool:
    """Tell whether one of ``texts`` matches one of ``patterns``."""
    return bool(patterns) and any(is_match(text, patterns) for text in texts)
