import Engine
import LLVM
import Model
import WholeProgram

/// What calls of the C library's functions mean to their callers, by the C standard and POSIX.
///
/// The names are reserved, so that a program cannot give them another meaning; musl's own names for
/// the same functions stand beside them.
enum LibraryRoles {

  /// The bit of `mmap` for memory that is no file's (MAP_ANONYMOUS of <sys/mman.h>).
  private static let mapAnonymous: UInt64 = 0x20
  /// The bits of `mmap` for memory that takes the place of other memory (MAP_FIXED, MAP_FIXED_NOREPLACE).
  private static let mapFixed: UInt64 = 0x100010
  /// The bit of `mmap` for memory through which a file is written (MAP_SHARED, MAP_SHARED_VALIDATE).
  private static let mapShared: UInt64 = 0x1
  /// The bits of `mremap` for a place that the caller names, or for memory that stays (MREMAP_FIXED,
  /// MREMAP_DONTUNMAP).
  private static let remapFixed: UInt64 = 0x6

  /// The argument of `mmap` and `mprotect` that says what may be done with the memory.
  static let protection = 2
  /// The functions that say so: of the C library, and what serves them.
  static let protectors: Set<String> = [
    "mmap", "__mmap", "mmap64", "mprotect", "__mprotect", "pkey_mprotect", "system_call_9_mmap",
    "system_call_10_mprotect", "system_call_329_pkey_mprotect",
  ]

  /// How many arguments the functions have whose roles name arguments by their places. (What `realloc`
  /// may lose is its size; and its body looks in front of the memory, where nothing is followed.)
  private static let argumentCounts = searches.merging(
    ["memcpy": 3, "memmove": 3, "memset": 3], uniquingKeysWith: { $1 })
  /// Functions that look for something in a text, and return where it is; with the arguments they have.
  private static let searches = [
    "strchr": 2, "strrchr": 2, "strchrnul": 2, "__strchrnul": 2, "strpbrk": 2, "strstr": 2,
    "strcasestr": 2, "memchr": 3, "memrchr": 3, "__memrchr": 3, "memmem": 4,
  ]
  /// Functions that tell a number of texts.
  private static let readers = [
    "strlen", "strnlen", "strcmp", "strncmp", "strcasecmp", "strncasecmp", "strcoll", "strspn",
    "strcspn", "memcmp", "bcmp",
  ]

  /// The roles of the functions of `program`, by name. A function that has lost an argument is what its
  /// body says, and so are an application's own functions with names of those for texts, which it may
  /// keep to one file and give another meaning.
  static func roles(in program: Program) -> [String: Code.Role] {
    var roles = byName
    for (name, count) in argumentCounts {
      guard let function = program.module.function(name), function.parameterCount != count else {
        continue
      }
      roles[name] = nil
    }
    for (name, role) in byName where role == .readsText || role == .searchesText {
      guard let function = program.module.function(name), !function.isDeclaration,
        program.origin(of: function).component == Origin.application
      else { continue }
      roles[name] = nil
    }
    return roles
  }

  /// The roles by name.
  private static let byName: [String: Code.Role] = {
    var roles: [String: Code.Role] = [:]
    for name in ["malloc", "__libc_malloc", "__libc_malloc_impl", "__simple_malloc"] {
      roles[name] = .allocates(isZeroed: false)
    }
    for name in ["aligned_alloc", "memalign", "valloc"] {
      roles[name] = .allocates(isZeroed: false)
    }
    for name in ["calloc", "__libc_calloc"] { roles[name] = .allocates(isZeroed: true) }
    for name in ["realloc", "__libc_realloc"] { roles[name] = .reallocates }
    for name in ["free", "__libc_free"] { roles[name] = .releases }
    for name in ["memcpy", "memmove"] { roles[name] = .copiesMemory }
    for name in ["mmap", "__mmap", "mmap64"] {
      roles[name] = .maps(
        flags: 3, set: mapAnonymous, clear: mapFixed, shared: mapShared)
    }
    for name in ["mremap", "__mremap"] { roles[name] = .remaps(flags: 3, clear: remapFixed) }
    roles["memset"] = .setsMemory
    for name in readers { roles[name] = .readsText }
    for name in searches.keys { roles[name] = .searchesText }
    // It looks before the memory that it is asked about.
    roles["malloc_usable_size"] = .isPure
    for name in ["setjmp", "_setjmp", "__setjmp", "sigsetjmp", "__sigsetjmp"] {
      roles[name] = .savesContext
    }
    for name in ["longjmp", "_longjmp", "siglongjmp"] { roles[name] = .endsPath }
    return roles
  }()
}

extension Code.Role {

  /// The role of a function outside the program whose effect the user states as `effect`.
  init?(effect: ExternalEffect) {
    switch effect {
    case .nothing, .asks, .setsThread, .givesThread: self = .isPure
    case .reads: self = .readsData
    case .data: self = .exchangesData
    case .copies: self = .copiesData
    case .sends: self = .sends
    case .receives: self = .receives
    case .end: self = .endsPath
    case .allocate: self = .allocates(isZeroed: false)
    case .zeroed: self = .allocates(isZeroed: true)
    case .release: self = .releases
    case .same: self = .returnsArgument
    case .anything: return nil
    }
  }
}
