// What the library wants of a Unix around it, and there is none: other devices, tables of mounts,
// and a place for messages, whose codes the callers get as well.

#include <et/com_err.h>
#include <ext2fs/ext2_fs.h>
#include <ext2fs/ext2fs.h>

#include "time/clock.h"

int ext2fs_get_dio_alignment(int descriptor);
time_t library_time(time_t *time);
const struct ext2fs_nls_table *ext2fs_load_nls_table(int encoding);

/// Knows no encoding: names without case are not served.
const struct ext2fs_nls_table *ext2fs_load_nls_table(int encoding) {
    return NULL;
}

/// Says that nothing is mounted elsewhere.
errcode_t ext2fs_check_mount_point(const char *device, int *flags, char *place, int length) {
    *flags = 0;
    return 0;
}

/// Asks for no alignment.
int ext2fs_get_dio_alignment(int descriptor) {
    return 0;
}

/// Keeps a message to itself.
void com_err(const char *who, errcode_t code, const char *format, ...) {}

/// Returns the time in seconds.
time_t library_time(time_t *time) {
    struct timespec now;

    clock_read_realtime(&now);
    if (time)
        *time = now.tv_sec;
    return now.tv_sec;
}
