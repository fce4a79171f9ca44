/* C11 and extensions: _Generic, static assertions, anonymous members, cleanup, statement
 * expressions, typeof. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(void *) == 8, "this is a 64-bit machine");

#define KIND(x)                                                                                    \
    _Generic((x),                                                                                  \
        int: "int",                                                                                \
        unsigned: "unsigned",                                                                      \
        long: "long",                                                                              \
        double: "double",                                                                          \
        float: "float",                                                                            \
        char *: "text",                                                                            \
        const char *: "constant text",                                                             \
        default: "other")
#define PRINT(x) _Generic((x), int: print_int, double: print_double, char *: print_text)(x)
#define MAXIMUM(a, b)                                                                              \
    ({                                                                                             \
        __typeof__(a) left_ = (a);                                                                 \
        __typeof__(b) right_ = (b);                                                                \
        left_ > right_ ? left_ : right_;                                                           \
    })

static int freed, evaluations;

/* Prints an integer. */
static void print_int(int x) {
    printf("int %d\n", x);
}

/* Prints a real number. */
static void print_double(double x) {
    printf("double %.2f\n", x);
}

/* Prints a text. */
static void print_text(char *x) {
    printf("text %s\n", x);
}

/* Frees what a pointer points to when the pointer goes out of scope. */
static void free_pointer(char **pointer) {
    printf("freeing %s\n", *pointer);
    free(*pointer);
    freed++;
}

/* Leaves a scope with clean-ups in several ways. */
static int scopes(int way) {
    for (int i = 0; i < 3; i++) {
        __attribute__((cleanup(free_pointer))) char *text = strdup(i == 0 ? "zero" : "more");
        if (way == i)
            return (int)strlen(text);
        if (i == 1)
            break;
    }
    return -1;
}

/* Counts how often it is evaluated. */
static int evaluated(int x) {
    evaluations++;
    return x;
}

/* Ends the program; the compiler may rely on it. */
static _Noreturn void finish(int status) {
    printf("freed %d, evaluations %d\n", freed, evaluations);
    exit(status);
}

/* Uses the features. */
int main(void) {
    struct {
        int tag;
        union {
            struct {
                short low, high;
            };
            int both;
        };
    } anonymous = {.tag = 1, .both = 0x00020003};
    char text[] = "array";
    printf("%s %s %s %s %s\n", KIND(1), KIND(1u), KIND(1.0f), KIND(text), KIND(&anonymous));
    PRINT(5);
    PRINT(2.5);
    PRINT(text);
    printf("anonymous %d %d\n", anonymous.low, anonymous.high);
    printf("maximum %d\n", MAXIMUM(evaluated(3), evaluated(9)));
    printf("scopes %d", scopes(0));
    printf(" %d\n", scopes(2));
    printf("elvis %d %d\n", evaluated(0) ?: 7, evaluated(4) ?: 7);
    printf("choose %d, constant %d\n", __builtin_choose_expr(1, 10, "x"),
           __builtin_constant_p(sizeof text));
    if (__builtin_expect(anonymous.tag == 1, 1))
        finish(9);
    __builtin_unreachable();
}
