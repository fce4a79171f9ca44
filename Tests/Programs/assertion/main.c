/* A failing assertion prints its place and ends the program with the status of SIGABRT. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

/* Returns the square root of a perfect square, and insists that it is one. */
static int exact_root(int number) {
    int root = 0;
    while (root * root < number)
        root++;
    assert(root * root == number && "not a perfect square");
    return root;
}

/* Takes the roots of all arguments; the exit handler must not run after an abort. */
int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        printf("%s -> %d\n", argv[i], exact_root(atoi(argv[i])));
        fflush(stdout);
    }
    return 0;
}
