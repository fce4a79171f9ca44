#!/usr/bin/env bash
# Builds the Lua interpreter with Lua's own Makefile.
# shellcheck source=Tests/Programs/build-common.sh
. "$(dirname "$0")/../build-common.sh"

copy_source lua
# `posix` is the Makefile's target for a plain POSIX system: no dlopen, no readline.
make -s -C src -j "$JOBS" posix CC="$CC" MYCFLAGS="$LEVEL" AR="$AR rcu" RANLIB="$RANLIB"
deliver src/lua
