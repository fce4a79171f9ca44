/// The stages, in their order.
package enum Stage: String, CaseIterable, Hashable, Codable, Sendable {
  case link, bind, analyse, specialise, eliminate, codegen, image, report
}
