import LibraryOS

/// Whether the tests find what `runtime/setup.sh` makes.
enum SetUp {

  /// `true` iff the C library was built.
  static var isDone: Bool {
    (try? Installation.find().path(of: "native/lib/crt1.o")) != nil
  }
}
