/* Exceptions in C: a stack of handlers, throws from deep calls, rethrow, cleanup order,
 * callee-saved state. */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

struct handler {
    jmp_buf state;
    struct handler *outer;
};

static struct handler *innermost;
static const char *thrown;
static int depth_reached;

/* Jumps to the innermost handler. */
static _Noreturn void throw_message(const char *message) {
    struct handler *target = innermost;
    thrown = message;
    innermost = target->outer;
    longjmp(target->state, 1);
}

/* Recurses and throws at the bottom, leaving all frames behind. */
static long descend(int depth, long product) {
    char padding[64];
    memset(padding, depth, sizeof padding);
    depth_reached++;
    if (depth == 0)
        throw_message("bottom");
    return descend(depth - 1, product % 1000 * 3 + padding[depth % 64]) + padding[1];
}

/* Runs an action under a handler and tells whether it threw. */
static int try_action(void (*action)(void)) {
    struct handler handler = {.outer = innermost};
    innermost = &handler;
    if (setjmp(handler.state))
        return 1;
    action();
    innermost = handler.outer;
    return 0;
}

/* Throws from far below. */
static void deep(void) {
    printf("unexpected %ld\n", descend(200, 1));
}

/* Ends normally. */
static void calm(void) {
    puts("calm");
}

/* Catches what comes from below, cleans up and throws on. */
static void rethrow(void) {
    if (try_action(deep)) {
        printf("cleanup after %s\n", thrown);
        throw_message("again");
    }
}

/* Nests three handlers; a jump to the outermost skips the others. */
static void skip(void) {
    struct handler *outer = innermost;
    struct handler middle = {.outer = outer}, inner = {.outer = &middle};
    if (setjmp(middle.state) || setjmp(inner.state))
        puts("not reached");
    innermost = outer;
    throw_message("over two handlers");
}

/* Tries the actions one by one. */
int main(void) {
    static void (*const actions[])(void) = {calm, deep, rethrow, skip, calm};
    int caught = 0;
    for (volatile unsigned i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        thrown = "nothing";
        int result = try_action(actions[i]);
        caught += result;
        printf("action %u: %s %s\n", i, result ? "threw" : "returned,", thrown);
    }
    printf("depth %d, handlers left %d\n", depth_reached, innermost != NULL);
    return caught;
}
