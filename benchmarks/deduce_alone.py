"""What deduce (LGPL, not a dependency) finds by itself: texts as JSON lines on stdin, spans as JSON lines on stdout.

Runs in an environment of its own that has deduce; ``benchmarks/privacy.py`` calls it.
"""

from __future__ import annotations

import json
import logging
import sys
import tempfile


def main() -> None:
    logging.disable(logging.CRITICAL)
    from deduce import Deduce

    engine = Deduce(cache_path=tempfile.mkdtemp())
    for line in sys.stdin:
        text = json.loads(line)
        found = engine.deidentify(text).annotations
        print(json.dumps([(int(one.start_char), int(one.end_char), one.tag) for one in found]), flush=True)


if __name__ == "__main__":
    main()
