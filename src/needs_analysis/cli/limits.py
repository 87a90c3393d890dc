"""The limits of each edition, each with its reason: the register's, or the workshop's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from needs_analysis.columns import records
from needs_analysis.disclosure.suppression import Limits
from needs_analysis.errors import Problem, SettingsError
from needs_analysis.language import LANGUAGES, say
from needs_analysis.registers.files import read_register
from needs_analysis.workshop import SETTINGS, Edition, Workshop


def smallest_groups(workshop: Workshop) -> dict[Edition, int]:
    """Give the smallest group that each edition shows."""
    return {edition: limits_of(workshop, edition)[0].smallest_group for edition in workshop.editions}


def limits_of(workshop: Workshop, edition: Edition) -> tuple[Limits, dict[str, dict[str, Any]]]:
    """Give the limits of an edition, and each limit with its value and its reason by language."""
    own = workshop.settings.editions[edition]
    reasons: dict[str, dict[str, str]] = {str(name): words for name, words in own.reason.items()}
    said: dict[str, dict[str, Any]] = {}
    for usual in (row for row in records(read_register("edition_limits")) if row["edition"] == edition):
        name, chosen = str(usual["limit"]), getattr(own, str(usual["limit"]))
        value = float(usual["value"] if chosen is None else chosen)
        reason = {language: str(usual[f"reason_{language}"]) for language in LANGUAGES}
        is_usual = value == float(usual["value"])
        said[name] = {"value": value, "reason": {**(reason if is_usual else {}), **reasons.get(name, {})}}
    values = {name: told["value"] for name, told in said.items()}
    return Limits(int(values["smallest_group"]), values["narrowest"], int(values["alone"])), said


def refuse_unreasoned(workshop: Workshop) -> None:
    """Refuse limits that are not the usual ones and whose reason a reader of one of the reports would not find.

    Raises:
        SettingsError: naming each such limit and language, of all editions.
    """
    problems = [problem for edition in workshop.editions for problem in _unreasoned(workshop, edition)]
    if problems:
        raise SettingsError(problems)


def _unreasoned(workshop: Workshop, edition: Edition) -> Iterator[Problem]:
    languages = workshop.settings.workshop.languages
    for name, told in limits_of(workshop, edition)[1].items():
        for language in (each for each in languages if not told["reason"].get(each, "").strip()):
            what = say(
                "The edition «{edition}» has a limit of its own without a reason in the language «{code}»: {name}.",
                edition=edition,
                code=language,
                name=name,
            )
            remedy = say(
                'Say why, under [editions.{edition}]: reason.{name}.{code} = "…"',
                edition=edition,
                name=name,
                code=language,
            )
            yield Problem(what, file=SETTINGS, remedy=remedy)
