"""Tokens read into a tree, by the precedence of XPath 1.0 (section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from needs_analysis.expressions.errors import refuse
from needs_analysis.expressions.tokens import Token, tokens
from needs_analysis.language import say

BINDS = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5}
BINDS |= {"*": 6, "div": 6, "mod": 6}
MINUS = 7
DEEPEST = 100
LONGEST = 400


@dataclass(frozen=True)
class Node:
    """A part of an expression: a number, a text, a field, the dot, an operator or a function with what it is given."""

    kind: str
    value: str
    parts: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Give this part and all within it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass
class _Reader:
    text: str
    tokens: list[Token]
    at: int = 0
    depth: int = 0
    end: Token = field(init=False)

    def __post_init__(self) -> None:
        self.end = Token("end", "", len(self.text))

    @property
    def next(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else self.end

    def take(self) -> Token:
        token = self.next
        self.at += 1
        return token

    def expect(self, sign: str) -> None:
        if self.next.text != sign or self.next.kind != "sign":
            raise refuse(say("«{sign}» is missing here.", sign=sign), self.text, self.next.position)
        self.take()

    def expression(self, above: int = 0) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise refuse(say("The expression is nested too deeply."), self.text, self.next.position)
        left, long = self.operand(), 0
        while self.next.kind in ("sign", "name") and BINDS.get(self.next.text, 0) > above:
            operator, long = self.take().text, long + 1
            if long > LONGEST:
                raise refuse(say("The expression is nested too deeply."), self.text, self.next.position)
            left = Node("operator", operator, (left, self.expression(BINDS[operator])))
        self.depth -= 1
        return left

    def operand(self) -> Node:
        token = self.take()
        if token.kind == "sign" and token.text == "-":
            return Node("operator", "negative", (self.expression(MINUS),))
        if token.kind == "sign" and token.text == "(":
            inside = self.expression()
            self.expect(")")
            return inside
        if token.kind == "name":
            return self.call(token)
        if token.kind in ("sign", "end"):
            raise refuse(say("A value is missing here."), self.text, token.position)
        return _leaf(token)

    def call(self, token: Token) -> Node:
        if self.next.text != "(" or self.next.kind != "sign":
            return Node("field", token.text)
        self.take()
        given: list[Node] = []
        while not (self.next.text == ")" and self.next.kind == "sign"):
            if given:
                self.expect(",")
            given.append(self.expression())
        self.take()
        return Node("call", token.text, tuple(given))


def read_expression(text: str) -> Node:
    """Read an expression into a tree.

    Raises:
        ExpressionError: with the place where it cannot be read on.

    >>> read_expression("1 + 2 * 3").parts[1].value
    '*'
    """
    reader = _Reader(text, list(tokens(text)))
    tree = reader.expression()
    if reader.next.kind != "end":
        what = say("An operator is missing before «{text}».", text=reader.next.text)
        raise refuse(what, text, reader.next.position)
    return tree


def _leaf(token: Token) -> Node:
    if token.kind == "text":
        return Node("text", token.text[1:-1])
    if token.kind == "field":
        return Node("field", token.text[2:-1].strip())
    if token.kind == "path":
        return Node("field", token.text.rpartition("/")[2])
    return Node(token.kind, token.text)
