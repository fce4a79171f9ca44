// Copying between open files.

#ifndef RUNTIME_FILES_COPY_H
#define RUNTIME_FILES_COPY_H

#include "files/file.h"

long file_copy(struct file *sink, off_t *sink_offset, struct file *source, off_t *source_offset,
               size_t count);
long file_send(int to, int from, off_t *offset, size_t count);

#endif
