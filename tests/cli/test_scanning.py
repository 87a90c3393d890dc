"""What belongs to participants is gathered from received and clean tables, and reports hold none of it."""

from __future__ import annotations

import base64
import gzip
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from needs_analysis import charts, tables
from needs_analysis.charts import Chart
from needs_analysis.cleaning.store import PARTS, CleanData
from needs_analysis.cli.arrival import receive
from needs_analysis.cli.scanning import count_files, scan_editions, secrets_of
from needs_analysis.columns import COMMENTS, ISSUES, LOG, QUESTION_LABELS, QUESTIONS, RECEIVED
from needs_analysis.disclosure.release import write_release
from needs_analysis.errors import ReleaseError
from needs_analysis.reporting.bundles import BUNDLES, WHOLE, read_bundle
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.rendering import report_html
from needs_analysis.reporting.scripts import pack
from needs_analysis.scanning.content import read_content
from needs_analysis.scanning.files import scan_each
from needs_analysis.scanning.secrets import Secrets
from needs_analysis.tables import PresentationTable
from needs_analysis.workshop import read_workshop
from needs_analysis.writing import write_text
from tests.displays import displays
from tests.reporting.chapters import CHART, HTML, code, draws, markdown, shows, write_chapter
from tests.scanning.planted import nothing_before
from tests.small_release import make_release
from tests.small_workspace import SETTINGS, SmallWorkspace

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING = [(charts, "chart_"), (tables, "table_")]
SAID = "Our radios do not reach the second post."
RELEASED = "More time for the exercises, please."
PEOPLE = [
    {"row_id": "KAZ-01", "row": 2, "name": "Azyz Karymov", "email": "aziz@example.org", "phone": "+7 701 123-45-67"},
    {"row_id": "KAZ-03", "row": 4, "name": "Olga Feld", "position": "Head of the risk department"},
]
GONE = [
    {"row_id": "KAZ-02", "row": 3, "name": "Нурай Асанова"},
    {"row_id": "r9", "row": 9, "name": "Bobur Qodirov 12"},
]
FORMS = [
    {
        "row_id": "70412004",
        "row": 2,
        "_uuid": "uuid:4b9c2f3e-0f5d-4a51",
        "surname": "Berg",
        "given_name": "Anna",
        "why": SAID,
    },
    {
        "row_id": "70412007",
        "row": 3,
        "why": RELEASED,
        "radios": "not important to us at all",
        "_submitted_by": "desk of the event",
    },
]
ANSWERS = [{"row_id": "r2", "row": 2, "code": "KM48", "when": "before", "remarks": f"{SAID} Write to b@example.org"}]
PROGRAMMES = [
    {"row_id": "ACT-01", "row": 2, "activity": "Training of dog handlers", "remarks": "Somebody said it is late"}
]


def data_of(**tables: list[dict[str, object]]) -> CleanData:
    """Make clean data whose list of participants had one name changed and two rows dropped."""
    row = {"table": "participants", "rule": "hand", "status": "applied"}
    change = row | {
        "row_id": "KAZ-01",
        "field": "name",
        "action": "set",
        "old_value": "КАРИМОВ Азиз",
        "new_value": "Azyz Karymov",
    }
    log = LOG.frame([change, *(row | {"row_id": each["row_id"], "action": "drop"} for each in GONE)])
    asked = [
        {"table": "responses", "field": "why", "type": "text"},
        {"table": "responses", "field": "radios", "type": "select_one"},
    ]
    labels = [{"table": "responses", "field": "why", "label": "What else should the organisers know?"}]
    parts = {name: table.frame([]) for name, table in PARTS.items()}
    parts |= {
        "cleaning_log": log,
        "questions": QUESTIONS.frame(asked),
        "question_labels": QUESTION_LABELS.frame(labels),
    }
    frames = {name: RECEIVED.frame(rows) for name, rows in tables.items()}
    gone = pd.DataFrame(GONE, columns=list(frames["participants"].columns))
    dropped = {name: RECEIVED.frame(frame.iloc[:0]) for name, frame in frames.items()}
    return CleanData(frames, dropped | {"participants": RECEIVED.frame(gone)}, parts)


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Secrets:
    """Gather the secrets of a small workspace."""
    root = SmallWorkspace(settings=SETTINGS).write(tmp_path_factory.mktemp("small"))
    data = data_of(participants=PEOPLE, responses=FORMS, evaluation=ANSWERS, activities=PROGRAMMES)
    return secrets_of(read_workshop(root), data, released=[RELEASED])


