"""Charts: a release in a language, as people see it.

A chart is a picture with its title, a sentence that says the same, and the table of its numbers. It is made from a
release only, so it can show nothing that the edition withholds.
"""

from needs_analysis.charts.activities import chart_activities
from needs_analysis.charts.change import chart_change
from needs_analysis.charts.chart import Chart
from needs_analysis.charts.coverage import chart_coverage
from needs_analysis.charts.importance_capacity import chart_importance_capacity
from needs_analysis.charts.needs_ranking import chart_needs_ranking
from needs_analysis.charts.participants import chart_participants
from needs_analysis.charts.profile import chart_profile
from needs_analysis.charts.questions import chart_question, chart_questions
from needs_analysis.charts.ratings import chart_ratings
from needs_analysis.charts.robustness import chart_robustness
from needs_analysis.charts.satisfaction import chart_satisfaction
from needs_analysis.charts.theme_country import chart_theme_country

__all__ = [
    "Chart",
    "chart_activities",
    "chart_change",
    "chart_coverage",
    "chart_importance_capacity",
    "chart_needs_ranking",
    "chart_participants",
    "chart_profile",
    "chart_question",
    "chart_questions",
    "chart_ratings",
    "chart_robustness",
    "chart_satisfaction",
    "chart_theme_country",
]
