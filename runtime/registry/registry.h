// Registrations: records that say what a component offers, and functions to be run before the
// program. The compiler's bind stage reads the records, orders them and turns them into code.

#ifndef RUNTIME_REGISTRY_REGISTRY_H
#define RUNTIME_REGISTRY_REGISTRY_H

/// Something on offer: its name, and what the kind of registration says about the pointer.
struct registration {
    const char *name;
    const void *pointer;
};

/// A function to be run before the program; lower levels come first, then the order of names.
struct initcall {
    const char *name;
    long level;
    void (*function)(void);
};

/// Offers `pointer` under a name to those who look through the registry of its kind.
#define REGISTER(kind, name, pointer)                                                              \
    extern const struct registration registration_##kind##_##name;                                 \
    const struct registration registration_##kind##_##name                                         \
        __attribute__((section("registry." #kind))) = {#name, pointer}

/// Has `function` run before the program.
#define INITCALL(level, name, function)                                                            \
    extern const struct initcall initcall_##level##_##name;                                        \
    const struct initcall initcall_##level##_##name                                                \
        __attribute__((section("initcalls"))) = {#name, level, function}

/// Declares the registry of a kind, which the bind stage makes.
#define REGISTRY(kind)                                                                             \
    extern const struct registration *const registry_##kind[];                                     \
    extern const unsigned long registry_##kind##_count

void run_initcalls(void);

#endif
