// What holds as long as there are no threads.

#include "process/threads.h"

#include "process/process.h"

int threads_present;
int thread_id = PROCESS_ID;
int (*thread_exists)(int id);
void (*thread_yield)(void);
void (*thread_end)(void *stack, unsigned long size);
int *thread_first_address;
void (*thread_set_address)(int *address);
long (*thread_signal)(int id, int signal, int code);
