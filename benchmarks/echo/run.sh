#!/usr/bin/env bash
# The echo programs on lwIP with every protocol: bytes of code and constants that LLVM leaves, that an
# expert's configuration leaves, and that `specialise reduce` leaves.
#
# usage: benchmarks/echo/run.sh [--modules] [--unwind-tables] [udp|tcp ...]
#
#   --modules        only makes the whole programs' modules, .specialise/benchmarks/echo/NAME.bc
#   --unwind-tables  everything with unwind tables, which the figures in the project's design include
#
# The programs call three functions that they do not define (common/nic.h). Environment: SPECIALISE
# names another executable than the release build here.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
HERE=$ROOT/benchmarks/echo
HOME_FOLDER=$(realpath -m "${SPECIALISE_HOME:-$ROOT/.specialise}")
WORK=$HOME_FOLDER/benchmarks/echo
SPECIALISE=${SPECIALISE:-$ROOT/.build/release/specialise}
modules_only=false
UNWIND_TABLES=false
programs=()
for argument in "$@"; do
    case $argument in
    --modules) modules_only=true ;;
    --unwind-tables) UNWIND_TABLES=true ;;
    udp | tcp) programs+=("$argument") ;;
    *)
        sed -n -e '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$HERE/run.sh"
        exit 2
        ;;
    esac
done
[ ${#programs[@]} -gt 0 ] || programs=(udp tcp)
! $UNWIND_TABLES || WORK=$WORK/unwind
# shellcheck source=benchmarks/echo/build.sh
. "$HERE/build.sh"

# Prints one row: what, bytes, and the ratio to the hand-made configuration.
row() {
    awk -v what="$1" -v size="$2" -v hand="$3" \
        'BEGIN { printf "  %-52s %7d  %5.2f\n", what, size, size / hand }'
}

# Reduces a program: reduce MODULE OUT
reduce() {
    "$SPECIALISE" reduce "$1" -o "$2" --external nic_receive=data \
        --external nic_send=data --external now=nothing --external memp_malloc=allocate \
        --external memp_free=release --external mem_malloc=allocate \
        --external mem_free=release --external mem_calloc=zeroed --external mem_trim=same
}

# Holds what a reduced program sends against what the whole one sends.
check_transcript() {
    transcript "$2.o" >"$2.transcript" || true
    cmp "$WORK/$1.transcript" "$2.transcript" || {
        printf '  specialise: the program no longer does the same\n' >&2
        exit 1
    }
}

# The rows of `specialise reduce`, if the executable is there and has that command.
specialised_row() {
    local program=$1 hand=$2 out=$WORK/$1.reduced
    if [ ! -x "$SPECIALISE" ]; then
        printf '  specialise: %s is not built\n' "$SPECIALISE"
    elif ! "$SPECIALISE" --help | grep -q '^  reduce '; then
        printf '  specialise: this version has no command `reduce`\n'
    else
        reduce "$WORK/$program.bc" "$out.bc"
        finish "$out.bc" "$out"
        row "every protocol, specialise reduce" "$(text_size "$out")" "$hand"
        check_transcript "$program" "$out"
        reduce "$WORK/$program.bc" "$out.o"
        link_object "$out"
        row "every protocol, specialise reduce to machine code" "$(text_size "$out")" "$hand"
        check_transcript "$program" "$out"
    fi
}

# Builds all variants of a program and prints its table.
table() {
    local program=$1 plain=$HOME_FOLDER/baseline/lib/libc.a hand
    variant "$program-full" full "$program"
    variant "$program-hand" "$program" "$program"
    link_optimised "$program-full" "$WORK/$program.lto" "$plain"
    link_optimised "$program-hand" "$WORK/$program.hand" "$plain"
    merge "$program-full" "$WORK/$program.plain.bc" "$plain"
    merge "$program-hand" "$WORK/$program.plain-hand.bc" "$plain"
    hand=$(text_size "$WORK/$program.hand")
    opt-22 -passes=internalize -internalize-public-api-list=main "$WORK/$program.plain.bc" \
        -o "$WORK/$program.closed.bc"
    finish "$WORK/$program.closed.bc" "$WORK/$program.plain"
    transcript "$WORK/$program.plain.o" >"$WORK/$program.transcript"
    printf '%s echo on lwIP 2.1.3: bytes of code and constants, and times the hand-made\n' \
        "${program^^}"
    row "every protocol, lld: full LTO, gc-sections, icf" "$(text_size "$WORK/$program.lto")" "$hand"
    row "every protocol, lto<Oz> and attributor repeated" \
        "$(best_of_llvm "$WORK/$program.plain.bc" "$WORK/$program.best")" "$hand"
    row "configured by hand, lld: full LTO, gc-sections, icf" "$hand" "$hand"
    row "configured by hand, lto<Oz> and attributor repeated" \
        "$(best_of_llvm "$WORK/$program.plain-hand.bc" "$WORK/$program.best-hand")" "$hand"
    specialised_row "$program" "$hand"
}

"$ROOT/runtime/setup.sh" --baselines >/dev/null
mkdir -p "$WORK"
for program in "${programs[@]}"; do
    # shellcheck disable=SC2086
    variant "$program-analysed" full "$program" $ANALYSED
    merge_called "$program-analysed" "$WORK/$program.bc" "$HOME_FOLDER/lib/libc.a"
    $modules_only || table "$program"
    rm -rf "$WORK/$program"-*
done
