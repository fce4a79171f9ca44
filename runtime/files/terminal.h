// The console's line discipline, used only where the deployment says that the console is a
// terminal.

#ifndef RUNTIME_FILES_TERMINAL_H
#define RUNTIME_FILES_TERMINAL_H

#include <stddef.h>

long terminal_read(char *bytes, size_t size);
int terminal_readable(void);
long terminal_control(unsigned long request, unsigned long argument);

#endif
