// Locks of `flock`. They belong to open files, of which one node may have several.

#include "files/lock.h"

#include <errno.h>
#include <stddef.h>
#include <sys/file.h>

#include "files/file.h"
#include "files/wait.h"
#include "memory/blocks.h"

/// A lock that an open file has.
struct lock {
    struct lock *next;
    struct file *file;
    int exclusive;
};

static struct lock *locks;

/// Gives up the lock of `file`, if it has one.
static void unlock(struct file *file) {
    for (struct lock **place = &locks; *place; place = &(*place)->next) {
        struct lock *lock = *place;

        if (lock->file == file) {
            *place = lock->next;
            block_free(lock, sizeof(*lock));
            return;
        }
    }
}

/// Returns whether another open file's lock stands in the way.
static int is_blocked(const struct file *file, int exclusive) {
    for (const struct lock *lock = locks; lock; lock = lock->next)
        if (lock->file != file && lock->file->node == file->node && (exclusive || lock->exclusive))
            return 1;
    return 0;
}

/// Does `flock` for LOCK_SH, LOCK_EX or LOCK_UN, and does not wait with `at_once`: a change of the
/// kind of a lock first gives the old one up.
long file_lock(struct file *file, int kind, int at_once) {
    struct lock *lock;

    unlock(file);
    if (kind == LOCK_UN)
        return 0;
    while (is_blocked(file, kind == LOCK_EX)) {
        long problem = at_once ? -EWOULDBLOCK : file_wait(file, 0);

        if (problem)
            return problem;
    }
    lock = block_allocate(sizeof(*lock));
    if (!lock)
        return -ENOLCK;
    *lock = (struct lock){locks, file, kind == LOCK_EX};
    locks = lock;
    lock_forget = unlock;
    return 0;
}
