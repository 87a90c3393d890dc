"""All that is looked for, in one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from needs_analysis.people.lone_names import LoneNames, ordinary_sounds
from needs_analysis.scanning.codes import Codes
from needs_analysis.scanning.comments import Comments
from needs_analysis.scanning.contacts import Emails
from needs_analysis.scanning.names import Names
from needs_analysis.scanning.page import Page
from needs_analysis.scanning.phones import Phones
from needs_analysis.scanning.plain import plain, versions
from needs_analysis.scanning.secrets import Kind, Secrets
from needs_analysis.scanning.spoken import sounds_of


class Search:
    """Secrets prepared to be looked for; what the public texts hold is left out."""

    def __init__(self, secrets: Secrets) -> None:
        public = Page("\n\n".join(version for text in secrets.public for version in versions(text)))
        self.names = Names(secrets.names, _ordinary(public))
        self.emails, self.phones = Emails(secrets.emails), Phones(secrets.phones)
        self.codes, self.ids = Codes(secrets.codes), Codes(secrets.ids)
        self.comments = Comments(secrets.comments)
        self.naming = Comments(self._naming(secrets.quoted, public), short=True)
        self._excuse(public, secrets.released)

    def find(self, page: Page) -> Iterator[tuple[Kind, int]]:
        """Yield the kind of each secret in a text and the offset where it stands.

        >>> search = Search(Secrets(names=("Anna Berg",), ids=("KAZ-01",)))
        >>> list(search.find(Page("KAZ-01 is BERG, Anna")))
        [('name', 10), ('id', 0)]
        """
        yield from (("name", page.offsets[at]) for at in sorted({at for at, _ in self.names.find(page)}))
        yield from (("name", page.offsets[at]) for at, _ in self.naming.find(page))
        yield from (("comment", page.offsets[at]) for at, _ in self.comments.find(page))
        yield from (("email", at) for at, _ in self.emails.find(page))
        yield from (("phone", at) for at, _ in self.phones.find(page))
        yield from (("code", at) for at, _ in self.codes.find(page))
        yield from (("id", at) for at, _ in self.ids.find(page))

    @property
    def sought(self) -> tuple[object, ...]:
        """All that finding depends on: texts, numbers, sets and mappings.

        A released text that excuses nothing is not in it; of public texts also the words that are written small count.

        >>> given, more = ({"names": ("Anna Berg",), "released": each} for each in [(), ("The radios are new.",)])
        >>> Search(Secrets(**given)).sought == Search(Secrets(**more)).sought
        True
        """
        each = (self.names, self.emails, self.phones, self.codes, self.ids, self.comments, self.naming)
        return tuple(one.sought for one in each)

    def holds(self, text: str) -> bool:
        """Say whether a short text, such as the name of a sheet, holds a secret."""
        return any(True for version in versions(text) for _ in self.find(Page(version)))

    def _naming(self, quoted: Sequence[str], public: Page) -> Iterator[str]:
        """Yield the released comments that hold a surname by itself, of somebody whom the public texts do not name."""
        if not quoted:
            return
        named = {person for _, person in self.names.find(public)}
        known = (" ".join(words) for person, words in enumerate(self.names.people) if person not in named)
        lone = LoneNames(known, ordinary_sounds([public.text]))
        for text in quoted:
            if any(found.like != "name_word" for found in lone.found_in(plain(text))):
                yield text

    def _excuse(self, public: Page, released: Iterable[str]) -> None:
        said = Page("\n\n".join(map(plain, released)))
        self.comments.leave_out({words for _, words in self.comments.find(said)})
        self.names.leave_out({person for _, person in self.names.find(public)})
        self.comments.leave_out({words for _, words in self.comments.find(public)})
        for each in (self.emails, self.phones, self.codes, self.ids):
            each.leave_out({key for _, key in each.find(public)})


def _ordinary(public: Page) -> set[str]:
    """Return the sounds of words that the public texts write small, as no name is written."""
    return {sound for token in public.different if token[0].islower() for sound in sounds_of(token)}


@lru_cache(maxsize=4)
def search_for(secrets: Secrets) -> Search:
    """Prepare secrets to be looked for, once."""
    return Search(secrets)
