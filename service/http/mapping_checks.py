"""Which occupations a profile may be mapped to, and which mappings are doubtful, in the JSON API."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request

from service.http.door import engine
from service.http.licences import add_licences
from service.http.parameters import read_integer, read_list, read_one
from service.occupations.audit.finding import AuditAnswer
from service.occupations.suggestion.result import SuggestionsAnswer
from service.occupations.suggestion.suggester import DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS

blueprint = Blueprint("mapping_checks", __name__)
DEFAULT_AUDITED = 50
MAX_AUDITED = 200  # in one response: 200 profiles are compared with all occupations in about two seconds
MAX_OFFSET = 10_000_000


@blueprint.get("/api/v1/profiles/<path:code>/mappings/suggest")
def suggest_mappings(code: str) -> Response:
    """Suggest occupations for a profile, with what speaks for each."""
    asked, held = request.args, engine()
    limit = read_integer(asked, "limit", DEFAULT_SUGGESTIONS, 1, MAX_SUGGESTIONS)
    found = held.mapping_suggester.suggest(code, schemes=read_list(asked, "scheme"), limit=limit)
    return add_licences(jsonify(asdict(SuggestionsAnswer(held.snapshot.id, (found,)))), held.occupations.taxonomies)


@blueprint.get("/api/v1/mappings/audit")
def audit_mappings() -> Response:
    """Audit mappings, a page at a time: those that are approved or wait for review."""
    asked, held = request.args, engine()
    offset = read_integer(asked, "offset", 0, 0, MAX_OFFSET)
    limit = read_integer(asked, "limit", DEFAULT_AUDITED, 1, MAX_AUDITED)
    total, entries = held.mapping_auditor.list(read_one(asked, "profile"), offset, limit)
    audited = tuple(held.mapping_auditor.audit(entries))
    flagged = sum(one.flagged for one in audited)
    answer = AuditAnswer(held.snapshot.id, total, offset, limit, flagged, audited)
    return add_licences(jsonify(asdict(answer)), held.occupations.taxonomies)
