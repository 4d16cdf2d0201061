"""Applying a change to the graph that is being edited."""

from __future__ import annotations

from store.graph_editor import GraphEditor

from ontology.iris import Namer
from service.sparql.federation import Federation
from service.writing.change import Change, Verb
from store.syntax import RdfSyntax


def apply_change(change: Change, content: bytes, editor: GraphEditor, namer: Namer, federation: Federation) -> None:
    """Apply ``change``, whose ``content`` is what was sent with it.

    Raises:
        QueryError: it cannot be read or applied.
        ForbiddenError: it reaches for what is not allowed, or writes where nobody may.
    """
    match change.verb:
        case Verb.UPDATE:
            _update(change, editor, namer, federation)
        case Verb.REPLACE:
            editor.create(change.graph)
            editor.clear(change.graph)
            _add(change, content, editor)
        case Verb.ADD:
            editor.create(change.graph)
            _add(change, content, editor)
        case Verb.DROP:
            editor.drop(change.graph)


def _update(change: Change, editor: GraphEditor, namer: Namer, federation: Federation) -> None:
    raise NotImplementedError


def _add(change: Change, content: bytes, editor: GraphEditor) -> None:
    start = 0
    for syntax, size in zip(change.syntaxes, change.sizes, strict=True):
        editor.add(change.graph, content[start : start + size], RdfSyntax(syntax), change.base)
        start += size
