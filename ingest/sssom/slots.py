"""The columns of the tables that we write, and what they mean; others are read and left out with a warning.

Sources: https://mapping-commons.github.io/sssom/spec-model/ (slots), .../spec-formats-tsv/ (TSV, extension slots).
"""

from __future__ import annotations

from ontology.iris import ESCO_OCCUPATIONS, Namer
from ontology.vocabulary import PREFIXES

SSSOM_VERSION = "1.1"
RECORD = "record_id"
SUBJECT = "subject_id"
SUBJECT_LABEL = "subject_label"
PREDICATE = "predicate_id"
MODIFIER = "predicate_modifier"
OBJECT = "object_id"
OBJECT_LABEL = "object_label"
JUSTIFICATION = "mapping_justification"
CONFIDENCE = "confidence"
REVIEWER = "reviewer_label"
DATE = "mapping_date"
OBJECT_SOURCE = "object_source"
OBJECT_SOURCE_VERSION = "object_source_version"
TOOL = "mapping_tool"  # dcterms:source of a mapping: what made it
COMMENT = "comment"

# Extension slots: what SSSOM has no slot for. Name -> property and datatype.
STATUS = "review_status"
DECIDED_BY = "decided_by"
DECIDED_AT = "decided_at"
REPLACED_BY = "replaced_by"
CODE_SCHEME = "code_scheme"
BAND = "confidence_band"
STATED_JUSTIFICATION = "stated_justification"
EXTENSIONS = {
    STATUS: ("rg:currentStatus", "xsd:string"),
    DECIDED_BY: ("rg:reviewer", "xsd:string"),
    DECIDED_AT: ("prov:endedAtTime", "xsd:dateTime"),
    REPLACED_BY: ("dcterms:isReplacedBy", "xsd:string"),
    CODE_SCHEME: ("rg:codeScheme", "xsd:string"),
    BAND: ("rg:confidenceBand", "xsd:string"),
    STATED_JUSTIFICATION: ("sssom:mapping_justification", "xsd:string"),
}
COLUMNS = (
    RECORD,
    SUBJECT,
    SUBJECT_LABEL,
    PREDICATE,
    MODIFIER,
    OBJECT,
    OBJECT_LABEL,
    JUSTIFICATION,
    CONFIDENCE,
    REVIEWER,
    DATE,
    OBJECT_SOURCE,
    OBJECT_SOURCE_VERSION,
    TOOL,
    COMMENT,
    *EXTENSIONS,
)
REQUIRED = (SUBJECT, PREDICATE, OBJECT, JUSTIFICATION)
# Columns of other tables that are read where ours are absent: who says so.
AUTHORS = ("reviewer_id", "author_label", "author_id")
CREATORS = ("creator_label", "creator_id")

NO_RELATION = "mappingRelation"  # of SKOS: what all its mapping relations are, and so says nothing of which
UNSPECIFIED = "UnspecifiedMatching"
JUSTIFICATIONS = (
    "MappingReview",
    "ManualMappingCuration",
    "LogicalReasoning",
    "LexicalMatching",
    "CompositeMatching",
    UNSPECIFIED,
    "SemanticSimilarityThresholdMatching",
    "LexicalSimilarityThresholdMatching",
    "MappingChaining",
    "MappingInversion",
    "StructuralMatching",
    "InstanceBasedMatching",
    "BackgroundKnowledgeBasedMatching",
)


def list_prefixes(namer: Namer) -> dict[str, str]:
    """Return the prefixes of the tables that we write; they are known in others too, unless those say otherwise."""
    return {
        "profile": namer.profile(""),
        "soc": namer.occupation("soc", ""),
        "onet-soc": namer.occupation("onet-soc", ""),
        "esco": ESCO_OCCUPATIONS,
        "isco": "http://data.europa.eu/esco/isco/",
        "occupation": f"{namer.base}occupation/",
        "scheme": namer.occupation_scheme(""),
        "data": namer.base,
        **{name: PREFIXES[name] for name in ("dcterms", "prov", "rg", "semapv", "skos", "sssom", "xsd")},
    }
