"""Tiny releases of O*NET, SOC and ESCO in their official layouts: invented occupations, the defects of the real ones.

The codes fit each other: O*NET's stand below SOC's detailed codes, and ESCO's occupations in ISCO's unit groups.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.esco_rows import ESCO, PLAYER, VOICES
from tests.onet_rows import ALTERNATE_HEADER, ONET, Rows

__all__ = ["ALTERNATE_HEADER", "PLAYER", "VOICES"]

# SOC: 3 major, 4 minor, 5 broad and 7 detailed groups.
SOC: Rows = (
    ("Major", "71-0000", "Harbour and Coast Occupations", ""),
    ("Minor", "71-1000", "Light and Signal Keepers", ""),
    ("Broad", "71-1010", "Lighthouse Keepers", ""),
    ("Detailed", "71-1011", "Lighthouse Keepers", "Keep the lamp of a lighthouse burning and log passing ships."),
    ("Detailed", "71-1012", "Buoy Tenders", "Place, clean and repair buoys. Excludes Lighthouse Keepers."),
    ("Minor", "71-2000", "Tide Scientists", ""),
    ("Broad", "71-2010", "Tide Analysts", ""),
    ("Detailed", "71-2011", "Tide Analysts", "Study tides and forecast water levels for harbours."),
    ("Major", "73-0000", "Puppetry Occupations", ""),
    ("Minor", "73-1000", "Puppet Makers and Players", ""),
    ("Broad", "73-1010", "Puppet Makers", ""),
    ("Detailed", "73-1011", "Puppet Carvers", "Carve puppets of wood and paint them."),
    ("Detailed", "73-1019", "Puppet Makers, All Other", "All puppet makers not listed separately."),
    ("Broad", "73-1020", "Puppeteers", ""),
    ("Detailed", "73-1021", "Puppeteers", "Move puppets on a stage and speak their parts."),
    ("Major", "75-0000", "Renewal Occupations", ""),
    ("Minor", "75-1000", "Subscription Workers", ""),
    ("Broad", "75-1010", "Renewal Managers", ""),
    ("Detailed", "75-1011", "Renewal Managers", "Plan and negotiate the renewal of customers' subscriptions."),
)
SOC_COUNTS = {
    "groups": 19,
    "major groups": 3,
    "minor groups": 4,
    "broad groups": 5,
    "detailed occupations": 7,
    "definitions": 7,
}
ONET_CROSSWALK: Rows = (
    ("O*NET-SOC 2010 Code", "O*NET-SOC 2010 Title", "O*NET-SOC 2019 Code", "O*NET-SOC 2019 Title"),
    ("71-1011.00", "Lighthouse Keepers", "71-1011.00", "Lighthouse Keepers"),
    ("71-1099.00", "Lamp Trimmers", "71-1011.00", "Lighthouse Keepers"),
    ("73-1010.00", "Puppet Workers", "73-1011.00", "Puppet Carvers"),
    ("73-1010.00", "Puppet Workers", "73-1021.00", "Puppeteers"),
)
SOC_CROSSWALK: Rows = (
    ("2010 SOC Code", "2010 SOC Title", "2018 SOC Code", "2018 SOC Title"),
    ("71-1011", "Lighthouse Keepers", "71-1011", "Lighthouse Keepers"),
    ("71-1099", "Lamp Trimmers", "71-1011", "Lighthouse Keepers"),
    ("73-1018", "Puppet Workers", "73-1011", "Puppet Carvers"),
    ("73-1018", "Puppet Workers", "73-1021", "Puppeteers"),
)


def to_tab_text(header: Sequence[str], rows: Rows) -> bytes:
    """Return a table as O*NET's releases write it: tabs, no quotes, CRLF."""
    return "".join("\t".join(row) + "\r\n" for row in (header, *rows)).encode()


def to_csv_text(header: Sequence[str], rows: Rows) -> bytes:
    """Return a table as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows((header, *rows))
    return text.getvalue().encode()


def onet_files() -> dict[str, bytes]:
    """Return the files of the invented O*NET release, by name."""
    return {name: to_tab_text(header, rows) for name, (header, rows) in ONET.items()}


def esco_files() -> dict[str, bytes]:
    """Return the files of the invented ESCO release, by path."""
    return {name: to_csv_text(header, rows) for name, (header, rows) in ESCO.items()}


def write_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write ``files`` into a zip at ``path``, the same bytes every time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return path


def write_folder(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write ``files`` below the directory ``path``."""
    for name, data in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def write_onet(directory: Path, version: str = "29_3") -> Path:
    """Write the invented O*NET release as a zip, named as the official one of ``version``."""
    stem = f"db_{version}_text"
    return write_zip(directory / f"{stem}.zip", {f"{stem}/{name}": data for name, data in onet_files().items()})


def write_soc(directory: Path) -> Path:
    """Write the invented SOC as a folder with its structure and definitions."""
    structure = to_csv_text(("level", "code", "title"), [row[:3] for row in SOC])
    definitions = to_csv_text(("SOC Group", "SOC Code", "SOC Title", "SOC Definition"), SOC)
    files = {"soc_2018_structure.csv": structure, "soc_2018_definitions.csv": definitions}
    return write_folder(directory / "soc_2018", files)


def write_esco(directory: Path, version: str = "1_2_0") -> Path:
    """Write the invented ESCO release as a zip, named as one of ``version``."""
    return write_zip(directory / f"esco_{version}_en_csv.zip", esco_files())


def write_esco_folder(directory: Path) -> Path:
    """Write the invented ESCO release as a folder."""
    return write_folder(directory / "ESCO dataset - v1.2.0 - classification - en - csv", esco_files())


def write_crosswalks(directory: Path) -> tuple[Path, Path]:
    """Write the invented crosswalks of O*NET-SOC and of SOC from 2010, each a CSV file."""
    onet = directory / "2010_to_2019_Crosswalk.csv"
    onet.write_bytes(to_csv_text(ONET_CROSSWALK[0], ONET_CROSSWALK[1:]))
    soc = directory / "soc_2010_to_2018_crosswalk.csv"
    soc.write_bytes(to_csv_text(SOC_CROSSWALK[0], SOC_CROSSWALK[1:]))
    return onet, soc
