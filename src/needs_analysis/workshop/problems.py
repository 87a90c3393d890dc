"""What is wrong with `workshop.toml`, in the reader's language: the key, what stands there, what it takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from needs_analysis.errors import Problem
from needs_analysis.language import say
from needs_analysis.nearest import nearest
from needs_analysis.workshop.editions import FLOOR

LONGEST = 60
# What pydantic puts behind a key that may hold one of several kinds, or that is itself wrong.
BRANCHES = {"str", "int", "float", "bool"}
KEY = "[key]"


def settings_problems(error: ValidationError, model: type[BaseModel], *, file: str) -> list[Problem]:
    """Say everything that is wrong with settings; a key that may hold several kinds is named once.

    Args:
        error: what pydantic found.
        model: of the whole file.
        file: its name.
    """
    said = [(_where(each), _what(each, model)) for each in error.errors()]
    return [Problem(what, file=file) for what in dict.fromkeys(_at(where, what) for where, what in said)]


def _at(where: str, what: str) -> str:
    return say("{key}: {message}", key=where, message=what) if where else what


def _where(error: Any) -> str:
    if error["type"] in ("extra_forbidden", "missing") or KEY in error["loc"]:
        return ""
    return ".".join(_keys(error))


def _keys(error: Any) -> list[str]:
    keys = [str(part) for part in error["loc"] if part != KEY]
    is_branch = len(keys) > 1 and keys[-1] in BRANCHES and error["type"].endswith(("_type", "_from_float", "_number"))
    return keys[:-1] if is_branch else keys


def _what(error: Any, model: type[BaseModel]) -> str:
    keys, kind, context = _keys(error), str(error["type"]), error.get("ctx", {})
    if kind == "extra_forbidden":
        return _say_unknown(keys, _known_keys(model, keys[:-1]))
    if kind == "missing":
        return say("Key «{key}» is missing.", key=".".join(keys))
    if KEY in error["loc"] and kind == "literal_error":
        return _say_unknown(keys, _allowed(context))
    if kind == "value_error":
        return str(context["error"])
    if keys != [str(part) for part in error["loc"] if part != KEY]:
        return say("takes text in quotation marks, a number, true or false; here stands {value}", value=_shown(error))
    return _say_kind(kind, error) or _say_limit(kind, keys, error) or str(error["msg"])


def _say_unknown(keys: Sequence[str], known: list[str]) -> str:
    return say("Unknown key «{key}»{hint}", key=".".join(keys), hint=nearest(keys[-1], known))


def _say_kind(kind: str, error: Any) -> str:
    value = _shown(error)
    if kind == "string_type":
        return say("takes text in quotation marks; here stands {value}", value=value)
    if kind in ("int_type", "int_from_float"):
        return say("takes a whole number, without quotation marks; here stands {value}", value=value)
    if kind in ("float_type", "finite_number"):
        return say("takes a number, without quotation marks; here stands {value}", value=value)
    if kind == "bool_type":
        return say("takes true or false, without quotation marks; here stands {value}", value=value)
    if kind.startswith("date"):
        return say("takes a day, without quotation marks, as in 2026-05-12; here stands {value}", value=value)
    if kind == "list_type":
        return say("takes a list in square brackets; here stands {value}", value=value)
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return say("takes a table of keys with values; here stands {value}", value=value)
    return ""


def _say_limit(kind: str, keys: Sequence[str], error: Any) -> str:
    context, value = error.get("ctx", {}), _shown(error)
    if kind == "literal_error":
        return say(
            "«{value}» is not allowed{hint}", value=error["input"], hint=_hint(error["input"], _allowed(context))
        )
    if kind == "string_pattern_mismatch":
        return _say_letters(str(context["pattern"]), str(error["input"]))
    if kind in ("too_short", "string_too_short"):
        return say("is empty; it takes at least one entry")
    if kind == "greater_than_equal" and keys[-1] == "smallest_group":
        return say(
            "is {value}; the floor is {floor} and is built in: with the mean of two people each of them knows what the "
            "other answered",
            value=value,
            floor=FLOOR,
        )
    return _say_bound(kind, context, value)


def _say_bound(kind: str, context: Mapping[str, Any], value: str) -> str:
    if kind == "greater_than_equal":
        return say("takes {limit} or more; here stands {value}", limit=f"{context['ge']:g}", value=value)
    if kind == "greater_than":
        return say("takes more than {limit}; here stands {value}", limit=f"{context['gt']:g}", value=value)
    if kind == "less_than_equal":
        return say("takes {limit} or less; here stands {value}", limit=f"{context['le']:g}", value=value)
    if kind == "less_than":
        return say("takes less than {limit}; here stands {value}", limit=f"{context['lt']:g}", value=value)
    return ""


def _say_letters(pattern: str, value: str) -> str:
    if "A-Z" in pattern:
        return say("«{value}» is no name: it takes Latin letters, digits, _ and - alone", value=value[:LONGEST])
    return say("«{value}» is no name: it takes small Latin letters, digits and _ alone", value=value[:LONGEST])


def _hint(value: object, allowed: list[str]) -> str:
    return nearest(str(value), allowed)


def _allowed(context: Mapping[str, Any]) -> list[str]:
    """Read the allowed words out of what pydantic expected: 'stop', 'review' or 'note'."""
    return re.findall(r"'([^']*)'", str(context.get("expected", "")))


def _shown(error: Any) -> str:
    """Show what stands there as TOML writes it; a table or a list by its kind alone."""
    value = error["input"]
    if isinstance(value, dict):
        return say("a table")
    if isinstance(value, list):
        return say("a list")
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value) if len(str(value)) <= LONGEST else str(value)[:LONGEST] + "…"
    return f"«{text}»" if isinstance(value, str) else text


def _known_keys(model: type[BaseModel], keys: Sequence[str]) -> list[str]:
    found: Any = model
    for key in keys:
        fields = getattr(found, "model_fields", {})
        found = _model_within(fields[key].annotation) if key in fields else found
    return list(getattr(found, "model_fields", {}))


def _model_within(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_within(part)) is not None), None)
