"""The files of a report: its page and its documents, and which of them earlier runs have left as they would be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from needs_analysis.reporting.keeping import files_from, keep_files, write_record
from needs_analysis.reporting.planning import Planned
from needs_analysis.workshop import DocumentKind
from needs_analysis.writing import keep_file

SUFFIXES: dict[DocumentKind, str] = {"pdf": ".pdf", "word": ".docx", "workbook": ".xlsx", "slides": ".pptx"}
# Pictures of charts are drawn by a browser; slides have charts of their own, a workbook has their numbers.
WITH_PICTURES: tuple[DocumentKind, ...] = ("pdf", "word")
Paths = Mapping[DocumentKind, Path]


@dataclass(frozen=True)
class Files:
    """A report's documents by kind, what its files are made from, and those that stand: kept, or made by now."""

    report: Planned
    documents: Paths
    made_from: str
    standing: set[Path] = field(default_factory=set)

    @property
    def all(self) -> list[Path]:
        """The page, and the documents as the plan names them."""
        return [self.report.page, *self.documents.values()]

    @property
    def left(self) -> Paths:
        """The documents that are still to be made."""
        return {kind: path for kind, path in self.documents.items() if path not in self.standing}

    def stands(self, path: Path) -> None:
        """Write down that a file is made, so that a later run keeps it, even if this one is stopped."""
        self.standing.add(path)
        write_record(_record(self.report.folder, self.report), self.made_from, self.standing, seal=self.report.seal)


def files_of(report: Planned, browser: Path | None) -> Files:
    """Give the files of a report whose chapters stand; those that earlier runs made from just this are in place."""
    documents = documents_of(report, browser)
    chapters = [chapter.key for chapter in report.chapters]
    files = Files(report, documents, files_from(chapters, report.plan.model_dump_json(), report.language, browser))
    for earlier in report.earlier:
        wanted = [path.name for path in files.all if path not in files.standing]
        kept = keep_files(wanted, files.made_from, _record(earlier, report), seal=report.seal, into=report.folder)
        files.standing.update(report.folder / name for name in kept)
        if len(kept) == len(files.all):  # so the record is the same as well
            if earlier != report.folder:
                keep_file(_record(earlier, report), _record(report.folder, report))
            return files
    if files.standing:
        write_record(_record(report.folder, report), files.made_from, files.standing, seal=report.seal)
    return files


def documents_of(report: Planned, browser: Path | None) -> dict[DocumentKind, Path]:
    """Give the documents that can be made of a report, by kind: all that the plan asks for, if there is a browser."""
    kinds = [kind for kind in report.plan.documents if browser or kind not in WITH_PICTURES]
    return {kind: report.page.with_suffix(SUFFIXES[kind]) for kind in kinds}


def _record(folder: Path, report: Planned) -> Path:
    return folder / "chapters" / f"{report.plan.id}.json"
