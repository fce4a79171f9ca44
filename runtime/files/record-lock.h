// Record locks of `fcntl`.

#ifndef RUNTIME_FILES_RECORD_LOCK_H
#define RUNTIME_FILES_RECORD_LOCK_H

struct file;
struct flock;

long record_lock(struct file *file, int command, struct flock *lock);

#endif
