"""The experiment file that makes the app phyphox send a phone's readings here. Not tried on a real phone.

The form is that of the app's documentation, "Phyphox file format", "Input" and "Network connections". Both sensors run
as fast as the phone allows into buffers; the network block sends these, and empties them, ten times a second. The app
itself shows, before it begins, that acceleration and rotation are sent, and to where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from formcheck.sources.imu.live.feeds.phyphox import ACC, GYR, TIME

FORMAT: Final = "1.17"
"""Version of the file format: the first in which ``keep`` empties a buffer. Older apps ask to be updated."""

INTERVAL_S: Final = 0.1
"""How often the app sends, at most: it does so between two runs of its analysis."""

BUFFER: Final = 2000
"""Values held where sending stops: four seconds of the fastest phone."""

MEDIA_TYPE: Final = "application/xml"

_CATEGORY: Final = "formcheck"
_SENSORS: Final = (("accelerometer", ACC), ("gyroscope", GYR))  # "accelerometer" is the one with gravity
_COMPONENTS: Final = ("t", "x", "y", "z")


@dataclass(frozen=True, slots=True)
class ExperimentTexts:
    """What the app shows of the experiment.

    Parameters
    ----------
    title : str
        Its name, with the place of the phone.
    summary : str
        What it does, in one line.
    steps : sequence of str
        What to do, one sentence each.
    tab : str
        The name of the only view.
    """

    title: str
    summary: str
    steps: Sequence[str]
    tab: str


def make_experiment(texts: ExperimentTexts, address: str) -> bytes:
    """Return the experiment file of one phone, as XML in UTF-8.

    Parameters
    ----------
    texts : ExperimentTexts
        What the app shows.
    address : str
        Where the readings are sent, such as ``http://192.0.2.2:8123/phyphox/KEY/right_shank``.
    """
    root = ET.Element("phyphox", version=FORMAT, locale="en")
    for tag, text in (("title", texts.title), ("category", _CATEGORY), ("icon", "fc"), ("description", texts.summary)):
        ET.SubElement(root, tag).text = text
    _add_containers(root)
    _add_sensors(root)
    _add_network(root, address)
    _add_view(root, texts)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _add_containers(root: ET.Element) -> None:
    containers = ET.SubElement(root, "data-containers")
    for name in (*ACC, *GYR):
        ET.SubElement(containers, "container", size=str(BUFFER)).text = name


def _add_sensors(root: ET.Element) -> None:
    inputs = ET.SubElement(root, "input")
    for kind, buffers in _SENSORS:
        sensor = ET.SubElement(inputs, "sensor", type=kind, rate="0")  # 0: as fast as possible
        for component, buffer in zip(_COMPONENTS, buffers, strict=True):
            ET.SubElement(sensor, "output", component=component).text = buffer


def _add_network(root: ET.Element, address: str) -> None:
    connection = ET.SubElement(
        ET.SubElement(root, "network"),
        "connection",
        id="formcheck",
        address=address,
        service="http/post",
        conversion="none",
        autoConnect="true",
        interval=f"{INTERVAL_S:g}",
    )
    for name in (*ACC, *GYR):
        ET.SubElement(connection, "send", id=name, type="buffer", datatype="array", keep="false").text = name
    ET.SubElement(connection, "send", id=TIME, type="time")


def _add_view(root: ET.Element, texts: ExperimentTexts) -> None:
    view = ET.SubElement(ET.SubElement(root, "views"), "view", label=texts.tab)
    for step in texts.steps:
        ET.SubElement(view, "info", label=step)
        ET.SubElement(view, "separator", height="1")
