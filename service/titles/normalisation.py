"""Titles without what does not name the job, step by step, with grades apart from the words that name it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from service.grades.lexicon import RANKS
from service.grades.persons import is_person
from service.grades.reading import read_grades
from service.labels.words import fold, fold_words
from service.titles.lexicon import ABBREVIATIONS, CLEAR, IN_CAPITALS, JOINING
from service.titles.noise import Cleaned, clean_characters, remove_noise, remove_places, split_parts, tidy
from service.titles.resolution import NormalTitle, StatedGrade, Step
from service.titles.spelling import Speller

MAX_CHARACTERS = 300
_SHORT = re.compile(r"(?<![^\W_])([^\W\d_]{2,6}(?:&[^\W\d_]{1,3})?)\.?(?![^\W_])")
_AFTERTHOUGHT = 0.35  # what a word in a bracket or behind a dash counts, once the job has been named
_SERVED = 0.2  # what a word behind "to" or "for" counts
_SERVES = re.compile(r"(?<=\w)\s+(?:to|for|reporting to|in support of)\s+(?:the\s+)?", re.IGNORECASE)
_CODE = re.compile(r"(?<![\w.-])[A-Za-z]{1,8}\d{1,3}(?![\w.-])")
DEPUTY = "deputy"  # beside a rank: an assistant vice president is not quite a vice president
_PAIR = re.compile(r"(?<![^\W_])([^\W\d_]+)[ -]([^\W\d_]+)(?![^\W_])")
_LONG = re.compile(r"[^\W\d_]{5,40}")
_OF = re.compile(r"\b(?:of|in|at|with)\b", re.IGNORECASE)
_DEPUTIES = frozenset(("assistant", "associate", "deputy"))  # of a rank: they grade, and are no job
_LEADS_IN = frozenset(("tech", "technical"))  # a tech lead leads in technology: more than a grade
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")


class Normaliser:
    """Normalises titles with the general abbreviations of titles and the company's own."""

    def __init__(
        self, own: Mapping[str, str], levels: Iterable[str], compounds: Collection[str], speller: Speller
    ) -> None:
        """Take what the company writes: abbreviations (capitals -> words), levels' codes, and words without a space."""
        self._compounds = compounds
        self._speller = speller
        self._levels = {code.lower(): code for code in levels}
        self._own = own
        self._own_lower = {short.lower(): words for short, words in own.items() if len(short) > 2}  # noqa: PLR2004

    def normalise(self, title: str) -> NormalTitle:
        """Return ``title`` normalised; at most ``MAX_CHARACTERS`` of it are read."""
        steps: list[Step] = []
        text = clean_characters(title[:MAX_CHARACTERS])[:MAX_CHARACTERS]  # a character may become eighteen
        if text != title:
            steps.append(Step("characters", text, ()))
        employment: list[str] = []
        for name, remove in (("noise", remove_noise), ("places", remove_places)):
            text, removed = _apply(remove, text)
            employment += [said for kind, said in removed if kind in ("employment", "arrangement")]
            if removed:
                steps.append(Step(name, text, tuple(f"{kind}: {said}" for kind, said in removed)))
        text, changes = self._spell_out(text)
        if changes:
            steps.append(Step("abbreviations", text, tuple(changes)))
        text, changes = self._correct(text)
        if changes:
            steps.append(Step("spelling", text, tuple(changes)))
        grades = self._read_grades(text)
        words, head = _read_words(text)
        words = {word: counts for word, counts in words.items() if word not in self._levels}
        words = words or dict.fromkeys(fold_words(text), 1.0)  # a grade alone: "Team Lead" and "Tech Lead" differ
        if grades:
            named = " ".join(words)
            steps.append(Step("grades", named, tuple(f"{grade.text} → {grade.grade}" for grade in grades)))
        return NormalTitle(text, words, head, grades, tuple(employment), tuple(steps))

    def _read_grades(self, text: str) -> tuple[StatedGrade, ...]:
        """Return the grades that ``text`` states: levels by their codes, words, and a deputy's beside his rank."""
        codes = [match[0] for match in _CODE.finditer(text) if match[0].lower() in self._levels]
        grades = [StatedGrade(self._levels[code.lower()], code) for code in codes]
        mentions = read_grades(text)
        grades += [StatedGrade(mention.grade, mention.text) for mention in mentions]
        if any(mention.grade in RANKS for mention in mentions):
            deputy = next((word for word in fold_words(text) if word in _DEPUTIES), None)
            grades += [StatedGrade(DEPUTY, deputy)] if deputy is not None else []
        return tuple(grades)

    def _spell_out(self, text: str) -> tuple[str, list[str]]:
        changes: list[str] = []

        def replace(match: re.Match[str]) -> str:
            words = self._expansion(match[1], capitals=match[1].isupper() and not text.isupper())
            if words is None or words == match[1].lower():
                return match[0]
            changes.append(f"{match[0]} → {words}")
            return _capitalise(words)

        text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
        return tidy(_SHORT.sub(replace, text)), changes

    def _correct(self, text: str) -> tuple[str, list[str]]:
        """Put right what is misspelt, and write as one word what the company writes so: "Full-Stack", "Back End"."""
        changes: list[str] = []

        def join(match: re.Match[str]) -> str:
            one = fold(match[1] + match[2])
            if one not in self._compounds:
                return match[0]
            changes.append(f"{match[0]} → {one}")
            return one.capitalize()

        def correct(match: re.Match[str]) -> str:
            right = self._speller.correct(fold(match[0]))
            if right is None:
                return match[0]
            changes.append(f"{match[0]} → {right}")
            return right.capitalize()

        return _LONG.sub(correct, _PAIR.sub(join, text)), changes

    def _expansion(self, short: str, *, capitals: bool) -> str | None:
        """Return what ``short`` stands for: the company's own meaning first."""
        lower = short.lower()
        own = self._own.get(short) if short.isupper() else self._own_lower.get(lower)
        if own is not None and lower not in own.split():
            return own
        if lower in IN_CAPITALS and lower not in CLEAR and not capitals:
            return None
        return ABBREVIATIONS.get(lower)


