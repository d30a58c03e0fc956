"""The command line of ``formcheck sensors``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from formcheck.apps import completing, exits
from formcheck.apps.options import Language
from formcheck.defaults import DEFAULT_EXERCISE, DEFAULT_MODEL

app = typer.Typer(
    help="Wearable sensors: record them, what a recording holds, and how the sensors sit on the leg.",
    no_args_is_help=True,
)

Files = Annotated[
    list[Path],
    typer.Argument(help="All files of one recording.", metavar="FILE|FOLDER|ZIP ...", show_default=False, exists=True),
]
Places = Annotated[
    list[str] | None,
    typer.Option(
        "--place",
        help="Where a sensor is strapped to, where its name does not tell; may be given again.",
        metavar="NAME=right_shank",
        show_default=False,
    ),
]
Leg = Annotated[
    str,
    typer.Option(
        "--side",
        help="The leg of sensors whose names do not tell it.",
        metavar="auto|left|right",
        autocompletion=completing.sides,
    ),
]

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for programs, in place of text.")]


def _done(help_text: str) -> object:
    return typer.Option(help=help_text, metavar="A-B", show_default=False)


@app.command(epilog=exits.EPILOG)
def show(
    files: Files, place: Places = None, side: Leg = "auto", language: Language = None, as_json: AsJson = False
) -> None:
    """Show what sensors a recording holds, where they are strapped to, and what is amiss with them."""
    from formcheck.apps.sensors import command  # noqa: PLC0415 - slow to import

    raise typer.Exit(command.show(files, place or [], side, language, as_json=as_json))


@app.command(epilog=exits.EPILOG)
def calibrate(
    files: Files,
    out: Annotated[Path, typer.Option("--out", "-o", help="File for the calibration.", dir_okay=False)] = Path(
        "sensors.json"
    ),
    stand: Annotated[str | None, _done("Stood upright and still: the best zero.")] = None,
    sit: Annotated[str | None, _done("Sat upright and still, thigh level, shin hanging, foot square to it.")] = None,
    lie: Annotated[str | None, _done("Lay on the back and still, the leg straight.")] = None,
    extend: Annotated[str | None, _done("Seated: straightened and lowered the knee, four times.")] = None,
    toes: Annotated[str | None, _done("Seated: pulled the toes up and lowered them, four times.")] = None,
    lift: Annotated[str | None, _done("Raised the thigh, or the straight leg, a few times.")] = None,
    practice: Annotated[
        str | None, _done("Did the exercise calmly and well, three times: the person's own range and tempo.")
    ] = None,
    exercise: Annotated[
        str, typer.Option("--exercise", "-e", help="The exercise practised.", autocompletion=completing.exercises)
    ] = DEFAULT_EXERCISE,
    prescription: Annotated[
        Path | None, typer.Option("--prescription", "-p", help="Its prescription.", show_default=False)
    ] = None,
    knee_seated: Annotated[
        float | None,
        typer.Option(
            help="How far the knee was bent while seated, by a goniometer.", metavar="DEG", show_default=False
        ),
    ] = None,
    own_straight: Annotated[bool, typer.Option("--own-straight", help="Call the furthest extension straight.")] = False,
    video: Annotated[
        Path | None,
        typer.Option(
            help="A video of the same from the side: how far the knee is bent is taken from it.",
            exists=True,
            dir_okay=False,
            show_default=False,
        ),
    ] = None,
    sensor_offset: Annotated[
        float | None,
        typer.Option(help="By how much the sensors' clock is ahead of the video's; the knee tells.", metavar="SECONDS"),
    ] = None,
    model: Annotated[
        str, typer.Option(help="Pose model for the video.", metavar="heavy|full", autocompletion=completing.models)
    ] = DEFAULT_MODEL,
    place: Places = None,
    side: Leg = "auto",
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Tell from a recording how the sensors sit on the leg.

    Before the exercises, with the sensors on: stand still for 3 s, sit still for 3 s, straighten and lower the knee
    four times, pull the toes up and lower them four times. Then say here when each was, in seconds of the recording:

        formcheck sensors calibrate day.csv --stand 2-5 --sit 9-12 --extend 13-28 --toes 29-40 -o anna.sensors.json

        formcheck review --sensors day.csv --calibration anna.sensors.json

    One posture and one movement for each sensor must be there. What is to be done again is said, with the reason.
    """
    from formcheck.apps.sensors import command  # noqa: PLC0415 - slow to import

    spans = {"stand": stand, "sit": sit, "lie": lie, "extend": extend, "toes": toes, "lift": lift}
    settings = command.CalibrateOptions(
        spans={name: span for name, span in spans.items() if span is not None},
        practice=practice,
        exercise=exercise,
        prescription=prescription,
        knee_seated_deg=knee_seated,
        is_straight_own=own_straight,
        video=video,
        sensor_offset_s=sensor_offset,
        model=model,
        places=place or [],
        side=side,
        language=language,
        as_json=as_json,
    )
    raise typer.Exit(command.calibrate(files, out, settings))


