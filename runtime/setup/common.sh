# What the parts of set-up share: places, progress lines, failing, and cleaning up.
# shellcheck shell=bash

HOME_FOLDER=$(realpath -m "${SPECIALISE_HOME:-$ROOT/.specialise}")
LOG=$HOME_FOLDER/setup.log
JOBS=${JOBS:-$(nproc)}
WORK=
CHILD=
STARTED=$SECONDS
STEP_OPEN=false
STEPS=0

# Makes the folder and a scratch folder in it, and waits for another set-up that is running there.
begin() {
    case $ROOT$HOME_FOLDER in
    *[[:space:]]*) fail "make cannot work in a folder whose name has a blank: $ROOT" ;;
    esac
    mkdir -p "$HOME_FOLDER" 2>/dev/null || fail "cannot write to $HOME_FOLDER"
    exec 9>"$HOME_FOLDER/.lock" || fail "cannot write to $HOME_FOLDER"
    if ! flock -n 9; then
        printf 'setup: waiting for another set-up to finish\n'
        flock 9
    fi
    rm -rf "$HOME_FOLDER"/work.*
    WORK=$(mktemp -d "$HOME_FOLDER/work.XXXXXX")
    : >"$LOG"
    trap 'clean_up' EXIT
    trap 'interrupted 130' INT
    trap 'interrupted 143' TERM
}

# Removes the scratch folder.
clean_up() {
    [ -z "$WORK" ] || rm -rf "$WORK"
}

# Ends set-up after a signal; the command that runs dies first, with everything that it started.
interrupted() {
    trap '' INT TERM
    if [ -n "$CHILD" ]; then
        kill -TERM -- "-$CHILD" 2>/dev/null || true
        wait "$CHILD" 2>/dev/null || true
    fi
    ! $STEP_OPEN || printf '\n'
    printf 'setup: interrupted; run it again to go on\n' >&2
    exit "$1"
}

# Shows that a step begins.
step() {
    printf 'setup: %s ...' "$1"
    STEP_OPEN=true
    STEPS=$((STEPS + 1))
    STEP_STARTED=$SECONDS
}

# Ends the line of the running step, with the time that it took.
step_done() {
    printf ' %d s\n' $((SECONDS - STEP_STARTED))
    STEP_OPEN=false
}

# Ends set-up with one line on standard error; a line of the running step ends before it.
fail() {
    ! $STEP_OPEN || printf '\n'
    STEP_OPEN=false
    printf 'setup: %s\n' "$1" >&2
    exit 1
}

# Runs a command with its output in the log: in the background, so that a signal is handled at
# once, and in a process group of its own, so that all of it can be ended.
logged() {
    local status=0
    setsid "$@" >>"$LOG" 2>&1 9>&- &
    CHILD=$!
    wait "$CHILD" || status=$?
    CHILD=
    return "$status"
}

# Prints the reason that a failed command left in the log: its first line that names an error.
reason() {
    local line
    line=$(grep -m 1 -iE '(^E:|error|failed|cannot|could not|no space)' "$LOG" || tail -n 1 "$LOG")
    printf '%s' "${line:-no reason given}" | cut -c 1-300
}

# Says that everything is there.
finish() {
    if [ "$STEPS" -eq 0 ]; then
        printf 'setup: nothing to do\n'
    else
        printf 'setup: ready after %d s\n' $((SECONDS - STARTED))
    fi
}
