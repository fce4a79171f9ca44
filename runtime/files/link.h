// Hard and symbolic links.

#ifndef RUNTIME_FILES_LINK_H
#define RUNTIME_FILES_LINK_H

long path_link(int start, const char *path, int new_start, const char *new_path, int flags);
long symbolic_link(const char *target, int start, const char *path);
long link_text(int start, const char *path, char *text, int size);

#endif
