import Testing
import ZeroMQ

extension EndToEnd {
    @Suite("Coordinator and workers started apart")
    struct ServeTests {
        @Test("give the same tables over a socket and over loopback", arguments: ["ipc", "tcp"])
        func transports(_ transport: String) async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let endpoint = try transport == "ipc" ? "ipc://\(sandbox.path)/socket" : freePort()
            let coordinator = try sandbox.start(["serve", "sweep.yaml", "--out", "run", "--bind", endpoint])
            let workers = try sandbox.start(["work", "--connect", endpoint, "--slots", "2"])
            let ending = try await coordinator.end()
            #expect(ending.code == 0, "\(ending)")
            #expect(ending.output == "run/report.html\n")
            #expect(ending.errors.contains("lethe work --connect \(endpoint)"))
            let workersEnding = try await workers.end()
            #expect(workersEnding.code == 0, "\(workersEnding)")
            #expect(try sandbox.tables() == (try await Sweeps.quickTables.value))
            try await sandbox.quiet()
        }

        @Test(
            "do not use an address that other machines can reach, and say why",
            arguments: [
                "tcp://0.0.0.0:5555", "tcp://*:5555", "tcp://192.0.2.7:5555", "tcp://example.org:5555",
            ]
        )
        func unsafeAddress(_ address: String) async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let coordinator = try await sandbox.lethe("serve", "sweep.yaml", "--out", "run", "--bind", address)
            let worker = try await sandbox.lethe("work", "--connect", address)
            for ending in [coordinator, worker] {
                #expect(ending.code == 1, "\(ending)")
                #expect(ending.errors.contains("can be reached from other machines"))
                #expect(ending.errors.contains("[endpoint.not-encrypted]"))
            }
            #expect(!sandbox.exists("run"))
        }

        @Test("are not disturbed by strangers that send what is no message")
        func strangers() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let endpoint = try freePort()
            let coordinator = try sandbox.start(["serve", "sweep.yaml", "--out", "run", "--bind", endpoint])
            try send(Noise.messages, to: endpoint)
            try await eventually("malformed frames are told of") { coordinator.errors.contains("malformed frame") }
            for (number, bytes) in Noise.streams.enumerated() {
                try sandbox.write(bytes, to: "noise-\(number)")
                let address = endpoint.dropFirst("tcp://".count).replacing(":", with: "/")
                let ending = try await sandbox.shell(
                    "exec 3<>/dev/tcp/\(address) && cat noise-\(number) >&3",
                    with: "/bin/bash"
                )
                #expect(ending.code == 0, "\(ending)")
            }
            let workers = try sandbox.start(["work", "--connect", endpoint, "--slots", "2"])
            try send(Noise.messages, to: endpoint)
            let ending = try await coordinator.end()
            #expect(ending.code == 0, "\(ending)")
            #expect(try await workers.end().code == 0)
            #expect(try sandbox.tables() == (try await Sweeps.quickTables.value))
            try await sandbox.quiet()
        }

        /// An address on loopback where nobody listens.
        private func freePort() throws -> String {
            let socket = try Socket(.router, in: Context())
            try socket.bind("tcp://127.0.0.1:*")
            return try socket.lastEndpoint
        }

        /// Sends messages as a peer that speaks the transport but not the protocol.
        private func send(_ messages: [[[UInt8]]], to endpoint: String) throws {
            var options = SocketOptions()
            options.linger = .seconds(60)
            let socket = try Socket(.dealer, in: Context(), options: options)
            try socket.connect(endpoint)
            for message in messages { #expect(try socket.send(message) == .queued) }
        }
    }
}
