#include <dirent.h>
#include <errno.h>
#include <string.h>

#include "files/file.h"
#include "system-calls/system-call.h"

/// An entry as `getdents` gives it: the type stands in the last byte.
struct old_entry {
    unsigned long number, next;
    unsigned short size;
    char name[];
};

/// Fills `buffer` with the next entries of a directory, in the older format. An entry of the newer
/// one is as long, so that each is rewritten where it stands.
SYSTEM_CALL(getdents, long, int descriptor, char *buffer, unsigned size) {
    struct file *file = file_get(descriptor);
    long filled;

    if (!file)
        return -EBADF;
    if (!file->operations->entries)
        return -ENOTDIR;
    filled = file->operations->entries(file, buffer, size);
    for (long at = 0; at < filled;) {
        struct dirent *entry = (struct dirent *)(buffer + at);
        struct old_entry *old = (struct old_entry *)entry;
        unsigned char type = entry->d_type;
        size_t room = entry->d_reclen;

        memmove(old->name, entry->d_name, strlen(entry->d_name) + 1);
        ((char *)old)[room - 1] = type;
        at += room;
    }
    return filled;
}
