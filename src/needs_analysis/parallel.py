"""The one way in which work is spread: over this machine's cores, or over a Dask cluster.

What is spread is a function of a module and things that can be pickled; results come in the order of what was asked, so
that whatever is added up of them is the same wherever it was made.
"""

from __future__ import annotations

import logging
import os
import re
import signal
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from threading import current_thread, main_thread
from typing import Any, TypeVar

from needs_analysis.errors import Problem, WorkerError
from needs_analysis.language import interface, interface_language, say, say_count
from needs_analysis.programs import programs

Asked = TypeVar("Asked")
Made = TypeVar("Made")
TRIES = 2
AHEAD = 4  # pieces of work for each thread of a cluster that are asked for at a time: what waits is in its memory
SWEPT = "ignore:resource_tracker:UserWarning"  # what a killed run leaves is swept by a process that need not say so
IDLE = 60  # seconds after which a process without work ends, as it also does when whoever started it was killed
ADDRESS = re.compile(r"(?:[a-z]+://)?[^\s/]+:\d+")
PATIENCE = 20  # seconds for a scheduler to answer, and for its first worker to be there


@dataclass(frozen=True)
class Workers:
    """Where work is done.

    Attributes:
        scheduler: address of a Dask scheduler, such as tcp://10.0.0.5:8786; blank for this machine's cores.
        number: of processes on this machine; as many as it has cores, if not given.

    >>> list(Workers(number=1).each(abs, [-1, -2]))
    [1, 2]
    """

    scheduler: str = ""
    number: int = 0

    @property
    def cores(self) -> int:
        """How many processes of this machine are used."""
        return self.number or os.cpu_count() or 1

    def each(self, function: Callable[[Asked], Made], asked: Sequence[Asked]) -> Iterator[Made]:
        """Give what a function makes of each, in order, as soon as it is there.

        What a worker was at when it died is done once more, by another. Workers speak the language of whoever asks.

        Args:
            function: of a module; the workers of a cluster import it by its name.
            asked: what it is called with, one after the other.

        Raises:
            WorkerError: workers died twice, which says how many pieces of work were done; no cluster answers, or its
                workers have other programs, so that results might be others.
        """
        made_by = programs() if self.scheduler else ""
        done, spoken = 0, partial(_spoken, interface(), made_by, function)
        for left in reversed(range(TRIES)):
            try:
                for made in self._spread(spoken, asked[done:]):
                    yield made
                    done += 1
                return
            except _deaths(self.scheduler) as error:
                if not left:
                    raise WorkerError(_lost(self, done, len(asked), error)) from error
            except WorkerError as error:
                if left:
                    raise
                raise WorkerError([_gone(self, done, len(asked)), *error.problems]) from error

    def _spread(self, function: Callable[[Asked], Made], asked: Sequence[Asked]) -> Iterator[Made]:
        return self._on_cluster(function, asked) if self.scheduler else self._on_cores(function, asked)

    def _on_cores(self, function: Callable[[Asked], Made], asked: Sequence[Asked]) -> Iterator[Made]:
        from joblib import Parallel, delayed

        # A process that has grown large makes room for a fresh one when its piece of work is done: nothing is lost.
        warnings.filterwarnings("ignore", message="A worker stopped while some jobs were given", category=UserWarning)
        if SWEPT not in sys.warnoptions:
            sys.warnoptions.append(SWEPT)
        work = Parallel(self.cores, backend="loky", return_as="generator", idle_worker_timeout=IDLE)
        with ExitStack() as stack:
            with _interrupts_held_back():
                made = stack.enter_context(closing(work(delayed(function)(one) for one in asked)))
            yield from made

    def _on_cluster(self, function: Callable[[Asked], Made], asked: Sequence[Asked]) -> Iterator[Made]:
        with _client(self.scheduler) as client:
            ahead, waiting = AHEAD * sum(client.ncores().values()), deque[Any]()
            for one in asked:
                waiting.append(client.submit(function, one, pure=False))
                if len(waiting) > ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Keep Ctrl-C from processes that are started meanwhile: it is for whoever started them, who then ends them."""
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # would let them through again if it were started meanwhile
    heard, here = list[object](), current_thread() is main_thread()
    usual = signal.signal(signal.SIGINT, lambda *_: heard.append(None)) if here else None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # is what a process that is started begins with
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if here:
            signal.signal(signal.SIGINT, usual)
    if heard:
        raise KeyboardInterrupt


def _spoken(language: str, made_by: str, function: Callable[[Asked], Made], one: Asked) -> Made:
    """Do a piece of work in a language; refuse it where other programs would make another thing of it."""
    with interface_language(language):
        if made_by and made_by != programs():
            what = say("A worker of the cluster has another Python, other packages or another needs-analysis.")
            raise WorkerError(Problem(what, remedy=say("Install the same on all machines, from constraints.txt.")))
        return function(one)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """Be a client of a scheduler that has a worker at least; what goes wrong later is told by us, not by its log."""
    try:
        from distributed import Client
    except ImportError as error:
        what = say("--scheduler needs packages that are not installed.")
        remedy = say("Install them: pip install 'needs-analysis[dask]'. Or leave --scheduler out.")
        raise WorkerError(Problem(what, remedy=remedy)) from error
    for name in ("distributed", "distributed.client"):  # the second has a level of its own
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if not ADDRESS.fullmatch(address):
        what = say("«{address}» is no address of a scheduler, such as tcp://10.0.0.5:8786.", address=address)
        raise WorkerError(Problem(what, remedy=say("It is told where the scheduler was started.")))
    try:
        client: Any = Client(address, set_as_default=False, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        what = say("No scheduler answers at {address}.", address=address)
        remedy = say("Start one with: dask scheduler. Or leave --scheduler out.")
        raise WorkerError(Problem(what, remedy=remedy)) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            what = say("The scheduler at {address} has no workers.", address=address)
            remedy = say("Start some with: dask worker {address}", address=address)
            raise WorkerError(Problem(what, remedy=remedy)) from error
        yield client


def _deaths(scheduler: str) -> tuple[type[Exception], ...]:
    """Say which errors mean that a worker or the scheduler, not the work, has failed."""
    if not scheduler:
        return (BrokenProcessPool,)
    try:
        from distributed import KilledWorker
    except ImportError:  # then there is no cluster, which is told elsewhere
        return (CancelledError,)
    return KilledWorker, CancelledError


def _lost(workers: Workers, done: int, asked: int, error: Exception) -> Problem:
    where = say("The cluster at {address}", address=workers.scheduler) if workers.scheduler else say("This machine")
    what = say_count(
        "{where} lost its workers twice: {done} of {n} piece of work was done. ({error})",
        "{where} lost its workers twice: {done} of {n} pieces of work were done. ({error})",
        asked,
        where=where,
        done=done,
        error=type(error).__name__,
    )
    return Problem(
        what,
        remedy=say("See whether memory ran out; then run again, which keeps the steps and chapters that are done."),
    )


def _gone(workers: Workers, done: int, asked: int) -> Problem:
    what = say_count(
        "The cluster at {address} is gone: {done} of {n} piece of work was done.",
        "The cluster at {address} is gone: {done} of {n} pieces of work were done.",
        asked,
        address=workers.scheduler,
        done=done,
    )
    return Problem(what, remedy=say("Run again where one answers: steps and chapters that are done are kept."))
