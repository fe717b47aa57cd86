# Everything a person types. `make run` and `make test` install what they need on Debian and need no answer.

SWIFT ?= swift
JOBS ?= $(shell nproc)
SWEEP ?= sweeps/quickstart.yaml
BUILD_PACKAGES := libzmq3-dev libsodium-dev libsqlite3-dev zlib1g-dev
TEST_PACKAGES := $(BUILD_PACKAGES) gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user
LETHE := .build/release/lethe

.PHONY: help run test bench accuracy sanitize soak lint proto clean build install-build install-test

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: build ## install, build in release mode and run $(SWEEP) with a worker process per core
	$(LETHE) run $(SWEEP)

test: install-test ## install, build and run every test
	$(SWIFT) build --build-tests -j $(JOBS) --explicit-target-dependency-import-check error
	$(SWIFT) test --skip-build --parallel
	Tests/KnownAnswers/run.sh

bench: build ## measure the kernels on this machine
	$(LETHE) bench kernels

accuracy: ## measure the errors of exp, log, tanh and gelu over every float; some minutes
	Tests/Accuracy/run.sh

# A full disk is made by a limit on the size of files, whose signal the sanitizers take for a crash, and they need more
# memory than small limits leave. Globals that Swift makes once and holds behind tagged pointers look leaked. Freed memory
# is kept apart, but so little that peaks show.
SANITIZED := --skip fullDisk --skip noRoomForReport --skip sizeLimit --skip AllowanceTests --skip TidyTests

sanitize: install-test ## run the tests under the thread and the address sanitizer; half an hour
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/Sanitizers/thread.supp \
		$(SWIFT) test --sanitize=thread --scratch-path .build-thread $(SANITIZED)
	ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=16 $(SWIFT) test --sanitize=address --scratch-path .build-address $(SANITIZED)

soak: install-test ## run longer simulations and fuzzing; some minutes
	LETHE_SIMULATION_SEEDS=4000 LETHE_FUZZ_SEEDS=400 $(SWIFT) test --parallel \
		--filter 'SimulationTests|KernelsTests.LayerTests|MutationTests|survivesMutation'

lint: ## check the format of every Swift file
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

proto: ## make the Swift code of the wire's messages after a change of lethe.proto
	@.ci/install protobuf-compiler
	$(SWIFT) package resolve
	$(SWIFT) build --package-path .build/checkouts/swift-protobuf --scratch-path .build-protoc --product protoc-gen-swift
	protoc --plugin=.build-protoc/debug/protoc-gen-swift --swift_opt=UseAccessLevelOnImports=true --swift_opt=Visibility=Package \
		--proto_path=Sources/WireProto --swift_out=Sources/WireProto lethe.proto

clean: ## remove what was built
	rm -rf .build .build-*

build: install-build
	$(SWIFT) build -c release --product lethe -j $(JOBS)

install-build:
	@.ci/install $(BUILD_PACKAGES)

install-test:
	@.ci/install $(TEST_PACKAGES)
