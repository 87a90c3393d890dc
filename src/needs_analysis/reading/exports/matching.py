"""Which column of an export holds which question of the form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from needs_analysis.reading.exports.spelled_headings import LOOSE_SEPARATORS, Spellings

MANGLED_MARK = "X.U.FEFF."


@dataclass
class Match:
    """The field of each column, blank where the form does not know it, and what was unclear.

    Attributes:
        fields: a field a column; `question/choice` for one choice of several.
        whole: the questions that have a column.
        by_choice: the questions that have a column for a choice.
        unclear: a heading → the fields among which it does not decide.
        beside: a heading → the field that it seems to name, but another column holds already.
    """

    fields: list[str]
    whole: set[str] = field(default_factory=set)
    by_choice: set[str] = field(default_factory=set)
    unclear: dict[str, list[str]] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)

    @property
    def found(self) -> set[str]:
        """The questions that the export holds in one way or the other."""
        return self.whole | self.by_choice


def match_headings(headings: Sequence[str], spellings: Spellings, *, renamed: Mapping[str, str]) -> Match:
    """Match the headings of an export with the questions of a form.

    A name or label as the form has it counts first; then the choices of questions that allow several; last a name
    behind groups that the form does not have. One spelling for several questions is told apart by the order of the
    columns, if there are as many columns as questions.

    Args:
        headings: one a column.
        spellings: what the form's questions may be called.
        renamed: name of a question in an older form → its name now.
    """
    names = [_renamed(heading.removeprefix(MANGLED_MARK), renamed) for heading in headings]
    match = Match([""] * len(names))
    _assign(names, match, spellings.paths)
    _assign(names, match, spellings.labels)
    for at in _left(names, match):
        if choice := spellings.choice(names[at]):
            match.fields[at] = "/".join(choice)
            match.by_choice.add(choice[0])
    _assign(names, match, {names[at]: spellings.behind_groups(names[at]) for at in _left(names, match)})
    return match


def _left(names: Sequence[str], match: Match) -> list[int]:
    """Give the columns that are still without a field, and about which nothing is unclear."""
    return [at for at, name in enumerate(names) if not match.fields[at] and name not in match.unclear | match.beside]


def _assign(names: Sequence[str], match: Match, known: Mapping[str, list[str]]) -> None:
    """Give columns the fields that their names are known for; the longest path to a field comes first."""
    columns: defaultdict[str, list[int]] = defaultdict(list)
    for at in _left(names, match):
        if known.get(names[at]):
            columns[names[at]].append(at)
    for name in sorted(columns, key=len, reverse=True):
        places, fields = columns[name], [each for each in known[name] if each not in match.whole]
        if not fields:
            match.beside[name] = known[name][0]
            continue
        fields = fields * len(places) if len(fields) == 1 else fields
        if len(fields) != len(places):
            match.unclear[name] = fields
            continue
        for at, each in zip(places, fields, strict=True):
            match.fields[at] = each
        match.whole.update(fields)


def _renamed(heading: str, renamed: Mapping[str, str]) -> str:
    """Put the new name of a question in place of its old one."""
    if heading in renamed:
        return renamed[heading]
    for separator in LOOSE_SEPARATORS:
        parts = heading.split(separator)
        if len(parts) > 1 and any(part in renamed for part in parts):
            return separator.join(renamed.get(part, part) for part in parts)
    return heading
