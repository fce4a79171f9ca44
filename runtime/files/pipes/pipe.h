// Pipes and FIFOs.

#ifndef RUNTIME_FILES_PIPES_PIPE_H
#define RUNTIME_FILES_PIPES_PIPE_H

#include "files/file.h"
#include "files/watch.h"

enum { PIPE_PAGES = 16, PIPE_SIZE = PIPE_PAGES * 4096 };

/// A pipe: a ring of pages, which exist while there is something in them. The position of an open
/// file that reads is the `writer_count` at which no writer is no hang-up.
struct pipe {
    /// How many open files read and write it.
    unsigned readers, writers;
    /// How many open files were ever made to read and write it.
    unsigned reader_count, writer_count;
    /// How many bytes were ever taken out and put in.
    size_t taken, put;
    char *pages[PIPE_PAGES];
    struct watch_list watches;
};

struct pipe *pipe_create(void);
void pipe_attach(struct pipe *pipe, unsigned flags);
int pipe_detach(struct pipe *pipe, unsigned flags);
long pipe_read(struct file *file, const struct iovec *vector, int count, off_t *position);
long pipe_write(struct file *file, const struct iovec *vector, int count, off_t *position);
long pipe_control(struct file *file, unsigned long request, unsigned long argument);
unsigned pipe_poll(struct file *file, struct file_watch *watch);
long pipe_open(int descriptors[2], int flags);

long fifo_open(struct node *node, struct file *file);

#endif
