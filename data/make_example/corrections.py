"""Rows of `corrections.csv`: what a person decided about the faults that were planted; synthetic too."""

Row = dict[str, str]


def drop(table: str, row_id: str, comment: str) -> Row:
    return _row(table, row_id, action="drop", comment=comment)


def put(table: str, row_id: str, field: str, *, old: str, new: str, comment: str) -> Row:
    return _row(table, row_id, action="set", comment=comment) | {"field": field, "old_value": old, "new_value": new}


def blank(table: str, row_id: str, field: str, *, old: str, comment: str) -> Row:
    return _row(table, row_id, action="blank", comment=comment) | {"field": field, "old_value": old}


def _row(table: str, row_id: str, *, action: str, comment: str) -> Row:
    who = {"table": table, "row_id": row_id, "field": "", "old_value": "", "new_value": ""}
    return who | {"action": action, "rule": "hand", "status": "applied", "comment": comment}
