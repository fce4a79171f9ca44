#!/usr/bin/env bash
# Makes the clone ready, builds the tool with all checks of its modules' borders, and passes the tests.
set -euo pipefail
cd "$(dirname "$0")/.."
runtime/setup.sh
swift build --build-tests --explicit-target-dependency-import-check error
swift test --skip-build "$@"
