"""Which words of a title grade its holder: the head noun decides, not whatever stands somewhere in the title.

A title is read part by part (commas, dashes and brackets divide it). In a part, what follows a preposition is about
something else ("Assistant to the Director", "Intern - Office of the Chief Technology Officer"), and what stands before
it ends in its head noun ("Lead Generation Specialist" is a specialist). The first part that names a job or a grade is
the title; a later part counts only where it is nothing but grades ("Engineer, Senior").
"""

from __future__ import annotations

from service.grades import lexicon as lx
from service.grades.lexing import Term, lex
from service.grades.mention import GradeMention
from service.grades.persons import is_person
from service.grades.words import split_parts, split_words

_JOINS = frozenset(("and", "or", "but", "not", "than", "level", "grade", "role", "position", "the", "a", "an"))
_JOBS = frozenset((lx.TRAINEE, lx.INTERN, lx.ASSOCIATE))  # jobs by themselves where they stand last
_DESCRIBES = frozenset((lx.TRAINEE, lx.INTERN, lx.ENTRY))  # nouns that also stand before another: "Intern Developer"


def read_grades(text: str) -> tuple[GradeMention, ...]:
    """Return the words of ``text``, a title, that grade its holder, in their order."""
    mentions: list[GradeMention] = []
    named = False  # a part has named the job
    for part in split_parts(text, split_words(text)):
        terms = lex(part)
        only_grades = all(term.kind in ("adjective", "noun", "numeral") or term.key in _JOINS for term in terms)
        if named and not only_grades:
            continue
        phrase = _name_head(_cut(terms))
        found = [term for position, term in enumerate(phrase) if _grades_holder(phrase, position)]
        mentions += [_to_mention(text, term) for term in _without_deputies(found)]
        named = named or bool(found) or (bool(phrase) and is_person(_head(phrase).key))
    return tuple(mentions)


def _cut(terms: list[Term]) -> list[Term]:
    """Return the terms before the first preposition."""
    for position, term in enumerate(terms):
        if term.kind == "preposition":
            # "Engineer in training" has its grade behind; lexing has made one term of that.
            return terms[:position]
    return terms


def _name_head(phrase: list[Term]) -> list[Term]:
    """Return ``phrase`` with a last "assistant" as the plain word for a job that it is there."""
    for position in range(len(phrase) - 1, -1, -1):
        term = phrase[position]
        if term.kind != "numeral":
            if term.grade == lx.ASSISTANT:
                return [*phrase[:position], Term(term.words, "word"), *phrase[position + 1 :]]
            break
    return phrase


def _head(phrase: list[Term]) -> Term:
    """Return the term that says what the phrase is about: its last, but for grades and numerals behind it."""
    for term in reversed(phrase):
        if term.grade in _JOBS or (term.kind in ("word", "noun") and term.key not in _JOINS):
            return term
    return phrase[-1]


def _grades_holder(phrase: list[Term], position: int) -> bool:
    term = phrase[position]
    if term.kind == "noun":
        return _is_the_job(phrase, position)
    if term.kind == "adjective":
        return _describes_the_job(phrase, position)
    return term.kind == "numeral" and _is_last(phrase, position) and position > 0


def _is_last(phrase: list[Term], position: int) -> bool:
    return all(term.kind == "numeral" or term.key in _JOINS for term in phrase[position:])


def _is_the_job(phrase: list[Term], position: int) -> bool:
    term, head = phrase[position], _head(phrase)
    before = phrase[:position]
    leading = all(other.kind in ("adjective", "numeral") or other.key in _JOINS for other in before)
    if head is not term:
        joined = phrase[position + 1].key in ("and", "or")
        if not joined and (not leading or is_person(head.key)):
            return False
    if term.grade == lx.EXECUTIVE and len(term.words) == 1:
        return leading and head is term
    if term.grade in (lx.MANAGER, lx.SUPERVISOR):
        return leading or (term.grade == lx.SUPERVISOR) or before[-1].key in lx.MANAGED
    return True


def _describes_the_job(phrase: list[Term], position: int) -> bool:
    term = phrase[position]
    head = _head(phrase).key
    following = phrase[position + 1].key if position + 1 < len(phrase) else ""
    if term.grade == lx.STAFF:
        known = _head(phrase)
        return head in lx.STAFF_JOBS or known.words[-1].text.isupper() or known.kind != "word" or len(term.words) > 1
    if term.grade == lx.HEAD:
        return not following or position == 0 or phrase[position - 1].kind == "adjective" or is_person(following)
    if term.grade == lx.MID and term.key == "middle":
        return bool(following) and is_person(head)
    if term.grade in _DESCRIBES and len(term.words) == 1:
        return _describes_beginner(phrase, position, following)
    return True


def _describes_beginner(phrase: list[Term], position: int, following: str) -> bool:
    term = phrase[position]
    if term.key == "entry":  # "data entry" is work; "Entry" is a grade where it stands alone or opens the title
        return not following or (position == 0 and is_person(_head(phrase).key))
    return not any(other.key in lx.HANDLERS for other in phrase[position + 1 :])


def _without_deputies(found: list[Term]) -> list[Term]:
    """Return ``found`` without "assistant", "associate" and "deputy" where a rank follows: they deputise for it."""
    ranked = [position for position, term in enumerate(found) if term.grade in lx.RANKS]
    if not ranked:
        return found
    return [
        term
        for position, term in enumerate(found)
        if term.grade not in (lx.ASSISTANT, lx.ASSOCIATE) or position > ranked[-1]
    ]


def _to_mention(text: str, term: Term) -> GradeMention:
    start, end = term.words[0].start, term.words[-1].end
    return GradeMention(term.grade, text[start:end], (start, end))
