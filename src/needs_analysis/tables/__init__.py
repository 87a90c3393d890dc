"""Tables: a release in a language, as people read it.

A table is a caption that says who reported what and when, numbers with their intervals and respondents, and
notes that explain in words what is not given. A statement is the same in sentences. Both write themselves as HTML.
"""

from needs_analysis.tables.account import table_account
from needs_analysis.tables.activities import table_activities
from needs_analysis.tables.agreement import table_agreement
from needs_analysis.tables.background import state_background, state_objectives
from needs_analysis.tables.change import table_change
from needs_analysis.tables.changes import table_changes
from needs_analysis.tables.comments import table_comments
from needs_analysis.tables.coverage import table_coverage
from needs_analysis.tables.dac_codes import table_dac_codes
from needs_analysis.tables.first_tier import table_first_tier
from needs_analysis.tables.gap_coverage import table_gap_coverage
from needs_analysis.tables.glossary import Glossary, table_glossary
from needs_analysis.tables.issues import table_issues
from needs_analysis.tables.items import table_items
from needs_analysis.tables.key_figures import KeyFigures
from needs_analysis.tables.need_codes import table_need_codes
from needs_analysis.tables.needs import table_needs
from needs_analysis.tables.non_answers import table_non_answers
from needs_analysis.tables.objectives import table_objectives
from needs_analysis.tables.overlaps import table_overlaps
from needs_analysis.tables.participants import table_participants
from needs_analysis.tables.prose import Prose
from needs_analysis.tables.quadrants import table_quadrants
from needs_analysis.tables.questions import table_question, table_questions
from needs_analysis.tables.questions_by import table_all_splits, table_questions_by
from needs_analysis.tables.ratings import table_ratings
from needs_analysis.tables.recommendations import table_recommendations
from needs_analysis.tables.response_rates import table_response_rates
from needs_analysis.tables.robustness import table_robustness
from needs_analysis.tables.satisfaction import table_satisfaction
from needs_analysis.tables.shares import table_shares
from needs_analysis.tables.sources import table_reading_notes, table_sources
from needs_analysis.tables.state_account import state_account
from needs_analysis.tables.state_asking import state_asking, state_conclusions, state_counting, state_versions
from needs_analysis.tables.state_assistance import state_assistance
from needs_analysis.tables.state_evaluation import state_evaluation
from needs_analysis.tables.state_first_tier import state_certainty, state_coverage
from needs_analysis.tables.state_key_figures import state_key_figures
from needs_analysis.tables.state_limits import state_limits
from needs_analysis.tables.state_needs import state_needs
from needs_analysis.tables.state_participants import state_participants
from needs_analysis.tables.state_profile import state_profile
from needs_analysis.tables.state_questionnaire import state_questionnaire
from needs_analysis.tables.state_recommendations import state_recommendations
from needs_analysis.tables.state_themes import state_themes
from needs_analysis.tables.state_withholding import state_releasing, state_withholding
from needs_analysis.tables.statement import Statement
from needs_analysis.tables.table import PresentationTable
from needs_analysis.tables.table_profile import table_profile
from needs_analysis.tables.theme_country import table_theme_country
from needs_analysis.tables.themes import table_themes

__all__ = [
    "Glossary",
    "KeyFigures",
    "PresentationTable",
    "Prose",
    "Statement",
    "state_account",
    "state_asking",
    "state_assistance",
    "state_background",
    "state_certainty",
    "state_conclusions",
    "state_counting",
    "state_coverage",
    "state_evaluation",
    "state_key_figures",
    "state_limits",
    "state_needs",
    "state_objectives",
    "state_participants",
    "state_profile",
    "state_questionnaire",
    "state_recommendations",
    "state_releasing",
    "state_themes",
    "state_versions",
    "state_withholding",
    "table_account",
    "table_activities",
    "table_agreement",
    "table_all_splits",
    "table_change",
    "table_changes",
    "table_comments",
    "table_coverage",
    "table_dac_codes",
    "table_first_tier",
    "table_gap_coverage",
    "table_glossary",
    "table_issues",
    "table_items",
    "table_need_codes",
    "table_needs",
    "table_non_answers",
    "table_objectives",
    "table_overlaps",
    "table_participants",
    "table_profile",
    "table_quadrants",
    "table_question",
    "table_questions",
    "table_questions_by",
    "table_ratings",
    "table_reading_notes",
    "table_recommendations",
    "table_response_rates",
    "table_robustness",
    "table_satisfaction",
    "table_shares",
    "table_sources",
    "table_theme_country",
    "table_themes",
]
