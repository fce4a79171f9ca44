/* Starting a program that does not outlive this one. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "CProcess.h"

/* Lets every signal do in the new program what it does by default, and blocks none. */
static void reset_signals(void) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigset_t none;

    for (int number = 1; number < NSIG; number++)
        sigaction(number, &action, NULL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/*
 * Makes copies of the descriptors. A first round takes them out of the way of the numbers that the
 * second gives; what is closed on exec here is not closed there. Returns 0 or an error number.
 */
static int pass_descriptors(const struct passed_descriptor *descriptors, int count) {
    int aside[8], above = 64;

    if (count > (int)(sizeof aside / sizeof *aside))
        return EINVAL;
    for (int i = 0; i < count; i++) {
        aside[i] = fcntl(descriptors[i].here, F_DUPFD_CLOEXEC, above);
        if (aside[i] < 0)
            return errno;
    }
    for (int i = 0; i < count; i++)
        if (dup2(aside[i], descriptors[i].there) < 0)
            return errno;
    return 0;
}

/* Becomes the program; returns an error number if that fails. `parent` is who wants it. */
static int become(const char *path, char *const *arguments,
                  const struct passed_descriptor *descriptors, int count, int in_own_group,
                  pid_t parent) {
    int problem;

    if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0)
        return errno;
    /* The parent may have ended before it could matter. */
    if (getppid() != parent)
        _exit(1);
    if (in_own_group && setpgid(0, 0) < 0)
        return errno;
    problem = pass_descriptors(descriptors, count);
    if (problem)
        return problem;
    reset_signals();
    execv(path, arguments);
    return errno;
}

int start_bound_program(int *process, const char *path, char *const *arguments,
                        const struct passed_descriptor *descriptors, int count, int in_own_group) {
    pid_t parent = getpid(), child;
    int report[2], problem = 0;
    sigset_t all, before;

    if (pipe2(report, O_CLOEXEC) < 0)
        return errno;
    /* No handler of this process may run in the other. */
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    child = fork();
    if (child == 0) {
        problem = become(path, arguments, descriptors, count, in_own_group, parent);
        (void)!write(report[1], &problem, sizeof problem);
        _exit(127);
    }
    if (child < 0)
        problem = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    /* Nothing can be read once the program has started: the pipe is closed then. */
    if (child > 0) {
        ssize_t size;
        do
            size = read(report[0], &problem, sizeof problem);
        while (size < 0 && errno == EINTR);
        if (problem)
            waitpid(child, NULL, 0);
    }
    close(report[0]);
    *process = child;
    return problem;
}
