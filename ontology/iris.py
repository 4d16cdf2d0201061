"""Data IRIs: how every thing in the graph is named.

All are minted under one configurable base, so that a company's graph can live under its own domain. A statement's IRI
ends in a hash of its kind and normalised text: reading an unchanged page again names the same things, and a citation
can be checked years later.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from ontology.errors import SettingError
from ontology.records import Lines
from ontology.text import normalise_text, to_slug

DEFAULT_BASE = "https://w3id.org/rolegraph/id/"
ESCO_OCCUPATIONS = "http://data.europa.eu/esco/occupation/"  # ESCO's concepts keep their own IRIs
ISCO_GROUPS = "http://data.europa.eu/esco/isco/C"

_LEVEL_CODE = re.compile(r"^([A-Za-z]{1,8})[ -]?(\d{1,3})$")
_HASH_DIGITS = 16  # 64 bits: among a million statements of one profile a collision has odds of 3 in 100 million
_TAXONOMY = re.compile(r"taxonomy/[a-z0-9-]+")  # no file is called so: its name has a suffix
_BASE = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"{}|\\^`#?]+/")


def hash_text(kind: str, text: str) -> str:
    """Return the 16 hex digits that a statement of ``kind`` saying ``text`` is named by."""
    return hashlib.sha256(f"{kind}\n{normalise_text(text)}".encode()).hexdigest()[:_HASH_DIGITS]


def hash_exact(kind: str, text: str) -> str:
    """Return the 16 hex digits that a text of ``kind`` is named by where its spelling counts."""
    return hashlib.sha256(f"{kind}\n{text}".encode()).hexdigest()[:_HASH_DIGITS]


def is_taxonomy_document(name: str) -> bool:
    """Return whether ``name`` is that of an imported classification, such as ``taxonomy/onet``."""
    return _TAXONOMY.fullmatch(name) is not None


def parse_level_code(code: str) -> tuple[str, int] | None:
    """Return ``("P", 3)`` for ``"P3"``; None when ``code`` isn't letters followed by a number."""
    match = _LEVEL_CODE.match(code.strip())
    return (match[1].upper(), int(match[2])) if match else None


def to_level_code(code: str) -> str:
    """Return ``code`` as it is compared: ``"p 3"`` -> ``"P3"``; one that isn't letters and a number stays as it is."""
    parsed = parse_level_code(code)
    return f"{parsed[0]}{parsed[1]}" if parsed else code


def split_profile_code(code: str) -> tuple[str, str | None]:
    """Return the role's code and the level's: ``"CUS.GEN.P1"`` -> ``("CUS.GEN", "P1")``; no level -> None."""
    role, _, last = code.rpartition(".")
    return (role, last) if role and parse_level_code(last) else (code, None)


@lru_cache(maxsize=4096)
def quote_segment(text: str) -> str:
    """Return ``text`` as one segment of an IRI's path."""
    # A segment of dots alone means another place in every path, so its dots are quoted too.
    return quote(text, safe="-._~+*") if text.strip(".") else text.replace(".", "%2E")


