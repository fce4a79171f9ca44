#!/usr/bin/env bash
# Builds memcached with its own configure and Makefile, and before it libevent with its own.
# shellcheck source=Tests/Programs/build-common.sh
. "$(dirname "$0")/../../Programs/build-common.sh"

# The generated files are there: nothing is to be made again because a copy of it looks old.
TOOLS=(AUTOMAKE=: ACLOCAL=: AUTOCONF=: AUTOHEADER=:)
export CFLAGS=$LEVEL

copy_source libevent
./configure -q --prefix="$OUT/libevent" --disable-shared --disable-openssl --disable-samples \
    --disable-libevent-regress --disable-dependency-tracking >configure.log
make -s -j "$JOBS" "${TOOLS[@]}" install >make.log

copy_source memcached
./configure -q --with-libevent="$OUT/libevent" --disable-docs --disable-coverage \
    --disable-dependency-tracking >configure.log
make -s -j "$JOBS" "${TOOLS[@]}" memcached >make.log
deliver memcached
