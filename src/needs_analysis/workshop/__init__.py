"""`workshop.toml`: what differs between workshops, as one validated object that also knows where files are."""

from needs_analysis.workshop.editions import FLOOR, Edition
from needs_analysis.workshop.evaluation import Evaluation
from needs_analysis.workshop.event_documents import DOCUMENTS, LIST, EventDocument, names_in
from needs_analysis.workshop.report_plan import Chapter, DocumentKind, Report
from needs_analysis.workshop.settings import Settings, Source, SourceName
from needs_analysis.workshop.workspace import SETTINGS, Workshop, read_workshop

__all__ = [
    "DOCUMENTS",
    "FLOOR",
    "LIST",
    "SETTINGS",
    "Chapter",
    "DocumentKind",
    "Edition",
    "Evaluation",
    "EventDocument",
    "Report",
    "Settings",
    "Source",
    "SourceName",
    "Workshop",
    "names_in",
    "read_workshop",
]