@dataclass(frozen=True, slots=True)
class Namer:
    """Mints data IRIs under ``base``."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise SettingError(
                f"base IRI {self.base!r} cannot be used: it must be an absolute http(s) IRI that ends in '/', "
                f"such as {DEFAULT_BASE}"
            )

    def profile(self, code: str) -> str:
        """Name a profile."""
        return f"{self.base}profile/{quote_segment(code)}"

    def role(self, code: str) -> str:
        """Name a role."""
        return f"{self.base}role/{quote_segment(code)}"

    def taxon(self, kind: str, code: str) -> str:
        """Name a superfunction, function or focus; ``kind`` is that word."""
        return f"{self.base}{kind}/{quote_segment(code)}"

    def track(self, code: str) -> str:
        """Name a track."""
        return f"{self.base}track/{quote_segment(code)}"

    def scheme(self, code: str) -> str:
        """Name a level scheme."""
        return f"{self.base}scheme/{quote_segment(code)}"

    def level(self, scheme: str, rank: int) -> str:
        """Name the level of ``rank`` in ``scheme``: ``level/P/3``."""
        return f"{self.base}level/{quote_segment(scheme)}/{rank}"

    def concept(self, kind: str, label: str) -> str:
        """Name what a component speaks of; ``kind`` is skill, knowledge, competency or qualification."""
        return f"{self.base}{kind}/{quote_segment(to_slug(label) or hash_text(kind, label))}"

    def occupation(self, scheme: str, code: str) -> str:
        """Name a classification code in ``scheme``, a slug such as ``soc``."""
        return f"{self.base}occupation/{quote_segment(scheme)}/{quote_segment(code)}"

    def occupation_scheme(self, scheme: str) -> str:
        """Name the scheme that codes of ``scheme``, a slug such as ``onet-soc``, belong to."""
        return f"{self.base}occupation-scheme/{quote_segment(scheme)}"

    def occupation_part(self, occupation: str, kind: str, key: str) -> str:
        """Name what a classification says of ``occupation`` (an IRI): the task or rating that it calls ``key``."""
        return f"{occupation}/{kind}/{quote_segment(key)}"

    def occupation_title(self, occupation: str, title: str) -> str:
        """Name another title of ``occupation``, an IRI of our own or of ESCO's; another spelling is another title."""
        hashed = hash_exact("title", title)
        return f"{self._owner_of_titles(occupation)}/{hashed}"

    def taxonomy(self, name: str) -> str:
        """Name an imported classification, such as ``esco``."""
        return f"{self.base}taxonomy/{quote_segment(name)}"

    def element(self, code: str) -> str:
        """Name an element of O*NET's content model, such as ``2.A.1.a``."""
        return f"{self.base}onet-element/{quote_segment(code)}"

    def technology(self, name: str) -> str:
        """Name a technology; names that differ in more than case and spaces are different ones."""
        slug = to_slug(name)
        plain = slug if slug.replace("-", " ") == normalise_text(name) else None
        return f"{self.base}technology/{quote_segment(plain or hash_text('technology', name))}"

    def commodity(self, code: str) -> str:
        """Name a class of products by its UNSPSC code."""
        return f"{self.base}commodity/{quote_segment(code)}"

    def job_zone(self, number: str) -> str:
        """Name a job zone of O*NET's."""
        return f"{self.base}job-zone/{quote_segment(number)}"

    def statement(self, owner: str, kind: str, text: str, *, qualifier: str | None = None) -> str:
        """Name what ``owner`` (an IRI) states; ``qualifier`` tells apart equal texts of one kind (a dimension)."""
        hashed = hash_text(f"{kind}/{normalise_text(qualifier)}" if qualifier else kind, text)
        return f"{owner}/{kind}/{hashed}"

    def document(self, name: str) -> str:
        """Name a source document by its path."""
        return f"{self.base}document/" + "/".join(quote_segment(part) for part in name.split("/"))

    def graph(self, name: str) -> str:
        """Name the graph that holds what a document states."""
        return f"{self.base}graph/" + "/".join(quote_segment(part) for part in name.split("/"))

    def taxonomy_document(self, graph: str) -> str | None:
        """Return the name of the document that fills a taxonomy's graph, ``taxonomy/onet``; None for other graphs."""
        name = graph.removeprefix(f"{self.base}graph/")
        return name if name != graph and is_taxonomy_document(name) else None

    def ingest(self, name: str, sha256: str) -> str:
        """Name the reading of one version of a document."""
        return f"{self.base}ingest/{hash_text(name, sha256)}"

    def _owner_of_titles(self, occupation: str) -> str:
        if occupation.startswith(ESCO_OCCUPATIONS):
            return f"{self.base}title/esco/{quote_segment(occupation.removeprefix(ESCO_OCCUPATIONS))}"
        return f"{occupation}/title"

    def decision(self, thing: str, status: str, reviewer: str, decided_at: str) -> str:
        """Name the decision by which ``reviewer`` gave ``thing`` (an IRI) a status at some time."""
        return f"{self.base}decision/{hash_exact(thing, chr(10).join((status, reviewer, decided_at)))}"

    def agent(self, name: str) -> str:
        """Name somebody who decides, by the name that they give."""
        return f"{self.base}agent/{quote_segment(to_slug(name) or hash_exact('agent', name))}"

    @property
    def decisions_graph(self) -> str:
        """The graph of all decisions, which is only ever added to."""
        return self.graph("decisions")

    @property
    def derived_graph(self) -> str:
        """The graph of all that rules derive, which can be dropped and rebuilt."""
        return f"{self.base}derived"

    @property
    def unnamed_graph(self) -> str:
        """The graph of what was written without naming a graph."""
        return f"{self.base}unnamed"  # not below graph/, where a document could have that name


def to_line_span(document: str, lines: Lines) -> str:
    """Return the IRI of a span of a document's lines: ``…/page.txt#L3`` or ``…/page.txt#L3-L5``."""
    return f"{document}#L{lines.first}" if lines.first == lines.last else f"{document}#L{lines.first}-L{lines.last}"
