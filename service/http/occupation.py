"""A profile as a schema.org Occupation: only what somebody approved is asserted.

Source: https://schema.org/Occupation
"""

from __future__ import annotations

from typing import Any

from service.profiles.view import MappingView, ProfileView


def to_occupation(profile: ProfileView) -> dict[str, Any]:
    """Return ``profile`` as JSON-LD, without what is empty."""
    experience = [
        attribute.text
        for attribute in (profile.level.attributes if profile.level else ())
        if "experience" in (attribute.dimension or "").lower()
    ]
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "Occupation",
            "@id": profile.iri,
            "url": profile.url,
            "identifier": profile.code,
            "name": profile.title or profile.code,
            "alternateName": [alias.label for alias in profile.aliases if alias.status == "approved"],
            "description": " ".join(statement.text for statement in profile.summary),
            "responsibilities": [statement.text for statement in profile.responsibilities],
            "skills": [statement.text for statement in (*profile.skills, *profile.knowledge, *profile.competencies)],
            "qualifications": [statement.text for statement in profile.qualifications],
            "experienceRequirements": experience[0] if len(experience) == 1 else None,
            "occupationalCategory": [_to_category(m) for m in profile.mappings if m.status == "approved"],
        }
    )


def _to_category(mapping: MappingView) -> dict[str, Any]:
    return _without_empty(
        {
            "@type": "CategoryCode",
            "codeValue": mapping.code,
            "name": mapping.occupation_label or mapping.title,
            "inCodeSet": mapping.occupation_scheme or mapping.scheme,
        }
    )


def _without_empty(content: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value not in (None, "", [])}
