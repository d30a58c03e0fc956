"""The command line: ``formcheck live``, ``review``, ``batch``, ``replay``, ``validate`` and what helps with them.

Only light modules are imported here, so that ``formcheck --help`` answers at once.

Parameters
----------
context : typer.Context
    Of the call; it tells which options were given.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.apps import completing, exits
from formcheck.apps.clinic.cli import register as register_clinic
from formcheck.apps.exercises.cli import app as exercises
from formcheck.apps.options import Language, Store, to_interval
from formcheck.apps.sensors.cli import app as sensors
from formcheck.defaults import DEFAULT_ESTIMATOR, DEFAULT_EXERCISE, DEFAULT_MODEL
from formcheck.errors import FormcheckError

if TYPE_CHECKING:
    from formcheck.samples import Side

app = typer.Typer(
    name="formcheck",
    help="Checks the form of nerve-flossing exercises: finds every repetition in a video, judges it, says why. "
    "Everything happens on this computer; nothing is sent anywhere. Not a diagnosis, and no medical device.",
    epilog=exits.EPILOG,
    no_args_is_help=True,
    rich_markup_mode="markdown",  # it breaks lines where the terminal does, and takes [extras] for words
    pretty_exceptions_enable=False,
)
app.add_typer(exercises, name="exercises")
app.add_typer(sensors, name="sensors")
register_clinic(app)

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON, one line a video, for programs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no tables: only errors.")]
OutFolder = Annotated[Path, typer.Option("--out", "-o", help="Folder for the results.", file_okay=False)]
OpenSim = Annotated[
    bool,
    typer.Option(
        "--opensim",
        help="Write angles.mot, a motion for OpenSim, with the signs of Rajagopal's model; of sensors "
        "orientations.sto for OpenSense as well.",
    ),
]
Given = Annotated[
    Path | None,
    typer.Option("--prescription", "-p", help="Prescription file; it names the exercise itself.", show_default=False),
]

Person = Annotated[
    str, typer.Option("--name", help="Name or pseudonym of the person, for the head of the report.", metavar="TEXT")
]
Whose = Annotated[
    str | None,
    typer.Option(
        "--person",
        help="Pseudonym of the person: what comes of it is kept in the store, too.",
        metavar="NAME",
        autocompletion=completing.people,
        show_default=False,
    ),
]
Faces = Annotated[bool, typer.Option("--faces", help="Show the face in overlay and key frames; else it is blurred.")]
Exercise = Annotated[
    str,
    typer.Option(
        "--exercise", "-e", help="Exercise; `formcheck exercises` lists them.", autocompletion=completing.exercises
    ),
]
ExerciseOrAuto = Annotated[
    str,
    typer.Option(
        "--exercise",
        "-e",
        help="Exercise; `formcheck exercises` lists them. auto: whichever are recognised in the recording.",
        autocompletion=completing.exercises_or_auto,
    ),
]
Model = Annotated[
    str,
    typer.Option(
        help="Pose model: heavy, or full for a weak machine.", metavar="heavy|full", autocompletion=completing.models
    ),
]
Estimator = Annotated[
    str,
    typer.Option(
        help="What runs the model; mediapipe is the reference.",
        metavar="litert|mediapipe",
        autocompletion=completing.estimators,
    ),
]
Threads = Annotated[
    int | None, typer.Option(min=1, help="Threads of litert; as many as suit this machine. No result changes.")
]

Rotate = Annotated[
    str | None,
    typer.Option(
        help="Turn the picture by so many degrees clockwise; auto: as the person in it calls for.",
        metavar="auto|90|180|270",
        autocompletion=completing.turns_or_auto,
    ),
]
Mirror = Annotated[bool, typer.Option("--mirror", help="Exchange left and right: filmed in a mirror.")]
Speed = Annotated[
    str | None,
    typer.Option(
        help="How many times faster than shown it was in life: 4 for slow motion that takes four times as long; "
        "what the file says.",
        metavar="TIMES",
    ),
]
Aspect = Annotated[
    str | None, typer.Option(help="Width to height of the picture, where it is shown stretched.", metavar="4:3")
]

SensorPlaces = Annotated[
    list[str] | None,
    typer.Option(help="Where a sensor is strapped to, if its name does not tell.", metavar="NAME=right_shank"),
]

_VALIDATION_EPILOG = (
    "Exit codes: 0 done; 1 with --check, a figure that must be reached is not, or a fault in formcheck itself; 2 wrong "
    "use of the command; 3 the manifest, a clip or its truth cannot be used; 5 this installation lacks something (see "
    "formcheck doctor). Where clips cannot be used, that code, whatever the figures."
)


def _print_version(is_asked: bool) -> None:
    from importlib.metadata import version  # noqa: PLC0415 - slow to import

    if is_asked:
        typer.echo(f"formcheck {version('formcheck')}")
        raise typer.Exit


def _side(word: str) -> Side | None:
    from formcheck.apps.sides import to_side  # noqa: PLC0415 - slow to import

    return to_side(word)


def _looked_at(
    rotate: str | None, speed: str | None, aspect: str | None, *, is_mirrored: bool
) -> dict[str, str | None]:
    """Return what was given of how to look at videos, by the name of each option."""
    return {"rotate": rotate, "speed": speed, "aspect": aspect, "mirror": "yes" if is_mirrored else None}


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Take the options that stand before the command."""


