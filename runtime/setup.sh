#!/usr/bin/env bash
# Makes this clone ready: installs the Debian packages that are missing, fetches the upstream
# sources at their pinned checksums, and builds the library OS, musl and lwIP into .specialise/.
#
# usage: runtime/setup.sh [--fetch-only] [--baselines] [--help]
#
#   --baselines   also builds musl and lwIP as others link them, for comparisons
#
# May be run at any time, also without a network once everything was fetched; a run with nothing to
# do takes well under two seconds. Whatever is made is made beside its place and then renamed, so
# that an interrupted run leaves nothing half-done. The environment may say:
#   SPECIALISE_HOME    another folder than .specialise
#   SPECIALISE_MIRROR  another Debian mirror than http://deb.debian.org/debian
#   JOBS               how many compilers run at a time (default: one per processor)
# and, for the tests: SPECIALISE_SOURCES (another table than runtime/setup/sources.txt) and
# SPECIALISE_OS_RELEASE (another file than /etc/os-release).
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
# shellcheck source=runtime/setup/common.sh
. runtime/setup/common.sh
# shellcheck source=runtime/setup/packages.sh
. runtime/setup/packages.sh
# shellcheck source=runtime/setup/sources.sh
. runtime/setup/sources.sh
# shellcheck source=runtime/setup/build.sh
. runtime/setup/build.sh

fetch_only=false
baselines=false
for argument in "$@"; do
    case $argument in
    --fetch-only) fetch_only=true ;;
    --baselines) baselines=true ;;
    -h | --help)
        sed -n -e '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$ROOT/runtime/setup.sh"
        exit 0
        ;;
    *)
        printf 'setup: unknown option %s (try --help)\n' "$argument" >&2
        exit 2
        ;;
    esac
done

begin
install_packages
fetch_sources
$fetch_only || build_all
! $baselines || build_goal baseline "building the C library for comparisons"
finish
