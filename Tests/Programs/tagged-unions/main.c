/* An expression tree of tagged unions: evaluated by a switch and by a table indexed with the tag.
 */
#include <stdio.h>
#include <stdlib.h>

enum tag { NUMBER, VARIABLE, SUM, PRODUCT, CALL, CONDITION, TAGS };

struct expression {
    enum tag tag;
    union {
        double number;
        char variable;
        struct {
            const struct expression *left, *right;
        };
        struct {
            double (*function)(double);
            const struct expression *argument;
        };
        const struct expression *branches[3];
    };
};

static double variables[26];

/* Halves a number. */
static double half(double x) {
    return x / 2;
}

static const struct expression two = {.tag = NUMBER, .number = 2},
                               x = {.tag = VARIABLE, .variable = 'x'},
                               y = {.tag = VARIABLE, .variable = 'y'},
                               double_x = {.tag = PRODUCT, .left = &two, .right = &x},
                               sum = {.tag = SUM, .left = &double_x, .right = &y},
                               call = {.tag = CALL, .function = half, .argument = &sum},
                               condition = {.tag = CONDITION, .branches = {&x, &call, &y}};

/* Evaluates with a switch. */
static double evaluate(const struct expression *e) {
    switch (e->tag) {
    case NUMBER:
        return e->number;
    case VARIABLE:
        return variables[e->variable - 'a'];
    case SUM:
        return evaluate(e->left) + evaluate(e->right);
    case PRODUCT:
        return evaluate(e->left) * evaluate(e->right);
    case CALL:
        return e->function(evaluate(e->argument));
    case CONDITION:
        return evaluate(e->branches[evaluate(e->branches[0]) != 0 ? 1 : 2]);
    default:
        abort();
    }
}

/* Prints a leaf. */
static void print_leaf(const struct expression *e) {
    if (e->tag == NUMBER)
        printf("%g", e->number);
    else
        putchar(e->variable);
}

static void print(const struct expression *e);

/* Prints a sum or a product. */
static void print_binary(const struct expression *e) {
    putchar('(');
    print(e->left);
    putchar(e->tag == SUM ? '+' : '*');
    print(e->right);
    putchar(')');
}

/* Prints the call of a function. */
static void print_call(const struct expression *e) {
    printf("half");
    print_binary(e->argument);
}

/* Prints a condition. */
static void print_condition(const struct expression *e) {
    for (int i = 0; i < 3; i++) {
        printf("%s", i == 0 ? "if " : i == 1 ? " then " : " else ");
        print(e->branches[i]);
    }
}

static void (*const printers[TAGS])(const struct expression *) = {
    print_leaf, print_leaf, print_binary, print_binary, print_call, print_condition};

/* Prints through the table. */
static void print(const struct expression *e) {
    printers[e->tag](e);
}

/* Prints the tree and evaluates it for some variables. */
int main(void) {
    print(&condition);
    putchar('\n');
    for (int i = 0; i < 3; i++) {
        variables['x' - 'a'] = i * 1.5;
        variables['y' - 'a'] = 10 - i;
        printf("x %.1f y %.1f: %.3f\n", i * 1.5, 10.0 - i, evaluate(&condition));
    }
    return 0;
}
