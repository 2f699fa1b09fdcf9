"""A worker answers, or its loss is told with the reason; the next task has a new one."""

from __future__ import annotations

import os
import time

import pytest

from standoff.errors import InputError
from standoff.workers import TaskFailed, TaskLost, Worker


def work(task):
    """What the workers of these tests run."""
    what, value = task
    if what == "sleep":
        time.sleep(value)
    if what == "die":
        os.abort()
    if what == "exit":
        os._exit(3)
    if what == "eat":
        return len(bytearray(value))
    if what == "raise":
        raise value
    if what == "print":
        print(value)
    return os.getpid() if what == "who" else value


@pytest.fixture
def worker():
    with Worker("tests.test_workers:work", memory=1 << 30) as made:
        yield made


def test_a_task_is_answered_by_another_process_that_stays(worker):
    first, second = (worker.run(("who", None), deadline=60) for _ in range(2))
    assert first == second != os.getpid()


def test_what_a_function_prints_does_not_get_into_the_answers(worker):
    assert worker.run(("print", "words"), deadline=60) == "words"


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (("sleep", 60), "took over 2 s"),
        (("die", None), "crashed the process that worked on it \\(SIGABRT\\)"),
        (("exit", None), "ended the process"),
        (("eat", 3 << 30), "over 1,024 MB of memory"),
    ],
    ids=["too long", "crash", "exit", "memory"],
)
def test_a_loss_has_its_reason_and_the_next_task_a_new_process(worker, task, reason):
    before = worker.run(("who", None), deadline=60)
    with pytest.raises(TaskLost, match=reason):
        worker.run(task, deadline=2)
    assert worker.run(("who", None), deadline=60) != before


def test_an_error_of_ours_comes_back_as_it_was(worker):
    with pytest.raises(InputError, match="a, line 3: is wrong") as caught:
        worker.run(("raise", InputError("a", "is wrong", position="line 3")), deadline=60)
    assert (caught.value.source, caught.value.position, caught.value.reason) == ("a", "line 3", "is wrong")


def test_any_other_error_is_named(worker):
    with pytest.raises(TaskFailed, match="KeyError: 'x'"):
        worker.run(("raise", KeyError("x")), deadline=60)
    assert worker.run(("echo", 1), deadline=60) == 1


def test_a_closed_worker_works_no_more(worker):
    worker.run(("echo", 1), deadline=60)
    worker.close()
    with pytest.raises(TaskLost, match="stopped"):
        worker.run(("echo", 1), deadline=60)
