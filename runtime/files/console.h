// What open files of the console do, for the device files that are further names of it.

#ifndef RUNTIME_FILES_CONSOLE_H
#define RUNTIME_FILES_CONSOLE_H

#include "files/file.h"

long console_file_read(struct file *file, const struct iovec *vector, int count, off_t *position);
long console_file_write(struct file *file, const struct iovec *vector, int count, off_t *position);
long console_file_control(struct file *file, unsigned long request, unsigned long argument);
unsigned console_file_poll(struct file *file, struct file_watch *watch);

#endif
