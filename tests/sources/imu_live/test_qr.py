"""An address as a QR code, and the address that is put into it."""

from __future__ import annotations

import socket
import sys
from dataclasses import dataclass

import cv2
import numpy as np
import pytest
from zxingcpp import read_barcodes

from formcheck.errors import InputError, LibraryError
from formcheck.sources.imu.live.address import choose_address, phone_address
from formcheck.sources.imu.live.qr import qr_svg, qr_text

ADDRESS = "http://192.168.178.20:8123/phone/abcDEF123-_abcDEF123-_ab/right_shank.phyphox"


@dataclass(frozen=True)
class Card:
    """An address of a network card."""

    family: int
    address: str


def test_the_code_in_a_terminal_can_be_read() -> None:
    rows = [list(line) for line in qr_text(ADDRESS).splitlines() if line]
    light = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
    halves = np.array([[light[mark] for mark in row] for row in rows], dtype=np.uint8)
    modules = halves.transpose(0, 2, 1).reshape(-1, halves.shape[1]) * 255
    picture = cv2.resize(modules, None, fx=8, fy=8, interpolation=cv2.INTER_NEAREST)
    assert [one.text for one in read_barcodes(picture)] == [ADDRESS]


def test_the_code_on_a_page_is_an_element_that_brings_no_script() -> None:
    picture = qr_svg(ADDRESS)
    assert picture.startswith("<svg")
    assert "script" not in picture
    assert "#fff" in picture  # whatever the page looks like


def test_without_the_package_it_says_what_to_bring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "segno", None)
    with pytest.raises(LibraryError) as caught:
        qr_svg(ADDRESS)
    assert "formcheck[sensors]" in caught.value.next_step


def test_the_address_is_that_of_the_network_at_home() -> None:
    cards = {
        "lo": [Card(socket.AF_INET, "127.0.0.1")],
        "docker0": [Card(socket.AF_INET, "172.17.0.1")],
        "ppp0": [Card(socket.AF_INET, "8.8.4.4")],
        "wlan0": [Card(socket.AF_INET6, "fe80::1"), Card(socket.AF_INET, "192.168.178.20")],
        "eth1": [Card(socket.AF_INET, "169.254.3.4")],
    }
    assert choose_address(cards) == "192.168.178.20"
    del cards["wlan0"]
    assert choose_address(cards) == "8.8.4.4"


def test_without_a_network_it_says_what_to_do() -> None:
    with pytest.raises(InputError) as caught:
        choose_address({"lo": [Card(socket.AF_INET, "127.0.0.1")]})
    assert "Wi-Fi" in caught.value.next_step


def test_this_computer_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("psutil.net_if_addrs", lambda: {"wlan0": [Card(socket.AF_INET, "10.1.2.3")], "off": []})
    monkeypatch.setattr("psutil.net_if_stats", lambda: {"wlan0": type("Stats", (), {"isup": True})()})
    assert phone_address() == "10.1.2.3"
