/* C11 atomics of one thread: every operation, every size, pointers, flags, function pointers, 16
 * bytes. */
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>

typedef int function(int);

/* The first handler. */
static int plus_one(int x) {
    return x + 1;
}

/* Comes in by exchange only. */
static int times_two(int x) {
    return x * 2;
}

/* Comes in by compare-and-swap only. */
static int squared(int x) {
    return x * x;
}

struct node {
    struct node *next;
    int value;
};

static _Atomic(function *) handler = plus_one;
static _Atomic(struct node *) stack;
static atomic_int counter;
static atomic_flag flag = ATOMIC_FLAG_INIT;
static _Atomic uint8_t small = 250;
static _Atomic double real = 1.5;
struct point {
    int32_t x, y;
};

static _Atomic struct point point;

/* Pushes onto a stack without locks. */
static void push(struct node *node) {
    node->next = atomic_load(&stack);
    while (!atomic_compare_exchange_weak(&stack, &node->next, node))
        ;
}

/* Runs all integer operations on one counter. */
static void integers(void) {
    int expected = 3;
    printf("%d", atomic_fetch_add(&counter, 5));
    printf(" %d", atomic_fetch_sub(&counter, 2));
    printf(" %d", atomic_compare_exchange_strong(&counter, &expected, 100));
    printf(" %d", atomic_fetch_or(&counter, 3));
    printf(" %d", atomic_fetch_and(&counter, 0x6e));
    printf(" %d", atomic_fetch_xor(&counter, 1));
    printf(" %d", atomic_exchange_explicit(&counter, -7, memory_order_acq_rel));
    printf(" %d\n", atomic_load_explicit(&counter, memory_order_relaxed));
}

/* Uses everything once. */
int main(void) {
    struct node nodes[3] = {{NULL, 1}, {NULL, 2}, {NULL, 3}};
    integers();
    printf("handler %d", atomic_load(&handler)(10));
    function *old = atomic_exchange(&handler, times_two);
    printf(" %d %d", old(10), handler(10));
    function *expected = times_two;
    printf(" %d", atomic_compare_exchange_strong(&handler, &expected, squared));
    printf(" %d\n", atomic_load(&handler)(10));
    for (int i = 0; i < 3; i++)
        push(&nodes[i]);
    for (struct node *node = stack; node; node = node->next)
        printf("node %d\n", node->value);
    printf("flag %d", atomic_flag_test_and_set(&flag));
    printf(" %d\n", atomic_flag_test_and_set(&flag));
    small += 10;
    real *= 2;
    printf("small %d, real %.1f\n", small, (double)real);
    struct point moved = {3, -4};
    atomic_store(&point, moved);
    moved = atomic_load(&point);
    atomic_thread_fence(memory_order_seq_cst);
    printf("point %d %d\n", moved.x, moved.y);
    return 0;
}
