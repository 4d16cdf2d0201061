"""What the code of a mapping tells by itself: whether it is one, of which vintage, and how coarse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.errors import NotFoundError
from service.mappings.entry import MappingEntry
from service.occupations.audit.finding import Doubt, Finding
from service.occupations.catalog import OccupationCatalog
from service.occupations.codes import is_soc, to_soc
from service.occupations.entry import OccupationEntry

_FORMS = {
    "soc": (re.compile(r"[0-9]{2}-[0-9]{4}"), "15-1252"),
    "onet-soc": (re.compile(r"[0-9]{2}-[0-9]{4}\.[0-9]{2}"), "15-1252.00"),
    "isco": (re.compile(r"[Cc]?[0-9]{1,4}"), "2512"),
    "esco": (re.compile(r"[0-9]{4}(?:\.[0-9]+)+|https?://\S+|[0-9a-f-]{36}"), "2512.4"),
}
_NAMES = {"soc": "SOC", "onet-soc": "O*NET-SOC", "isco": "ISCO", "esco": "ESCO"}
_SOURCES = {"soc": "SOC", "onet-soc": "O*NET", "isco": "ESCO", "esco": "ESCO"}  # what is ingested for each
_COARSE = {"major": "a major group", "minor": "a minor group", "isco-1": "a major group", "isco-2": "a sub-major group"}
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def to_scheme(mapping: MappingEntry) -> str:
    """Return the slug of the scheme that a mapping's code is of, whatever its vintage: ``isco-08`` is ``isco``."""
    for slug in ("onet-soc", "soc", "isco", "esco"):
        if mapping.scheme == slug or mapping.scheme.startswith(f"{slug}-"):
            return slug
    return mapping.scheme


class CodeCheck:
    """Checks codes against the classifications that were imported."""

    def __init__(self, catalog: OccupationCatalog) -> None:
        self._catalog = catalog

    def find(self, mapping: MappingEntry) -> OccupationEntry | None:
        """Return what a mapping leads to, in a scheme that is current; None where that is not known."""
        found = self._catalog.entries.get(mapping.occupation)
        if found is not None and found.scheme in _FORMS:
            return found
        return self._find(mapping.code, to_scheme(mapping))

    def check(self, mapping: MappingEntry) -> tuple[Finding, ...]:
        """Return what is doubtful."""
        scheme, stated = to_scheme(mapping), mapping.code_scheme
        known = self._catalog.entries.get(mapping.occupation)
        if scheme not in _FORMS and known is None:
            reason = (
                f"codes of {stated or mapping.scheme or 'no stated scheme'} cannot be checked: no such scheme is known"
            )
            return (Finding(Doubt.UNCHECKED, reason),)
        if scheme in _FORMS and known is None and not _FORMS[scheme][0].fullmatch(mapping.code.strip()):
            reason = f"{mapping.code[:40]} is no {_NAMES[scheme]} code: one looks like {_FORMS[scheme][1]}"
            return (Finding(Doubt.MALFORMED, reason),)
        if scheme not in self._catalog.schemes:
            name = _SOURCES[scheme]
            reason = f"{mapping.code} cannot be checked: {name} is not loaded (docs/taxonomies.md says where it is)"
            return (Finding(Doubt.UNCHECKED, reason),)
        return tuple(self._check_known(mapping, scheme))

    def _check_known(self, mapping: MappingEntry, scheme: str) -> Iterator[Finding]:
        entry, old, stated = self.find(mapping), self._find_old(mapping, scheme), mapping.code_scheme
        name = self._name(scheme)
        if entry is None:
            if old is not None:
                replaced = self._catalog.replaced_by(old.iri)
                codes = tuple(new.code for new in replaced)
                to = f", which has {_list(replaced)} in its place" if replaced else ", which has nothing in its place"
                yield Finding(Doubt.RETIRED, f"{mapping.code} {old.label} is retired: it is not in {name}{to}", codes)
                yield Finding(Doubt.VINTAGE, f"{mapping.code} exists only in {self._name(old.scheme)}", codes)
            elif (group := self._find_group(mapping.code, scheme)) is not None:
                reason = (
                    f"{mapping.code} is not in {name}, though its group {group.code} {group.label} is: it is retired"
                )
                yield Finding(Doubt.RETIRED, f"{reason} or of another vintage")
            else:
                yield Finding(
                    Doubt.UNKNOWN, f"{mapping.code} is not in {name}, and neither is a group that it could be of"
                )
            return
        vintage = self._catalog.schemes.get(scheme)
        years = set(_YEAR.findall(f"{stated or ''} {mapping.scheme}"))
        if vintage is not None and _YEAR.fullmatch(vintage) and years and vintage not in years:
            replaced = self._catalog.replaced_by(old.iri) if old is not None else ()
            now = f"; {old.code} of then is {_list(replaced)} now" if old is not None and replaced else ""
            reason = f"the mapping names {stated or mapping.scheme}, and what is loaded is {name}{now}"
            yield Finding(Doubt.VINTAGE, reason, tuple(new.code for new in replaced))
        if entry.group_level in _COARSE:
            reason = (
                f"{entry.code} {entry.label} is {_COARSE[entry.group_level]}: it says the field and not the occupation"
            )
            yield Finding(Doubt.COARSE, reason)

    def _find(self, code: str, scheme: str) -> OccupationEntry | None:
        try:
            return self._catalog.find(code, scheme)
        except NotFoundError:
            return None

    def _find_old(self, mapping: MappingEntry, scheme: str) -> OccupationEntry | None:
        """Return what an earlier vintage has under the mapping's code."""
        for slug in self._catalog.schemes:
            if slug.startswith(f"{scheme}-") and slug not in _FORMS:
                old = self._find(mapping.code, slug)
                if old is not None:
                    return old
        return None

    def _find_group(self, code: str, scheme: str) -> OccupationEntry | None:
        """Return the nearest group above a code that is itself not there, by its digits."""
        soc = to_soc(code)
        if soc is not None:
            groups = [soc, f"{soc[:6]}0", f"{soc[:5]}00", f"{soc[:4]}000"]
            found = (self._find(group, "soc") for group in groups if group != code and is_soc(group))
        else:
            digits = code.lstrip("Cc").partition(".")[0]
            found = (self._find(digits[:length], "isco") for length in range(len(digits), 1, -1))
        return next((entry for entry in found if entry is not None), None)

    def _name(self, scheme: str) -> str:
        base = next((slug for slug in ("onet-soc", "soc", "isco", "esco") if scheme.startswith(slug)), scheme)
        vintage = self._catalog.schemes.get(scheme)
        return f"{_NAMES.get(base, scheme)} {vintage}" if vintage else _NAMES.get(base, scheme)


def _list(entries: tuple[OccupationEntry, ...]) -> str:
    return " and ".join(f"{entry.code} {entry.label}" for entry in entries)
