/* Huffman coding of a text: a priority queue, a tree in an array, bit streams, and decoding again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
    unsigned weight;
    short left, right;
    unsigned char symbol;
};

static struct node nodes[512];
static short heap[512];
static int node_count, heap_count;
static char codes[256][40];
static unsigned char bits[4096];
static size_t bit_count;

/* Tells whether one node comes out of the queue before another. */
static int before(short a, short b) {
    return nodes[a].weight != nodes[b].weight ? nodes[a].weight < nodes[b].weight : a < b;
}

/* Puts a node into the queue. */
static void push(short node) {
    int i = heap_count++;
    while (i > 0 && before(node, heap[(i - 1) / 2])) {
        heap[i] = heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    heap[i] = node;
}

/* Takes the lightest node out of the queue. */
static short pop(void) {
    short result = heap[0], moved = heap[--heap_count];
    int i = 0;
    for (int child; (child = 2 * i + 1) < heap_count; i = child) {
        if (child + 1 < heap_count && before(heap[child + 1], heap[child]))
            child++;
        if (!before(heap[child], moved))
            break;
        heap[i] = heap[child];
    }
    heap[i] = moved;
    return result;
}

/* Walks down the tree and notes the code of every symbol. */
static void assign(short node, char *code, int depth) {
    if (nodes[node].left < 0) {
        code[depth] = 0;
        strcpy(codes[nodes[node].symbol], code);
        return;
    }
    code[depth] = '0';
    assign(nodes[node].left, code, depth + 1);
    code[depth] = '1';
    assign(nodes[node].right, code, depth + 1);
}

/* Builds the tree of a text and returns its root. */
static short build(const unsigned char *text, size_t length) {
    unsigned counts[256] = {0};
    char code[40];
    for (size_t i = 0; i < length; i++)
        counts[text[i]]++;
    for (int i = 0; i < 256; i++)
        if (counts[i]) {
            nodes[node_count] = (struct node){counts[i], -1, -1, (unsigned char)i};
            push((short)node_count++);
        }
    while (heap_count > 1) {
        short left = pop(), right = pop();
        nodes[node_count] = (struct node){nodes[left].weight + nodes[right].weight, left, right, 0};
        push((short)node_count++);
    }
    short root = pop();
    assign(root, code, 0);
    return root;
}

/* Decodes the bits again and compares with the text. */
static int decode(short root, const unsigned char *text, size_t length) {
    size_t bit = 0, wrong = 0;
    for (size_t i = 0; i < length; i++) {
        short node = root;
        while (nodes[node].left >= 0) {
            node = bits[bit / 8] >> (bit % 8) & 1 ? nodes[node].right : nodes[node].left;
            bit++;
        }
        wrong += nodes[node].symbol != text[i];
    }
    return wrong == 0 && bit == bit_count;
}

/* Codes the deployed text. */
int main(void) {
    static unsigned char text[2048];
    FILE *file = fopen("data/text.txt", "rb");
    size_t length = file ? fread(text, 1, sizeof text, file) : 0;
    if (length < 2)
        return 2;
    short root = build(text, length);
    for (size_t i = 0; i < length; i++)
        for (const char *code = codes[text[i]]; *code; code++, bit_count++)
            bits[bit_count / 8] |= (unsigned char)((*code - '0') << bit_count % 8);
    printf("%zu bytes, %zu bits, %d nodes\n", length, bit_count, node_count);
    printf("e %s, blank %s, q %s\n", codes['e'], codes[' '], codes['q'][0] ? codes['q'] : "-");
    printf("decoded %s\n", decode(root, text, length) ? "well" : "badly");
    return fclose(file);
}
