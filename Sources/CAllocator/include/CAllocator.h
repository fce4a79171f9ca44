/*
 * mimalloc, which takes the place of the C library's malloc in the whole process: LLVM makes and
 * frees small objects for most of its time, and a tenth of all time goes with the C library's
 * allocator.
 */
#ifndef CALLOCATOR_H
#define CALLOCATOR_H

/* The bytes of memory that this thread has and uses. */
unsigned long allocator_bytes_in_use(void);
/* Gives memory that nothing uses back to the kernel. */
void allocator_trim(void);

#endif
