"""The command line: `needs-analysis` and its commands."""

from __future__ import annotations

import errno
import sys

from needs_analysis.cli.app import make_app
from needs_analysis.cli.passphrase import passphrase_taken_in
from needs_analysis.cli.problems import tell_problems
from needs_analysis.errors import NeedsAnalysisError, Problem
from needs_analysis.language import interface_language, language_of_environment, say


def main() -> None:
    """Run the command line; every failure is told in words and ends with a code that is not 0."""
    debug = "--debug" in sys.argv
    with interface_language(language_of_environment()), passphrase_taken_in():
        try:
            make_app()(args=[argument for argument in sys.argv[1:] if argument != "--debug"])
        except NeedsAnalysisError as error:
            if debug:
                raise
            tell_problems(error.problems)
            sys.exit(1)
        except OSError as error:
            if debug:
                raise
            what = say("This cannot be read or written: {reason}", reason=error.strerror or error)
            remedy = say("The disk is full: free some space and run again.") if error.errno == errno.ENOSPC else ""
            # Of a file that was to be copied the copy is named: the system names it second.
            tell_problems([Problem(what, file=str(error.filename2 or error.filename or ""), remedy=remedy)])
            sys.exit(1)
        except MemoryError:
            print(say("There is not enough memory for this."), file=sys.stderr)
            sys.exit(1)
