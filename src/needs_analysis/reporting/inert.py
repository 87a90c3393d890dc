"""HTML that can only be read: a list of what it may hold, since a list of what it may not is never complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from needs_analysis.language import say

ELEMENTS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "div", "span", "blockquote", "pre", "figure", "figcaption"),
    *("ul", "ol", "li", "dl", "dt", "dd", "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "kbd"),
    *("mark", "q", "s", "samp", "small", "strong", "sub", "sup", "time", "u", "var"),
    *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
ATTRIBUTES = {
    *("class", "id", "lang", "dir", "title", "role", "tabindex", "scope", "colspan", "rowspan", "headers", "border"),
    *("start", "value", "datetime", "aria-label", "aria-labelledby", "aria-describedby", "aria-hidden"),
}
_ALIGNED = re.compile(r"(?:\s*text-align\s*:\s*(?:left|right|center|start|end)\s*;?\s*)+", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_OPENING = re.compile(r"<[a-z/!?]", re.IGNORECASE)
SHOWN = 60  # letters of a tag that may be read in several ways
READ = 10_000  # letters in which what may not be there is named: the parser takes long over many broken tags
SCHEMES = {"http:", "https:", "mailto:"}
# Tags that every browser reads alike: on the lists, in small letters, with blanks and quotation marks as usual.
_PLAIN = re.compile(
    rf"<(?:{'|'.join(sorted(ELEMENTS))})"
    rf'(?: (?:{"|".join(sorted(ATTRIBUTES))}|data-[a-z]+)="[^"<>&]*")*>|</(?:{"|".join(sorted(ELEMENTS))})>'
)
_BLANK = r"[ \t\r\n\f]"
# What else all read alike: ASCII blanks, values in quotation marks or of plain letters, bare closing tags.
_ATTRIBUTE = rf"""{_BLANK}+([a-z][a-z0-9_.-]*)(?:{_BLANK}*={_BLANK}*(?:"([^"<]*)"|'([^'<]*)'|([\w#%.,:;+-]+)))?"""
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.IGNORECASE | re.ASCII)
_TAG = re.compile(
    rf"<([a-z][a-z0-9]*)((?:{_ATTRIBUTE})*){_BLANK}*/?>|</([a-z][a-z0-9]*){_BLANK}*>", re.IGNORECASE | re.ASCII
)


def html_problems(html: str) -> Iterator[str]:
    """Say what in a piece of HTML is none of what may be read there: it could run, load, hide or restyle something.

    >>> list(html_problems('<p class="notes">A <b>word</b>, <a href="#n">a link</a>.</p>'))
    []
    >>> list(html_problems("<p onclick='x()'>A<img></p>"))
    ['it shows what may not be in a report: <img>, onclick=']
    """
    if "<" not in _PLAIN.sub("", html):  # as nearly always, and quicker than to read tag by tag
        return
    left = _TAG.sub(_left_of, html)
    if not (begins := _OPENING.search(left)):
        return
    reader = _Reader()
    reader.feed(left[begins.start() :][:READ])
    reader.close()
    found = reader.found or {left[begins.start() :][:SHOWN]}
    yield say("it shows what may not be in a report: {parts}", parts=", ".join(sorted(found)))


def _left_of(tag: re.Match[str]) -> str:
    """Leave a blank of a tag that may be there, and of any other one all that it is."""
    name = (tag[1] or tag[tag.lastindex or 0]).lower()
    given = [
        (each[1].lower(), unescape(each[2] or each[3] or each[4] or "")) for each in _ATTRIBUTES.finditer(tag[2] or "")
    ]
    return " " if name in ELEMENTS and all(_may_have(name, *each) for each in given) else tag[0]


class _Reader(HTMLParser):
    """Names what is not on the lists, as far as it reads what browsers do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_endtag(tag)
        self.found |= {f"{name}=" for name, value in attrs if not _may_have(tag, name, value or "")}

    def handle_endtag(self, tag: str) -> None:
        if tag not in ELEMENTS:
            self.found.add(f"<{tag}>")

    def handle_data(self, data: str) -> None:
        if _OPENING.search(data):
            self.found.add("<")

    def handle_comment(self, data: str) -> None:
        self.found.add("<!-- -->")

    def handle_decl(self, decl: str) -> None:
        self.found.add("<!>")

    def unknown_decl(self, data: str) -> None:
        self.found.add("<!>")

    def handle_pi(self, data: str) -> None:
        self.found.add("<?>")


def _may_have(tag: str, name: str, value: str) -> bool:
    if name == "href":
        return tag == "a" and _leads(value)
    if name == "style":
        return _ALIGNED.fullmatch(value) is not None
    return name in ATTRIBUTES or name.startswith("data-")


def _leads(address: str) -> bool:
    """Whether an address leads to a place; browsers leave out blanks and control letters before its scheme."""
    scheme = _SCHEME.match("".join(letter for letter in address if letter > " "))
    return scheme is None or scheme[0].lower() in SCHEMES
