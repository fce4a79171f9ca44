#!/usr/bin/env bash
# Builds zlib's two test programs with zlib's own configure and Makefile.
# shellcheck source=Tests/Programs/build-common.sh
. "$(dirname "$0")/../build-common.sh"

copy_source zlib
CFLAGS=$LEVEL ./configure --static >configure.log
make -s -j "$JOBS" example minigzip
deliver example minigzip
