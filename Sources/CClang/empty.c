// SwiftPM wants a C target to have a source file; this module is headers only.