def _apply(remove: Callable[[str], Cleaned], text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    cleaned = remove(text)
    # A title of noise alone ("Contract", "Berlin") is left as it is, so that it can be looked up at all.
    return (cleaned.text, cleaned.removed) if cleaned.text else (text, ())


def _read_words(text: str) -> tuple[dict[str, float], str | None]:
    """Return the words that name the job with how much each counts, and the one that says what the holder is."""
    words: dict[str, float] = {}
    head: str | None = None
    for part in split_parts(text):
        counts = _AFTERTHOUGHT if head is not None else 1.0
        mentions = read_grades(part)
        grading = {word for mention in mentions for word in fold_words(mention.text)} - _LEADS_IN
        if any(mention.grade in RANKS for mention in mentions):
            grading |= _DEPUTIES
        name, served = _split_served(part)
        naming = [word for word in fold_words(name) if word not in grading and word not in JOINING]
        for word, weight in [(w, counts) for w in naming] + [(w, _SERVED) for w in fold_words(served)]:
            if word not in JOINING and not word.isdigit():
                words[word] = max(words.get(word, 0.0), weight)
        if head is None:
            persons = [word for word in fold_words(_OF.split(name)[0]) if word in naming and is_person(word)]
            head = persons[-1] if persons else "lead" if _LEADS_IN.intersection(naming) and mentions else None
    return words, head


def _split_served(part: str) -> tuple[str, str]:
    """Return what a part names, and whom or what it is for: "Assistant to the Director"."""
    found = _SERVES.search(part)
    return (part[: found.start()], part[found.end() :]) if found else (part, "")


def _capitalise(words: str) -> str:
    return " ".join(word.capitalize() for word in words.split())
