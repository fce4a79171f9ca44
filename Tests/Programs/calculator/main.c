/* A calculator: recursive descent over standard input, variables, functions by name, errors with
 * positions. */
#include <ctype.h>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *input, *position;
static double variables[26];
static jmp_buf recovery;
static const char *message;

static const struct {
    const char *name;
    double (*function)(double);
} functions[] = {{"sqrt", sqrt}, {"sin", sin}, {"exp", exp}, {"abs", fabs}, {"floor", floor}};

static double expression(void);

/* Gives up the line. */
static _Noreturn void fail(const char *text) {
    message = text;
    longjmp(recovery, 1);
}

/* Skips blanks and takes a character if it is the next one. */
static int take(char wanted) {
    while (isspace((unsigned char)*position))
        position++;
    if (*position != wanted)
        return 0;
    position++;
    return 1;
}

/* Reads a function call or a variable. */
static double name(void) {
    char word[16];
    size_t length = 0;
    while (isalpha((unsigned char)*position) && length + 1 < sizeof word)
        word[length++] = *position++;
    word[length] = 0;
    if (length == 1)
        return variables[tolower((unsigned char)word[0]) - 'a'];
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strcmp(word, functions[i].name) == 0) {
            if (!take('('))
                fail("( expected");
            double argument = expression();
            if (!take(')'))
                fail(") expected");
            return functions[i].function(argument);
        }
    fail("unknown function");
}

/* Reads a number, a name, a sign or brackets. */
static double factor(void) {
    if (take('-'))
        return -factor();
    double value;
    if (take('(')) {
        value = expression();
        if (!take(')'))
            fail(") expected");
    } else if (isalpha((unsigned char)*position)) {
        value = name();
    } else {
        char *end;
        value = strtod(position, &end);
        if (end == position)
            fail("number expected");
        position = end;
    }
    return take('^') ? pow(value, factor()) : value;
}

/* Reads products and quotients. */
static double term(void) {
    double value = factor();
    for (;;) {
        if (take('*')) {
            value *= factor();
        } else if (take('/')) {
            double divisor = factor();
            if (divisor == 0)
                fail("division by zero");
            value /= divisor;
        } else {
            return value;
        }
    }
}

/* Reads sums and differences. */
static double expression(void) {
    double value = term();
    for (;;) {
        if (take('+'))
            value += term();
        else if (take('-'))
            value -= term();
        else
            return value;
    }
}

/* Calculates every line; "x = ..." sets a variable. The status is the number of errors. */
int main(void) {
    char line[128];
    static int errors;
    while (fgets(line, sizeof line, stdin)) {
        input = position = line;
        if (setjmp(recovery)) {
            printf("%*s^ %s\n", (int)(position - input), "", message);
            errors++;
            continue;
        }
        int target = isalpha((unsigned char)line[0]) && strchr(line, '=')
                         ? tolower((unsigned char)line[0]) - 'a'
                         : -1;
        if (target >= 0)
            position = strchr(line, '=') + 1;
        double value = expression();
        take('\n');
        if (*position)
            fail("end of line expected");
        if (target >= 0)
            variables[target] = value;
        printf("%.10g\n", value);
    }
    return errors;
}
