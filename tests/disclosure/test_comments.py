"""Only what a person released leaves, and neither its order nor its number says whose it is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from needs_analysis.columns import ANSWERS_IN_WORDS, RELEASED_COMMENTS
from needs_analysis.disclosure.comments import count_comments, release_comments, released_texts

Lines = list[dict[str, str]]
LINES = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.sampled_from(["Yes.", "Нет.", "Больше времени"]),
            "release": st.sampled_from(["yes", "no", ""]),
            "shown": st.sampled_from(["", "…"]),
        }
    ),
    max_size=8,
)


def tables(lines: Lines) -> tuple[Lines, Lines]:
    """Answers and decisions, a row each."""
    cells = [
        {"table": "responses", "row_id": str(n), "field": "why", "text": line["text"]} for n, line in enumerate(lines)
    ]
    answers = [cell | {"item": "why", "question": "Why?"} for cell in cells]
    return answers, [cell | line | {"language": "en"} for cell, line in zip(cells, lines, strict=True)]


@settings(max_examples=30, deadline=None)
@given(LINES, st.randoms())
def test_what_leaves_is_what_was_released_in_any_order_of_the_rows(lines: Lines, random: object) -> None:
    """The comments are those a person said yes to, as edited, each once, sorted; the rows' order changes nothing."""
    answers, decided = tables(lines)
    found = release_comments(ANSWERS_IN_WORDS.frame(answers), RELEASED_COMMENTS.frame(decided))
    assert found["text"].tolist() == sorted(
        {line["shown"] or line["text"] for line in lines if line["release"] == "yes"}
    )
    random.shuffle(decided)  # type: ignore[attr-defined]
    again = release_comments(ANSWERS_IN_WORDS.frame(answers[::-1]), RELEASED_COMMENTS.frame(decided))
    assert again.equals(found)
    assert released_texts(found) == set(found["text"])


def test_a_decision_about_another_text_releases_nothing() -> None:
    """Even if a run went on, what a person never saw would not be shown."""
    answers, decided = tables([{"text": "Yes.", "release": "yes", "shown": "Well."}])
    answers[0]["text"] = "Ask my chief at the lake."
    assert release_comments(ANSWERS_IN_WORDS.frame(answers), RELEASED_COMMENTS.frame(decided)).empty


def test_the_count_withheld_gives_no_suppressed_count_back() -> None:
    """Of two questions, one answered by six and one by two, an edition with limit 5 counts the six alone."""
    answers, decided = tables([{"text": "Yes.", "release": "", "shown": ""}] * 6)
    few = [{**answer, "field": "how", "item": "how"} for answer in answers[:2]]
    frame, said = ANSWERS_IN_WORDS.frame([*answers, *few]), RELEASED_COMMENTS.frame(decided)
    assert count_comments(frame, said, limit=5) == {"released": 0, "withheld": 6}
    assert count_comments(frame, said, limit=2) == {"released": 0, "withheld": 8}
