# Builds everything under $(OUT) (normally .specialise) from the fetched sources and from runtime/.
#
# Run by runtime/setup.sh from the repository's folder, with OUT as an absolute path. Every object
# is compiled from a folder that makes its source name start with runtime/, musl/ or lwip/, so that
# the bytes do not depend on where the clone lies.

MAKEFLAGS += --no-builtin-rules --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDEXPANSION:

OUT ?= $(CURDIR)/.specialise
ROOT := $(CURDIR)
CC := clang-22
AR := llvm-ar-22
SOURCES := $(OUT)/sources
OBJECTS := $(OUT)/objects
TARGET := --target=x86_64-linux-musl

# ---- Flags -------------------------------------------------------------------------------------

# Whole-program bitcode as the front end leaves it: unoptimised, so that the analysis sees struct
# accesses, TBAA and KCFI prototype hashes. Strict aliasing stays on for every part: musl's own
# configure never turns it off (it only warns, and marks its puns with may_alias).
BITCODE := $(TARGET) -flto -Oz -Xclang -disable-llvm-passes -gline-tables-only -fsanitize=kcfi \
    -fno-pic -fno-stack-protector -fno-ident -fno-asynchronous-unwind-tables -fno-unwind-tables \
    -ffreestanding
# All but the C library may leave copies of a few bytes to the compiler.
HOSTED := $(filter-out -ffreestanding,$(BITCODE))
NATIVE := $(TARGET) -fno-pic -Wa,--noexecstack -Qunused-arguments
PLACE := -ffile-compilation-dir=. -ffile-prefix-map=$(OUT)/= -ffile-prefix-map=$(ROOT)/=

RUNTIME_INCLUDES := -nostdinc -Iruntime -isystem $(OUT)/include \
    -isystem $(SOURCES)/lwip/src/include -isystem runtime/network/lwip \
    -isystem $(OBJECTS)/e2fsprogs/generated -isystem $(SOURCES)/e2fsprogs/lib
RUNTIME_FLAGS := -std=gnu17 -Wall -Wextra -Wno-unused-parameter $(RUNTIME_INCLUDES)

# The language flags that musl's configure settles on with this compiler, and its include order.
MUSL_INCLUDES := -nostdinc -Imusl/arch/x86_64 -Imusl/arch/generic -I../objects/musl/generated \
    -Imusl/src/include -Imusl/src/internal -I../include
MUSL_FLAGS := -std=c99 -frounding-math -D_XOPEN_SOURCE=700 -w $(MUSL_INCLUDES)

LWIP_FLAGS := -std=gnu17 -w -nostdinc -I$(ROOT)/runtime/network/lwip -Ilwip/src/include -isystem ../include

# The one place where lwIP hands packets to both protocol families, the queues of packets that the host
# sends to itself, has a function of ours instead (runtime/network/loopback.c).
LWIP_LOOP := -Dip_input=network_loop_input
$(OBJECTS)/lwip/src/core/netif.c.o: LWIP_PART := $(LWIP_LOOP)

# The checksum of packets with their addresses is ours too (runtime/network/checksum.c).
LWIP_CHECKSUM := -Dip_chksum_pseudo=network_checksum_pseudo
$(patsubst %,$(OBJECTS)/lwip/src/core/%.c.o,tcp_in tcp_out udp): LWIP_PART := $(LWIP_CHECKSUM)

# What is cut into fragments gets its checksum first (runtime/network/fragment.c).
LWIP_FRAGMENT := -Dip4_frag=network_fragment4 -Dip6_frag=network_fragment6
$(OBJECTS)/lwip/src/core/ipv4/ip4.c.o $(OBJECTS)/lwip/src/core/ipv6/ip6.c.o: LWIP_PART := $(LWIP_FRAGMENT)

EXT2_FLAGS := -std=gnu17 -w -nostdinc -DNDEBUG -include config.h -DHAVE_CONFIG_H -I$(ROOT)/runtime/files/ext4/library \
    -I../objects/e2fsprogs/generated -I../objects/e2fsprogs/generated/ext2fs -Ie2fsprogs/lib \
    -Ie2fsprogs/lib/ext2fs -isystem ../include

# ---- Lists -------------------------------------------------------------------------------------

RUNTIME_SOURCES := $(sort $(shell find runtime -path runtime/setup -prune -o \
    -type d -name tests -prune -o -type f \( -name '*.c' -o -name '*.S' \) -print))
RUNTIME_OBJECTS := $(RUNTIME_SOURCES:%=$(OBJECTS)/%.o)

