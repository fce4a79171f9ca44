#!/usr/bin/env bash
# Builds jq, without regular expressions (they need another library).
#
# jq's source has a configure.ac but no configure, and making one takes two minutes. So its files
# are compiled one by one here, with what configure would find out about musl: everything that jq
# asks for is there, except gamma and one odd name of a time-zone field.
# shellcheck source=Tests/Programs/build-common.sh
. "$(dirname "$0")/../build-common.sh"

copy_source jq
printf '#define JQ_VERSION "1.6"\n' >src/version.h
# jq's program text, as a C string literal for each of its lines; as in its Makefile.am.
sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/"/' -e 's/$/\\n"/' src/builtin.jq >src/builtin.inc

grep -oh 'HAVE_[A-Z0-9_]*' src/*.[ch] | sort -u |
    grep -vE '^HAVE_(LIBONIG|GAMMA|_ISATTY|TM___TM_GMT_OFF)$' |
    sed -e 's/^/#define /' -e 's/$/ 1/' >src/config.h
printf '#define IEEE_8087 1\n' >>src/config.h

export LEVEL
sources=$(find src -name '*.c' ! -name inject_errors.c | sort)
# shellcheck disable=SC2016
printf '%s\n' "$sources" | xargs -P "$JOBS" -I FILE sh -c \
    '$CC $LEVEL -D_GNU_SOURCE -I. -include src/config.h -Wno-everything -c FILE -o "$(basename FILE .c).o"'
$CC "$LEVEL" -o jq ./*.o -lm
deliver jq
