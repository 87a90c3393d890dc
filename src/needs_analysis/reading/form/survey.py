"""The questions of a converted questionnaire, each with its groups, its table and the conditions it is asked under."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from needs_analysis.reading.form.question_types import NO_QUESTIONS, known_type, type_name
from needs_analysis.reading.form.sheets import ROW
from needs_analysis.reading.form.validity import Element

FORMS = "responses"
META = "meta"
MADE_FOR_LAYOUT = "reserved_name_for_field_list_labels_"
NO_LANGUAGE = "default"
ASKED_FOR = re.compile(r"%\((?:label|name)\)s")
CELLS = ("label", "need", "measure")


@dataclass(frozen=True)
class Asked:
    """A question as it stands in the questionnaire.

    Attributes:
        element: the question as pyxform understands it.
        groups: the groups it stands in, outermost first; repeat groups too.
        table: the repeat group it stands in, the innermost of several; `responses` outside of all.
        relevant: the conditions of its groups and its own, outermost first.
        several_groups: whether another question of the table, in another group, has the same name.
    """

    element: Element
    groups: tuple[str, ...] = ()
    table: str = FORMS
    relevant: tuple[str, ...] = ()
    several_groups: bool = False

    @property
    def name(self) -> str:
        """The question's name; behind its groups where several questions of the table have it."""
        name = str(self.element["name"])
        return "/".join([*self.groups, name]) if self.several_groups else name

    @property
    def type(self) -> str:
        """The question's type as XLSForm calls it today."""
        return type_name(str(self.element["type"]))

    @property
    def row(self) -> int | None:
        """Its row in the sheet survey; none for a question that pyxform added."""
        row = self.element.get(ROW)
        return int(row) if row else None

    def cell(self, heading: str) -> str:
        """Give the cell under a heading that is not XLSForm's own, whatever the case the heading is written in."""
        found = (cell for name, cell in self.element.items() if name.strip().lower() == heading)
        return next((str(cell).strip() for cell in found if isinstance(cell, str)), "")

    def rule(self, name: str) -> str:
        """Give an expression of the question: relevant, constraint, required or calculate; blank where it has none."""
        return rule_of(self.element, name) or str(known_type(str(self.element["type"])).get("bind", {}).get(name, ""))


def rule_of(element: Mapping[str, Any], name: str) -> str:
    """Give an expression of a question or group; yes and no in any case become true() and false().

    >>> rule_of({"bind": {"required": "Yes", "relevant": "${a} = 1"}}, "required")
    'true()'
    """
    from pyxform.aliases import BINDING_CONVERSIONS

    written = str(element.get("bind", {}).get(name, "")).strip()
    return str(BINDING_CONVERSIONS.get(written, written))


def list_asked(survey: Element) -> list[Asked]:
    """List the questions in the order of the questionnaire; notes and groups are no questions."""
    asked = list(_within(survey["children"], Asked({})))
    names = Counter((each.table, each.name) for each in asked)
    return [replace(each, several_groups=names[each.table, each.name] > 1) for each in asked]


def words_of(text: object, default_language: str) -> dict[str, str]:
    """Give a label's words by language; blank where the questionnaire names none.

    >>> words_of("Age?", ""), words_of({"default": "Age?", "French": "Âge ?"}, "")
    ({'': 'Age?'}, {'': 'Age?', 'French': 'Âge ?'})
    """
    words = text if isinstance(text, Mapping) else {default_language: text or ""}
    named = {"" if language == NO_LANGUAGE else str(language): str(each).strip() for language, each in words.items()}
    return {language: each for language, each in named.items() if each}


def _within(children: Sequence[Element], above: Asked) -> Iterator[Asked]:
    for child in children:
        own = rule_of(child, "relevant")
        relevant = (*above.relevant, own) if own else above.relevant
        if child["type"] == "loop":
            yield from _looped(child, replace(above, groups=(*above.groups, child["name"]), relevant=relevant))
        elif child["type"] == "repeat":
            inside = replace(above, groups=(*above.groups, child["name"]), table=child["name"], relevant=relevant)
            yield from _within(child["children"], inside)
        elif child["type"] == "group":
            inside = replace(above, groups=(*above.groups, child["name"]), relevant=relevant)
            yield from _within(child["children"], inside)
        elif _is_question(child, above):
            yield replace(above, element=child, relevant=relevant)


def _is_question(element: Element, above: Asked) -> bool:
    name = str(element["name"])
    if above.groups == (META,):
        return bool(element["type"] == "audit")
    return type_name(str(element["type"])) not in NO_QUESTIONS and not name.startswith(MADE_FOR_LAYOUT)


def _looped(loop: Element, above: Asked) -> Iterator[Asked]:
    """Ask a loop's questions once for each choice of its list, as groups called after the choices."""
    for choice in loop["columns"]:
        if choice["name"] != "none":
            children = [_spoken_for(child, choice) for child in loop["children"]]
            yield from _within(children, replace(above, groups=(*above.groups, choice["name"])))


def _spoken_for(child: Element, choice: Mapping[str, Any]) -> Element:
    """Put a choice's name and label where a looped question's label asks for them, in each language."""
    labels = words_of(choice.get("label"), NO_LANGUAGE)
    words = words_of(child.get("label"), NO_LANGUAGE)
    made = {}
    for language, text in words.items():
        label = labels.get(language) or next(iter(labels.values()), str(choice["name"]))
        named = {"%(label)s": label, "%(name)s": str(choice["name"])}
        made[language or NO_LANGUAGE] = _put_in(text, named)
    return {**child, "label": made}


def _put_in(text: str, words: Mapping[str, str]) -> str:
    """Put words into a text in one go: what they say is not looked through for further places."""
    return ASKED_FOR.sub(lambda found: words[found[0]], text)
