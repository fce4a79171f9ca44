#!/usr/bin/env bash
# Makes the clone ready, builds, and passes the tests; arguments go to `swift test`.
#
# PROGRAMS may name the programs of Tests/Programs to compare, with commas between them; by default
# all are. The tests run in the release configuration: most of their time goes into making images.
set -euo pipefail
cd "$(dirname "$0")/.."
runtime/setup.sh
swift build -c release --build-tests
swift test -c release --skip-build "$@"
