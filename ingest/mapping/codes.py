"""Words of the records and the individuals of the vocabulary that stand for them; which scheme a code belongs to."""

from __future__ import annotations

import re

from ontology.records import Basis, MappingStatus
from ontology.text import to_slug
from ontology.vocabulary import RG

BASES = {Basis.STATED: RG.STATED, Basis.POSITIONAL: RG.POSITIONAL, Basis.INFERRED: RG.INFERRED}
STATUSES = {
    MappingStatus.NEEDS_REVIEW: RG.NEEDS_REVIEW,
    MappingStatus.APPROVED: RG.APPROVED,
    MappingStatus.REJECTED: RG.REJECTED,
    MappingStatus.SUPERSEDED: RG.SUPERSEDED,
}
_SOC_CODE = re.compile(r"^\d\d-\d{4}$")
_ONET_CODE = re.compile(r"^\d\d-\d{4}\.\d\d$")


def to_occupation_scheme(code: str, scheme: str | None) -> str:
    """Return the slug of the scheme that ``code`` belongs to; SOC and O*NET-SOC codes are told apart by their form."""
    if _ONET_CODE.match(code):
        return "onet-soc"
    if _SOC_CODE.match(code):
        return "soc"
    return to_slug(scheme or "") or "unknown"
