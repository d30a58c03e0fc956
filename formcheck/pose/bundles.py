"""The pose models on this machine: found in one place, checked before use.

A directory of models holds ``manifest.toml`` and the bundles it lists. A model that is not byte for byte the listed one
is never used: a bundle cut short or altered could still load and quietly measure wrong angles.
"""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from formcheck.errors import ModelError
from formcheck.given import read_given, reason
from formcheck.parsing import MalformedError, parse_toml

MODELS_VARIABLE = "FORMCHECK_MODELS"

_MANIFEST = "manifest.toml"
_REMEDY = (
    "Install formcheck again, or in a source tree run `python models/rebuild.py`; "
    f"where the environment variable {MODELS_VARIABLE} is set, check the directory it names."
)
_FIELDS = {
    "file": str,
    "sha256": str,
    "bytes": int,
    "licence": str,
    "origin": str,
    "skeleton": str,
    "error_deg": dict,
    "gain": dict,
}
_PARTS = ("between", "within")
_KIND_WORDS = {str: "text", int: "a whole number", dict: "a table"}


PostureErrors = Mapping[str, Mapping[str, float]]
"""By posture of the knee and part: the standard deviation of an angle's error, in degrees."""


@dataclass(frozen=True, slots=True)
class ModelBundle:
    """A pose model that was found and is what its manifest says.

    Parameters
    ----------
    name : str
        Name in the manifest, such as ``heavy``.
    path : Path
        The bundle file.
    sha256 : str
        SHA-256 of the file, as hexadecimal digits.
    size_bytes : int
        Length of the file.
    licence : str
        SPDX identifier.
    origin : str
        Package, version and files the model was made from.
    skeleton : str
        Name of the set of points it finds, such as ``blazepose-33``.
    error_deg : Mapping of str to Mapping
        By joint angle, posture of the knee (``bent``, ``straight``) and part (``between`` people and recordings,
        ``within`` one): the standard deviation of the error in degrees, the ground of every stated uncertainty. A
        posture that is missing is one in which the angle cannot be measured.
    gain : Mapping of str to Mapping
        By joint angle: how much of its change is read, ``mean`` and ``spread`` (as a share) between people; all of it
        where it is missing.
    """

    name: str
    path: Path
    sha256: str
    size_bytes: int
    licence: str
    origin: str
    skeleton: str
    error_deg: Mapping[str, PostureErrors]
    gain: Mapping[str, Mapping[str, float]]


def find_bundle(name: str, directory: Path | None = None) -> ModelBundle:
    """Find a pose model and check that it is whole and unaltered.

    Parameters
    ----------
    name : str
        Name in the manifest.
    directory : Path, optional
        Directory of models. Without it: the directory that the environment variable ``FORMCHECK_MODELS`` names, else
        the models installed with formcheck, else those of the source tree.

    Returns
    -------
    ModelBundle
        The model; its file had the listed size and SHA-256 a moment ago.

    Raises
    ------
    ModelError
        If the manifest is missing or bad, does not list the name, or the file is missing, cut short or altered.

    Examples
    --------
    >>> find_bundle("heavy").skeleton
    'blazepose-33'
    """
    directory = models_directory(directory)
    manifest = directory / _MANIFEST
    models = _read_models(manifest)
    if not isinstance(name, str) or name not in models:
        fault = f"found no pose model named '{name}'."
        raise ModelError(fault, where=str(manifest), next_step=f"Choose one of: {', '.join(models)}.")
    bundle = _bundle(name, models[name], manifest)
    _check_file(bundle)
    return bundle


def known_models(directory: Path | None = None) -> tuple[str, ...]:
    """Return the names of the listed models, the preferred first; their files are not looked at.

    Parameters
    ----------
    directory : Path, optional
        Directory of models, found as by `find_bundle`.

    Returns
    -------
    tuple of str
        The names, in the order of the manifest.

    Raises
    ------
    ModelError
        If the manifest is missing or bad.

    Examples
    --------
    >>> known_models()
    ('heavy', 'full')
    """
    return tuple(_read_models(models_directory(directory) / _MANIFEST))


def models_directory(directory: Path | None = None) -> Path:
    """Return the directory that models are taken from; it need not exist.

    Parameters
    ----------
    directory : Path, optional
        The person's choice, which comes before all others.

    Returns
    -------
    Path
        The choice, else what ``FORMCHECK_MODELS`` names, else ``formcheck/models`` as installed, else ``models`` beside
        the package in a source tree.
    """
    if directory is not None:
        return directory
    if named := os.environ.get(MODELS_VARIABLE):
        return Path(named).expanduser()
    package = Path(__file__).resolve().parents[1]
    places = (package / "models", package.parent / "models")
    return next((place for place in places if (place / _MANIFEST).is_file()), places[0])


