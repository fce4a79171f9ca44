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

# Runs lld on a variant and a C library, with nothing known of the card: link NAME LIBRARY OUT ARG...
link() {
    local folder=$WORK/$1 library=$2 out=$3
    shift 3
    local objects
    mapfile -t objects < <(core_sources | sed -e "s,^,$folder/," -e 's/c$/bc/')
    ld.lld-22 -e main --unresolved-symbols=ignore-all "$@" -o "$out" "$folder/echo/echo.bc" \
        "$folder/echo/station.bc" --start-lib "${objects[@]}" --end-lib "$library"
}

# Merges a variant and what it needs of the C library into one module: merge NAME LIBRARY OUT
merge() {
    link "$1" "$2" "$3" --lto-emit-llvm --lto-newpm-passes=verify --no-warnings \
        -mllvm -enable-lto-internalization=false
}

# What a good engineer gets of LLVM: full link-time optimisation.
link_optimised() {
    link "$1" "$2" "$3" --lto-O2 --gc-sections --icf=all -s
}

# Makes machine code of a whole program's module and links it: finish MODULE OUT
finish() {
    llc-22 -O2 --filetype=obj --function-sections --data-sections "$1" -o "$2.o"
    ld.lld-22 -e main --unresolved-symbols=ignore-all --gc-sections --icf=all -s -o "$2" \
        "$2.o" "$HOME_FOLDER/native/lib/libc.a"
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
