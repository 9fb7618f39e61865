"""A bag (BagIt 1.0, RFC 8493) in a ZIP file: what archives keep and check with tools of their own.

The same files give the same bytes: nothing is compressed, all times are the first that ZIP knows, and the order is that
in which files are added.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_LARGE = 1 << 31  # from here on sizes are written in 64 bits
_BLOCK = 1 << 20


class Bag:
    """A bag that is being packed: the files of its payload one by one, then with `close` what stands beside them."""

    def __init__(self, to: IO[bytes], folder: str) -> None:
        self._zip = ZipFile(to, "w", ZIP_STORED, allowZip64=True)
        self._folder = folder
        self._payload: dict[str, tuple[str, int]] = {}

    def add(self, name: str, data: bytes) -> None:
        """Add a file of the payload."""
        self._payload[f"data/{name}"] = self._write(f"data/{name}", len(data), (data,))

    def add_file(self, name: str, path: Path) -> None:
        """Add a file of the payload from the disk, a block at a time."""
        with path.open("rb") as stream:
            size = path.stat().st_size
            blocks = iter(lambda: stream.read(_BLOCK), b"")
            self._payload[f"data/{name}"] = self._write(f"data/{name}", size, blocks)

    def close(self, info: Mapping[str, str]) -> None:
        """Write the manifests and end the bag. ``info`` goes into bag-info.txt, one line each."""
        sizes = [size for _, size in self._payload.values()]
        lines = [*info.items(), ("Payload-Oxum", f"{sum(sizes)}.{len(sizes)}")]
        tags = {
            "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt": "".join(f"{label}: {' '.join(words.split())}\n" for label, words in lines),
            "manifest-sha256.txt": _manifest({name: sha256 for name, (sha256, _) in self._payload.items()}),
        }
        signed = {name: self._write(name, len(text.encode()), (text.encode(),))[0] for name, text in tags.items()}
        manifest = _manifest(signed).encode()
        self._write("tagmanifest-sha256.txt", len(manifest), (manifest,))
        self._zip.close()

    def _write(self, name: str, size: int, blocks: Iterable[bytes]) -> tuple[str, int]:
        entry = ZipInfo(f"{self._folder}/{name}", _LONG_AGO)
        entry.create_system, entry.external_attr = _UNIX, 0o100600 << 16
        entry.file_size = size
        sha256, written = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=size >= _LARGE) as file:
            for block in blocks:
                file.write(block)
                sha256.update(block)
                written += len(block)
        return sha256.hexdigest(), written


def _manifest(hashes: Mapping[str, str]) -> str:
    return "".join(f"{sha256}  {name}\n" for name, sha256 in hashes.items())
