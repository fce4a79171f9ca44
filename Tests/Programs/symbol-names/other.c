/* Defines the names of the assembler; here they have other names in C. */

int renamed_here(int) __asm__("another$name");
int my_absolute(int) __asm__("my_abs.0");
const char *with_spaces(void) __asm__("name with spaces");
int variable_here __asm__("dotted.variable.1") = 20;

/* Known as another$name. */
int renamed_here(int x) {
    return x * 7;
}

/* Known as my_abs.0. */
int my_absolute(int x) {
    return x < 0 ? -x : x;
}

/* Known under a name that only quotes can hold. */
const char *with_spaces(void) {
    return "a name with spaces";
}
