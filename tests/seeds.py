"""The two real pages that Rolegraph was first built for; they are not part of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the two real pages are not on this machine")
