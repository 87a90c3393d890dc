"""E-mails in a text, whatever their case and brackets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from needs_analysis.registers.letters import look_latin
from needs_analysis.scanning.page import Page
from needs_analysis.scanning.plain import plain

_AT = re.compile(
    r"[@(\[{< ](?:(?<=@)|(?<=[(\[{<]) ?(?:[aA][tT]|[Сс]обака|[аА][тТ]) ?[)\]}>]|(?<=\w )(?:at|AT|собака) (?=\w))"
)
_DOT = re.compile(r"\s?[(\[{<]\s?(?:dot|точка)\s?[)\]}>]\s?|\s(?:dot|точка)\s", re.IGNORECASE)
_LOCAL, _DOMAIN = re.compile(r"[\w.+'-]{1,64}$"), re.compile(r"[\w-]+(?:\.[\w-]+)+")
AROUND = 100


class Emails:
    """The addresses that are looked for."""

    def __init__(self, emails: Iterable[str]) -> None:
        self.known = {key for email in emails if "@" in (key := _address(email))}

    @property
    def sought(self) -> set[str]:
        """All that finding depends on."""
        return self.known

    def leave_out(self, found: Collection[str]) -> None:
        """Look for these addresses no longer."""
        self.known -= set(found)

    def find(self, page: Page) -> Iterator[tuple[int, str]]:
        """Yield where an address stands, and which.

        >>> emails = Emails(["Anna.Berg@example.org"])
        >>> [at for at, _ in emails.find(Page("anna.berg@EXAMPLE.org, anna.berg (at) example (dot) org, b@x.org"))]
        [9, 33]
        """
        for sign in _AT.finditer(page.text) if self.known else ():
            domain = _DOMAIN.match(_DOT.sub(".", page.text[sign.end() : sign.end() + AROUND].lstrip()))
            if not domain:  # as behind nearly every «at»
                continue
            local = _LOCAL.search(page.text[max(0, sign.start() - AROUND) : sign.start()].rstrip())
            if local and (key := self._known(local[0], domain[0])):
                yield sign.start(), key

    def _known(self, local: str, domain: str) -> str:
        """Return the address where it is one that is looked for; more words may hang on either end of it."""
        before, behind = _address(local), _address(domain)
        starts = [before[sign.end() :] for sign in re.finditer(r"^|[._+'-]", before)]
        ends = [behind[: sign.start()] for sign in re.finditer(r"[._-]|$", behind)]
        found = (f"{start}@{end}" for start in starts for end in ends)
        return next((key for key in found if key in self.known), "")


def _address(text: str) -> str:
    return look_latin(re.sub(r"\s", "", plain(text)).casefold()).removeprefix("mailto:").strip(".,;<>")
