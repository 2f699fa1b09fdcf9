"""Worker processes that can be killed: each runs one function on one task at a time, within a deadline and a limit of
memory.

What reads or codes untrusted text may hang, crash or eat memory, and must then cost that text alone. Pools of the
standard library hang or lose work when a process of theirs dies, so each worker here is a fresh interpreter behind two
pipes: it is killed at the deadline, its death is told with its reason, and the next task gets a new one.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import threading
from importlib import import_module
from types import TracebackType
from typing import IO, Any, Self

from standoff.errors import StandoffError

# Bytes of private memory a worker may hold; what asks for more gets a MemoryError.
MEMORY = 3 << 30
# How long a worker that was told to end is given before it is killed, in seconds.
PATIENCE = 1.0
# Not "-m": the folder that the user stands in must not be looked into for modules, and __main__ must not run again.
_BEGIN = "import os, sys; sys.path[:] = sys.argv[1].split(os.pathsep); from standoff.workers import serve; serve()"
_LENGTH = struct.Struct(">Q")


class TaskLost(StandoffError):
    """The worker was killed at its deadline or died; the text says which, as one clause without a subject."""


class TaskFailed(StandoffError):
    """The function raised what it is not known to raise; the text names it."""


class Worker:
    """A process that runs ``function`` ("package.module:name"), started with the first task and again after a loss.

    Used by one thread at a time. ``memory`` is in bytes.
    """

    def __init__(self, function: str, *, memory: int = MEMORY) -> None:
        self._function, self._memory = function, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def run(self, task: Any, *, deadline: float) -> Any:
        """What the function gives for ``task``; both must pickle. ``deadline`` is in seconds.

        A StandoffError of the function is raised here as it is, any other as TaskFailed; TaskLost where the worker
        didn't answer in time or died.
        """
        process = self._process or self._start()
        assert process.stdin is not None and process.stdout is not None
        late = threading.Event()

        def kill() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(deadline, kill)
        timer.daemon = True
        timer.start()
        try:
            _send(process.stdin, task)
            sound, answer = _receive(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            self._drop()
            raise TaskLost(f"took over {deadline:.0f} s" if late.is_set() else _death(process.returncode)) from None
        finally:
            timer.cancel()
        if sound:
            return answer
        if isinstance(answer, MemoryError):
            self._drop()
            raise TaskLost(f"needed over {self._memory >> 20:,} MB of memory")
        if isinstance(answer, StandoffError):
            raise answer
        raise TaskFailed(f"{type(answer).__name__}: {answer}")

    def close(self) -> None:
        """End the process; a task that is under way in another thread is lost."""
        self._closed = True
        self._drop()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise TaskLost("was stopped")
        command = [sys.executable, "-P", "-c", _BEGIN, os.pathsep.join(sys.path)]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=-1
        )
        self._process = process
        with contextlib.suppress(OSError):
            assert process.stdin is not None
            _send(process.stdin, (self._function, self._memory))
        return process

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            assert process.stdin is not None
            process.stdin.close()
        try:
            process.wait(0 if self._closed else PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdout is not None
        process.stdout.close()


def _death(status: int | None) -> str:
    if status is None or status >= 0:
        return "ended the process that worked on it"
    name = signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}"
    return f"crashed the process that worked on it ({name})"


def _send(pipe: IO[bytes], what: Any) -> None:
    data = pickle.dumps(what, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


# ---- in the worker -----------------------------------------------------------------------------------------------


def serve() -> None:
    """Run in the worker: tasks from standard input, answers to standard output, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    # what a library prints must not get between the answers
    os.dup2(2, 1)
    tasks: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(tasks,), daemon=True).start()
    name, memory = tasks.get()
    _limit(memory)
    module, _, member = name.partition(":")
    function = getattr(import_module(module), member)
    while True:
        task = tasks.get()
        try:
            answer = (True, function(task))
        except Exception as error:
            answer = (False, _plain(error))
        _send(answers, answer)


def _listen(tasks: queue.SimpleQueue[Any]) -> None:
    """Take tasks in; end the process, in the middle of a task if need be, when the other side has gone."""
    try:
        while True:
            tasks.put(_receive(sys.stdin.buffer))
    finally:
        os._exit(0)


def _plain(error: Exception) -> Exception:
    """``error`` as something that can be sent: itself where it can be made again, else its words."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _limit(memory: int) -> None:
    if not sys.platform.startswith("linux"):
        return  # elsewhere the deadline has to do
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (memory if most == resource.RLIM_INFINITY else min(memory, most), most))
