/* Weak references without a definition are null: functions, variables, tables of them; some are
 * defined. */
#include <stddef.h>
#include <stdio.h>

extern void absent_function(int) __attribute__((weak));
extern int absent_variable __attribute__((weak));
extern int present_function(int) __attribute__((weak));
extern int present_variable __attribute__((weak));
extern char section_start[] __asm__("__start_no_such_section") __attribute__((weak));

static void (*const absent_slots[])(int) = {absent_function, NULL};
static int *const variables[] = {&absent_variable, &present_variable};

/* Is only called from a branch that a null reference guards. */
static int costly(void) {
    printf("this text must not be needed: %d\n", absent_variable);
    return 1;
}

/* Tests every reference before it is used. */
int main(void) {
    int found = 0;
    if (absent_function)
        absent_function(1);
    else
        puts("absent function is null");
    if (&absent_variable)
        found += costly();
    for (int i = 0; i < 2; i++)
        printf("slot %d is %s\n", i, absent_slots[i] ? "set" : "null");
    for (int i = 0; i < 2; i++)
        printf("variable %d: %d\n", i, variables[i] ? *variables[i] : -1);
    if (present_function)
        found += present_function(40);
    printf("section %s\n", section_start ? "there" : "missing");
    return found;
}
