"""Writers of what makers' software writes: the same readings in every format and unit."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from formcheck.samples import GRAVITY_MPS2
from formcheck.sources.imu.tracks import Floats, SensorTrack
from tests.support.swings import orientations, quaternions, turning

EPOCH_S = 1_795_943_787.0
WRAP_AFTER = 65000
"""The counter begins here, and begins again within the recording."""


def write_table(path: Path, rows: Iterable[Iterable[object]], before: str = "", delimiter: str = ",") -> Path:
    """Write a table below some lines; numbers with six decimals."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (delimiter.join(cell if isinstance(cell, str) else f"{cell:.6f}" for cell in row) for row in rows)
    path.write_text(before + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def write_mt_manager(
    path: Path, track: SensorTrack, *, old: bool = False, begin: int = WRAP_AFTER, keep: Sequence[int] | None = None
) -> Path:
    """Write acceleration and rate of turn as MT Manager does: tabs, a counter, the first row twice."""
    rate = "// Sample rate: 100.0Hz" if old else "// Update Rate: 100.0Hz"
    names = ["Counter" if old else "PacketCounter", *_names("Acc_", "Gyr_"), *([""] if old else [])]
    rows = list(range(track.t_s.size)) if keep is None else list(keep)
    cells = (
        [f"{(begin + row) % 65536:05d}", *track.acc_mps2[row], *track.gyr_radps[row], *([""] if old else [])]
        for row in [rows[0], *rows]
    )
    return write_table(path, [names, *cells], f"// Start Time: Unknown\n{rate}\n", "\t")


def write_mt_matrices(path: Path, t_s: Floats) -> Path:
    """Write acceleration and matrices, column by column, without rate of turn."""
    names = ["PacketCounter", "SampleTimeFine", *_names("Acc_")]
    names += [f"Mat[{row}][{column}]" for column in (1, 2, 3) for row in (1, 2, 3)]
    matrices, track = orientations(t_s).as_matrix(), turning(t_s)
    cells = ([f"{row:05d}", "", *track.acc_mps2[row], *matrices[row].T.ravel()] for row in range(t_s.size))
    return write_table(path, [names, *cells], "// Start Time: Unknown\n// Update Rate: 100.0Hz\n", "\t")


def write_mtx(path: Path, track: SensorTrack) -> Path:
    """Write a unit of the physical therapy data set."""
    header = ["time index", *(f"{kind}_{axis}" for kind in ("acc", "gyr", "mag") for axis in "xyz")]
    cells = (
        [str(row + 1), *track.acc_mps2[row], *track.gyr_radps[row], 0.5, 0.5, 0.0] for row in range(track.t_s.size)
    )
    return write_table(path, [header, *cells], delimiter=";")


DOT_HEAD = """sep=,
DeviceTag:,{tag}
FirmwareVersion:,2.0.0
OutputRate:,60Hz
Measurement Mode:,Rate quantities
StartTime: ,2026-11-29_09:16:27_250 GMT+1
© Xsens Technologies B. V. 2005-2021

"""


def write_dot(
    path: Path, t_s: Floats, quantities: Sequence[str] = ("Acc", "Gyr"), tag: str = "one", begin_us: int = 2**32 - 10**6
) -> Path:
    """Write what the Movella DOT app does; its clock begins again after a second."""
    track = turning(t_s)
    values = {
        "Acc": track.acc_mps2,
        "Gyr": np.degrees(track.gyr_radps),
        "Quat": quaternions(t_s),
        "FreeAcc": track.acc_mps2 * 0.0,
    }
    names = [f"{one}_{axis}" for one in quantities for axis in ("WXYZ" if one == "Quat" else "XYZ")]
    rows = (
        [
            str(row + 1),
            str((begin_us + round(t * 1e6)) % 2**32),
            *(v for one in quantities for v in values[one][row]),
            "0",
        ]
        for row, t in enumerate(t_s)
    )
    header = ["PacketCounter", "SampleTimeFine", *names, "Status"]
    return write_table(path, [header, *rows], DOT_HEAD.format(tag=tag))


def write_sto(path: Path, t_s: Floats, names: Sequence[str]) -> Path:
    """Write orientations as OpenSense does; time begins late."""
    cells = [",".join(f"{value:.8f}" for value in one) for one in quaternions(t_s)]
    rows = ([f"{417.0 + t:.4f}", *[cell] * len(names)] for t, cell in zip(t_s, cells, strict=True))
    head = "\nDataRate=100.000000\nDataType=Quaternion\nversion=3\nOpenSimVersion=4.1\nendheader\n"
    return write_table(path, [["time", *names], *rows], head, "\t")


def write_ximu3(folder: Path, t_s: Floats, *, only_quaternions: bool = False) -> Path:
    """Write the folder of an x-IMU3: µs, °/s, g."""
    clock = [f"{393_000_000 + round(t * 1e6)}" for t in t_s]
    track = turning(t_s)
    if not only_quaternions:
        header = [
            "Timestamp (us)",
            *(f"Gyroscope {a} (deg/s)" for a in "XYZ"),
            *(f"Accelerometer {a} (g)" for a in "XYZ"),
        ]
        rows = zip(clock, np.degrees(track.gyr_radps), track.acc_mps2 / GRAVITY_MPS2, strict=True)
        write_table(folder / "Inertial.csv", [header, *([t, *gyr, *acc] for t, gyr, acc in rows)])
    header = ["Timestamp (us)", *(f"{axis} Element" for axis in "WXYZ")]
    write_table(folder / "Quaternion.csv", [header, *([t, *q] for t, q in zip(clock, quaternions(t_s), strict=True))])
    (folder / "Command.json").write_text('[\n{"ping":{"deviceName":"left thigh","interface":"TCP"}}\n]')
    return folder


def write_ngimu(folder: Path, t_s: Floats) -> Path:
    """Write the folder of an NGIMU: seconds, °/s, g, and a barometer."""
    track = turning(t_s)
    kinds = [("Gyroscope", "deg/s"), ("Accelerometer", "g"), ("Magnetometer", "uT")]
    header = ["Time (s)", *(f"{kind} {axis} ({unit})" for kind, unit in kinds for axis in "XYZ"), "Barometer (hPa)"]
    values = zip(t_s, np.degrees(track.gyr_radps), track.acc_mps2 / GRAVITY_MPS2, strict=True)
    write_table(folder / "sensors.csv", [header, *([t, *gyr, *acc, 20.0, 8.0, 44.0, 984.7] for t, gyr, acc in values)])
    return folder


def write_metabase(folder: Path, t_s: Floats, name: str = "shank_r", late_s: float = 0.0) -> tuple[Path, Path]:
    """Write the pair of MetaBase: accelerometer in g and gyroscope in °/s, each at times of its own."""
    begin = f"{name}_2026-11-29T09.16.27.000_C1D2E3F40516"
    head = ["epoc (ms)", "timestamp (+0100)", "elapsed (s)"]

    def write(kind: str, unit: str, times: Floats, values: Floats) -> Path:
        rows = (
            [f"{(EPOCH_S + late_s + t) * 1000:.0f}", "2026-11-29T09.16.27.000", f"{t:.3f}", *value]
            for t, value in zip(times, values, strict=True)
        )
        path = folder / f"{begin}_{kind}_100.000Hz_1.5.0.csv"
        return write_table(path, [[*head, *(f"{axis}-axis ({unit})" for axis in "xyz")], *rows])

    shifted = np.round(t_s - 0.003, 3)
    acc = write("Accelerometer", "g", shifted, turning(shifted + late_s).acc_mps2 / GRAVITY_MPS2)
    return acc, write("Gyroscope", "deg/s", t_s, np.degrees(turning(t_s + late_s).gyr_radps))


def write_phyphox(
    folder: Path, t_s: Floats, *, delimiter: str = ",", acc: str = "Acceleration", gyr: str = "Gyroscope"
) -> Path:
    """Write a folder of phyphox: m/s² and rad/s, each at times of its own; decimal commas where semicolons part."""
    shifted = t_s - 0.003
    kinds = (
        ("Accelerometer", acc, "m/s^2", shifted, turning(shifted).acc_mps2),
        ("Gyroscope", gyr, "rad/s", t_s, turning(t_s).gyr_radps),
    )
    for file, word, unit, times, values in kinds:
        header = ['"Time (s)"', *(f'"{word} {axis} ({unit})"' for axis in "xyz")]
        path = write_table(
            folder / f"{file}.csv",
            [header, *([t, *v] for t, v in zip(times, values, strict=True))],
            delimiter=delimiter,
        )
        if delimiter == ";":
            path.write_text(path.read_text().replace(".", ","))
    meta = [['"event"', '"experiment time"', '"system time"', '"system time text"']]
    write_table(folder / "meta" / "time.csv", [*meta, ['"START"', 0.0, EPOCH_S, '"2026-11-29"']])
    return folder


def write_sensor_logger(
    folder: Path, t_s: Floats, platform: str, *, standardised: bool = False, gravity: bool = True
) -> Path:
    """Write a folder of Sensor Logger: z, y, x; an iPhone without the sum, and with the other sign."""
    track = turning(t_s)
    sign = -1.0 if platform == "ios" and not standardised else 1.0
    files = {"Gyroscope": track.gyr_radps, "Accelerometer": track.acc_mps2 * 0.0}
    if gravity:
        files["Gravity"] = sign * track.acc_mps2
    if platform == "android" and gravity:
        files["TotalAcceleration"] = track.acc_mps2
    for name, values in files.items():
        rows = ([f"{round((EPOCH_S + t) * 1e9)}", t, *v[::-1]] for t, v in zip(t_s, values, strict=True))
        write_table(folder / f"{name}.csv", [["time", "seconds_elapsed", "z", "y", "x"], *rows])
    names = "version,device name,recording epoch time,platform,sampleRateMs,standardisation"
    (folder / "Metadata.csv").write_text(f"{names}\n3,My phone,{EPOCH_S * 1000:.0f},{platform},10,{standardised}\n")
    return folder


WIT_ENGLISH = ("time", "DeviceName", "ChipTime()", "Acc", "As", "Angle")
WIT_CHINESE = ("时间", "设备名称", "片上时间()", "加速度", "角速度", "角度")


def write_witmotion(
    path: Path, t_s: Floats, names: Sequence[str], words: Sequence[str] = WIT_ENGLISH, *, encoding: str = "utf-8"
) -> Path:
    """Write what WitMotion's software does: sensors by turns, no chip time, the header twice."""
    track = turning(t_s)
    time, device, chip, *kinds = words
    units = ("g", "°/s", "°")
    header = [time, device, chip, *(f"{k}{a}({u})" for k, u in zip(kinds, units, strict=True) for a in "XYZ")]
    rows: list[list[object]] = []
    for row, t in enumerate(t_s):
        moment = f"2026-11-29 09:16:{27 + int(t):02d}.{round(t % 1 * 1000):03d}"
        acc, gyr = track.acc_mps2[row] / GRAVITY_MPS2, np.degrees(track.gyr_radps[row])
        rows += ([moment, name, "null", *acc, *gyr, 0.0, 0.0, 0.0] for name in names)
        rows += [list(header)] if row == 50 else []
    write_table(path, [header, *rows], delimiter="\t")
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    return path


def write_shimmer(path: Path, t_s: Floats) -> Path:
    """Write what Consensys does: units below the names, a mark at the end of each line."""
    track = turning(t_s)
    begin = "Right_shank"
    names = [
        f"{begin}_Timestamp_Unix_CAL",
        *(f"{begin}_{kind}_{axis}_CAL" for kind in ("Accel_WR", "Gyro") for axis in "XYZ"),
    ]
    units = ["ms", *["m/(s^2)"] * 3, *["deg/s"] * 3]
    values = zip(t_s, track.acc_mps2, np.degrees(track.gyr_radps), strict=True)
    rows = ([f"{(EPOCH_S + t) * 1000:.3f}", *acc, *gyr, ""] for t, acc, gyr in values)
    return write_table(path, [[*names, ""], [*units, ""], *rows], "sep=,\n")


def zipped(folder: Path, path: Path) -> Path:
    """Put a folder's files into an archive, as apps export them."""
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder))
    return path


def _names(*kinds: str) -> list[str]:
    return [f"{kind}{axis}" for kind in kinds for axis in "XYZ"]
