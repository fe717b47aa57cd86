import Testing

@testable import Kernels

@Suite("Philox")
struct PhiloxTests {
    @Test(
        "gives the known answers of Random123",
        arguments: [
            (
                Philox.Block(repeating: 0), SIMD2<UInt32>(repeating: 0),
                Philox.Block(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
            ),
            (
                Philox.Block(repeating: .max), SIMD2<UInt32>(repeating: .max),
                Philox.Block(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
            ),
            (
                Philox.Block(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
                SIMD2<UInt32>(0xa409_3822, 0x299f_31d0),
                Philox.Block(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
            ),
        ]
    )
    func knownAnswers(counter: Philox.Block, key: SIMD2<UInt32>, expected: Philox.Block) {
        #expect(Philox.block(counter: counter, key: key) == expected)
    }
}
