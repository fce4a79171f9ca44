#include "files/path.h"
#include "system-calls/system-call.h"

/// Sets the permissions of a file.
SYSTEM_CALL(fchmodat, long, int start, const char *path, mode_t mode) {
    return path_change(start, path, PATH_FOLLOW,
                       &(struct change){.which = CHANGE_MODE, .mode = mode});
}