@app.command(epilog=exits.EPILOG)
def review(
    videos: Annotated[
        list[Path] | None,
        typer.Argument(help="Videos, or folders of videos.", metavar="VIDEO|FOLDER ...", show_default=False),
    ] = None,
    exercise: ExerciseOrAuto = DEFAULT_EXERCISE,
    prescription: Given = None,
    side: Annotated[
        str,
        typer.Option(
            help="The patient's working leg: auto, left or right.",
            metavar="auto|left|right",
            autocompletion=completing.sides,
        ),
    ] = "auto",
    sensors: Annotated[
        list[Path] | None,
        typer.Option(
            "--sensors",
            help="Recording of sensors on the leg, alone or with one video; again for each file of it.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    calibration: Annotated[
        Path | None,
        typer.Option(
            help="How they sit: what `formcheck sensors calibrate` wrote.", metavar="FILE", show_default=False
        ),
    ] = None,
    place: SensorPlaces = None,
    sensor_offset: Annotated[
        float | None,
        typer.Option(help="By how much the sensors' clock is ahead of the video's; the knee tells.", metavar="SECONDS"),
    ] = None,
    model: Model = DEFAULT_MODEL,
    estimator: Estimator = DEFAULT_ESTIMATOR,
    threads: Threads = None,
    neutral: Annotated[
        str | None,
        typer.Option(help="Seconds A to B in which the foot is held square to the shank.", metavar="A-B"),
    ] = None,
    rotate: Rotate = None,
    mirror: Mirror = False,
    speed: Speed = None,
    begin_s: Annotated[
        str | None, typer.Option("--from", help="Begin so many seconds into it.", metavar="SECONDS")
    ] = None,
    end_s: Annotated[
        str | None, typer.Option("--to", help="End so many seconds into it; at its end.", metavar="SECONDS")
    ] = None,
    aspect: Aspect = None,
    out: OutFolder = Path("formcheck-out"),
    overlay: Annotated[bool, typer.Option("--overlay/--no-overlay", help="Write the video with the angles.")] = True,
    faces: Faces = False,
    opensim: OpenSim = False,
    name: Person = "",
    person: Whose = None,
    store: Store = None,
    open_report: Annotated[bool, typer.Option("--open", help="Open the report in the browser.")] = False,
    language: Language = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Review recorded videos: every repetition found, judged and explained.

    For each video a folder OUT/NAME is written: report.html (open it with a double-click), overlay.mp4, session.json,
    repetitions.xlsx, repetitions.csv, angles.csv and record.jsonl. A video that cannot be read costs only itself.

    Film from the side, the moving leg nearest, 2 to 4 m away, the whole body from head to toe in the picture.

    With --sensors, what sensors on the leg recorded is reviewed, instead of a video or together with one; see
    `formcheck sensors --help`. For both, straighten the knee four times at the beginning, in view of the camera.

    With --person anna-04 each result is kept in the store of `formcheck clinic` as well, with where the video is; the
    video itself stays where it is.
    """
    from formcheck.apps.review import command as review_command  # noqa: PLC0415 - slow to import

    settings = review_command.ReviewOptions(
        exercise=exercise,
        prescription=prescription,
        side=_side(side),
        model=model,
        estimator=estimator,
        threads=threads,
        neutral_s=None if neutral is None else to_interval(neutral, "--neutral"),
        viewing=review_command.to_viewing(
            {**_looked_at(rotate, speed, aspect, is_mirrored=mirror), "from": begin_s, "to": end_s}
        ),
        overlay=overlay,
        opensim=opensim,
        open_report=open_report,
        language=language,
        as_json=as_json,
        quiet=quiet,
        person=name or person or "",
        faces=faces,
        pseudonym=person,
        store=store,
    )
    if sensors:
        from formcheck.apps.review import sensors as sensors_command  # noqa: PLC0415 - slow to import

        worn = sensors_command.WornOptions(calibration, place or [], sensor_offset)
        raise typer.Exit(sensors_command.run(sensors, videos or [], out, settings, worn))
    if not videos:
        raise typer.BadParameter("name a video, or a recording of sensors with --sensors")
    raise typer.Exit(review_command.run(videos, out, settings))


@app.command(epilog=exits.EPILOG)
def batch(
    given: Annotated[
        Path,
        typer.Argument(
            help="Folder, searched with all folders in it; or a list.", metavar="FOLDER|LIST", show_default=False
        ),
    ],
    exercise: ExerciseOrAuto = DEFAULT_EXERCISE,
    prescription: Given = None,
    side: Annotated[
        str,
        typer.Option(
            help="The patients' working leg: auto, left or right.",
            metavar="auto|left|right",
            autocompletion=completing.sides,
        ),
    ] = "auto",
    calibration: Annotated[
        Path | None,
        typer.Option(
            help="How sensors sit of which neither NAME.sensors.json nor the list tells it.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    place: SensorPlaces = None,
    model: Model = DEFAULT_MODEL,
    estimator: Estimator = DEFAULT_ESTIMATOR,
    rotate: Rotate = None,
    mirror: Mirror = False,
    speed: Speed = None,
    aspect: Aspect = None,
    overlay: Annotated[
        bool, typer.Option("--overlay/--no-overlay", help="Write the videos with the angles; they take much room.")
    ] = False,
    faces: Faces = False,
    out: OutFolder = Path("formcheck-out/batch"),
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Recordings at a time; as many as there are processors.")
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(help="Do the work on the Dask cluster of this scheduler.", metavar="tcp://HOST:8786"),
    ] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what failed before.")] = False,
    person: Whose = None,
    store: Store = None,
    language: Language = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON, for programs.")] = False,
    quiet: Quiet = False,
) -> None:
    """Review an archive: each recording on its own, to be broken off at any time and taken up again.

    For each a folder is written as by `formcheck review`, in folders like those of the archive, and for all together
    OUT/repetitions.parquet. Given again, the same command does only what is new or changed. A recording that fails
    costs only itself and is listed with its reason at the end. What is done stays in the language it was made in.

    Recordings are videos, and what sensors on the leg told: a file with all sensors or a zip, or a folder for each
    session where every sensor has a file of its own. What bears the same name goes together: anna.mp4, anna.csv (or the
    folder anna), and anna.sensors.json, which `formcheck sensors calibrate` wrote.

    A LIST has one recording a line, or is a .csv with a column video or sensors (several files parted by ;), and
    exercise, prescription, side, calibration, place, sensor_offset, rotate, mirror (yes), speed, from, to or aspect
    where wanted. Paths in it start from its folder.

    With --scheduler the recordings and OUT must be found under the same paths on every computer of the cluster,
    and formcheck be installed there by
    `pip install "formcheck[cluster]"`.

    With --person anna-04 all recordings are that person's: each result is kept in the store of `formcheck clinic` as it
    is done, those done before as well. For an archive of several people see `formcheck import --by-folder`.
    """
    from formcheck.apps.batch import command as batch_command  # noqa: PLC0415 - slow to import
    from formcheck.apps.review.command import to_viewing  # noqa: PLC0415

    if jobs is not None and scheduler is not None:
        raise typer.BadParameter("is for this computer; with --scheduler the workers do the work", param_hint="--jobs")
    settings = batch_command.BatchOptions(
        exercise=exercise,
        prescription=prescription,
        side=_side(side),
        calibration=calibration,
        places=place or [],
        model=model,
        estimator=estimator,
        viewing=to_viewing(_looked_at(rotate, speed, aspect, is_mirrored=mirror)),
        overlay=overlay,
        faces=faces,
        out=out,
        jobs=jobs,
        scheduler=scheduler,
        retry=retry,
        language=language,
        as_json=as_json,
        quiet=quiet,
        person=person,
        store=store,
    )
    raise typer.Exit(batch_command.run(given, settings))


@app.command(epilog=exits.EPILOG)
def replay(
    record: Annotated[
        Path,
        typer.Argument(help="A record.jsonl of an earlier review, or the folder of a live visit.", show_default=False),
    ],
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            help="Another exercise to judge by; auto: whichever are recognised.",
            autocompletion=completing.exercises_or_auto,
        ),
    ] = None,
    prescription: Given = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the results; without it they are only shown.")
    ] = None,
    opensim: OpenSim = False,
    name: Person = "",
    language: Language = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Judge a recorded session or visit again, without video and pose model; with an exercise, by that."""
    from formcheck.apps.replay import command as replay_command  # noqa: PLC0415 - slow to import

    replay_command.run(
        record,
        exercise,
        prescription,
        out,
        opensim=opensim,
        language=language,
        as_json=as_json,
        quiet=quiet,
        person=name,
    )


@app.command(epilog=exits.EPILOG)
def live(
    context: typer.Context,
    exercise: Exercise = DEFAULT_EXERCISE,
    prescription: Given = None,
    side: Annotated[
        str,
        typer.Option(
            help="The leg to exercise; without it the page asks.",
            metavar="auto|left|right",
            autocompletion=completing.sides,
        ),
    ] = "auto",
    language: Language = None,
    camera: Annotated[
        str | None,
        typer.Option(
            help="Let this program open the camera, and not the browser: its number, or a video to play in its place.",
            metavar="NUMBER|VIDEO",
        ),
    ] = None,
    rotate: Annotated[
        str | None,
        typer.Option(
            help="Turn the pictures of --camera clockwise.", metavar="90|180|270", autocompletion=completing.turns
        ),
    ] = None,
    mirror: Annotated[
        bool, typer.Option("--mirror", help="Exchange left and right in the pictures of --camera.")
    ] = False,
    sensors: Annotated[
        str | None,
        typer.Option(
            help="Sensors strapped to the leg in place of a camera: phones that scan a code on the page, lines sent to "
            "a port of this computer, sensors over Bluetooth (not tried on real ones yet), streams of the lab "
            "streaming layer, or a recording to play.",
            metavar="phone|udp:PORT|bluetooth|lsl|FILE",
        ),
    ] = None,
    sensor_places: Annotated[
        str | None,
        typer.Option(
            help="Where they are; shin and foot of the leg of --side, or all of a recording. Over Bluetooth each with "
            "its name or address, as `formcheck sensors nearby` lists them.",
            metavar="[NAME=]right_shank,[NAME=]right_foot",
        ),
    ] = None,
    sensors_host: Annotated[
        str | None, typer.Option(help="Address of this computer that phones send to; that of its network.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(help="Folder in which visits are kept; where this computer keeps your data.", file_okay=False),
    ] = None,
    person: Whose = None,
    store: Store = None,
    model: Annotated[
        str | None,
        typer.Option(
            help="Pose model; the one that suits this computer.", metavar="heavy|full", autocompletion=completing.models
        ),
    ] = None,
    estimator: Estimator = DEFAULT_ESTIMATOR,
    threads: Threads = None,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 is any that is free.")] = 0,
    host: Annotated[
        str, typer.Option(help="Address to serve on. The default can be reached from this computer only.")
    ] = "127.0.0.1",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the address and the folder as a line of JSON, for programs.")
    ] = False,
) -> None:
    """Coach a whole session before the camera, in the browser of this computer.

    A page opens that helps to set up the camera, measures your own range, counts, and says one thing at a time. Nothing
    leaves this computer; no picture is kept unless you tick so. Stop at any time: space, Escape, or the large button.

    Sit with the moving leg nearest the camera, 2 to 4 m away, from head to toe in the picture.

    With --person anna-04 visits are kept in a folder of that person's own, with their own range and history, and taken
    into the store of `formcheck clinic` as parts of them end. A store that is out of reach costs nothing of a visit.
    What the clinic has prescribed there is taken by itself, unless --exercise or --prescription says otherwise.

    With sensors instead, which are listened to only if asked for here: formcheck live --sensors phone --side right
    """
    from formcheck.apps.live import command as live_command  # noqa: PLC0415 - slow to import
    from formcheck.apps.review.command import to_viewing  # noqa: PLC0415

    live_command.run(
        live_command.LiveOptions(
            exercise=exercise,
            is_exercise_asked=_is_given(context, "exercise"),
            prescription=prescription,
            side=_side(side),
            model=model,
            threads=threads,
            estimator=estimator,
            camera=camera,
            viewing=to_viewing(_looked_at(rotate, None, None, is_mirrored=mirror)),
            sensors=sensors,
            sensor_places=sensor_places,
            sensors_host=sensors_host,
            language=language,
            data=data,
            person=person,
            store=store,
            host=host,
            port=port,
            is_opened=open_page,
            as_json=as_json,
            is_debugging="--debug" in sys.argv,
        )
    )


def _is_given(context: typer.Context, name: str) -> bool:
    """Tell whether an option was given, and does not stand as it is by itself."""
    source = context.get_parameter_source(name)
    return source is not None and source.name != "DEFAULT"


@app.command(epilog=_VALIDATION_EPILOG)
def validate(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Folder of clips with a known answer: see above; sample_videos.", metavar="FOLDER"),
    ] = None,
    corrections: Annotated[
        bool,
        typer.Option(
            "--corrections",
            help="Hold the machine against what clinicians said: in FOLDER, which formcheck corrections made, or in "
            "the store.",
        ),
    ] = False,
    store: Store = None,
    model: Model = DEFAULT_MODEL,
    estimator: Estimator = DEFAULT_ESTIMATOR,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Clips at a time; as many as there are processors.")
    ] = None,
    out: OutFolder = Path("formcheck-out/validation"),
    records: Annotated[
        Path | None,
        typer.Option(help="Keep the landmarks of each video here, and take them from here next time.", file_okay=False),
    ] = None,
    simulate: Annotated[
        str | None,
        typer.Option(
            help="Judge clips as sensors on the leg would have measured them: in all set-ups, or in one by its name.",
            metavar="sensors|SET-UP",
            autocompletion=completing.simulations,
        ),
    ] = None,
    rate: Annotated[
        str | None,
        typer.Option(
            help="Of a population: pictures a second; 30 without it.",
            metavar="30|15|uneven",
            autocompletion=completing.rates,
        ),
    ] = None,
    negatives: Annotated[
        list[Path] | None,
        typer.Option(
            help="Folder of videos in which nobody does the exercise; may be given again.",
            file_okay=False,
            metavar="<dir>",
        ),
    ] = None,
    document: Annotated[
        Path | None, typer.Option(help="Write the result as a page for the docs to this file.", dir_okay=False)
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 where a figure that must be reached is not.")
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option(help="Clip to do, by name without ending; may be given again.", metavar="NAME")
    ] = None,
    language: Language = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON, for programs.")] = False,
    quiet: Quiet = False,
) -> None:
    """Validate the engine: run it over clips with a known answer and score what it says.

    FOLDER is recognised by what it holds. manifest.toml: sample clips with their truth files. truth.json: clips made by
    others. `*.record.jsonl.gz`: landmarks of real people, counted by hand. sample_videos/population: landmarks of
    rendered people drawn at random, kept for both models (--model) and at three rates (--rate).
    `s*/e*/u*/test.txt.gz`: sensors on real people who did exercises well and badly. corrections.json: people of a
    clinic, as its clinicians judged them.

    With --corrections and no FOLDER, the sessions are taken from the store of `formcheck clinic`: those that somebody
    looked through whole. They are judged anew by the engine of today, with what was prescribed then.

    With --simulate sensors no picture is looked at: from the true angles of sample clips or of the population readings
    of sensors are made, in every set-up and with every fault there is, calibrated, judged and scored like videos.

    Writes OUT/validation.html (open it with a double-click) and OUT/validation.json. How many repetitions were judged
    right and wrong, withheld, missed and made up stands there one by one, each with a 95 % interval, and by condition:
    a wrong verdict does harm, a withheld one does not. Beside it: whether a fault called at 0.95 is there 95 times in
    100; faults, times and angles against the truth; of the sample clips, a counter with two thresholds and published
    figures. A clip that cannot be used costs only itself. --check holds it all against what is promised.

    The pose model takes twice the length of each video or more. With --records its landmarks are kept, and a change of
    the engine is validated in seconds.
    """
    from formcheck.apps.validate import command as validate_command  # noqa: PLC0415 - slow to import

    settings = validate_command.ValidateOptions(
        model=model,
        estimator=estimator,
        jobs=jobs,
        out=out,
        records=records,
        negatives=tuple(negatives or ()),
        document=document,
        check=check,
        only=tuple(only or ()),
        rate=rate,
        simulate=simulate,
        language=language,
        as_json=as_json,
        quiet=quiet,
    )
    if corrections:
        raise typer.Exit(validate_command.run_corrections(folder, store, settings))
    raise typer.Exit(validate_command.run(folder or Path("sample_videos"), settings))


