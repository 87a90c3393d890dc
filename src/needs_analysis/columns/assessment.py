"""The declarations of the assessment: what was rated, what to compute, the numbers, and the words for them."""

from __future__ import annotations

from needs_analysis.columns.table import Column, Table, key, text

AGENCY_GROUP = "agency_group"
DELEGATIONS = ("national", "observer", "organisation", "expert")
RATINGS = Table(
    "ratings",
    "one answer to one question about one need",
    (
        key("response_id", "the form it stands in"),
        text("country", "ISO 3166-1 alpha-3"),
        text("agency_type", "type of the agency"),
        text("delegation", "kind of delegation", *DELEGATIONS),
        key("need", "need that is rated"),
        text("theme", "theme of the need"),
        key("measure", "importance, capacity, gap, …"),
        key("answer", "rated, blank, or the code of a non-answer"),
        Column("value", "number", "the rating; blank unless the answer is a rating"),
    ),
    key=("response_id", "need", "measure"),
)
STATISTICS = {
    "mean": "mean",
    "median": "median",
    "total": "total over the population",
    "ratio": "ratio of two totals; the choice names the lower one",
    "share": "share of those who answered; the choice names the answer",
    "count": "number of people, forms, answers or activities",
    "borich": "mean importance times mean gap (Borich)",
    "rds": "ranked discrepancy score, −100 most needed",
    "quadrant": "1 for the quadrant that a need falls in; the measure names the cut, the choice the quadrant",
    "quadrant_share": "share of resamples in which a need falls in a quadrant",
    "rank": "place in the order; low and high are its confidence set, simultaneous over all needs",
    "rank_without": "place in the order without the country that the group names",
    "rank_change": "most that a place changes; the choice says between what: measures, weightings, countries",
    "tier": "tier: needs that the data do not tell apart from its first",
    "top_share": "share of resamples in which a need is among the first; the choice says how many",
    "consensus": "consensus (Tastle–Wierman), 0 to 1",
    "agreement": "agreement (van der Eijk), −1 to 1",
    "kendall_w": "concordance of complete forms (Kendall), 0 to 1",
    "krippendorff": "ordinal agreement of all forms (Krippendorff), at most 1",
    "shrunken_mean": "mean of a small group drawn towards the mean of all by how uncertain it is",
    "change": "mean change from before to after",
    "p_value": "exact p-value of no change",
    "p_holm": "p-value adjusted for all claims of the table (Holm)",
    "p_bh": "p-value adjusted for screening (Benjamini–Hochberg)",
    "rank_biserial": "matched-pairs rank-biserial correlation, −1 to 1",
    "hake_gain": "share of the possible gain of the group mean that was reached (Hake)",
}
RECORDED = ("activities", "providers", "overlaps")
PLAN = Table(
    "plan",
    "the analysis plan: what to compute, one line a kind of number",
    (
        key("statistic", "what is computed", *STATISTICS),
        key("measure", "of what: importance, capacity, gap, question, participants, responses, answers, activities, …"),
        text("item", "need, theme, all, or a question of the form; blank for the whole"),
        text("over", "the lower question of a ratio"),
        text("by", "groups: country, agency_type, delegation, or a question of the form; blank for the whole"),
        text("weighting", "a weighting by name; blank for the workshop's own"),
    ),
    key=("statistic", "measure", "item", "over", "by", "weighting"),
)
NOTES = {
    "single_respondent": "no interval: one respondent, or one a country",
    "no_variation": "no interval: all answers equal",
    "nobody_chose": "nobody gave this answer",
    "equal_countries": "no interval: countries are taken for a sample, and their means are equal",
    "too_many_needs": "not computed: too many needs for an exact answer",
    "one_country": "no interval: countries are taken for a sample, and there is one",
    "one_group": "not shrunken: there is one group",
    "dominated": "one or two answers make up nearly all of the total",
    "ends_of_few": "the interval ends at the lowest or highest answer, which few gave",
    "no_answers": "nobody answered",
    "scales_differ": "no value: importance and capacity are rated on different scales",
    "too_few": "suppressed: too few respondents, or it would give such a group away",
    "too_few_raters": "no value: too few raters for this statistic",
    "below_floor": "not ranked: importance below the floor",
    "depends_on_method": "its place differs by more than five between measures or weightings",
    "not_unique": "another order is as good",
    "none_recorded": "no activity recorded",
    "no_pairs": "no value: nobody answered both before and after",
    "no_change": "no value: nobody's answer changed",
    "at_the_top": "no value: the mean before was at the top of the scale",
    "out_of_reach": "no statement could have stood: so few answers changed, and so many statements were tested",
}
ESTIMATES = Table(
    "estimates",
    "one number a row",
    (
        key("statistic", "what was computed", *STATISTICS),
        key(
            "measure", "what is measured: importance, gap, participants, …; quadrant_middle or quadrant_means: the cut"
        ),
        text("item", "need, theme or question; blank for the whole"),
        text("choice", "answer, quadrant or number that the statistic is about"),
        text(
            "by",
            "groups: country, agency_type, agency_group (types with those too small merged), delegation, a question, "
            "implementer, funder, …; blank for the whole",
        ),
        text("group", "code of the group within the disaggregation"),
        text("weighting", "equal_country, each_person, equal_country_type, design; blank for counts"),
        Column("value", "number", "the estimate, on the unit of its measure; blank where it cannot be given"),
        Column("se", "number", "standard error; blank where there is none"),
        Column("low", "number", "lower end of the 95 % interval"),
        Column("high", "number", "upper end of the 95 % interval"),
        Column("n", "integer", "respondents behind the number, unweighted"),
        Column("n_eff", "number", "effective sample size: equally weighted respondents that would say as much (Kish)"),
        Column(
            "deff",
            "number",
            "design effect against a simple sample (with replacement, unless the population is named)",
        ),
        Column("n_countries", "integer", "countries behind the number"),
        text("method", "how it was computed"),
        text("note", "what has to be known of the number, or why it is not given", "", *NOTES),
    ),
    key=("statistic", "measure", "item", "choice", "by", "group", "weighting"),
)
STATUSES = ("planned", "ongoing", "suspended", "completed", "cancelled")
CURRENT = ("planned", "ongoing")
STALE = ("ended_but_ongoing", "started_but_planned", "no_dates", "no_status")
ACTIVITIES = Table(
    "activities",
    "recorded assistance: who does what, where, when and for whom",
    (
        key("activity_id", "name of the activity"),
        text("implementer", "organisation that carries it out"),
        text("funder", "who pays for it"),
        text("title", "its title as recorded"),
        text("need", "need it serves"),
        text("theme", "theme of that need"),
        text("country", "ISO 3166-1 alpha-3; blank where it serves the whole region"),
        text("for_whom", "agency or group it is for, as recorded"),
        text("start", "first day, year-month-day"),
        text("end", "last day"),
        text("status", "as recorded; blank where none is", *STATUSES),
        text("stale", "why the entry may be out of date on the day of the report", *STALE),
        text("dac_codes", "purpose codes suggested from the theme, separated by blanks; eligibility is not assessed"),
    ),
    key=("activity_id", "need", "country"),
)
LABELS = Table(
    "labels",
    "words for codes, so that a release can be read without anything else",
    (
        key("kind", "need, theme, country, agency_type, delegation, objective, question, answer, organisation, …"),
        key("code", "the code"),
        text("parent", "theme of a need; question of an answer"),
        key("language", "language of the label"),
        key("label", "the words"),
    ),
    key=("kind", "parent", "code", "language"),
)
