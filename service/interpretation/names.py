"""What roles are called beside their labels: their titles without grades, and the initials of those.

"Senior Backend Engineer" makes "backend engineer" a name of its role, and "Strategic Customer Success Manager" makes
"customer success manager" and "CSM" names of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from service.grades.ladders import TitledProfile
from service.grades.persons import is_person
from service.grades.reading import read_grades
from service.grades.words import Word, split_parts, split_words
from service.labels.label import Label

_MIN_WORDS = 2  # "manager" or "engineer" alone is no name of one role
_MIN_INITIALS = 2
_TITLES = ("title", "alias")
_LONGEST = 6  # words of a name that is looked for


class RoleNames:
    """Names of roles by their words."""

    def __init__(self, profiles: Collection[TitledProfile], labels: Iterable[Label]) -> None:
        self._names: dict[tuple[str, ...], dict[str, None]] = {}
        self._initials: dict[str, dict[str, None]] = {}
        self._profiles: dict[tuple[str, ...], set[str]] = {}
        for profile in profiles:
            for name in _names_of(profile.title or ""):
                self._names.setdefault(name, {})[profile.role] = None
                self._profiles.setdefault(name, set()).add(profile.code)
                initials = "".join(word[0] for word in name)
                self._initials.setdefault(initials, {})[profile.role] = None
        self._within: dict[tuple[str, ...], set[str]] = {}
        for profile in profiles:
            for part in _ends_of(profile.title or ""):
                self._within.setdefault(part, set()).add(profile.code)
        self._fields = _fields_of(labels)
        self._first_words = {name[0] for name in self._names}

    def find(self, words: Sequence[Word], free: Sequence[bool]) -> list[tuple[int, int, tuple[str, ...]]]:
        """Return the names in those ``words`` that are ``free``: first and last word (exclusive), and roles."""
        keys = [_singular(word.key) for word in words]
        found = []
        place = 0
        while place < len(words):
            last, roles = self._longest_at(words, keys, free, place)
            if roles:
                found.append((place, last, tuple(roles)))
            place = last
        return found

    def _longest_at(
        self, words: Sequence[Word], keys: Sequence[str], free: Sequence[bool], place: int
    ) -> tuple[int, Iterable[str]]:
        """Return where the longest name from ``place`` on ends, and its roles; the next word, where there is none."""
        end = place
        while end < min(place + _LONGEST, len(words)) and free[end]:
            end += 1
        if end > place and keys[place] in self._first_words:
            for last in range(end, place + 1, -1):
                roles = self._names.get(tuple(keys[place:last]))
                if roles:
                    return last, roles
        return place + 1, self._find_initials(words[place]) if end > place else ()

    def is_shared(self, title: str, profiles: Sequence[str]) -> bool:
        """Return whether titles of others than ``profiles`` begin or end with ``title``: it then names no one level."""
        name = tuple(_singular(word.key) for word in split_words(title))
        return not self._profiles.get(name, set()) | self._within.get(name, set()) <= set(profiles)

    def _find_initials(self, word: Word) -> Iterable[str]:
        written = word.text[:-1] if word.text.endswith("s") else word.text
        # In lower case "pm" may be a time and "cap" a limit; initials are taken where they are written as such.
        if len(written) < _MIN_INITIALS or not written.isupper():
            return ()
        return self._initials.get(written.lower(), self._fields.get(written, {}))

    def is_field(self, word: Word) -> bool:
        """Return whether ``word`` is an abbreviation with which the titles of a role begin: "HR" of "HR Generalist"."""
        return word.text in self._fields and word.text.lower() not in self._initials


def _fields_of(labels: Iterable[Label]) -> dict[str, dict[str, None]]:
    """Return the roles of abbreviations with which two of their titles or aliases begin."""
    begun: dict[str, dict[str, set[str]]] = {}
    for label in labels:
        first, _, rest = label.text.partition(" ")
        if label.kind in _TITLES and label.role and label.approved is not False and rest and _is_abbreviation(first):
            begun.setdefault(first, {}).setdefault(label.role, set()).add(rest)
    fields = {first: [role for role, rests in roles.items() if len(rests) > 1] for first, roles in begun.items()}
    return {first: dict.fromkeys(roles) for first, roles in fields.items() if roles}


def _is_abbreviation(word: str) -> bool:
    return word.isalpha() and word.isupper() and len(word) >= _MIN_INITIALS


def _ends_of(title: str) -> list[tuple[str, ...]]:
    """Return the beginnings and the ends of a title, without the whole: "SDR" and "lead" of "SDR lead"."""
    words = tuple(_singular(word.key) for word in split_words(title))
    return [part for place in range(1, len(words)) for part in (words[:place], words[place:])]


def _names_of(title: str) -> list[tuple[str, ...]]:
    graded = [mention.span for mention in read_grades(title)]
    parts = split_parts(title, split_words(title))
    if not parts:
        return []
    kept = [
        _singular(word.key)
        for word in parts[0]
        if not any(start <= word.start < end for start, end in graded) and not word.key.isdigit()
    ]
    if len(kept) < _MIN_WORDS or not is_person(kept[-1]):
        return []
    names = [tuple(kept)]
    if len(kept) > _MIN_WORDS:
        names.append(tuple(kept[1:]))
    return names


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004
