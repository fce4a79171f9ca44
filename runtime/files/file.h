// Open files and the descriptors that name them.
//
// A `struct file` is what POSIX calls an open file description: descriptors made by `dup` share it.
// What it can do stands in its table of operations, so that the system calls know no kind of file
// and a kind of file that a program cannot open is unreachable. Descriptors 0 to 2 name a file in
// static memory, the console: a program that only writes to it needs no allocator, no tree of files
// and no set-up.
//
// The code here runs undisturbed until it waits. `file_wait` (wait.h) is the one place where others
// run; what must survive a wait is held with `file_hold`.

#ifndef RUNTIME_FILES_FILE_H
#define RUNTIME_FILES_FILE_H

#include <stddef.h>
#include <sys/types.h>
#include <sys/uio.h>

struct file;
struct file_watch;
struct node;
struct stat;

/// What a kind of open file does. An empty slot has the meaning given beside it. What most programs
/// need comes first: of the tables, an image holds what stands before the last slot that is read.
struct file_operations {
    /// Fills `vector` from `*position` on and advances it; streams ignore the position. Empty:
    /// EINVAL.
    long (*read)(struct file *file, const struct iovec *vector, int count, off_t *position);
    /// Takes the bytes of `vector` to `*position` and advances it; streams ignore it. Empty:
    /// EINVAL.
    long (*write)(struct file *file, const struct iovec *vector, int count, off_t *position);
    /// Ends the file after its last descriptor and gives back its memory. Empty: nothing to do.
    void (*release)(struct file *file);
    /// Moves the position as `lseek` does. Empty: a stream, ESPIPE, also for reads and writes at an
    /// offset.
    long (*seek)(struct file *file, off_t offset, int origin);
    /// Answers `ioctl` requests that are not common to all files. Empty: ENOTTY.
    long (*control)(struct file *file, unsigned long request, unsigned long argument);
    /// Returns the POLL… events that hold now and, unless `watch` is null, has later ones told to
    /// it (watch.h). Empty: always readable and writable.
    unsigned (*poll)(struct file *file, struct file_watch *watch);
    /// Describes the file for `fstat`. Never empty.
    long (*status)(struct file *file, struct stat *status);
    /// Fills `buffer` with directory records of `getdents64`. Empty: ENOTDIR.
    long (*entries)(struct file *file, void *buffer, size_t size);
    /// Returns the address of the file's own bytes at `offset` and sets `*length` to how many lie
    /// there in one piece. With `write` they may be changed and stay where they are until the file
    /// is closed. Null at the end of the file or without memory. Empty: the file has no bytes in
    /// memory.
    void *(*bytes)(struct file *file, off_t offset, size_t *length, int write);
    /// Makes what was written durable. Empty: EINVAL.
    long (*synchronise)(struct file *file);
};

/// An open file description.
struct file {
    const struct file_operations *operations;
    /// How many descriptors, waits and mappings use it.
    unsigned references;
    /// O_ACCMODE, O_APPEND, O_NONBLOCK and the other status flags.
    unsigned flags;
    /// Where the next `read` or `write` starts.
    off_t position;
    /// The file's place in a file system; null for consoles, pipes and sockets.
    struct node *node;
    /// What the kind of file keeps here.
    void *object;
};

/// What a file was opened for, from its flags: bit 0 reading, bit 1 writing.
#define FILE_MODE(flags) (((flags) + 1) & 3)
#define FILE_READABLE 1
#define FILE_WRITABLE 2

/// The access mode with which nothing is allowed.
#define FILE_NO_MODE 3

/// Opened with O_PATH: only a place, nothing can be read or changed through it.
#define FILE_IS_PATH(file) ((file)->flags & O_PATH)

/// The most bytes that one call moves, as on Linux.
#define FILE_TRANSFER_LIMIT 0x7ffff000L

/// The console, which descriptors 0 to 2 name at the start.
extern struct file console_file;

struct file *file_get(int descriptor);
long file_read(int descriptor, const struct iovec *vector, int count);
long file_write(int descriptor, const struct iovec *vector, int count);
long file_read_at(struct file *file, void *bytes, size_t count, off_t offset);
long file_status(int descriptor, struct stat *status);
struct file *file_create(const struct file_operations *operations, unsigned flags);
void file_free(struct file *file);
void file_release(struct file *file);
long file_close(int descriptor);
long file_synchronise(int descriptor);
long file_open(int start, const char *path, int flags, mode_t mode);

/// The permissions that new files do not get: `umask`.
extern mode_t creation_mask;

long descriptor_allocate(struct file *file, int flags, int lowest);
long descriptor_open(struct file *file, int flags);
struct file **descriptor_slot(int descriptor);

/// Keeps `file` alive until a matching `file_release`.
static inline struct file *file_hold(struct file *file) {
    file->references++;
    return file;
}

#endif
