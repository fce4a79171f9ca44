#include <errno.h>

#include "files/file.h"
#include "process/process.h"
#include "system-calls/system-call.h"

// What two processes may share, which musl has no names for.
enum { KCMP_FILE, KCMP_VM, KCMP_FILES, KCMP_FS, KCMP_SIGHAND, KCMP_IO, KCMP_SYSVSEM };

/// Compares what two processes have: of one process, all but open files is the same.
SYSTEM_CALL(kcmp, long, int one, int other, int what, unsigned long a, unsigned long b) {
    struct file *first, *second;

    if (one != PROCESS_ID || other != PROCESS_ID)
        return -ESRCH;
    if (what > KCMP_FILE && what <= KCMP_SYSVSEM)
        return 0;
    if (what)
        return -EINVAL;
    first = file_get(a);
    second = file_get(b);
    if (!first || !second)
        return -EBADF;
    return first == second ? 0 : first < second ? 1 : 2;
}
