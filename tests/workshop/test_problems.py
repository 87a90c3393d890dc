"""Wrong settings: the key, what stands there, what it takes, in the reader's language alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from needs_analysis.errors import SettingsError
from needs_analysis.language import interface_language
from needs_analysis.workshop import read_workshop
from needs_analysis.workshop.settings import Settings
from tests.small_workspace import SETTINGS

LIMIT = "smallest_group = 3"
WRONG = {
    "an edition misspelt": ("[editions.organiser]", "[editions.organizer]", "did you mean «organiser»?"),
    "a source misspelt": ("[sources.responses]", "[sources.respones]", "did you mean «responses»?"),
    "a key misspelt": (LIMIT, "smallest_grup = 3", "did you mean «smallest_group»?"),
    "a group too small": (LIMIT, "smallest_group = 2", "smallest_group: is 2; the floor is 3 and is built in"),
    "a number in words": (
        LIMIT,
        'smallest_group = "five"',
        "takes a whole number, without quotation marks; here stands",
    ),
    "half a person": (LIMIT, "smallest_group = 5.5", "takes a whole number, without quotation marks; here stands 5.5"),
    "a part above one": (LIMIT, "narrowest = 1.5", "narrowest: takes less than 1; here stands 1.5"),
    "a part below zero": (LIMIT, "narrowest = -0.5", "narrowest: takes 0 or more; here stands -0.5"),
    "no number at all": (LIMIT, "narrowest = nan", "narrowest: takes"),
    "a part in words": (LIMIT, 'narrowest = "a tenth"', "narrowest: takes a number"),
    "a rule misspelt": ('"open"', '"opened"', "attribution: «opened» is not allowed; did you mean «open»?"),
    "no language": ('languages = ["en"]', "languages = []", "languages: is empty"),
    "a language alone": ('languages = ["en"]', 'languages = "en"', "languages: takes a list in square brackets"),
    "a day in quotation marks": ("start = 2026-05-12", 'start = "12 May"', "start: takes a day"),
    "a moment for a day": ("start = 2026-05-12", "start = 2026-05-12T10:00:00", "start: takes a day"),
    "a sign that no file has": ("needs.csv", "needs\\u0000.csv", "holds the sign U+0000"),
    "a name with a blank": ('id = "small"', 'id = "small one"', "«small one» is no name"),
    "a number for a text": ('needs = "needs.csv"', "needs = 5", "registers.needs: takes text in quotation marks"),
    "a text for a table": ("[registers]\nneeds", '[delegations]\nnational = "KAZ"\n[registers]\nneeds', "takes a list"),
    "a switch in words": ("[registers]", '[checks.missing]\non = "yes"\n[registers]', "on: takes true or false"),
    "a share of nothing": ("[registers]", "[checks.missing]\nmost = 0\n[registers]", "most: takes more than 0"),
    "a share of too much": ("[registers]", "[checks.missing]\nmost = 2\n[registers]", "most: takes 1 or less"),
    "a rule with capitals": ("[registers]", '[checks.rules.A]\nwhen="1"\n[registers]', "takes small Latin letters"),
    "a parameter of no kind": (
        'notebook = "03_needs"',
        'notebook = "03_needs"\nparameters = { x = [1] }',
        "parameters.x: takes text in quotation marks, a number, true or false; here stands a list",
    ),
}


def told(root: Path, settings: str, language: str) -> str:
    root.joinpath("workshop.toml").write_text(settings, encoding="utf-8")
    with interface_language(language), pytest.raises(SettingsError) as refused:
        read_workshop(root)
    return str(refused.value)


@pytest.mark.parametrize(("old", "new", "said"), WRONG.values(), ids=WRONG)
def test_wrong_settings_are_told_in_words(tmp_path: Path, old: str, new: str, said: str) -> None:
    """In English as expected; in Russian without a word of the library that found it."""
    assert old in SETTINGS
    settings = SETTINGS.replace(old, new, 1)
    assert said in told(tmp_path, settings, "en")
    russian = told(tmp_path, settings, "ru")
    assert any("а" <= letter <= "я" for letter in russian)
    for word in ("Input", "should", "valid", "takes", "stands", "floor"):
        assert word not in russian, russian


def test_what_may_be_of_several_kinds_is_told_once(tmp_path: Path) -> None:
    settings = SETTINGS.replace('"03_needs"', '"03_needs"\nparameters = { x = [1] }', 1)
    assert told(tmp_path, settings, "en").count("parameters.x") == 1


def test_every_kind_of_fault_that_a_schema_can_meet_has_words() -> None:
    """The bounds and types of the settings' own schema are those that are put into words."""
    found = set(_kinds(Settings.model_json_schema()))
    assert found <= {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "minLength", "pattern",
                     "minProperties"}  # fmt: skip
    assert "minimum" in found


def _kinds(schema: object) -> list[str]:
    if isinstance(schema, list):
        return [kind for each in schema for kind in _kinds(each)]
    if not isinstance(schema, dict):
        return []
    bounds = [key for key in schema if key.startswith(("min", "max", "exclusive", "multiple")) or key == "pattern"]
    bounds = [key for key in bounds if not isinstance(schema[key], dict)]
    return bounds + [kind for each in schema.values() for kind in _kinds(each)]


def test_the_library_still_says_which_words_it_expected() -> None:
    """The nearest right word is read out of that list."""
    with pytest.raises(ValidationError) as refused:
        Settings.model_validate({"editions": {"donors": {}}})
    expected = [each["ctx"]["expected"] for each in refused.value.errors() if each["type"] == "literal_error"]
    assert expected == ["'organiser', 'national' or 'donor'"]
