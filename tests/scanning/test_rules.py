"""What counts as a secret of each kind, and what cannot be told from other things."""

from dataclasses import replace

import pytest

from needs_analysis.scanning.markup import markup_passages
from needs_analysis.scanning.page import Page
from needs_analysis.scanning.search import Search
from needs_analysis.scanning.secrets import Secrets

COMMENT = "The scanner at the northern post has been out of order since March, and nobody repairs it."


@pytest.mark.parametrize(
    ("secrets", "text", "found"),
    [
        (Secrets(ids=("KAZ-01",)), "row KAZ-01", True),
        (Secrets(ids=("KAZ-01",)), "badge kaz_01.pdf", True),
        (Secrets(ids=("KAZ-01",)), "KAZ01", True),
        (Secrets(ids=("KAZ-01",)), "КАZ-01", True),
        (Secrets(ids=("KAZ-01",)), "KAZ.01", True),
        (Secrets(ids=("KAZ-01",)), "see KAZ 01, page 2", True),
        (Secrets(ids=("KAZ-01",)), "КАZ:01", True),
        (Secrets(ids=("KAZ-01",)), "KAZ-011 or KAZ-1 or KAZ: 01 or UKAZ 01 or KAZ 012", False),
        (Secrets(ids=("KAZ-01",)), "KAZ‒01 or KAZ−01 or KAZ―01 or KAZ‑‐01", True),
        (Secrets(phones=("+998 90 123 45 67",)), "90 123‒45‒67", True),
        (Secrets(phones=("+998 90 123 45 67",)), "90 123−45−67", True),
        (Secrets(names=("Karimov Aziz",)), "K\u00a0A\u00a0R\u00a0I\u00a0M\u00a0O\u00a0V  A\u2009z\u2009i\u2009z", True),
        (Secrets(names=("Karimov Aziz",)), "Aziz Kari-\nmov", True),
        (Secrets(names=("Karimov Aziz",)), "Aziz Kari\u00ad \u2010\nmov", True),
        (Secrets(names=("Karimov Aziz",)), "Aziz Kari -\nmov", False),
        (Secrets(codes=("Bergmann",)), "by Bergmann--she said", True),
        (Secrets(codes=("Bergmann",)), "by Bergmann—she said", True),
        (Secrets(codes=("Bergmann",)), "by Bergmann‒she, Berg-mann", True),
        (Secrets(codes=("Bergmann",)), "by Bergmann‐‐she", True),
        (Secrets(codes=("Bergmann",)), "by Bergmannstown", False),
        (Secrets(ids=("KAZ-01",)), "a--b--c--d--e--f--g--h--KAZ-01", True),
        (Secrets(codes=("KM48",)), "by KM 48", True),
        (Secrets(codes=("KM48",)), "a road of km 48, or 48 KM", False),
        (Secrets(ids=("70412004",)), "form 70412004.", True),
        (Secrets(ids=("70412004",)), "70412004.0", True),
        (Secrets(ids=("70412004",)), "70,412,004 or 70 412 004", True),
        (Secrets(ids=("70412004",)), "70.412.004", True),
        (Secrets(ids=("70412004",)), "0.70412004 and 70412004.5 and 170412004", False),
        (Secrets(ids=("12", "r5", "r123", "51240", "a1")), "12 r5 r123 51240 a1", False),
        (Secrets(ids=("4b9c2f3e-0f5d-4a51-9f0e-7a1d5be0c2ab",)), "uuid:4B9C2F3E-0F5D-4A51-9F0E-7A1D5BE0C2AB", True),
        (Secrets(codes=("BA03",)), "4b9c2f3e-ba03-4a51-9f0e-7a1d5be0c2ab", False),
        (Secrets(codes=("BA03",)), "code ba03, before", True),
        (Secrets(codes=("BA03",)), "BA031 ABA03 #ba03ff", False),
        (Secrets(codes=("MYCODE",)), "by MYCODE", True),
        (Secrets(codes=("MYCODE", "yes")), "mycode: yes", False),
        (Secrets(phones=("8 (701) 123-45-67",)), "+7 701 1234567", True),
        (Secrets(phones=("+998901234567",)), "90 123 45 67", True),
        (Secrets(phones=("+998901234567",)), "tel. 998.90.123.45.67, ext. 5", True),
        (Secrets(phones=("+998901234567",)), "90 123-45-67 / 68", True),
        (Secrets(phones=("+998901234567",)), "0.901234567 or 1.998901234567 or 9012345678", False),
        (Secrets(phones=("+998901234567",)), "12,901,234,567.5 or 901\n234.567 or 90,12,34", False),
        (Secrets(phones=("555-01-16",)), "555 01 16", True),
        (Secrets(phones=("555-01-16", "123")), "5550116 or 123", False),
        (Secrets(emails=("Anna.Berg@example.org",)), "ANNA.BERG@EXAMPLE.ORG", True),
        (Secrets(emails=("anna.berg@example.org",)), "mailto:anna.berg@example.org?subject=x", True),
        (
            Secrets(emails=("anna.berg@example.org",)),
            "anna.berg (at) example.org; anna.berg [at] example [dot] org",
            True,
        ),
        (Secrets(emails=("anna.berg@example.org",)), "anna.berg собака example точка org", True),
        (
            Secrets(emails=("anna.berg@example.org",)),
            "berg@example.org, anna.berg@example.com, info@example.org",
            False,
        ),
        (Secrets(comments=(COMMENT,)), COMMENT.lower().replace(",", " –"), True),
        (Secrets(comments=(COMMENT,)), "he says: “northern post has been out of order”", True),
        (Secrets(comments=(COMMENT,)), "the scanner at the northern post", True),
        (Secrets(comments=(COMMENT,)), "scanner at the northern post is out of order", False),
        (Secrets(comments=(COMMENT,), released=(COMMENT,)), COMMENT, False),
        (
            Secrets(comments=(COMMENT,), released=("The scanner at the northern post",)),
            "scanner at the northern post",
            False,
        ),
        (
            Secrets(comments=("None at present.", "Да", "training", "2026-05-14T09:19:21+05:00")),
            "none at present",
            False,
        ),
        (Secrets(comments=("Better radios, please",)), "One said: better radios please!", True),
    ],
)
def test_what_is_told(secrets: Secrets, text: str, *, found: bool) -> None:
    """A secret is found where a reader would know it, and only there."""
    assert Search(secrets).holds(text) is found


