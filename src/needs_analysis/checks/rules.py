"""Rules of the workshop's own: an XLSForm expression finds rows that cannot be right. Nothing of it is executed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from needs_analysis.checks.conditions import READS_DAY, Conditions, over_rows
from needs_analysis.checks.findings import Field, Findings, Severity, together
from needs_analysis.checks.subject import Subject
from needs_analysis.checks.table_notes import note
from needs_analysis.columns import LOG
from needs_analysis.errors import Problem, SettingsError
from needs_analysis.expressions import Expression, ExpressionError, compile_expression
from needs_analysis.language import say
from needs_analysis.nearest import nearest
from needs_analysis.workshop import SETTINGS
from needs_analysis.workshop.thresholds import Rule


def check_rules(subject: Subject, rules: Mapping[str, Rule]) -> Findings:
    """Apply the workshop's own rules that are about a table and are switched on.

    Args:
        subject: a table with its questions.
        rules: `[checks.rules]` of the workshop, by name.

    Raises:
        SettingsError: a rule cannot be read or computed, or names fields that do not exist.
    """
    wanted = {name: rule for name, rule in rules.items() if rule.on}
    return together(
        [check_rule(subject, rule=name, **rule.model_dump(exclude={"on"})) for name, rule in wanted.items()]
    )


def refuse_unknown_tables(rules: Mapping[str, Rule], tables: Sequence[str]) -> None:
    """Refuse rules about a table that was not received.

    Raises:
        SettingsError: every such rule, with the nearest table.
    """
    whats = [
        say("[checks.rules.{rule}] is about «{table}», which is no table{hint}", rule=name, table=rule.table, hint=hint)
        for name, rule in rules.items()
        if rule.on and rule.table not in tables
        for hint in [nearest(rule.table, list(tables))]
    ]
    if whats:
        raise SettingsError([Problem(what, file=SETTINGS) for what in whats])


def check_rule(
    subject: Subject,
    *,
    rule: str,
    when: str,
    table: str = "responses",
    fields: Sequence[str] = (),
    label: Mapping[str, str] | None = None,
    severity: Severity = "review",
) -> Findings:
    """List the rows that a rule finds, and those for which it could not be computed.

    Args:
        subject: a table with its questions.
        rule: the rule's own name, as in [checks.rules.NAME].
        when: an XLSForm expression that is true for the rows to list.
        table: the table that the rule is about; others have nothing to fear from it.
        fields: fields that the rule calls in question, one issue each; without them, the whole row.
        label: what the rule says, by language; it is shown from the settings.
        severity: whether such a row stops the run.

    Raises:
        SettingsError: the expression cannot be read or computed, or names fields that do not exist.

    >>> from needs_analysis.columns import RECEIVED
    >>> staff = [("9", "7"), ("7", "9"), ("7", "x")]
    >>> rows = [{"row_id": f"r{i}", "staff": all_, "women": women} for i, (all_, women) in enumerate(staff)]
    >>> found = check_rule(Subject("t", RECEIVED.frame(rows)), rule="too_many", when="${women} > ${staff}", table="t")
    >>> found.issues[["row_id", "check", "evidence"]].values.tolist()
    [['r1', 'own_rule', 'rule=too_many'], ['r2', 'rule_not_computed', 'rule=too_many']]
    """
    if subject.table != table:
        return together([])
    expression = _read(rule, when)
    subject.refuse_unknown([*sorted(expression.names), *fields], f"rules.{rule}")
    conditions = Conditions(subject)
    if reason := _lacking(subject, expression, conditions.day):
        return note(subject, check="rule_not_computed", evidence=f"rule={rule}; {reason}", severity=severity)
    holds, failed = conditions.values(expression)
    found = holds.fillna(False).astype(bool) & ~failed
    unsaid = ~found & (holds.isna() | failed)
    wrong = [_issues(subject.field(name), found, "own_rule", rule, severity=severity) for name in fields or [""]]
    return together([*wrong, _issues(subject.field(""), unsaid, "rule_not_computed", rule, severity=severity)])


def _read(rule: str, when: str) -> Expression:
    try:
        expression = compile_expression(when)
    except ExpressionError as error:
        whats = [say("[checks.rules.{rule}]: {what}", rule=rule, what=problem.what) for problem in error.problems]
        raise SettingsError([Problem(what, file=SETTINGS) for what in whats]) from error
    if expression.unsupported or expression.uses_dot:
        what = say(
            "[checks.rules.{rule}] uses «{name}», which cannot be computed from the answers of one row.",
            rule=rule,
            name=", ".join([*expression.unsupported, *["."] * expression.uses_dot]),
        )
        raise SettingsError(Problem(what, file=SETTINGS))
    return expression


def _lacking(subject: Subject, expression: Expression, day: str) -> str:
    """Name what the form has and the received table has not, without which no row can be judged."""
    if subject.parent and (over := over_rows(expression)):
        return f"unsupported={'+'.join(over)}"
    missing = sorted(expression.names - set(subject.reachable))
    missing += ["today"] if READS_DAY.search(expression.text) and not day else []
    return f"missing={'+'.join(missing)}" if missing else ""


def _issues(field: Field, where: pd.Series, check: str, rule: str, *, severity: Severity) -> Findings:
    issues = field.issues(where, check=check, severity=severity, evidence=f"rule={rule}")
    return Findings(LOG.frame([]), issues)
