"""Pictures of charts, of which those that an earlier run drew are not drawn again.

Those of a report lie together in one file, with the data and not with the reports: so whoever has the reports alone can
put no other picture there, and a purge takes them away. Each bears what it was drawn from; a seal is put on them all.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from needs_analysis.errors import OutputError
from needs_analysis.parallel import Workers
from needs_analysis.programs import programs
from needs_analysis.reporting.keeping import browser_state, digest, sealed
from needs_analysis.writing import LONG_AGO, write_bytes

SEAL = 64  # letters, before what they seal
Figure = Mapping[str, Any]


@dataclass(frozen=True)
class Drawing:
    """What draws the pictures of documents, and remembers them.

    Attributes:
        browser: that draws.
        root: the folder of the reports, which name their pictures.
        folder: in which pictures lie; without one, all are drawn, and none is kept.
        seal: of those who may put a picture there.
    """

    browser: Path
    root: Path
    folder: Path | None = None
    seal: str = ""

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
        known = {name: picture for file in self._files(shown) for name, picture in self._read(file).items()}
        left = [name for name in wanted if name not in known]
        drawn = draw_pictures([wanted[name] for name in left], browser=self.browser, sessions=Workers().cores)
        known |= zip(left, drawn, strict=True)
        for file, path in self._files(shown).items():
            self._write(file, {name: known[name] for name in names[path]})
        return {path: [known[name] for name in names[path]] for path in shown}

    def forget_others(self, documents: Iterable[Path]) -> None:
        """Take away the pictures of reports that have none of these documents: there are none such any more."""
        left = self.folder.rglob("*.zip") if self.folder else ()
        with suppress(OSError):  # they cost room alone
            for file in set(left) - self._files(documents).keys():
                file.unlink()

    def _name(self, figure: Figure) -> str:
        """Name a picture after all that it is drawn from: the figure, the browser and the programs."""
        return digest([figure, browser_state(self.browser), programs()])

    def _files(self, documents: Iterable[Path]) -> dict[Path, Path]:
        """Say where the pictures of documents lie; those of one report show the same ones, so one of them is named."""
        if not self.folder:
            return {}
        return {(self.folder / path.relative_to(self.root)).with_suffix(".zip"): path for path in documents}

    def _read(self, file: Path) -> dict[str, bytes]:
        """Give the pictures in a file by their names; one that does not bear the seal of what is in it holds none."""
        try:
            content = file.read_bytes()
        except OSError:
            return {}
        if not hmac.compare_digest(content[:SEAL], self._sealed(content[SEAL:])):
            return {}
        with zipfile.ZipFile(io.BytesIO(content[SEAL:])) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def _write(self, file: Path, pictures: Mapping[str, bytes]) -> None:
        """Leave the pictures of a report for the next run, which draws anew what cannot be written."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, picture in sorted(pictures.items()):
                archive.writestr(zipfile.ZipInfo(name, LONG_AGO), picture)
        with suppress(OutputError):
            write_bytes(file, self._sealed(packed.getvalue()) + packed.getvalue())

    def _sealed(self, content: bytes) -> bytes:
        return sealed(hashlib.sha256(content).hexdigest(), self.seal).encode()
