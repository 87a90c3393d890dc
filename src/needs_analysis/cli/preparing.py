"""The steps before estimates, made: sources read and checked, the log applied, and issues told."""

from __future__ import annotations

from needs_analysis.checks.all import CHECKS
from needs_analysis.cleaning.store import CleanData
from needs_analysis.cli.arrival import Arrival, receive
from needs_analysis.cli.checking import Checked, check
from needs_analysis.cli.cleaning import clean
from needs_analysis.cli.limits import refuse_unreasoned
from needs_analysis.cli.reviewing import ask
from needs_analysis.cli.telling import Teller
from needs_analysis.language import say
from needs_analysis.reporting.event_documents import refuse_missing
from needs_analysis.workshop import Workshop


def receive_and_check(workshop: Workshop, teller: Teller) -> tuple[Arrival, Checked]:
    """Read every source, look at every table, and tell what is open."""
    refuse_unreasoned(workshop)
    refuse_missing(workshop)
    with teller.step(say("read")):
        arrival = receive(workshop)
    with teller.bar(say("check"), len(CHECKS) * len(arrival.tables)) as done:
        checked = check(workshop, arrival, on_step=done)
        ask(workshop, arrival, checked)
    teller.tell_open(checked.issues)
    return arrival, checked


def check_and_clean(workshop: Workshop, teller: Teller) -> CleanData:
    """Read, check and clean."""
    arrival, checked = receive_and_check(workshop, teller)
    with teller.step(say("clean")):
        return clean(workshop, arrival, checked)
