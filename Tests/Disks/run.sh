#!/usr/bin/env bash
# Files that last, shared folders and devices, as images in QEMU; needs e2fsprogs. SPECIALISE names
# the compiler. CUTS is how often the power is cut in each kind of test.
set -euo pipefail
cd "$(dirname "$0")"
CUTS=${CUTS:-120}
python3 programs.py
python3 faults.py
python3 power-cut.py "$CUTS"
python3 torn-writes.py "$CUTS"
