"""How the text index makes words of a text, and the thesaurus that comes with this version on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from service.thesaurus.group import read_default_groups, read_groups
from service.thesaurus.thesaurus import Thesaurus
from store.text_index import TextIndex


@pytest.fixture(scope="session")
def words_index(tmp_path_factory: pytest.TempPathFactory) -> TextIndex:
    directory = tmp_path_factory.mktemp("words")
    TextIndex.create(directory)
    return TextIndex(directory)


@pytest.fixture(scope="session")
def thesaurus(words_index: TextIndex) -> Thesaurus:
    return Thesaurus(read_default_groups(), words_index.terms)


@pytest.fixture
def make_thesaurus(tmp_path: Path, words_index: TextIndex) -> Callable[[str], Thesaurus]:
    def make(lines: str) -> Thesaurus:
        path = tmp_path / "words.txt"
        path.write_text(lines, encoding="utf-8")
        return Thesaurus(read_groups(path), words_index.terms)

    return make
