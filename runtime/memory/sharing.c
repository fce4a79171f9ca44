// Which addresses show which part of which file. A mapping holds its file, so the file's pages stay
// as long as an entry of a page table names them.

#include "memory/sharing.h"

#include <errno.h>
#include <stddef.h>

#include "files/file.h"
#include "memory/blocks.h"

/// A range that shows a file.
struct sharing {
    struct sharing *next;
    uintptr_t start, end;
    struct file *file;
    /// What `start` shows.
    off_t offset;
};

/// All of them, in no order; no two overlap.
static struct sharing *sharings;

/// Lets [start, end), where nothing is mapped, show `file` from `offset` on.
long sharing_begin(uintptr_t start, uintptr_t end, struct file *file, off_t offset) {
    struct sharing *sharing = block_allocate(sizeof *sharing);

    if (!sharing)
        return -ENOMEM;
    *sharing = (struct sharing){sharings, start, end, file_hold(file), offset};
    sharings = sharing;
    return 0;
}

/// Ends the part of `*link` that lies in [start, end). Returns whether `*link` itself went away, or
/// an error.
static long cut(struct sharing **link, uintptr_t start, uintptr_t end) {
    struct sharing *sharing = *link;
    uintptr_t first = sharing->start;

    if (start <= first && end >= sharing->end) {
        *link = sharing->next;
        file_release(sharing->file);
        block_free(sharing, sizeof *sharing);
        return 1;
    }
    if (start > first && end < sharing->end) {
        long problem =
            sharing_begin(end, sharing->end, sharing->file, sharing->offset + (end - first));

        if (problem)
            return problem;
    }
    if (start > first) {
        sharing->end = start;
    } else {
        sharing->start = end;
        sharing->offset += end - first;
    }
    return 0;
}

/// Ends the sharing of [start, end). The pages must not be used any more.
long sharing_end(uintptr_t start, uintptr_t end) {
    struct sharing **link = &sharings;

    while (*link) {
        long cut_off = 0;

        if ((*link)->start < end && (*link)->end > start)
            cut_off = cut(link, start, end);
        if (cut_off < 0)
            return cut_off;
        if (!cut_off)
            link = &(*link)->next;
    }
    return 0;
}

/// Returns the mapping around `address`, or null.
static struct sharing *sharing_at(uintptr_t address) {
    struct sharing *sharing = sharings;

    while (sharing && (address < sharing->start || address >= sharing->end))
        sharing = sharing->next;
    return sharing;
}

/// Lets [to, to + new) show what [start, start + old) shows, and the file's bytes that follow, in
/// its place; does nothing when that is no shared mapping.
long sharing_move(uintptr_t start, uintptr_t old, uintptr_t to, uintptr_t new) {
    struct sharing *sharing = sharing_at(start);
    struct file *file;
    long problem;
    off_t offset;

    if (!sharing)
        return 0;
    file = file_hold(sharing->file);
    offset = sharing->offset + (start - sharing->start);
    problem = sharing_end(start, start + old) ?: sharing_begin(to, to + new, file, offset);
    file_release(file);
    return problem;
}

/// Returns the file's page that `address`, the first of a page, shows; null behind the file's end.
void *sharing_page(uintptr_t address) {
    struct sharing *sharing = sharing_at(address);
    size_t length;

    if (!sharing)
        return NULL;
    return sharing->file->operations->bytes(
        sharing->file, sharing->offset + (address - sharing->start), &length, 1);
}

/// Makes the bytes last of all files that the range shows.
long sharing_synchronise(uintptr_t start, uintptr_t end) {
    long problem = 0;

    for (struct sharing *sharing = sharings; sharing && !problem; sharing = sharing->next)
        if (sharing->start < end && sharing->end > start && sharing->file->operations->synchronise)
            problem = sharing->file->operations->synchronise(sharing->file);
    return problem;
}

/// Returns whether the range shows a file that was not opened for writing.
int sharing_is_for_reading(uintptr_t start, uintptr_t end) {
    for (struct sharing *sharing = sharings; sharing; sharing = sharing->next)
        if (sharing->start < end && sharing->end > start &&
            !(FILE_MODE(sharing->file->flags) & FILE_WRITABLE))
            return 1;
    return 0;
}
