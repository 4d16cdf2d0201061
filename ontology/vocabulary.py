"""The terms of Rolegraph's vocabulary, and those it borrows, as IRIs.

Source of meaning: ``ontology/rolegraph.ttl``; a test holds both to the same list of terms.
"""

from __future__ import annotations

from enum import StrEnum

RG_NAMESPACE = "https://w3id.org/rolegraph/ns#"

PREFIXES = {
    "rg": RG_NAMESPACE,
    "dcterms": "http://purl.org/dc/terms/",
    "esco": "http://data.europa.eu/esco/model#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "sssom": "https://w3id.org/sssom/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class RG(StrEnum):
    """Terms of our own namespace."""

    # things
    PROFILE = RG_NAMESPACE + "Profile"
    ROLE = RG_NAMESPACE + "Role"
    SUPERFUNCTION = RG_NAMESPACE + "Superfunction"
    FUNCTION = RG_NAMESPACE + "Function"
    FOCUS = RG_NAMESPACE + "Focus"
    TRACK = RG_NAMESPACE + "Track"
    LEVEL = RG_NAMESPACE + "Level"
    LEVEL_SCHEME = RG_NAMESPACE + "LevelScheme"
    DOCUMENT = RG_NAMESPACE + "Document"
    LINE_SPAN = RG_NAMESPACE + "LineSpan"
    INGEST = RG_NAMESPACE + "Ingest"
    OCCUPATION = RG_NAMESPACE + "Occupation"
    MAPPING = RG_NAMESPACE + "Mapping"
    REVIEW = RG_NAMESPACE + "Review"
    BASIS = RG_NAMESPACE + "Basis"
    MAPPING_STATUS = RG_NAMESPACE + "MappingStatus"
    DECISION = RG_NAMESPACE + "Decision"
    # statements
    STATEMENT = RG_NAMESPACE + "Statement"
    RESPONSIBILITY = RG_NAMESPACE + "Responsibility"
    TASK = RG_NAMESPACE + "Task"
    OUTPUT = RG_NAMESPACE + "Output"
    GUIDELINE = RG_NAMESPACE + "Guideline"
    STORY_LINE = RG_NAMESPACE + "StoryLine"
    SUMMARY = RG_NAMESPACE + "Summary"
    DEFINITION = RG_NAMESPACE + "Definition"
    FOCUS_NOTE = RG_NAMESPACE + "FocusNote"
    PROVENANCE_NOTE = RG_NAMESPACE + "ProvenanceNote"
    LEVEL_SENTENCE = RG_NAMESPACE + "LevelSentence"
    LEVEL_ATTRIBUTE = RG_NAMESPACE + "LevelAttribute"
    NOTE = RG_NAMESPACE + "Note"
    # components and the concepts that they name
    COMPONENT = RG_NAMESPACE + "Component"
    SKILL_COMPONENT = RG_NAMESPACE + "SkillComponent"
    KNOWLEDGE_COMPONENT = RG_NAMESPACE + "KnowledgeComponent"
    COMPETENCY_COMPONENT = RG_NAMESPACE + "CompetencyComponent"
    QUALIFICATION_COMPONENT = RG_NAMESPACE + "QualificationComponent"
    SKILL = RG_NAMESPACE + "Skill"
    KNOWLEDGE = RG_NAMESPACE + "Knowledge"
    COMPETENCY = RG_NAMESPACE + "Competency"
    QUALIFICATION = RG_NAMESPACE + "Qualification"
    # occupations, as reference classifications describe them
    OCCUPATION_TASK = RG_NAMESPACE + "OccupationTask"
    OCCUPATION_RATING = RG_NAMESPACE + "OccupationRating"
    OCCUPATION_SKILL = RG_NAMESPACE + "OccupationSkill"
    OCCUPATION_KNOWLEDGE = RG_NAMESPACE + "OccupationKnowledge"
    TECHNOLOGY = RG_NAMESPACE + "Technology"
    TECHNOLOGY_USE = RG_NAMESPACE + "TechnologyUse"
    OCCUPATION_RELATION = RG_NAMESPACE + "OccupationRelation"
    JOB_ZONE = RG_NAMESPACE + "JobZone"
    TAXONOMY = RG_NAMESPACE + "Taxonomy"
    # individuals
    STATED = RG_NAMESPACE + "Stated"
    POSITIONAL = RG_NAMESPACE + "Positional"
    INFERRED = RG_NAMESPACE + "Inferred"
    NEEDS_REVIEW = RG_NAMESPACE + "NeedsReview"
    APPROVED = RG_NAMESPACE + "Approved"
    REJECTED = RG_NAMESPACE + "Rejected"
    SUPERSEDED = RG_NAMESPACE + "Superseded"
    # where a thing stands
    HAS_ROLE = RG_NAMESPACE + "role"
    HAS_PROFILE = RG_NAMESPACE + "profile"
    HAS_LEVEL = RG_NAMESPACE + "level"
    HAS_TRACK = RG_NAMESPACE + "track"
    HAS_SUPERFUNCTION = RG_NAMESPACE + "superfunction"
    HAS_FUNCTION = RG_NAMESPACE + "function"
    HAS_FOCUS = RG_NAMESPACE + "focus"
    RANK = RG_NAMESPACE + "rank"
    OUTLINE = RG_NAMESPACE + "outline"
    # what a profile, role or level states
    STATES = RG_NAMESPACE + "states"
    STATES_RESPONSIBILITY = RG_NAMESPACE + "responsibility"
    STATES_TASK = RG_NAMESPACE + "task"
    STATES_OUTPUT = RG_NAMESPACE + "output"
    STATES_GUIDELINE = RG_NAMESPACE + "guideline"
    STATES_STORY = RG_NAMESPACE + "story"
    STATES_SUMMARY = RG_NAMESPACE + "summary"
    STATES_DEFINITION = RG_NAMESPACE + "definition"
    STATES_FOCUS_NOTE = RG_NAMESPACE + "focusNote"
    STATES_PROVENANCE = RG_NAMESPACE + "provenanceNote"
    STATES_SENTENCE = RG_NAMESPACE + "sentence"
    STATES_ATTRIBUTE = RG_NAMESPACE + "attribute"
    STATES_NOTE = RG_NAMESPACE + "note"
    STATES_COMPONENT = RG_NAMESPACE + "component"
    HAS_SKILL = RG_NAMESPACE + "skill"
    HAS_KNOWLEDGE = RG_NAMESPACE + "knowledge"
    HAS_COMPETENCY = RG_NAMESPACE + "competency"
    HAS_QUALIFICATION = RG_NAMESPACE + "qualification"
    HAS_ALIAS = RG_NAMESPACE + "alias"
    HAS_MAPPING = RG_NAMESPACE + "mapping"
    HAS_REVIEW = RG_NAMESPACE + "review"
    # what is said of a statement
    TEXT = RG_NAMESPACE + "text"
    DESCRIPTION = RG_NAMESPACE + "description"
    DIMENSION = RG_NAMESPACE + "dimension"
    STORY_PART = RG_NAMESPACE + "storyPart"
    SECTION = RG_NAMESPACE + "section"
    PREVALENCE = RG_NAMESPACE + "prevalence"
    LAYER = RG_NAMESPACE + "layer"
    POSITION = RG_NAMESPACE + "position"
    HAS_BASIS = RG_NAMESPACE + "basis"
    CONFIDENCE = RG_NAMESPACE + "confidence"
    CONFIDENCE_BAND = RG_NAMESPACE + "confidenceBand"
    NAMES = RG_NAMESPACE + "names"
    # aliases, mappings, reviews
    ALIAS_TYPE = RG_NAMESPACE + "aliasType"
    IS_APPROVED = RG_NAMESPACE + "approved"
    CODE_SCHEME = RG_NAMESPACE + "codeScheme"
    STATUS = RG_NAMESPACE + "status"
    CURRENT_STATUS = RG_NAMESPACE + "currentStatus"
    CHOSEN_RELATION = RG_NAMESPACE + "predicate"
    SCORE = RG_NAMESPACE + "score"
    REVIEWER = RG_NAMESPACE + "reviewer"
    COMMENT = RG_NAMESPACE + "comment"
    PASSES_REVIEW = RG_NAMESPACE + "passesReview"
    # occupations, as reference classifications describe them
    HAS_OCCUPATION = RG_NAMESPACE + "occupation"
    HAS_TASK = RG_NAMESPACE + "occupationTask"
    HAS_RATING = RG_NAMESPACE + "rating"
    HAS_TECHNOLOGY = RG_NAMESPACE + "technology"
    HAS_RELATION = RG_NAMESPACE + "relation"
    HAS_JOB_ZONE = RG_NAMESPACE + "jobZone"
    RELATED_OCCUPATION = RG_NAMESPACE + "relatedOccupation"
    RELATEDNESS_TIER = RG_NAMESPACE + "relatednessTier"
    RATES = RG_NAMESPACE + "rates"
    IMPORTANCE = RG_NAMESPACE + "importance"
    REQUIRED_LEVEL = RG_NAMESPACE + "requiredLevel"
    NOT_RELEVANT = RG_NAMESPACE + "notRelevant"
    SUPPRESSED = RG_NAMESPACE + "suppressed"
    USES = RG_NAMESPACE + "uses"
    HOT_TECHNOLOGY = RG_NAMESPACE + "hotTechnology"
    IN_DEMAND = RG_NAMESPACE + "inDemand"
    HAS_COMMODITY = RG_NAMESPACE + "commodity"
    TASK_TYPE = RG_NAMESPACE + "taskType"
    SHORT_TITLE = RG_NAMESPACE + "shortTitle"
    GROUP_LEVEL = RG_NAMESPACE + "groupLevel"
    EXPERIENCE = RG_NAMESPACE + "experience"
    EDUCATION = RG_NAMESPACE + "education"
    TRAINING = RG_NAMESPACE + "training"
    SVP_RANGE = RG_NAMESPACE + "svpRange"
    VINTAGE = RG_NAMESPACE + "vintage"
    RETIRED = RG_NAMESPACE + "retired"
    # documents
    ABOUT = RG_NAMESPACE + "about"
    IN_DOCUMENT = RG_NAMESPACE + "document"
    SHA256 = RG_NAMESPACE + "sha256"
    FIRST_LINE = RG_NAMESPACE + "firstLine"
    LAST_LINE = RG_NAMESPACE + "lastLine"
    # search inside SPARQL; score, rank and level stand above
    SEARCH = RG_NAMESPACE + "search"
    QUERY = RG_NAMESPACE + "query"
    LIMIT = RG_NAMESPACE + "limit"
    KIND = RG_NAMESPACE + "kind"
    SNIPPET = RG_NAMESPACE + "snippet"
    IN_SOC_GROUP = RG_NAMESPACE + "socGroup"
    WITH_STATUS = RG_NAMESPACE + "mappingStatus"
    MIN_CONFIDENCE = RG_NAMESPACE + "minConfidence"
    SIMILARITY = RG_NAMESPACE + "similarity"


class Borrowed(StrEnum):
    """Terms of other vocabularies that the graph uses."""

    TYPE = PREFIXES["rdf"] + "type"
    LABEL = PREFIXES["rdfs"] + "label"
    TITLE = PREFIXES["dcterms"] + "title"
    FORMAT = PREFIXES["dcterms"] + "format"
    SOURCE = PREFIXES["dcterms"] + "source"
    CONCEPT_DESCRIPTION = PREFIXES["dcterms"] + "description"
    IDENTIFIER = PREFIXES["dcterms"] + "identifier"
    LICENSE = PREFIXES["dcterms"] + "license"
    RIGHTS = PREFIXES["dcterms"] + "rights"
    PUBLISHER = PREFIXES["dcterms"] + "publisher"
    MODIFIED = PREFIXES["dcterms"] + "modified"
    REPLACED_BY = PREFIXES["dcterms"] + "isReplacedBy"
    VERSION = PREFIXES["owl"] + "versionInfo"
    DATASET = PREFIXES["void"] + "Dataset"
    CONCEPT = PREFIXES["skos"] + "Concept"
    CONCEPT_SCHEME = PREFIXES["skos"] + "ConceptScheme"
    NOTATION = PREFIXES["skos"] + "notation"
    PREF_LABEL = PREFIXES["skos"] + "prefLabel"
    ALT_LABEL = PREFIXES["skos"] + "altLabel"
    HIDDEN_LABEL = PREFIXES["skos"] + "hiddenLabel"
    IN_SCHEME = PREFIXES["skos"] + "inScheme"
    TOP_CONCEPT_OF = PREFIXES["skos"] + "topConceptOf"
    BROADER = PREFIXES["skos"] + "broader"
    EXACT_MATCH = PREFIXES["skos"] + "exactMatch"
    SKOS_DEFINITION = PREFIXES["skos"] + "definition"
    SCOPE_NOTE = PREFIXES["skos"] + "scopeNote"
    EXAMPLE = PREFIXES["skos"] + "example"
    XL_LABEL = PREFIXES["skosxl"] + "Label"
    XL_ALT_LABEL = PREFIXES["skosxl"] + "altLabel"
    XL_HIDDEN_LABEL = PREFIXES["skosxl"] + "hiddenLabel"
    LITERAL_FORM = PREFIXES["skosxl"] + "literalForm"
    DERIVED_FROM = PREFIXES["prov"] + "wasDerivedFrom"
    GENERATED_BY = PREFIXES["prov"] + "wasGeneratedBy"
    USED = PREFIXES["prov"] + "used"
    ENDED_AT = PREFIXES["prov"] + "endedAtTime"
    ACTIVITY = PREFIXES["prov"] + "Activity"
    AGENT = PREFIXES["prov"] + "Agent"
    ASSOCIATED_WITH = PREFIXES["prov"] + "wasAssociatedWith"
    ANNOTATED_SOURCE = PREFIXES["owl"] + "annotatedSource"
    ANNOTATED_PROPERTY = PREFIXES["owl"] + "annotatedProperty"
    ANNOTATED_TARGET = PREFIXES["owl"] + "annotatedTarget"
    MAPPING_CONFIDENCE = PREFIXES["sssom"] + "confidence"
    MAPPING_JUSTIFICATION = PREFIXES["sssom"] + "mapping_justification"
    OBJECT_LABEL = PREFIXES["sssom"] + "object_label"


class Esco(StrEnum):
    """Terms of ESCO's own model, which its concepts keep: https://ec.europa.eu/esco/lod/static/model.html."""

    OCCUPATION = PREFIXES["esco"] + "Occupation"
    SKILL = PREFIXES["esco"] + "Skill"
    RELATED_ESSENTIAL_SKILL = PREFIXES["esco"] + "relatedEssentialSkill"
    RELATED_OPTIONAL_SKILL = PREFIXES["esco"] + "relatedOptionalSkill"
    IS_ESSENTIAL_SKILL_FOR = PREFIXES["esco"] + "isEssentialSkillFor"
    IS_OPTIONAL_SKILL_FOR = PREFIXES["esco"] + "isOptionalSkillFor"
    SKILL_TYPE = PREFIXES["esco"] + "skillType"
    SKILL_REUSE_LEVEL = PREFIXES["esco"] + "skillReuseLevel"
    MEMBER_OF_ISCO_GROUP = PREFIXES["esco"] + "memberOfISCOGroup"
    STATUS = PREFIXES["esco"] + "status"


SKOS_MAPPING_RELATIONS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
