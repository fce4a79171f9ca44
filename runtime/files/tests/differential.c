// Does the same random operations on Linux and on our files, and compares every result.
// usage: differential OPERATIONS SEED
//
// Linux works in a new root on /dev/shm, which must hold a tmpfs.

#include <stdlib.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "differential.h"

#include "files/deployment.h"

const struct deployment_file deployment_files[] = {{0}};
const unsigned long deployment_file_count = 0;
const unsigned long registry_folder_count = 0;

/// The descriptor that keeps the way back.
enum { OLD_ROOT = 1030 };

/// Makes an empty root for Linux and goes into it; does the same for us.
static void prepare(void) {
    char folder[] = "/dev/shm/specialise-XXXXXX";
    static const char *const present[] = {"/dev/null", "/dev/zero",    "/dev/full",   "/dev/random",
                                          "/dev/tty",  "/dev/urandom", "/dev/console"};

    if (setrlimit(RLIMIT_NOFILE, &(struct rlimit){2000, 2000}) ||
        dup2(open("/", O_RDONLY | O_DIRECTORY), OLD_ROOT) != OLD_ROOT || !mkdtemp(folder) ||
        chdir(folder) || chroot(".")) {
        perror("differential");
        exit(2);
    }
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){1024, 2000});
    chmod("/", 0755);
    umask(022);
    for (unsigned i = 0; i < sizeof(present) / sizeof(*present); i++)
        if (call(SYS_unlink, present[i], 0L, 0L, 0L, 0L, 0L))
            differ(present[i], 0, 1);
    call(SYS_rmdir, "/dev", 0L, 0L, 0L, 0L, 0L);
    call(SYS_rmdir, "/tmp", 0L, 0L, 0L, 0L, 0L);
    both(SYS_mkdir, P("/w"), 0755, 0, 0, 0);
    both(SYS_chdir, P("/w"), 0, 0, 0, 0);
    for (int descriptor = 3; descriptor < OLD_ROOT; descriptor++)
        close(descriptor);
}

/// Leaves the root of the test, so that the sanitizer finds /proc when it looks for leaks.
static void finish(void) {
    if (fchdir(OLD_ROOT) || chroot("."))
        perror("differential");
}

int main(int count, char **arguments) {
    unsigned long steps = count > 1 ? strtoul(arguments[1], NULL, 10) : 10000;
    unsigned long seed = count > 2 ? strtoul(arguments[2], NULL, 10) : 1;

    signal(SIGPIPE, SIG_IGN);
    random_state = seed * 0x9e3779b97f4a7c15 + 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    allocates = seed % 2 == 0;
    prepare();
    atexit(finish);
    for (step = 1; step <= steps; step++) {
        static void (*const operations[])(void) = {
            operate_on_descriptors, operate_on_descriptors, operate_on_bytes, operate_on_bytes,
            operate_on_names,       operate_on_names,       operate_on_names, operate_on_attributes,
            operate_on_sizes,       operate_on_the_rest,    operate_on_locks,
        };

        for (int i = 100; step % 500 == 0 && i < 1024; i++)
            both(SYS_close, i, 0, 0, 0, 0);
        operations[below(sizeof(operations) / sizeof(*operations))]();
    }
    printf("differential: %lu operations from seed %lu: passed\n", steps, seed);
}
