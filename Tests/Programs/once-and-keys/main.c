/* The parts of pthreads that single-threaded programs use: once, keys, mutexes, read-write locks,
 * self. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static pthread_mutex_t plain = PTHREAD_MUTEX_INITIALIZER;
static int initialised;

/* Must not run for the main thread when the program returns from main. */
static void destroy(void *value) {
    printf("destroying %s\n", (const char *)value);
}

/* Runs once, however often it is asked for. */
static void initialise(void) {
    initialised++;
    pthread_key_create(&key, destroy);
}

/* Prints from a cleanup handler. */
static void cleanup(void *text) {
    printf("cleanup %s\n", (const char *)text);
}

/* Locks a recursive mutex several times. */
static void recursive(void) {
    pthread_mutexattr_t attributes;
    pthread_mutex_t mutex;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&mutex, &attributes);
    int result =
        pthread_mutex_lock(&mutex) + pthread_mutex_lock(&mutex) + pthread_mutex_trylock(&mutex);
    for (int i = 0; i < 3; i++)
        result += pthread_mutex_unlock(&mutex);
    printf("recursive %d, once more %d\n", result, pthread_mutex_unlock(&mutex) == EPERM);
    pthread_mutex_destroy(&mutex);
}

/* Uses a lock for readers and writers. */
static void readers(void) {
    pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
    printf("read %d", pthread_rwlock_rdlock(&lock));
    printf(" %d", pthread_rwlock_tryrdlock(&lock));
    printf(", write %s", strerror(pthread_rwlock_trywrlock(&lock)));
    pthread_rwlock_unlock(&lock);
    pthread_rwlock_unlock(&lock);
    printf(", then %d\n", pthread_rwlock_trywrlock(&lock));
    pthread_rwlock_unlock(&lock);
}

/* Uses all of it from the only thread. */
int main(void) {
    static char value[] = "value of the key";
    for (int i = 0; i < 3; i++)
        pthread_once(&once, initialise);
    printf("initialised %d, empty %d\n", initialised, pthread_getspecific(key) == NULL);
    pthread_setspecific(key, value);
    printf("%s\n", (const char *)pthread_getspecific(key));
    printf("lock %d", pthread_mutex_lock(&plain));
    printf(", busy %d", pthread_mutex_trylock(&plain) == EBUSY);
    printf(", unlock %d\n", pthread_mutex_unlock(&plain));
    recursive();
    readers();
    pthread_cleanup_push(cleanup, "runs");
    pthread_cleanup_push(cleanup, "is dropped");
    pthread_cleanup_pop(0);
    pthread_cleanup_pop(1);
    printf("self %d\n", pthread_equal(pthread_self(), pthread_self()));
    return 0;
}