def _read_models(manifest: Path) -> dict[str, Any]:
    """Return the manifest's entries by model name, as yet unchecked."""
    try:
        content = parse_toml(read_given(manifest).decode("utf-8-sig"))
    except FileNotFoundError:
        raise ModelError("the list of pose models is missing.", where=str(manifest), next_step=_REMEDY) from None
    except (OSError, ValueError) as error:  # ValueError: not UTF-8, not TOML
        why = error if isinstance(error, MalformedError) else reason(error)
        fault = f"the list of pose models cannot be read: {why}."
        raise ModelError(fault, where=str(manifest), next_step=_REMEDY) from error
    models = content.get("models")
    if not isinstance(models, dict) or not models:
        fault = "the list of pose models names none: expected tables [models.NAME]."
        raise ModelError(fault, where=str(manifest), next_step=_REMEDY)
    return models


def _bundle(name: str, entry: Any, manifest: Path) -> ModelBundle:  # noqa: ANN401 - whatever the TOML file holds
    """Return the bundle that a manifest entry describes, its file not looked at."""
    faults = _faults(entry)
    if faults:
        fault = f"bad entry [models.{name}]: {'; '.join(faults)}."
        raise ModelError(fault, where=str(manifest), next_step=_REMEDY)
    return ModelBundle(
        name=name,
        path=manifest.parent / entry["file"],
        sha256=entry["sha256"],
        size_bytes=entry["bytes"],
        licence=entry["licence"],
        origin=entry["origin"],
        skeleton=entry["skeleton"],
        error_deg=entry["error_deg"],
        gain=entry["gain"],
    )


def _faults(entry: Any) -> list[str]:  # noqa: ANN401
    """Return all that is wrong with a manifest entry, in words."""
    if not isinstance(entry, dict):
        return [f"expected a table, found {entry!r}"]
    faults = [
        f"{key} should be {_KIND_WORDS[kind]}, found {entry.get(key, 'nothing')!r}"
        for key, kind in _FIELDS.items()
        if type(entry.get(key)) is not kind  # not isinstance: true and false would pass as integers
    ]
    errors = entry.get("error_deg")
    faults += _error_faults(errors) if isinstance(errors, dict) else []
    gains = entry.get("gain")
    return faults + (_gain_faults(gains) if isinstance(gains, dict) else [])


def _error_faults(errors: dict[str, Any]) -> list[str]:
    """Return what is wrong with the errors of a model, in words."""
    return [
        f"error_deg.{angle}.{posture}.{part} should be a number of degrees above 0, found {found!r}"
        for angle, postures in errors.items()
        for posture, parts in (postures.items() if isinstance(postures, dict) else [("bent", {})])
        for part in _PARTS
        if not _is_positive(found := parts.get(part, "nothing") if isinstance(parts, dict) else "nothing")
    ]


def _gain_faults(gains: dict[str, Any]) -> list[str]:
    """Return what is wrong with the gains of a model, in words."""
    return [
        f"gain.{angle}.{part} should be a number above 0, found {found!r}"
        for angle, parts in gains.items()
        for part in ("mean", "spread")
        if not _is_positive(found := parts.get(part, "nothing") if isinstance(parts, dict) else "nothing")
    ]


def _is_positive(found: Any) -> bool:  # noqa: ANN401
    return type(found) in (int, float) and 0 < found < math.inf


def _check_file(bundle: ModelBundle) -> None:
    """Raise ModelError unless the file is there with the listed size and SHA-256."""
    try:
        found_bytes = bundle.path.stat().st_size
        with bundle.path.open("rb") as file:
            found_sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise _file_error(bundle, "is missing") from None
    except OSError as error:
        raise _file_error(bundle, f"cannot be read: {reason(error)}") from error
    if found_bytes < bundle.size_bytes:
        raise _file_error(bundle, f"is cut short: found {found_bytes} bytes, expected {bundle.size_bytes}")
    if found_sha256 != bundle.sha256:
        raise _file_error(bundle, f"is altered: found sha256 {found_sha256}, expected {bundle.sha256}")


def _file_error(bundle: ModelBundle, fault: str) -> ModelError:
    return ModelError(f"the pose model '{bundle.name}' {fault}.", where=str(bundle.path), next_step=_REMEDY)
