"""What a check measured, in words: a person reads them beside the question in the review workbook."""

from __future__ import annotations

from needs_analysis.language import say

PARTS, IS = "; ", "="


def say_evidence(evidence: str, language: str | None = None) -> str:
    """Say the evidence of a check in words; what has no words here stays as it is.

    >>> say_evidence("kind=name; by=value; n=3", "en"), say_evidence("fields=name+agency", "en")
    ('kind: name; found by: the answers; number: 3', 'fields: name, agency')
    >>> say_evidence("7 = 3 + 4", "en")
    '7 = 3 + 4'
    """
    return PARTS.join(_say_part(part, language) for part in evidence.split(PARTS))


def _say_part(part: str, language: str | None) -> str:
    name, _, value = part.partition(IS)
    words = _names(language).get(name)
    if words is None:
        return part
    if name == "fields":
        value = ", ".join(value.split("+"))
    return f"{words}: {_values(language).get((name, value), value)}"


def _names(language: str | None) -> dict[str, str]:
    return {
        "kind": say("kind", language),
        "by": say("found by", language),
        "n": say("number", language),
        "fields": say("fields", language),
        "first": say("first row", language),
        "letters": say("one letter alone in every answer", language),
        "sent": say("sent", language),
        "from": say("collected from", language),
        "total": say("total", language),
        "whole": say("whole", language),
        "least": say("least", language),
        "most": say("most", language),
        "nearest": say("nearest", language),
        "minutes": say("minutes", language),
        "start": say("start", language),
        "share": say("share", language),
        "measure": say("measure", language),
        "answer": say("answer", language),
    }


def _values(language: str | None) -> dict[tuple[str, str], str]:
    return {
        ("by", "value"): say("the answers", language),
        ("by", "heading"): say("the heading", language),
        ("letters", "1"): say("yes", language),
        ("kind", "name"): say("name", language),
        ("kind", "email"): say("e-mail", language),
        ("kind", "phone"): say("phone", language),
        ("kind", "address"): say("address", language),
        ("kind", "birth_date"): say("date of birth", language),
        ("kind", "document"): say("number of a document", language),
        ("kind", "bank"): say("bank account or card", language),
        ("kind", "account"): say("account", language),
        ("kind", "gps"): say("place on the map", language),
        ("kind", "ip"): say("address on the internet", language),
        ("kind", "device"): say("device", language),
        ("kind", "recording"): say("picture or recording", language),
    }
