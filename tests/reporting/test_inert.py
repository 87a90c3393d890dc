"""What is found harmless at a glance is harmless tag by tag as well."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from needs_analysis.reporting import inert
from needs_analysis.reporting.inert import html_problems

PIECES = (
    *("<p>", "</p>", '<td class="num" data-unit="x">', '<a href="#n">', '<a href="javascript:x()">'),
    *('<p onclick="x()">', '<p style="color:red">', '<p class="a>b">', '<p class="a', "<", ">", '"', "'", "&lt;"),
    *("<script>", "</script>", "<!--", "-->", "<?x>", "<![CDATA[", "<P>", "<b/>", "<p\n>", "<pre>", "<col>"),
    *("script", "/", " ", "=", "&", "x", "\x00"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_glance_passes_nothing_that_reading_finds(html: str) -> None:
    """Whatever tags, quotes and angle brackets stand beside one another."""
    reader = inert._Reader()
    reader.feed(html)
    reader.close()
    assume("<" not in inert._PLAIN.sub("", html))
    assert not reader.found


@pytest.mark.parametrize(
    "html", ["<b><script></b>", '<p class="a" onclick="x">', "<td style='color:red'>", "<b", "<P><IMG>"]
)
def test_what_is_left_between_plain_tags_is_read(html: str) -> None:
    assert list(html_problems(html))


def test_a_tag_that_is_taken_out_makes_no_other() -> None:
    """What would seem to be one then is read as it was: a text."""
    assert "<" in inert._PLAIN.sub("", "<<b>script>")
    assert not list(html_problems("<<b>script>"))


@pytest.mark.parametrize(
    "html",
    [
        '<p>a</p a="><b title="><i onclick=x><img src=x></i>">x</b>',
        '<p>a</p a="><b title="><div style=display:none>">gone</div>',
        '<p data-x=="a onclick=alert(1)//">x</p>',
        '<p title=\u00a0"a onclick=alert(1) b">x</p>',
        '<p title="<b>">x</p>',
        '<p/title="x">x</p>',
    ],
)
def test_what_browsers_read_in_another_way_is_refused(html: str) -> None:
    """A name behind a closing one, two equals signs, a blank that is none to them, a tag within a value."""
    assert list(html_problems(html))


@pytest.mark.parametrize(
    "html",
    [
        "<P CLASS='x'>1 < 2<BR/>and <a href=\"https://example.org/?a=1&amp;b=2\" title='on'>there</a></P>",
        '<td style="text-align: right;">1</td><th\n  scope="row" tabindex>x</th >',
        '<td colspan=2 data-x_y="1"><p title = "a > b" aria-label=\'5 > 3\'>x</p></td>',
    ],
)
def test_what_all_read_alike_may_be_written_in_any_way(html: str) -> None:
    assert not list(html_problems(html))
