"""Pictures of charts, of which those that an earlier run drew are not drawn again.

Those of a report lie together in one file, with the data and not with the reports: so whoever has the reports alone can
put no other picture there, and a purge takes them away. Each bears what it was drawn from, and a seal of what it shows.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from needs_analysis.errors import OutputError
from needs_analysis.programs import programs
from needs_analysis.reporting.keeping import browser_state, sealed
from needs_analysis.writing import write_bytes

CORES = os.cpu_count() or 1
LONG_AGO = (1980, 1, 1, 0, 0, 0)
Figure = Mapping[str, Any]


@dataclass(frozen=True)
class Drawing:
    """What draws the pictures of documents, and remembers them.

    Attributes:
        browser: that draws.
        folder: in which pictures lie.
        root: the folder of the reports, which name them there.
        seal: of those who may put a picture there.
        anew: draw everything, whatever was drawn before.
    """

    browser: Path
    folder: Path
    root: Path
    seal: str
    anew: bool = False

    def draw(self, shown: Mapping[Path, Sequence[Figure]]) -> dict[Path, list[bytes]]:
        """Draw what documents show, all that was not drawn before in one go.

        Args:
            shown: by the document's path, its figures: plotly's data and layout.

        Raises:
            OutputError: the browser did not draw.
        """
        from needs_analysis.documents.pictures import draw_pictures

        names = {path: [self._name(figure) for figure in figures] for path, figures in shown.items()}
        wanted = {name: each for path in shown for name, each in zip(names[path], shown[path], strict=True)}
        known = {} if self.anew else dict(self._read(shown))
        left = [name for name in wanted if name not in known]
        drawn = draw_pictures([wanted[name] for name in left], browser=self.browser, sessions=CORES)
        known |= zip(left, drawn, strict=True)
        pictures = {path: [known[name] for name in names[path]] for path in shown}
        for file, path in {self._file(path): path for path in shown}.items():
            self._write(file, dict(zip(names[path], pictures[path], strict=True)))
        return pictures

    def _name(self, figure: Figure) -> str:
        """Name a picture after all that it is drawn from: the figure, the browser and the programs."""
        told = json.dumps([figure, browser_state(self.browser), programs()], sort_keys=True)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    def _read(self, documents: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
        """Yield pictures and their names; one that was altered is none, nor are those of a damaged file."""
        for path in dict.fromkeys(map(self._file, documents)):
            with (
                suppress(OSError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile),
                zipfile.ZipFile(path) as file,
            ):
                for entry in file.namelist():
                    (name, _, seal), picture = entry.partition("."), file.read(entry)
                    if hmac.compare_digest(seal.encode(), self._sealed(name, picture).encode()):
                        yield name, picture

    def _write(self, file: Path, pictures: Mapping[str, bytes]) -> None:
        """Leave the pictures of a report for the next run, which draws anew what cannot be written."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, picture in sorted(pictures.items()):
                archive.writestr(zipfile.ZipInfo(f"{name}.{self._sealed(name, picture)}", LONG_AGO), picture)
        with suppress(OutputError):
            write_bytes(file, packed.getvalue())

    def _file(self, document: Path) -> Path:
        """Say where the pictures of a document lie; a report's documents show the same ones."""
        return (self.folder / document.relative_to(self.root)).with_suffix(".zip")

    def _sealed(self, name: str, picture: bytes) -> str:
        return sealed(f"{name} {hashlib.sha256(picture).hexdigest()}", self.seal)
