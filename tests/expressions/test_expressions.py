"""Expressions mean what the ODK XForms specification and XPath 1.0 say, and nothing in them is ever executed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from needs_analysis.expressions import ExpressionError, compile_expression

ANSWERS = {
    "age": "40",
    "zero": "0",
    "blank": None,
    "word": "Border guard",
    "needs": "dogs radios",
    "day": "2026-05-12",
    "filled": "2026-05-14",
    "code": "01",
}
TYPES = {"age": "integer", "zero": "integer", "needs": "select_multiple", "day": "date", "filled": "today"}
ROW = pd.DataFrame([ANSWERS], dtype="str")

HOLDS = [
    ("${age} = 40", True),
    ("${age} = '40'", True),
    ("${code} = 1", True),
    ("${code} = '1'", False),
    ("${blank} = ''", True),
    ("${blank} != 'x'", True),
    ("${blank} < 5", False),
    ("${blank} >= 0", False),
    ("not(${blank} >= 0)", True),
    ("1 + 2 * 3 = 7", True),
    ("(1 + 2) * 3 = 9", True),
    ("10 - 3 - 2 = 5", True),
    ("-2 + 3 = 1", True),
    ("7 mod 3 = 1 and -7 mod 3 = -1", True),
    ("7 div 2 = 3.5", True),
    ("1 = 1 or ${zero} div ${zero} > 1", True),
    ("false() and true() or true()", True),
    ("1 < 2 = true()", True),
    ("selected(${needs}, 'dogs')", True),
    ("selected(${needs}, 'dog')", False),
    ("selected(${blank}, '')", False),
    ("count-selected(${needs}) = 2 and count-selected(${blank}) = 0", True),
    ("selected-at(${needs}, 1) = 'radios' and selected-at(${needs}, 5) = ''", True),
    ("if(${age} > 18, 'adult', 'child') = 'adult'", True),
    ("coalesce(${blank}, ${word}) = 'Border guard'", True),
    ("string-length(${word}) = 12", True),
    ("substr(${word}, 0, 6) = 'Border'", True),
    ("substring(${word}, 1, 6) = 'Border'", True),
    ("substring-before(${word}, ' ') = 'Border' and substring-after(${word}, ' ') = 'guard'", True),
    ("contains(${word}, 'guard') and starts-with(${word}, 'B') and ends-with(${word}, 'd')", True),
    ("concat('a', ${age}, 1) = 'a401' and join('-', 'a', 'b') = 'a-b'", True),
    ("normalize-space('  a  b ') = 'a b' and lower-case('Ab') = 'ab'", True),
    ("regex(${age}, '[0-9]{2}')", True),
    ("regex(${word}, '[0-9]+')", False),
    ("round(2.5) = 3 and round(-2.5) = -2 and round(1.256, 2) = 1.26", True),
    ("int(-2.7) = -2 and floor(2.7) = 2 and ceiling(2.2) = 3 and abs(-1) = 1", True),
    ("min(3, ${age}, 5) = 3 and max(1, 2) = 2 and sum(1, 2, 3) = 6", True),
    ("pow(2, 10) = 1024 and sqrt(9) = 3 and round(pi(), 2) = 3.14", True),
    ("round(cos(0) + atan(0), 2) = 1", True),
    ("count-non-empty(${age}, ${blank}, ${word}) = 2", True),
    ("${day} < date('2026-05-13')", True),
    ("${day} + 2 = date('2026-05-14')", True),
    ("today() - ${day} = 2", True),
    ("number('abc') = number('abc')", False),
    ("string(40.0) = '40' and boolean('false')", True),
    (". > 18", True),
    ("${needs} = ‘dogs radios’ and age = 40", True),
    ("../age = 40 and /data/group/age = 40", True),
]


@pytest.mark.parametrize(("text", "expected"), HOLDS)
def test_an_expression_holds_as_on_the_phone(text: str, expected: bool) -> None:
    """Numbers, texts, dates, blanks and choices compare as the specification says."""
    held = compile_expression(text).holds(ROW, types=TYPES, field="age", today="filled")
    assert held.tolist() == [expected]


UNKNOWN = [
    "${not_here} = 1",
    "pulldata('file', 'a', 'b', 'c') = 1",
    "jr:choice-name(${needs}, '${needs}') = 'Dogs'",
    "today() > 0",
    "regex(${word}, '(a+)+b')",
    "regex(${word}, '((a+))+')",
    "regex(${word}, '(a|a)*b')",
    "regex(${word}, '((a+)b?)+')",
    "regex(${word}, '(a?){30}a{30}')",
    f"regex(${{word}}, '{'a?' * 30}b')",
    "regex(${word}, 'a{9999999999}')",
    "regex(${word}, '[')",
    "regex(${word}, ${needs})",
    "1 = 1 and ${not_here} = 1",
    "${last-saved#age} = 1",
    "count(${needs}) > 0",
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_cannot_be_said_is_neither_true_nor_false(text: str) -> None:
    """A field that is not there, another form's data and the day without a field for it are unknown."""
    assert compile_expression(text).holds(ROW, types=TYPES).isna().tolist() == [True]
    assert compile_expression(f"({text}) and false()").holds(ROW, types=TYPES).tolist() == [False]
    assert compile_expression(f"true() or {text}").holds(ROW, types=TYPES).tolist() == [True]


