/* Function pointers that travel through "...", and variadic functions behind pointers. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef int operation(int, int);
typedef int formatter(char *, size_t, const char *, ...);

/* Adds. */
static int add(int a, int b) {
    return a + b;
}

/* Takes the larger. */
static int larger(int a, int b) {
    return a > b ? a : b;
}

/* Multiplies, and reaches its caller only through a list of arguments. */
static int multiply(int a, int b) {
    return a * b;
}

/* Folds integers with the functions that stand before each of them; a null function ends the list.
 */
static int fold(int start, ...) {
    va_list list;
    operation *next;
    va_start(list, start);
    while ((next = va_arg(list, operation *)) != NULL)
        start = next(start, va_arg(list, int));
    va_end(list);
    return start;
}

/* Formats with brackets, as a variadic function behind a pointer. */
static int bracketed(char *buffer, size_t size, const char *format, ...) {
    char inner[64];
    va_list list;
    va_start(list, format);
    vsnprintf(inner, sizeof inner, format, list);
    va_end(list);
    return snprintf(buffer, size, "[%s]", inner);
}

/* Passes a whole list on to a callback that reads it. */
static double with_list(double (*reader)(int, va_list), int count, ...) {
    va_list list;
    va_start(list, count);
    double result = reader(count, list);
    va_end(list);
    return result;
}

/* Averages a list of doubles. */
static double average(int count, va_list list) {
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += va_arg(list, double);
    return count ? sum / count : 0;
}

static formatter *const formatters[] = {snprintf, bracketed};

/* Makes the calls. */
int main(void) {
    char buffer[64];
    printf("fold %d\n", fold(1, add, 4, multiply, 10, larger, 7, add, -8, (operation *)NULL));
    printf("empty fold %d\n", fold(5, (operation *)NULL));
    for (int i = 0; i < 2; i++) {
        int length = formatters[i](buffer, sizeof buffer, "%d-%s-%.1f-%c", i, "text", 2.5, 'x');
        printf("%s %d\n", buffer, length);
    }
    printf("average %.3f\n", with_list(average, 9, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.5));
    return 0;
}
