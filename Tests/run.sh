#!/usr/bin/env bash
# Makes the clone ready, builds, and passes the tests.
#
# PROGRAMS names the programs of Tests/Programs to compare (names with commas between them, or
# `all`); by default those that are known to end in this version.
set -euo pipefail
cd "$(dirname "$0")/.."
runtime/setup.sh
swift build --build-tests
PROGRAMS=${PROGRAMS:-hello,echo-arguments,qsort-comparators,printf-strings,constructors,pipes}
[ "$PROGRAMS" != all ] || unset PROGRAMS
[ -z "${PROGRAMS:-}" ] || export PROGRAMS
swift test --skip-build "$@"