@app.command(epilog=exits.EPILOG)
def bench(
    video: Annotated[
        Path,
        typer.Argument(help="A video of somebody; fifteen seconds are enough.", show_default=False, dir_okay=False),
    ],
    model: Model = DEFAULT_MODEL,
    threads: Threads = None,
    rounds: Annotated[int, typer.Option(min=1, help="How often everything is measured; the middle counts.")] = 3,
    long: Annotated[
        bool, typer.Option("--long", help="Review ten minutes of 1080p as well: the memory it takes. Ten minutes more.")
    ] = False,
    document: Annotated[
        Path | None, typer.Option(help="Write the page docs/performance.md to this file.", dir_okay=False)
    ] = None,
    language: Language = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON, for programs.")] = False,
    quiet: Quiet = False,
) -> None:
    """Measure how fast formcheck is here, beside a bare loop of MediaPipe and beside what is possible.

    Everything is measured in turns, each in a process of its own: a bare loop, reviews with both estimators, the
    landmark network alone, the time of each stage, memory, and how soon a live picture is answered. Close other
    programs first.
    """
    from formcheck.apps.estimators import check_library  # noqa: PLC0415 - slow to import

    check_library(DEFAULT_ESTIMATOR)
    from formcheck.apps.bench import command as bench_command  # noqa: PLC0415 - slow to import

    settings = bench_command.BenchOptions(
        model=model,
        threads=threads,
        rounds=rounds,
        is_long=long,
        document=document,
        language=language,
        as_json=as_json,
        quiet=quiet,
    )
    raise typer.Exit(bench_command.run(video, settings))


