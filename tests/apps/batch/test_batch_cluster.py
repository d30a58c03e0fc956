"""What is made of a cluster's answers; `tests/slow/test_batch.py` runs a real one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from formcheck.apps.batch import cluster
from formcheck.apps.pool import Lost
from formcheck.errors import FormcheckError, InputError, LibraryError, SetupError

if TYPE_CHECKING:
    from distributed import Client as DaskClient
    from distributed import Future as DaskFuture

distributed = pytest.importorskip("distributed")

ADDRESS = "tcp://10.0.0.1:8786"


class Future:
    """One that has come to its end."""

    def __init__(self, value: object = None, error: Exception | None = None, *, is_gone: bool = False) -> None:
        self.value, self.error, self.is_gone = value, error, is_gone

    def cancelled(self) -> bool:
        """Tell whether its scheduler went away."""
        return self.is_gone

    def exception(self) -> Exception | None:
        """Return how it failed."""
        return self.error

    def result(self) -> object:
        """Return what came out."""
        return self.value


class Client:
    """One of a cluster with a single worker."""

    def __init__(self, *, has_workers: bool = True, has_formcheck: bool = True) -> None:
        self.has_workers, self.has_formcheck = has_workers, has_formcheck

    def wait_for_workers(self, count: int, timeout: float) -> None:
        """Wait in vain, where there are none."""
        if not self.has_workers:
            raise TimeoutError(count, timeout)

    def run(self, function: Callable[[object], object], argument: object, on_error: str) -> dict[str, object]:
        """Return what the worker answers."""
        assert on_error == "return"
        is_asked_for_formcheck = argument == "formcheck"
        return {"tcp://worker": function(argument) if self.has_formcheck or not is_asked_for_formcheck else None}


def result_of(future: Future) -> object:
    return cluster._result(cast("DaskFuture[object]", future), ADDRESS)


def check(client: Client, *shared: Path) -> None:
    cluster._check_workers(cast("DaskClient", client), ADDRESS, shared)


def test_a_result_is_handed_on() -> None:
    assert result_of(Future(5)) == 5


def test_a_video_whose_workers_keep_dying_is_given_up() -> None:
    result = result_of(Future(error=distributed.KilledWorker("a", "worker", 3)))
    assert result == Lost("every worker that was given it died: short of memory, or a fault in a library.")


def test_a_fault_costs_only_its_video() -> None:
    result = result_of(Future(error=ValueError("five")))
    assert result == Lost("a fault in formcheck itself (ValueError: five).")


@pytest.mark.parametrize(
    ("future", "error"),
    [(Future(error=SetupError("no model.")), SetupError), (Future(is_gone=True), InputError)],
)
def test_what_concerns_all_videos_ends_the_batch(future: Future, error: type[FormcheckError]) -> None:
    with pytest.raises(error):
        result_of(future)


def test_workers_are_looked_at_first(tmp_path: Path) -> None:
    check(Client(), tmp_path)
    with pytest.raises(InputError, match="the scheduler has no workers"):
        check(Client(has_workers=False), tmp_path)
    with pytest.raises(LibraryError, match="this worker has no formcheck"):
        check(Client(has_formcheck=False), tmp_path)
    with pytest.raises(InputError, match=r"this worker does not find .*absent"):
        check(Client(), tmp_path, tmp_path / "absent")
