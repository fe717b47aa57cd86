import Foundation
import Testing

@testable import Fleet

@Suite("Mailboxes")
struct MailboxTests {
    private func isReadable(_ mailbox: Mailbox<Int>, milliseconds: Int32 = 0) -> Bool {
        var watched = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&watched, 1, milliseconds) == 1
    }

    @Test("are readable while letters wait, and give them in order")
    func order() {
        let mailbox = Mailbox<Int>()
        #expect(!isReadable(mailbox))
        mailbox.post(1)
        mailbox.post(2)
        #expect(isReadable(mailbox))
        #expect(mailbox.collect() == [1, 2])
        #expect(!isReadable(mailbox))
        mailbox.post(3)
        #expect(isReadable(mailbox))
        #expect(mailbox.collect() == [3])
        #expect(mailbox.collect().isEmpty)
    }

    @Test("lose no letter and no call while several threads post")
    func threads() throws {
        let mailbox = Mailbox<Int>()
        let posters = (0..<4).map { poster in
            InBackground { for number in 0..<5000 { mailbox.post(poster * 5000 + number) } }
        }
        var letters: [Int] = []
        // Every letter wakes its reader: without a call the poll would end empty-handed after its long limit.
        while letters.count < 20_000 {
            guard isReadable(mailbox, milliseconds: 60_000) else { throw NeverHappened(what: "a letter's call") }
            letters += mailbox.collect()
        }
        for poster in posters { try poster.value() }
        #expect(letters.sorted() == Array(0..<20_000))
        for poster in 0..<4 {
            let own = letters.filter { $0 / 5000 == poster }
            #expect(own == own.sorted())
        }
    }
}
