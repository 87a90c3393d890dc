"""An executed chapter as blocks: what its page shows, for documents that are set in another way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from needs_analysis.documents.document import (
    Block,
    Cell,
    Heading,
    KeyFigure,
    KeyFigures,
    Line,
    Paragraph,
    Picture,
    Points,
    Run,
    Table,
)
from needs_analysis.errors import ChapterError, NeedsAnalysisError, Problem
from needs_analysis.language import say
from needs_analysis.reporting.composing import Part
from needs_analysis.reporting.markdown import translated
from needs_analysis.reporting.notebooks import Notebook, numbered, read_notebook
from needs_analysis.reporting.outputs import CHART, CONTENT, HTML, MARKDOWN, PLAIN, chart_words

Token = dict[str, Any]
# What Python says of an object that has no words of its own.
NAME_OF_AN_OBJECT = re.compile(r"<[\w.]+( object)?( at 0x\w+)?>\s*$")


def blocks_of(part: Part, language: str) -> tuple[Block, ...]:
    """Give the blocks of an executed chapter in its order; its outputs have been checked while its page was composed.

    A chapter about one group says whose it is at the head of its title, as its page does.
    """
    title, *rest = _of_notebook(part, language)
    if part.about and isinstance(title, Heading):
        title = replace(title, text=f"{part.about}. {title.text}")
    return title, *rest


def table_of(content: dict[str, Any]) -> Table:
    """Read a table from its data.

    >>> table_of({"caption": "A", "headings": ["n"], "rows": [[{"text": "3", "kind": "num", "values": [3.0]}]]}).rows
    ((Cell(text='3', kind='num', lang='', values=(3.0,), digits=0, unit=''),),)
    """
    rows = tuple(
        tuple(Cell(**{**cell, "values": tuple(cell.get("values", ()))}) for cell in row) for row in content["rows"]
    )
    return Table(
        content["caption"],
        tuple(content["headings"]),
        rows,
        tuple(content.get("notes", ())),
        int(content.get("row_headings", 1)),
    )


def _of_notebook(part: Part, language: str) -> Iterator[Block]:
    for number, cell in numbered(read_notebook(part.notebook)["cells"]):
        try:
            yield from list(_of_cell(cell, language))
        except (NeedsAnalysisError, ValueError, TypeError, LookupError) as error:
            what = say("Cell {number}: {reason}", number=number, reason=error)
            raise ChapterError(Problem(what, file=part.notebook.name)) from error


def _of_cell(cell: Notebook, language: str) -> Iterator[Block]:
    if cell["cell_type"] == "markdown":
        yield from _of_markdown(translated(cell["source"], language))
    for output in cell.get("outputs", []):
        yield from _of_output(output)


def _of_output(output: dict[str, Any]) -> Iterator[Block]:
    data = output["data"]
    if CHART in data:
        words, content = chart_words(output), output["metadata"][CHART].get("content")
        if content is None:
            raise ChapterError(say("The chart «{title}» has no table as data.", title=words["title"]))
        yield Picture(words["title"], words["alt"], words["note"], data[CHART], table_of(content))
    elif CONTENT in data:
        yield from blocks_of_content(data[CONTENT])
    elif MARKDOWN in data:
        yield from _of_markdown(data[MARKDOWN])
    elif PLAIN in data and not (HTML in data and NAME_OF_AN_OBJECT.match(data[PLAIN])):
        yield Paragraph((Run(data[PLAIN], code=HTML in data),), "statement")
    else:
        raise ChapterError(
            say(
                "it shows HTML alone, from which no document can be made: show a table or a sentence, "
                "or plan no documents"
            )
        )


def blocks_of_content(content: dict[str, Any]) -> Iterator[Block]:
    """Give the blocks of what a display says as data.

    >>> [type(block).__name__ for block in blocks_of_content({"kind": "statement", "text": "A:", "points": ["b"]})]
    ['Paragraph', 'Points']
    """
    match content["kind"]:
        case "table":
            yield from _of_table(table_of(content))
        case "tables":
            yield from (block for table in content["tables"] for block in _of_table(table_of(table)))
        case "statement":
            yield Paragraph((Run(content["text"]),), "statement")
            if content["points"]:
                yield Points(tuple((Run(point),) for point in content["points"]), about=content.get("about", ""))
        case "key_figures":
            yield KeyFigures(tuple(KeyFigure(**figure) for figure in content["figures"]))
        case "prose":
            yield from _of_prose(content["blocks"])
        case kind:
            raise ValueError(f"a display of an unknown kind: {kind}")


def _of_prose(blocks: list[tuple[str, str]]) -> Iterator[Block]:
    """Give the paragraphs of a text, its headings in bold as its page has them, and entries of a list together."""
    for kind, alike in groupby(blocks, key=lambda block: block[0]):
        texts = [text for _, text in alike]
        if kind == "item":
            yield Points(tuple((Run(text),) for text in texts))
        else:
            yield from (Paragraph((Run(text, strong=kind == "heading"),)) for text in texts)


def _of_table(table: Table) -> Iterator[Block]:
    """Give a table, or, where it has no row, what its caption and notes say."""
    if table.rows:
        yield table
        return
    yield Paragraph((Run(table.caption, strong=True),))
    yield from (Paragraph((Run(note),), "note") for note in table.notes)


def _of_markdown(markdown: str) -> Iterator[Block]:
    import mistune

    tokens: Any = mistune.create_markdown(renderer=None, plugins=["table", "strikethrough"])(markdown)
    for token in tokens:
        yield from _of_token(token)


def _of_token(token: Token) -> Iterator[Block]:
    match token["type"]:
        case "heading":
            yield Heading(int(token["attrs"]["level"]), "".join(run.text for run in _line(token)))
        case "paragraph" | "block_text":
            yield Paragraph(_line(token))
        case "list":
            items = tuple(_joined(item) for item in token["children"])
            yield Points(items, ordered=bool(token["attrs"]["ordered"]))
        case "block_quote":
            for child in token["children"]:
                yield from _of_token(child)
        case "block_code":
            yield Paragraph((Run(token["raw"].rstrip("\n"), code=True),))
        case "table":
            yield _markdown_table(token)
        case "block_html":
            yield Paragraph((Run(token["raw"].strip()),))
        case "blank_line" | "thematic_break":
            return
        case kind:
            raise ValueError(f"a piece of markdown of an unknown kind: {kind}")


def _joined(item: Token) -> Line:
    """Put the paragraphs of a point, and of points below it, on one line."""
    lines = [_joined(child) if child["type"].startswith("list") else _line(child) for child in item["children"]]
    return tuple(run for place, line in enumerate(lines) for run in ((Run(" "),) if place else ()) + line)


def _markdown_table(token: Token) -> Table:
    head, *bodies = token["children"]
    headings = tuple("".join(run.text for run in _line(cell)) for cell in head["children"])
    rows = tuple(
        tuple(Cell("".join(run.text for run in _line(cell))) for cell in row["children"])
        for body in bodies
        for row in body["children"]
    )
    return Table("", headings, rows)


def _address(said: str, url: str) -> list[Run]:
    """Give the address of a link in brackets, if it leads out of the report and is not what was said."""
    return [] if url.startswith("#") or url in said else [Run(f" ({url})")]


def _line(token: Token, *, strong: bool = False, emphasis: bool = False) -> Line:
    """Give the runs of a piece of markdown; HTML in it is the text that it is."""
    runs: list[Run] = []
    for child in token.get("children", []):
        match child["type"]:
            case "strong":
                runs += _line(child, strong=True, emphasis=emphasis)
            case "emphasis":
                runs += _line(child, strong=strong, emphasis=True)
            case "codespan":
                runs.append(Run(child["raw"], strong=strong, emphasis=emphasis, code=True))
            case "link":
                runs += _line(child, strong=strong, emphasis=emphasis)
                runs += _address("".join(run.text for run in runs), child["attrs"]["url"])
            case "softbreak" | "linebreak":
                runs.append(Run(" "))
            case _ if "children" in child:
                runs += _line(child, strong=strong, emphasis=emphasis)
            case _:
                runs.append(Run(child.get("raw", ""), strong=strong, emphasis=emphasis))
    return tuple(runs)
