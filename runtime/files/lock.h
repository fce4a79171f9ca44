// Locks of `flock`.

#ifndef RUNTIME_FILES_LOCK_H
#define RUNTIME_FILES_LOCK_H

struct file;

/// Gives up the lock of a file that ends; null while there never was one.
extern void (*lock_forget)(struct file *file);

long file_lock(struct file *file, int kind, int at_once);

#endif
