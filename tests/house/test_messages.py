"""Whatever a user can read is said in every language."""

import ast
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from tests.house.extract_messages import (
    CATALOGUES,
    FORMS,
    brought_up_to_date,
    calls,
    forms,
    literal,
    read_catalogue,
    said,
)
from tests.house.sources import SOURCES, name_of, parsed

each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def entries(catalogue: Catalog) -> list[Message]:
    """Return a catalogue's messages without its head."""
    return [message for message in catalogue if message.id]


def in_code() -> list[tuple[str, ast.Call, list[ast.expr]]]:
    """Return every call that says something, with its place."""
    return [
        (f"{name_of(path)}:{call.lineno}", call, messages)
        for path in SOURCES
        if path.stem != "language"
        for call, messages in calls(parsed(path))
    ]


def test_messages_are_written_out() -> None:
    """A message that is put together elsewhere would never reach a translator."""
    assert [place for place, _, messages in in_code() if not literal(messages)] == []


def test_say_keeps_its_name() -> None:
    """Under another name a message would not be found."""
    imports = [
        (path, alias)
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    assert [name_of(path) for path, alias in imports if alias.name in FORMS and alias.asname] == []


def test_messages_are_given_what_they_name() -> None:
    """Every name in braces is given by the call, and nothing is given in vain."""
    wrong = []
    for place, call, messages in in_code():
        given = {keyword.arg for keyword in call.keywords} - {"language"}
        named = set().union(*(placeholders(text) for text in literal(messages)))
        counted = {"n"} if ast.unparse(call.func).endswith("say_count") else set()
        if None not in given and given | counted != named | counted:
            wrong.append(place)
    assert wrong == []


@each_catalogue
def test_nothing_is_missing_or_left_over(path: Path) -> None:
    """A catalogue holds what is said, no less and no more."""
    ids = {message.id if isinstance(message.id, tuple) else (message.id,) for message in entries(read_catalogue(path))}
    assert ids == set(said())


@each_catalogue
def test_everything_is_translated(path: Path) -> None:
    """Every form of every message has its words, and none awaits a second look."""
    catalogue = read_catalogue(path)
    plain = [message for message in entries(catalogue) if isinstance(message.id, str)]
    counted = [message for message in entries(catalogue) if not isinstance(message.id, str)]
    assert [message.id for message in entries(catalogue) if message.fuzzy or not all(forms(message.string))] == []
    assert [message.id for message in plain if len(forms(message.string)) != 1] == []
    assert [message.id for message in counted if len(forms(message.string)) != catalogue.num_plurals] == []


@each_catalogue
def test_translations_name_the_same_values(path: Path) -> None:
    """A translation has the braces of its message: no value is lost, none is asked for that is not there."""
    wrong = []
    for message in entries(read_catalogue(path)):
        original = message.id if isinstance(message.id, str) else message.id[-1]
        if is_prose(message):
            continue
        if any(placeholders(form) != placeholders(original) for form in forms(message.string)):
            wrong.append(message.id)
    assert wrong == []


def is_prose(message: Message) -> bool:
    """Whether a message is a notebook's, into which no value is put."""
    return all(place.endswith(".ipynb") for place, _ in message.locations)


def test_an_update_keeps_translations() -> None:
    """`make messages` adds and removes, and leaves every translation as it is."""
    message, *_ = (each for each in said() if len(each) == 1)
    old = Catalog(locale="ru", fuzzy=False)
    old.add(message[0], "перевод")
    old.add("This is said nowhere.", "нигде")
    new = brought_up_to_date(old)
    assert new[message[0]].string == "перевод"
    assert not new[message[0]].fuzzy
    assert "This is said nowhere." not in new
    assert {each.id if isinstance(each.id, tuple) else (each.id,) for each in entries(new)} == set(said())


def test_every_way_to_say_is_seen() -> None:
    """Messages are found under another module's name, within another call, and joined from parts."""
    code = "language.say('a'); tell(say('b' 'c', x=1)); say_count('one', 'many', n); say(text); say(f'{x}')"
    found = [literal(messages) for _, messages in calls(ast.parse(code))]
    assert set(found) == {("a",), ("bc",), ("one", "many"), ()}
    assert FORMS.keys() == {"say", "say_count"}
