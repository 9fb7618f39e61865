"""What an archive holds is read, or named; nothing in it can reach the disk, the memory, or another file."""

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.intake.found import WORDS, details, found, refused, reports

from headwater.intake import Options, receive
from headwater.model import Limits, Report


def _zip(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, raw in members:
            archive.writestr(name, raw)
    return out.getvalue()


def _tar(*members: tuple[tarfile.TarInfo | str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for info, raw in members:
            info = tarfile.TarInfo(info) if isinstance(info, str) else info
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("pile.zip", _zip),
        ("pile.tar", lambda *members: _tar(*members, mode="w")),
        ("pile.tar.gz", _tar),
        ("pile.tgz", _tar),
        ("pile.tar.bz2", lambda *members: _tar(*members, mode="w:bz2")),
        ("pile.tar.xz", lambda *members: _tar(*members, mode="w:xz")),
    ],
)
def test_every_file_in_an_archive_is_a_report_that_says_where_it_was(
    tmp_path: Path, name: str, packed: Callable[..., bytes]
) -> None:
    things = found(tmp_path, name, packed(("a/mill.txt", WORDS), ("b/mill.md", b"# Shut"), ("b/.hidden.txt", b"no")))
    assert list(reports(things)) == [f"{Path(name).stem}/a/mill", f"{Path(name).stem}/b/mill"]
    first, second = reports(things).values()
    assert first.raw == WORDS and second.format == "markdown"
    assert first.acquisitions[0].path == f"{tmp_path / name}/a/mill.txt"
    assert details(first) == {"archive": str(tmp_path / name), "member": "a/mill.txt"}
    assert refused(things, tmp_path) == {}


@pytest.mark.parametrize(
    ("name", "pack"), [("a.txt.gz", gzip.compress), ("a.txt.bz2", bz2.compress), ("a.txt.xz", lzma.compress)]
)
def test_a_packed_file_is_the_report_within(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    (report,) = reports(found(tmp_path, name, pack(WORDS))).values()
    assert report.raw == WORDS and report.format == "text"


def test_archives_within_archives_are_read_down_to_the_limit(tmp_path: Path) -> None:
    raw = _zip(("mill.txt", WORDS))
    for depth in range(2, 8):
        raw = _zip((f"{depth}.zip", raw), ("beside.txt", b"Beside number %d stood a barn." % depth))
    things = found(tmp_path, "deep.zip", raw, Options(Limits(depth=4)))
    assert len(reports(things)) == 4
    assert {"too deep" in why for why in refused(things, tmp_path).values()} == {True}
    assert len(reports(found(tmp_path, "deep.zip", raw, Options(Limits(depth=9))))) == 7


@pytest.mark.parametrize("name", ["../../etc/cron.txt", "/etc/cron.txt", "C:\\etc\\cron.txt", "a/../../etc/cron.txt"])
def test_a_name_that_leads_out_of_the_archive_leads_nowhere(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    for file, raw in (("p.zip", _zip((name, WORDS))), ("p.tar", _tar((name, WORDS), mode="w"))):
        (report,) = reports(found(inside, file, raw)).values()
        assert ".." not in report.name and not report.name.startswith("/") and "cron" in report.name
        assert report.acquisitions[0].path.startswith(f"{inside / file}/") and ".." not in report.acquisitions[0].path
        assert details(report)["member"].replace("\\", "/").endswith("etc/cron.txt")
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["in", "p.tar", "p.zip"]


def test_a_name_never_turns_the_direction_of_writing_or_hides_its_end(tmp_path: Path) -> None:
    (report,) = reports(found(tmp_path, "p.zip", _zip(("annex\u202etxt\u200b.md", WORDS)))).values()
    assert report.name == "p/annex\ufffdtxt\ufffd" and details(report)["member"] == "annex\u202etxt\u200b.md"


def test_links_and_devices_are_named_and_never_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(b"Nobody may read this.")
    link = tarfile.TarInfo("link.txt")
    link.type, link.linkname = tarfile.SYMTYPE, str(tmp_path / "secret.txt")
    hard = tarfile.TarInfo("hard.txt")
    hard.type, hard.linkname = tarfile.LNKTYPE, "../secret.txt"
    pipe = tarfile.TarInfo("pipe.txt")
    pipe.type = tarfile.FIFOTYPE
    zipped = zipfile.ZipInfo("link.txt")
    zipped.external_attr = 0o120777 << 16
    for name, raw in (
        ("p.tar", _tar((link, b""), (hard, b""), (pipe, b""), ("mill.txt", WORDS), mode="w")),
        ("p.zip", _zip((zipped, str(tmp_path / "secret.txt").encode()), ("mill.txt", WORDS))),
    ):
        things = found(tmp_path, name, raw)
        assert [each.raw for each in reports(things).values()] == [WORDS]
        assert refused(things, tmp_path) and all("link or a device" in w for w in refused(things, tmp_path).values())


@pytest.mark.parametrize("kind", ["zip", "gz", "tar.gz"])
def test_a_bomb_is_left_once_it_unfolds_too_far(tmp_path: Path, kind: str) -> None:
    bomb = b"\0" * 60_000_000
    raw = {
        "zip": lambda: _zip(("bomb.txt", bomb), ("mill.txt", WORDS)),
        "gz": lambda: gzip.compress(bomb),
        "tar.gz": lambda: _tar(("mill.txt", WORDS), ("bomb.txt", bomb)),
    }[kind]()
    things = found(tmp_path, f"p.{kind}", raw)
    assert {"far more than it takes up" in why for why in refused(things, tmp_path).values()} == {True}
    assert len(reports(things)) == (kind != "gz")


def test_the_size_of_one_member_of_all_and_their_number_are_bounded(tmp_path: Path) -> None:
    big, many = _zip(("a.txt", WORDS * 30_000), ("b.txt", WORDS)), _zip(*((f"{n}.txt", WORDS) for n in range(40)))
    things = found(tmp_path, "big.zip", big, Options(Limits(size=1)))
    assert len(reports(things)) == 1 and "larger than a report" in refused(things, tmp_path)["big.zip/a.txt"]
    things = found(tmp_path, "big.zip", big, Options(Limits(total=1)))
    assert any("comes to too much" in why for why in refused(things, tmp_path).values())
    things = found(tmp_path, "many.zip", many, Options(Limits(members=39)))
    why = refused(things, tmp_path)["many.zip"]
    assert "too many members" in why and "--limit members=" in why
    assert len(reports(found(tmp_path, "many.zip", many, Options(Limits(members=40))))) == 40


def test_a_size_that_the_list_of_members_lies_about_is_not_believed(tmp_path: Path) -> None:
    raw = bytearray(_zip(("a.txt", WORDS * 50_000)))
    where = raw.rindex(b"PK\x01\x02") + 24
    raw[where : where + 4] = (10).to_bytes(4, "little")  # says that it unpacks to 10 bytes
    things = found(tmp_path, "lie.zip", bytes(raw))
    assert not reports(things) and "cannot be unpacked" in refused(things, tmp_path)["lie.zip/a.txt"]


def test_what_is_encrypted_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    raw = bytearray(_zip(("a.txt", WORDS), ("b.txt", b"The barn stood open.")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    things = found(tmp_path, "locked.zip", bytes(raw))
    assert [each.raw for each in reports(things).values()] == [b"The barn stood open."]
    assert "encrypted" in refused(things, tmp_path)["locked.zip/a.txt"]


def test_a_flipped_bit_costs_its_member_alone(tmp_path: Path) -> None:
    raw = bytearray(_zip(("a.txt", WORDS), ("b.txt", b"The barn stood open."), method=zipfile.ZIP_STORED))
    raw[raw.index(b"weir")] ^= 1
    things = found(tmp_path, "p.zip", bytes(raw))
    assert len(reports(things)) == 1 and "CRC" in refused(things, tmp_path)["p.zip/a.txt"]


@pytest.mark.parametrize("name", ["p.zip", "p.tar.gz", "p.tar", "p.gz"])
def test_an_archive_cut_short_says_so(tmp_path: Path, name: str) -> None:
    member = ("a.txt", WORDS * 99)
    whole = {
        "p.zip": _zip(member),
        "p.gz": gzip.compress(member[1]),
        "p.tar.gz": _tar(member),
        "p.tar": _tar(member, mode="w"),
    }[name]
    things = found(tmp_path, name, whole[: len(whole) // 3])
    assert refused(things, tmp_path), name
    assert not reports(things)


@pytest.mark.parametrize("at", [0, 40, 600])
def test_a_tar_cut_short_at_a_header_or_within_gives_what_came_before_and_says_so(tmp_path: Path, at: int) -> None:
    raw = _tar(("a.txt", WORDS), ("b.txt", WORDS * 2), ("c.txt", WORDS * 3), mode="w")
    second = raw.index(b"b.txt")
    hurt = bytearray(raw)
    hurt[second + 2] ^= 4
    for each in (raw[: second + at], bytes(hurt)):
        things = found(tmp_path, "p.tar", each)
        assert list(reports(things)) == ["p/a"] and "not whole" in refused(things, tmp_path)["p.tar"]


def test_all_that_can_be_unpacked_of_an_archive_cut_short_is_read(tmp_path: Path) -> None:
    words = [random.Random(n).randbytes(300).hex().encode() for n in range(12)]
    whole = _tar(*((f"{n}.txt", each) for n, each in enumerate(words)))
    things = found(tmp_path, "p.tar.gz", whole[: len(whole) * 9 // 10])
    assert len(reports(things)) >= 10 and "not whole" in refused(things, tmp_path)["p.tar.gz"]


def test_an_archive_without_files_is_named(tmp_path: Path) -> None:
    for name, raw in (("p.zip", _zip()), ("q.tar", _tar(mode="w")), ("r.zip", b""), ("s.tar.gz", b"")):
        assert list(refused(found(tmp_path, name, raw), tmp_path)) == [name]


def test_a_saved_page_is_the_report_and_what_it_shows_is_none(tmp_path: Path) -> None:
    page = b"<html><p>The mill is shut, said the miller.</html>"
    members = (
        ("web/Mill.html", page),
        ("web/Mill_files/logo.png", b"\x89PNG"),
        ("web/Mill_files/frame.html", page + b" "),
    )
    things = found(tmp_path, "p.zip", _zip(*members, ("web/Barn_files/note.txt", WORDS)))
    assert list(reports(things)) == ["p/web/Mill", "p/web/Barn_files/note"] and not refused(things, tmp_path)
    folder = tmp_path / "saved"
    for name, raw in members:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
    assert [each.name for each in receive([str(folder)]) if isinstance(each, Report)] == ["Mill"]
    assert len(list(receive([str(folder)]))) == 1


def test_a_file_without_an_ending_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    assert len(reports(found(tmp_path, "archive", _zip(("a.txt", WORDS))))) == 1
    assert len(reports(found(tmp_path, "ball", _tar(("a.txt", WORDS))))) == 1
    (paper,) = reports(found(tmp_path, "paper", b"%PDF-1.4\n")).values()
    assert paper.format == "pdf"
