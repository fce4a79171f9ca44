/* Old C: definitions without prototypes, calls through empty parameter lists, default promotions.
 */
#include <stdio.h>

/* Defined in the old style; the float parameter arrives as a double. */
static double scale(number, factor)
int number;
float factor;
{
    return number * factor;
}

/* Narrow parameters arrive as int. */
static int narrow(a, b)
char a;
short b;
{
    return a * 1000 + b;
}

/* Has a prototype, but is called through a pointer without one. */
static int add(int a, int b) {
    return a + b;
}

/* Also called through the pointer without a prototype, with a pointer and a long. */
static long offset(const char *text, long index) {
    return text[index];
}

int elsewhere();
extern int (*table_elsewhere[])();

/* Calls whatever it gets, without knowing the parameters. */
static int call_with_two(int (*function)(), int a, int b) {
    return function(a, b);
}

/* Makes all the old calls. */
int main(void) {
    long (*unknown)() = offset;
    printf("scale %.2f\n", scale(3, 1.5f));
    printf("narrow %d\n", narrow('A', (short)-5));
    printf("add %d\n", call_with_two(add, 40, 2));
    printf("offset %ld\n", unknown("abc", 2L));
    printf("elsewhere %d\n", elsewhere(6, 7));
    printf("tables %d %d\n", table_elsewhere[0](5), table_elsewhere[1](5, 6));
    printf("narrow again %d\n", call_with_two(narrow, 1, 2));
    return 0;
}