# As in musl's Makefile: a file in an x86_64 folder replaces the one of that name beside the folder.
MUSL_FOLDERS := $(wildcard $(SOURCES)/musl/src/*) $(SOURCES)/musl/src/malloc/mallocng
MUSL_GENERIC := $(wildcard $(MUSL_FOLDERS:%=%/*.c))
MUSL_ARCH := $(wildcard $(MUSL_FOLDERS:%=%/x86_64/*.[csS]))
MUSL_REPLACED := $(addsuffix .c,$(basename $(subst /x86_64/,/,$(MUSL_ARCH))))
MUSL_SOURCES := $(patsubst $(SOURCES)/%,%,\
    $(sort $(filter-out $(MUSL_REPLACED),$(MUSL_GENERIC)) $(MUSL_ARCH)))
MUSL_OBJECTS := $(MUSL_SOURCES:%=$(OBJECTS)/%.o)

LWIP_SOURCES := $(patsubst $(SOURCES)/%,%,$(sort $(wildcard $(SOURCES)/lwip/src/core/*.c \
    $(SOURCES)/lwip/src/core/ipv[46]/*.c) $(SOURCES)/lwip/src/netif/ethernet.c))
LWIP_OBJECTS := $(LWIP_SOURCES:%=$(OBJECTS)/%.o)

# All of the library but what reaches for files and devices of a Unix, its tests and tools, and the
# tables of Unicode for names without case, which are not served.
EXT2_LEFT_OUT := $(addsuffix .c,atexit bmove brel_ma dosio finddev flushb gen_crc32ctable get_pathname getsectsize getsize imager \
    inode_io irel_ma ismounted nls_utf8 nt_io qcow2 sparse_io tdb tdbtool test_io undo_io \
    read_bb_file unix_io windows_io write_bb_file)
EXT2_SOURCES := $(sort $(filter-out $(EXT2_LEFT_OUT:%=e2fsprogs/lib/ext2fs/%),\
    $(filter-out e2fsprogs/lib/ext2fs/tst_%,$(patsubst $(SOURCES)/%,%,\
    $(wildcard $(SOURCES)/e2fsprogs/lib/ext2fs/*.c)))))
EXT2_OBJECTS := $(EXT2_SOURCES:%=$(OBJECTS)/%.o)

# ---- Goals -------------------------------------------------------------------------------------

.PHONY: all headers libc libos liblwip libext2fs native plugins baseline count-musl
all: headers libc libos liblwip libext2fs native plugins
headers: $(OUT)/include/.complete
libc: $(OUT)/lib/libc.a
libos: $(OUT)/lib/libos.a
liblwip: $(OUT)/lib/liblwip.a
libext2fs: $(OUT)/lib/libext2fs.a
native: $(OUT)/native/.complete
baseline: $(OUT)/baseline/.complete
plugins: $(OUT)/plugins/libinstructions.so $(OUT)/plugins/libexecuted.so
count-musl:
	@echo $(words $(MUSL_SOURCES))

# ---- musl's headers ----------------------------------------------------------------------------

$(OUT)/include/.complete: $(OBJECTS)/musl/flags
	sh runtime/setup/headers.sh $(SOURCES)/musl $(OUT)/include $(OBJECTS)/musl/generated

# ---- Objects -----------------------------------------------------------------------------------

# A `flags` file changes when the compiler, its flags or the upstream source do, and so makes the
# objects beside it old; otherwise its time stays. Written while this file is read, so that
# `make --question` sees the truth.
remember = $(shell mkdir -p $(dir $(1)); \
    printf '%s\n' '$(2)' | cmp -s - $(1) || printf '%s\n' '$(2)' >$(1))
COMPILER := $(shell $(CC) --version | head -n 1)
$(call remember,$(OBJECTS)/runtime/flags,$(COMPILER) $(HOSTED) $(NATIVE) $(RUNTIME_FLAGS))
$(call remember,$(OBJECTS)/musl/flags,$(COMPILER) $(BITCODE) $(NATIVE) $(MUSL_FLAGS) \
    $(shell cat $(SOURCES)/musl/.origin))
$(call remember,$(OBJECTS)/lwip/flags,$(COMPILER) $(HOSTED) $(LWIP_FLAGS) $(LWIP_LOOP) $(LWIP_CHECKSUM) \
    $(LWIP_FRAGMENT) $(shell cat $(SOURCES)/lwip/.origin))
$(call remember,$(OBJECTS)/e2fsprogs/flags,$(COMPILER) $(BITCODE) $(EXT2_FLAGS) \
    $(shell cat $(SOURCES)/e2fsprogs/.origin))

FOLDERS := $(sort $(dir $(RUNTIME_OBJECTS) $(MUSL_OBJECTS) $(LWIP_OBJECTS) $(EXT2_OBJECTS)) $(OUT)/lib/ $(OUT)/plugins/)
$(FOLDERS):
	@mkdir -p $@

$(OBJECTS)/runtime/%.c.o: runtime/%.c $(OBJECTS)/runtime/flags $(OUT)/include/.complete \
    $(OBJECTS)/e2fsprogs/generated/.complete | $$(@D)/
	$(CC) $(HOSTED) $(PLACE) $(RUNTIME_FLAGS) -MMD -MP -c $< -o $@
$(OBJECTS)/runtime/%.S.o: runtime/%.S $(OBJECTS)/runtime/flags $(OUT)/include/.complete | $$(@D)/
	$(CC) $(NATIVE) $(PLACE) $(RUNTIME_INCLUDES) -MMD -MP -c $< -o $@

$(OBJECTS)/musl/%.c.o: $(OBJECTS)/musl/flags $(OUT)/include/.complete | $$(@D)/
	cd $(SOURCES) && $(CC) $(BITCODE) $(PLACE) $(MUSL_FLAGS) -c musl/$*.c -o $@
$(OBJECTS)/musl/%.s.o: $(OBJECTS)/musl/flags | $$(@D)/
	cd $(SOURCES) && $(CC) $(NATIVE) $(PLACE) -c musl/$*.s -o $@
$(OBJECTS)/musl/%.S.o: $(OBJECTS)/musl/flags $(OUT)/include/.complete | $$(@D)/
	cd $(SOURCES) && $(CC) $(NATIVE) $(PLACE) $(MUSL_INCLUDES) -c musl/$*.S -o $@

LWIP_SETTINGS := $(wildcard runtime/network/lwip/*.h runtime/network/lwip/arch/*.h)
$(OBJECTS)/lwip/%.c.o: $(OBJECTS)/lwip/flags $(LWIP_SETTINGS) $(OUT)/include/.complete | $$(@D)/
	cd $(SOURCES) && $(CC) $(HOSTED) $(PLACE) $(LWIP_FLAGS) $(LWIP_PART) -c lwip/$*.c -o $@

$(OBJECTS)/e2fsprogs/generated/.complete: $(OBJECTS)/e2fsprogs/flags runtime/setup/ext2fs.sh
	CC='$(CC)' sh runtime/setup/ext2fs.sh $(SOURCES)/e2fsprogs $(@D)
EXT2_NEEDS := $(OBJECTS)/e2fsprogs/generated/.complete $(OUT)/include/.complete \
    $(wildcard runtime/files/ext4/library/*.h)
$(OBJECTS)/e2fsprogs/%.c.o: $(EXT2_NEEDS) | $$(@D)/
	cd $(SOURCES) && $(CC) $(BITCODE) $(PLACE) $(EXT2_FLAGS) -c e2fsprogs/$*.c -o $@

-include $(RUNTIME_OBJECTS:.o=.d)

# ---- Archives ----------------------------------------------------------------------------------

# Thin archives name their members relative to themselves, so the folder may be moved. The list of
# members is a prerequisite: a source that goes away leaves the archive too.
define archive
$$(call remember,$(OUT)/lib/$(1).list,$(3))
$(OUT)/lib/$(1).a: $(2) $(OUT)/lib/$(1).list
	cd $$(@D) && rm -f $(1).new && $(AR) rcT $(1).new $(2:$(OUT)/%=../%) && mv $(1).new $(1).a
endef
$(eval $(call archive,libos,$(RUNTIME_OBJECTS),$(RUNTIME_SOURCES)))
$(eval $(call archive,libc,$(MUSL_OBJECTS),$(words $(MUSL_SOURCES)) files))
$(eval $(call archive,liblwip,$(LWIP_OBJECTS),$(LWIP_SOURCES)))
$(eval $(call archive,libext2fs,$(EXT2_OBJECTS),$(EXT2_SOURCES)))

# ---- Machine code for the Linux executables that `specialise cc` links --------------------------

$(OUT)/native/.complete: $(OBJECTS)/musl/flags $(OUT)/include/.complete runtime/setup/native.sh runtime/setup/compile-many.sh
	CC='$(CC)' AR='$(AR)' sh runtime/setup/native.sh $(SOURCES)/musl $(OUT) $(MUSL_SOURCES)

# ---- Bitcode for comparisons (runtime/setup.sh --baselines) --------------------------------------

$(OUT)/baseline/.complete: $(OBJECTS)/musl/flags $(OBJECTS)/lwip/flags $(LWIP_SETTINGS) \
    $(OUT)/native/.complete $(OUT)/include/.complete runtime/setup/baseline.sh runtime/setup/compile-many.sh
	CC='$(CC)' AR='$(AR)' sh runtime/setup/baseline.sh $(OUT) $(MUSL_SOURCES) -- $(LWIP_SOURCES)

# ---- QEMU plugins ------------------------------------------------------------------------------

$(OUT)/plugins/lib%.so: benchmarks/plugins/%.c | $(OUT)/plugins/
	$(CC) -std=gnu17 -O2 -Wall -Wextra -fPIC -shared -I$(SOURCES)/qemu/include/qemu $< -o $@.new
	@mv $@.new $@
