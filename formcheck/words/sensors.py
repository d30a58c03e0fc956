"""What is said of sensors: where they are strapped to, what a phone shows, and who on the network could see what."""

from __future__ import annotations

from formcheck.events import SensorTrouble
from formcheck.inertial.amiss import CalibrationFault, FaultKind
from formcheck.samples import Place
from formcheck.sources.imu.gates import Notice
from formcheck.sources.imu.live.bluetooth.feed import LinkNews
from formcheck.sources.imu.live.experiment import ExperimentTexts
from formcheck.sources.imu.live.who_sees import Exposure
from formcheck.words.catalogue import Words
from formcheck.words.figures import number, quantity


def place_words(words: Words, place: Place) -> str:
    """Return where a sensor is strapped to, such as ``right shin``.

    Parameters
    ----------
    words : Words
        The language.
    place : Place
        The place.
    """
    return words(f"sensor-place-{place.side}-{place.segment}")


def trouble_label(words: Words, place: Place, trouble: SensorTrouble) -> str:
    """Return what was the matter with which sensor, short enough to stand in a chart.

    Parameters
    ----------
    words : Words
        The language.
    place : Place
        The sensor.
    trouble : SensorTrouble
        What was the matter.
    """
    return words(f"chart-sensor-{_key(trouble)}", place=place_words(words, place))


def link_sentence(words: Words, news: LinkNews) -> str:
    """Return how a connection over Bluetooth stands.

    Parameters
    ----------
    words : Words
        The language.
    news : LinkNews
        Whose, and how it stands; its reason is told as it is.
    """
    sentence = words(f"link-{news.state}", place=place_words(words, news.place), name=news.name)
    return f"{sentence} {news.reason}" if news.reason else sentence


def battery_words(words: Words, share: float | None) -> str:
    """Return how full a battery is; nothing where the sensor does not tell.

    Parameters
    ----------
    words : Words
        The language.
    share : float or None
        From 0 to 1.
    """
    return "" if share is None else words("sensor-battery", share=quantity(share, "share"))


def _key(trouble: SensorTrouble) -> str:
    return trouble.replace("_", "-")


def notice_sentence(words: Words, notice: Notice) -> str:
    """Return what is worth a word about what a sensor recorded.

    Parameters
    ----------
    words : Words
        The language.
    notice : Notice
        What it is.
    """
    told: dict[str, str | float] = {"sensor": notice.sensor}
    for name, value in notice.numbers.items():
        match name:
            case "count" | "turns":
                told[name] = round(value)
            case "share":
                told[name] = quantity(value, "share")
            case _:
                told[name] = number(value, 1, words.point)
    return words(f"sensors-notice-{notice.kind}", **told)


def fault_sentence(words: Words, fault: CalibrationFault) -> str:
    """Return why a step of a calibration is to be done again.

    Parameters
    ----------
    words : Words
        The language.
    fault : CalibrationFault
        Why.
    """
    unit = "share" if fault.kind is FaultKind.MIXED_AXES else "s"
    found, limit = (_figure(words, value, unit) for value in (fault.found, fault.limit))
    return words(f"sensors-fault-{fault.kind}", place=place_words(words, fault.place), found=found, limit=limit)


def _figure(words: Words, value: float | None, unit: str) -> str:
    return quantity(value, unit) if unit == "share" else number(value, 1, words.point)


def experiment_texts(words: Words, place: Place) -> ExperimentTexts:
    """Return what the app on a phone shows of our experiment.

    Parameters
    ----------
    words : Words
        The language.
    place : Place
        Where the phone is to be strapped to.
    """
    where = place_words(words, place)
    return ExperimentTexts(
        title=words("phone-title", place=where),
        summary=words("phone-summary"),
        steps=(words("phone-step-strap", place=where), words("phone-step-start"), words("phone-step-end")),
        tab=words("phone-tab"),
    )


def who_sees_sentence(words: Words, exposure: Exposure) -> str:
    """Return in one sentence who on the network could see what while readings are listened for.

    Parameters
    ----------
    words : Words
        The language.
    exposure : Exposure
        The facts.
    """
    host, port = exposure.host, str(exposure.port)
    return words(f"who-sees-{exposure.reach}", host=host, port=port, count=exposure.sensors)
