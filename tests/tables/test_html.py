"""A table's HTML can be read by people and by machines, whatever its cells say."""

from html.parser import HTMLParser

from needs_analysis.tables.cell import Cell
from needs_analysis.tables.statement import Statement
from needs_analysis.tables.table import PresentationTable

HOSTILE = '<script>alert("1")</script> & =1+1 {x}'


class Elements(HTMLParser):
    """Every element with its attributes and the text in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))

    def handle_data(self, data: str) -> None:
        self.found[-1][2].append(data)

    def texts(self, tag: str, **wanted: str) -> list[str]:
        """Texts of the elements of a kind that have these attributes."""
        names = {key.rstrip("_"): value for key, value in wanted.items()}
        return ["".join(text) for kind, attrs, text in self.found if kind == tag and names.items() <= attrs.items()]


def table(*rows: tuple[Cell, ...], **further: object) -> Elements:
    """A small table, parsed."""
    made = PresentationTable("Who & when", ("Group", "n"), rows, **further)  # type: ignore[arg-type]
    return Elements(made._repr_html_())


def test_headings_say_what_they_head() -> None:
    """Columns and rows have scopes, the caption and the scrolling region have the table's name."""
    parsed = table((Cell("Customs"), Cell("7", "num")))
    assert parsed.texts("caption") == ["Who & when"]
    assert parsed.texts("th", scope="col") == ["Group", "n"]
    assert parsed.texts("th", scope="row") == ["Customs"]
    assert parsed.texts("td") == ["7"]
    region = next(attrs for tag, attrs, _ in parsed.found if tag == "div")
    assert region == {"class": "table-scroll", "role": "group", "tabindex": "0", "aria-label": "Who & when"}


def test_what_is_not_given_is_words_of_its_own_kind() -> None:
    """A suppressed cell is marked as such, so that it cannot be taken for a number."""
    parsed = table((Cell("Customs"), Cell("too few to report", "too-few")))
    assert parsed.texts("td", class_="too-few") == ["too few to report"]


def test_nothing_in_a_cell_becomes_markup() -> None:
    """Captions, headings, cells and notes mean themselves."""
    made = PresentationTable(HOSTILE, (HOSTILE, "n"), ((Cell(HOSTILE), Cell("1", "num")),), (HOSTILE,))
    parsed = Elements(made._repr_html_())
    assert {tag for tag, _, _ in parsed.found} == {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "p"}
    assert parsed.texts("caption") == parsed.texts("p") == parsed.texts("th", scope="row") == [HOSTILE]
    assert parsed.found[0][1]["aria-label"] == HOSTILE


def test_statements_are_escaped_too() -> None:
    """A sentence made from labels has no markup either."""
    parsed = Elements(Statement(HOSTILE)._repr_html_())
    assert [(tag, "".join(text)) for tag, _, text in parsed.found] == [("p", HOSTILE)]


def test_a_row_of_one_cell_heads_those_below() -> None:
    """Sections are bodies of their own with a heading across all columns."""
    parsed = table((Cell("All"), Cell("9", "num")), (Cell("By country"),), (Cell("Japan"), Cell("9", "num")))
    assert parsed.texts("th", scope="rowgroup", colspan="2") == ["By country"]
    assert len(parsed.texts("tbody")) == 2


def test_an_empty_corner_is_no_heading() -> None:
    """A heading without words would be read out as an empty one."""
    corner = PresentationTable("Grid", ("", "n"), ((Cell("a"), Cell("1", "num")),))
    parsed = Elements(corner._repr_html_())
    assert parsed.texts("th", scope="col") == ["n"]
    assert parsed.texts("td") == ["", "1"]


def test_text_of_any_script_finds_its_direction() -> None:
    """Cells of text leave their direction to the browser; numbers do not need it."""
    parsed = table((Cell("قيرغيزستان"), Cell("7", "num")))
    assert parsed.texts("th", scope="row", dir="auto") == ["قيرغيزستان"]
    assert "dir" not in parsed.found[-1][1]
