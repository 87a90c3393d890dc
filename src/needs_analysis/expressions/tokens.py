"""An expression cut into its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from needs_analysis.expressions.errors import refuse
from needs_analysis.language import say

MOST_LETTERS = 20_000
_NAME = r"[^\W\d][\w.-]*(?:::?[^\W\d][\w.-]*)?"
_TOKEN = re.compile(
    r"(?P<blank>\s+)"
    r"|(?P<text>'[^']*'|\"[^\"]*\"|‘[^’]*’|“[^”]*”)"
    r"|(?P<field>\$\{\s*[^{}]*?\s*\})"
    r"|(?P<path>\.\.(?![/\w])|(?:\.\./)+[\w.-]+(?:/[\w.-]+)*|(?:current\(\)/)(?:\.\./)*[\w.-]+(?:/[\w.-]+)*|/[\w.-]+(?:/[\w.-]+)*)"
    r"|(?P<number>\d+(?:\.\d*)?|\.\d+)"
    r"|(?P<sign><=|>=|!=|[=<>+*|(),-])"
    rf"|(?P<name>{_NAME})"
    r"|(?P<dot>\.)"
)
_CURLY = "’”„«»"


@dataclass(frozen=True)
class Token:
    """A piece of an expression: what kind it is, its text, and where it begins."""

    kind: str
    text: str
    position: int


def tokens(text: str) -> Iterator[Token]:
    """Cut an expression into tokens.

    Raises:
        ExpressionError: it is too long, or holds a sign that no expression has.

    >>> [token.text for token in tokens("${age} > 5 and selected(., 'a b')")]
    ['${age}', '>', '5', 'and', 'selected', '(', '.', ',', "'a b'", ')']
    """
    if len(text) > MOST_LETTERS:
        raise refuse(say("The expression is longer than {n} characters.", n=MOST_LETTERS), text, MOST_LETTERS)
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            remedy = say("Use straight quotation marks.") if text[position] in _CURLY else ""
            what = say("An expression cannot hold «{sign}».", sign=text[position])
            raise refuse(what, text, position, remedy=remedy)
        if found.lastgroup != "blank":
            yield Token(str(found.lastgroup), found.group(), position)
        position = found.end()
