/* Large zero data, large constants and data with many addresses: what may not cost file size, and
 * what must. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ZEROS = 4 << 20, NODES = 1000 };

#define FOUR(x) x, (x) + 1, (x) + 2, (x) + 3
#define SIXTEEN(x) FOUR(x), FOUR((x) + 4), FOUR((x) + 8), FOUR((x) + 12)
#define MANY(x) SIXTEEN(x), SIXTEEN((x) + 16), SIXTEEN((x) + 32), SIXTEEN((x) + 48)

static unsigned char zeros[ZEROS];
static uint32_t never_written[100000];
static const uint16_t squares[256] = {MANY(0), MANY(64), MANY(128), MANY(192)};
static double almost_zero[5000] = {[4999] = 1.5};
static const char *const words[] = {"alpha",    "beta", "gamma", "delta",
                                    "alphabet", "bet",  "gam",   "del"};

struct node {
    struct node *left, *right;
    int key;
};
static struct node nodes[NODES];
static const struct node *const roots[] = {&nodes[0], &nodes[NODES / 2], &nodes[NODES - 1]};

/* Inserts into a tree by key. */
static void insert(struct node **place, struct node *node) {
    while (*place)
        place = node->key < (*place)->key ? &(*place)->left : &(*place)->right;
    *place = node;
}

/* Gives the depth of a tree. */
static int depth(const struct node *node) {
    if (!node)
        return 0;
    int left = depth(node->left), right = depth(node->right);
    return 1 + (left > right ? left : right);
}

/* Uses a bit of everything. */
int main(void) {
    struct node *root = NULL;
    uint64_t sum = 0;
    for (size_t i = 0; i < ZEROS; i += 65536)
        zeros[i + i / 65536] = (unsigned char)(i / 65536 + 1);
    for (size_t i = 0; i < ZEROS; i++)
        sum += zeros[i];
    printf("zeros %llu\n", (unsigned long long)sum);
    sum = 0;
    for (int i = 0; i < 100000; i++)
        sum += never_written[i];
    for (int i = 0; i < 256; i++)
        sum += squares[i];
    printf("constants %llu\n", (unsigned long long)sum);
    printf("almost zero %.1f %.1f\n", almost_zero[0], almost_zero[4999]);
    for (int i = 0; i < NODES; i++) {
        nodes[i].key = i * 619 % 1009;
        insert(&root, &nodes[i]);
    }
    printf("depth %d, roots %d %d %d\n", depth(root), roots[0]->key, roots[1]->key, roots[2]->key);
    size_t length = 0;
    for (unsigned i = 0; i < sizeof words / sizeof words[0]; i++)
        length += strlen(words[i]);
    printf("words %zu\n", length);
    return 0;
}
