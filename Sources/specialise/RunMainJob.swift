import LibraryOS

/// Does the main job as `options` say; returns the exit status.
func runMainJob(_ options: MainJob) throws -> Int32 {
  StandardError.write("specialise: the pipeline is not linked in yet")
  return Entry.Status.diagnosed
}
