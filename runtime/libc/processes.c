// Starting other programs, which a machine cannot. musl would make pipes, block signals and find
// out only then that there is no second process; what is refused at once needs none of that.

#define _GNU_SOURCE
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>

/// Starts a program: there is nowhere to start it.
int posix_spawn(pid_t *restrict process, const char *restrict path,
                const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *restrict attributes, char *const arguments[restrict],
                char *const environment[restrict]) {
    return ENOSYS;
}

/// Starts a command with a pipe to it or from it: there is no shell.
FILE *popen(const char *command, const char *mode) {
    errno = *mode == 'r' || *mode == 'w' ? ENOSYS : EINVAL;
    return NULL;
}

/// Runs a command, or says whether there is a shell that could: there is none.
int system(const char *command) {
    if (!command)
        return 0;
    errno = ENOSYS;
    return -1;
}
