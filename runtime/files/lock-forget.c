#include <stddef.h>

#include "files/lock.h"

void (*lock_forget)(struct file *file);
