"""The types of questions under the names that XLSForm has for them today, whatever a form calls them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

INPUTS = {"string": "text", "int": "integer"}
UPLOADS = {"image/*": "image", "audio/*": "audio", "video/*": "video", "osm/*": "osm"}
CONTROLS = {"select1": "select_one", "select": "select_multiple", "odk:rank": "rank", "trigger": "acknowledge"}
KEPT = ("hidden", "audit", "range", "start-geopoint", "background-audio", "background-geopoint")
SELECTS = {"select one": "select_one", "select one external": "select_one", "select all that apply": "select_multiple"}
NO_QUESTIONS = ("note", "csv-external", "xml-external")
CHOOSING = ("select_one", "select_multiple", "rank")


def type_name(written: str) -> str:
    """Give the name that XLSForm has today for a type of question.

    >>> [type_name(written) for written in ("select all that apply", "q string", "get start time", "phone number")]
    ['select_multiple', 'text', 'start', 'text']
    >>> type_name("note"), type_name("hidden"), type_name("imei")
    ('note', 'hidden', 'deviceid')
    """
    if written in SELECTS or written in KEPT or written in NO_QUESTIONS:
        return SELECTS.get(written, written)
    known = known_type(written)
    bind, control = known.get("bind", {}), known.get("control", {})
    if preloaded := bind.get("jr:preloadParams"):
        return str(preloaded).removeprefix("uri:")
    tag = control.get("tag", "")
    if tag == "upload":
        return UPLOADS.get(control["mediatype"], "file")
    if tag == "input":
        return "note" if "readonly" in bind else INPUTS.get(bind["type"], str(bind["type"]))
    return CONTROLS.get(tag, "calculate")


def known_type(written: str) -> Mapping[str, Any]:
    """Give what a type brings with it: its control, its data type, a constraint of its own.

    >>> known_type("percentage")["bind"]["constraint"]
    '0 <= . and . <= 100'
    """
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    known: Mapping[str, Any] = QUESTION_TYPE_DICT.get(written, {})
    return known
