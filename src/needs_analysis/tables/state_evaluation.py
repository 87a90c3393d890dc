"""What changed from before to after the event, and how it was judged, in sentences."""

from __future__ import annotations

from needs_analysis.language import say, say_count, say_number
from needs_analysis.release import Release
from needs_analysis.tables.estimate import Estimate
from needs_analysis.tables.evaluated import (
    COMPARED,
    Evaluated,
    count_forms,
    is_retrospective,
    list_statements,
    objective_numbers,
    overall,
    say_no_evaluation,
    say_objective,
    say_statement,
    say_top_two,
)
from needs_analysis.tables.numbers import say_percent
from needs_analysis.tables.statement import Statement

LEVEL = 0.05
HALF = 0.5
UNMATCHED = ("unmatched_before", "unmatched_after", "ambiguous", "no_code")


def state_evaluation(release: Release, language: str) -> Statement:
    """Say who can be compared, which changes stand, which objectives were judged reached, how satisfied people were.

    A change stands where its p-value, adjusted for all statements, is at most 0.05; an objective was judged reached
    where the interval of the share of the two highest answers lies above one half.

    >>> print(state_evaluation(release, "en").text)
    12 people can be compared: they answered before and after under the same code. ...
    """
    forms = count_forms(release)
    if not forms:
        return Statement(say_no_evaluation(language))
    sentences = (
        _say_compared(release, forms, language),
        _say_unmatched(forms, language),
        _say_changes(release, language),
        _say_reached(release, language),
        _say_overall(release, language),
    )
    return Statement(" ".join(sentence for sentence in sentences if sentence))


def stands(found: Evaluated) -> bool:
    """Say whether the change of a statement stands after allowing for all that were tested.

    >>> stands(Evaluated("q1", "knowledge", {("p_holm", ""): Estimate(0.04)}))
    True
    """
    value = found["p_holm"].value
    return value is not None and value <= LEVEL


def _say_compared(release: Release, forms: dict[str, Estimate], language: str) -> str:
    pairs = forms["pairs"].value
    if pairs is None:
        return say(
            "The evaluation is not reported: too few people answered, or the number is withheld to protect a smaller "
            "group.",
            language=language,
        )
    if is_retrospective(release):
        return say_count(
            "{n} person looked back: before and after were both asked afterwards, in one form.",
            "{n} people looked back: before and after were both asked afterwards, in one form.",
            int(pairs),
            language=language,
        )
    return say_count(
        "{n} person can be compared: they answered before and after under the same code.",
        "{n} people can be compared: they answered before and after under the same code.",
        int(pairs),
        language=language,
    )


def _say_unmatched(forms: dict[str, Estimate], language: str) -> str:
    counts = {name: int(forms[name].value or 0) for name in UNMATCHED if name in forms}
    if not sum(counts.values()):
        return ""
    number = {name: say_number(count, language, digits=0) for name, count in counts.items()}
    reasons = [
        say("only before: {n}", language=language, n=number["unmatched_before"]),
        say("only after: {n}", language=language, n=number["unmatched_after"]),
    ]
    if counts["ambiguous"]:
        reasons.append(say("a code that stands twice: {n}", language=language, n=number["ambiguous"]))
    if counts["no_code"]:
        reasons.append(say("no code: {n}", language=language, n=number["no_code"]))
    return say_count(
        "{n} form has no partner and is left out of the comparison ({reasons}).",
        "{n} forms have no partner and are left out of the comparison ({reasons}).",
        sum(counts.values()),
        language=language,
        reasons="; ".join(reasons),
    )


def _say_changes(release: Release, language: str) -> str:
    statements = list_statements(release, *COMPARED)
    tested = [found for found in statements if found["p_holm"].value is not None]
    if not statements:
        return ""
    if not tested:
        return say("No statement can be compared: too few answers, or none that changed.", language=language)
    if all(found["p_holm"].note == "out_of_reach" for found in tested):
        return say_out_of_reach(language)
    standing = [found for found in tested if stands(found)]
    return f"{_say_standing(tested, standing, language)} {_say_largest(release, standing, language)}".strip()


