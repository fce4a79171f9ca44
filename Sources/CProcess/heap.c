// What the C library knows of this process's memory.

#include "CProcess.h"

#include <malloc.h>

unsigned long process_heap_bytes(void) {
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

void process_trim_heap(void) {
    malloc_trim(0);
}
