/* Inline assembly with functions and variables as operands, and names inside the text of the
 * assembly. */
#include <stdint.h>
#include <stdio.h>

typedef int function(int);

/* Is reached by an immediate operand only. */
static int by_immediate(int x) {
    return x + 1;
}

/* Is reached through a variable that only assembly reads. */
static int by_memory(int x) {
    return x + 2;
}

/* Is reached by its name inside the text of the assembly. */
__attribute__((used)) int by_name_in_text(int x) {
    return x + 3;
}

/* Is called by the assembly itself. */
__attribute__((used)) static int called_from_assembly(int x) {
    return x * 10;
}

static function *const hook_read_by_assembly = by_memory;
static int written_by_assembly;
static const int read_by_assembly[4] = {3, 5, 7, 11};

/* Calls from assembly with the stack and the registers as the convention wants them. */
static int call_from_assembly(int x) {
    int result;
    __asm__ volatile("movq %%rsp, %%rbx\n\t"
                     "leaq -128(%%rsp), %%rsp\n\t"
                     "andq $-16, %%rsp\n\t"
                     "movl %1, %%edi\n\t"
                     "call *%2\n\t"
                     "movq %%rbx, %%rsp"
                     : "=&a"(result)
                     : "r"(x), "r"(called_from_assembly)
                     : "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "memory", "cc");
    return result;
}

/* Sums the constants through a pointer that only assembly follows. */
static int sum_in_assembly(void) {
    const int *place = read_by_assembly;
    int sum = 0, item;
    for (int i = 0; i < 4; i++) {
        __asm__ volatile("movl (%1), %0\n\taddq $4, %1" : "=&r"(item), "+r"(place) : : "memory");
        sum += item;
    }
    return sum;
}

/* Jumps by assembly to a label of C. */
static const char *jump(int value) {
    __asm__ goto("testl %0, %0\n\tjz %l1" : : "r"(value) : "cc" : is_zero);
    return "not zero";
is_zero:
    return "zero";
}

/* Gets hold of every function by another kind of operand. */
int main(void) {
    function *pointer;
    __asm__("leaq %c1(%%rip), %0" : "=r"(pointer) : "i"(by_immediate));
    printf("immediate %d\n", pointer(10));
    __asm__("movq %1, %0" : "=r"(pointer) : "m"(hook_read_by_assembly));
    printf("memory %d\n", pointer(10));
    __asm__("leaq by_name_in_text(%%rip), %0" : "=r"(pointer));
    printf("name %d\n", pointer(10));
    printf("called %d\n", call_from_assembly(4));
    __asm__ volatile("movl $77, %0" : "=m"(written_by_assembly));
    printf("written %d\n", written_by_assembly);
    __asm__ volatile("incl (%0)" : : "r"(&written_by_assembly) : "memory", "cc");
    printf("incremented %d, sum %d\n", written_by_assembly, sum_in_assembly());
    printf("%s %s\n", jump(0), jump(5));
    uint32_t swapped = 0x01020304;
    __asm__("bswap %0" : "+r"(swapped));
    printf("swapped %08x\n", swapped);
    return sum_in_assembly();
}
