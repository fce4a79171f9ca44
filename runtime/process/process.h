// The one process of an image: how it ends, who it is, what it may use.

#ifndef RUNTIME_PROCESS_PROCESS_H
#define RUNTIME_PROCESS_PROCESS_H

/// The process and thread identifier of the program.
#define PROCESS_ID 1

_Noreturn void machine_exit(int status);

#endif
