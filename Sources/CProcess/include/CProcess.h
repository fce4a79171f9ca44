/*
 * What Swift cannot do when it starts a program: posix_spawn has no attribute that ties a program's
 * life to that of the process which starts it, and the calls that do must come between fork and
 * exec.
 */
#ifndef CPROCESS_H
#define CPROCESS_H

/* A file descriptor of a new program: a copy, with the number `there`, of `here`. */
struct passed_descriptor {
    int here;
    int there;
};

/*
 * Starts the program at `path`, which the system kills when the calling thread ends, however that
 * happens. The program gets the `count` descriptors, the default action for each signal that is
 * ignored here, no blocked signal and, if `in_own_group`, a process group of its own. Stores its
 * process number; returns 0 or an error number.
 */
int start_bound_program(int *process, const char *path, char *const *arguments,
                        const struct passed_descriptor *descriptors, int count, int in_own_group);

#endif
