"""What is shared: only what a run made, every file of it marked, and nothing that the ledger does not know."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from needs_analysis.disclosure.ledger import append_entry, read_ledger
from needs_analysis.disclosure.release import write_release
from needs_analysis.disclosure.sharing.archive import open_archive
from needs_analysis.disclosure.sharing.marks import marked
from needs_analysis.disclosure.sharing.passphrases import refuse_weak
from needs_analysis.disclosure.sharing.recipient import Recipient, read_recipient
from needs_analysis.disclosure.sharing.share import Parcel, pack, seal
from needs_analysis.errors import OutputError, ReleaseError
from needs_analysis.release import FRAMES, release_id
from tests.browser import browser_of, opened
from tests.small_edition import EDITION, HORSE, LEDGER, contents, shareable_release, with_issues, write_edition

DAY = date(2026, 6, 1)
EU = Recipient("EU <Delegation> & co", "eu-delegation-co", DAY)
NAMES = {"en": "Donor edition", "ru": "Выпуск для доноров"}
PAGE = "final_report.html"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace as a run left it; tests that spoil something take a copy."""
    root = tmp_path_factory.mktemp("made")
    write_edition(root)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "copy")


def packed(root: Path, edition: str = "donor", folder: Path = EDITION) -> Parcel:
    return pack(root / folder, root / LEDGER, EU, edition=edition, editions=NAMES)


def inside(parcel: Parcel) -> dict[str, bytes]:
    """The files by their names within the archive's own folder."""
    return {name.removeprefix(f"{parcel.name}/"): content for name, content in parcel.files.items()}


def test_reports_and_tables_go_and_nothing_else(made: Path) -> None:
    """Executed notebooks are working files and stay; so does the list of issues."""
    shared = ("account", "activities", "background", "changes", "comments", "estimates", "labels", "recommendations")
    tables = (*shared, "sources")
    tag = "for-eu-delegation-co-2026-06-01"
    assert set(inside(packed(made))) == {
        *("README.txt", "CHECKSUMS.txt", "en/final_report.html", "ru/final_report.html", "release/manifest.json"),
        *(f"release/{table}-{tag}.csv" for table in tables),
        *(f"release/{table}.parquet" for table in tables),
    }


def test_reports_bear_the_name_where_it_is_read_and_printed(made: Path) -> None:
    """On the cover, in the page's language, escaped; the policy of the page and the rest of it are as they were."""
    for language, words in (("en", "on 1 June 2026"), ("ru", "1 июня 2026")):
        page = inside(packed(made))[f"{language}/{PAGE}"].decode()
        plain = (made / EDITION / language / PAGE).read_text(encoding="utf-8")
        cover = re.search(r'<header class="cover">(.*?)</header>', page, re.DOTALL)
        assert cover
        assert "<bdi>EU &lt;Delegation&gt; &amp; co</bdi>" in cover[1]
        assert words in cover[1]
        assert '<meta name="prepared-for" content="EU &lt;Delegation&gt; &amp; co">' in page
        assert '<meta name="prepared-on" content="2026-06-01">' in page
        line = next(each for each in cover[1].splitlines() if "<bdi>" in each)
        rest = page.replace(f"{line}\n", "")
        assert re.sub(r'<meta name="prepared-\w+" content="[^"]*">\n', "", rest) == plain


def test_the_mark_is_seen_on_screen_and_on_paper(made: Path, tmp_path: Path, chromium: Path) -> None:
    """In a real browser, which has nothing to complain about."""
    page = tmp_path / PAGE
    page.write_bytes(inside(packed(made))[f"en/{PAGE}"])
    with browser_of(chromium) as browser, opened(browser, page) as seen:
        for medium in ("screen", "print"):
            seen.page.emulate_media(media=medium)
            assert seen.page.evaluate("document.querySelector('.cover bdi').checkVisibility()")
        assert "Prepared for EU <Delegation> & co on 1 June 2026." in seen.page.inner_text(".cover")
        assert seen.complaints == []


def test_tables_bear_the_name_where_programs_read_it(made: Path) -> None:
    """JSON in keys, Parquet in its schema; a CSV in its file's name, so that its first line stays the header."""
    files = inside(packed(made))
    said = json.loads(files["release/manifest.json"])
    assert (said["prepared_for"], said["prepared_on"]) == (EU.name, "2026-06-01")
    metadata = pq.read_schema(io.BytesIO(files["release/estimates.parquet"])).metadata
    assert metadata[b"prepared_for"].decode() == EU.name
    assert metadata[b"prepared_on"] == b"2026-06-01"
    plain = (made / EDITION / "release" / "estimates.csv").read_bytes()
    assert files["release/estimates-for-eu-delegation-co-2026-06-01.csv"] == plain


