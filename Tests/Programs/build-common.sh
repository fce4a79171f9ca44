# What the recipes of real programs share; each recipe sources this file with its own arguments.
#
# usage of a recipe: build.sh OUT_DIR
#
# Builds a program from its unmodified source with $CC (by default `specialise cc`) and leaves it
# in OUT_DIR, and with `specialise cc` also its bitcode, NAME.bc. The work is done in OUT_DIR/build.
# $LEVEL is the optimisation level, for size by default.
# shellcheck shell=bash
set -euo pipefail

[ $# -eq 1 ] || {
    printf 'usage: %s OUT_DIR\n' "$0" >&2
    exit 2
}
RECIPE=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$RECIPE/../../.." && pwd)
SOURCES=${SPECIALISE_HOME:-$ROOT/.specialise}/sources
CC=${CC:-specialise cc}
LEVEL=${LEVEL:--Oz}
AR=${AR:-llvm-ar-22}
RANLIB=${RANLIB:-llvm-ranlib-22}
JOBS=${JOBS:-$(nproc)}
mkdir -p "$1"
OUT=$(cd "$1" && pwd)
BUILD=$OUT/build
export CC AR RANLIB JOBS RECIPE

# Makes a fresh copy of an upstream source in $BUILD and goes there.
copy_source() {
    if ! [ -f "$SOURCES/$1/.origin" ]; then
        printf '%s: there is no %s; run runtime/setup.sh\n' "$0" "$SOURCES/$1" >&2
        exit 1
    fi
    rm -rf "$BUILD"
    cp -R "$SOURCES/$1" "$BUILD"
    cd "$BUILD"
}

# Puts the finished program, and its bitcode if the compiler made it, into $OUT.
deliver() {
    local program
    for program in "$@"; do
        cp "$program" "$OUT/"
        ! [ -f "$program.bc" ] || cp "$program.bc" "$OUT/"
    done
}
