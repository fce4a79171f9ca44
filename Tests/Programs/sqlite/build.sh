#!/usr/bin/env bash
# Builds the SQLite shell with SQLite's own configure and Makefile, which first make the one big
# file sqlite3.c (needs tclsh). Full-text search (FTS5) is on; readline and Tcl's binding are off.
# shellcheck source=Tests/Programs/build-common.sh
. "$(dirname "$0")/../build-common.sh"

copy_source sqlite
mkdir -p objects
cd objects || exit
# Two small generators run during the build; they are built for this machine.
BUILD_CC=${BUILD_CC:-clang-22}
export BUILD_CC
CFLAGS=$LEVEL ../configure -q --disable-shared --disable-readline --disable-tcl --enable-fts5 \
    >configure.log
make -s -j "$JOBS" sqlite3 >make.log
deliver sqlite3
