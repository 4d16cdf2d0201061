"""Markup off, meaning kept: what a text of a ladder says without its Markdown, its HTML and its pictures."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.page.lines import clean_text

# Elements whose tags are markup in a text; "<team>" is a word in angle brackets, and stays.
_ELEMENTS = (
    "a abbr b big blockquote body br center cite code col colgroup dd del details div dl dt em figcaption figure font "
    "footer form h1 h2 h3 h4 h5 h6 header hr html i img input ins kbd li main mark nav ol p picture pre q s section "
    "small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var video"
)
_TAG = re.compile(rf"</?(?:{'|'.join(_ELEMENTS.split())})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHORTCODE = re.compile(r"(?<![\w:]):(?=[a-z0-9_+-]*[a-z])[a-z0-9_+-]{2,40}:(?![\w:])")
# "-5 degrees" opens with no mark, "-Seeks" with one.
_MARKS_BEFORE = re.compile(r"^(?:(?:[-*+–—]\s+|[-–](?=[A-Z])|[•‣◦▪●·]\s*|\[[ xX]\]\s+)(?=\S))+")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”’)]))\s+(?=[\"“‘(]?[A-Z0-9])")
_ABBREVIATIONS = ("e.g.", "i.e.", "eg.", "ie.", "etc.", "vs.", "approx.", "incl.", "esp.", "mr.", "ms.", "dr.", "no.")
# Pictographs, their joiners, skin tones and variation marks: a decoration wherever they open or close a name.
_PICTURES = re.compile(
    "[\u200d\u20e3\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f\\s]"
)


@cache
def to_parser() -> MarkdownIt:
    """Return the parser of CommonMark with GitHub's tables."""
    return MarkdownIt("commonmark").enable("table")


def clean(text: str) -> str:
    """Return what ``text``, in Markdown with HTML in it, says, on one line."""
    tokens = to_parser().parseInline(_COMMENT.sub(" ", text))
    return clean_inline(tokens[0].children or ()) if tokens else ""


def clean_inline(tokens: Sequence[Token]) -> str:
    """Return what the inline ``tokens`` of the parser say, on one line."""
    return tidy("".join(_say(token) for token in tokens))


def tidy(text: str) -> str:
    """Return ``text`` with single spaces, without bullet marks or boxes before it and without emoji shortcodes."""
    return _MARKS_BEFORE.sub("", clean_text(_SHORTCODE.sub("", text)))


def clean_name(text: str) -> str:
    """Return ``text`` as the name of something: without pictures at its ends or a closing colon."""
    name = tidy(text)
    first, last = 0, len(name)
    while first < last and _PICTURES.match(name[first]):
        first += 1
    while last > first and (name[last - 1] == ":" or _PICTURES.match(name[last - 1])):
        last -= 1
    return name[first:last]


def strip_tags(text: str) -> str:
    """Return ``text``, in HTML, without tags, comments and entities; its line breaks stay."""
    spaced = _BREAK.sub(" ", _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text))
    return html.unescape(_TAG.sub("", spaced))


def split_sentences(text: str) -> list[str]:
    """Return the sentences of ``text``, in order; a full stop after an abbreviation ends none."""
    sentences: list[str] = []
    for part in _SENTENCE_END.split(text):
        if sentences and sentences[-1].lower().endswith(_ABBREVIATIONS):
            sentences[-1] += f" {part}"
        elif part:
            sentences.append(part)
    return sentences


def _say(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "html_inline":
        if _BREAK.fullmatch(token.content):
            return " "
        return "" if _TAG.fullmatch(token.content) or token.content.startswith("<!--") else token.content
    return "" if token.type == "image" else token.content
