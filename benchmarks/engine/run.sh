#!/usr/bin/env bash
# Measures what the closed-world engine costs, from the smallest program to a very large one, against
# LLVM's link-time optimisation of the same module, and prints a table with the targets.
#
# usage: benchmarks/engine/run.sh [hello|lua|sqlite|nginx|redis|large ...]   (default: all; half an hour)
#
# For each program, with all of the library OS that it can reach, as the first round of the engine
# sees it: the engine's processor time against that of `opt -passes='lto<Oz>'` (reading the module
# apart), its memory against the module's own in LLVM, and its time for each instruction, which may
# grow by half from the smallest to the largest program. `large` joins copies of the others until the
# bitcode has 50 MB. SPECIALISE names another executable than the release build, PROFILE=1 shows where
# the time goes (perf).
set -euo pipefail
# shellcheck source=benchmarks/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"

PROGRAMS=(hello lua sqlite nginx redis large)
SMALLEST_LARGE=$((50 * 1000 * 1000))

# Prints the path of a program's bitcode, which is built once: bitcode NAME
bitcode() {
    local folder=$WORK/engine/$1 source=$ROOT/Tests/Programs/$1 file
    [ -d "$source" ] || source=$ROOT/Tests/Ports/$1
    case $1 in
    sqlite) file=sqlite3 ;;
    redis) file=redis-server ;;
    *) file=$1 ;;
    esac
    if ! [ -f "$folder/.complete" ]; then
        rm -rf "$folder"
        mkdir -p "$folder"
        if [ "$1" = large ]; then
            make_large "$folder" >&2
        elif [ -f "$source/build.sh" ]; then
            CC="$SPECIALISE cc" bash "$source/build.sh" "$folder" >"$folder.log" 2>&1 || {
                tail -n 20 "$folder.log" >&2
                exit 1
            }
            rm -rf "$folder/build"
        else
            "$SPECIALISE" cc -o "$folder/$file" "$source/main.c"
        fi
        touch "$folder/.complete"
    fi
    echo "$folder/$file.bc"
}

# Joins copies of the real programs to one with at least 50 MB of bitcode: make_large FOLDER
make_large() {
    local folder=$1 number=0 sum=0 name part calls='' declarations='' files=()
    while [ "$sum" -lt $((SMALLEST_LARGE * 11 / 10)) ]; do
        for name in sqlite redis nginx lua; do
            part=$folder/$number.bc
            llvm-dis-22 "$(bitcode $name)" -o - | sed -E "s/@main\\b/@main_$number/g" |
                opt-22 -passes=internalize -internalize-public-api-list="main_$number" -o "$part"
            files+=("$part")
            calls+="  call i32 @main_$number(i32 %count, ptr %words)"$'\n'
            declarations+="declare i32 @main_$number(i32, ptr)"$'\n'
            sum=$((sum + $(bytes "$part")))
            number=$((number + 1))
        done
    done
    printf 'target triple = "x86_64-unknown-linux-musl"\n%sdefine i32 @main(i32 %%count, ptr %%words) {\n%s  ret i32 0\n}\n' \
        "$declarations" "$calls" | opt-22 -o "$folder/driver.bc"
    llvm-link-22 "$folder/driver.bc" "${files[@]}" -o "$folder/large.bc" 2>"$folder/messages"
    rm -f "${files[@]}" "$folder/driver.bc"
}

# Prints one word of the line that the engine's measurement left: word NAME KEY
word() {
    tr ' ' '\n' <"$WORK/engine/$1.cost" | sed -n "s/^$2=//p"
}

# Prints the engine's time for a line of its measurement, in microseconds, and the line.
with_time() {
    awk '{
        sum = 0
        for (i = 1; i <= NF; i++)
            if (split($i, word, "=") == 2 && word[1] ~ /^(reading|solving|telling)$/)
                sum += word[2]
        print sum, $0
    }'
}

# Prints the result of an expression with two digits after the point.
calculate() {
    awk "BEGIN { printf \"%.2f\", $1 }"
}

# Measures one program, and prints its rows.
measure() {
    local name=$1 module=$WORK/engine/$1.bc file lto idle time
    file=$(bitcode "$name")
    # The least of five: what else a machine does only ever adds.
    for _ in 1 2 3 4 5; do
        "$SPECIALISE" measure-engine "$file" --keep "$module"
    done | with_time | sort -n | head -n 1 >"$WORK/engine/$name.cost"
    [ -z "${PROFILE:-}" ] || profile "$name" "$file"
    idle=$(processor_time opt-22 -passes=no-op-module -disable-output "$module")
    lto=$(processor_time opt-22 '-passes=lto<Oz>' -disable-output "$module")
    time=$(calculate "($(word "$name" reading) + $(word "$name" solving) + $(word "$name" telling)) / 1e6")
    printf '%s: %s bytes of bitcode, %s instructions, %s MB in LLVM; lto<Oz> %s s; engine %s s (reading %s, solving %s, telling %s)\n' \
        "$name" "$(bytes "$file")" "$(word "$name" instructions)" \
        "$(calculate "$(word "$name" module) / 1e6")" "$(calculate "$lto - $idle")" "$time" \
        "$(calculate "$(word "$name" reading) / 1e6")" "$(calculate "$(word "$name" solving) / 1e6")" \
        "$(calculate "$(word "$name" telling) / 1e6")"
    rows+=("$name, engine's time / lto<Oz>|$(calculate "$time / ($lto - $idle)")|1.00|times")
    rows+=("$name, engine's memory / module's in LLVM|$(calculate "$(word "$name" engine) / $(word "$name" module)")|3.00|times")
    speeds+=("$(calculate "$(cut -d ' ' -f 1 "$WORK/engine/$name.cost") * 1e3 / $(word "$name" instructions)")")
    rows+=("$name, time for each instruction|${speeds[-1]}|$(calculate "1.5 * ${speeds[0]}")|ns")
}

# Shows where the engine's time goes on one program.
profile() {
    perf record -q -o "$WORK/engine/$1.perf" "$SPECIALISE" measure-engine "$2" \
        --keep "$WORK/engine/profiled.bc" >/dev/null
    perf report -i "$WORK/engine/$1.perf" --stdio --percent-limit 1 2>/dev/null | grep -v '^#' | head -40
}

names=("$@")
[ $# -gt 0 ] || names=("${PROGRAMS[@]}")
for name in "${names[@]}"; do
    [[ " ${PROGRAMS[*]} " = *" $name "* ]] || {
        sed -n -e '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"
        exit 2
    }
done
prepare
mkdir -p "$WORK/engine"
rows=()
speeds=()
for name in "${names[@]}"; do
    measure "$name"
done
head_row
for line in "${rows[@]}"; do
    IFS='|' read -r what measured target unit <<<"$line"
    row "$what" "$measured" "$target" "$unit"
done
[ "$missed" -eq 0 ]
