// Random operations on descriptors, bytes and names.

#define _GNU_SOURCE
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

#include "differential.h"

/// Opens, closes and makes further names of descriptors.
void operate_on_descriptors(void) {
    int descriptor = some_descriptor(), other = some_descriptor(), start = some_start();
    const char *path = some_path();
    int flags = some_flags(), mode = below(0777 + 1);

    switch (below(14)) {
    case 0:
    case 1:
    case 2:
    case 3:
        TRACE("openat(%d, %s, 0%o, 0%o)", start, path, flags, mode);
        both(SYS_openat, start, P(path), flags, mode, 0);
        break;
    case 4:
        TRACE("open(%s, 0%o, 0%o)", path, flags, mode);
        both(SYS_open, P(path), flags, mode, 0, 0);
        break;
    case 5:
        TRACE("dup(%d)", descriptor);
        both(SYS_dup, descriptor, 0, 0, 0, 0);
        break;
    case 6:
        TRACE("dup2(%d, %d)", descriptor, other);
        both(SYS_dup2, descriptor, other, 0, 0, 0);
        break;
    case 7:
        flags = below(2) * O_CLOEXEC;
        TRACE("dup3(%d, %d, %d)", descriptor, other, flags);
        both(SYS_dup3, descriptor, other, flags, 0, 0);
        break;
    case 8:
        TRACE("pipe2");
        sided(SYS_pipe2, P(linux_side.bytes), O_NONBLOCK | (below(2) * O_CLOEXEC), 0, 0, 0);
        break;
    default:
        TRACE("close(%d)", descriptor);
        both(SYS_close, descriptor, 0, 0, 0, 0);
    }
}

/// Reads and writes.
void operate_on_bytes(void) {
    int descriptor = some_descriptor();
    long offset = some_offset(), size = below(3) ? below(300) : below(BUFFER);
    struct iovec vector[3] = {{linux_side.bytes, below(5000)},
                              {linux_side.bytes + 5000, below(5000)},
                              {linux_side.bytes + 10000, 7}};
    static char written[BUFFER];
    int held = 0;

    // Linux fills a pipe by whole pages: it is not compared when it is nearly full.
    if (type_of(descriptor) == S_IFIFO && ioctl(descriptor, FIONREAD, &held) == 0 && held > 16000)
        return;

    for (long i = 0; i < size; i += 8)
        memcpy(written + i, &random_state, i + 8 <= size ? 8 : size - i);
    switch (below(9)) {
    case 0:
        TRACE("read(%d, %ld)", descriptor, size);
        sided(SYS_read, descriptor, P(linux_side.bytes), size, 0, 0);
        break;
    case 1:
    case 2:
        TRACE("write(%d, %ld)", descriptor, size);
        both(SYS_write, descriptor, P(written), size, 0, 0);
        break;
    case 3:
        TRACE("pread64(%d, %ld, %ld)", descriptor, size, offset);
        sided(SYS_pread64, descriptor, P(linux_side.bytes), size, offset, 0);
        break;
    case 4:
    case 5:
        TRACE("pwrite64(%d, %ld, %ld)", descriptor, size, offset);
        both(SYS_pwrite64, descriptor, P(written), size, offset, 0);
        break;
    case 6: {
        int origin = below(allocates ? 3 : 5);

        if (type_of(descriptor) == S_IFDIR)
            break;
        TRACE("lseek(%d, %ld, %d)", descriptor, offset, origin);
        both(SYS_lseek, descriptor, offset, origin, 0, 0);
        break;
    }
    case 7:
        TRACE("writev(%d)", descriptor);
        both(below(2) ? SYS_writev : SYS_pwritev, descriptor, P(vector), 3, offset, 0);
        break;
    case 8: {
        long expected, found, number = below(2) ? SYS_readv : SYS_preadv;

        TRACE("readv(%d, %ld)", descriptor, offset);
        expected = native(number, descriptor, P(vector), 3, offset, 0);
        for (int i = 0; i < 3; i++)
            vector[i].iov_base =
                (char *)vector[i].iov_base + ((char *)&our_side - (char *)&linux_side);
        found = call(number, (long)descriptor, vector, 3L, offset, 0L, 0L);
        if (expected != found)
            differ("the result", expected, found);
        compare_bytes();
        break;
    }
    }
}

/// Makes, removes and moves names.
void operate_on_names(void) {
    const char *path = some_path(), *other = some_path();
    int start = some_start(), new_start = some_start(), mode = below(010000) & ~S_ISVTX;

    switch (below(16)) {
    case 0:
    case 1:
        TRACE("mkdirat(%d, %s, 0%o)", start, path, mode);
        both(SYS_mkdirat, start, P(path), mode, 0, 0);
        break;
    case 2:
        TRACE("rmdir(%s)", path);
        both(SYS_rmdir, P(path), 0, 0, 0, 0);
        break;
    case 3:
        TRACE("unlink(%s)", path);
        both(SYS_unlink, P(path), 0, 0, 0, 0);
        break;
    case 4: {
        int flags = below(4) ? (below(2) ? AT_REMOVEDIR : 0) : (int)below(0x2000);

        TRACE("unlinkat(%d, %s, 0x%x)", start, path, flags);
        both(SYS_unlinkat, start, P(path), flags, 0, 0);
        break;
    }
    case 5:
    case 6:
    case 7:
        TRACE("renameat(%d, %s, %d, %s)", start, path, new_start, other);
        both(SYS_renameat, start, P(path), new_start, P(other), 0);
        break;
    case 8:
    case 9: {
        int flags = below(4);

        TRACE("renameat2(%d, %s, %d, %s, %d)", start, path, new_start, other, flags);
        both(SYS_renameat2, start, P(path), new_start, P(other), flags);
        break;
    }
    case 10:
    case 11: {
        int flags = below(3) ? 0 : below(2) ? AT_SYMLINK_FOLLOW : AT_EMPTY_PATH;

        if (!*path && type_of(start) != S_IFREG)
            break;
        TRACE("linkat(%d, %s, %d, %s, 0x%x)", start, path, new_start, other, flags);
        both(SYS_linkat, start, P(path), new_start, P(other), flags);
        break;
    }
    case 12:
    case 13:
        TRACE("symlinkat(%s, %d, %s)", path, start, other);
        both(SYS_symlinkat, P(path), start, P(other), 0, 0);
        break;
    case 14: {
        int type = below(2) ? S_IFIFO : below(2) ? 0 : (int)(below(16) << 12);

        TRACE("mknodat(%d, %s, 0%o)", start, path, mode | type);
        if (type != S_IFBLK && type != S_IFCHR)
            both(SYS_mknodat, start, P(path), mode | type, 0, 0);
        break;
    }
    default: {
        long size = below(3) ? 500 : (long)below(10);

        TRACE("readlinkat(%d, %s, %ld)", start, path, size);
        sided(SYS_readlinkat, start, P(path), P(linux_side.bytes), size, 0);
    }
    }
}
