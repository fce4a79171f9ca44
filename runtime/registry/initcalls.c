// What stands in for the bind stage.

#include "registry/registry.h"

/// Runs no function.
__attribute__((weak)) void run_initcalls(void) {}