def _say_standing(tested: list[Evaluated], standing: list[Evaluated], language: str) -> str:
    fell = sum((found["change"].value or 0.0) < 0 for found in standing)
    rose = len(standing) - fell
    number = {"rose": say_number(rose, language, digits=0), "fell": say_number(fell, language, digits=0)}
    if not standing:
        return say_count(
            "The answers to {n} statement were compared; they did not change by more than chance would explain.",
            "The answers to {n} statements were compared; none changed by more than chance would explain.",
            len(tested),
            language=language,
        )
    if not fell:
        return say_count(
            "Of {n} statement compared, answers to {rose} rose by more than chance would explain.",
            "Of {n} statements compared, answers to {rose} rose by more than chance would explain.",
            len(tested),
            language=language,
            rose=number["rose"],
        )
    return say_count(
        "Of {n} statement compared, answers to {rose} rose and to {fell} fell by more than chance would explain.",
        "Of {n} statements compared, answers to {rose} rose and to {fell} fell by more than chance would explain.",
        len(tested),
        language=language,
        **number,
    )


def say_out_of_reach(language: str) -> str:
    """Say that no statement could have stood.

    >>> say_out_of_reach("en")
    'So few answers changed that, with so many statements, no change could be told from chance, whatever was answered.'
    """
    return say(
        "So few answers changed that, with so many statements, no change could be told from chance, "
        "whatever was answered.",
        language=language,
    )


def _say_largest(release: Release, standing: list[Evaluated], language: str) -> str:
    if not standing:
        return ""
    largest = max(standing, key=lambda found: abs(found["change"].value or 0.0))
    return say(
        "The largest change: “{statement}” ({change} points, n = {n}).",
        language=language,
        statement=say_statement(release, largest.code, language),
        change=say_number(largest["change"].value or 0.0, language, signed=True),
        n=largest["change"].n,
    )


def _say_reached(release: Release, language: str) -> str:
    codes = [str(objective["id"]) for objective in release.manifest["objectives"]]
    shares = {code: objective_numbers(release, code, "satisfaction")["share", "top_two"] for code in codes}
    judged = {code: share for code, share in shares.items() if share.value is not None and share.interval}
    if not judged:
        return ""
    reached = [code for code, share in judged.items() if share.low is not None and share.low > HALF]
    words = {code: _say_objective(release, code, share, language) for code, share in judged.items()}
    named = "; ".join(words[code] for code in reached)
    others = "; ".join(words[code] for code in words if code not in reached)
    top = say_top_two(release, language)
    if not named:
        told = say("For no objective did clearly more than half give {top}:", language=language, top=top)
        return f"{told} {others}."
    told = say(
        "Objectives for which clearly more than half gave {top}: {objectives}.",
        language=language,
        top=top,
        objectives=named,
    )
    if not others:
        return told
    return f"{told} {say('Of the others this cannot be said: {objectives}.', language=language, objectives=others)}"


def _say_objective(release: Release, code: str, share: Estimate, language: str) -> str:
    return say(
        "“{objective}” ({share})",
        language=language,
        objective=say_objective(release, code, language),
        share=say_share_of(share, language),
    )


def say_share_of(share: Estimate, language: str) -> str:
    """Write a share with its respondents.

    >>> say_share_of(Estimate(0.75, n=12), "en")
    '75 %, n = 12'
    """
    return say("{share}, n = {n}", language=language, share=say_percent(share.value or 0.0, language), n=share.n)


def _say_overall(release: Release, language: str) -> str:
    for found in overall(release):
        mean, share = found["mean", "after"], found["share", "top_two"]
        if mean.value is not None and share.value is not None:
            return say(
                "Satisfaction with the event as a whole: mean {mean}; {top} from {share}.",
                language=language,
                mean=say_number(mean.value, language),
                top=say_top_two(release, language),
                share=say_share_of(share, language),
            )
    return ""
