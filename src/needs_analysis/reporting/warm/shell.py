"""IPython's shell of a kernel without the kernel: it keeps what a cell shows instead of sending it."""

from __future__ import annotations

import builtins
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from typing import Any, cast

from ipykernel.compiler import XCachingCompiler
from ipykernel.jsonutil import encode_images, json_clean
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from traitlets import Type
from traitlets.config import Config

Output = dict[str, Any]


class Outputs:
    """The outputs of all cells of a notebook, by the cell's place; `changed` holds those that are not told yet."""

    def __init__(self) -> None:
        self.by_cell: dict[int, list[Output]] = {}
        self.changed: set[int] = set()
        self._named: dict[str, list[tuple[int, Output]]] = {}
        self._place = 0
        self._clear_before_next = False

    def begin(self, place: int) -> None:
        """Go on with a cell."""
        self._place, self._clear_before_next = place, False
        self.by_cell[place] = []
        self.changed.add(place)

    def add(self, output: Output, name: str = "") -> None:
        """Keep an output; one with a name can be changed later."""
        self._clear_if_asked()
        self.by_cell[self._place].append(output)
        if name:
            self._named.setdefault(name, []).append((self._place, output))

    def write(self, stream: str, text: str) -> None:
        """Keep what was printed, together with what was printed before it."""
        if not text:
            return
        self._clear_if_asked()
        shown = self.by_cell[self._place]
        if shown and shown[-1].get("name") == stream:
            shown[-1]["text"] += text
        else:
            shown.append({"output_type": "stream", "name": stream, "text": text})

    def change(self, name: str, data: Any, metadata: Any) -> None:
        """Show something else wherever an output of this name stands."""
        for place, output in self._named.get(name, []):
            output.update(data=data, metadata=metadata)
            self.changed.add(place)

    def clear(self, *, wait: bool) -> None:
        """Forget what the cell has shown, at once or when it shows something next."""
        self._clear_before_next = wait
        if not wait:
            self.by_cell[self._place].clear()

    def _clear_if_asked(self) -> None:
        if self._clear_before_next:
            self.clear(wait=False)


class _Publisher(DisplayPublisher):
    outputs: Outputs

    def publish(  # type: ignore[override] # as ipykernel's own, without a word that is no longer used
        self,
        data: Any,
        metadata: Any = None,
        *,
        transient: Any = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        shown, name = json_clean(encode_images(data)), str((transient or {}).get("display_id") or "")
        if update:
            self.outputs.change(name, shown, metadata or {})
        else:
            self.outputs.add({"output_type": "display_data", "data": shown, "metadata": metadata or {}}, name)

    def clear_output(self, wait: bool = False) -> None:
        self.outputs.clear(wait=wait)


class _Hook(DisplayHook):
    outputs: Outputs

    def write_output_prompt(self) -> None:
        """Write none: a notebook has a number for it."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        shown = {"data": json_clean(encode_images(format_dict)), "metadata": md_dict or {}}
        if shown["data"]:
            self.outputs.add({"output_type": "execute_result", "execution_count": self.prompt_count, **shown})

    def finish_displayhook(self) -> None:
        """Write nothing behind a result."""


class _Stream(io.TextIOBase):
    def __init__(self, outputs: Outputs, name: str) -> None:
        self._outputs, self.name = outputs, name

    def write(self, text: str) -> int:
        self._outputs.write(self.name, text)
        return len(text)

    def writable(self) -> bool:
        return True


class Shell(ZMQInteractiveShell):
    """A kernel's shell whose outputs stay here."""

    displayhook_class = Type(_Hook)  # type: ignore[assignment]
    display_pub_class = Type(_Publisher)  # type: ignore[assignment]
    outputs: Outputs

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        error = {"ename": str(etype.__name__), "evalue": str(evalue), "traceback": json_clean(stb)}
        self.outputs.add({"output_type": "error", **error})
        self._last_traceback = stb

    def ask_exit(self) -> None:
        """Leave before the next cell."""
        os._exit(0)


def make_shell(profile: str) -> Shell:
    """Make the one shell of this process; IPython's settings are in a folder where there are none."""
    settings = Config()
    settings.HistoryManager.enabled = False
    shell = Shell.instance(config=settings, ipython_dir=profile, compiler_class=XCachingCompiler)
    hook, publisher = cast(_Hook, shell.displayhook), cast(_Publisher, shell.display_pub)
    shell.outputs = hook.outputs = publisher.outputs = Outputs()
    builtins.input = _ask_nobody
    if "plotly.io" in sys.modules:
        # It chose when it was imported, and then there was no shell.
        sys.modules["plotly.io"].renderers.default = "plotly_mimetype"
    _warm_up(shell)
    return shell


def _warm_up(shell: Shell) -> None:
    """Do once what the first cell and the first output of every notebook would do: nothing of it is seen by any."""
    cast(Any, shell).run_cell("None", silent=True)
    cast(Any, shell).display_formatter.format(None)


def run_cell(shell: Shell, place: int, source: str, heard: Heard) -> dict[str, Any]:
    """Run a cell; tell its number, whether it failed, and the outputs of every cell that shows something else since.

    As a kernel does, it asks the shell whether the cell failed: an error need not be shown, and one that is need not be
    the cell's.
    """
    shell.outputs.begin(place)
    before, number = (sys.stdout, sys.stderr), shell.execution_count
    sys.stdout, sys.stderr = _Stream(shell.outputs, "stdout"), _Stream(shell.outputs, "stderr")
    try:
        done = cast(Any, shell).run_cell(source, store_history=True)
    finally:
        sys.stdout, sys.stderr = before
    for name, text in heard.since():
        shell.outputs.write(name, text)
    told = {str(each): shell.outputs.by_cell[each] for each in sorted(shell.outputs.changed)}
    shell.outputs.changed.clear()
    return {"number": number, "failed": not done.success, "outputs": told}


class Heard:
    """What programs that a cell starts write to descriptors 1 and 2, which are files from now on."""

    def __init__(self) -> None:
        self._files = {name: tempfile.TemporaryFile() for name in ("stdout", "stderr")}  # noqa: SIM115 - until the end
        self._read = dict.fromkeys(self._files, 0)
        for number, file in enumerate(self._files.values(), start=1):
            os.dup2(file.fileno(), number)

    def since(self) -> Iterator[tuple[str, str]]:
        """Give what was written since the last time, by stream."""
        for name, file in self._files.items():
            size = os.fstat(file.fileno()).st_size
            written = os.pread(file.fileno(), size - self._read[name], self._read[name])
            self._read[name] = size
            yield name, written.decode("utf-8", "replace")


def _ask_nobody(prompt: object = "") -> str:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")
