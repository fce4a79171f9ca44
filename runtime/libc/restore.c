// Where a signal handler returns to on Linux. Handlers are called here, so nobody returns to it.

/// Stops whoever comes here.
void __restore_rt(void) {
    __builtin_trap();
}
