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
_MOST_HEADING_CHARACTERS = 60

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
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, bullet or heading."""

    text: str  # to be compared; without markup
    span: tuple[int, int]  # characters of the description: start and end
    heading: str | None  # under which it stands


def read_sentences(description: str) -> list[Sentence]:
    """Return the sentences of ``description`` in their order, at most MAX_SENTENCES, without headings."""
    blank = _TAG.sub(lambda tag: "\n" * len(tag[0]), description)
    sentences: list[Sentence] = []
    heading: str | None = None
    for start, end in _read_paragraphs(blank):
        if _is_heading(blank[start:end]):
            heading = blank[start:end].strip().rstrip(":")
            continue
        for first, last in _split(blank, start, end):
            text = html.unescape(" ".join(blank[first:last].split()))
            if len(_WORD.findall(text)) >= _LEAST_WORDS:
                sentences.append(Sentence(text, (first, last), heading))
                if len(sentences) == MAX_SENTENCES:
                    return sentences
    return sentences


def _read_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where bullets, headings and paragraphs stand; lines that were wrapped belong together."""
    start, end = 0, 0
    for line in _LINE.finditer(text):
        bullet = _BULLET.match(line[0])
        first = line.start() + (bullet.end() if bullet else 0)
        if not line[0].strip() or first >= line.end():
            continue
        is_apart = "\n" in text[end : line.start()].replace("\r\n", "\n")[1:]  # a blank line lies between
        if start < end and not bullet and not is_apart and _goes_on(text[start:end], line[0]):
            end = line.end()
            continue
        if start < end:
            yield start, end
        start, end = first, line.end()
    if start < end:
        yield start, end


def _goes_on(before: str, line: str) -> bool:
    """Return whether ``line`` was wrapped off from ``before``."""
    if not _STARTS_ANEW.match(line):
        return True
    last = before.rsplit("\n", 1)[-1]
    return len(last) > _MOST_HEADING_CHARACTERS and not _ENDS.search(before)


def _is_heading(text: str) -> bool:
    words = _WORD.findall(text)
    if not words or len(words) > _MOST_HEADING_WORDS or len(text) > _MOST_HEADING_CHARACTERS:
        return False
    stripped = text.strip()
    return stripped.endswith(":") or (stripped.isupper() and len(words) > 1) or _is_known_heading(stripped)


_KNOWN_HEADING = re.compile(
    r"(?:about (?:us|the (?:company|role|team|job))|who we are|(?:the )?benefits(?: (?:and|&) perks)?|perks|what we offer|we offer|"
    r"(?:key |main |your )?(?:responsibilities|duties|tasks)|(?:your|the) (?:profile|role|job|mission)|"
    r"(?:job |minimum |preferred )?(?:requirements|qualifications)|what you(?:'|’)?(?:ll| will| bring| do)(?: \w+){0,3}|"
    r"how to apply|you|why us|why join us|equal opportunit(?:y|ies)(?: employer)?|diversity(?: \w+){0,3})",
    re.IGNORECASE,
)


def _is_known_heading(text: str) -> bool:
    return _KNOWN_HEADING.fullmatch(text) is not None


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for mark in _BREAK.finditer(text, start, end):
        yield _trim(text, first, mark.end())
        first = mark.end()
    yield _trim(text, first, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
