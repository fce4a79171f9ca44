/* The other file overrides some of the weak definitions of the first one. */

extern int untouched;

/* The strong definition. */
const char *overridden(void) {
    return "strong";
}

/* The second weak definition, which loses. */
__attribute__((weak)) const char *twice_weak(void) {
    return "weak of the second file";
}

/* Only reachable through the strong hook. */
static const char *hooked(void) {
    return "strong hook";
}

int limit = 77;
const int constant = 2;
const char *(*hook)(void) = hooked;

/* Sees the same definitions as the first file. */
const char *from_other_file(void) {
    return untouched == 20 ? twice_weak() : overridden();
}
