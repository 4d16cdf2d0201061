"""What differs between two profiles on each axis, in words; read from a to b."""

from __future__ import annotations

from service.comparison.coordinates import Coordinates

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def say_taxonomy(a: Coordinates, b: Coordinates) -> str:
    """Say what the two share of the taxonomy."""
    if a.role is None or b.role is None:
        return "role unknown"
    if a.role.iri == b.role.iri:
        return "same role"
    if a.function is not None and b.function is not None and a.function.iri == b.function.iri:
        return "same function, other focus"
    if a.superfunction is not None and b.superfunction is not None and a.superfunction.iri == b.superfunction.iri:
        return "same superfunction, other function"
    return "other function"


def say_level(a: Coordinates, b: Coordinates) -> str:
    """Say how many levels b stands above or below a; about, where their schemes differ."""
    if a.level is None or b.level is None:
        return "level unknown"
    if a.level.iri == b.level.iri:
        return "same level"
    if a.scheme == b.scheme and a.rank is not None and b.rank is not None:
        return _say_steps(b.rank - a.rank)
    if a.height is None or b.height is None or a.step is None:
        return f"{b.level.code} and {a.level.code} cannot be compared"
    steps = round((b.height - a.height) / a.step)
    pair = f"{b.level.code} for {a.level.code}"
    return f"about {_say_steps(steps)} ({pair})" if steps else f"about the same level ({pair})"


def say_track(a: Coordinates, b: Coordinates) -> str:
    """Say whether the two are on one track."""
    if a.track is None or b.track is None:
        return "track unknown"
    if a.track.iri == b.track.iri:
        return "same track"
    if a.is_management == b.is_management:
        return f"another track of the same kind, {b.track.label or b.track.code}"
    return "on to leading people" if b.is_management else "from leading people to individual work"


def _say_steps(steps: int) -> str:
    if steps == 0:
        return "same rank"
    count = abs(steps)
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} level{'s' if count > 1 else ''} {'up' if steps > 0 else 'down'}"
