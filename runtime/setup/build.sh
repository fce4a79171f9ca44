# Building what was fetched, and our own runtime; build.mk knows how.
# shellcheck shell=bash

# Runs make on one goal, with its output in the log.
make_goal() {
    logged make -f runtime/setup/build.mk OUT="$HOME_FOLDER" -j "$JOBS" "$@"
}

# Builds one goal and shows it as a step, unless it is up to date.
build_goal() {
    local goal=$1 title=$2
    ! make_goal --question "$goal" || return 0
    : >"$LOG"
    step "$title"
    make_goal "$goal" || fail "cannot build $goal: $(reason) (see $LOG)"
    step_done
}

# Builds everything, what others need first.
build_all() {
    build_goal libc "building the C library as bitcode"
    build_goal libos "building the library OS"
    build_goal liblwip "building lwIP"
    build_goal libext2fs "building libext2fs"
    build_goal native "building the C library as machine code"
    build_goal plugins "building QEMU plugins"
}
