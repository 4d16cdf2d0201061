"""Applying a change to the graph that is being edited."""

from __future__ import annotations

from ontology.errors import QueryError
from ontology.iris import Namer
from service.sparql.federation import Federation
from service.sparql.guard import refuse_reach
from service.sparql.update.operations import Load, Run
from service.sparql.update.request import read_update
from service.sparql.update.running import UpdateRunner
from service.writing.change import Change, Verb
from store.graph_editor import GraphEditor
from store.syntax import RDF_TYPES, RdfSyntax, guess_syntax


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
        case Verb.DECIDE:
            editor.append(namer.decisions_graph, content)


def _update(change: Change, editor: GraphEditor, namer: Namer, federation: Federation) -> None:
    unnamed = namer.unnamed_graph
    read = read_update(
        change.text, unnamed=unnamed, using=change.using, using_named=change.using_named, base=change.base
    )
    operations = [
        Run(refuse_reach(operation.text), operation.targets) if isinstance(operation, Run) else operation
        for operation in read
    ]

    def load(operation: Load) -> None:
        content, media_type = federation.fetch(operation.source, ", ".join(RDF_TYPES))
        syntax = RDF_TYPES.get(media_type) or guess_syntax(operation.source)
        if syntax is None:
            raise QueryError(f"<{operation.source}> is {media_type}, which is no RDF that LOAD reads")
        editor.create(operation.graph)
        editor.add(operation.graph, content, syntax, operation.source)

    UpdateRunner(editor, load, unnamed=unnamed).run(operations)


def _add(change: Change, content: bytes, editor: GraphEditor) -> None:
    start = 0
    for syntax, size in zip(change.syntaxes, change.sizes, strict=True):
        editor.add(change.graph, content[start : start + size], RdfSyntax(syntax), change.base)
        start += size
