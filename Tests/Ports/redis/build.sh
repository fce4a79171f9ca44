#!/usr/bin/env bash
# Builds Redis with its own Makefile, with the C library's allocator, without TLS and systemd.
# shellcheck source=Tests/Programs/build-common.sh
. "$(dirname "$0")/../../Programs/build-common.sh"

copy_source redis
make -s -C src -j "$JOBS" redis-server CC="$CC" AR="$AR" RANLIB="$RANLIB" MALLOC=libc USE_SYSTEMD=no \
    BUILD_TLS=no OPTIMIZATION="$LEVEL" >make.log
deliver src/redis-server
