/* Tentative definitions in two files, which -fcommon merges into one object of the largest size. */
#include <stdio.h>

int shared_counter;
int shared_array[4];
long initialised_elsewhere;
void (*shared_hook)(void);

void other_file(void);

/* Is installed in the merged hook by this file and called by the other one. */
static void hook(void) {
    shared_counter += 100;
}

/* Writes here, reads there. */
int main(void) {
    shared_counter = 1;
    shared_array[3] = 30;
    shared_hook = hook;
    other_file();
    printf("counter %d\n", shared_counter);
    printf("array %d %d\n", shared_array[0], shared_array[3]);
    printf("initialised %ld\n", initialised_elsewhere);
    return shared_counter;
}
