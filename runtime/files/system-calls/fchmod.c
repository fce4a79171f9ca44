#include "files/path.h"
#include "system-calls/system-call.h"

/// Sets the permissions of an open file.
SYSTEM_CALL(fchmod, long, int descriptor, mode_t mode) {
    return descriptor_change(descriptor, &(struct change){.which = CHANGE_MODE, .mode = mode});
}
