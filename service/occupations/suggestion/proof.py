"""Why an occupation is suggested: which titles match, and which statements are near which tasks.

s statements, d dimensions.
"""

from __future__ import annotations

import numpy as np

from service.occupations.suggestion.profile_text import ProfileText
from service.occupations.suggestion.result import TaskMatch, TitleMatch
from service.occupations.suggestion.rows import OccupationRows, to_words
from store.passage_index import PassageIndex

_TASKS_SHOWN = 3
_LEAST_SIMILAR = 0.35  # cosine: below, two sentences have but a topic in common
_NEAR = 0.5  # cosine with a description that is worth a sentence


class Prover:
    """Finds what speaks for a unit of one family."""

    def __init__(self, rows: OccupationRows, index: PassageIndex) -> None:
        self._rows = rows
        self._index = index

    def find_title(self, text: ProfileText, unit: int) -> TitleMatch | None:
        """Return the title of ``unit`` that a title of the profile is nearest to."""
        rows = self._rows.titles.of(unit)
        names = (*((text.name,) if text.name is not None else ()), *text.aliases)
        if not len(rows) or not names:
            return None
        cosines = np.stack([name.vector for name in names]) @ self._index.vectors.vectors[rows].T
        trusted = cosines * np.asarray([[name.trust] for name in names])
        which, row = np.unravel_index(int(trusted.argmax()), trusted.shape)
        name = names[int(which)]
        [passage] = self._index.passages.get([int(rows[row])])
        same = to_words(name.text) == to_words(passage.text)
        similarity = 1.0 if same else float(cosines[which, row])
        return TitleMatch(name.text, name.kind, passage.text, round(similarity, 3))

    def find_tasks(self, text: ProfileText, unit: int) -> tuple[TaskMatch, ...]:
        """Return the statements nearest to tasks of ``unit``, each with its nearest, nearest first."""
        rows = self._rows.tasks.of(unit)
        if not len(rows) or not text.statements:
            return ()
        cosines = text.vectors @ self._index.vectors.vectors[rows].T
        nearest, best = cosines.argmax(axis=1), cosines.max(axis=1)
        order = [number for number in np.argsort(-best, kind="stable").tolist() if best[number] >= _LEAST_SIMILAR]
        order = order[:_TASKS_SHOWN]
        passages = self._index.passages.get([int(rows[nearest[number]]) for number in order])
        return tuple(
            TaskMatch(
                statement=text.statements[number].iri,
                text=text.statements[number].text,
                task=passage.iri,
                task_text=passage.text,
                similarity=round(float(best[number]), 3),
            )
            for number, passage in zip(order, passages, strict=True)
        )

    def compare_description(self, text: ProfileText, unit: int) -> float | None:
        """Return the cosine of the profile's summary with what ``unit`` is said to be; None without a summary."""
        if text.summary is None:
            return None
        return round(float(self._rows.meanings[unit] @ text.summary), 3)


def explain(
    title: TitleMatch | None, tasks: tuple[TaskMatch, ...], stated: int, description: float | None
) -> list[str]:
    """Return in sentences what speaks for an occupation; ``stated`` is how many statements the profile has."""
    said = []
    if title is not None:
        how = "has the words of" if title.similarity == 1.0 else f"is near ({title.similarity:.2f}) to"
        said.append(f"the {title.kind} “{title.name}” {how} its title “{title.matched}”")
    if tasks:
        said.append(
            f"{len(tasks)} of {stated} statements shown with the nearest of its tasks, "
            f"such as “{tasks[0].text}” with “{tasks[0].task_text}” ({tasks[0].similarity:.2f})"
        )
    if description is not None and description >= _NEAR:
        said.append(f"the summary is near ({description:.2f}) to its description")
    return said
