"""Forms linked to participants: by code, by e-mail, by name; a form that fits several people is linked to none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from needs_analysis.columns import LINKS
from needs_analysis.people.agreement import contradicted
from needs_analysis.people.facts import Fact, items_of
from needs_analysis.people.names import read_name

CODE, ID = "code", "participant"
PLACES = ("country", "agency")


@dataclass(frozen=True)
class _Form:
    """What became of one form: whose it is and how that is known, or why it is linked to nobody."""

    participant: int | None = None
    method: str = "none"
    note: str = ""
    candidates: tuple[int, ...] = ()


def link_responses(participants: pd.DataFrame, responses: pd.DataFrame) -> pd.DataFrame:
    """Say of every form whose it is, and of every participant which form is theirs; several forms may be one's.

    A form is linked by the first method that fits one participant alone: its field `participant` names their row, or
    `code` is the same in both; the e-mail is the same; the name is, written out, and neither country nor agency
    differs. Where several would fit, or the names differ, nothing is linked and the candidates are listed.

    Args:
        participants: clean, with `row_id` and some of code, email, name, country, agency.
        responses: clean, with `row_id` and some of the same fields, or `participant`.

    >>> people = pd.DataFrame({"row_id": ["p1", "p2"], "email": ["a@b.org", "c@b.org"]})
    >>> forms = pd.DataFrame({"row_id": ["f1", "f2"], "email": ["A@b.org ", "d@b.org"]})
    >>> link_responses(people, forms)[["participant", "response", "method"]].fillna("").values.tolist()
    [['p1', 'f1', 'email'], ['', 'f2', 'none'], ['p2', '', 'none']]
    """
    forms = [_Form() for _ in range(len(responses))]
    for method, (theirs, asked) in _methods(participants, responses).items():
        forms = _link_by(method, forms, _candidates(theirs, asked), frames=(participants, responses))
    people, ids = participants["row_id"].tolist(), responses["row_id"].tolist()
    rows = [_row(form, people, response) for form, response in zip(_with_repeats(forms), ids, strict=True)]
    linked = {form.participant for form in forms}
    missing = [person for place, person in enumerate(people) if place not in linked]
    return LINKS.frame(rows + [{"participant": person, "method": "none"} for person in missing])


def _methods(people: pd.DataFrame, forms: pd.DataFrame) -> Mapping[str, tuple[list[str], list[str]]]:
    """Give for each method the key of each participant and of each form; a blank key fits nobody."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    if ID in forms:
        found["code"] = (_codes(people["row_id"]), _codes(forms[ID]))
    elif CODE in people and CODE in forms:
        found["code"] = (_codes(people[CODE]), _codes(forms[CODE]))
    if "email" in people and "email" in forms:
        email = Fact("email", ("email",))
        found["email"] = ([*map("".join, items_of(people, email))], [*map("".join, items_of(forms, email))])
    if "name" in people and "name" in forms:
        found["name"] = (_whole_names(people["name"]), _whole_names(forms["name"]))
    return found


def _codes(values: pd.Series) -> list[str]:
    return [*values.fillna("").astype("str").str.strip().str.casefold()]


def _whole_names(values: pd.Series) -> list[str]:
    """Give the words of each name as one key; blank where an initial leaves open what stands behind it."""
    names = [read_name(text) for text in values.fillna("")]
    return [" ".join(each.words) if each.full and not any("." in word for word in each.words) else "" for each in names]


def _candidates(theirs: Sequence[str], asked: Sequence[str]) -> list[tuple[int, ...]]:
    known: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(theirs):
        known[key].append(place)
    return [tuple(known.get(key, ())) if key else () for key in asked]


def _link_by(
    method: str, forms: list[_Form], fitting: list[tuple[int, ...]], *, frames: tuple[pd.DataFrame, pd.DataFrame]
) -> list[_Form]:
    """Link the forms that are open and fit one participant; by name, that must be true of both sides."""
    open_forms = [place for place, form in enumerate(forms) if form.method == "none" and form.note != "contradicted"]
    taken = {form.participant for form in forms if form.participant is not None}
    claims = Counter(fitting[place] for place in open_forms)
    pairs = [(fitting[place][0], place) for place in open_forms if len(fitting[place]) == 1]
    wrong = contradicted(*frames, pairs, facts=("name", *(PLACES if method == "name" else ())))
    linked = list(forms)
    for place in open_forms:
        people = fitting[place]
        shared = method == "name" and (claims[people] > 1 or bool(taken.intersection(people)))
        if len(people) > 1 or (people and shared):
            linked[place] = _Form(note="ambiguous", candidates=people)
        elif people and (people[0], place) in wrong:
            linked[place] = _Form(note="contradicted", candidates=people)
        elif people:
            linked[place] = _Form(people[0], method)
    return linked


def _with_repeats(forms: Sequence[_Form]) -> list[_Form]:
    """Mark every further form of the same participant."""
    seen: set[int] = set()
    marked: list[_Form] = []
    for form in forms:
        marked.append(replace(form, note="repeated") if form.participant in seen else form)
        seen |= {form.participant} if form.participant is not None else set()
    return marked


def _row(form: _Form, people: Sequence[str], response: str) -> dict[str, object]:
    whose = people[form.participant] if form.participant is not None else ""
    near = "; ".join(people[place] for place in form.candidates)
    return {
        "participant": whose, "response": response, "method": form.method, "note": form.note, "candidates": near,
    }  # fmt: skip
