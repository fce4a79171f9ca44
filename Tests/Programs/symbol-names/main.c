/* Names that only the assembler sees: asm labels, dollars, dots, quotes, other alphabets, builtin's
 * names. */
#include <stdio.h>
#include <string.h>

extern int renamed(int) __asm__("another$name");
extern int dotted_variable __asm__("dotted.variable.1");
extern const char *spaced(void) __asm__("name with spaces");
extern int same_as_builtin(int) __asm__("my_abs.0");

/* Has a name with a letter outside ASCII. */
static int größe(const char *text) {
    return (int)strlen(text);
}

/* Is called through its declaration's own name, defined under another in the other file. */
static int call_all(int x) {
    int (*volatile pointer)(int) = renamed;
    return pointer(x) + renamed(x) + same_as_builtin(-x);
}

/* Prints what the oddly named objects give. */
int main(void) {
    int dollar$local = 3;
    static int static_name __asm__("static.name$") = 4;
    printf("%d\n", call_all(5));
    dotted_variable++;
    printf("%d\n", dotted_variable);
    puts(spaced());
    printf("%d %d %d\n", größe("seven!!"), dollar$local, static_name++);
    printf("%d\n", static_name);
    return dotted_variable;
}