FAILED = [
    "1 div ${zero}",
    "${word} + 1",
    "number('1,5')",
    "sqrt(0 - 1)",
    "log(0)",
    "5 mod 0",
    "string-length(substr(${word}, 'x'))",
    "1e3 + 'x'[0]",
]


@pytest.mark.parametrize("text", FAILED[:-1])
def test_a_number_that_cannot_be_computed_is_marked(text: str) -> None:
    """A division by zero and a number made of letters are not taken for «does not hold»."""
    assert compile_expression(f"{text} > 5").column(ROW, types=TYPES).failed.tolist() == [True]


WRONG = [
    ("", "A value is missing"),
    ("${age} >", "A value is missing"),
    ("${age} 5", "operator is missing"),
    ("(1 + 2", "«)» is missing"),
    ("selectd(${needs}, 'a')", "Did you mean «selected»"),
    ("selected(${needs})", "is given 1 values"),
    ("${age} = «40»", "straight quotation marks"),
    ("__import__('os')", "no function «__import__»"),
    ("(" * 9_000 + "1" + ")" * 9_000, "nested too deeply"),
    ("1" * 20_001, "longer than"),
    ("1" + "+1" * 1_200, "nested too deeply"),
    ("1 | 2", "operator is missing"),
    ("${age} ; ${word}", "cannot hold «;»"),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=lambda text: text[:20])
def test_what_cannot_be_read_is_refused_with_its_place(text: str, said: str) -> None:
    """The message says what is missing, at which character, and what to write instead."""
    with pytest.raises(ExpressionError) as error:
        compile_expression(text)
    assert said in str(error.value)


def test_unknown_fields_are_named_with_the_nearest() -> None:
    """All of them at once."""
    with pytest.raises(ExpressionError) as error:
        compile_expression("${agee} > 1 and ${wrd} = 'x'").refuse_unknown(ANSWERS)
    assert "did you mean «age»" in str(error.value)
    assert "did you mean «word»" in str(error.value)


OPERATORS = ("=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "and", "or")
LEAVES = st.sampled_from(("1", "0", "2.5", "'a'", "''", "'2'", "${a}", "${b}", "${c}", "true()", "false()"))
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(OPERATORS), inner).map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"),
        inner.map("not({})".format),
        inner.map("string({})".format),
        inner.map("boolean({})".format),
        inner.map("-{}".format),
        st.tuples(inner, inner).map(lambda parts: "concat({}, {})".format(*parts)),
        st.tuples(inner, inner).map(lambda parts: "contains({}, {})".format(*parts)),
        inner.map("string-length({})".format),
    ),
    max_leaves=6,
)


@given(TREES, st.sampled_from(("5", "", "x", "0")), st.sampled_from(("2", " 2 ", "y")))
def test_xpath_agrees_with_another_program(text: str, a: str, b: str) -> None:
    """Random expressions give what another implementation gives for the same answers, as a truth."""
    document = etree.Element("data")
    for name, value in (("a", a), ("b", b), ("c", "")):
        etree.SubElement(document, name).text = value
    plain = text
    for name in "abc":
        plain = plain.replace(f"${{{name}}}", f"string(/data/{name})")
    frame = pd.DataFrame([{"a": a or None, "b": b, "c": None}], dtype="str")
    held = compile_expression(f"boolean({text})").holds(frame, types={})
    assert held.tolist() == [etree.ElementTree(document).xpath(f"boolean({plain})")]


def _expressions(sheet: list[list[object]]) -> Iterator[str]:
    header = [str(cell).strip().lower() for cell in sheet[0]]
    wanted = ("relevant", "bind::relevant", "relevance", "constraint", "calculation", "choice_filter", "repeat_count")
    columns = [position for position, name in enumerate(header) if name in wanted]
    for row in sheet[1:]:
        yield from (str(row[column]) for column in columns if column < len(row) and str(row[column]).strip())


def test_every_expression_of_forms_made_by_others_is_read(conformance: Path) -> None:
    """All conditions, constraints and calculations of the accepted questionnaires but the one meant to be none."""
    from python_calamine import CalamineWorkbook

    found: list[str] = []
    with (conformance / "xlsforms" / "pyxform_acceptance.csv").open(encoding="utf-8", newline="") as file:
        accepted = [row["file"] for row in csv.DictReader(file) if row["pyxform_4.5.0"] == "ok"]
    for name in accepted:
        if not name.endswith((".xls", ".xlsx", ".xlsm")):
            continue
        workbook = CalamineWorkbook.from_path(str(conformance / "xlsforms" / name))
        sheets = [sheet for sheet in workbook.sheet_names if sheet.strip().lower() == "survey"]
        found += [text for sheet in sheets for text in _expressions(workbook.get_sheet_by_name(sheet).to_python())]
    with (conformance / "cleaning_log" / "survey.csv").open(encoding="utf-8-sig", newline="") as file:
        found += _expressions(list(csv.reader(file)))
    assert len(found) > 300
    unread = {}
    for text in dict.fromkeys(found):
        try:
            compile_expression(text)
        except ExpressionError as error:
            unread[text] = str(error)
    assert list(unread) == ["because pyxform doesn't know what to do"]
