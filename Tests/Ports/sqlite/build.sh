#!/usr/bin/env bash
# Builds SQLite's shell, as the programs of Tests/Programs have it.
set -euo pipefail
exec "$(dirname "$0")/../../Programs/sqlite/build.sh" "$@"