def test_parquet_and_csv_hold_the_same(made: Path) -> None:
    """Every table reads back the same from both."""
    files = inside(packed(made))
    for name in (name for name in files if name.endswith(".parquet")):
        table = pd.read_parquet(io.BytesIO(files[name]))
        text = files[name.replace(".parquet", f"-{EU.tag}.csv")]
        assert table.to_csv(index=False, lineterminator="\n").encode() == text


def test_checksums_are_those_of_the_files(made: Path) -> None:
    """In the format of sha256sum (GNU coreutils): 64 hex digits, two blanks, the name; itself left out."""
    files = inside(packed(made))
    lines = [line.split("  ") for line in files.pop("CHECKSUMS.txt").decode().splitlines()]
    assert {name: digest for digest, name in lines} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }


def test_the_readme_says_what_may_not_be_done(made: Path) -> None:
    """In every language: for whom, when, which release, how to check; and the Chatham House rule where it holds."""
    release = json.loads((made / EDITION / "release" / "manifest.json").read_text(encoding="utf-8"))
    text = inside(packed(made))["README.txt"].decode()
    for words in (EU.name, "1 June 2026", "1 июня 2026", release["id"], "sha256sum -c", "Do not try", "Не пытайтесь"):
        assert words in text
    assert ("Chatham House" in text) == (release["workshop"].get("attribution") == "chatham_house")


def test_the_chatham_house_rule_stands_where_it_holds(tmp_path: Path) -> None:
    plain = shareable_release()
    event = plain.manifest["workshop"] | {"attribution": "chatham_house"}
    write_edition(tmp_path, release=shareable_release(workshop=event))
    text = inside(packed(tmp_path))["README.txt"].decode()
    assert "The Chatham House rule holds" in text
    assert "Чатем-Хауса" in text


def test_the_archive_is_written_and_the_ledger_says_so(root: Path) -> None:
    """The line names release, edition, recipient, archive, its SHA-256 and the number of files; and no passphrase."""
    parcel = packed(root)
    shared = seal(parcel, HORSE, out=root / "out", ledger=root / LEDGER)
    line = read_ledger(root / LEDGER)[-1]
    assert (line["event"], line["edition"], line["to"]) == ("share", "donor", EU.name)
    assert line["release"] == parcel.release.manifest["id"]
    assert (line["archive"], line["files"]) == ("small-donor-for-eu-delegation-co-2026-06-01.zip", 23)
    assert line["sha256"] == hashlib.sha256(shared.path.read_bytes()).hexdigest()
    assert open_archive(shared.path, HORSE) == parcel.files
    everything = [content for name, content in contents(root).items() if not name.endswith(".zip")]
    assert [content for content in everything if HORSE.encode() in content] == []


def test_an_archive_is_never_written_over(root: Path) -> None:
    """A second one for the same recipient on the same day has a number; both stand in the ledger."""
    names = [seal(packed(root), HORSE, out=root / "out", ledger=root / LEDGER).path.name for _ in range(3)]
    stem = "small-donor-for-eu-delegation-co-2026-06-01"
    assert names == [f"{stem}.zip", f"{stem}-2.zip", f"{stem}-3.zip"]
    assert [entry["archive"] for entry in read_ledger(root / LEDGER)[1:]] == names


