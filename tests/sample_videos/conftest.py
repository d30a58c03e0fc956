"""Make the renderer, which lives outside the package, importable as ``render``."""

from __future__ import annotations

import sys
from pathlib import Path

SAMPLE_VIDEOS = Path(__file__).resolve().parents[2] / "sample_videos"

if str(SAMPLE_VIDEOS) not in sys.path:
    sys.path.insert(0, str(SAMPLE_VIDEOS))
