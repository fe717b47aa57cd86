# The tool in a small image: built with the Swift toolchain, run on plain Debian.
FROM docker.io/library/swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libzmq3-dev libsodium-dev libsqlite3-dev zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /lethe
COPY Package.swift ./
COPY Sources Sources
# Not built; the package names its test targets, and they must exist.
COPY Tests Tests
RUN swift build -c release --product lethe --static-swift-stdlib \
    && install -D --strip .build/release/lethe /out/lethe

FROM docker.io/library/debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libzmq5 libsodium23 libsqlite3-0 zlib1g \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /out/lethe /usr/local/bin/lethe
COPY sweeps /sweeps
# Volumes that are mounted here take these owners over when they are new.
RUN useradd --uid 1000 lethe && install -d -o lethe -g lethe /runs /data /pool
USER lethe
ENTRYPOINT ["lethe"]
CMD ["--help"]