def test_a_ledger_that_cannot_be_written_leaves_no_archive(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OutputError("The disk is full.")

    monkeypatch.setattr("needs_analysis.disclosure.ledger.write_text", full)
    parcel, before = packed(root), contents(root)
    with pytest.raises(OutputError):
        seal(parcel, HORSE, out=root / "out", ledger=root / LEDGER)
    assert contents(root) == before


def test_an_archive_that_cannot_be_put_in_place_is_not_left_behind(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger then has a line about an archive that nobody has: the safe way to be wrong."""
    parcel, plain = packed(root), Path.replace

    def stuck(path: Path, target: Path) -> Path:
        if target.suffix == ".zip":
            raise PermissionError(13, "held open by another program")
        return plain(path, target)

    monkeypatch.setattr(Path, "replace", stuck)
    with pytest.raises(OutputError, match="held open"):
        seal(parcel, HORSE, out=root / "out", ledger=root / LEDGER)
    assert list((root / "out").iterdir()) == []
    assert read_ledger(root / LEDGER)[-1]["event"] == "share"


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _recall(root: Path) -> None:
    name = read_ledger(root / LEDGER)[0]["release"]
    append_entry(root / LEDGER, "recall", edition="donor", release=name)


def _another_release(root: Path) -> None:
    other = shareable_release(weighting="each_person")
    write_release(root / EDITION / "release", other)
    reports = read_ledger(root / LEDGER)[0]["reports"]
    append_entry(root / LEDGER, "release", edition="donor", release=other.manifest["id"], reports=reports)


def _without_copy(root: Path) -> None:
    line = read_ledger(root / LEDGER)[0]
    append_entry(root / LEDGER, "release", **{name: line[name] for name in ("edition", "release", "reports")}, kept="k")


def _issues(root: Path) -> None:
    release = with_issues(shareable_release())
    write_release(root / EDITION / "release", release)
    append_entry(root / LEDGER, "release", edition="donor", release=release.manifest["id"])


def _organisers(root: Path) -> None:
    release = shareable_release("organiser")
    write_release(root / EDITION / "release", release)
    append_entry(root / LEDGER, "release", edition="organiser", release=release.manifest["id"])


SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "no release": (lambda root: shutil.rmtree(root / EDITION / "release"), "There is no release"),
    "a number changed": (lambda root: _edit(root / EDITION / "release" / "estimates.csv", "1.5", "2.5"), "was changed"),
    "a limit changed": (
        lambda root: _edit(root / EDITION / "release" / "manifest.json", '"limit": 3', '"limit": 2'),
        "was changed",
    ),
    "a day that is none": (
        lambda root: _edit(root / EDITION / "release" / "manifest.json", '"2026-06-01"', '"<b>today</b>"'),
        "was changed",
    ),
    "a day that was another": (
        lambda root: _edit(root / EDITION / "release" / "manifest.json", '"2026-06-01"', '"1999-01-01"'),
        "release/manifest.json: This file is not the one that was released",
    ),
    "a file that is none": (
        lambda root: _edit(root / EDITION / "release" / "manifest.json", "abab" * 16, "Anna Berg said no"),
        "was changed",
    ),
    "no copy to hold later ones against": (_without_copy, "copy of an earlier release is missing"),
    "a table cut off": (lambda root: (root / EDITION / "release" / "labels.csv").write_text("kind"), "damaged"),
    "a release taken back": (_recall, "was taken back"),
    "no ledger": (lambda root: (root / LEDGER / "ledger.jsonl").unlink(), "does not know"),
    "a ledger edited": (lambda root: _edit(root / LEDGER / "ledger.jsonl", "donor", "donar"), "ledger was edited"),
    "a report missing": (
        lambda root: (root / EDITION / "ru" / PAGE).unlink(),
        "ru/final_report.html: This report is missing",
    ),
    "a report of an older release": (_another_release, "made from another release"),
    "a release with issues": (_issues, "single rows"),
    "the organiser's release in the donor's place": (_organisers, "another edition: «organiser»"),
    "a report that is none": (
        lambda root: _edit(root / EDITION / "en" / PAGE, '<header class="cover">', "<header>"),
        "not the one that was released",
    ),
}


@pytest.mark.parametrize(("spoil", "told"), SPOILED.values(), ids=SPOILED)
def test_what_is_wrong_is_named_and_nothing_is_shared(root: Path, spoil: Callable[[Path], object], told: str) -> None:
    spoil(root)
    with pytest.raises(ReleaseError, match=re.escape(told)):
        packed(root)


@pytest.mark.parametrize(
    "name",
    [
        "release/people.csv",
        "release/answers.xlsx",
        "en/notes.txt",
        "en/chapters/people.ipynb",
        "en/chapters/people.json",
        "en/chapters/03_needs_people.ipynb",
        "kk/final_report.html",
        "copy.html",
        "release/.hidden.csv",
    ],
)
def test_foreign_files_are_named(root: Path, name: str) -> None:
    """A file that no run writes may hold anything; it is refused rather than left out in silence."""
    (root / EDITION / name).parent.mkdir(exist_ok=True)
    (root / EDITION / name).write_text("mine", encoding="utf-8")
    with pytest.raises(ReleaseError, match=re.escape(f"donor/{name}")):
        packed(root)


def test_links_are_foreign(root: Path, tmp_path: Path) -> None:
    """A report that is a link could be any file of the machine."""
    page = root / EDITION / "en" / PAGE
    page.rename(tmp_path / "elsewhere.html")
    page.symlink_to(tmp_path / "elsewhere.html")
    with pytest.raises(ReleaseError, match=re.escape("donor/en/final_report.html")):
        packed(root)


def test_what_the_file_manager_leaves_is_no_reason_to_refuse(root: Path) -> None:
    """.DS_Store and its like are not shared and not complained about; nor is what a later run will write."""
    left = (".DS_Store", "release/Thumbs.db", "release/estimates.parquet", "release/audit.csv")
    (root / EDITION / "en" / "chapters").mkdir(exist_ok=True)
    for name in (*left, "en/chapters/final_report.json"):
        (root / EDITION / name).write_bytes(b"x")
    assert len(packed(root).files) == 23


def test_a_national_edition_lies_in_a_folder_of_its_country(tmp_path: Path) -> None:
    """The same checks and the same content."""
    folder = Path("reports", "national", "KAZ")
    write_edition(tmp_path, folder, shareable_release("national"))
    parcel = packed(tmp_path, "national", folder)
    assert parcel.name == "small-national-for-eu-delegation-co-2026-06-01"
    assert len(parcel.files) == 23


def test_a_kind_that_cannot_be_marked_is_refused() -> None:
    with pytest.raises(ReleaseError, match=re.escape("release/picture.png: Files of this kind")):
        marked("release/picture.png", b"", EU)


def test_a_recipient_may_open_the_shared_release(made: Path) -> None:
    """The tables and the manifest still make up the release id, once the mark is taken off."""
    parcel = packed(made)
    said = json.loads(inside(parcel)["release/manifest.json"])
    plain = {key: value for key, value in said.items() if not key.startswith("prepared_")}
    frames = {name: getattr(parcel.release, name) for name in FRAMES}
    assert release_id(plain, frames) == said["id"]


@pytest.mark.parametrize(
    ("name", "latin", "slug"),
    [
        ("  EU   Delegation ", "EU Delegation", "eu-delegation"),
        ("../../etc/passwd", "../../etc/passwd", "etc-passwd"),
        ("C:\\Temp|*?", "C:\\Temp|*?", "c-temp"),
        ("Côte d'Ivoire", "Côte d'Ivoire", "cote-d-ivoire"),
        ("وفد الاتحاد", "وفد الاتحاد", "recipient"),
        ("a" * 100, "a" * 100, "a" * 40),
    ],
)
def test_a_name_becomes_a_name_of_a_file(name: str, latin: str, slug: str) -> None:
    """Nothing of it can lead out of the folder; the name itself stays as it is, but for blanks."""
    recipient = read_recipient(name, latin=latin, on=DAY)
    assert recipient.slug == slug
    assert recipient.name == " ".join(name.split())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "no name"),
        ("   ", "no name"),
        ("...", "no name"),
        ("EU\nDelegation", "U\\+000A"),
        ("EU\x00", "U\\+0000"),
        ("EU\x1b[31m", "U\\+001B"),
        ("\u202eevil", "U\\+202E"),
        ("EU\u2066x", "U\\+2066"),
        ("EU\udcff", "U\\+DCFF"),
        ("a" * 300, "300 characters"),
    ],
)
def test_a_name_that_hides_something_is_refused(name: str, told: str) -> None:
    """Empty, too long, or with characters that steer a terminal or turn the direction of writing."""
    with pytest.raises(ReleaseError, match=told):
        read_recipient(name, latin=name, on=DAY)


def test_a_name_from_right_to_left_stays_in_its_place() -> None:
    """HTML 5: <bdi> isolates its text from the direction of what is around it."""
    hebrew = read_recipient("משלחת", latin="משלחת", on=DAY)
    page = b'<html lang="en"><meta charset="utf-8">\n<header class="cover"></header>'
    assert "<bdi>משלחת</bdi> on 1 June 2026" in marked("en/x.html", page, hebrew)[1].decode()


@pytest.mark.parametrize(
    ("passphrase", "told"),
    [
        ("", "fewer than 15"),
        ("fourteen chars", "fewer than 15"),
        ("a" * 40, "repeats"),
        ("abababababababababab", "repeats"),
        ("x1" + "correct horse battery staple" * 4, "more than 99"),
        ("верный конь батарея скоба", "write differently"),
        ("correct horse\tbattery", "write differently"),
        (" correct horse battery", "space"),
        ("European Union Delegation", "name that stands"),
    ],
)
def test_a_weak_passphrase_is_refused(passphrase: str, told: str) -> None:
    """NIST SP 800-63B-4, 3.1.1.2: at least 15 characters, no known names; and it is in no message."""
    with pytest.raises(ReleaseError, match=told) as refused:
        refuse_weak(passphrase, known=["European Union delegation"])
    assert not passphrase or passphrase not in str(refused.value)


def test_fifteen_and_ninety_nine_characters_are_enough() -> None:
    """The limits themselves are allowed; no rule says which characters (NIST SP 800-63B-4, 3.1.1.2)."""
    refuse_weak("abcdefghijklmno")
    refuse_weak(("correct horse battery staple" * 4)[:99])
