"""What holds a process to the limits of an input: whatever that does to it, the process can be ended, and says why."""

import gc
import math
import os
import signal
import sys
import warnings
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread, current_thread, main_thread
from time import process_time

from headwater.errors import Crashed, InputError, TooMuch
from headwater.model import Limits

if sys.platform != "win32":  # which holds no process to a limit: there only the clock on the wall does
    import resource
if sys.platform == "linux":
    CONTEXT = get_context("fork")  # a fork has everything loaded already
else:
    CONTEXT = get_context("spawn")

PATIENCE = 3
"""How long an input may take by the clock on the wall, in the processor seconds that it may take."""

_RAISE = "If you trust it, raise the limit: --limit"
_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_NO_MEMORY = 77  # how a process ends that took too much of it


def start(process: BaseProcess) -> None:
    """Start a process. A signal that comes meanwhile is raised afterwards: in a hook of the fork it would be lost."""
    if current_thread() is not main_thread():  # which alone is told of signals
        process.start()
        return
    met: list[int] = []
    before = {number: signal.signal(number, lambda number, _: met.append(number)) for number in _ENDING}
    try:
        process.start()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
    for number in met[:1]:
        signal.raise_signal(number)


def follow_parent() -> None:
    """Begin a process: it ends with the one that started it, whatever ends that."""
    warnings.simplefilter("ignore")  # libraries write to the terminal what they think of an input
    gc.freeze()  # what was loaded before the fork stays shared: no collection goes through it
    for number in _ENDING:  # Ctrl-C and the like are for the process that the person started: it ends this one
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def hold(memory: int) -> int:
    """Hold this process to so much memory beyond what it has, and give what its address space may come to.

    The system stops it only at twice as much. Libraries may pass over an allocation that failed, and lose words; so a
    report that came so far is refused even if its reading looks whole.
    """
    if sys.platform != "linux":
        return sys.maxsize
    has = _address_space("VmSize")
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = has + 2 * memory
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    return has + memory


def _address_space(name: str) -> int:
    """The bytes of this process's address space, now (``VmSize``) or at most (``VmPeak``), where the system tells."""
    if sys.platform != "linux":
        return 0
    status = Path("/proc/self/status").read_text()
    return int(status.partition(f"{name}:")[2].split(maxsplit=1)[0]) * 1024


def allow(seconds: int) -> None:
    """Have the system end this process after so many further seconds on a processor, whatever it does."""
    if sys.platform != "win32":
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        until = math.ceil(process_time()) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (until if hard == resource.RLIM_INFINITY else min(until, hard), hard))


def end_if_over(most: int) -> None:
    """End this process if its address space ever came to more than `hold` gave."""
    if _address_space("VmPeak") > most:
        end_without_memory()


def end_without_memory() -> None:
    """End this process so that `ended` knows why."""
    os._exit(_NO_MEMORY)


def ended(code: int, limits: Limits, seconds: int, *, late: bool) -> InputError:
    """What the exit code of a process says of the input that it had.

    ``seconds`` is how long that was allowed to take, and ``late`` whether the process was ended for taking longer by
    the clock on the wall.
    """
    if late or (sys.platform != "win32" and code == -signal.SIGXCPU):
        return TooMuch("reading it took too long", f"more than {seconds} s", f"{_RAISE} seconds=NUMBER")
    if code == _NO_MEMORY:
        return TooMuch("reading it took too much memory", f"more than {limits.memory:,} MB", f"{_RAISE} memory=NUMBER")
    how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return Crashed("reading it ended the process that read it", how, "Please report it")
