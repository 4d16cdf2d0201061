"""From decisions to the triples of their graph: each is an activity of PROV, which used what it decided on.

Source: https://www.w3.org/TR/prov-o/
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.mapping.codes import STATUSES
from ingest.mapping.quads import QuadWriter
from ontology.decision import Decision
from ontology.iris import Namer
from ontology.vocabulary import PREFIXES, RG, Borrowed


def write_decisions(decisions: Iterable[Decision], namer: Namer) -> QuadWriter:
    """Return the quads of ``decisions``, in the graph of all decisions."""
    quads = QuadWriter(namer.decisions_graph)
    for decision in decisions:
        _write(decision, namer, quads)
    return quads


def _write(decision: Decision, namer: Namer, quads: QuadWriter) -> None:
    iri = namer.decision(decision.thing, decision.status, decision.reviewer, decision.decided_at)
    agent = namer.agent(decision.reviewer)
    quads.link(iri, Borrowed.TYPE, RG.DECISION)
    quads.link(iri, Borrowed.TYPE, Borrowed.ACTIVITY)
    quads.link(iri, Borrowed.USED, decision.thing)
    quads.link(iri, RG.STATUS, STATUSES[decision.status])
    quads.text(iri, RG.REVIEWER, decision.reviewer)
    quads.link(iri, Borrowed.ASSOCIATED_WITH, agent)
    quads.date_time(iri, Borrowed.ENDED_AT, decision.decided_at)
    if decision.comment is not None:
        quads.text(iri, RG.COMMENT, decision.comment)
    if decision.predicate is not None:
        quads.link(iri, RG.CHOSEN_RELATION, PREFIXES["skos"] + decision.predicate)
    if decision.replaced_by is not None:
        quads.link(iri, Borrowed.REPLACED_BY, decision.replaced_by)
    quads.link(agent, Borrowed.TYPE, Borrowed.AGENT)
    quads.text(agent, Borrowed.LABEL, decision.reviewer)
