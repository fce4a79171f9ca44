# Building the echo programs in their variants; sourced by run.sh, which says where.
# shellcheck shell=bash

# What every variant is compiled with; unwind tables on demand, because some figures include them.
COMMON="--target=x86_64-linux-musl -flto=full -Oz -fno-pic -fno-stack-protector -fno-ident"
if ${UNWIND_TABLES:-false}; then
    COMMON="$COMMON -fasynchronous-unwind-tables -funwind-tables"
else
    COMMON="$COMMON -fno-asynchronous-unwind-tables -fno-unwind-tables"
fi
# As `specialise cc` compiles: code as the front end leaves it, with prototype hashes.
ANALYSED="-g -fsanitize=kcfi -Xclang -disable-llvm-passes"

# The sources of lwIP, and of a station with one card.
core_sources() {
    (cd "$HOME_FOLDER/sources" && find lwip/src/core lwip/src/netif/ethernet.c -name '*.c' | sort)
}

# Compiles a program with one configuration of lwIP: variant NAME CONFIGURATION PROGRAM [FLAG...]
variant() {
    local name=$1 configuration=$2 program=$3 folder=$WORK/$1
    shift 3
    rm -rf "$folder"
    mkdir -p "$folder/echo"
    cp -R "$HOME_FOLDER/sources/lwip" "$folder/lwip"
    cp "$HERE/common/station.c" "$HERE/$program/echo.c" "$folder/echo"
    local includes="-nostdinc -I$HERE/common -I$HERE/$configuration -Ilwip/src/include
        -isystem $HOME_FOLDER/include"
    # Names of places are left out of the bitcode, so that it is the same everywhere.
    local place="-ffile-compilation-dir=. -ffile-prefix-map=$HERE/=benchmarks/echo/"
    (
        cd "$folder"
        { core_sources && printf 'echo/%s.c\n' echo station; } |
            CC=clang-22 sh "$ROOT/runtime/setup/compile-many.sh" \
                "$COMMON -std=gnu17 -w $includes $place $*"
    )
}

# Runs lld on a variant, with nothing known of the card: link NAME OUT ARG-OR-LIBRARY...
link() {
    local folder=$WORK/$1 out=$2
    shift 2
    local objects
    mapfile -t objects < <(core_sources | sed -e "s,^,$folder/," -e 's/c$/bc/')
    ld.lld-22 -e main --unresolved-symbols=ignore-all -o "$out" "$folder/echo/echo.bc" \
        "$folder/echo/station.bc" --start-lib "${objects[@]}" --end-lib "$@"
}

# Merges a variant and parts of the C library into one module: merge NAME OUT LIBRARY-OR-OBJECT...
merge() {
    link "$@" --lto-emit-llvm --lto-newpm-passes=verify --no-warnings \
        -mllvm -enable-lto-internalization=false
}

# Prints the bitcode members of a thin archive that define what a module lacks.
members_for() {
    llvm-nm-22 --undefined-only --just-symbol-name "$1" >"$WORK/lacking"
    llvm-nm-22 --print-file-name --defined-only --extern-only "$2" 2>/dev/null |
        awk -v folder="$(dirname "$2")" 'NR == FNR { lacking[$1] = 1; next }
            $NF in lacking && $1 ~ /\.c\.o:$/ { sub(/^[^:]*:/, "", $1); sub(/:$/, "", $1)
                print folder "/" $1 }' "$WORK/lacking" - | sort -u
}

# Merges a variant and what it calls of the C library, a thin archive: merge_called NAME OUT LIBRARY.
# (With the archive itself, lld adds every function that code generation might call for any program.)
merge_called() {
    local members=() found
    while :; do
        merge "$1" "$2" "${members[@]}"
        mapfile -t found < <(members_for "$2" "$3")
        [ ${#found[@]} -gt 0 ] || break
        members+=("${found[@]}")
    done
}

# What a good engineer gets of LLVM: full link-time optimisation.
link_optimised() {
    link "$@" --lto-O2 --gc-sections --icf=all -s
}

# Makes machine code of a whole program's module, OUT.o, and links it: finish MODULE OUT
finish() {
    llc-22 -O2 --filetype=obj --function-sections --data-sections "$1" -o "$2.o"
    link_object "$2"
}

# Links the machine code of a whole program, OUT.o: link_object OUT
link_object() {
    ld.lld-22 -e main --unresolved-symbols=ignore-all --gc-sections --icf=all -s -o "$1" \
        "$1.o" "$HOME_FOLDER/native/lib/libc.a"
}

# Links the object of a whole program to a peer and a Linux C library, runs it and prints what it
# sends: transcript OBJECT
transcript() {
    local native=$HOME_FOLDER/native/lib object=$WORK/peer.o
    clang-22 --target=x86_64-linux-musl -O1 -fno-pic -nostdinc -isystem "$HOME_FOLDER/include" \
        -c "$HERE/common/peer.c" -o "$object"
    ld.lld-22 -o "${1%.o}.run" "$native/crt1.o" "$1" "$object" "$native/libc.a"
    timeout 60 "${1%.o}.run"
}

# Prints the bytes of code and constants in a file.
text_size() {
    llvm-size-22 "$1" | awk 'NR == 2 { print $1 }'
}

# Repeats all that LLVM has, on a whole program's module, until it gets no smaller; prints the bytes.
best_of_llvm() {
    local module=$1 out=$2 best=999999999 size
    opt-22 -passes=internalize -internalize-public-api-list=main "$module" -o "$out.next"
    while :; do
        mv "$out.next" "$out.bc"
        opt-22 -passes='lto<Oz>,attributor,globalopt,lto<Oz>,attributor-cgscc,globaldce' "$out.bc" \
            -o "$out.next"
        finish "$out.next" "$out"
        size=$(text_size "$out")
        [ "$size" -lt "$best" ] || break
        best=$size
    done
    rm "$out.next"
    printf '%d\n' "$best"
}
