"""Releases are found by what their files hold, wherever they lie, and nothing beside them is read as a page."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ingest.sources import find_sources
from ingest.taxonomy import members
from ingest.taxonomy.releases import find_releases
from ontology.errors import DocumentError
from tests.taxonomies import (
    esco_files,
    onet_files,
    write_crosswalks,
    write_esco,
    write_esco_folder,
    write_folder,
    write_onet,
    write_soc,
    write_zip,
)


def find(*paths: Path) -> tuple[list[str], list[str], list[str]]:
    """Return the releases, the documents and the other files at ``paths``, by name."""
    found = find_releases(paths)
    files, ignored = find_sources(found.paths, taken=found.holds)
    return [release.taxonomy for release in found.releases], [f.name for f in files], [path.name for path in ignored]


def message_of(*paths: Path) -> str:
    """Return why ``paths`` are refused."""
    with pytest.raises(DocumentError) as caught:
        find_releases(paths)
    return str(caught.value)


def test_zips_folders_and_files_are_known_whatever_they_are_called(tmp_path: Path) -> None:
    onet = write_onet(tmp_path).rename(tmp_path / "one.zip")
    esco = write_esco(tmp_path).rename(tmp_path / "other.ZIP")
    paths = (onet, esco, write_soc(tmp_path), *write_crosswalks(tmp_path))
    assert find(*paths) == (["esco", "onet", "onet-crosswalk", "soc", "soc-crosswalk"], [], [])


def test_a_directory_may_hold_releases_and_documents(tmp_path: Path) -> None:
    write_onet(tmp_path)
    write_soc(tmp_path)
    folder = write_esco_folder(tmp_path)
    write_crosswalks(tmp_path / "soc_2018")
    (tmp_path / "X.json").write_text("{}")
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    (folder / "relations" / "how to.txt").write_text("How to read the relations\n")
    releases, documents, ignored = find(tmp_path)
    assert releases == ["esco", "onet", "onet-crosswalk", "soc", "soc-crosswalk"]
    assert documents == [f"{tmp_path.name}/X.json"]
    assert ignored == ["notes.csv"]


def test_nothing_in_the_folder_of_a_release_is_a_page(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "db_29_3_text", {**onet_files(), "Read Me.txt": b"O*NET 29.3 Database\n"})
    assert find(folder) == (["onet"], [], [])
    assert find(tmp_path) == (["onet"], [], [])


def test_text_files_that_are_no_tables_stay_pages(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Clerk\tfiles letters\n")
    assert find(page) == ([], [f"{tmp_path.name}/page.txt"], [])
    assert find(tmp_path) == ([], [f"{tmp_path.name}/page.txt"], [])


def test_a_folder_and_a_file_in_it_are_one_release(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "db", onet_files())
    [release] = find_releases([folder, folder / "Skills.txt"]).releases
    assert len(release.all_tables) == 11


def test_two_releases_of_one_classification_are_refused(tmp_path: Path) -> None:
    older, newer = write_onet(tmp_path, "28_0"), write_onet(tmp_path, "29_3")
    assert message_of(newer, older) == (
        f"taxonomy/onet: two tables of alternate titles: {newer}/db_29_3_text/Alternate Titles.txt and "
        f"{older}/db_28_0_text/Alternate Titles.txt (give one release of each classification)"
    )


def test_a_zip_of_something_else_is_refused_only_where_it_was_given_by_its_name(tmp_path: Path) -> None:
    other = write_zip(tmp_path / "photos.zip", {"a.txt": b"A photo\n", "b.png": b"\x89PNG"})
    assert message_of(other) == (
        f"{other}: the zip holds no release of O*NET, SOC or ESCO that is known by its columns (docs/taxonomies.md "
        "says which downloads are read)"
    )
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "X.json").write_text("{}")
    assert find(tmp_path) == ([], [f"{tmp_path.name}/X.json"], ["broken.zip", "photos.zip"])


def test_hidden_files_and_the_leftovers_of_a_mac_are_no_tables(tmp_path: Path) -> None:
    files = {f"db/{name}": data for name, data in onet_files().items()}
    more = {"__MACOSX/db/._Skills.txt": files["db/Skills.txt"], "db/.Skills.txt": files["db/Skills.txt"]}
    [release] = find_releases([write_zip(tmp_path / "db.zip", {**files, **more})]).releases
    assert len(release.tables["skills"]) == 1


def test_a_damaged_zip_is_named_with_the_file_in_it(tmp_path: Path) -> None:
    path = write_onet(tmp_path)
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("db_29_3_text/Skills.txt")
    data = bytearray(path.read_bytes())
    data[entry.header_offset + 80] ^= 0xFF
    path.write_bytes(data)
    assert message_of(path).startswith(f"{path}/db_29_3_text/Skills.txt: the zip is damaged: ")
    path.write_bytes(data[: len(data) // 2])
    assert message_of(path) == f"{path}: this is no zip, or a damaged one (download it again)"


def test_a_zip_that_would_unpack_to_more_than_any_release_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_zip(tmp_path / "db.zip", {"Occupation Data.txt": b"O*NET-SOC Code\tTitle\r\n" + b"0" * 3_000_000})
    assert path.stat().st_size < 10_000
    refused = (
        f"{path}: the zip would unpack to 3 MB, more than any release does (give the zip of one release, as it was "
        "downloaded)"
    )
    with monkeypatch.context() as limited:
        limited.setattr(members, "MAX_MEMBER_BYTES", 1_000_000)
        assert message_of(path) == refused
    monkeypatch.setattr(members, "MAX_RELEASE_BYTES", 1_000_000)
    assert message_of(path) == refused


def test_a_zip_of_very_many_files_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "db.zip", {f"{number}.txt": b"" for number in range(1_001)})
    assert message_of(path) == (
        f"{path}: the zip holds 1,001 files, more than the 1,000 allowed (give the zip of one release)"
    )


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "db.zip", {"Skills.txt": b"O*NET-SOC Code\r\n"})
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag of encryption, in the file's header and in the directory's
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "password required" in message_of(path)


def test_names_that_lead_out_of_a_zip_are_not_read(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "esco.zip", {f"../{name}": data for name, data in esco_files().items()})
    assert "the zip holds no release" in message_of(path)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"O*NET-SOC Code\tJob Zone\n71-1011.00\t\xff\n", "2: byte 0xff is not UTF-8 (save the table as UTF-8)"),
        (b"O*NET-SOC Code\tJob Zone\n71-1011.00\t\0\n", "2: the table is binary, not text (give the text release)"),
        (
            b"O*NET-SOC Code\tJob Zone\n" + b"0" * 2_000_001,
            "2: the line has more than 2,000,000 bytes (give the table with its line breaks)",
        ),
        (
            b'O*NET-SOC Code,Job Zone\n71-1011.00,"5" or 4\n',
            "2: no CSV from here on: ',' expected after '\"' (save the table as CSV with quotes)",
        ),
    ],
)
def test_what_is_no_table_is_named_with_its_line(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "Job Zones.txt"
    path.write_bytes(data)
    [release] = find_releases([path]).releases
    with pytest.raises(DocumentError) as caught:
        list(release.all_tables[0].records("Job Zone"))
    assert str(caught.value) == f"{path}:{message}"


def test_a_mark_at_the_beginning_and_empty_lines_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "zones.csv"
    path.write_bytes(b'\xef\xbb\xbfO*NET-SOC Code,Job Zone\r\n\r\n71-1011.00," 5 "\r\n71-1012.00,n/a\r\n')
    [release] = find_releases([path]).releases
    assert list(release.all_tables[0].records("O*NET-SOC Code", "Job Zone", "Absent")) == [
        (3, ("71-1011.00", "5", "")),
        (4, ("71-1012.00", "", "")),
    ]
