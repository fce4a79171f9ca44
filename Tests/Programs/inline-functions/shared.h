/* What both files share: inline functions of every kind, and data that may be defined twice. */
#ifndef SHARED_H
#define SHARED_H

/* Becomes an ordinary function in the file that declares it extern. */
inline int scale(int x) {
    return x * 5;
}

/* Has a copy with its own counter in each file. */
static inline int count(void) {
    static int calls;
    return ++calls;
}

/* Is always inlined, even without optimisation. */
__attribute__((always_inline)) static inline int difference(int a, int b) {
    return a > b ? a - b : b - a;
}

/* Is one function, of which the linker keeps one copy. */
__attribute__((weak)) int merged(int x) {
    static int sum;
    return sum += x;
}

__attribute__((selectany)) int selected = 11;

int second_file(int x);
int (*second_scale(void))(int);
int *second_selected(void);

#endif