def test_names_as_received_and_clean(secrets: Secrets) -> None:
    """Names before and after correction, of dropped rows, and of forms by their parts; without numbers."""
    assert set(secrets.names) == {
        "КАРИМОВ Азиз",
        "Azyz Karymov",
        "Olga Feld",
        "Нурай Асанова",
        "Bobur Qodirov",
        "Berg Anna",
    }


def test_contacts_wherever_they_stand(secrets: Secrets) -> None:
    """E-mails and numbers of the list, and those within a free text."""
    assert set(secrets.emails) == {"aziz@example.org", "b@example.org"}
    assert set(secrets.phones) == {"+7 701 123-45-67"}


def test_codes_and_ids(secrets: Secrets) -> None:
    """Self-made codes; ids of people and forms, but none of an activity, which a report names."""
    assert set(secrets.codes) == {"KM48"}
    assert {"KAZ-01", "KAZ-02", "70412004", "4b9c2f3e-0f5d-4a51"} < set(secrets.ids)
    assert "ACT-01" not in secrets.ids


def test_comments_that_nobody_released(secrets: Secrets) -> None:
    """Answers to open questions and remarks; no answer to choose, position, activity or released comment."""
    assert set(secrets.comments) == {SAID, f"{SAID} Write to b@example.org", "Somebody said it is late"}
    assert secrets.released == (RELEASED,)


def test_public_texts(secrets: Secrets) -> None:
    """The event's title, the questions and the needs are written for everybody."""
    assert {"A small workshop", "What else should the organisers know?", "Radios"} < set(secrets.public)


@pytest.fixture(scope="module")
def of_the_example() -> Secrets:
    """Gather the secrets of the example as it was received, before anything is cleaned."""
    workshop = read_workshop(ROOT)
    arrival = receive(workshop)
    parts = {name: table.frame([]) for name, table in PARTS.items()}
    asked = arrival.questionnaire
    parts |= {"questions": asked.questions, "question_labels": asked.labels}
    parts |= {"choices": asked.choices, "choice_labels": asked.choice_labels}
    frames = {name: table.frame for name, table in arrival.tables.items()}
    return secrets_of(workshop, CleanData(frames, {name: frame.iloc[:0] for name, frame in frames.items()}, parts))


def report_of(folder: Path, *made: Chart | PresentationTable, text: str = "") -> Path:
    """Write a report of these charts and tables, and a release beside it; a text may be put into the charts."""
    cells = [markdown("# What is needed?")]
    for each in made:
        if isinstance(each, Chart):
            drawn, words = each._repr_mimebundle_()
            drawn[CHART] = {**drawn[CHART], "layout": {**drawn[CHART]["layout"], "meta": text}}
            cells += [markdown("Next."), code("1", draws(drawn[CHART], **words[CHART]))]
        else:
            cells += [markdown("Next."), code("1", shows(**{HTML: each._repr_html_()}))]
    chapter = write_chapter(folder / "chapters" / "03_needs.ipynb", *cells)
    write_release(folder / "release", make_release())
    page = report_html([Part("03_needs", chapter, {"language": "ru"})], make_release(), language="ru")
    return write_text(folder / "final_report.html", page)


def test_the_example_raises_no_false_alarm(tmp_path: Path, of_the_example: Secrets) -> None:
    """With every participant of the example looked for, a report, its release and our notebooks are clean."""
    release = make_release()
    made = [make(release, "ru") for room, prefix in EVERYTHING for make in displays(room, prefix).values()]
    report_of(tmp_path, *made)
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(of_the_example.names) > 60
    assert len(files) > 15
    wanted = [(path, of_the_example) for path in files]
    assert scan_each(wanted, root=tmp_path, verdicts=nothing_before()) == []


