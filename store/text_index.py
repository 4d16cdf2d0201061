"""Lexical search over passages: BM25 in tantivy; the only file that imports tantivy.

A score is a BM25 sum: unbounded, higher is better, comparable within one query only.
Source: https://docs.rs/tantivy/latest/tantivy/query/struct.BooleanQuery.html
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from ontology.errors import SnapshotError, StorageError
from ontology.passage import Passage
from store.passages import FACETS

_ANALYZER = "passage_text"
# Words that make a question of a statement; no statement is found by them.
_QUESTION_WORDS = ("who", "whom", "whose", "what", "which", "when", "where", "why", "how", "do", "does", "did")
_WRITER_MEMORY_BYTES = 64_000_000  # tantivy's minimum is 15 MB a thread
_MAX_TERMS = 64  # a question is words, not a document: what is beyond adds cost and no meaning


@dataclass(frozen=True, slots=True)
class TextHit:
    """One passage that shares words with the query."""

    row: int
    score: float  # BM25


@dataclass(frozen=True, slots=True)
class TextMatch:
    """One word of a text that a query has too."""

    term: str  # as it is indexed
    span: tuple[int, int]  # start and end, in characters


def _analyzer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(64))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stopword("english"))
        .filter(tantivy.Filter.custom_stopword(list(_QUESTION_WORDS)))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_text_field("text", stored=False, tokenizer_name=_ANALYZER, index_option="freq")
    for facet in FACETS:
        builder.add_text_field(facet, stored=False, tokenizer_name="raw", index_option="basic")
    return builder.build()


class TextIndex:
    """The words of the passages of one snapshot."""

    def __init__(self, directory: Path) -> None:
        """Open the index in ``directory``.

        Raises:
            SnapshotError: there is no index in ``directory``, or it is damaged.
        """
        try:
            # tantivy writes a lock beside what it opens. A published snapshot is never written to, and may be on a
            # read-only disk: so it is opened through a directory of links. Once open, its files stay mapped.
            with tempfile.TemporaryDirectory(prefix="rolegraph-text-", ignore_cleanup_errors=True) as links:
                for path in directory.resolve().iterdir():
                    if not path.name.endswith(".lock"):
                        (Path(links) / path.name).symlink_to(path)
                self._index = tantivy.Index.open(links)
                self._index.register_tokenizer(_ANALYZER, _analyzer())
                self._searcher = self._index.searcher()
        except (ValueError, OSError) as error:
            raise SnapshotError(f"the text index in {directory} cannot be opened: {error}") from error
        self._words = _analyzer()
        self._schema = self._index.schema

    @staticmethod
    def create(directory: Path) -> None:
        """Make an empty index in ``directory``."""
        directory.mkdir(parents=True, exist_ok=True)
        tantivy.Index(_schema(), path=str(directory))

    @staticmethod
    def change(directory: Path, removed: Iterable[int], added: Iterable[tuple[int, Passage]]) -> None:
        """Delete the passages at rows ``removed``, then add ``added``, in one commit.

        Raises:
            StorageError: the index cannot be written.
        """
        try:
            index = tantivy.Index.open(str(directory))
            index.register_tokenizer(_ANALYZER, _analyzer())
            with index.writer(_WRITER_MEMORY_BYTES, num_threads=1) as writer:
                for row in removed:
                    # By query: deleting a number by term compares it as a signed one, and finds nothing.
                    writer.delete_documents_by_query(tantivy.Query.term_query(index.schema, "row", row))
                for row, passage in added:
                    document = tantivy.Document()
                    document.add_unsigned("row", row)
                    document.add_text("text", passage.text)
                    for facet in FACETS:
                        value = getattr(passage, facet)
                        if value is not None:
                            document.add_text(facet, value)
                    writer.add_document(document)
                writer.commit()
                writer.garbage_collect_files()
        except (ValueError, OSError) as error:
            raise StorageError(f"the text index in {directory} cannot be written: {error}") from error

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(self, text: str, k: int, *allowed: Mapping[str, Sequence[str]]) -> list[TextHit]:
        """Return the best ``k`` passages that share a word with ``text``, best first.

        Each of ``allowed`` maps facets to the values of which a passage must have one; where any are given, it must fit
        one of them. No words, no hits.
        """
        return self.search_any([[[term]] for term in self.terms(text)], k, *allowed)

    def search_any(
        self, wanted: Sequence[Sequence[Sequence[str]]], k: int, *allowed: Mapping[str, Sequence[str]]
    ) -> list[TextHit]:
        """Return the best ``k`` passages that have something of ``wanted``, best first; ``allowed`` as for ``search``.

        Each thing wanted has alternatives, of which the best counts; each alternative is terms (as ``terms()`` gives
        them) that a passage must have together.
        """
        if not wanted or k < 1:
            return []
        things = [(tantivy.Occur.Should, self._any_of(alternatives)) for alternatives in wanted]
        query = tantivy.Query.boolean_query(things)
        choices = [self._fits(choice) for choice in allowed]
        if choices and all(choices):
            either = tantivy.Query.boolean_query(
                [(tantivy.Occur.Should, tantivy.Query.boolean_query(choice)) for choice in choices]
            )
            fits = tantivy.Query.const_score_query(either, 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, fits)])
        found = self._searcher.search(query, k, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in found])
        return [TextHit(int(row or 0), float(score)) for (score, _), row in zip(found, rows, strict=True)]

    def _any_of(self, alternatives: Sequence[Sequence[str]]) -> tantivy.Query:
        queries = [
            tantivy.Query.boolean_query([(tantivy.Occur.Must, self._having(term)) for term in terms])
            if len(terms) > 1
            else self._having(terms[0])
            for terms in alternatives
        ]
        return queries[0] if len(queries) == 1 else tantivy.Query.disjunction_max_query(queries)

    def _having(self, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "text", term, index_option="freq")

    def _fits(self, choice: Mapping[str, Sequence[str]]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        return [
            (tantivy.Occur.Must, tantivy.Query.term_set_query(self._schema, facet, list(values)))
            for facet, values in choice.items()
        ]

    def rarity(self, term: str) -> float:
        """Return BM25's inverse document frequency of ``term``: 0 for one that every passage has, higher is rarer."""
        total = max(self._searcher.num_docs, 1)
        having = min(self._searcher.doc_freq("text", term), total)
        return math.log(1.0 + (total - having + 0.5) / (having + 0.5))

    def find_unknown(self, text: str) -> list[TextMatch]:
        """Return the words of ``text`` whose terms no passage has, in order."""
        unknown = {term for term in self.terms(text) if not self._searcher.doc_freq("text", term)}
        return self.match(text, unknown) if unknown else []

    def terms(self, text: str) -> list[str]:
        """Return the distinct terms of ``text`` as they are indexed: stemmed, without stop words."""
        return list(dict.fromkeys(self._words.analyze(text)))[:_MAX_TERMS]

    def match(self, text: str, terms: Collection[str]) -> list[TextMatch]:
        """Return the words of ``text`` that are one of ``terms`` (as ``terms()`` gives them), in order."""
        return [
            TextMatch(token.text, (token.char_offset_from, token.char_offset_to))
            for token in self._words.pre_tokenize(text).tokens
            if token.text in terms
        ]
