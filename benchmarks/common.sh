# What the benchmarks share: places, programs to measure, rows of a table.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
HOME_FOLDER=$(realpath -m "${SPECIALISE_HOME:-$ROOT/.specialise}")
export SPECIALISE_HOME=$HOME_FOLDER
SPECIALISE=${SPECIALISE:-$ROOT/.build/release/specialise}
WORK=$HOME_FOLDER/benchmarks
missed=0

# Makes everything that the measurements need: the set-up with its comparisons, the release build.
prepare() {
    "$ROOT/runtime/setup.sh" --baselines >&2
    [ "$SPECIALISE" != "$ROOT/.build/release/specialise" ] ||
        swift build --package-path "$ROOT" -c release --product specialise >&2
    mkdir -p "$WORK"
}

# Prints the size of a file.
bytes() {
    stat -c %s "$1"
}

# Prints the seconds of processor time that a command takes, with all that it starts.
processor_time() {
    local TIMEFORMAT='%U %S'
    { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print $1 + $2 }'
}

# Prints one row of the table, with whether the measured number is within the target:
# row WHAT MEASURED TARGET UNIT
row() {
    local verdict=yes
    if awk -v measured="$2" -v target="$3" 'BEGIN { exit !(measured > target) }'; then
        verdict=MISSED
        missed=$((missed + 1))
    fi
    printf '%-58s %11s %11s %-12s %s\n' "$1" "$2" "$3" "$4" "$verdict"
}

# Prints one row of what is to be at least the target: at_least_row WHAT MEASURED TARGET UNIT
at_least_row() {
    local verdict=yes
    if awk -v measured="$2" -v target="$3" 'BEGIN { exit !(measured < target) }'; then
        verdict=MISSED
        missed=$((missed + 1))
    fi
    printf '%-58s %11s %11s %-12s %s\n' "$1" "$2" ">= $3" "$4" "$verdict"
}

# Prints one row for what has no target: plain_row WHAT MEASURED UNIT
plain_row() {
    printf '%-58s %11s %11s %s\n' "$1" "$2" - "$3"
}

# Prints the table's head.
head_row() {
    printf '%-58s %11s %11s %-12s %s\n' what measured 'at most' '' ok
}

# Prints the head of the table of indirect calls.
calls_head() {
    printf '%-24s %7s %8s   %-28s %s\n' 'indirect calls of' sites direct \
        'by signature: mean, med., p90' 'by analysis: mean, med., p90'
}

# Prints one row of it, from what specialise printed: calls_row PROGRAM REPORT
calls_row() {
    awk -v program="$1" '
        /^by signature/ { sites = $3; signature = sprintf("%9s %9s %8s", $6, $7, $8) }
        /^by analysis/ { analysis = sprintf("%9s %9s %8s", $6, $7, $8) }
        /became direct/ { direct = $1 }
        END { printf "%-24s %7s %8s   %-28s  %s\n", program, sites, direct, signature, analysis }
    ' "$2"
}

# Compiles a test program once with both compilers: build RECIPE NAME. Leaves NAME.bc in $WORK/RECIPE/ours
# and NAME in $WORK/RECIPE/theirs.
build() {
    local recipe=$1 name=$2 kind compiler folder tests=$ROOT/Tests/Programs/$1
    for kind in ours theirs; do
        folder=$WORK/$recipe/$kind
        compiler="$SPECIALISE cc"
        [ $kind = ours ] || compiler=$ROOT/benchmarks/baseline-cc
        ! [ -f "$folder/.complete" ] || continue
        rm -rf "$folder"
        mkdir -p "$folder"
        if [ -f "$tests/build.sh" ]; then
            CC=$compiler bash "$tests/build.sh" "$folder" >"$folder.log" 2>&1 || {
                tail -n 20 "$folder.log" >&2
                exit 1
            }
            rm -rf "$folder/build"
        else
            $compiler -o "$folder/$name" "$tests/main.c"
        fi
        touch "$folder/.complete"
    done
}

# Makes the image of a built program: image RECIPE NAME [ARG...]
image() {
    local recipe=$1 name=$2
    shift 2
    "$SPECIALISE" "$WORK/$recipe/ours/$name.bc" -o "$WORK/$recipe/$name.elf" "$@" >"$WORK/$recipe/report"
}

# The arguments of QEMU for an image, as `specialise run` gives them but for the kinds of console:
# machine MEMORY IMAGE ARG...
machine() {
    local memory=$1 image=$2
    shift 2
    timeout 120 qemu-system-x86_64 -M microvm -cpu max -accel tcg -m "$memory" -nodefaults \
        -no-user-config -display none -no-reboot -serial stdio \
        -device isa-debug-exit,iobase=0x501,iosize=1 -kernel "$image" "$@" </dev/null
}
