#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "files/path.h"
#include "system-calls/system-call.h"

/// A time as `statx` gives it.
struct statx_time {
    int64_t seconds;
    uint32_t nanoseconds;
    int32_t reserved;
};

/// The description that `statx` fills, which musl's headers do not have.
struct statx_status {
    uint32_t mask, block_size;
    uint64_t attributes;
    uint32_t links, user, group;
    uint16_t mode, reserved;
    uint64_t number, size, blocks, attributes_mask;
    struct statx_time accessed, born, changed, modified;
    uint32_t device_major, device_minor, place_major, place_minor;
    uint64_t spare[14];
};

/// The basic attributes, all of which are always filled.
#define STATX_BASIC 0x7ff

/// Returns `time` as `statx` gives it.
static struct statx_time convert(struct timespec time) {
    return (struct statx_time){.seconds = time.tv_sec, .nanoseconds = time.tv_nsec};
}

/// Describes what `path` leads to from the directory `start`, extensibly.
SYSTEM_CALL(statx, long, int start, const char *path, int flags, unsigned mask,
            struct statx_status *status) {
    struct stat plain;
    long problem;

    if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH | AT_NO_AUTOMOUNT | AT_STATX_SYNC_TYPE) ||
        (flags & AT_STATX_SYNC_TYPE) == AT_STATX_SYNC_TYPE || mask >> 31)
        return -EINVAL;
    problem = path_status(start, path, flags, &plain);
    if (problem)
        return problem;
    *status = (struct statx_status){
        .mask = STATX_BASIC,
        .block_size = plain.st_blksize,
        .links = plain.st_nlink,
        .user = plain.st_uid,
        .group = plain.st_gid,
        .mode = plain.st_mode,
        .number = plain.st_ino,
        .size = plain.st_size,
        .blocks = plain.st_blocks,
        .accessed = convert(plain.st_atim),
        .changed = convert(plain.st_ctim),
        .modified = convert(plain.st_mtim),
        .device_major = major(plain.st_rdev),
        .device_minor = minor(plain.st_rdev),
        .place_major = major(plain.st_dev),
        .place_minor = minor(plain.st_dev),
    };
    return 0;
}
