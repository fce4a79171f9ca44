// The instructions of the processor that C has no words for. Everything is inline: using this
// header links nothing.

#ifndef RUNTIME_ARCH_X86_64_CPU_H
#define RUNTIME_ARCH_X86_64_CPU_H

#include <stdint.h>

/// What CPUID answers.
struct cpuid {
    uint32_t eax, ebx, ecx, edx;
};

/// Asks the processor about itself.
static inline struct cpuid cpuid(uint32_t leaf, uint32_t subleaf) {
    struct cpuid answer;

    __asm__("cpuid"
            : "=a"(answer.eax), "=b"(answer.ebx), "=c"(answer.ecx), "=d"(answer.edx)
            : "a"(leaf), "c"(subleaf));
    return answer;
}

/// Reads the time stamp counter.
static inline uint64_t time_stamp(void) {
    uint32_t low, high;

    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    return (uint64_t)high << 32 | low;
}

/// Sets a model-specific register.
static inline void msr_write(uint32_t number, uint64_t value) {
    __asm__ volatile("wrmsr" : : "c"(number), "a"((uint32_t)value), "d"((uint32_t)(value >> 32)));
}

/// Reads a model-specific register.
static inline uint64_t msr_read(uint32_t number) {
    uint32_t low, high;

    __asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(number));
    return (uint64_t)high << 32 | low;
}

/// Returns the address whose access made the last page fault.
static inline uint64_t fault_address(void) {
    uint64_t address;

    __asm__ volatile("mov %%cr2, %0" : "=r"(address));
    return address;
}

void page_forget(uintptr_t address);
void thread_pointer_set(uintptr_t pointer);
uintptr_t thread_pointer_get(void);

/// Stops the processor until an interrupt came, which is handled before the return. Interrupts are
/// off otherwise.
static inline void cpu_halt(void) {
    __asm__ volatile("sti\n\thlt\n\tcli" : : : "memory");
}

/// Lets interrupts through, and no longer.
static inline void interrupts_on(void) {
    __asm__ volatile("sti" : : : "memory");
}
static inline void interrupts_off(void) {
    __asm__ volatile("cli" : : : "memory");
}

/// Makes the writes before it visible to devices before the reads and writes after it.
static inline void memory_fence(void) {
    __asm__ volatile("mfence" : : : "memory");
}

/// Keeps the compiler from moving accesses of memory; the processor keeps writes in order by
/// itself.
static inline void memory_order(void) {
    __asm__ volatile("" : : : "memory");
}

/// Lets the processor rest for a moment in a loop that waits.
static inline void cpu_relax(void) {
    __asm__ volatile("pause");
}

#endif
