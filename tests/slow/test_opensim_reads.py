"""OpenSim itself reads what is written for it: angles, body points, and what is missing as missing.

It is too large for everybody's environment (377 MB): it is run by a Python of its own, named by
``FORMCHECK_OPENSIM_PYTHON``. ``.ci/run`` makes one.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from formcheck.outputs.markers import MARKERS, OpenSimMarkers
from formcheck.outputs.opensim import OpenSimMotion
from formcheck.session.run import run_session, without_pictures
from tests.support.machine import skip_or_fail
from tests.support.visits import golden_record

READ = """
import json, math, sys
import opensim
opensim.Logger.setLevelString("Off")
points = opensim.TimeSeriesTableVec3(sys.argv[1])
angles = opensim.TimeSeriesTable(sys.argv[2])
column = points.getDependentColumn("right_foot_index")
cells = [column[row][0] for row in range(points.getNumRows())]
print(json.dumps({
    "markers": list(points.getColumnLabels()),
    "units": points.getTableMetaDataString("Units"),
    "frames": points.getNumRows(),
    "times": list(points.getIndependentColumn())[:3],
    "missing": sum(map(math.isnan, cells)),
    "angles": list(angles.getColumnLabels()),
    "knee": [angles.getRowAtIndex(row)[0] for row in (0, angles.getNumRows() - 1)],
    "in_degrees": angles.getTableMetaDataString("inDegrees"),
}))
"""


@pytest.fixture(scope="module")
def python() -> str:
    """Return the Python that has OpenSim."""
    found = os.environ.get("FORMCHECK_OPENSIM_PYTHON", "")
    return found or skip_or_fail("FORMCHECK_OPENSIM_PYTHON names no Python that has opensim")


@pytest.mark.slow
@pytest.mark.parametrize("stem", ["brief-tibial-slider", "leaving-picture"])
def test_opensim_reads_points_and_angles(python: str, stem: str, tmp_path: Path) -> None:
    record = golden_record(stem)
    markers, motion = OpenSimMarkers(tmp_path / "m.trc"), OpenSimMotion(tmp_path / "m.mot")
    run_session(record.header, without_pictures(record.inputs), (markers, motion))
    command = [python, "-c", READ, str(markers.path), str(motion.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env={"PATH": ""})
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["markers"] == list(MARKERS)
    assert (told["units"], told["frames"]) == ("mm", len(record.poses))
    assert told["times"] == [pytest.approx(pose.t_s, abs=1e-5) for pose in record.poses[:3]]
    lines = markers.path.read_text(encoding="ascii").split("\n")[6:-1]
    at = 2 + 3 * MARKERS.index("right_foot_index")
    assert told["missing"] == sum(not line.split("\t")[at] for line in lines)
    assert (told["missing"] > 0) is (stem == "leaving-picture")
    rows = motion.path.read_text(encoding="ascii").partition("endheader\n")[2].splitlines()
    assert ["time", *told["angles"]] == rows[0].split("\t")
    assert told["angles"][0].startswith("knee_angle_")
    assert told["knee"] == [pytest.approx(float(row.split("\t")[1])) for row in (rows[1], rows[-1])]
    assert told["in_degrees"] == "yes"
