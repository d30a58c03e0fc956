"""A mirrored picture cannot be told from a body; where the other leg is prescribed it is asked about."""

from __future__ import annotations

from formcheck.samples import Side
from formcheck.session.model import Remark, RemarkKind
from tests.support.people import FOOT_BACK, Person, Rep, Script, perform, stay
from tests.support.sessions import make_header, watch

ASKED = Remark(RemarkKind.PERHAPS_MIRRORED, side=Side.LEFT)
LEFT = make_header(side=Side.LEFT)


def test_where_the_prescribed_leg_is_the_far_one_and_rests_it_is_asked() -> None:
    moving = perform(Script([Rep(), Rep()]), Person(Side.RIGHT, Side.RIGHT), rate_hz=15.0)
    remarks = watch(moving, LEFT).session.coverage.remarks
    assert ASKED in remarks
    assert RemarkKind.NO_MOVEMENT not in {one.kind for one in remarks}


def test_not_where_it_faces_the_camera() -> None:
    assert ASKED not in watch(stay(FOOT_BACK, 4.0, Person(Side.LEFT, Side.LEFT)), LEFT).session.coverage.remarks


def test_not_where_no_leg_is_prescribed() -> None:
    still = stay(FOOT_BACK, 4.0, Person(Side.RIGHT, Side.RIGHT))
    assert RemarkKind.PERHAPS_MIRRORED not in {one.kind for one in watch(still).session.coverage.remarks}


def test_not_where_the_far_leg_was_counted() -> None:
    poses = perform(Script([Rep()]), Person(Side.LEFT, Side.RIGHT), rate_hz=15.0)
    session = watch(poses, LEFT).session
    assert session.summary.attempts == 1
    assert ASKED not in session.coverage.remarks