@app.command()
def doctor(
    language: Language = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Check this installation: Python, packages, system libraries, pose models, video, and a first pose.

    For everything missing it names the command that brings it. Exits with 5 if something is.
    """
    from formcheck.apps.doctor import command as doctor_command  # noqa: PLC0415 - slow to import

    raise typer.Exit(doctor_command.run(language=language, as_json=as_json))


@app.command("schema")
def print_schema(
    name: Annotated[
        str,
        typer.Argument(
            help="What the file is.",
            metavar="exercise|prescription|session|record|batch|course",
            autocompletion=completing.schemas,
        ),
    ],
) -> None:
    """Print the JSON Schema of a file that formcheck reads or writes.

    With that of an exercise or a prescription an editor checks and completes the file while you write it. Those of
    session.json, of a line of record.jsonl, of batch.json, and of what export --as json writes (course) tell programs
    what they will find.
    """
    from formcheck.apps.schema import command as schema_command  # noqa: PLC0415 - slow to import

    schema_command.run(name)


def main() -> None:
    """Run the command line; an error becomes one message and an exit code."""
    _write_utf8()
    try:
        app()
    except FormcheckError as error:
        if "--debug" in sys.argv:
            raise
        exits.complain(error)
        sys.exit(exits.code_of(error))


def _write_utf8() -> None:
    """Write UTF-8 to files and pipes: the code page that Windows takes for them lacks signs we use.

    What no text can hold, such as in the name of a file, becomes a number.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
