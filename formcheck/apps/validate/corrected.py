"""Sessions that clinicians looked through whole, judged anew by the engine of today with what was prescribed then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from formcheck.apps.validate.assemble import About, assemble
from formcheck.apps.validate.folders import Plan
from formcheck.apps.validate.heard import Heard, make_run
from formcheck.apps.validate.landmarks import load_landmarks
from formcheck.apps.validate.pool import SilentWatcher, Watcher, run_all
from formcheck.apps.validate.run import Advance, failure_of
from formcheck.apps.validate.selection import choose
from formcheck.computer import usable_cores
from formcheck.errors import FormcheckError
from formcheck.pose.accuracy import camera_instrument
from formcheck.pose.bundles import find_bundle, known_models
from formcheck.samples import Instrument, Origin
from formcheck.session.model import Header, Software
from formcheck.session.run import run_session, without_pictures
from formcheck.validation.results import Validation
from formcheck.validation.runs import Failure, Run
from formcheck.validation.truth.corrected import load_corrected
from formcheck.validation.truth.folder import FolderKind

_TYPICAL_FRAMES: Final = 1800


@dataclass(frozen=True, slots=True)
class CorrectedJob:
    """A session to be judged.

    Parameters
    ----------
    file : str
        Name of its record.
    path : Path
        Where it is.
    frames : int
        About how many inputs it has.
    """

    file: str
    path: Path
    frames: int = _TYPICAL_FRAMES


def validate_corrected(folder: Path, only: Sequence[str], processes: int | None, watcher: Watcher | None) -> Validation:
    """Score all sessions of a set that clinicians judged, without targets.

    Parameters
    ----------
    folder : Path
        As ``formcheck corrections`` makes it.
    only : sequence of str
        Sessions to do; empty for all.
    processes : int or None
        How many at a time; None for as many as there are processors.
    watcher : Watcher or None
        Is told how far it is.

    Raises
    ------
    InputError
        The set has faults, or a name is no session's.
    """
    found = load_corrected(folder)
    selection = choose(found.clips, (), (), only)
    names = {clip.file for clip in selection.clips}
    truths = {file: truth for file, truth in found.truths.items() if file in names}
    jobs = [CorrectedJob(file, folder / file) for file in truths]
    done = run_all(jobs, run_corrected, processes or usable_cores(), watcher or SilentWatcher())
    about = About(FolderKind.CORRECTED, folder.resolve().name, "", Software("formcheck", ""))
    return assemble(about, Plan(selection, truths, people=found.people), done)


def run_corrected(job: CorrectedJob, report: Advance) -> Run | Failure:
    """Judge one session anew; an error in it becomes its failure.

    Parameters
    ----------
    job : CorrectedJob
        The session.
    report : callable
        Takes how many more inputs have been seen.
    """
    try:
        record = load_landmarks(job.path)
        heard = Heard()
        session = run_session(of_today(record.header), without_pictures(record.inputs), (heard,))
        return make_run(job.file, record.header.software, (session,), heard)
    except FormcheckError as error:
        return failure_of(job.file, error)
    finally:
        report(job.frames)


def of_today(header: Header) -> Header:
    """Return a header with what is known today of how well its pose model measures; of sensors it stays as it was.

    Parameters
    ----------
    header : Header
        Of a record.
    """
    return replace(header, instruments=tuple(_of_today(one, header.software) for one in header.instruments))


def _of_today(instrument: Instrument, software: Software) -> Instrument:
    if instrument.kind is not Origin.CAMERA or software.model not in known_models():
        return instrument
    bundle = find_bundle(software.model)
    return camera_instrument(bundle) if bundle.sha256 == software.model_sha256 else instrument
