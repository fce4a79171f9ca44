// The one process of an image: how it ends, who it is, what it may use.

#ifndef RUNTIME_PROCESS_PROCESS_H
#define RUNTIME_PROCESS_PROCESS_H

/// The process and thread identifier of the program.
#define PROCESS_ID 1

/// Called before the process ends by its own will; set by who has something to finish.
extern void (*exit_prepare)(void);

/// Makes everything that was written to files last; set by who has files that do.
extern void (*files_synchronise)(void);

_Noreturn void machine_exit(int status);

#endif
