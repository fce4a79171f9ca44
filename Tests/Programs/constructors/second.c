/* The second file of the constructors: its priorities interleave with those of the first. */
#include <stdio.h>

void record(int step);

int prepared;

/* Runs before the constructor 300 of the first file. */
__attribute__((constructor(200))) static void before(void) {
    record(200);
    prepared = 40;
}

/* Runs after the constructor 300 of the first file and builds on what the one above computed. */
__attribute__((constructor(400))) static void after(void) {
    record(400);
    prepared += 2;
}

/* Runs between the destructors of the first file. */
__attribute__((destructor(200))) static void between(void) {
    printf("destructor 200, prepared %d\n", prepared);
}
