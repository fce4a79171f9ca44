#!/usr/bin/env bash
# Measures what the project promises, and prints a table of what was measured against what is promised.
#
# usage: benchmarks/run.sh [images|calls|start|memory|reproducible|time ...]
#        (default: all but calls and time)
#
#   images        sizes of images; of real programs against the same program as a static Linux
#                 executable of the same musl by clang -Oz -flto and lld (benchmarks/baseline-cc)
#   calls         indirect calls of the real programs: how many, how many targets of each, how many of
#                 them became direct
#   start         instructions from the entry point to main
#   memory        the least memory in which an image boots, found by bisection
#   reproducible  the same input twice, from two folders: image and report are byte-identical
#   time          specialise on SQLite against lld's full LTO of the same inputs; minutes, one run
#
# Ends with status 1 if a target is missed. SPECIALISE names another executable than the release build.
set -euo pipefail
# shellcheck source=benchmarks/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# The real programs: the recipe, and the program.
REAL_PROGRAMS=(sqlite/sqlite3 lua/lua jq/jq zlib/minigzip)

# Sizes of images. A real program costs no more than without an operating system.
measure_images() {
    local recipe name
    for recipe in hello write-only; do
        build "$recipe" "$recipe"
        image "$recipe" "$recipe"
    done
    row "hello with printf, image" "$(bytes "$WORK/hello/hello.elf")" 8192 bytes
    row "write(1, ...) alone, image" "$(bytes "$WORK/write-only/write-only.elf")" 8192 bytes
    for name in "${REAL_PROGRAMS[@]}"; do
        recipe=${name%/*}
        name=${name#*/}
        build "$recipe" "$name"
        image "$recipe" "$name"
        local theirs
        theirs=$(bytes "$WORK/$recipe/theirs/$name")
        row "$name, image (Linux LTO alone)" "$(bytes "$WORK/$recipe/$name.elf")" "$theirs" bytes
    done
}

# How far indirect calls of real programs are narrowed.
measure_calls() {
    local recipe name
    calls_head
    for name in "${REAL_PROGRAMS[@]}"; do
        recipe=${name%/*}
        name=${name#*/}
        build "$recipe" "$name"
        image "$recipe" "$name"
        calls_row "$name" "$WORK/$recipe/report"
    done
}

# Prints the address of a symbol of an image, in hexadecimal.
address() {
    llvm-nm-22 "$1.sym" | awk -v name="$2" '$3 == name { print "0x" $1 }'
}

# Instructions from the entry point to main.
measure_start() {
    local file=$WORK/hello/hello.elf count=$WORK/hello/instructions from until
    build hello hello
    image hello hello
    # As the file's header tells it: what fills in packed data runs first.
    from=0x$(od -An -tx8 -j24 -N8 "$file" | tr -d ' ')
    until=$(address "$file" main)
    machine 128M "$file" -icount shift=0 -plugin \
        "$HOME_FOLDER/plugins/libinstructions.so,from=$from,until=$until,out=$count" >/dev/null || true
    row "hello, from entry to main" "$(cat "$count")" 20000 instructions
}

# The least memory in which an image boots, in KiB, to one page of 4 KiB.
measure_memory() {
    local low=1024 high=16384 middle output
    build hello hello
    image hello hello
    while [ $((high - low)) -gt 4 ]; do
        middle=$(((low + high) / 8 * 4))
        output=$(machine "${middle}k" "$WORK/hello/hello.elf" 2>/dev/null || true)
        if [[ $output = "Hello, world!"* ]]; then
            high=$middle
        else
            low=$middle
        fi
    done
    row "hello, least memory in which it boots" "$high" 2048 KiB
}

# Whether two folders and two times give the same bytes; times and folders leave the report apart.
measure_reproducible() {
    local place differences=0
    build zlib minigzip
    for place in one two/deeper; do
        mkdir -p "$WORK/reproducible/$place"
        cp "$WORK/zlib/ours/minigzip.bc" "$WORK/reproducible/$place/"
        (cd "$WORK/reproducible/$place" &&
            "$SPECIALISE" minigzip.bc -o image.elf --report-json report.json >/dev/null)
        sed -i -e 's/"\(milliseconds\|peakBytes\)" *: *[0-9.]*/"\1": 0/g' \
            "$WORK/reproducible/$place/report.json"
    done
    for file in image.elf image.elf.sym report.json; do
        cmp -s "$WORK/reproducible/one/$file" "$WORK/reproducible/two/deeper/$file" ||
            differences=$((differences + 1))
    done
    row "minigzip twice, in two folders: files that differ" "$differences" 0 files
    rm -rf "$WORK/reproducible"
}

# The time of specialise on SQLite against lld's full LTO on the same inputs, one after the other.
measure_time() {
    local ours theirs input=$WORK/sqlite/ours/sqlite3.bc
    build sqlite sqlite3
    theirs=$(processor_time ld.lld-22 --lto-O2 --gc-sections --icf=all -s -o "$WORK/sqlite/lto" \
        "$HOME_FOLDER/baseline/lib/crt1.o" "$input" "$HOME_FOLDER/lib/libc.a" \
        "$HOME_FOLDER/baseline/lib/libbuiltins.a")
    ours=$(processor_time "$SPECIALISE" "$input" -o "$WORK/sqlite/timed.elf" --time)
    row "SQLite, specialise (lld full LTO: $theirs s)" "$ours" \
        "$(awk -v time="$theirs" 'BEGIN { print 2 * time }')" "s processor"
}

sections=("$@")
[ $# -gt 0 ] || sections=(images start memory reproducible)
for section in "${sections[@]}"; do
    case $section in
    images | calls | start | memory | reproducible | time) ;;
    *)
        sed -n -e '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"
        exit 2
        ;;
    esac
done
prepare
head_row
for section in "${sections[@]}"; do
    "measure_$section"
done
[ "$missed" -eq 0 ]
