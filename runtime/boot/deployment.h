// What the deployment fixes about the start of a program. The compiler's bind stage defines these;
// the weak definitions in deployment.c stand in for it.

#ifndef RUNTIME_BOOT_DEPLOYMENT_H
#define RUNTIME_BOOT_DEPLOYMENT_H

/// The arguments when they are fixed, the name of the program first and a null pointer last.
/// Strings and pointers may be changed by the program.
extern char *deployment_arguments[];

/// The number of fixed arguments, or 0 when they come from the kernel command line.
extern const long deployment_argument_count;

/// The environment that the deployment gives, a null pointer last.
extern char *deployment_environment[];
extern const unsigned long deployment_environment_count;

/// Whether the program has thread-local variables.
extern const unsigned long deployment_thread_local_present;

#endif
