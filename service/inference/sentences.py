"""A job description as sentences, each with its place in the text: what is quoted stands there word for word.

Descriptions come as they are pasted: bullets of every kind, lines wrapped at any width, HTML tags, headings.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_SENTENCES = 300  # of one description; encoding so many takes about a second and a half
_LEAST_WORDS = 3
_MOST_HEADING_WORDS = 6
_LEAST_WRAPPED = 45  # characters; a shorter line was ended on purpose

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_BULLET = re.compile(r"\s*(?:[-*•·▪▫◦‣⁃●○■□➢➤►✓✔–—+>o]|\(?\d{1,2}[.)]|\(?[a-z]\))(?:\s+|$)")
_ENDS = re.compile(r"[.!?…:;]['\")\]»”’]*\s*$")
_STARTS_ANEW = re.compile(r"\s*[A-Z0-9ÄÖÜÉÀ\"“«(]")
# A sentence ends at its mark, where no abbreviation does, and what follows begins like a sentence; or at a semicolon.
_BREAK = re.compile(
    r"(?<!\b[A-Za-z])(?<!\be\.g)(?<!\bi\.e)(?<!\bincl)(?<!\bapprox)(?<!\bmin)(?<!\bmax)(?<!\bvs)(?<!\bSr)(?<!\bJr)(?<!\bDr)"
    r"[.!?…]['\")\]”’]*\s+(?=[\"'“«(\[]?[A-Z0-9ÄÖÜÉÀ])|;\s+"
)
_CLAUSE = re.compile(r",\s+(?:(?:and|or)\s+)?|\s+and\s+|\s+[-–—]\s+|:\s+")
_LONG_WORDS = 20
_LEAST_CLAUSE_WORDS = 4
_ENTITY = re.compile(r"&#?\w+;$")
_LONGEST_ENTITY = 10  # characters
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or bullet, or a part of a long one."""

    text: str  # to be compared; without markup
    span: tuple[int, int]  # characters of the description: start and end
    heading: str | None  # under which it stands


def read_sentences(description: str) -> list[Sentence]:
    """Return the sentences of ``description`` in their order, at most MAX_SENTENCES, without headings."""
    blank = _TAG.sub(_to_line_end, description)
    sentences: list[Sentence] = []
    heading: str | None = None
    for start, end, is_bullet in _read_paragraphs(blank):
        if not is_bullet and _is_heading(blank[start:end]):
            heading = blank[start:end].strip().rstrip(":")
            continue
        for first, last in _split(blank, start, end):
            text = html.unescape(" ".join(blank[first:last].split()))
            if len(_WORD.findall(text)) >= _LEAST_WORDS:
                sentences.append(Sentence(text, (first, last), heading))
                if len(sentences) == MAX_SENTENCES:
                    return sentences
    return sentences


def _to_line_end(tag: re.Match[str]) -> str:
    """Return what stands for a tag, in as many characters: a new line, and in it a bullet for an item of a list."""
    length = len(tag[0])
    return "\n" * (length - 2) + "- " if tag[0].lower().startswith("<li") else "\n" * length


def _read_paragraphs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where paragraphs stand, and whether each is a bullet; lines that were wrapped belong together."""
    start, end, is_bullet = 0, 0, False
    for line in _LINE.finditer(text):
        bullet = _BULLET.match(line[0])
        first = line.start() + (bullet.end() if bullet else 0)
        if not line[0].strip() or first >= line.end():
            continue
        is_apart = "\n" in text[end : line.start()].replace("\r\n", "\n")[1:]  # a blank line lies between
        if start < end and not bullet and not is_apart and _goes_on(text[start:end], line[0], is_bullet):
            end = line.end()
            continue
        if start < end:
            yield start, end, is_bullet
        start, end, is_bullet = first, line.end(), bullet is not None
    if start < end:
        yield start, end, is_bullet


def _goes_on(before: str, line: str, is_bullet: bool) -> bool:
    """Return whether ``line`` was wrapped off from ``before``."""
    is_indented = line[:1].isspace()
    if not _STARTS_ANEW.match(line):
        return is_bullet or max(map(len, before.splitlines())) > _LEAST_WRAPPED
    if _ENDS.search(before) or (is_bullet and not is_indented):
        return False
    return len(before.splitlines()[-1]) > _LEAST_WRAPPED


def _is_heading(text: str) -> bool:
    """Return whether a paragraph is short and no sentence: "Benefits", "WHAT YOU DO", "Your tasks:"."""
    words = _WORD.findall(text)
    most = _MOST_HEADING_WORDS if text.rstrip().endswith(":") or text.isupper() else _LEAST_WORDS + 1
    return len(words) <= most and (text.rstrip().endswith(":") or not _ENDS.search(text))


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for mark in _BREAK.finditer(text, start, end):
        if _ENTITY.search(text, max(start, mark.start() - _LONGEST_ENTITY), mark.start() + 1):
            continue
        yield from _split_clauses(text, *_trim(text, first, mark.end()))
        first = mark.end()
    yield from _split_clauses(text, *_trim(text, first, end))


def _split_clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a long sentence in parts: one that names five duties is near to none of them."""
    first, left = start, len(_WORD.findall(text, start, end))
    if left > _LONG_WORDS:
        for mark in _CLAUSE.finditer(text, start, end):
            words = len(_WORD.findall(text, first, mark.start()))
            if words >= _LEAST_CLAUSE_WORDS and left - words >= _LEAST_CLAUSE_WORDS:
                yield first, mark.start()
                first, left = mark.end(), left - words
    yield first, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
