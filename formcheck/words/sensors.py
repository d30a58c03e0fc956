"""What is said of sensors: where they are strapped to, what a phone shows, and who on the network could see what."""

from __future__ import annotations

from formcheck.samples import Place
from formcheck.sources.imu.live.experiment import ExperimentTexts
from formcheck.sources.imu.live.who_sees import Exposure
from formcheck.words.catalogue import Words


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
