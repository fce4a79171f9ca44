// Moving bytes through pipes without a program's buffer.

#ifndef RUNTIME_FILES_PIPES_SPLICE_H
#define RUNTIME_FILES_PIPES_SPLICE_H

#include "files/pipes/pipe.h"

struct pipe *pipe_of(struct file *file);
size_t pipe_peek(struct pipe *pipe, size_t from, struct iovec *piece);
void pipe_drop(struct pipe *pipe, size_t count);

#endif
