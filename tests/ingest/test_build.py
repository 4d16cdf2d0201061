"""Graphs that pass from one document to another between two snapshots."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from store.library import Library
from tests.ingest.command_runs import check_whole
from tests.tiny_encoder import make_tiny_encoder


def state_profile(code: str, source: str) -> str:
    """Return an exported profile, whose graph is named after where it was first read."""
    origin = {"document": source, "sha256": "0" * 64, "media_type": "text/plain", "ingested_at": "2026-01-31T12:00:00Z"}
    return json.dumps({"profile": code, "responsibilities": [f"Does what {code} does"], "source": origin})


ONE, TWO, THREE = (state_profile(f"X.Y.P{number}", f"old/{number}.txt") for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": ONE, "b": TWO}, {"a": TWO, "b": ONE}),
        ({"a": ONE, "b": TWO, "c": THREE}, {"a": TWO, "b": THREE, "c": ONE}),
        ({"a": ONE, "b": TWO, "c": THREE}, {"a": THREE, "b": ONE, "c": TWO}),
        ({"a": ONE, "b": TWO}, {"a": TWO, "b": THREE}),
        ({"a": ONE, "b": TWO}, {"a": THREE, "b": ONE}),
        ({"a": ONE}, {"a": TWO, "b": ONE}),
        ({"b": ONE}, {"a": ONE, "b": TWO}),
    ],
)
def test_documents_that_change_places_lose_nothing(
    tmp_path: Path, before: dict[str, str], after: dict[str, str]
) -> None:
    folder, library, model = tmp_path / "pages", Library(tmp_path / "data"), tmp_path / "tiny"
    folder.mkdir()
    encoder = make_tiny_encoder(model, library.encoders)
    for documents in (before, after):
        for name, content in documents.items():
            (folder / f"{name}.json").write_text(content, encoding="utf-8")
        ingest([folder], library, Namer(), LazyEncoder(str(model), library.encoders))

        snapshot = library.open_current()
        check_whole(snapshot, encoder)
        stated = {json.loads(content)["profile"] for content in documents.values()}
        assert {passage.text for _, passage in snapshot.passages.all()} == {f"Does what {code} does" for code in stated}
        wanted = {json.loads(content)["source"]["document"] for content in documents.values()}
        assert set(snapshot.graph.graphs()) == {Namer().graph(name) for name in wanted} | {Namer().derived_graph}