@app.command(epilog=exits.EPILOG)
def record(
    out: Annotated[Path, typer.Option("--out", "-o", help="File for the readings; it must not be there yet.")],
    phone: Annotated[
        bool, typer.Option("--phone", help="Listen for phones in this network, and show a code for each to scan.")
    ] = False,
    udp: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Listen to this port of 127.0.0.1 for lines.", metavar="PORT"),
    ] = None,
    stdin: Annotated[bool, typer.Option("--stdin", help="Read lines from standard input as they come.")] = False,
    bluetooth: Annotated[
        bool,
        typer.Option(
            "--bluetooth",
            help="Connect sensors of Movella (DOT) or WitMotion (WT901BLE), each named with --place. Not tried on real "
            "ones yet.",
        ),
    ] = False,
    lsl: Annotated[
        bool, typer.Option("--lsl", help="Read streams of the lab streaming layer that programs in this network make.")
    ] = False,
    place: Annotated[
        list[str] | None,
        typer.Option(
            help="Where a phone, or a sensor of that name or Bluetooth address, is strapped to; may be given again.",
            metavar="[NAME=]right_shank",
            show_default=False,
        ),
    ] = None,
    side: Annotated[
        str,
        typer.Option(
            help="The leg of two phones, on shin and foot, where no place is given.",
            metavar="left|right",
            autocompletion=completing.sides,
        ),
    ] = "auto",
    sensors_host: Annotated[
        str | None,
        typer.Option(help="Address of this computer that phones send to; that of its network.", show_default=False),
    ] = None,
    seconds: Annotated[
        float | None, typer.Option(min=0.1, help="Stop by itself after so long.", show_default=False)
    ] = None,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Write what sensors measure to a file while they measure it, until Ctrl-C.

    The file is what the other commands take: formcheck sensors calibrate, formcheck review --sensors. Nothing is
    listened to unless it is asked for here; who on the network could see what is said first.

        formcheck sensors record --phone --side right --out day.csv

    Sensors over Bluetooth are connected one after the other, and again when a connection is lost. What they are called
    is listed by formcheck sensors nearby:

        formcheck sensors record --bluetooth --place D4:22:CD:00:00:01=right_shank -o day.csv

    Streams of the lab streaming layer must say the label and unit of each channel; a sensor is found by the name of its
    stream, or by --place NAME=right_shank:

        formcheck sensors record --lsl --out day.csv

    Lines are t,sensor,ax,ay,az,gx,gy,gz: seconds of the sender's clock, m/s² (at rest 9.81 upwards), rad/s.
    """
    from formcheck.apps.sensors import record as recording  # noqa: PLC0415 - slow to import
    from formcheck.apps.sides import to_side  # noqa: PLC0415 - as below

    settings = recording.RecordOptions(
        has_phones=phone,
        udp_port=udp,
        has_stdin=stdin,
        has_bluetooth=bluetooth,
        has_lsl=lsl,
        places=place or [],
        side=to_side(side),
        host=sensors_host,
        seconds=seconds,
        language=language,
        as_json=as_json,
    )
    raise typer.Exit(recording.record(out, settings))


@app.command(epilog=exits.EPILOG)
def nearby(
    seconds: Annotated[float, typer.Option(min=0.5, max=120.0, help="How long to look.")] = 8.0,
    has_all: Annotated[bool, typer.Option("--all", help="Show also what is not known as a sensor.")] = False,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """List the sensors that are near over Bluetooth, the nearest first: what they are called, and their addresses.

    A sensor that an app on a phone holds does not show itself: close the app first. To tell two of the same name apart,
    switch on one at a time. Then:

        formcheck sensors record --bluetooth --place "NAME OR ADDRESS=right_shank" --out day.csv

        formcheck live --sensors bluetooth --sensor-places "NAME OR ADDRESS=right_shank,OTHER=right_foot"

    Known are Movella DOT and WitMotion WT901BLE and BWT901BLE5; not tried on real ones yet. Nothing is connected here.
    """
    from formcheck.apps.sensors import nearby as near  # noqa: PLC0415 - slow to import

    raise typer.Exit(near.nearby(seconds, language, has_all=has_all, as_json=as_json))
