/* Structs that hold function pointers, moved by assignment, memcpy, memmove, realloc, qsort and
 * return. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct task {
    int priority;
    int (*run)(struct task *);
    char note[8];
};

/* Runs as an ordinary task. */
static int ordinary(struct task *task) {
    return printf("ordinary %s\n", task->note);
}

/* Runs as an urgent task. */
static int urgent(struct task *task) {
    return printf("urgent %s!\n", task->note);
}

/* Runs as a task that came in through a copy of a copy. */
static int copied(struct task *task) {
    return printf("copied %s\n", task->note);
}

/* Runs as a task that a function returned by value. */
static int returned(struct task *task) {
    return printf("returned %s\n", task->note);
}

/* Runs as a task from a constant template. */
static int from_template(struct task *task) {
    return printf("template %s\n", task->note);
}

static const struct task template = {5, from_template, "t"};

/* Makes a task by value. */
static struct task make(int priority, int (*run)(struct task *), const char *note) {
    struct task task = {.priority = priority, .run = run};
    strncpy(task.note, note, sizeof task.note - 1);
    return task;
}

/* Orders tasks by priority. */
static int by_priority(const void *a, const void *b) {
    return ((const struct task *)a)->priority - ((const struct task *)b)->priority;
}

/* Moves tasks around in every way, then runs them in order. */
int main(void) {
    size_t count = 0, capacity = 2;
    struct task *tasks = malloc(capacity * sizeof *tasks);
    struct task first = make(9, ordinary, "a"), second;
    unsigned char bytes[sizeof(struct task)];
    memcpy(&tasks[count++], &first, sizeof first);
    tasks[count++] = make(1, urgent, "b");
    tasks = realloc(tasks, 64 * sizeof *tasks);
    first = make(7, copied, "c");
    memcpy(bytes, &first, sizeof bytes);
    memset(&first, 0, sizeof first);
    memcpy(&second, bytes, sizeof second);
    tasks[count++] = second;
    tasks[count++] = make(3, returned, "d");
    memmove(tasks + 1, tasks, count * sizeof *tasks);
    count++;
    tasks[0] = template;
    struct task *heap = malloc(sizeof *heap);
    *heap = *&template;
    heap->priority = 4;
    strcpy(heap->note, "u");
    tasks[count++] = *heap;
    free(heap);
    qsort(tasks, count, sizeof *tasks, by_priority);
    int total = 0;
    for (size_t i = 0; i < count; i++)
        total += tasks[i].run(&tasks[i]);
    free(tasks);
    return total;
}
