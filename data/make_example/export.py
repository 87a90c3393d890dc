"""`needs_export.xlsx`: the forms in the layout of a KoboToolbox export with XML values and headers."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from openpyxl import Workbook

from make_example.notice import mark_synthetic
from make_example.submissions import Submission
from needs_analysis.starter.survey import Row
from needs_analysis.writing import write_workbook

SHEET = "Needs survey"
KOBO = (
    "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "__version__",
    "_tags", "_index",
)  # fmt: skip
NOT_EXPORTED = ("note",)


def write_export(path: Path, forms: Sequence[Submission], survey: Sequence[Row], random: Random) -> None:
    headings = list(headings_of(survey))
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = SHEET
    sheet.append([*headings, *KOBO])
    for index, form in enumerate(forms, start=1):
        answers = _times(form) | dict(form.answers)
        cells: list[str | int | None] = [answers.get(heading.rpartition("/")[2]) or None for heading in headings]
        sheet.append([*cells, *_own_columns(form, index, random)])
    mark_synthetic(workbook, "Needs survey, export")
    write_workbook(path, workbook)


def headings_of(survey: Sequence[Row]) -> Iterator[str]:
    """Yield each question's heading: the groups it stands in and its name, with `/` between."""
    groups: list[str] = []
    for row in survey:
        if row["type"] == "begin group":
            groups.append(row["name"])
        elif row["type"] == "end group":
            groups.pop()
        elif row["type"] not in NOT_EXPORTED:
            yield "/".join([*groups, row["name"]])


def _times(form: Submission) -> dict[str, str]:
    ended = form.sent - timedelta(seconds=20)
    begun = ended - timedelta(minutes=18)
    return {"start": f"{begun.isoformat()}.000+05:00", "end": f"{ended.isoformat()}.000+05:00"}


def _own_columns(form: Submission, index: int, random: Random) -> list[str | int | None]:
    uuid = str(UUID(int=random.getrandbits(128), version=4))
    sent = (form.sent - timedelta(hours=5)).isoformat()
    return [form.id, uuid, sent, None, None, "submitted_via_web", None, "vSyntheticExample1", None, index]
