"""Mappings as an SSSOM table: what ``ingest/sssom`` reads back as the same mappings and decisions.

Source: https://mapping-commons.github.io/sssom/spec-formats-tsv/
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

import yaml

from ingest.sssom import slots
from ontology.iris import Namer
from ontology.records import MappingStatus
from ontology.vocabulary import PREFIXES, SKOS_MAPPING_RELATIONS
from service.mappings.entry import DecisionEntry, MappingEntry
from service.mappings.ids import to_end, to_id
from service.occupations.catalog import OccupationCatalog
from store.manifest import Manifest

UNSPECIFIED_LICENSE = "https://w3id.org/sssom/license/unspecified"
_LOCAL = re.compile(r"[^\s:|\"<>\\]+")
_SPLIT = re.compile(r"(.*[/#])([^/#]+)")
_AGREED = (MappingStatus.APPROVED, MappingStatus.REJECTED)


def write_sssom(
    entries: Sequence[MappingEntry],
    occupations: OccupationCatalog,
    manifest: Manifest,
    licence: str = UNSPECIFIED_LICENSE,
) -> str:
    """Return ``entries`` of the snapshot that ``manifest`` describes, as the text of a table."""
    names = _Names(Namer(manifest.base))
    rows = [_to_cells(entry, occupations, names) for entry in entries]
    text = io.StringIO()
    table = csv.writer(text, delimiter="\t", lineterminator="\n")
    table.writerow(slots.COLUMNS)
    table.writerows([cells.get(column) or "" for column in slots.COLUMNS] for cells in rows)
    header = yaml.safe_dump(
        _to_header(manifest, licence, occupations, names), sort_keys=False, allow_unicode=True, width=10_000
    )
    return "".join(f"#{line}\n" for line in header.splitlines()) + text.getvalue()


class _Names:
    """Short names of IRIs; one that no prefix fits gets a prefix of its own."""

    def __init__(self, namer: Namer) -> None:
        self._namer = namer
        self._prefixes = slots.list_prefixes(namer)

    def to_curie(self, iri: str) -> str:
        """Return the short name of ``iri``, by the longest prefix that fits."""
        fitting = [(len(start), name) for name, start in self._prefixes.items() if iri.startswith(start)]
        for length, name in sorted(fitting, reverse=True):
            if _LOCAL.fullmatch(iri[length:]):
                return f"{name}:{iri[length:]}"
        parts = _SPLIT.fullmatch(iri)
        if parts is None:
            return iri
        self._prefixes[f"ns{len(self._prefixes)}"] = parts[1]
        return self.to_curie(iri)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """All prefixes that names were given."""
        return self._prefixes


def _to_header(manifest: Manifest, licence: str, occupations: OccupationCatalog, names: _Names) -> dict[str, object]:
    subject_source = names.to_curie(f"{manifest.base}profile")
    attributions = [taxonomy.attribution for taxonomy in occupations.taxonomies if taxonomy.attribution]
    header: dict[str, object] = {
        "sssom_version": slots.SSSOM_VERSION,
        "curie_map": dict(names.prefixes),
        "mapping_set_id": f"{manifest.base}mappings",
        "mapping_set_version": manifest.id,
        "mapping_set_title": "Mappings from job profiles to occupations",
        "license": licence,
        "publication_date": manifest.created[:10],
        "subject_source": subject_source,
        "subject_source_version": manifest.id,
        "extension_definitions": [
            {"slot_name": name, "property": names.to_curie(_expand(kind)), "type_hint": hint}
            for name, (kind, hint) in slots.EXTENSIONS.items()
        ],
    }
    if attributions:
        header["other"] = " ".join(dict.fromkeys(attributions))
    return header


def _expand(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def _to_cells(entry: MappingEntry, occupations: OccupationCatalog, names: _Names) -> dict[str, str | None]:
    latest = entry.history[-1] if entry.history else None
    relation = entry.predicate if entry.predicate in SKOS_MAPPING_RELATIONS else slots.NO_RELATION
    known = occupations.entries.get(entry.occupation)
    scheme = occupations.scheme_iris.get(known.scheme) if known is not None else None
    vintage = occupations.schemes.get(known.scheme) if known is not None else None
    justification = _to_justification(entry.justification)
    cells: dict[str, str | None] = {
        slots.RECORD: names.to_curie(entry.iri),
        slots.SUBJECT: names.to_curie(entry.profile_iri),
        slots.SUBJECT_LABEL: entry.profile_title,
        slots.PREDICATE: f"skos:{relation}",
        slots.MODIFIER: "Not" if entry.status == MappingStatus.REJECTED else None,
        slots.OBJECT: names.to_curie(entry.occupation),
        slots.OBJECT_LABEL: entry.occupation_label,
        slots.JUSTIFICATION: f"semapv:{justification or slots.UNSPECIFIED}",
        slots.CONFIDENCE: None if entry.confidence is None else f"{entry.confidence:g}",
        slots.OBJECT_SOURCE: names.to_curie(scheme) if scheme is not None else None,
        slots.OBJECT_SOURCE_VERSION: vintage,
        slots.TOOL: entry.source,
        slots.STATUS: entry.status,
        slots.CODE_SCHEME: entry.code_scheme,
        slots.BAND: entry.band,
        slots.STATED_JUSTIFICATION: entry.justification if justification is None else None,
    }
    return cells | (_to_review(latest, entry, names) if latest is not None else {})


def _to_review(latest: DecisionEntry, entry: MappingEntry, names: _Names) -> dict[str, str | None]:
    replaced_by = None
    if latest.replaced_by is not None:
        end = latest.replaced_by.removeprefix(to_id(entry.profile, ""))
        replaced_by = names.to_curie(entry.iri[: -len(to_end(entry.iri))] + end)
    return {
        # In SSSOM a reviewer is one who agrees with what the row says, its negation included.
        slots.REVIEWER: latest.reviewer.replace("|", "\\|") if latest.status in _AGREED else None,
        slots.DATE: latest.decided_at[:10],
        slots.COMMENT: latest.comment,
        slots.DECIDED_BY: latest.reviewer.replace("|", "\\|"),
        slots.DECIDED_AT: latest.decided_at,
        slots.REPLACED_BY: replaced_by,
    }


def _to_justification(stated: str | None) -> str | None:
    """Return the term of the Semantic Mapping Vocabulary that ``stated`` is; None where it is other words, or none."""
    name = (stated or "").removeprefix(PREFIXES["semapv"]).removeprefix("semapv:")
    return name if name in slots.JUSTIFICATIONS else None
