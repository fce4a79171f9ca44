#!/usr/bin/env python3
"""A program that talks to itself at its card's address, with a host that makes checksums and one that does not."""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from appliance import check, finish  # noqa: E402
from ethernet import IMAGE, Neighbour, without  # noqa: E402

DEPLOYMENT = f"""arguments: [own-address, {IMAGE}]
network: {{address: {IMAGE}/24, gateway: 10.0.2.2}}
"""

for further in [[], without("csum", "guest_csum")]:
    with Neighbour("own-address", [], DEPLOYMENT, further=further, timeout=60) as program:
        program.process.wait()
        check("heard: who is there?" in program.output(), f"it hears itself: {program.output().strip()}")
finish()