def test_one_name_in_a_chart_is_found_in_report_and_chapter(tmp_path: Path, of_the_example: Secrets) -> None:
    """A name that no reader sees, in the figure of a chart, is found with its path in the page's JSON."""
    name = of_the_example.names[9]
    page = report_of(tmp_path, charts.chart_needs_ranking(make_release(), "ru"), text=name)
    wanted = [(path, of_the_example) for path in (page, tmp_path / "chapters" / "03_needs.ipynb")]
    hits = scan_each(wanted, root=tmp_path, verdicts=nothing_before())
    assert {hit.kind for hit in hits} == {"name"}
    assert {hit.file for hit in hits} == {"final_report.html", "chapters/03_needs.ipynb"}
    assert all("layout.meta" in hit.place for hit in hits)
    assert name not in repr(hits)


def test_editions_are_searched_and_refused(tmp_path: Path) -> None:
    """What the organisers' issues show is excused in their edition and in no other; every file is told of."""
    workshop = read_workshop(SmallWorkspace().write(tmp_path))
    issue = {"table": "participants", "row_id": "KAZ-01", "value": "Karymov, Azyz", "check": "x", "severity": "note"}
    release = make_release()
    releases = {"organiser": (replace(release, issues=ISSUES.frame([issue])), tmp_path), "donor": (release, tmp_path)}
    for name in ("organiser/issues.csv", "donor/labels.csv"):
        write_text(workshop.reports / name, "KAZ-01,Azyz Karymov\n")
    write_text(workshop.reports / "index.html", "<p>KAZ-03</p>")
    told: list[str] = []
    with pytest.raises(ReleaseError) as error:
        scan_editions(workshop, data_of(participants=PEOPLE), releases, folder=workshop.reports, on_file=told.append)
    files = [problem.file for problem in error.value.problems]
    assert files == ["donor/labels.csv", "donor/labels.csv", "index.html"]
    assert len(told) == count_files(releases, workshop.reports) == 3
    assert "arymov" not in str(error.value)


def test_released_comments_may_stand(tmp_path: Path) -> None:
    """A comment that the release shows may stand in a report; another answer may not."""
    workshop = read_workshop(SmallWorkspace().write(tmp_path))
    shown = COMMENTS.frame([{"item": "why", "text": RELEASED, "language": "en"}])
    releases = {"donor": (replace(make_release(), comments=shown), tmp_path)}
    page, data = workshop.reports / "donor" / "report.html", data_of(participants=PEOPLE, responses=FORMS)
    write_text(page, f"<blockquote>{RELEASED}</blockquote>")
    scan_editions(workshop, data, releases, folder=workshop.reports)
    write_text(page, f"<blockquote>{RELEASED} {SAID}</blockquote>")
    with pytest.raises(ReleaseError, match="nobody released"):
        scan_editions(workshop, data, releases, folder=workshop.reports)


def test_a_released_comment_with_a_surname_is_refused(tmp_path: Path) -> None:
    """Whatever way it was released, a lone surname in it is found; the same word in a label is not."""
    workshop = read_workshop(SmallWorkspace().write(tmp_path))
    shown = COMMENTS.frame([{"item": "why", "text": "Рации у Карымова молчат", "language": "ru"}])
    releases = {"donor": (replace(make_release(), comments=shown), tmp_path)}
    page, data = workshop.reports / "donor" / "report.html", data_of(participants=PEOPLE)
    write_text(page, "<p>The Karymov bridge</p>")
    scan_editions(workshop, data, releases, folder=workshop.reports)
    write_text(page, "<td>Рации у Карымова молчат</td>")
    with pytest.raises(ReleaseError, match="A participant's name stands in it: line 1"):
        scan_editions(workshop, data, releases, folder=workshop.reports)


def test_drawing_code_is_known() -> None:
    """plotly.js, packed in the page, is known by its hash; any other packed script is read."""
    for name in (*BUNDLES, WHOLE):
        assert list(read_content(base64.b64decode(read_bundle(name).packed))) == []
    assert list(read_content(gzip.compress(b"draw('Anna Berg')")))


def test_what_charts_are_drawn_from_is_read() -> None:
    """It is packed in the page, and searched as all else."""
    packed = pack(b'{"figures":[{"data":[{"hovertext":["Anna Berg"]}]}]}')
    page = f'<script type="text/plain" id="figures">{packed}</script>'
    assert any("Anna Berg" in getattr(found, "text", "") for found in read_content(page.encode()))
