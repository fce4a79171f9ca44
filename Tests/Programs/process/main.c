// What a process may ask about itself.

#define _GNU_SOURCE

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

static void check(int right, const char *what) {
    printf("%s %s\n", right ? "ok" : "WRONG", what);
}

int main(void) {
    struct utsname name;
    struct sysinfo system;
    struct rlimit limit;
    cpu_set_t processors;
    char thread[16];
    int status;

    check(getpid() > 0 && gettid() > 0, "getpid, gettid");
    check(getpgrp() >= 0 && getsid(0) >= 0, "getpgrp, getsid");
    check(getuid() == geteuid() && getgid() == getegid(), "users and groups");
    check(!uname(&name) && !strcmp(name.sysname, "Linux") && !strcmp(name.machine, "x86_64"),
          "uname");
    check(!sysinfo(&system) && system.totalram > system.freeram && system.freeram, "sysinfo");
    check(!getrlimit(RLIMIT_STACK, &limit) && limit.rlim_cur >= 65536, "the stack's limit");
    check(!getrlimit(RLIMIT_NOFILE, &limit) && limit.rlim_cur >= 16, "the descriptors' limit");
    limit.rlim_cur = 16;
    check(!setrlimit(RLIMIT_NOFILE, &limit) && !getrlimit(RLIMIT_NOFILE, &limit) &&
              limit.rlim_cur == 16,
          "a new limit");
    check(getrlimit(99, &limit) == -1 && errno == EINVAL, "no such limit");
    check(!sched_getaffinity(0, sizeof processors, &processors) && CPU_COUNT(&processors) >= 1,
          "processors");
    check(sysconf(_SC_NPROCESSORS_ONLN) >= 1 && sysconf(_SC_PAGESIZE) == 4096, "sysconf");
    check(!sched_yield(), "sched_yield");
    check(!prctl(PR_SET_NAME, "a name") && !prctl(PR_GET_NAME, thread) && !strcmp(thread, "a name"),
          "the thread's name");
    check(wait(&status) == -1 && errno == ECHILD, "no children");
    check(waitpid(-1, &status, WNOHANG) == -1 && errno == ECHILD, "no children at once");
    errno = 0;
    check(getpriority(PRIO_PROCESS, 0) >= -20 && !errno, "priority");
    return 0;
}
