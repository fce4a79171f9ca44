import Foundation
import Glibc
import Model
import Testing

@testable import Image

@Suite struct OutputTransactionTests {

  /// Returns the names of the files in `folder`.
  private func files(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func filesAppearTogether() throws {
    let folder = try Workshop().path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "old".write(toFile: folder + "/a", atomically: false, encoding: .utf8)
    var outputs = OutputTransaction()
    try outputs.write(Array("new".utf8), to: folder + "/a")
    try outputs.write([], to: folder + "/b")
    #expect(try contents(ofFile: folder + "/a") == Array("old".utf8))
    #expect(!FileManager.default.fileExists(atPath: folder + "/b"))
    try outputs.commit()
    #expect(try files(in: folder) == ["a", "b"])
    #expect(try contents(ofFile: folder + "/a") == Array("new".utf8))
  }

  @Test func whatIsNotCommittedLeavesNothing() throws {
    let workshop = try Workshop()
    do {
      var outputs = OutputTransaction()
      try outputs.write([1], to: workshop.path + "/a")
    }
    #expect(try files(in: workshop.path) == [])
  }

  @Test func linksAreFollowed() throws {
    let workshop = try Workshop()
    let link = workshop.path + "/link"
    try workshop.write("old", to: "file")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "file")
    var outputs = OutputTransaction()
    try outputs.write([7], to: link)
    try outputs.commit()
    #expect(try contents(ofFile: workshop.path + "/file") == [7])
  }

  @Test func badPlacesAreTold() throws {
    let workshop = try Workshop()
    try workshop.write("", to: "file")
    for (path, part) in [
      (workshop.path + "/missing/a", "No such file or directory"), (workshop.path, "folder"),
      (workshop.path + "/file/a", "Not a directory"), ("", "No such file"),
      ("/proc/specialise", "cannot be written"),
    ] {
      let diagnostic = try #require(throws: Diagnostic.self) {
        var outputs = OutputTransaction()
        try outputs.write([1], to: path)
        try outputs.commit()
      }
      #expect(diagnostic.message.contains(part))
      #expect(diagnostic.recommendation != nil, "\(diagnostic)")
    }
    #expect(try files(in: workshop.path) == ["file"])
  }

  @Test func fullDiskIsTold() throws {
    let diagnostic = try #require(throws: Diagnostic.self) {
      var outputs = OutputTransaction()
      try outputs.write([1], to: "/dev/full")
      try outputs.commit()
    }
    #expect(diagnostic.message == "cannot be written: No space left on device")
    #expect(diagnostic.recommendation?.contains("free some space") == true)
  }

  @Test func devicesReceiveTheirBytes() throws {
    var outputs = OutputTransaction()
    try outputs.write([1, 2, 3], to: "/dev/null")
    try outputs.commit()
    var status = stat()
    #expect(stat("/dev/null", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test func scratchFoldersVanish() throws {
    let workshop = try Workshop()
    do {
      let scratch = try ScratchFolder(beside: workshop.path + "/image")
      try createFile(at: scratch.path + "/x", with: [1], shown: "x")
      #expect(try files(in: workshop.path).count == 1)
    }
    #expect(try files(in: workshop.path) == [])
    #expect(throws: ImageFailure.self) {
      _ = try ScratchFolder(beside: workshop.path + "/missing/image")
    }
  }
}
