"""Entry point: ``python sample_videos/render`` (the folder is run as a program)."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from render.app import main

    sys.exit(main())
