import Testing

@Suite struct SizeReportTests {
}