def test_a_name_in_a_released_comment_stays_secret() -> None:
    """Whoever releases a comment does not release the person it names."""
    said = "I learnt more from Olga Feld than in all the years before"
    search = Search(Secrets(names=("Feld Olga",), comments=(said,), released=(said,)))
    assert [kind for kind, _ in search.find(Page(said))] == ["name"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("куратор г-жа Сыдыкова", True),
        ("Ask Sydykova", True),
        ("In our post by the lake only Sydykova can repair a radio", True),
        ("My colleague Zarina disagrees", False),
        ("Questions go to Feldova.", False),
    ],
)
def test_a_surname_by_itself_is_a_name_where_a_comment_is_quoted(said: str, *, found: bool) -> None:
    """Elsewhere it may be a place's; a first name may be anybody's; and who is named to every reader is no secret."""
    names, public = ("Sydykova Gulnara", "Nazarova Zarina", "Feldova Olga"), ("Questions go to Olga Feldova.",)
    secrets = Secrets(names=names, comments=(said,), released=(said,), public=public)
    assert not Search(secrets).holds(f"One wrote: {said}")
    quoting = Search(replace(secrets, quoted=(said,)))
    assert [kind for kind, _ in quoting.find(Page(f"<td>{said}</td>"))][:1] == (["name"] if found else [])
    assert not quoting.holds("The Sydykova bridge is closed")


def test_excused_cells_are_excused_alone() -> None:
    """What the organisers' list of issues shows is excused; other rows, and other people, are not."""
    search = Search(
        Secrets(ids=("KAZ-01", "KAZ-02"), names=("Anna Berg", "Olga Feld")).excusing(["KAZ-01", "BERG ANNA"])
    )
    assert not search.holds("KAZ-01: Anna Berg")
    assert search.holds("KAZ-02")
    assert search.holds("O. Feld")


@pytest.mark.parametrize("code", ["KAZ-01", "KAZ\u201101", " KAZ-01", "ＫＡＺ-01"])
def test_a_public_code_is_excused_however_it_is_spelled(code: str) -> None:
    """With another dash, a blank before it or wide letters it is the same code."""
    sought = Secrets(codes=(code,))
    assert list(Search(sought).find(Page("see KAZ-01")))
    assert not list(Search(replace(sought, public=(f"see {code}",))).find(Page("see KAZ-01")))


@pytest.mark.parametrize("text", ["a—-MYCODE", "a_MYCODE.csv", "id/MYCODE", "MYCODE/2", "MYCODE_x", "x--MYCODE–y"])
def test_a_code_of_letters_is_found_beside_signs_that_part_words(text: str) -> None:
    """As it stands in names of files and in addresses; with a hyphen it is another word."""
    search = Search(Secrets(codes=("MYCODE",)))
    assert search.holds(text)
    assert not search.holds("MYCODE-like")


@pytest.mark.parametrize(
    "page", ["<p>Kari-<br>mov Azizbek</p>", "<w:p><w:r><w:t>Kari-</w:t><w:br/><w:t>mov Azizbek</w:t></w:r></w:p>"]
)
def test_a_name_that_goes_on_behind_a_break_is_found(page: str) -> None:
    """A line ends where a tag says so, in pages and in Word; a break without a hyphen parts words."""
    search = Search(Secrets(names=("Karimov Azizbek",)))
    assert any(search.holds(passage.text) for passage in markup_passages(page))
    assert not any(search.holds(passage.text) for passage in markup_passages("Azizbek Kari<br>mov"))


@pytest.mark.parametrize(
    ("secrets", "page"),
    [
        (Secrets(phones=("+998901234567",)), "<p>+998 90<br>123 45 67</p>"),
        (Secrets(phones=("+998901234567",)), "<p>90 123<br/>45 67</p>"),
        (Secrets(ids=("KAZ-01",)), "<p>KAZ<br>01</p>"),
        (Secrets(ids=("70412004",)), "<p>70<br>412<br>004</p>"),
        (Secrets(ids=("KM48",)), "<td>KM<br>48</td>"),
    ],
)
def test_what_goes_on_behind_a_break_is_found_as_beside_a_blank(secrets: Secrets, page: str) -> None:
    """Numbers and codes, too."""
    assert any(Search(secrets).holds(passage.text) for passage in markup_passages(page))


def test_secrets_do_not_tell_themselves() -> None:
    """A log that shows the object, or an error that quotes it, says how many they are and no more."""
    secrets = Secrets(names=("Anna Berg",), emails=("a@example.org",))
    assert "Anna" not in f"{secrets!r} {secrets}"
