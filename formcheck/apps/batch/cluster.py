"""The recordings of a batch on a Dask cluster, whose workers see the same files under the same paths."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import uuid4

from formcheck.apps.pool import Lost, Watcher, Work
from formcheck.errors import FormcheckError, InputError, LibraryError

if TYPE_CHECKING:
    from distributed import Client, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

_PATIENCE_S: Final = 20


def run_on_cluster(
    items: Mapping[str, Item], work: Work[Item, Result], address: str, shared: Sequence[Path], watcher: Watcher
) -> Generator[tuple[str, Result | Lost], None, None]:
    """Do the items on the workers of a cluster, and yield the name and the result of each as it comes.

    The scheduler gives what a dead worker had to another one. An item whose workers keep dying is given up.

    Parameters
    ----------
    items : mapping of str to Item
        What to do, by name.
    work : callable
        Does one.
    address : str
        Of the scheduler, such as ``tcp://10.0.0.1:8786``.
    shared : sequence of Path
        Files that every worker must find, to see that it shares the folders.
    watcher : Watcher
        Is told how far they are.

    Raises
    ------
    LibraryError
        The package `distributed` is missing.
    InputError
        The scheduler cannot be reached or goes away, or a worker does not find the files.
    SetupError
        A worker has no formcheck, or another one.
    """
    with _connect(address) as client:
        _check_workers(client, address, shared)
        from distributed import as_completed  # noqa: PLC0415 - an extra

        run = uuid4().hex
        # It is called on a thread of the client; the bar minds that itself.
        client.subscribe_topic(run, lambda event: watcher.advance(*event[1]))
        futures = {
            client.submit(_run_there, work, run, name, item, key=f"formcheck-{run}-{name}", pure=False): name
            for name, item in items.items()
        }
        try:
            for future in as_completed(list(futures), loop=client.loop):
                name = futures.pop(future)
                watcher.finish(name)
                result = _result(future, address)
                yield name, result
        except OSError as error:  # lost connections are some of these
            raise _gone(address) from error
        if futures:  # those that were taken away do not come out at all
            raise _gone(address)


@contextmanager
def _connect(address: str) -> Iterator[Client]:
    """Give a client of a cluster whose workers can do the work."""
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        next_step = 'Bring it with `pip install "formcheck[cluster]"`, here and on the workers.'
        fault = "a cluster needs the package distributed."
        raise LibraryError(fault, where="--scheduler", next_step=next_step) from error
    try:
        client = Client(address, timeout=_PATIENCE_S, set_as_default=False)
    except (OSError, ValueError) as error:
        next_step = "Give the address that `dask scheduler` prints, such as tcp://10.0.0.1:8786."
        raise InputError("no Dask scheduler answers there.", where=address, next_step=next_step) from error
    with client:
        yield client


def _check_workers(client: Client, address: str, shared: Sequence[Path]) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_S)
    except TimeoutError as error:
        next_step = f"Start some: `dask worker {address} --nthreads 1`."
        raise InputError("the scheduler has no workers.", where=address, next_step=next_step) from error
    for worker, answer in client.run(find_spec, "formcheck", on_error="return").items():
        if answer is None:
            next_step = "Install formcheck[cluster] there, the same version everywhere."
            raise LibraryError("this worker has no formcheck.", where=worker, next_step=next_step)
    for worker, missing in client.run(_unseen, list(shared), on_error="return").items():
        if isinstance(missing, list) and missing:
            next_step = "The recordings and --out must stand in folders that all computers share, under the same paths."
            raise InputError(f"this worker does not find {missing[0]}.", where=worker, next_step=next_step)


def _unseen(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if not path.exists()]


def _result(future: Future[Result], address: str) -> Result | Lost:
    from distributed import KilledWorker  # noqa: PLC0415 - an extra

    if future.cancelled():
        raise _gone(address)
    error = future.exception()
    match error:
        case None:
            return future.result()
        case FormcheckError():
            raise error
        case KilledWorker():
            return Lost("every worker that was given it died: short of memory, or a fault in a library.")
        case _:
            return Lost(f"a fault in formcheck itself ({type(error).__name__}: {error}).")


def _gone(address: str) -> InputError:
    next_step = "Start it again and give the same command: what is done stays done."
    return InputError("the Dask scheduler went away.", where=address, next_step=next_step)


def _run_there(work: Work[Item, Result], run: str, name: str, item: Item) -> Result:
    from distributed import get_worker  # noqa: PLC0415 - an extra

    worker = get_worker()
    return work(item, lambda amount: worker.log_event(run, (name, amount)))
